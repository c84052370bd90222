"""Inside a workbook's archive: whether it is safe to unpack, and what its sheets say that values alone do not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from zones.intake.limits import Limits
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Marks, Place

_CHUNK = 1 << 20
_PERCENT_FORMATS = frozenset({9, 10})
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# A cell's tag is short; the bounds keep a tag without an end from being searched over and over.
_P = rb"(?:\w{1,10}:)?"
_ATTRIBUTES = rb"([^<>]{0,300})"
_ERROR_CELL = re.compile(rb"<" + _P + rb"c " + _ATTRIBUTES + rb">(?:<[^<>]{1,300}>[^<>]*</[^<>]{1,20}>)?"
                         rb"<" + _P + rb"v>(#[^<>]{1,20})</")  # fmt: skip
_UNSAVED_CELL = re.compile(rb"<" + _P + rb"c " + _ATTRIBUTES + rb">\s{0,20}<" + _P + rb"f(?:\s[^<>]{0,300})?(?:/>|>[^<>]*</"
                           + _P + rb"f>)\s{0,20}(?:<" + _P + rb"v\s?/>|<" + _P + rb"v></" + _P + rb"v>)?\s{0,20}</"
                           + _P + rb"c>")  # fmt: skip
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_WIDE = re.compile(rb"<" + _P + rb'c [^<>]{0,100}?r="([A-Z]{2,3})\d')  # fmt: skip
_ROW = re.compile(rb"<" + _P + rb'row [^<>]{0,200}?\br="(\d{1,9})"')  # fmt: skip
_CELL_AT = re.compile(rb"<" + _P + rb'c [^<>]{0,100}?r="[A-Z]{1,3}(\d{6,9})"')  # fmt: skip


@dataclass(frozen=True)
class Package:
    """An opened and bounded archive; `sheets` maps the name of each sheet to its part."""

    archive: zipfile.ZipFile
    sheets: dict[str, str]

    def part(self, sheet: str) -> bytes:
        """The XML of a sheet."""
        return self.archive.read(self.sheets[sheet]) if sheet in self.sheets else b""


def opened(content: bytes, limits: Limits) -> Package:
    """The archive of a workbook, once its declared sizes are within bounds and its contents hold to them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _bounded(archive, limits)
        for part in archive.infolist():
            with archive.open(part) as stream:
                while stream.read(_CHUNK):
                    pass
        return Package(archive, dict(_sheet_parts(archive)))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged") from error


def _bounded(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked or len(parts) > limits.parts:
        raise RefusedFileError(
            "too_large",
            zh=f"解压后有 {size // 2**20:,} MB、{len(parts):,} 个部分",
            en=f"it unpacks to {size // 2**20:,} MB in {len(parts):,} parts",
        )


def _parsed(archive: zipfile.ZipFile, part: str) -> Any:
    try:
        return ElementTree.fromstring(archive.read(part))
    except (KeyError, ParseError, DefusedXmlException):
        return None


def _named(root: Any, tag: str) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith("}" + tag))


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = _parsed(archive, "xl/workbook.xml")
    relations = _parsed(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return
    targets = {item.get("Id"): item.get("Target", "") for item in _named(relations, "Relationship")}
    for sheet in _named(book, "sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def extent(package: Package, sheet: str) -> tuple[int, int]:
    """How many rows and columns a sheet's cells reach over, before anything makes room for them."""
    xml = package.part(sheet)
    rows = max((int(number) for number in _ROW.findall(xml)), default=0)
    rows = max(rows, max((int(number) for number in _CELL_AT.findall(xml)), default=0))
    columns = max((_column(letters) for letters in set(_WIDE.findall(xml))), default=0)
    return rows, columns + 1


def marks(package: Package, sheet: str) -> Marks:
    """Percents, errors and formulas without a value of a sheet."""
    xml = package.part(sheet)
    errors: dict[Place, str] = {}
    for attributes, text in _ERROR_CELL.findall(xml):
        place = _place(attributes)
        if place and b't="e"' in attributes:
            errors[place] = text.decode("utf-8", "replace")
    unsaved = (_place(found) for found in _UNSAVED_CELL.findall(xml) if b't="str"' not in found)
    return Marks(percents=_percents(package, xml), unsaved=frozenset(at for at in unsaved if at), errors=errors)


def _percents(package: Package, xml: bytes) -> frozenset[Place]:
    styles = _percent_styles(package.archive)
    if not styles:
        return frozenset()
    wanted = b"|".join(str(style).encode() for style in styles)
    cell = re.compile(rb"<" + _P + rb'c ([^<>]{0,200}\bs="(?:' + wanted + rb')"[^<>]{0,200})>')
    return frozenset(place for place in (_place(found) for found in cell.findall(xml)) if place)


def _percent_styles(archive: zipfile.ZipFile) -> list[int]:
    styles = _parsed(archive, "xl/styles.xml")
    if styles is None:
        return []
    formats = set(_PERCENT_FORMATS)
    formats |= {_number(item.get("numFmtId")) for item in _named(styles, "numFmt") if "%" in item.get("formatCode", "")}
    cell_formats = [list(item) for item in _named(styles, "cellXfs")]
    if not cell_formats:
        return []
    return [at for at, item in enumerate(cell_formats[0]) if _number(item.get("numFmtId")) in formats]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else -1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _place(attributes: bytes) -> Place | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None
