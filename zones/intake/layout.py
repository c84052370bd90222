"""Where the table stands in a sheet: the lines of its header, what each column is, and what is said around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from zones.domain.indicator import Unit
from zones.intake.columns import CellColumn
from zones.intake.headers import Headers, Meaning, Role
from zones.intake.periods import Period, period_of
from zones.intake.sheet import Marks, Place, Sheet
from zones.intake.text import Cell, normalised, plain

_LINES_TO_SEARCH = 40
_MOST_HEADER_LINES = 4
_MOST_LINES_TO_TURN = 200
_MOST_COLUMNS_BEFORE_INDICATORS = 4
_WIDE, _LONG = "wide", "long"
_FIGURE = re.compile(r"^[-+]?[\d.,]*\d[%％]?$")
_YEAR = re.compile(r"^(19|20)\d\d$")

Known = Callable[[Collection[str]], Mapping[str, object]]
"""Tells which texts name regions."""


@dataclass(frozen=True)
class Turn:
    """How a transposed table lies in its sheet: the line with the region names, and what line and column each cell had."""

    source: Sheet
    header_row: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """A table found in a sheet: header lines `first` to `last` (counted from zero), and the meaning of every column.

    A transposed table stands here turned upright; `turn` leads back to the cells as the file has them.
    """

    sheet: Sheet
    kind: str
    first: int
    last: int
    meanings: tuple[Meaning, ...]
    turn: Turn | None = None

    def columns(self, role: Role) -> list[int]:
        """The columns of a role, from left to right."""
        return [at for at, meaning in enumerate(self.meanings) if meaning.role is role]

    def column(self, role: Role) -> int | None:
        """The first column of a role."""
        return next(iter(self.columns(role)), None)

    @property
    def start(self) -> int:
        """The first line below the header."""
        return self.last + 1

    def place(self, row: int, column: int) -> Place:
        """The line and column (from zero) of a cell in the file."""
        return (row, column) if self.turn is None else (self.turn.rows[column], self.turn.columns[row])

    def header(self, row: int, column: int) -> str:
        """The header of a cell as written in the file."""
        if self.turn is None:
            return self.meanings[column].header
        return _header_text(self.turn.source.cell(self.turn.header_row, self.turn.columns[row]))

    def above(self) -> list[str]:
        """The texts above the table."""
        sheet, until = (self.sheet, self.first) if self.turn is None else (self.turn.source, self.turn.header_row)
        cells = (cell for row in range(until) for cell in sheet.row(row))
        return [plain(cell) for cell in cells if isinstance(cell, str) and cell.strip()]

    def period(self) -> Period:
        """The period that the titles name: the first that says year and quarter, else what there is of either."""
        found = [period_of(text) for text in self.above()]
        year = next((period.year for period in found if period.year), None)
        number = next((period.number for period in found if period.number), None)
        return next((period for period in found if period.year and period.number), Period(year, number))

    def unit_lines(self, headers: Headers) -> dict[str, Unit]:
        """The units set by a line above the table, by quantity."""
        units: dict[str, Unit] = {}
        for text in self.above():
            units.update(headers.units.of_line(text))
        return units


def find_layout(sheet: Sheet, headers: Headers, known_regions: Known) -> Layout | None:
    """The table with the most columns understood; a transposed one is turned first."""
    upright = _best(sheet, headers)
    if upright is not None and (upright.kind == _LONG or len(upright.columns(Role.FIGURE)) > 1):
        return upright
    turned = _turned(sheet, headers, known_regions)
    return turned or upright


def _best(sheet: Sheet, headers: Headers) -> Layout | None:
    best: tuple[int, Layout] | None = None
    for first in range(min(sheet.height, _LINES_TO_SEARCH)):
        if not any(isinstance(cell, str) and cell.strip() for cell in sheet.row(first)):
            continue
        for lines in range(1, _MOST_HEADER_LINES + 1):
            if first + lines > sheet.height or _holds_figures(sheet.row(first + lines - 1)):
                break
            meanings = _meanings(sheet, headers, first, lines)
            score = _score(meanings, lines)
            if score > 0 and (best is None or score > best[0]):
                best = score, _layout(sheet, first, first + lines - 1, meanings)
    return best[1] if best else None


def _meanings(sheet: Sheet, headers: Headers, first: int, lines: int) -> tuple[Meaning, ...]:
    """The meaning of each column from its header cells; an upper cell reaches over the blank ones to its right."""
    rows = []
    for line in range(lines):
        cells = [_header_text(cell) for cell in sheet.row(first + line)]
        rows.append(_reaching(cells) if line < lines - 1 else cells)
    below = rows[-1]
    meanings = []
    for at in range(sheet.width):
        parts = [row[at] for row in rows]
        if lines > 1 and not below[at] and not _own(sheet, first, lines, at):
            parts = []
        meanings.append(headers.meaning([part for part in parts if part]))
    return tuple(meanings)


def _own(sheet: Sheet, first: int, lines: int, at: int) -> bool:
    """Whether any header line has a cell of this very column."""
    return any(_header_text(sheet.cell(first + line, at)) for line in range(lines))


def _holds_figures(cells: Sequence[Cell]) -> bool:
    """Whether a line has numbers, as no header line does (but for a year)."""
    return any(
        _FIGURE.match(plain(cell)) and not _YEAR.match(plain(cell)) for cell in cells if not isinstance(cell, bool)
    )


def _header_text(cell: Cell) -> str:
    return " ".join(plain(cell).split()) if isinstance(cell, str) else ""


def _reaching(cells: Sequence[str]) -> list[str]:
    reached, last = [], ""
    for cell in cells:
        last = cell or last
        reached.append(last)
    return reached


def _score(meanings: Sequence[Meaning], lines: int) -> int:
    """How much of a report the header lines name; fewer lines are better where they say the same."""
    roles = [meaning.role for meaning in meanings]
    figures = len({meaning.indicator for meaning in meanings if meaning.role is Role.FIGURE})
    regions = sum(role in roles for role in (Role.REGION, Role.CODE, Role.COUNTY))
    if Role.NAME_OF_INDICATOR in roles and Role.VALUE in roles and figures == 0:
        return 100 * (2 + regions) - lines
    unit_as_region = Role.UNIT in roles and not regions
    repeated = roles.count(Role.FIGURE) - figures
    if figures == 0 or not (regions or unit_as_region):
        return 50 * figures - 30 * repeated - lines if figures > 1 else 0
    return 100 * figures + 40 * regions + 20 * unit_as_region - 30 * repeated - lines


def _layout(sheet: Sheet, first: int, last: int, meanings: Sequence[Meaning]) -> Layout:
    roles = {meaning.role for meaning in meanings}
    long = Role.NAME_OF_INDICATOR in roles and Role.VALUE in roles and Role.FIGURE not in roles
    settled = tuple(meanings) if long else tuple(_settled(meanings))
    return Layout(sheet, _LONG if long else _WIDE, first, last, settled)


def _settled(meanings: Sequence[Meaning]) -> list[Meaning]:
    """In a wide table 单位 is who reports; of several name columns the last names the region, the ones before its county."""
    named = [Meaning(Role.REGION, meaning.header) if meaning.role is Role.UNIT else meaning for meaning in meanings]
    regions = [at for at, meaning in enumerate(named) if meaning.role is Role.REGION]
    for at in regions[:-1]:
        named[at] = Meaning(Role.COUNTY, named[at].header)
    counties = [at for at, meaning in enumerate(named) if meaning.role is Role.COUNTY]
    if not regions and counties:
        named[counties[-1]] = Meaning(Role.REGION, named[counties[-1]].header)
    return named


def _turned(sheet: Sheet, headers: Headers, known_regions: Known) -> Layout | None:
    """A table with indicators down and regions across, turned so that regions stand in rows."""
    height = min(sheet.height, _MOST_LINES_TO_TURN)
    for column in range(min(sheet.width, _MOST_COLUMNS_BEFORE_INDICATORS)):
        texts = [_header_text(sheet.cell(row, column)) for row in range(height)]
        figures = [row for row, text in enumerate(texts) if text and headers.meaning([text]).role is Role.FIGURE]
        for row in range(figures[0] - 1 if figures else -1, -1, -1):
            names = {normalised(plain(cell)) for cell in sheet.row(row)[column + 1 :] if plain(cell)}
            if names and len(known_regions(names)) * 2 >= len(names):
                return _turned_layout(sheet, headers, header_row=row, header_column=column, until=figures[-1])
    return None


def _turned_layout(sheet: Sheet, headers: Headers, *, header_row: int, header_column: int, until: int) -> Layout:
    units = _unit_column(sheet, headers, header_row, header_column, until)
    columns = [
        at for at in range(header_column + 1, sheet.width) if at != units and _header_text(sheet.cell(header_row, at))
    ]
    turn = Turn(sheet, header_row, tuple(range(header_row, until + 1)), (header_column, *columns))
    meanings = [Meaning(Role.REGION, _header_text(sheet.cell(header_row, header_column)) or "地区")]
    for row in turn.rows[1:]:
        name = _header_text(sheet.cell(row, header_column))
        unit = _header_text(sheet.cell(row, units)) if units is not None else ""
        meanings.append(headers.meaning([f"{name}({unit})" if unit else name] if name else []))
    return Layout(_turned_sheet(turn), _WIDE, 0, 0, tuple(meanings), turn)


def _turned_sheet(turn: Turn) -> Sheet:
    source, marks = turn.source, turn.source.marks
    row_of = {row: at for at, row in enumerate(turn.rows)}
    column_of = {column: at for at, column in enumerate(turn.columns)}

    def moved(places: Collection[Place]) -> dict[Place, Place]:
        inside = [(row, column) for row, column in places if row in row_of and column in column_of]
        return {(row, column): (column_of[column], row_of[row]) for row, column in inside}

    return Sheet(
        name=source.name,
        columns=tuple(CellColumn([source.cell(row, at) for at in turn.columns]) for row in turn.rows),
        decision=source.decision,
        marks=Marks(
            percents=frozenset(moved(marks.percents).values()),
            unsaved=frozenset(moved(marks.unsaved).values()),
            errors={new: marks.errors[old] for old, new in moved(marks.errors).items()},
        ),
    )


def _unit_column(sheet: Sheet, headers: Headers, header_row: int, header_column: int, until: int) -> int | None:
    """The column right of the indicators that holds their units."""
    for at in range(header_column + 1, min(header_column + 3, sheet.width)):
        filled = [text for row in range(header_row + 1, until + 1) if (text := _header_text(sheet.cell(row, at)))]
        if filled and all(headers.units.known(text) for text in filled):
            return at
    return None
