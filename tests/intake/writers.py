"""Makes report files the way staff's programs do: delimited texts, and workbooks of several makers."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]

_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_NO_MACROS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook; `merges` are ranges such as A1:C1, `formats` number formats by cell.

    `results` give, by cell, a formula and the result that is saved with it.
    """

    rows: Rows
    name: str = "报表"
    merges: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    state: str = "visible"


def delimited(
    rows: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ",", newline: str = "\r\n", quoted: bool = False
) -> bytes:
    """A text file; `utf-8-sig` and `utf-16` begin with a byte order mark."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def unicode_text(rows: Rows, *, big_endian: bool = False, delimiter: str = "\t") -> bytes:
    """What Excel calls Unicode text: UTF-16 with a byte order mark, separated by tabs."""
    mark, encoding = (b"\xfe\xff", "utf-16-be") if big_endian else (b"\xff\xfe", "utf-16-le")
    return mark + delimited(rows, encoding=encoding, delimiter=delimiter)


def by_openpyxl(*pages: Page) -> bytes:
    """A workbook by openpyxl; formulas have no saved result."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for line, row in enumerate(page.rows, start=1):
            for at, cell in enumerate(row, start=1):
                sheet.cell(line, at, cell)
        for cell, number_format in page.formats.items():
            sheet[cell].number_format = number_format
        for span in page.merges:
            sheet.merge_cells(span)
        sheet.sheet_state = page.state
    book.active = next(at for at, page in enumerate(pages) if page.state == "visible")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_macros(content: bytes) -> bytes:
    """A workbook turned into one with macros, as XLSM holds them."""
    return repacked(
        content,
        {"[Content_Types].xml": lambda part: part.replace(_NO_MACROS, _MACROS)},
        new={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 a project that nobody runs"},
    )


def by_xlsxwriter(*pages: Page, **options: Any) -> bytes:
    """A workbook by XlsxWriter; with `constant_memory` its texts stand inside the cells."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd", **options})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for line, row in enumerate(page.rows):
            for at, cell in enumerate(row):
                _write(book, sheet, page, line, at, cell)
        for span in page.merges:
            _merge(sheet, page, span)
    sheets = list(zip(pages, book.worksheets(), strict=True))
    # The first sheet is the active one unless another is, and the active one cannot be hidden.
    next(sheet for page, sheet in sheets if page.state == "visible").activate()
    for page, sheet in sheets:
        if page.state != "visible":
            {"hidden": sheet.hide, "veryHidden": sheet.very_hidden}[page.state]()
    book.close()
    return content.getvalue()


def _write(book: Any, sheet: Any, page: Page, line: int, at: int, cell: Any) -> None:
    place = xlsxwriter.utility.xl_rowcol_to_cell(line, at)
    look = book.add_format({"num_format": page.formats[place]}) if place in page.formats else None
    if place in page.results:
        formula, result = page.results[place]
        sheet.write_formula(line, at, formula, look, result)
    elif cell not in {None, ""}:
        sheet.write(line, at, cell, look)


def _merge(sheet: Any, page: Page, span: str) -> None:
    top, left, bottom, right = _corners(span)
    sheet.merge_range(top, left, bottom, right, page.rows[top][left])


def _corners(span: str) -> tuple[int, int, int, int]:
    first, last = span.split(":")
    return *xlsxwriter.utility.xl_cell_to_rowcol(first), *xlsxwriter.utility.xl_cell_to_rowcol(last)


def by_xlwt(*pages: Page) -> bytes:
    """An old binary workbook by xlwt; a text that begins with # is written as that error."""
    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        sheet = book.add_sheet(page.name)
        covered = {
            (line, at)
            for top, left, bottom, right in map(_corners, page.merges)
            for line in range(top, bottom + 1)
            for at in range(left, right + 1)
        }
        for line, row in enumerate(page.rows):
            for at, cell in enumerate(row):
                if (line, at) not in covered:
                    _write_old(sheet, page, line, at, cell)
        for top, left, bottom, right in map(_corners, page.merges):
            sheet.write_merge(top, bottom, left, right, page.rows[top][left])
        sheet.visibility = {"visible": 0, "hidden": 1, "veryHidden": 2}[page.state]
    book.set_active_sheet(next(at for at, page in enumerate(pages) if page.state == "visible"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_old(sheet: Any, page: Page, line: int, at: int, cell: Any) -> None:
    place = xlsxwriter.utility.xl_rowcol_to_cell(line, at)
    style = xlwt.easyxf(num_format_str=page.formats[place]) if place in page.formats else xlwt.Style.default_style
    if isinstance(cell, str) and cell.startswith("#"):
        sheet.row(line).set_cell_error(at, {"#N/A": "#N/A!"}.get(cell, cell), style)
    elif isinstance(cell, str) and cell.startswith("="):
        sheet.write(line, at, xlwt.Formula(cell[1:]), style)
    elif cell not in {None, ""}:
        sheet.write(line, at, cell, style)


MAKERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "openpyxl": (by_openpyxl, "xlsx"),
    "XlsxWriter": (by_xlsxwriter, "xlsx"),
    "xlwt": (by_xlwt, "xls"),
}
"""What makes workbooks of pages, and the ending of their names."""


def repacked(
    content: bytes,
    changes: Mapping[str, Callable[[bytes], bytes]],
    *,
    new: Mapping[str, bytes] | None = None,
    without: Sequence[str] = (),
) -> bytes:
    """An archive with some parts changed, added or left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in old.infolist():
            if part.filename not in without:
                same = old.read(part)
                archive.writestr(part.filename, changes.get(part.filename, bytes)(same))
        for name, added in (new or {}).items():
            archive.writestr(name, added)
    return packed.getvalue()


def by_hand(cells: str, *, attributes: str = "", shared: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet whose XML is given: what stands inside sheetData, and the other parts where they matter."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="报表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"{attributes}><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + xml)
    return packed.getvalue()


def by_libreoffice(program: str, files: Mapping[str, bytes], *, to: str, folder: Path) -> dict[str, bytes]:
    """The files opened and saved again by LibreOffice, by their old names; `to` is an ending with its filter's options."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--infilter=CSV:44,34,76,1",
    ]
    command += ["--convert-to", to, "--outdir", str(folder / "saved"), *(str(folder / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    ending = to.partition(":")[0]
    return {name: (folder / "saved" / name).with_suffix(f".{ending}").read_bytes() for name in files}
