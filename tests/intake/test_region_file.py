# ruff: noqa: E501 - cases of one kind share a line, however long
"""Files of regions: what they declare, and every mistake with its row, column and value."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.towns import catalogue, sheet_of
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.domain.region import Alias, Level, RegionDeclaration
from zones.intake import read_regions

HEADER = ["code", "name", "level", "parent", "aliases", "reports", "valid_from", "valid_to"]


def read(rows: list[list[Any]], known: frozenset[str] = frozenset()) -> tuple[list[RegionDeclaration], list[Finding]]:
    return read_regions(sheet_of(rows), catalogue=catalogue(), known=known)


def test_everything_a_region_can_be() -> None:
    rows = [
        [*HEADER, "name_en", "code_system", "groups", "synthetic", "note"],
        [
            "320800",
            "淮安市",
            "city",
            "",
            "淮阴市@..2000Q4|旧代码@2001Q1..2016Q3|别名",
            "1",
            "",
            "",
            "Huai'an",
            "gb2260",
            "",
            "0",
            "注",
        ],
        ["Z01", "甲园", "zone", "320800", "", "是", "2010Q1", "2020Q4", "", "", "市级重点|试点", "yes", ""],
    ]
    regions, findings = read(rows)
    assert findings == []
    city, zone = regions
    assert city.aliases == (
        Alias("淮阴市", None, Quarter(2000, 4).ordinal),
        Alias("旧代码", Quarter(2001, 1).ordinal, Quarter(2016, 3).ordinal),
        Alias("别名"),
    )
    assert (city.level, city.code_system, city.reports, city.name_en, city.note) == (
        Level.CITY,
        "gb2260",
        True,
        "Huai'an",
        "注",
    )
    assert (zone.code_system, zone.groups, zone.synthetic) == ("local", ("市级重点", "试点"), True)
    assert (zone.valid_from, zone.valid_to) == (Quarter(2010, 1).ordinal, Quarter(2020, 4).ordinal)


def test_chinese_headers_and_words() -> None:
    regions, findings = read(
        [
            ["代码", "名称", "级别", "上级代码", "是否填报"],
            [320800, "淮安市", "市", "", "否"],
            ["1", "甲县", "县区", "320800", "是"],
        ]
    )
    assert findings == []
    assert [(item.code, item.level, item.parent, item.reports) for item in regions] == [
        ("320800", Level.CITY, "", False), ("1", Level.COUNTY, "320800", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (["", "无码镇", "township"], "code", ""), (["1", "", "township"], "name", ""), (["1", "甲镇", "village"], "level", "village"),
        (["1", "甲镇", "township", "9"], "parent", "9"), (["1", "甲镇", "township", "", "@2001Q1"], "aliases", "@2001Q1"),
        (["1", "甲镇", "township", "", "旧@2001..2002"], "aliases", "旧@2001..2002"), (["1", "甲镇", "township", "", "", "也许"], "reports", "也许"),
        (["1", "甲镇", "township", "", "", "", "2001年"], "valid_from", "2001年"), (["1", "甲镇", "township", "", "", "", "2002Q1", "2001Q1"], "valid_to", "2001Q1"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place(row: list[str], column: str, value: str) -> None:
    regions, findings = read([HEADER, ["2", "乙镇", "township"], row])
    assert [(item.code, item.row, item.column, item.value) for item in findings] == [
        ("invalid_region", 3, column, value)
    ]
    assert [item.code for item in regions if item.name == "乙镇"] == ["2"]


def test_a_code_twice_and_a_known_parent() -> None:
    _, findings = read([HEADER, ["1", "甲镇", "township", "7"], ["1", "乙镇", "township", "7"]], frozenset({"7"}))
    assert [(item.row, item.column) for item in findings] == [(3, "code")]


def test_columns_that_are_missing() -> None:
    regions, findings = read([["名称"], ["甲镇"]])
    assert regions == []
    assert {item.code for item in findings} == {"missing_column"}
