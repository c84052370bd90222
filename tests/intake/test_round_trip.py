"""Figures, a file, an import: the same figures, for every indicator, in every encoding and container."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.corpus.case import Figures
from tests.intake.corpus.checking import deployed, in_force, understood
from tests.intake.place import EAST, GATE, PING, QUARTER, WEST, build_place
from tests.intake.writers import (
    Page,
    Rows,
    by_libreoffice,
    by_openpyxl,
    by_xlsxwriter,
    by_xlwt,
    delimited,
    unicode_text,
)
from tests.store.book import CATALOGUE
from zones.domain.indicator import Indicator, Unit
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.importing import Upload, check_report, import_checked
from zones.services.places import find_region
from zones.services.templates import template_for

TOWNS = {GATE: "城关镇", EAST: "河东镇", WEST: "河西镇"}
INDICATORS = list(CATALOGUE.indicators.values())
# Binary numbers keep fifteen digits, and so does Excel.
LARGEST = 10**13
Amounts = dict[tuple[str, str], int]
"""Smallest units by region and indicator code."""

ROUND_TRIPS = settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)


def _as_text(rows: Rows) -> Rows:
    return [[f"{cell:f}" if isinstance(cell, Decimal) else cell for cell in row] for row in rows]


def _as_numbers(rows: Rows) -> Rows:
    return [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows]


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "utf-8": lambda rows: delimited(_as_text(rows), encoding="utf-8"),
    "utf-8 with a mark": lambda rows: delimited(_as_text(rows), encoding="utf-8-sig", delimiter=";"),
    "gb18030": lambda rows: delimited(_as_text(rows), encoding="gb18030"),
    "gbk with tabs": lambda rows: delimited(_as_text(rows), encoding="gbk", delimiter="\t"),
    "utf-16 little endian": lambda rows: unicode_text(_as_text(rows)),
    "utf-16 big endian": lambda rows: unicode_text(_as_text(rows), big_endian=True),
    "openpyxl": lambda rows: by_openpyxl(Page(_as_numbers(rows))),
    "openpyxl, numbers as texts": lambda rows: by_openpyxl(Page(_as_text(rows))),
    "XlsxWriter": lambda rows: by_xlsxwriter(Page(_as_numbers(rows))),
    "XlsxWriter, texts inside the cells": lambda rows: by_xlsxwriter(Page(_as_numbers(rows)), constant_memory=True),
    "xlwt": lambda rows: by_xlwt(Page(_as_numbers(rows))),
}


def exact_units(indicator: Indicator) -> list[Unit]:
    """The units of which every amount is a decimal number with an end."""
    units = CATALOGUE.units[indicator.unit.quantity]
    return [unit for unit in units if not _without_twos_and_fives(unit.smallest.numerator) > 1]


def _without_twos_and_fives(number: int) -> int:
    for factor in (2, 5):
        while number % factor == 0:
            number //= factor
    return number


def written(amount: int | None, unit: Unit) -> Decimal | str:
    """An amount as a number of the unit."""
    if amount is None:
        return ""
    return Decimal(amount * unit.smallest.denominator) / Decimal(unit.smallest.numerator)


amounts = st.dictionaries(
    st.tuples(st.sampled_from(list(TOWNS)), st.sampled_from([indicator.code for indicator in INDICATORS])),
    st.one_of(st.integers(0, 10**6), st.integers(0, LARGEST)),
    min_size=1,
)
units = st.fixed_dictionaries({item.code: st.sampled_from(exact_units(item)) for item in INDICATORS})


def wide(given: Amounts, chosen: dict[str, Unit]) -> Rows:
    """A line a region, a column an indicator, whether it has figures or not."""
    header = ["代码", "地区", *(f"{item.name}({chosen[item.code].name})" for item in INDICATORS)]
    lines = [
        [code, name, *(written(given.get((code, item.code)), chosen[item.code]) for item in INDICATORS)]
        for code, name in TOWNS.items()
    ]
    return [["平川县2025年二季度"], header, *lines]


def across(given: Amounts, chosen: dict[str, Unit]) -> Rows:
    """A line an indicator, a column a region."""
    lines = [
        [
            item.name,
            chosen[item.code].name,
            *(written(given.get((code, item.code)), chosen[item.code]) for code in TOWNS),
        ]
        for item in INDICATORS
    ]
    return [["指标", "单位", *TOWNS.values()], *lines]


def long(given: Amounts, chosen: dict[str, Unit]) -> Rows:
    """A line a figure."""
    lines = [
        ["2025Q2", code, TOWNS[code], CATALOGUE.indicators[item].name, written(amount, chosen[item]), chosen[item].name]
        for (code, item), amount in given.items()
    ]
    return [["季度", "代码", "地区", "指标", "数值", "单位"], *lines]


def in_declared_units(given: Amounts) -> Figures:
    return {
        (code, QUARTER, item): CATALOGUE.indicators[item].declared(amount) for (code, item), amount in given.items()
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    url = f"sqlite:///{tmp_path_factory.mktemp('round trip') / 'zones.db'}"
    build_place(url)
    with deployed(url) as deployment:
        yield deployment


def imported(place: Deployment, content: bytes) -> tuple[Figures, list[str]]:
    """What a file is understood to say once it is stored, and the codes of what was found."""
    upload = Upload("report", content, quarter=Quarter.parse(QUARTER), scope=find_region(place, PING))
    result = check_report(place, upload)
    assert result.errors == []
    assert import_checked(place, result, author="王", reason="已核").accepted
    figures, _ = understood(result)
    stored = in_force(place, figures)
    assert {key: stored[key] for key in figures} == figures
    return figures, [finding.code for finding in result.findings]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("shape", [wide, across, long], ids=lambda shape: shape.__name__)
@ROUND_TRIPS
@given(given_amounts=amounts, chosen=units)
def test_figures_come_back(
    place: Deployment,
    shape: Callable[[Amounts, dict[str, Unit]], Rows],
    writer: str,
    given_amounts: Amounts,
    chosen: dict[str, Unit],
) -> None:
    figures, _ = imported(place, WRITERS[writer](shape(given_amounts, chosen)))
    assert figures == in_declared_units(given_amounts)


# What a quiet second quarter looks like, of the first township; the others have a fraction of it.
_QUIET = {
    "infrastructure_investment": 12_005_000, "fixed_asset_investment": 50_000_000, "new_investment": 20_000_000,
    "factory_area_started": 2_000_000, "factory_area_completed": 800_000, "projects_planned": 12, "projects_implemented": 10,
    "projects_landed": 9, "projects_started": 6, "projects_completed": 3, "completed_project_investment": 9_000_000,
    "land_transferred": 13_050, "roads_built": 3_600, "industrial_output": 80_000_000, "profit_tax": 6_000_000,
    "enterprises": 66, "planned_area": 180_000, "land_transferred_total": 90_000,
}  # fmt: skip


def quiet() -> Amounts:
    """Figures of every indicator that give nothing to ask about."""
    shares = {GATE: (1, 1), EAST: (2, 3), WEST: (1, 3)}
    return {
        (code, item.code): _QUIET[item.code] * part // of for code, (part, of) in shares.items() for item in INDICATORS
    }


def filled(template: bytes, given: Amounts) -> bytes:
    """A template with its cells filled in, as a person does."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    column_of = {
        item.code: next(
            cell.column for text, cell in cells.items() if text.startswith((f"{item.name}(", f"{item.name_en} ("))
        )
        for item in INDICATORS
    }
    for (code, item), amount in given.items():
        sheet.cell(cells[code].row, column_of[item], float(CATALOGUE.indicators[item].declared(amount)))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def template_in(place: Deployment, language: str) -> bytes:
    return template_for(place, region=find_region(place, PING), quarter=Quarter.parse(QUARTER), language=language)


@pytest.fixture(scope="module", params=["zh", "en"])
def template(place: Deployment, request: pytest.FixtureRequest) -> bytes:
    return template_in(place, request.param)


def test_a_filled_template_comes_back_without_a_finding(place: Deployment, template: bytes) -> None:
    figures, found = imported(place, filled(template, quiet()))
    assert figures == in_declared_units(quiet())
    assert found == []


@pytest.mark.parametrize("to", ["xlsx", "xls"])
def test_filled_templates_saved_by_libreoffice_come_back(
    place: Deployment, tmp_path: Path, unavailable: Callable[[str], NoReturn], to: str
) -> None:
    program = shutil.which("soffice")
    if program is None:
        unavailable("no LibreOffice")
    files = {f"{language}.xlsx": filled(template_in(place, language), quiet()) for language in ("zh", "en")}
    for content in by_libreoffice(program, files, to=to, folder=tmp_path / to).values():
        assert imported(place, content) == (in_declared_units(quiet()), [])


@ROUND_TRIPS
@given(given_amounts=amounts)
def test_whatever_is_filled_in_comes_back(place: Deployment, template: bytes, given_amounts: Amounts) -> None:
    figures, _ = imported(place, filled(template, given_amounts))
    assert figures == in_declared_units(given_amounts)
