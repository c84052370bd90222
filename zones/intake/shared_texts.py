"""How much text the cells of a workbook hold together: a text is kept once, however many cells show it."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from zones.intake.refusal import RefusedFileError

_TEXT_CELL = re.compile(rb"""\st\s*=\s*["']s["']""")
_SHOWN = re.compile(rb'\st="s"[^<>]{0,300}>\s{0,20}<(?:\w{1,10}:)?v>(\d{1,9})<')
_HEAD = 8
_LONGEST = 32_767


def characters(sheet: bytes, texts: bytes, *, enough: int) -> int:
    """The characters that the cells of a sheet show of a workbook's texts, both given as XML.

    Never too few; as exact as it takes where it may be more than `enough`.
    """
    cells = len(_TEXT_CELL.findall(sheet)) if texts else 0
    if cells * len(texts) <= enough:
        return cells * len(texts)
    lengths = _lengths_in_xml(texts)
    longest = max(lengths, default=0)
    if cells * longest <= enough:
        return cells * longest
    shown = Counter(_SHOWN.findall(sheet))
    unclear = cells - shown.total()
    return unclear * longest + total(
        {int(number): count for number, count in shown.items()}, lengths, otherwise=longest
    )


def total(shown: Mapping[int, int], lengths: Sequence[int], *, otherwise: int = _LONGEST) -> int:
    """The characters of texts by their number and how often each is shown."""
    return sum(count * (lengths[at] if at < len(lengths) else otherwise) for at, count in shown.items())


def _lengths_in_xml(texts: bytes) -> list[int]:
    try:
        root = ElementTree.fromstring(texts, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged") from error
    return [sum(len(text) for text in item.itertext()) for item in root]


def lengths_in_records(parts: Sequence[bytes]) -> list[int]:
    """The characters of each text of an XLS file, from the bodies of its record of texts and those that go on with it."""
    lengths: list[int] = []
    try:
        lengths.extend(_each_length(parts))
    except (struct.error, IndexError):
        return lengths
    return lengths


def _each_length(parts: Sequence[bytes]) -> Iterator[int]:
    part, at = 0, _HEAD
    while part < len(parts):
        if at + 3 > len(parts[part]):
            part, at = part + 1, 0
            continue
        letters, flags = struct.unpack_from("<HB", parts[part], at)
        at += 3
        behind = 0
        if flags & 8:
            behind, at = 4 * struct.unpack_from("<H", parts[part], at)[0], at + 2
        if flags & 4:
            behind, at = behind + struct.unpack_from("<L", parts[part], at)[0], at + 4
        yield letters
        part, at = _past_letters(parts, part, at, letters, 2 if flags & 1 else 1)
        part, at = _past_bytes(parts, part, at, behind)


def _past_letters(parts: Sequence[bytes], part: int, at: int, letters: int, size: int) -> tuple[int, int]:
    """Where a text ends. What a part has no room for goes on in the next one, behind a flag of its own."""
    while letters:
        here = min(letters, (len(parts[part]) - at) // size)
        letters, at = letters - here, at + here * size
        if letters:
            part, at = part + 1, 1
            size = 2 if parts[part][0] & 1 else 1
    return part, at


def _past_bytes(parts: Sequence[bytes], part: int, at: int, count: int) -> tuple[int, int]:
    while count > len(parts[part]) - at:
        count, part, at = count - (len(parts[part]) - at), part + 1, 0
    return part, at + count
