# ruff: noqa: E501 - a case is a line, however long its table
"""Files that are broken, that are something else, and that mean harm: a clear word for each, in bounded memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.intake.corpus.case import FIGURES, HEADER, TABLE, Case, case, error
from tests.intake.writers import Page, by_hand, by_openpyxl, by_xlsxwriter, by_xlwt, delimited, repacked

_UNREADABLE, _TOO_LARGE, _EMPTY = error("unreadable_file"), error("too_large"), error("empty_file")
_SHEET, _SHARED, _STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_MEGABYTE = 1 << 20
_NUMBER, _NUMBER_LENGTH = 0x0203, 14
_DIMENSIONS, _DIMENSIONS_LENGTH = 0x0200, 14
_EAST = "河东镇".encode()
_ATTRIBUTES = " ".join(f"a{at}='{at}'" for at in range(60))


def cases() -> Iterator[Case]:
    """Every case about files that nobody should send."""
    yield from _empty()
    yield from _something_else()
    yield from _broken()
    yield from _too_large()
    yield from _bombs()
    yield from _far_cells()
    yield from _xml()


def _empty() -> Iterator[Case]:
    yield case("no byte", b"", _EMPTY)
    yield case("blanks", b" \r\n\t\r\n", _EMPTY)
    yield case("a byte order mark alone", b"\xef\xbb\xbf", _EMPTY)
    yield case("a byte order mark of utf-16 alone", b"\xff\xfe", _EMPTY)
    yield case("delimiters alone", b",,,\r\n,,,\r\n", _EMPTY)


def _something_else() -> Iterator[Case]:
    pdf, png = (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
    )
    page = "<html><body><table><tr><td>地区</td></tr></table></body></html>".encode()
    others = {"PDF": pdf, "PNG": png, "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01", "RTF": b"{\\rtf1\\ansi hello}",
              "HTML": page, "HTML with a byte order mark": b"\xef\xbb\xbf" + page, "XML": b"<?xml version='1.0'?><a/>",
              "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "RAR": b"Rar!\x1a\x07\x01\x00",
              "7z": b"7z\xbc\xaf\x27\x1c\x00\x04", "SQLite": b"SQLite format 3\x00\x10\x00", "ELF": b"\x7fELF\x02\x01\x01\x00"}  # fmt: skip
    for name, content in others.items():
        for ending in ("xlsx", "csv"):
            yield case(f"{name} named .{ending}", content, _UNREADABLE, file=f"report.{ending}")
    yield case("an archive of a text", _archive({"report.csv": delimited(TABLE)}), _UNREADABLE, file="report.xlsx")
    word = _archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    yield case("a document of Word", word, _UNREADABLE, file="report.xlsx")
    yield case("bytes of every value", bytes(range(256)) * 8, _UNREADABLE)
    yield case(
        "a compound file of something else",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048),
        _UNREADABLE,
        file="a.xls",
    )
    locked = error("unreadable_file", hint="密码")
    yield case("an encrypted workbook", _encrypted(), locked, file="report.xlsx")
    yield case("an encrypted old workbook", _encrypted_old(), locked, file="report.xls")


def _encrypted() -> bytes:
    """What Excel makes of a workbook with a password: a compound file whose stream is called EncryptedPackage."""
    name, old = "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")
    entry = old.ljust(64, b"\0") + struct.pack("<H", len(old) + 2)
    return by_xlwt(Page(TABLE)).replace(entry, name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2))


def _encrypted_old() -> bytes:
    """A BIFF stream whose second record says that what follows is encrypted."""
    book = by_xlwt(Page(TABLE))
    second = book.index(struct.pack("<HH", 0x0809, 16)) + 20
    return book[:second] + struct.pack("<H", 0x002F) + book[second + 2 :]


def _archive(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _broken() -> Iterator[Case]:
    book, old = by_openpyxl(Page(TABLE)), by_xlwt(Page(TABLE))
    yield case("half a workbook", book[: len(book) // 2], _UNREADABLE, file="report.xlsx")
    yield case("a workbook without its last bytes", book[:-30], _UNREADABLE, file="report.xlsx")
    yield case("the first bytes of a workbook", book[:40], _UNREADABLE, file="report.xlsx")
    yield case("half an old workbook", old[: len(old) // 2], _UNREADABLE, file="report.xls")
    yield case("the first bytes of an old workbook", old[:40], _UNREADABLE, file="report.xls")
    flipped = book[:300] + bytes([book[300] ^ 0xFF]) + book[301:]
    yield case("a workbook with a wrong byte", flipped, _UNREADABLE, file="report.xlsx")
    for part in ("xl/workbook.xml", _SHEET, "[Content_Types].xml"):
        cut = repacked(book, {part: lambda xml: xml[: len(xml) // 2]})
        expected = () if part == "[Content_Types].xml" else (_UNREADABLE,)
        yield case(f"half of {part}", cut, *expected, file="report.xlsx", figures=None if expected else FIGURES)
    yield case("a sheet that is not there", repacked(book, {}, without=[_SHEET]), _UNREADABLE, file="report.xlsx")
    zeros = delimited(TABLE).replace(b"860", b"8\x0060")
    yield case("a NUL byte in a cell", zeros, _UNREADABLE)
    yield case("NUL bytes behind", delimited(TABLE) + bytes(512), _UNREADABLE)
    opened = delimited(TABLE).replace(_EAST, b'"' + _EAST)
    yield case("a quotation that never ends", opened, error("unreadable_file", hint="引号"))


def _too_large() -> Iterator[Case]:
    lines = b"\xe5\x9f\x8e\xe5\x85\xb3\xe9\x95\x87,1,1\r\n"
    yield case("300,000 lines", lambda: delimited([HEADER]) + lines * 300_000, _TOO_LARGE)
    quoted = b'"\xe5\x9f\x8e\xe5\x85\xb3\xe9\x95\x87",1,1\r\n'
    yield case("300,000 lines with quotes", lambda: delimited([HEADER]) + quoted * 300_000, _TOO_LARGE)
    yield case("5,000 columns", delimited([[*HEADER, *range(5000)], [*TABLE[1], *range(5000)]]), _TOO_LARGE)
    yield case(
        "5,000 columns of a workbook", lambda: by_xlsxwriter(Page([[*HEADER, *range(5000)]])), _TOO_LARGE, file="a.xlsx"
    )
    long = by_hand("".join(f'<row r="{line}"><c r="A{line}"><v>1</v></c></row>' for line in range(1, 210_001)))
    yield case("210,000 lines of a workbook", long, _TOO_LARGE, file="a.xlsx")
    yield case("40 megabytes", lambda: b"a,b\r\n" * (8 * _MEGABYTE), _TOO_LARGE)
    yield case("one line of 20 megabytes", lambda: b"a" * (20 * _MEGABYTE), _UNREADABLE)
    yield case("one quotation of 5 megabytes", lambda: b'a,"' + b"b" * (5 * _MEGABYTE) + b'"', _UNREADABLE)
    many = by_openpyxl(*(Page(TABLE, name=f"表{at}") for at in range(150)))
    yield case("150 sheets", many, _TOO_LARGE, file="a.xlsx")
    parts = {f"xl/media/{at}.png": b"" for at in range(3000)}
    yield case("3,000 parts", repacked(by_openpyxl(Page(TABLE)), {}, new=parts), _TOO_LARGE, file="a.xlsx")


def _bombs() -> Iterator[Case]:
    book = by_openpyxl(Page(TABLE))
    yield case("a part that says it is small and is not", _understated, _UNREADABLE, file="a.xlsx")
    yield case("a part that says it is 4 gigabytes", _overstated(book), _TOO_LARGE, file="a.xlsx")


def _understated() -> bytes:
    """A sheet that declares the bytes of a good one, checksum and all, and unpacks to a hundred megabytes of lines."""
    book = by_openpyxl(Page(TABLE))
    good = zipfile.ZipFile(io.BytesIO(book)).read(_SHEET)
    lines = b"<row><c><v>1</v></c></row>" * (4 * _MEGABYTE)
    bomb = repacked(book, {_SHEET: lambda xml: xml.replace(b"</sheetData>", lines + b"</sheetData>")})
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        truth, declared = archive.getinfo(_SHEET), archive.read(_SHEET)[: len(good)]
    said = struct.pack("<LLL", zlib.crc32(declared), truth.compress_size, len(declared))
    return bomb.replace(struct.pack("<LLL", truth.CRC, truth.compress_size, truth.file_size), said)


def _overstated(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        truth = archive.getinfo(_SHEET)
    said = struct.pack("<LLL", truth.CRC, truth.compress_size, 0xFFFFFFF0)
    return book.replace(struct.pack("<LLL", truth.CRC, truth.compress_size, truth.file_size), said)


def _far_cells() -> Iterator[Case]:
    """A few cells at the far end of a sheet, for which a careless reader makes room for all those before."""
    far = by_openpyxl(Page(TABLE, formats={"XFD1048576": "0.0"}))
    yield case("a cell in the last corner, only formatted", far, _TOO_LARGE, file="a.xlsx")
    disguises = {
        "plain": '<c r="XFD1048576"><v>1</v></c>',
        "single quotes": "<c r='XFD1048576'><v>1</v></c>",
        "small letters": '<c r="xfd1048576"><v>1</v></c>',
        "another blank": '<c\n\tr="XFD1048576"><v>1</v></c>',
        "blanks around the sign": '<c r = "XFD1048576"><v>1</v></c>',
        "attributes before": f'<c {_ATTRIBUTES} r="XFD1048576"><v>1</v></c>',
        "a character by its number": '<c r="XFD104857&#54;"><v>1</v></c>',
    }  # fmt: skip
    for name, cell in disguises.items():
        content = by_hand(f'<row r="1"><c r="A1"><v>1</v></c></row><row>{cell}</row>')
        yield case(f"a cell in the last corner, {name}", content, _TOO_LARGE, file="a.xlsx")
    row = by_hand('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>')
    yield case("a line at the very end", row, _TOO_LARGE, file="a.xlsx")
    beyond = by_hand('<row r="1"><c r="A1"><v>1</v></c></row><row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')
    yield case("a line beyond the end", beyond, _TOO_LARGE, file="a.xlsx")
    said = repacked(by_openpyxl(Page(TABLE)), {_SHEET: lambda xml: xml.replace(b'ref="A1:C4"', b'ref="A1:XFD1048576"')})
    yield case("a size that is only said", said, file="a.xlsx", figures=FIGURES)
    merged = by_hand(
        "".join(f"<row><c t='inlineStr'><is><t>{a}</t></is></c><c><v>{b}</v></c></row>" for a, b in _plain())
    )
    spans = repacked(merged, {_SHEET: lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + _MERGES)})
    yield case("merged over the whole sheet", spans, error("no_report_found"), file="a.xlsx")
    old = by_xlwt(Page([["地区", "基础设施投入(万元)"], ["城关镇", 1234.5678]]))
    number = struct.pack("<HHHH", _NUMBER, _NUMBER_LENGTH, 1, 1)
    for name, line, column in (
        ("an old workbook's last corner", 65535, 255),
        ("beyond an old workbook's edge", 65535, 65535),
    ):
        moved = old.replace(number, struct.pack("<HHHH", _NUMBER, _NUMBER_LENGTH, line, column))
        yield case(name, moved, _TOO_LARGE, file="a.xls")
    at = old.index(struct.pack("<HH", _DIMENSIONS, _DIMENSIONS_LENGTH)) + 4
    for lines, columns in ((65_536, 65_535), (2**32 - 1, 256)):
        said = old[:at] + struct.pack("<IIHH", 0, lines, 0, columns) + old[at + 12 :]
        yield case(f"an old workbook that says it has {lines:,} lines", said, _TOO_LARGE, file="a.xls")


_MERGES = b'<mergeCells count="2"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:XFD1048576"/></mergeCells>'


def _plain() -> list[list[object]]:
    return [[row[0], index] for index, row in enumerate(TABLE)]


def _xml() -> Iterator[Case]:
    deep = by_hand("<row>" * 200_000 + "</row>" * 200_000)
    yield case("tags inside tags, 200,000 deep", deep, _EMPTY, file="a.xlsx")
    book = by_xlsxwriter(Page(TABLE))
    for part in ("xl/workbook.xml", _STYLES, "xl/_rels/workbook.xml.rels"):
        nested = repacked(book, {part: lambda xml: b"<a>" * 100_000 + xml})
        yield case(f"{part} 100,000 deep", nested, _UNREADABLE, file="a.xlsx")
    grows = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    laughs = repacked(book, {_SHARED: lambda xml: grows + xml.partition(b"?>")[2].replace(_EAST, b"&c;")})
    yield case("a text that grows", laughs, _UNREADABLE, file="a.xlsx")
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    stolen = repacked(book, {_SHARED: lambda xml: outside + xml.partition(b"?>")[2].replace(_EAST, b"&x;")})
    yield case("a text from another file", stolen, _UNREADABLE, file="a.xlsx")
    link = repacked(book, {}, new={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    yield case("a link to another workbook", link, file="a.xlsx", figures=FIGURES)
