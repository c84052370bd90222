"""The records of a table: which line calls which region and period, and the cells of each indicator beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.region import Region
from zones.intake.calling import Calls
from zones.intake.coded import Coded
from zones.intake.collecting import Findings
from zones.intake.draft import Cells, Directory
from zones.intake.figures import Series
from zones.intake.layout import Layout
from zones.intake.sheet import Sheet
from zones.intake.text import Cell


@dataclass(frozen=True)
class Table:
    """A sheet and everything it is read with; `asked` is the quarter ordinal or year it was sent for."""

    sheet: Sheet
    catalogue: Catalogue
    directory: Directory
    scope: Region | None
    by_year: bool
    asked: int | None
    findings: Findings


@dataclass(frozen=True)
class Total:
    """A line that sums others up, in figures of one indicator: where it stands, and the records it may be the sum of.

    `block` are those since the total before it (or, where there are none, up to the next); `subtotal` says that it means
    these alone.
    """

    series: Series
    among: npt.NDArray[np.bool_]
    block: npt.NDArray[np.bool_]
    subtotal: bool


@dataclass(frozen=True)
class Records:
    """One record a line that speaks of a region: its line (from zero, as the table stands) and how it calls its region.

    `places` are the cells that name the region, as the file has them.
    """

    rows: npt.NDArray[np.int64]
    calls: Calls
    quarters: Coded[Cell]
    years: Coded[Cell]
    places: Cells
    series: Sequence[Series]
    totals: Sequence[Total] = ()

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.rows)


def period_cells(layout: Layout, column: int | None, rows: npt.NDArray[np.int64]) -> Coded[Cell]:
    """What a column of periods says in some lines; a merged cell says it for every line it reaches over."""
    if column is None:
        return Coded.same("", len(rows))
    if layout.sheet.merged:
        return Coded[Cell].of([layout.sheet.cell(row, column) for row in rows.tolist()])
    return layout.sheet.columns[column].coded(layout.start).picked(rows - layout.start)
