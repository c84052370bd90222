"""What a file was understood to say, and what it is held against."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from zones.domain.finding import Finding
from zones.domain.indicator import Unit
from zones.domain.region import Region
from zones.domain.regions import Regions
from zones.intake.sheet import Place

Amounts = Any
"""A numpy masked array of int64 amounts in smallest units; masked where there is no value."""


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region that a text may mean, and the quarters (ordinals, None where open) in which it bears that name."""

    region: Region
    since: int | None = None
    until: int | None = None


class Directory(Protocol):
    """Knows the regions by their names."""

    def lookup(self, names: Collection[str]) -> Mapping[str, tuple[RegionName, ...]]:
        """Every region that each text may mean."""

    def plainly_coded(self, texts: Sequence[str]) -> tuple[Sequence[int], Regions]:
        """Which of the texts (places in the list) are the code of one region and name nothing else, and those regions."""

    def parents(self, regions: Collection[Region]) -> Mapping[int, Region]:
        """The parent of each region, by the region's id."""

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Names like this one, with their codes."""


@dataclass(frozen=True)
class Cells:
    """Where figures stand in the file, one a figure: lines and columns from zero, and the header of each column."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    headers: Mapping[int, str]

    def __call__(self, position: int) -> tuple[Place, str]:
        """The cell of one figure and its header as written."""
        column = int(self.columns[position])
        return (int(self.rows[position]), column), self.headers[column]

    def picked(self, positions: npt.NDArray[np.int64]) -> Cells:
        """Some of the figures."""
        return Cells(self.rows[positions], self.columns[positions], self.headers)


@dataclass(frozen=True)
class Draft:
    """Rows of figures, aligned: a period (quarter ordinal, of targets the year), a region and a line (from 1) each.

    `values` holds the amounts by indicator code; `approximate` the (row position, indicator code) of figures that the file
    calls approximate; `units` the unit an indicator is written in; `cells` the cell that each row's figure came from.
    """

    quarters: npt.NDArray[np.int64]
    regions: Regions
    lines: npt.NDArray[np.int64]
    values: dict[str, Amounts]
    approximate: frozenset[tuple[int, str]] = frozenset()
    units: Mapping[str, Unit] = field(default_factory=dict)
    cells: Mapping[str, Cells] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """How a table was taken: its layout, the lines of its header, what each column is, and where the period came from.

    `layout` is wide, long or transposed; `columns` are (column from zero, header as written, role or indicator code);
    `period_from` is column, title, header, sheet or asked; `units` the (quantity, unit) that a line above sets; `totals` and
    `left_out` the lines (from 1) that were held against sums, and that were passed over as notes or repeated headers;
    `region_from` is column, sender or scope.
    """

    layout: str
    header_lines: tuple[int, ...]
    columns: tuple[tuple[int, str, str], ...]
    period_from: str
    units: tuple[tuple[str, str], ...] = ()
    totals: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    region_from: str = "column"


@dataclass(frozen=True)
class Understood:
    """The draft of a file (None where no table was found) and every finding about it."""

    draft: Draft | None
    findings: tuple[Finding, ...]
    taken: Taken | None = None


@dataclass(frozen=True)
class Surroundings:
    """Figures in force around a draft, aligned to its rows by indicator code, and who is absent or without a target.

    `earlier` are the figures of the same quarter in the years before last, nearest first; `beside` are those in force of
    indicators that the draft leaves out but has to agree with. `expected` are the units that
    should have reported and did not, neither in the file nor before.
    """

    before: Mapping[str, Amounts]
    year_ago: Mapping[str, Amounts]
    in_force: Mapping[str, Amounts]
    children_sum: Mapping[str, Amounts]
    expected: Sequence[Region]
    targets_missing: Sequence[Region]
    earlier: Sequence[Mapping[str, Amounts]] = ()
    beside: Mapping[str, Amounts] = field(default_factory=dict)
