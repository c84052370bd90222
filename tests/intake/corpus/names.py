# ruff: noqa: E501 - a case is a line, however long its table
"""Regions by every name they go by, and by names that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, Case, Expected, case, error, figures, note
from tests.intake.place import (
    EAST,
    GATE,
    LANDED,
    MONEY,
    OLD,
    PARK,
    PING,
    QUARTER,
    SHI,
    SHI_GATE,
    TEMPLE,
    WEST,
)  # fmt: skip
from tests.intake.writers import MAKERS, Page, by_openpyxl, by_xlwt, delimited

_CODES = (GATE, EAST, WEST)
_NAME = HEADER[0]


def cases() -> Iterator[Case]:
    """Every case about who a line speaks of."""
    yield from _codes()
    yield from _spellings()
    yield from _years()
    yield from _same_names()
    yield from _nobody()
    yield from _unasked()


def _codes() -> Iterator[Case]:
    def coded(cells: Any) -> list[list[Any]]:
        return [["代码", *HEADER[1:]], *([cell, *row[1:]] for cell, row in zip(cells, ROWS, strict=True))]

    yield case("codes", delimited(coded(_CODES)), figures=FIGURES)
    for name, (maker, ending) in MAKERS.items():
        for kind in (int, float, str):
            content = maker(Page(coded(kind(code) for code in _CODES)))
            yield case(f"codes as {kind.__name__}, {name}", content, file=f"a.{ending}", figures=FIGURES)
    yield case("codes with .0", delimited(coded(f"{code}.0" for code in _CODES)), figures=FIGURES)
    yield case("codes with their system", delimited(coded(f"local:{code}" for code in _CODES)), figures=FIGURES)
    rough = coded(["8.80121E+08", EAST, WEST])
    yield case("a code in powers of ten", delimited(rough), error("unknown_region", 2, "代码"))
    both = [["代码", *HEADER], *([code, *row] for code, row in zip(_CODES, ROWS, strict=True))]
    yield case("codes and names", delimited(both), figures=FIGURES)
    joined = [HEADER, *([f"{code} {row[0]}", *row[1:]] for code, row in zip(_CODES, ROWS, strict=True))]
    yield case("code and name in one cell", delimited(joined), figures=FIGURES)
    crossed = [both[0], [GATE, "河东镇", *ROWS[0][1:]], *both[2:]]
    yield case("a code and another's name", delimited(crossed), error("region_mismatch", 2))
    some = [both[0], both[1], ["", *ROWS[1]], both[3]]
    yield case("a code left out", delimited(some), figures=FIGURES)


def _called(name: str, cell: str, region: str = EAST, *found: Expected, **how: Any) -> Case:
    """A table whose second township goes by another name."""
    table = [HEADER, ROWS[0], [cell, *ROWS[1][1:]], ROWS[2]]
    refused = any(item.severity == "error" for item in found)
    said = {(region if key[0] == EAST else key[0], *key[1:]): value for key, value in FIGURES.items()}
    return case(name, delimited(table), *found, figures=None if refused else said, **how)


def _spellings() -> Iterator[Case]:
    for name in ("河东镇", "河东", "东镇", "平川县河东镇", "云岭市平川县河东镇", "平川县 河东镇", "河东镇工业集中区", "河东镇工业园区", "河东工业集中区", "河东镇集中区", "河 东 镇",
                 "\u3000河东镇\xa0", "　　河东镇", "河东镇\n", "平川河东镇"):  # fmt: skip
        yield _called(f"called {name!a}" if name != name.strip() else f"called {name}", name)


def _years() -> Iterator[Case]:
    old = [HEADER, ["城关镇", 100, 1], ["河东乡", 90, 1], ["河西镇", 80, 1]]
    said = figures(MONEY, (100, 90, 80), quarter="2019Q2") | figures(LANDED, (1, 1, 1), quarter="2019Q2")
    found = (note("region_missing"), note("target_missing"))
    yield case("an old name in its years", delimited(old), *found, figures=said, quarter="2019Q2")
    yield _called("an old name after its years", "河东乡", EAST, error("inactive_region", 3))
    merged = [HEADER, ["老集乡", 100, 1]]
    gone = figures(MONEY, {OLD: 100}, quarter="2024Q4") | figures(LANDED, {OLD: 1}, quarter="2024Q4")
    before = (note("region_missing"), note("target_missing"))
    yield case("merged later", delimited(merged), *before, figures=gone, quarter="2024Q4")
    yield _called("merged before", "老集乡", EAST, error("inactive_region", 3, _NAME))
    yield _called("merged before, by its code", OLD, EAST, error("inactive_region", 3, _NAME))
    yield _called("set up later", "新城镇", EAST, error("inactive_region", 3, _NAME))


def _same_names() -> Iterator[Case]:
    yield case("a name of two, inside one county", delimited(TABLE), figures=FIGURES)
    asked = error("ambiguous_region", 2, _NAME, hint=SHI_GATE)
    yield case("a name of two", delimited(TABLE), asked, scope=None)
    both = [["县区", *HEADER], *(["平川县", *row] for row in ROWS), ["石桥县", "城关镇", 99, 1]]
    two = FIGURES | figures(MONEY, {SHI_GATE: 99}) | figures(LANDED, {SHI_GATE: 1})
    absent = note("region_missing")
    yield case("told apart by a column of counties", delimited(both), absent, figures=two, scope=None)
    short = [["所属县区", *HEADER], *(["平川", *row] for row in ROWS)]
    yield case("told apart by a county's short name", delimited(short), figures=FIGURES, scope=None)
    carried = [both[0], both[1], *(["", *row] for row in ROWS[1:]), both[4]]
    yield case("a county written once", delimited(carried), absent, figures=two, scope=None)
    spans = by_openpyxl(Page(carried, merges=["A2:A4"]))
    yield case("a county merged over its townships", spans, absent, file="a.xlsx", figures=two, scope=None)
    old = by_xlwt(Page(carried, merges=["A2:A4"]))
    yield case("a county merged in an old workbook", old, absent, file="a.xls", figures=two, scope=None)
    full = [HEADER, ["平川县城关镇", *ROWS[0][1:]], *ROWS[1:], ["石桥县城关镇", 99, 1]]
    yield case("told apart by the county before the name", delimited(full), absent, figures=two, scope=None)
    other = [both[0], ["石桥县", *ROWS[0]], *both[2:4]]
    yield case("another county's township of that name", delimited(other), error("region_mismatch", 2))
    wrong = [both[0], both[1], ["石桥县", *ROWS[1]], both[3]]
    yield case(
        "a township beside a county that has none of that name",
        delimited(wrong),
        error("region_mismatch", 3),
        scope=None,
    )


def _nobody() -> Iterator[Case]:
    for typo in ("河冻镇", "河东真", "何东镇"):
        yield _called(f"typed wrong: {typo}", typo, EAST, error("unknown_region", 3, _NAME, hint="河东镇"))
    yield _called("nobody", "天外飞镇", EAST, error("unknown_region", 3, _NAME))
    yield _called("a code of nobody", "999999999", EAST, error("unknown_region", 3, _NAME))
    yield _called("outside the scope", "南关镇", EAST, error("out_of_scope", 3, _NAME))
    yield _called("the county above the scope's", "云岭市", EAST, error("out_of_scope", 3, _NAME))
    yield _called("a formula for a name", "=cmd|'/C calc'!A0", EAST, error("unknown_region", 3, _NAME))
    yield _called("markup for a name", "<script>alert(1)</script>", EAST, error("unknown_region", 3, _NAME))
    yield _called("a query for a name", "' OR 1=1; DROP TABLE region; --", EAST, error("unknown_region", 3, _NAME))
    yield _called("braces for a name", "{row}{0}%s", EAST, error("unknown_region", 3, _NAME))
    yield _called("a very long name", "河" * 40_000, EAST, error("unknown_region", 3, _NAME))
    nameless = [*TABLE, ["", 12, 3]]
    yield case("figures without a region", delimited(nameless), error("unknown_region", 5, _NAME))
    found = [*(error("unknown_region", line, _NAME) for line in range(2, 202)), error("unknown_region", hint="100")]
    many = [HEADER, *([f"第{at}村", 1, 1] for at in range(300))]
    yield case("three hundred that nobody knows", delimited(many), *found)


def _unasked() -> Iterator[Case]:
    temple = [*TABLE, ["龙王庙镇", 50, 1], ["平川工业园", 60, 2]]
    said = FIGURES | figures(MONEY, {TEMPLE: 50, PARK: 60}) | figures(LANDED, {TEMPLE: 1, PARK: 2})
    found = [note("region_not_expected"), note("region_not_expected")]
    yield case("who is not asked", delimited(temple), *found, figures=said)
    county = [*TABLE, ["平川县", 2490.75, 21]]
    said = FIGURES | figures(MONEY, {PING: 2490.75}) | figures(LANDED, {PING: 21})
    unasked = note("region_not_expected")
    yield case("the county's own report, as its townships add up", delimited(county), unasked, figures=said)
    differs = [*TABLE, ["平川县", 2500, 21]]
    said = FIGURES | figures(MONEY, {PING: 2500}) | figures(LANDED, {PING: 21})
    found = note("report_differs_from_sum", 5, HEADER[1])
    yield case("the county's own report, as its townships do not", delimited(differs), unasked, found, figures=said)
    few = [HEADER, ROWS[0]]
    said = {key: value for key, value in FIGURES.items() if key[0] == GATE}
    yield case("others absent", delimited(few), note("region_missing"), figures=said)
    blank = [*TABLE[:3], ["河西镇", "", ""]]
    said = {key: value for key, value in FIGURES.items() if key[0] != WEST}
    yield case("a last township with blank cells alone", delimited(blank), note("region_missing"), figures=said)
    between = [*TABLE[:2], ["河东镇", "", ""], TABLE[3]]
    said = {key: value for key, value in FIGURES.items() if key[0] != EAST}
    yield case("a township with blank cells alone", delimited(between), note("region_missing"), figures=said)
    shi = [HEADER, ["城关镇", 99, 1]]
    said = figures(MONEY, {SHI_GATE: 99}, quarter=QUARTER) | figures(LANDED, {SHI_GATE: 1})
    yield case("the other county", delimited(shi), note("region_missing"), figures=said, scope=SHI)
