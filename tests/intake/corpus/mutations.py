# ruff: noqa: E501 - a case is a line, however long its table
"""Good reports, and everything that may happen to them on the way: as hypothesis strategies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from tests.intake.corpus.case import TABLE, TITLE
from tests.intake.writers import Page, by_openpyxl, by_xlsxwriter, by_xlwt, delimited, unicode_text

Table = list[list[Any]]

_LONGEST = 6_000
"""Bytes of a text; longer ones try nothing new."""

GOOD: list[Table] = [
    [list(row) for row in table]
    for table in (
        TABLE,
        [TITLE, ["单位:万元、个"], ["序号", *TABLE[0]], *([at, *row] for at, row in enumerate(TABLE[1:], 1)), ["合计", "", 2490.75, 21]],
        [["地区", "指标", "数值", "单位"], ["城关镇", "基础设施投入", 1200.5, "万元"], ["河东镇", "落地项目", 7, "个"], ["河西镇", "土地流转", 40, "亩"]],
        [["季度", "代码", "县区", "地区", "标准化厂房", ""], ["", "", "", "", "开工(平方米)", "竣工(平方米)"],
         ["2025Q2", "880121100", "平川县", "城关镇", 20000, 8000], ["2025年1-6月", "880121101", "", "河东镇", "1.3万㎡", "近5000"]],
        [["指标", "单位", "城关镇", "河东镇", "河西镇"], ["基础设施投入", "亿元", 0.12, 0.086, 0.043], ["落地项目", "个", 9, 7, 5]],
    )
]  # fmt: skip
"""Wide, with everything around, long, grouped, and across."""

_TYPED = [
    "城关镇", "河东镇", "平川县", "石桥县", "老集乡", "880121100", "880121100.0", "合计", "小计", "总计",
    "单位:万元", "单位:元", "2025年二季度", "2025Q2", "2024年", "二季度", "1-6月", "1.2亿元", "20多万", "近5万",
    "—", "/", "无", "-5", "(5)", "34.5%", "百分之三", "#REF!", "#N/A", "注:", "填报人:王某", "序号", "地区",
    "指标", "数值", "单位", "代码", "季度", "=1+1", "=SUM(B2:B4)", "'345", "１２３", "1e400", "1e-400", "NaN",
    "inf", "三百", "一亿二千万", "万", "亿元", "()", "(万元)", "2025", "基础设施投入(万元)", "落地项目(个)",
    "土地流转(亩)", "完成率", "同比", "<b>", "{0}", "{row}", "%s", "\\", '"', "'", ",", ";", "\t", "\n", "\r\n",
    "\x00", "\x1a", "\ufeff", "\u200b", "𠮷", "é", "999999999999999999999999",
]  # fmt: skip

texts = st.one_of(st.sampled_from(_TYPED), st.text(max_size=12), st.integers().map(str), st.floats().map(str))
numbers = st.one_of(st.integers(-(10**18), 10**18), st.floats(), st.integers(0, 2000))
instants = st.one_of(
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)),  # noqa: DTZ001
)
cells = st.one_of(texts, texts, numbers, st.booleans(), st.none(), instants)
places = st.integers(0, 40)


def _drop_line(table: Table, at: int, _to: int, _cell: Any) -> None:
    del table[at % len(table)]


def _repeat_line(table: Table, at: int, to: int, _cell: Any) -> None:
    table.insert(to % (len(table) + 1), list(table[at % len(table)]))


def _insert_line(table: Table, at: int, to: int, cell: Any) -> None:
    table.insert(at % (len(table) + 1), [cell] * (to % 4))


def _drop_column(table: Table, at: int, _to: int, _cell: Any) -> None:
    for row in table:
        del row[at % 6 : at % 6 + 1]


def _repeat_column(table: Table, at: int, to: int, _cell: Any) -> None:
    for row in table:
        row[to % 6 : to % 6] = row[at % 6 : at % 6 + 1]


def _insert_column(table: Table, at: int, _to: int, cell: Any) -> None:
    for row in table:
        row.insert(at % 6, cell)


def _swap_cells(table: Table, at: int, to: int, _cell: Any) -> None:
    one, other = table[at % len(table)], table[to % len(table)]
    if one and other:
        left, right = at % len(one), to % len(other)
        one[left], other[right] = other[right], one[left]


def _type_over(table: Table, at: int, to: int, cell: Any) -> None:
    row = table[at % len(table)]
    if row:
        row[to % len(row)] = cell


def _turn(table: Table, _at: int, _to: int, _cell: Any) -> None:
    width = max(map(len, table))
    table[:] = [[row[at] if at < len(row) else "" for row in table] for at in range(width)]


_CHANGES: list[Callable[[Table, int, int, Any], None]] = [
    _drop_line, _repeat_line, _insert_line, _drop_column, _repeat_column, _insert_column, _swap_cells, _type_over, _type_over,
    _type_over, _turn,
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A good table after a few changes of lines, columns and cells."""
    table = [list(row) for row in draw(st.sampled_from(GOOD))]
    for change in draw(st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=4)):
        if table:
            change(table, draw(places), draw(places), draw(cells))
    return table


@st.composite
def bitten(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes cut off, flipped, taken out and put in."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        taken = draw(st.sampled_from([0, 1, 1, 2, 7, 60, len(content)]))
        content = content[:at] + draw(st.binary(max_size=12)) + content[at + taken :]
    return content


@st.composite
def delimited_files(draw: st.DrawFn) -> bytes:
    """A changed table as a text of some encoding, now and then with bytes gone wrong."""
    table, delimiter = draw(tables()), draw(st.sampled_from(",\t;"))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
    if encoding == "utf-16":
        content = unicode_text(_encodable(table), delimiter=delimiter, big_endian=draw(st.booleans()))
    else:
        content = delimited(
            _encodable(table),
            encoding=encoding,
            delimiter=delimiter,
            newline=draw(st.sampled_from(["\r\n", "\n", "\r"])),
        )
    content = draw(bitten(content)) if draw(st.integers(0, 3)) == 0 else content
    return content[:_LONGEST]


def _encodable(table: Table) -> Table:
    return [
        [cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell for cell in row] for row in table
    ]


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """A changed table as a workbook of some maker, some of its cells merged or shown in another way."""
    table = [[_holdable(cell) for cell in row] for row in draw(tables())]
    maker = draw(st.sampled_from([by_openpyxl, by_xlsxwriter, by_xlwt]))
    height, width = max(len(table), 1), max([1, *map(len, table)])
    spots = draw(st.lists(st.tuples(st.integers(1, height), st.integers(0, width - 1)), max_size=2, unique=True))
    formats = {
        f"{chr(65 + at)}{line}": draw(st.sampled_from(["0.0%", "yyyy-m-d", "@", "0_ ", "h:mm"])) for line, at in spots
    }
    merges: list[str] = []
    if maker is by_openpyxl and draw(st.booleans()):
        line, at = draw(st.integers(1, height)), draw(st.integers(0, width - 1))
        merges = [f"{chr(65 + at)}{line}:{chr(66 + at)}{line + draw(st.integers(0, 2))}"]
    return maker(Page(table, formats=formats, merges=merges))


def _holdable(cell: Any) -> Any:
    """What a workbook can hold: no control characters, no number beyond its range."""
    if isinstance(cell, str):
        return "".join(letter for letter in cell.encode("utf-8", "replace").decode() if letter.isprintable())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell if abs(cell) < 1e300 else None
    return cell


PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)


@st.composite
def packages(draw: st.DrawFn, book: bytes) -> bytes:
    """A workbook one of whose parts has gone wrong inside an archive that is whole."""
    spoilt = draw(st.sampled_from(PARTS))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as archive:
        for part in old.namelist():
            content = old.read(part)
            archive.writestr(part, draw(_edited(content)) if part == spoilt else content)
    return packed.getvalue()


@st.composite
def _edited(draw: st.DrawFn, xml: bytes) -> bytes:
    """XML with bytes gone wrong, or with a number or a word in it exchanged for another."""
    if draw(st.booleans()):
        return draw(bitten(xml))
    old = draw(
        st.sampled_from(
            [
                b'"1"',
                b'"0"',
                b'"2"',
                b'"A1"',
                b'"B2"',
                b'"n"',
                b'"s"',
                b"<v>",
                b"</v>",
                b"<c ",
                b"<row ",
                b"</row>",
                b"/>",
            ]
        )
    )
    new = draw(
        st.sampled_from(
            [
                b'"-1"',
                b'"99999999999"',
                b'"XFD1048576"',
                b'"ZZZZ9"',
                b'"A0"',
                b'"e"',
                b'"b"',
                b'"d"',
                b'"str"',
                b"<f>",
                b"",
                b"<",
                b"<c><c>",
            ]
        )
    )
    return xml.replace(old, new, draw(st.integers(1, 3)))
