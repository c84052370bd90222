"""Workbooks: of every maker, with several sheets, and under names that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, TITLE, Case, case, error, figures, warning
from tests.intake.place import MONEY
from tests.intake.writers import (
    MAKERS,
    Page,
    by_hand,
    by_openpyxl,
    by_xlsxwriter,
    by_xlwt,
    delimited,
    repacked,
    with_macros,
)

REPORT = Page(TABLE)
_LAST_QUARTER = Page([["平川县2025年一季度"], HEADER, ["城关镇", 1, 1]], name="一季度", state="hidden")
_GUIDE = Page([["填表说明"], ["一、请按季填报"], ["二、单位请勿改动"]], name="说明")
_SHEET = "xl/worksheets/sheet1.xml"


def cases() -> Iterator[Case]:
    """Every case about containers."""
    yield from _makers()
    yield from _wrong_names()
    yield from _sheets()
    yield from _dialects()
    yield from _formulas()


def _makers() -> Iterator[Case]:
    yield case("openpyxl", by_openpyxl(REPORT), file="report.xlsx", figures=FIGURES)
    yield case("openpyxl, with macros", with_macros(by_openpyxl(REPORT)), file="report.xlsm", figures=FIGURES)
    yield case("XlsxWriter", by_xlsxwriter(REPORT), file="REPORT.XLSX", figures=FIGURES)
    inline = by_xlsxwriter(REPORT, constant_memory=True)
    yield case("XlsxWriter, texts inside the cells", inline, file="report.xlsx", figures=FIGURES)
    yield case("xlwt", by_xlwt(REPORT), file="report.xls", figures=FIGURES)


def _wrong_names() -> Iterator[Case]:
    yield case("XLSX named .csv", by_openpyxl(REPORT), file="report.csv", figures=FIGURES)
    yield case("XLSX named .xls", by_xlsxwriter(REPORT), file="report.xls", figures=FIGURES)
    yield case("XLS named .xlsx", by_xlwt(REPORT), file="report.xlsx", figures=FIGURES)
    text = delimited(TABLE, encoding="gb18030", delimiter="\t")
    yield case("a text named .xls, as old systems export", text, file="report.xls", figures=FIGURES)
    yield case("a text without an ending", delimited(TABLE), file="报表", figures=FIGURES)


def _sheets() -> Iterator[Case]:
    for name, (maker, ending) in MAKERS.items():
        yield case(
            f"{name}, a guide before the report", maker(_GUIDE, REPORT), file=f"report.{ending}", figures=FIGURES
        )
        hidden = maker(_LAST_QUARTER, REPORT)
        yield case(f"{name}, a hidden sheet before it", hidden, file=f"report.{ending}", figures=FIGURES)
        deep = maker(REPORT, replace(_LAST_QUARTER, state="veryHidden"))
        yield case(f"{name}, a deeply hidden sheet", deep, file=f"report.{ending}", figures=FIGURES)
    empty = by_openpyxl(Page([], name="Sheet1"), REPORT, Page([], name="Sheet3"))
    yield case("empty sheets around", empty, file="report.xlsx", figures=FIGURES)
    nothing = by_openpyxl(Page([], name="Sheet1"), Page([], name="Sheet2"))
    yield case("only empty sheets", nothing, error("empty_file"), file="report.xlsx")
    unseen = by_xlsxwriter(Page([], name="Sheet1"), _LAST_QUARTER)
    yield case("only a hidden sheet", unseen, error("empty_file", hint="一季度"), file="report.xlsx")
    other = Page([HEADER, ["城关镇", 1, 1]], name="一季度")
    left_out = warning("sheet_left_out", hint="一季度")
    for name, (maker, ending) in MAKERS.items():
        both = maker(REPORT, other)
        yield case(f"{name}, two reports", both, left_out, file=f"report.{ending}", figures=FIGURES)
    lists = Page([["单位"], ["万元"], ["亿元"], ["平方米"], ["公里"]], name="下拉选项")
    yield case("a sheet of choices behind", by_xlsxwriter(REPORT, lists), file="report.xlsx", figures=FIGURES)
    guide = by_openpyxl(_GUIDE)
    yield case("only a guide", guide, error("no_report_found"), file="report.xlsx")


def _dialects() -> Iterator[Case]:
    """XML that is as good as Excel's and written otherwise."""
    usual = by_openpyxl(REPORT)
    prefixed = repacked(usual, {_SHEET: _with_prefix})
    yield case("tags with a prefix", prefixed, file="report.xlsx", figures=FIGURES)
    bare = repacked(usual, {_SHEET: lambda xml: re.sub(rb'(<(?:c|row)) r="[A-Z]*\d+"', rb"\1", xml)})
    yield case("cells that do not say where they are", bare, file="report.xlsx", figures=FIGURES)
    texts = "".join(_line(*(_text(cell) for cell in row)) for row in TABLE)
    yield case("numbers written as texts inside the cells", by_hand(texts), file="report.xlsx", figures=FIGURES)
    head = _line(*(_text(text) for text in HEADER))
    faces = "".join(_line(_in_two_faces(name), _number(money), _number(landed)) for name, money, landed in ROWS)
    yield case("names in two typefaces", by_hand(head + faces), file="report.xlsx", figures=FIGURES)


def _line(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def _text(text: object) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _number(number: object) -> str:
    return f"<c><v>{number}</v></c>"


def _in_two_faces(text: str) -> str:
    return f'<c t="inlineStr"><is><r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r></is></c>'


def _with_prefix(xml: bytes) -> bytes:
    named = xml.replace(b"xmlns=", b"xmlns:x=")
    return re.sub(rb"<(/?)(?!\?)(\w)", rb"<\1x:\2", named)


def _formulas() -> Iterator[Case]:
    title = [TITLE, *TABLE]
    saved = by_xlsxwriter(Page(title, results={"B3": ("=1000+200.5", 1200.5), "C4": ("=SUM(1,6)", 7)}))
    yield case("formulas with their results", saved, file="report.xlsx", figures=FIGURES)
    text = by_xlsxwriter(
        Page(TABLE, results={"A2": ('="城关"&"镇"', "城关镇"), "B2": ('=TEXT(1200.5,"0.0")', "1200.5")})
    )
    yield case("formulas whose results are texts", text, file="report.xlsx", figures=FIGURES)
    never = [HEADER, ["城关镇", "=1000+200.5", 9], *TABLE[2:]]
    unsaved = error("formula_without_value", 2, HEADER[1])
    yield case("openpyxl, a formula never calculated", by_openpyxl(Page(never)), unsaved, file="report.xlsx")
    yield case("xlwt, a formula never calculated", by_xlwt(Page(never)), unsaved, file="report.xls")
    total = [*TABLE, ["合计", "=SUM(B2:B4)", "=SUM(C2:C4)"]]
    yield case("openpyxl, a total never calculated", by_openpyxl(Page(total)), file="report.xlsx", figures=FIGURES)
    first = '<c r="B2"><f t="shared" ref="B2:B4" si="0">D2*2</f><v>1200.5</v></c>'
    cells = [
        _text("地区") + _text(HEADER[1]),
        _text("城关镇") + first,
        _text("河东镇") + _depending("<v>860</v>", "B3"),
    ]
    shared = "".join(map(_line, [*cells, _text("河西镇") + _depending("{}", "B4")]))
    figured = figures(MONEY, (1200.5, 860, 430.25))
    yield case(
        "a formula shared by several cells", by_hand(shared.format("<v>430.25</v>")), file="a.xlsx", figures=figured
    )
    lost = by_hand(shared.format("<v></v>"))
    yield case("a shared formula without a result", lost, error("formula_without_value", 4), file="a.xlsx")
    for name in ("XlsxWriter", "xlwt"):
        maker, ending = MAKERS[name]
        for mark in ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?"):
            rows = [HEADER, ["城关镇", mark, 9], *TABLE[2:]]
            page = Page(rows, results={"B2": ("=1/0", mark)} if name == "XlsxWriter" else {})
            found = error("error_cell", 2, HEADER[1])
            yield case(f"{name}, {mark}", maker(page), found, file=f"report.{ending}")
    failed = by_xlsxwriter(Page([*TABLE, ["合计", None, None]], results={"B5": ("=SUM(#REF!)", "#REF!")}))
    yield case("a total that failed", failed, file="report.xlsx", figures=FIGURES)


def _depending(result: str, place: str) -> str:
    return f'<c r="{place}"><f t="shared" si="0"/>{result}</c>'
