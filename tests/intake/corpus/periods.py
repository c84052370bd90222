# ruff: noqa: E501 - a case is a line, however long its table
"""Quarters in every spelling: in a title, in a column, nowhere, and another than the one asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, Case, case, error, figures, note
from tests.intake.place import LANDED, MONEY, QUARTER
from tests.intake.writers import MAKERS, Page, by_openpyxl, by_xlsxwriter, delimited

_SPELLINGS = (
    "2025年二季度", "2025年第二季度", "2025年2季度", "2025年度第二季度", "2025年1-6月", "2025年1—6月份", "2025年1－6月", "2025年1~6月",
    "2025年1～6月", "2025年1至6月", "2025年1月至6月", "2025年一至六月", "2025年上半年", "2025年度上半年", "2025Q2", "2025-Q2", "2025年Q2",
    "Q2 2025", "２０２５年二季度", "2025 年 第 二 季 度", "二〇二五年二季度", "二○二五年上半年", "二零二五年二季度", "2025年6月", "2025.06", "2025-06",
    "2025/6", "截至2025年6月底", "2025年6月末", "截至2025年6月30日", "2025年1-2季度",
)  # fmt: skip
_OTHERS = {
    "2025年一季度": "2025Q1", "2025年前三季度": "2025Q3", "2025年1—9月": "2025Q3", "2025年全年": "2025Q4", "2025年1-12月": "2025Q4",
    "2025年三季度": "2025Q3", "2025年四季度": "2025Q4", "2025年1-3月份": "2025Q1",
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every case about time."""
    yield from _titles()
    yield from _columns()
    yield from _tabs()
    yield from _asked()


def _titles() -> Iterator[Case]:
    for said in _SPELLINGS:
        table = [[f"平川县{said}工业集中区建设情况"], *TABLE]
        yield case(f"title {said}", delimited(table), figures=FIGURES, quarter=None)
    for said, meant in _OTHERS.items():
        money, landed = (9001.5, 9002, 9003), (900, 901, 902)
        table = [
            [f"平川县{said}建设情况"],
            HEADER,
            *([r[0], m, p] for r, m, p in zip(ROWS, money, landed, strict=True)),
        ]
        said_so = figures(MONEY, money, quarter=meant) | figures(LANDED, landed, quarter=meant)
        found = [note("target_missing")] if meant[:4] != "2025" else []
        yield case(f"title {said}, another quarter", delimited(table), *found, figures=said_so, quarter=None)
    apart = [["平川县工业集中区建设情况"], ["2025年", "", "二季度"], *TABLE]
    yield case("year and quarter in two cells", delimited(apart), figures=FIGURES, quarter=None)
    compared = [["平川县2025年上半年与2024年上半年建设情况"], *TABLE]
    yield case("title with last year behind", delimited(compared), figures=FIGURES, quarter=None)
    below = [["平川县2025年二季度建设情况"], ["(2025年度目标见附表,一季度数据见上期)"], *TABLE]
    yield case("other periods in a line below the title", delimited(below), figures=FIGURES, quarter=None)


def _columns() -> Iterator[Case]:
    for said in (*_SPELLINGS[:6], "2025年上半年", "2025Q2", "2025.06", "202506", "2025-06-30"):
        table = [["季度", *HEADER], *([said, *row] for row in ROWS)]
        yield case(f"column {said}", delimited(table), figures=FIGURES, quarter=None)
    for name, (maker, ending) in MAKERS.items():
        formats = {f"A{line}": "yyyy-mm-dd" for line in (2, 3, 4)}
        page = Page([["报告期", *HEADER], *([date(2025, 6, 30), *row] for row in ROWS)], formats=formats)
        yield case(f"column of dates, {name}", maker(page), file=f"a.{ending}", figures=FIGURES, quarter=None)
    page = Page([["报告期", *HEADER], *([datetime(2025, 6, 30, 12), *row] for row in ROWS)])  # noqa: DTZ001
    early = by_xlsxwriter(page, date_1904=True)
    yield case("column of dates counted from 1904", early, file="a.xlsx", figures=FIGURES, quarter=None)
    two = [["年份", "季度", *HEADER], *([2025, 2, *row] for row in ROWS)]
    yield case("year and number in two columns", delimited(two), figures=FIGURES, quarter=None)
    words = [["年度", "季度", *HEADER], *(["2025年", "二季度", *row] for row in ROWS)]
    yield case("year and quarter in words", delimited(words), figures=FIGURES, quarter=None)
    merged = [["季度", *HEADER], ["2025年二季度", *ROWS[0]], *(["", *row] for row in ROWS[1:])]
    yield case(
        "a quarter merged over its lines",
        by_openpyxl(Page(merged, merges=["A2:A4"])),
        file="a.xlsx",
        figures=FIGURES,
        quarter=None,
    )
    titled = [["平川县2025年建设情况"], ["季度", *HEADER], *(["二季度", *row] for row in ROWS)]
    yield case("the year in the title, the quarter in a column", delimited(titled), figures=FIGURES, quarter=None)
    later = (QUARTER, "2025Q3")
    both = [["季度", *HEADER], *([quarter, *row] for quarter in later for row in ROWS)]
    same = {(region, quarter, code): value for quarter in later for (region, _, code), value in FIGURES.items()}
    yield case("two quarters below one another", delimited(both), figures=same, quarter=None)


def _tabs() -> Iterator[Case]:
    """The sheet's name speaks where nothing else does."""
    year = [["平川县2025年建设情况"], *TABLE]
    for name, (maker, ending) in MAKERS.items():
        whole = maker(Page(TABLE, name="2025年二季度"))
        yield case(f"sheet 2025年二季度, {name}", whole, file=f"a.{ending}", figures=FIGURES, quarter=None)
    part = by_openpyxl(Page(year, name="1-6月"))
    yield case("sheet 1-6月 below a title with the year", part, file="a.xlsx", figures=FIGURES, quarter=None)
    other = by_openpyxl(Page(TABLE, name="一季度"))
    yield case("sheet 一季度 where another was asked for", other, error("wrong_quarter"), file="a.xlsx")
    titled = by_openpyxl(Page([["平川县2025年二季度建设情况"], *TABLE], name="一季度"))
    yield case("sheet 一季度 below another title", titled, file="a.xlsx", figures=FIGURES)


def _asked() -> Iterator[Case]:
    yield case("nowhere, but asked for", delimited(TABLE), figures=FIGURES)
    yield case("nowhere", delimited(TABLE), error("missing_quarter"), quarter=None)
    yearless = [["平川县二季度建设情况"], *TABLE]
    yield case("no year, but asked for", delimited(yearless), figures=FIGURES)
    yield case("no year", delimited(yearless), error("missing_quarter"), quarter=None)
    year = [["平川县2025年建设情况"], *TABLE]
    yield case("a year alone, but asked for", delimited(year), figures=FIGURES)
    yield case("a year alone", delimited(year), error("missing_quarter"), quarter=None)
    planned = [["平川县2025年工业集中区建设情况(目标见2025年计划)"], *TABLE]
    yield case("a year twice, but asked for", delimited(planned), figures=FIGURES)
    for said in ("2025年一季度", "2024年二季度", "2025年1—9月", "2024年"):
        table = [[f"平川县{said}建设情况"], *TABLE]
        yield case(f"title {said} where another was asked for", delimited(table), error("wrong_quarter"))
    mixed = [["季度", *HEADER], ["2025Q2", *ROWS[0]], ["2025Q1", *ROWS[1]], ["2025Q2", *ROWS[2]]]
    yield case("a line of another quarter", delimited(mixed), error("wrong_quarter", 3, "季度"))
    word = [["季度", *HEADER], ["二季度", *ROWS[0]], ["第二", *ROWS[1]], ["二季度", *ROWS[2]]]
    missing = [error("missing_quarter", 2, "季度"), error("missing_quarter", 3, "季度"), error("missing_quarter")]
    yield case("lines whose quarter says nothing", delimited(word), *missing, quarter=None)
    below = [*TABLE, [], ["填报日期:2025年9月30日"], ["注:2024年四季度数据已核减"]]
    yield case("other dates below", delimited(below), figures=FIGURES)
