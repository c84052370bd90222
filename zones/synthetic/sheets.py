"""Tables as the files that staff send: CSV in the encodings Excel writes, and workbooks. Bytes depend on content only."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import xlsxwriter

Cell = str | Decimal | None


class Form(StrEnum):
    """How a table is saved."""

    GB18030 = "gb18030"
    UTF8 = "utf-8-sig"
    WORKBOOK = "xlsx"

    @property
    def suffix(self) -> str:
        """The ending of the file's name."""
        return ".xlsx" if self is Form.WORKBOOK else ".csv"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title line above a table; an empty title leaves the line out."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def saved(self, form: Form) -> bytes:
        """The file."""
        return _workbook(self) if form is Form.WORKBOOK else _csv(self, form)


def exact(amount: int, scale: int) -> Decimal:
    """A whole number of smallest units in a unit of `scale` of them (a power of ten), without trailing zeros."""
    value = (Decimal(amount) / Decimal(scale)).normalize()
    # A normalised 500 is 5E+2, which nobody writes into a table.
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))  # type: ignore[operator]


def _csv(sheet: Sheet, form: Form) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if sheet.title:
        writer.writerow([sheet.title])
    writer.writerow(sheet.headers)
    writer.writerows(["" if cell is None else str(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode(form.value)


def _workbook(sheet: Sheet) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": sheet.title, "created": datetime(2026, 1, 1)})  # noqa: DTZ001
    page = book.add_worksheet("季报")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    title = book.add_format({"bold": True, "font_size": 14, "align": "center"})
    page.merge_range(0, 0, 0, len(sheet.headers) - 1, sheet.title, title)
    page.write_row(1, 0, sheet.headers, bold)
    for line, row in enumerate(sheet.rows, start=2):
        for column, cell in enumerate(row):
            if cell is not None:
                page.write(line, column, cell)
    page.set_column(0, 2, 13)
    page.set_column(3, len(sheet.headers) - 1, 12)
    page.freeze_panes(2, 3)
    book.close()
    return buffer.getvalue()
