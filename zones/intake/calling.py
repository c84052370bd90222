"""How lines call the region they speak of: by code, by name, and by what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zones.intake.coded import Coded, all_texts
from zones.intake.header_words import Role
from zones.intake.layout import Layout
from zones.intake.text import Cell, normalised, plain

# Letters that are what they are in every form, told apart by a sign that no text holds.
_CLEAN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff\x00]*")
_CODE = re.compile(r"\d{6}")
_CODE_BEFORE = re.compile(r"^(\d{6,12}(?:-[0-9A-Za-z]+)?)[\s\-_、.:]*(\D.*)$")
_CODE_BEHIND = re.compile(r"^(\D+?)[\s\-_、.:]*[(\[]?(\d{6,12}(?:-[0-9A-Za-z]+)?)[)\]]?$")


@dataclass(frozen=True)
class Above:
    """What stands above the region of each line, such as its county; `own` is false where it was said further up."""

    names: Coded[str]
    own: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Calls:
    """Code and name of every line as written (empty where there is none), and the names above it, nearest first."""

    codes: Coded[str]
    names: Coded[str]
    above: tuple[Above, ...]

    def picked(self, lines: npt.NDArray[np.int64]) -> Calls:
        """Some of the lines."""
        above = tuple(Above(item.names.picked(lines), item.own[lines]) for item in self.above)
        return Calls(self.codes.picked(lines), self.names.picked(lines), above)

    def parted(self) -> Calls:
        """Code and name apart, where one cell holds both."""
        if not _CODE.search("\n".join(self.names.words)):
            return self
        codes = self.names.mapped(lambda text: _parts(text)[0])
        names = self.names.mapped(lambda text: _parts(text)[1])
        return Calls(self.codes.filled_by(codes, self.codes.equal("")), names, self.above)

    @property
    def nameless(self) -> npt.NDArray[np.bool_]:
        """Lines that name nothing at all."""
        return self.codes.equal("") & self.names.equal("")


def calls_of(layout: Layout) -> Calls:
    """How every line below the header calls its region.

    Of several name columns the last one filled names the region; the ones before it say where it lies. A cell left blank
    repeats the one above it there: a county is written once for all its townships.
    """
    count = layout.sheet.height - layout.start
    if layout.naming is None:
        return Calls(Coded.same("", count), Coded.same(as_name(layout.sender), count), ())
    code = layout.column(Role.CODE)
    codes = Coded.same("", count) if code is None else _texts(layout, code)
    columns = [_texts(layout, at) for at in sorted({*layout.columns(Role.COUNTY), *layout.columns(Role.REGION)})]
    if not columns:
        return Calls(codes, Coded.same("", count), ())
    *before, names = columns
    own = [~column.equal("") for column in before]
    above = [Above(_carried(column), filled) for column, filled in zip(before, own, strict=True)]
    for column, filled in zip(reversed(before), reversed(own), strict=True):
        names = names.filled_by(column, names.equal("") & filled & codes.equal(""))
    return Calls(codes, names, tuple(reversed(above)))


def _texts(layout: Layout, column: int) -> Coded[str]:
    """The names in a column; a merged cell names every line it reaches over."""
    sheet = layout.sheet
    if sheet.merged:
        return Coded[Cell].of([sheet.cell(row, column) for row in range(layout.start, sheet.height)]).mapped(_as_name)
    coded = sheet.columns[column].coded(layout.start)
    if all_texts(coded.words) and _CLEAN.fullmatch("\x00".join(coded.words)):
        return Coded(coded.at, coded.words)
    return coded.mapped(_as_name)


def _as_name(cell: Cell) -> str:
    return as_name(plain(cell))


def as_name(text: str) -> str:
    """A naming cell as the region list knows it; a code that a spreadsheet made a number loses its .0."""
    name = normalised(text)
    return name[:-2] if name.endswith(".0") and name[:-2].isdigit() else name


def _carried(column: Coded[str]) -> Coded[str]:
    """Blank cells filled with the last one above them."""
    filled = ~column.equal("")
    last = np.maximum.accumulate(np.where(filled, np.arange(len(filled)), -1))
    first = int(np.argmax(filled)) if filled.any() else 0
    at = column.at[np.maximum(last, 0)]
    at[:first] = column.at[:first]
    return Coded(at, column.words)


def _parts(text: str) -> Sequence[str]:
    """(code, name) of a cell that holds both, else no code and the text."""
    if match := _CODE_BEFORE.match(text):
        return match[1], match[2].strip(" ()[]")
    if match := _CODE_BEHIND.match(text):
        return ("", text) if ":" in match[1] or match[1].isascii() else (match[2], match[1].strip(" ()[]"))
    return "", text
