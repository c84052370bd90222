"""Where a table stands in a sheet: the lines of its header, what each column is, and what is said around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Unit
from zones.intake.draft import Cells
from zones.intake.header_words import Role
from zones.intake.headers import Headers, Meaning
from zones.intake.periods import Period, period_of_title
from zones.intake.sheet import Sheet
from zones.intake.text import Cell, normalised, plain
from zones.intake.units import UnitLine

WIDE, LONG = "wide", "long"
_SENDER = re.compile(
    r"(?:填报|报送|上报|编报|填表|制表|编制)(?:单位|地区|乡镇|园区|部门)(?:名称)?(?:\([^()]*\))?\s*:\s*([^\s:,。;()]+)"
)


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

    A transposed table stands here turned upright; `turn` leads back to the cells as the file has them. `sender` is who
    the table speaks of where it has no column of regions.
    """

    sheet: Sheet
    kind: str
    first: int
    last: int
    meanings: tuple[Meaning, ...]
    turn: Turn | None = None
    sender: str = field(default="")

    def columns(self, role: Role) -> list[int]:
        """The columns of a role, from left to right."""
        return [at for at, meaning in enumerate(self.meanings) if meaning.role is role]

    def column(self, role: Role) -> int | None:
        """The first column of a role."""
        return next(iter(self.columns(role)), None)

    @property
    def naming(self) -> int | None:
        """The column that says best which region a line speaks of."""
        found = (self.column(role) for role in (Role.REGION, Role.CODE, Role.COUNTY))
        return next((column for column in found if column is not None), None)

    @property
    def start(self) -> int:
        """The first line below the header."""
        return self.last + 1

    @property
    def source(self) -> Sheet:
        """The sheet as the file has it."""
        return self.sheet if self.turn is None else self.turn.source

    def cells(self, rows: npt.NDArray[np.int64], column: int) -> Cells:
        """The cells of some lines of a column, as the file has them."""
        across = np.broadcast_to(np.int64(column), len(rows))
        if self.turn is None:
            return Cells(rows, across, {column: self.meanings[column].header})
        turn = self.turn
        columns = np.array(turn.columns, dtype=np.int64)[rows]
        headers = {at: header_text(turn.source.cell(turn.header_row, at)) for at in turn.columns}
        return Cells(np.full(len(rows), turn.rows[column], dtype=np.int64), columns, headers)

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The texts above the table, line by line."""
        until = self.first if self.turn is None else self.turn.header_row
        cells = (cell for row in range(until) for cell in self.source.row(row))
        return tuple(dict.fromkeys(plain(cell) for cell in cells if isinstance(cell, str) and cell.strip()))

    def title_period(self) -> Period:
        """The period that the titles name: the first that says year and quarter, else what there is of either."""
        found = [period_of_title(text) for text in self.above]
        year = next((period.year for period in found if period.year), None)
        number = next((period.number for period in found if period.number), None)
        return next((period for period in found if period.year and period.number), Period(year, number))

    def unit_line(self, headers: Headers) -> UnitLine:
        """The units that the lines above the table name."""
        lines = [headers.units.of_line(text) for text in self.above]
        return UnitLine(
            tuple(dict.fromkeys(name for line in lines for name in line.names)),
            tuple(dict.fromkeys(name for line in lines for name in line.unknown)),
        )

    def units_above(self, headers: Headers, quantities: frozenset[str]) -> Mapping[str, Unit]:
        """The units set above the table, by the quantities that the table speaks of."""
        return headers.units.assigned(self.unit_line(headers).names, quantities)

    def named_sender(self) -> str:
        """Who fills the table in, where a line above says so."""
        found = (_SENDER.search(normalised(text)) for text in self.above)
        return next((match[1] for match in found if match), "")


def header_text(cell: Cell) -> str:
    """A header cell on one line; a cell that is no text says nothing."""
    return " ".join(plain(cell).split()) if isinstance(cell, str) else ""
