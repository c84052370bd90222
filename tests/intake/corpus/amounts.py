# ruff: noqa: E501 - a case is a line, however long its table
"""Numbers as they are typed: one odd cell in a table of plain ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from tests.intake.corpus.case import Case, Expected, case, error, figures, note, warning
from tests.intake.place import GATE, LANDED, MONEY, QUARTER, STARTED_AREA
from tests.intake.writers import MAKERS, Page, by_openpyxl, delimited

MONEY_HEADER, COUNT_HEADER, AREA_HEADER = "基础设施投入(万元)", "落地项目(个)", "标准化厂房开工面积(平方米)"
_USUAL = {MONEY: (1200, 860, 430), LANDED: (9, 7, 5), STARTED_AREA: (20000, 13000, 7000)}
_FAR_BELOW = (warning("cumulative_fell", 2), warning("value_jump", 2))
_HEADERS = {MONEY: MONEY_HEADER, LANDED: COUNT_HEADER, STARTED_AREA: AREA_HEADER}


def cases() -> Iterator[Case]:
    """Every case about the number in a cell."""
    yield from _plain()
    yield from _with_units()
    yield from _approximate()
    yield from _chinese()
    yield from _no_value()
    yield from _no_amount()
    yield from _formats()
    yield from _out_of_domain()


def odd_cell(
    name: str, cell: Any, value: Any, *codes: Expected, about: bool = False, code: str = MONEY, **how: Any
) -> Case:
    """A table whose first line holds the odd cell, and the value it must be read as."""
    usual, other = _USUAL[code], MONEY if code != MONEY else LANDED
    rows = [["地区", _HEADERS[code], _HEADERS[other]],
            *([town, amount, extra] for town, amount, extra in zip(("城关镇", "河东镇", "河西镇"), usual, _USUAL[other], strict=True))]  # fmt: skip
    rows[1][1] = cell
    text = isinstance(cell, str)
    how.setdefault("content", delimited(rows) if text else by_openpyxl(Page(rows)))
    said = figures(code, (value, *usual[1:])) | figures(other, _USUAL[other])
    marked = frozenset({(GATE, QUARTER, code)}) if about else frozenset()
    refused = any(item.severity == "error" for item in codes)
    content = how.pop("content")
    return case(name, content, *codes, figures=None if refused else said, approximate=marked, **how)


def _plain() -> Iterator[Case]:
    yield odd_cell("thousands", "1,234.5", 1234.5)
    yield odd_cell("thousands with a full-width comma", "1，234.5", 1234.5)
    yield odd_cell("full-width digits", "１２３４．５", 1234.5)
    yield odd_cell("blanks between groups", "1 234.5", 1234.5)
    yield odd_cell("blanks around", "\u3000 1234.5 \xa0", 1234.5)
    yield odd_cell("a plus sign", "+1234.5", 1234.5)
    yield odd_cell("no digit before the point", ".5", 0.5, *_FAR_BELOW)
    yield odd_cell("zeros in front", "001234.50", 1234.5)
    yield odd_cell("a power of ten", "1.2345E+3", 1234.5)
    yield odd_cell("an apostrophe in front", "'1234.5", 1234.5)
    yield odd_cell("a text number", "1234.5", 1234.5, content=_one_text("1234.5"), file="a.xlsx")
    yield odd_cell("noise of binary fractions", 1234.1 + 0.1 + 0.1, 1234.3)
    yield odd_cell("zero", "0", 0, warning("cumulative_fell", 2))
    yield odd_cell("finer than a 分", "1234.56789", "1234.5679", note("rounded_value", 2, MONEY_HEADER))
    yield odd_cell("a whole count with a point", "9.0", 9, code=LANDED)
    yield odd_cell("a yuan sign", "¥1,234.50", 1234.5)


def _one_text(cell: str) -> bytes:
    rows = [["地区", MONEY_HEADER, COUNT_HEADER], ["城关镇", cell, 9], ["河东镇", 860, 7], ["河西镇", 430, 5]]
    return by_openpyxl(Page(rows))


def _with_units() -> Iterator[Case]:
    yield odd_cell("亿元", "0.12亿元", 1200)
    yield odd_cell("亿", "0.12亿", 1200)
    yield odd_cell("万元", "1,234.5 万元", 1234.5)
    yield odd_cell("万", "1234.5万", 1234.5)
    yield odd_cell("元", "12345000元", 1234.5)
    yield odd_cell("千元", "12345千元", 1234.5)
    yield odd_cell("万平方米", "2.1万平方米", 21000, code=STARTED_AREA)
    yield odd_cell("万㎡", "2.1万㎡", 21000, code=STARTED_AREA)
    yield odd_cell("m²", "21000m²", 21000, code=STARTED_AREA)
    yield odd_cell("万 of square metres", "2.1万", 21000, code=STARTED_AREA)
    yield odd_cell("个", "10个", 10, code=LANDED)
    yield odd_cell("项", "10项", 10, code=LANDED)
    yield odd_cell("a unit of something else", "1234.5平方米", None, error("unknown_unit", 2, MONEY_HEADER))
    yield odd_cell("a unit nobody knows", "1234.5吨", None, error("unknown_unit", 2, MONEY_HEADER))


def _approximate() -> Iterator[Case]:
    about = warning("approximate_value", 2, MONEY_HEADER)
    for said, meant in (
        ("1200多万", 1200), ("1200多万元", 1200), ("1200余万元", 1200), ("近1300万元", 1300), ("约1200", 1200), ("大约1200万元", 1200),
        ("1200多", 1200), ("1200左右", 1200), ("1200万元左右", 1200), ("1200以上", 1200), ("超过1200", 1200), ("超1200", 1200), ("逾1200万元", 1200),
        ("不到1300", 1300), ("将近1300", 1300), ("接近1300", 1300), ("一千二百多万元", 1200), ("1.2亿元左右", 12000), ("~1200", 1200),
    ):  # fmt: skip
        yield odd_cell(f"about: {said}", said, meant, about, about=True)
    yield odd_cell("about: 20多万", "20多万", 20, about, *_FAR_BELOW, about=True)
    yield odd_cell("about: 近5万", "近5万", 5, about, *_FAR_BELOW, about=True)
    area = warning("approximate_value", 2, AREA_HEADER)
    yield odd_cell("about: 2万多平方米", "2万多平方米", 20000, area, code=STARTED_AREA, about=True)
    yield odd_cell("about: 近2万㎡", "近2万㎡", 20000, area, code=STARTED_AREA, about=True)
    count = warning("approximate_value", 2, COUNT_HEADER)
    yield odd_cell("about: 十几个", "十几个", 10, count, code=LANDED, about=True)
    yield odd_cell("about: 10余个", "10余个", 10, count, code=LANDED, about=True)
    yield odd_cell("about: 二十多", "二十多", 20, count, code=LANDED, about=True)


def _chinese() -> Iterator[Case]:
    for said, meant in (
        ("一千二百三十四", 1234), ("一千二百万元", 1200), ("一千零五", 1005), ("一千零五十", 1050), ("一千二", 1200), ("两千", 2000),
        ("壹仟贰佰", 1200), ("一二三四", 1234), ("一点二亿元", 12000), ("一千二百点五", 1200.5), ("一千二百万", 1200), ("一亿二千万", 12000), ("一亿元", 10000), ("一亿二千万元", 12000),
    ):  # fmt: skip
        yield odd_cell(f"in Chinese: {said}", said, meant)
    for said, meant in (
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百五", 150),
        ("两个", 2),
        ("〇", 0),
    ):
        found = [warning("cumulative_fell", 2)] if meant < 4 else []
        yield odd_cell(f"in Chinese: {said}, a count", said, meant, *found, code=LANDED)
    yield odd_cell("in Chinese: 二万一千", "二万一千", 21000, code=STARTED_AREA)
    yield odd_cell("in Chinese: 二万五, an area", "二万五", 25000, code=STARTED_AREA)
    yield odd_cell("in Chinese: 两万平方米", "两万平方米", 20000, code=STARTED_AREA)


def _no_value() -> Iterator[Case]:
    for mark in ("", " ", "—", "－", "-", "--", "——", "–", "/", "／", "\\", "无", "暂无", "…", "……", "\u3000"):
        yield odd_cell(f"no value: {mark.strip() or ascii(mark)}", mark, None)
    yield odd_cell("no value: an empty cell", None, None)


def _no_amount() -> Iterator[Case]:
    for said in ("待报", "同上", "345/9", "1.2.3", "1,23", "12-15", "1200(含续建)", "1200①", "1200²", "½", "inf", "NaN", "0x1F", "数十",
                 "1200 1300", "100%以上", "2025年6月", "9月1日", "2025/9/1"):  # fmt: skip
        code = "share_in_value_column" if "%" in said else "not_a_number"
        yield odd_cell(f"no number: {said}", said, None, error(code, 2, MONEY_HEADER))
    for number in (date(2025, 9, 1), datetime(2025, 9, 1, 8, 30), time(9, 1), True):  # noqa: DTZ001
        found = error("not_a_number", 2, COUNT_HEADER)
        yield odd_cell(f"no number: {number!r}", number, None, found, code=LANDED, file="a.xlsx")
    for said in ("34.5%", "34.5％", "345‰", "百分之三十", "120%"):
        yield odd_cell(f"a share: {said}", said, None, error("share_in_value_column", 2, MONEY_HEADER))
    for said in ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"):
        yield odd_cell(f"an error's text: {said}", said, None, error("error_cell", 2, MONEY_HEADER))


def _formats() -> Iterator[Case]:
    rows = [["地区", MONEY_HEADER, COUNT_HEADER], ["城关镇", 0.345, 9], ["河东镇", 860, 7], ["河西镇", 430, 5]]
    share, day = error("share_in_value_column", 2, MONEY_HEADER), error("not_a_number", 2, COUNT_HEADER)
    for name, (maker, ending) in MAKERS.items():
        percent = maker(Page(rows, formats={"B2": "0.0%"}))
        yield case(f"shown as percent, {name}", percent, share, file=f"a.{ending}")
        serial = [rows[0], ["城关镇", 1200, 45901], *rows[2:]]
        dated = maker(Page(serial, formats={"C2": "m月d日"}))
        yield case(f"a number shown as a date, {name}", dated, day, file=f"a.{ending}")
        plain = maker(
            Page(
                [rows[0], ["城关镇", 1200, 9], *rows[2:]],
                formats={"B2": '#,##0.00"万元"', "C2": "0_ ", "B3": "[Red]0.0"},
            )
        )
        both = figures(MONEY, _USUAL[MONEY]) | figures(LANDED, _USUAL[LANDED])
        yield case(f"formats that change nothing, {name}", plain, file=f"a.{ending}", figures=both)


def _out_of_domain() -> Iterator[Case]:
    for said in ("-3", "(345)", "（345）", "−345", "－345"):
        yield odd_cell(f"negative: {said}", said, None, error("negative_value", 2, MONEY_HEADER))
    yield odd_cell("negative: a number", -3, None, error("negative_value", 2, MONEY_HEADER), file="a.xlsx")
    yield odd_cell("half a project", "9.5", None, error("fraction_of_a_count", 2, COUNT_HEADER), code=LANDED)
    yield odd_cell(
        "half a project in a number's cell",
        9.5,
        None,
        error("fraction_of_a_count", 2, COUNT_HEADER),
        code=LANDED,
        file="a.xlsx",
    )
    for said in ("9" * 25, "1e400", "99999999999亿元"):
        yield odd_cell(f"impossibly large: {said}", said, None, error("impossible_value", 2, MONEY_HEADER))
    yield odd_cell("a formula's text", "=1200+34.5", None, error("formula_without_value", 2, MONEY_HEADER))
