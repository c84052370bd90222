"""Reports held against what was there before, beside them and inside them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.corpus.case import (
    FIGURES,
    HEADER,
    ROWS,
    TABLE,
    Case,
    case,
    error,
    figures,
    note,
    warning,
)  # fmt: skip
from tests.intake.place import (
    BEFORE,
    COMPLETED,
    FIRMS,
    GATE,
    LANDED,
    MONEY,
    QUARTER,
    STARTED,
)  # fmt: skip
from tests.intake.writers import delimited

_NAMES = ("城关镇", "河东镇", "河西镇")


def cases() -> Iterator[Case]:
    """Every case about figures that do not fit together."""
    yield from _falls()
    yield from _stages()
    yield from _jumps()
    yield from _twice()
    yield from _all_at_once()


def _falls() -> Iterator[Case]:
    one = [HEADER, ["城关镇", 450, 9], *ROWS[1:]]
    said = FIGURES | figures(MONEY, {GATE: 450})
    yield case("below the quarter before", delimited(one), warning("cumulative_fell", 2, HEADER[1]), figures=said)
    same = [HEADER, ["城关镇", 500, 4], *ROWS[1:]]
    said = FIGURES | figures(MONEY, {GATE: 500}) | figures(LANDED, {GATE: 4})
    yield case("as much as the quarter before", delimited(same), figures=said)
    stock = [["地区", "入园企业(家)"], *zip(_NAMES, (25, 20, 10), strict=True)]
    yield case("a stock may fall", delimited(stock), figures=figures(FIRMS, (25, 20, 10)))
    first = [HEADER, ["城关镇", 300, 2], ["河东镇", 200, 2], ["河西镇", 100, 1]]
    new_year = figures(MONEY, (300, 200, 100), quarter="2026Q1") | figures(LANDED, (2, 2, 1), quarter="2026Q1")
    yield case("a new year begins from nothing", delimited(first), *_new_year(), figures=new_year, quarter="2026Q1")
    single = [HEADER, ["城关镇", 480, 9], ["河东镇", 390, 7], ["河西镇", 190.25, 5]]
    said = FIGURES | figures(MONEY, (480, 390, 190.25))
    looks = warning("looks_single_quarter", None, HEADER[1])
    yield case("the quarter alone instead of the sum so far", delimited(single), looks, figures=said)
    corrected = [["季度", *HEADER], *([QUARTER, *row] for row in ROWS), [BEFORE, "城关镇", 1300, 4]]
    said = FIGURES | figures(MONEY, {GATE: 1300}, quarter=BEFORE) | figures(LANDED, {GATE: 4}, quarter=BEFORE)
    fell = warning("cumulative_fell", 2, HEADER[1])
    yield case("below the quarter before in the same file", delimited(corrected), fell, figures=said, quarter=None)


def _new_year() -> list[object]:
    return [note("target_missing"), note("region_missing")]


def _stages() -> Iterator[Case]:
    header = ["地区", "落地项目(个)", "开工项目(个)", "竣工项目(个)"]
    table = [header, ["城关镇", 9, 10, 3], ["河东镇", 7, 4, 5], ["河西镇", 5, 2, 1]]
    said = figures(LANDED, (9, 7, 5)) | figures(STARTED, (10, 4, 2)) | figures(COMPLETED, (3, 5, 1))
    found = (warning("stages_out_of_order", 2, header[2]), warning("stages_out_of_order", 3, header[3]))
    yield case("more started than landed, more completed than started", delimited(table), *found, figures=said)
    gap = [[header[0], header[1], header[3]], ["城关镇", 9, 10], ["河东镇", 7, 2], ["河西镇", 5, 1]]
    said = figures(LANDED, (9, 7, 5)) | figures(COMPLETED, (10, 2, 1))
    yield case("more completed than landed", delimited(gap), warning("stages_out_of_order", 2, header[3]), figures=said)
    equal = [header, *([name, count, count, count] for name, count in zip(_NAMES, (9, 7, 5), strict=True))]
    said = figures(LANDED, (9, 7, 5)) | figures(STARTED, (9, 7, 5)) | figures(COMPLETED, (9, 7, 5))
    yield case("all of them completed", delimited(equal), figures=said)


def _jumps() -> Iterator[Case]:
    table = [HEADER, ["城关镇", 30_000, 9], *ROWS[1:]]
    said = FIGURES | figures(MONEY, {GATE: 30_000})
    yield case("thirty times last year's", delimited(table), warning("value_jump", 2, HEADER[1]), figures=said)
    grown = [HEADER, ["城关镇", 5_000, 9], *ROWS[1:]]
    yield case("five times last year's", delimited(grown), figures=FIGURES | figures(MONEY, {GATE: 5_000}))


def _twice() -> Iterator[Case]:
    again = [*TABLE, ROWS[0]]
    yield case("the same line twice", delimited(again), note("repeated_row", 5), figures=FIGURES)
    by_code = [*TABLE, [GATE, *ROWS[0][1:]]]
    yield case("the same line by name and by code", delimited(by_code), note("repeated_row", 5), figures=FIGURES)
    written = [*TABLE, ["城关镇", "0.12005亿元", "9个"]]
    yield case("the same line in other units", delimited(written), note("repeated_row", 5), figures=FIGURES)
    differs = [*TABLE, ["城关镇", 1300, 9]]
    yield case("two lines that differ", delimited(differs), error("duplicate_row", 5, HEADER[0]))
    parts = [HEADER, ["城关镇", 1200.5, ""], *ROWS[1:], ["城关镇", "", 9]]
    yield case("two lines that complete each other", delimited(parts), figures=FIGURES)
    about = [HEADER, ["城关镇", "", 9], *ROWS[1:], ["城关镇", "约1200.5", ""]]
    marked = frozenset({(GATE, QUARTER, MONEY)})
    found = warning("approximate_value", 5, HEADER[1])
    name = "two lines that complete each other, one of them with an approximate figure"
    yield case(name, delimited(about), found, figures=FIGURES, approximate=marked)
    thrice = [*TABLE, ROWS[0], ["城关镇", 1300, 9]]
    found = (note("repeated_row", 5), error("duplicate_row", 6))
    yield case("one line thrice", delimited(thrice), *found)


def _all_at_once() -> Iterator[Case]:
    header = ["地区", "基础设施投入(万元)", "落地项目(个)", "开工项目(个)", "绿化面积"]
    table = [
        header,
        ["城关镇", "450", "9.5", "10", 1],
        ["河东镇", "20%", "7", "9", 1],
        ["河冻镇", "待报", "-1", "", 1],
        ["河西镇", "约430", "5", "2", 1],
        ["合计", "2000", "21", "21", 4],
    ]
    found = (
        warning("unknown_column", None, "绿化面积"),
        warning("cumulative_fell", 2, header[1]),
        error("fraction_of_a_count", 2, header[2]),
        error("share_in_value_column", 3, header[1]),
        warning("stages_out_of_order", 3, header[3]),
        error("unknown_region", 4, header[0], hint="河东镇"),
        error("not_a_number", 4, header[1]),
        error("negative_value", 4, header[2]),
        warning("approximate_value", 5, header[1]),
    )
    yield case("errors, warnings and notes of one file, all at once", delimited(table), *found)
