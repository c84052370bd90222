# ruff: noqa: E501 - a case is a line, however long its table
"""Units: in a header, above the table, and wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, Case, case, error, figures, warning
from tests.intake.place import (
    EAST,
    FIRMS,
    GATE,
    LAND,
    LANDED,
    MONEY,
    PLANNED_AREA,
    ROADS,
    SHI,
    SHI_TOWNS,
    STARTED_AREA,
    WEST,
)  # fmt: skip
from tests.intake.writers import Page, by_openpyxl, delimited

_NAMES = ("城关镇", "河东镇", "河西镇")
_MONEY = (1200.5, 860, 430.25)


def cases() -> Iterator[Case]:
    """Every case about units."""
    yield from _money()
    yield from _others()
    yield from _above()
    yield from _misfits()
    yield from _suspects()


def _column(name: str, header: str, cells: Any, code: str, values: Any, *, above: str = "") -> Case:
    table = [*([[above, ""]] if above else []), ["地区", header], *zip(_NAMES, cells, strict=True)]
    return case(name, delimited(table), figures=figures(code, values))


def _money() -> Iterator[Case]:
    wan = ("基础设施投入(万元)", "基础设施投入（万元）", "基础设施投入/万元", "基础设施投入【万元】", "基础设施投入 [万元]", "基础设施投入万元", "基础设施投入(单位:万元)",
           "基础设施投入（单位：万元）", "基础设施投入,万元", "基础设施投入:万元", "基础设施投入", "(万元)基础设施投入", "基础设施投入（ 万 元 ）")  # fmt: skip
    for header in wan:
        yield _column(header, header, _MONEY, MONEY, _MONEY)
    yield _column("元", "基础设施投入(元)", (12005000, 8600000, 4302500), MONEY, _MONEY)
    yield _column("千元", "基础设施投入(千元)", (12005, 8600, 4302.5), MONEY, _MONEY)
    yield _column("百万元", "基础设施投入(百万元)", (12.005, 8.6, 4.3025), MONEY, _MONEY)
    yield _column("亿元", "基础设施投入(亿元)", ("0.12005", "0.086", "0.043025"), MONEY, _MONEY)
    yield _column(
        "a cell's unit goes before the header's",
        "基础设施投入(亿元)",
        ("1200.5万元", "8600000元", 0.043025),
        MONEY,
        _MONEY,
    )


def _others() -> Iterator[Case]:
    area = (20000, 13000, 7000)
    for unit in ("平方米", "㎡", "m2", "m²", "平米"):
        yield _column(f"floor area in {unit}", f"标准化厂房开工面积({unit})", area, STARTED_AREA, area)
    for unit in ("万平方米", "万㎡", "万m2", "万平米"):
        yield _column(f"floor area in {unit}", f"标准化厂房开工面积({unit})", (2, 1.3, "0.7"), STARTED_AREA, area)
    land = (120, 80, 40.5)
    yield _column("land in 亩", "土地流转(亩)", land, LAND, land)
    yield _column("land in 公顷", "土地流转(公顷)", (8, 5, 2.7), LAND, (120, 75, 40.5))
    yield _column("land in 平方公里", "规划面积(平方公里)", (1.2, 0.8, 0.4), PLANNED_AREA, (1800, 1200, 600))
    yield _column("land in 平方米", "土地流转(平方米)", (80000, 60000, 27000), LAND, (120, 90, 40.5))
    yield _column("land in 万亩", "规划面积(万亩)", (0.18, 0.12, 0.06), PLANNED_AREA, (1800, 1200, 600))
    roads = (2.5, 2, 1.2)
    for unit in ("公里", "千米", "km"):
        yield _column(f"roads in {unit}", f"修建道路({unit})", roads, ROADS, roads)
    yield _column("roads in 米", "修建道路(米)", (2500, 2000, 1200), ROADS, roads)
    for unit in ("家", "户", "个"):
        yield _column(f"enterprises in {unit}", f"入园企业({unit})", (31, 24, 12), FIRMS, (31, 24, 12))
    for unit in ("个", "项", "幢", "宗"):
        yield _column(f"projects in {unit}", f"落地项目({unit})", (9, 7, 5), LANDED, (9, 7, 5))


def _above() -> Iterator[Case]:
    yuan, wan_area = (12005000, 8600000, 4302500), (2, 1.3, 0.7)
    yield _column("a line for money", "基础设施投入", yuan, MONEY, _MONEY, above="单位:元")
    yield _column(
        "a line with a full-width colon",
        "基础设施投入",
        (0.12005, 0.086, 0.043025),
        MONEY,
        _MONEY,
        above="计量单位：亿元",
    )
    yield _column("a line in brackets", "基础设施投入", yuan, MONEY, _MONEY, above="(单位:元)")
    yield _column(
        "a line of several",
        "标准化厂房开工面积",
        wan_area,
        STARTED_AREA,
        (20000, 13000, 7000),
        above="单位:亿元、万平方米、个",
    )
    yield _column("the header goes before the line", "基础设施投入(万元)", _MONEY, MONEY, _MONEY, above="单位:元")
    yield _column("a line about something else", "落地项目", (9, 7, 5), LANDED, (9, 7, 5), above="单位:万元")
    titled = [["平川县2025年二季度建设情况(单位:元)"], ["地区", "基础设施投入"], *zip(_NAMES, yuan, strict=True)]
    yield case("inside the title", delimited(titled), figures=figures(MONEY, _MONEY), quarter=None)
    right = [["平川县2025年二季度建设情况", "", ""], ["", "", "单位:元、个"], ["地区", "基础设施投入", "落地项目"],
             *([a, b, row[2]] for a, b, row in zip(_NAMES, yuan, ROWS, strict=True))]  # fmt: skip
    merged = by_openpyxl(Page(right, merges=["A1:C1"]))
    yield case("right above the last column", merged, file="a.xlsx", figures=FIGURES, quarter=None)


def _misfits() -> Iterator[Case]:
    for header in ("基础设施投入(平方米)", "落地项目(万元)", "修建道路(亩)", "标准化厂房开工面积(亩)"):
        table = [["地区", header], *zip(_NAMES, (9, 7, 5), strict=True)]
        yield case(f"{header}, which does not fit", delimited(table), error("unknown_unit", None, header))


def _suspects() -> Iterator[Case]:
    rows = [HEADER, ["城关镇", 12005000, 9], *ROWS[1:]]
    large = figures(MONEY, (12005000, 860, 430.25)) | figures(LANDED, (9, 7, 5))
    suspect = warning("unit_suspect", 2, HEADER[1], hint="元")
    yield case("元 below a header of 万元", delimited(rows), suspect, figures=large)
    rows = [HEADER, ["城关镇", 0.12, 9], *ROWS[1:]]
    small = figures(MONEY, (0.12, 860, 430.25)) | figures(LANDED, (9, 7, 5))
    found = (warning("cumulative_fell", 2, HEADER[1]), warning("unit_suspect", 2, HEADER[1], hint="亿元"))
    yield case("亿元 below a header of 万元", delimited(rows), *found, figures=small)
    yuan = [HEADER, *([row[0], f"{row[1] * 10_000:.0f}", row[2]] for row in ROWS)]
    all_large = figures(MONEY, (12005000, 8600000, 4302500)) | figures(LANDED, (9, 7, 5))
    every = [warning("unit_suspect", line, HEADER[1], hint="元") for line in (2, 3, 4)]
    yield case("a whole column in 元", delimited(yuan), *every, figures=all_large)
    area = [["地区", "标准化厂房开工面积(平方米)"], ["城关镇", 2], ["河东镇", 13000], ["河西镇", 7000]]
    found = (warning("cumulative_fell", 2), warning("unit_suspect", 2, hint="万平方米"))
    yield case(
        "万平方米 below a header of 平方米", delimited(area), *found, figures=figures(STARTED_AREA, (2, 13000, 7000))
    )
    amounts = (400, 350, 4_200_000, 380, 500, 450)
    siblings = [["地区", HEADER[1]], *zip(SHI_TOWNS.values(), amounts, strict=True)]
    said = figures(MONEY, dict(zip(SHI_TOWNS, amounts, strict=True)))
    found = warning("unit_suspect", 4, HEADER[1], hint="元")
    yield case("元 among regions beside it, without a history", delimited(siblings), found, figures=said, scope=SHI)
    usual = [*TABLE[:3], ["河西镇", 43.025, 5]]
    tenth = figures(MONEY, {GATE: 1200.5, EAST: 860, WEST: 43.025}) | figures(LANDED, (9, 7, 5))
    yield case("a tenth is no unit", delimited(usual), warning("cumulative_fell", 4), figures=tenth)
