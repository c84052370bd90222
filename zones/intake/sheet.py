"""A sheet as read: its cells under the line numbers of the user's spreadsheet, and how the file was taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zones.intake.columns import CellColumn, Column
from zones.intake.text import Cell

Place = tuple[int, int]
"""Row and column of a cell, counted from zero."""

_MOST_MERGED_CELLS = 500_000
_MORE_THAN_COLUMNS = 1 << 20


def place_numbers(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Cells as one number each, so that many can be compared at once."""
    return rows * _MORE_THAN_COLUMNS + columns


@dataclass(frozen=True, slots=True)
class Decision:
    """How a file was taken: container, encoding and delimiter of a text, sheet of a workbook and the ones left unread.

    `other_reports` are those of the other sheets that look like reports as well. `doubtful` says that the encoding or the
    delimiter was a guess among several that fit.
    """

    container: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    other_reports: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True)
class Marks:
    """What a workbook says of cells beside their values: shown as percent, a formula never calculated, an error."""

    percents: frozenset[Place] = frozenset()
    unsaved: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> npt.NDArray[np.int64]:
        """All marked cells as sorted numbers; see place_numbers."""
        marked = np.array([*self.percents, *self.unsaved, *self.errors], dtype=np.int64).reshape(-1, 2)
        return np.unique(place_numbers(marked[:, 0], marked[:, 1]))


@dataclass(frozen=True)
class Sheet:
    """The cells of one table; line 1 of the user's spreadsheet is row 0 here."""

    name: str
    columns: tuple[Column, ...]
    decision: Decision
    marks: Marks = field(default_factory=Marks)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def height(self) -> int:
        """How many lines."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.columns)

    def cell(self, row: int, column: int) -> Cell:
        """A cell; of a merged range every cell is its top left one."""
        row, column = self.origins.get((row, column), (row, column))
        return self.columns[column][row]

    def row(self, row: int) -> list[Cell]:
        """The cells of one line, merged ranges filled."""
        return [self.cell(row, column) for column in range(self.width)]

    def mended(self, mends: Mapping[Place, str]) -> Sheet:
        """The sheet with some cells (line and column from zero) said anew; what a workbook marked them as no longer holds."""
        columns = list(self.columns)
        for at in {column for _, column in mends if column < self.width}:
            cells = columns[at].cells(0)
            for (row, column), text in mends.items():
                if column == at and row < self.height:
                    cells[row] = text
            columns[at] = CellColumn(cells)
        marks = Marks(
            percents=self.marks.percents - mends.keys(),
            unsaved=self.marks.unsaved - mends.keys(),
            errors={place: text for place, text in self.marks.errors.items() if place not in mends},
        )
        return replace(self, columns=tuple(columns), marks=marks)

    def preview(self, rows: int = 10) -> list[list[Cell]]:
        """The first lines, to show how the file was taken."""
        return [self.row(row) for row in range(min(rows, self.height))]

    @cached_property
    def origins(self) -> dict[Place, Place]:
        """The top left cell of every cell of a merged range."""
        found: dict[Place, Place] = {}
        for top, left, bottom, right in self.merged:
            last, furthest = min(bottom, self.height - 1), min(right, self.width - 1)
            if len(found) + (last - top + 1) * (furthest - left + 1) > _MOST_MERGED_CELLS:
                break
            for row in range(top, last + 1):
                for column in range(left, furthest + 1):
                    found[row, column] = (top, left)
        return found
