"""What the XML of a sheet says of its cells beside their values: how far they reach, and what they are marked as."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Marks, Place

# Every program begins a cell's tag with its place. What is written in another way is read tag by tag, which takes longer.
_ANY_CELL = re.compile(rb"[<:]c[\s/>]")
_LINE_OF_CELL = re.compile(rb'[<:]c r="[A-Z]{1,3}([1-9]\d{0,6})"')
_COLUMN_OF_CELL = re.compile(rb'[<:]c r="([A-Z]{1,3})\d')

# A cell's tag is short; the bounds keep a tag without an end from being searched over and over.
_P = rb"(?:\w{1,10}:)?"
_ATTRIBUTES = rb"([^<>]{0,300})"
_ERROR_CELL = re.compile(rb"<" + _P + rb"c " + _ATTRIBUTES + rb">(?:<[^<>]{1,300}>[^<>]*</[^<>]{1,20}>)?"
                         rb"<" + _P + rb"v>(#[^<>]{1,20})</")  # fmt: skip
_UNSAVED_CELL = re.compile(rb"<" + _P + rb"c " + _ATTRIBUTES + rb">\s{0,20}<" + _P + rb"f(?:\s[^<>]{0,300})?(?:/>|>[^<>]*</"
                           + _P + rb"f>)\s{0,20}(?:<" + _P + rb"v\s?/>|<" + _P + rb"v></" + _P + rb"v>)?\s{0,20}</"
                           + _P + rb"c>")  # fmt: skip
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_PLACE = re.compile(r"([A-Za-z]{1,7})(\d{1,10})")


@dataclass(frozen=True, slots=True)
class Extent:
    """How many lines and columns cells reach over; `usual` says that every cell is written as programs write it."""

    lines: int
    columns: int
    usual: bool


def extent(xml: bytes) -> Extent:
    """How far the cells of a sheet reach; raises RefusedFileError for XML that is none."""
    lines = _LINE_OF_CELL.findall(xml)
    if len(lines) != len(_ANY_CELL.findall(xml)) or b"\0" in xml:
        cells = _read(xml, ())
        return Extent(cells.lines, cells.columns, usual=False)
    columns = set(_COLUMN_OF_CELL.findall(xml))
    furthest = max((_column(letters) + 1 for letters in columns), default=0)
    return Extent(max(map(int, set(lines)), default=0), furthest, usual=True)


def marks(xml: bytes, percent_looks: Collection[int], *, usual: bool) -> Marks:
    """Percents, errors and formulas never calculated; `percent_looks` are the looks of cells that are shown as percent."""
    if not usual:
        cells = _read(xml, percent_looks)
        return Marks(frozenset(cells.percents), frozenset(cells.unsaved), cells.errors)
    return Marks(_percents(xml, percent_looks), _unsaved(xml), _errors(xml))


def _errors(xml: bytes) -> dict[Place, str]:
    if b't="e"' not in xml:
        return {}
    found = ((_place(attributes), text) for attributes, text in _ERROR_CELL.findall(xml) if b't="e"' in attributes)
    return {place: text.decode("utf-8", "replace") for place, text in found if place}


def _unsaved(xml: bytes) -> frozenset[Place]:
    if b"<f" not in xml and b":f" not in xml:
        return frozenset()
    places = (_place(found) for found in _UNSAVED_CELL.findall(xml) if b't="str"' not in found)
    return frozenset(place for place in places if place)


def _percents(xml: bytes, looks: Collection[int]) -> frozenset[Place]:
    if not looks:
        return frozenset()
    wanted = b"|".join(str(look).encode() for look in looks)
    cell = re.compile(rb"<" + _P + rb'c ([^<>]{0,200}\bs="(?:' + wanted + rb')"[^<>]{0,200})>')
    return frozenset(place for place in (_place(found) for found in cell.findall(xml)) if place)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _place(attributes: bytes) -> Place | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _read(xml: bytes, percent_looks: Collection[int]) -> _Cells:
    parser = DefusedXMLParser(target=_Cells(percent_looks), forbid_dtd=True)
    try:
        parser.feed(xml)
        cells: _Cells = parser.close()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged") from error
    return cells


class _Cells:
    """Takes the tags of a sheet as a parser calls them out. A cell that does not say where it is stands behind the last."""

    def __init__(self, percent_looks: Collection[int]) -> None:
        self._percent_looks = {str(look) for look in percent_looks}
        self._next = (0, 0)
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] = []
        self._in_value = self._has_formula = False
        self.lines = self.columns = 0
        self.percents: set[Place] = set()
        self.unsaved: set[Place] = set()
        self.errors: dict[Place, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag begins."""
        name = tag.rpartition("}")[2]
        if name == "row":
            line = int(attributes["r"]) - 1 if "r" in attributes else self._next[0]
            self._next = (line, 0)
        elif name == "c":
            self._attributes, self._value, self._has_formula = attributes, [], False
            self._next = self._said(attributes.get("r")) or self._next
        elif name == "f":
            self._has_formula = True
        self._in_value = name == "v"

    def data(self, text: str) -> None:
        """A text inside a tag."""
        if self._in_value:
            self._value.append(text)

    def end(self, tag: str) -> None:
        """A tag ends."""
        name = tag.rpartition("}")[2]
        self._in_value = False
        if name == "row":
            self._next = (self._next[0] + 1, 0)
        elif name == "c":
            self._settle(self._next, "".join(self._value), self._attributes.get("t", "n"))
            self._next = (self._next[0], self._next[1] + 1)

    def close(self) -> _Cells:
        """What was called out."""
        return self

    @staticmethod
    def _said(reference: str | None) -> Place | None:
        if reference is None:
            return None
        found = _PLACE.fullmatch(reference)
        if found is None:
            raise ValueError(reference)
        return int(found[2]) - 1, _column(found[1].encode())

    def _settle(self, place: Place, value: str, kind: str) -> None:
        self.lines, self.columns = max(self.lines, place[0] + 1), max(self.columns, place[1] + 1)
        if kind == "e":
            self.errors[place] = value
        elif self._has_formula and not value and kind != "str":
            self.unsaved.add(place)
        elif kind == "n" and self._attributes.get("s", "") in self._percent_looks:
            self.percents.add(place)
