"""Makes report files the way staff's programs do: delimited texts in every encoding, and workbooks of several makers."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]
Merges = Sequence[str]


def delimited(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",", newline: str = "\r\n") -> bytes:
    """A text file; `utf-8-sig` and `utf-16` begin with a byte order mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue().encode(encoding)


def by_openpyxl(
    rows: Rows,
    *,
    merges: Merges = (),
    formats: Mapping[str, str] | None = None,
    hidden: Mapping[str, Rows] | None = None,
    others: Mapping[str, Rows] | None = None,
) -> bytes:
    """A workbook by openpyxl; formulas have no saved result."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "报表"
    for row in rows:
        sheet.append(list(row))
    for span in merges:
        sheet.merge_cells(span)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for name, content in {**(others or {}), **(hidden or {})}.items():
        extra = book.create_sheet(name, 0 if name in (others or {}) else None)
        for row in content:
            extra.append(list(row))
        extra.sheet_state = "hidden" if name in (hidden or {}) else "visible"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def by_xlsxwriter(rows: Rows, *, formulas: Mapping[str, tuple[str, Any]] | None = None) -> bytes:
    """A workbook by XlsxWriter; `formulas` give a cell's formula and its saved result."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("报表")
    for line, row in enumerate(rows):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write(line, at, cell)
    for cell, (formula, value) in (formulas or {}).items():
        sheet.write_formula(cell, formula, None, value)
    book.close()
    return content.getvalue()


def by_xlwt(rows: Rows) -> bytes:
    """An old binary workbook by xlwt."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("报表")
    for line, row in enumerate(rows):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write(line, at, cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def by_libreoffice(content: bytes, *, ending: str, to: str, folder: Path) -> bytes:
    """The file opened and saved again by LibreOffice; `to` is a format such as xlsx, xls or csv."""
    program = shutil.which("soffice")
    assert program is not None
    source = folder / f"report{ending}"
    source.write_bytes(content)
    out = folder / "saved"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *(["--infilter=CSV:44,34,76,1"] if ending == ".csv" else []),
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1" if to == "csv" else to,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(out.iterdir()).read_bytes()
