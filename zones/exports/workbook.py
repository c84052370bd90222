"""Tables as an Excel workbook: one sheet a table, ready to print; no text of it ever becomes a formula or a link."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from zones.domain.figures import Cell, Column, Table
from zones.exports.inert import inert

# A fixed date, so that the same figures give the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
FONT = "微软雅黑"
LANDSCAPE_A4 = 9
BASE = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
EDGE = {"border": 1, "border_color": "#c5ccd4"}
_LINE_POINTS = 16
_TITLE_POINTS = 14
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ufffe\uffff\U00010000-\U0010ffff]")
# Excel keeps this name for itself.
_RESERVED_SHEET_NAMES = ("history",)
_LONGEST_SHEET_NAME = 31
_NARROWEST, _WIDEST, _ROOM_FOR_FILTER = 8, 44, 2
_SHORT_HEADER = 16
_LATIN_WORD = re.compile(r"[!-~]+")
_HEADER_ROW = 2


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table: title, header, rows, notes."""
    content = io.BytesIO()
    book = new_workbook(content)
    names = set(_RESERVED_SHEET_NAMES)
    for table in tables:
        _write(book, book.add_worksheet(_sheet_name(table.title, names)), table)
    book.close()
    return content.getvalue()


def new_workbook(content: io.BytesIO) -> Any:
    """An empty workbook in memory in which texts stay texts."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": CREATED})
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(10)
    return book


def text_width(text: str) -> int:
    """The width of the widest line in half-widths: a Chinese character counts two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) for line in text.split("\n")),
        default=0,
    )


def header_width(text: str) -> int:
    """Room for a header: a short one on one line, a longer one on two, and no word of Latin letters broken."""
    width = text_width(text)
    # More than half, so that what is left for the second line is never a bracket alone.
    room = width + 1 if width <= _SHORT_HEADER else math.ceil(width * 0.6)
    return max([room, *(len(word) + 2 for word in _LATIN_WORD.findall(text))])


def _write(book: Any, sheet: Any, table: Table) -> None:
    """Fill a sheet with a table and make it ready to read and to print."""
    widths = [_column_width(column, (row[at] for row in table.rows)) for at, column in enumerate(table.columns)]
    _write_header(book, sheet, table, widths)
    looks: dict[str, Any] = {}
    for line, row in enumerate(table.rows, start=_HEADER_ROW + 1):
        for at, cell in enumerate(row):
            look = _number_format(cell, table.columns[at])
            if look not in looks:
                looks[look] = book.add_format({**BASE, **EDGE, "num_format": look, **_placed(cell)})
            _write_cell(sheet, line, at, cell, looks[look])
    below = _HEADER_ROW + 2 + len(table.rows)
    small = {**BASE, "font_color": "#5a6572"}
    for line, note in enumerate(table.notes, start=below):
        _write_across(book, sheet, line, note, small, widths=widths, points=_LINE_POINTS)
    _set_up_print(sheet, table, last_row=below + max(len(table.notes), 1) - 1)


def _write_header(book: Any, sheet: Any, table: Table, widths: Sequence[int]) -> None:
    title = {**BASE, "bold": True, "font_size": _TITLE_POINTS}
    _write_across(
        book, sheet, 0, table.title, title, widths=[width * 10 / _TITLE_POINTS for width in widths], points=24
    )
    header = book.add_format(
        {**BASE, **EDGE, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#e9eef5"}
    )
    lines = 2
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write_string(_HEADER_ROW, at, inert(column.header), header)
        sheet.set_column(at, at, width)
        lines = max(lines, math.ceil(text_width(column.header) / width))
    sheet.set_row(_HEADER_ROW, _LINE_POINTS * lines)


def _write_across(
    book: Any, sheet: Any, line: int, text: str, look: dict[str, Any], *, widths: Sequence[float], points: int
) -> None:
    """A text over the table; one wider than the table takes several lines, since a printout ends with the last column."""
    lines = math.ceil(text_width(text) / max(sum(widths), _NARROWEST))
    wraps = lines > 1 and len(widths) > 1
    written = book.add_format({**look, "text_wrap": wraps})
    if wraps:
        sheet.merge_range(line, 0, line, len(widths) - 1, "", written)
    sheet.write_string(line, 0, inert(text), written)
    sheet.set_row(line, points * max(lines, 1) if wraps else points)


def _placed(cell: Cell) -> dict[str, Any]:
    """Texts keep a distance from the numbers before them and wrap where they are long."""
    return {"indent": 1, "text_wrap": True} if isinstance(cell, str) else {}


def _write_cell(sheet: Any, line: int, at: int, cell: Cell, look: Any) -> None:
    if cell is None:
        sheet.write_blank(line, at, None, look)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(line, at, float(cell) if isinstance(cell, Decimal) else cell, look)
    else:
        sheet.write_string(line, at, inert(cell), look)


def _number_format(cell: Cell, column: Column) -> str:
    if not isinstance(cell, int | Decimal):
        return "@" if isinstance(cell, str) else "General"
    places = column.decimals
    if places is None:
        exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else 0
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * places if places else "")


def _column_width(column: Column, cells: Iterable[Cell]) -> int:
    """Wide enough for the widest cell, within bounds."""
    shown = max(
        (text_width(cell if isinstance(cell, str) else f"{cell:,}") for cell in cells if cell is not None), default=0
    )
    return min(max(shown + 3, header_width(column.header) + _ROOM_FOR_FILTER, _NARROWEST), _WIDEST)


def _set_up_print(sheet: Any, table: Table, *, last_row: int) -> None:
    last = max(len(table.columns) - 1, 0)
    print_landscape(sheet, header_row=_HEADER_ROW)
    sheet.print_area(0, 0, last_row, last)
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    if table.rows:
        sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(table.rows), last)


def print_landscape(sheet: Any, *, header_row: int) -> None:
    """A4 landscape, one page wide, with the header on every page and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(header_row)
    sheet.set_footer("&C&P / &N")


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has (case does not tell sheets apart); it is taken then."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", title).strip()[:_LONGEST_SHEET_NAME].strip() or "表"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
