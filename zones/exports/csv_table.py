"""A table as CSV that Excel opens rightly: UTF-8 with a byte order mark, numbers as numbers, texts inert."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from zones.domain.figures import Cell, Table
from zones.exports.inert import inert

# Excel keeps fifteen digits of a number and drops leading zeros, so such codes are written as texts.
_MANGLED = re.compile(r"0[0-9]+|[0-9]{12,}")
_BYTE_ORDER_MARK = "\ufeff"


def csv_bytes(table: Table) -> bytes:
    """Header, rows, and the notes below as lines that begin with 注: (so that a reader of reports knows them for notes)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([inert(header) for header in table.headers])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    writer.writerows([inert(f"注:{note}")] for note in table.notes)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | Decimal):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    return f'="{cell}"' if _MANGLED.fullmatch(cell) else inert(cell)
