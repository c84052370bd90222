"""Inside a workbook's archive: whether it is safe to unpack, and where its sheets are."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from zones.intake import shared_texts, sheet_xml
from zones.intake.limits import Limits
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Marks
from zones.intake.sheet_xml import Extent

_CHUNK = 1 << 20
_TEXTS = "xl/sharedstrings.xml"
_PERCENT_FORMATS = frozenset({9, 10})


@dataclass(frozen=True)
class Package:
    """An opened and bounded archive; `sheets` maps the name of each sheet to its part.

    `extents` keeps what was measured.
    """

    archive: zipfile.ZipFile
    sheets: dict[str, str]
    extents: dict[str, Extent] = field(default_factory=dict)

    def extent(self, sheet: str) -> Extent:
        """How many lines and columns a sheet's cells reach over, before anything makes room for them."""
        if sheet not in self.extents:
            self.extents[sheet] = sheet_xml.extent(self._part(sheet))
        return self.extents[sheet]

    def characters(self, sheet: str, *, enough: int) -> int:
        """How much text the cells of a sheet show; never too few, exact where it may be more than `enough`."""
        name = next((name for name in self.archive.namelist() if name.casefold() == _TEXTS), "")
        return shared_texts.characters(self._part(sheet), self.archive.read(name) if name else b"", enough=enough)

    def marks(self, sheet: str) -> Marks:
        """Percents, errors and formulas never calculated of a sheet."""
        looks = _percent_looks(self.archive)
        return sheet_xml.marks(self._part(sheet), looks, usual=self.extent(sheet).usual)

    def _part(self, sheet: str) -> bytes:
        """The XML of a sheet. One that is not found here but by others cannot be bounded, and is not read."""
        if sheet not in self.sheets:
            raise _damaged()
        return self.archive.read(self.sheets[sheet])


def opened(content: bytes, limits: Limits) -> Package:
    """The archive of a workbook, once its declared sizes are within bounds and its contents hold to them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _bounded(archive, limits)
        _named_once([part.filename for part in archive.infolist()])
        for part in archive.infolist():
            with archive.open(part) as stream:
                while stream.read(_CHUNK):
                    pass
        return Package(archive, _sheet_parts(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged() from error


def _bounded(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked or len(parts) > limits.parts:
        raise RefusedFileError(
            "too_large",
            zh=f"解压后有 {size // 2**20:,} MB、{len(parts):,} 个部分",
            en=f"it unpacks to {size // 2**20:,} MB in {len(parts):,} parts",
        )


def _damaged() -> RefusedFileError:
    return RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged")


def _named_once(names: list[str]) -> None:
    """Of two parts of one name nobody knows which one a reader takes."""
    if len({name.casefold() for name in names}) < len(names):
        raise _damaged()


def _parsed(archive: zipfile.ZipFile, part: str) -> Any:
    """The root of a part's XML, None where there is no such part."""
    try:
        return ElementTree.fromstring(archive.read(part), forbid_dtd=True)
    except KeyError:
        return None
    except (ParseError, DefusedXmlException) as error:
        raise _damaged() from error


def _named(root: Any, tag: str) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith("}" + tag))


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    book = _parsed(archive, "xl/workbook.xml")
    relations = _parsed(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        raise RefusedFileError("unreadable_file", zh="不是有效的Excel文件", en="it is no valid Excel file")
    names = {name.casefold(): name for name in archive.namelist()}
    targets = {item.get("Id"): item.get("Target", "") for item in _named(relations, "Relationship")}
    sheets = list(_named(book, "sheet"))
    _named_once([sheet.get("name", "") for sheet in sheets])
    return {sheet.get("name", ""): names[part] for sheet in sheets if (part := _target(sheet, targets)) in names}


def _target(sheet: Any, targets: dict[str | None, str]) -> str:
    """The name of a sheet's part, in small letters."""
    relation = next((value for name, value in sheet.items() if name.endswith("}id")), "")
    target = targets.get(relation, "").casefold()
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _percent_looks(archive: zipfile.ZipFile) -> list[int]:
    """The looks of cells that are shown as percent."""
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
