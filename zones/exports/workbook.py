"""Tables as an Excel workbook: one sheet a table, ready to print; no text of it ever becomes a formula or a link."""

from __future__ import annotations

import io
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
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ufffe\uffff\U00010000-\U0010ffff]")
_LONGEST_SHEET_NAME = 31
_NARROWEST, _WIDEST = 8, 44
_HEADER_ROW = 2
_GROUND, _EDGE = "#e9eef5", "#c5ccd4"


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table: title, header, rows, notes."""
    content = io.BytesIO()
    book = new_workbook(content)
    names: set[str] = set()
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


def _write(book: Any, sheet: Any, table: Table) -> None:
    base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    header = book.add_format(
        {**base, "bold": True, "text_wrap": True, "bg_color": _GROUND, "border": 1, "border_color": _EDGE}
    )
    sheet.write_string(0, 0, inert(table.title), book.add_format({**base, "bold": True, "font_size": 14}))
    sheet.set_row(0, 24)
    sheet.set_row(_HEADER_ROW, 32)
    for at, column in enumerate(table.columns):
        sheet.write_string(_HEADER_ROW, at, inert(column.header), header)
        sheet.set_column(at, at, _column_width(column, (row[at] for row in table.rows)))
    formats: dict[str, Any] = {}
    for line, row in enumerate(table.rows, start=_HEADER_ROW + 1):
        for at, cell in enumerate(row):
            look = _number_format(cell, table.columns[at])
            if look not in formats:
                formats[look] = book.add_format({**base, "border": 1, "border_color": _EDGE, "num_format": look})
            _write_cell(sheet, line, at, cell, formats[look])
    below = _HEADER_ROW + 2 + len(table.rows)
    small = book.add_format({**base, "font_color": "#5a6572"})
    for at, note in enumerate(table.notes):
        sheet.write_string(below + at, 0, inert(note), small)
    _set_up_print(sheet, table, last_row=below + max(len(table.notes), 1) - 1)


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
    """Wide enough for the widest cell; a header may take two lines."""
    shown = max(
        (text_width(cell if isinstance(cell, str) else f"{cell:,}") for cell in cells if cell is not None), default=0
    )
    return min(max(shown + 2, text_width(column.header) // 2 + 3, _NARROWEST), _WIDEST)


def _set_up_print(sheet: Any, table: Table, *, last_row: int) -> None:
    last = max(len(table.columns) - 1, 0)
    sheet.set_landscape()
    sheet.set_paper(LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, last_row, last)
    sheet.set_footer("&C&P / &N")
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    if table.rows:
        sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(table.rows), last)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has (case does not tell sheets apart)."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", title).strip()[:_LONGEST_SHEET_NAME].strip() or "表"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
