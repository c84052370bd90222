"""Templates know the county of every unit, however deep it lies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl

from tests.store.book import declared
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.templates import template_for

if TYPE_CHECKING:
    from tests.services.conftest import Office


def counties(office: Office, code: str) -> dict[str, str | None]:
    content = template_for(office.deployment, region=office.region(code), quarter=Quarter(2006, 2), language="zh")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return {row[1]: row[0] for row in sheet.iter_rows(min_row=4, max_col=2, values_only=True) if row[1]}


def test_the_county_stands_beside_townships_and_zones_of_every_depth(office: Office) -> None:
    office.book.declare(declared("jia2z", Level.ZONE, "jia2", name="河西工业园"))
    assert counties(office, "city") == {
        "jiaz": "甲县", "jia1": "甲县", "jia2": "甲县", "jia2z": "甲县", "yi1": "乙县",
    }  # fmt: skip


def test_the_county_of_a_township_is_known_from_inside_it(office: Office) -> None:
    assert counties(office, "jia1") == {"jia1": "甲县"}


def test_a_county_that_reports_for_itself_lies_in_none(office: Office) -> None:
    office.book.declare(declared("bing", Level.COUNTY, "city", name="丙县"))
    found = counties(office, "bing")
    assert list(found) == ["bing"]
    assert not found["bing"]
