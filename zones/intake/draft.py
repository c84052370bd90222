"""What a file was understood to say, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from zones.domain.finding import Finding
from zones.domain.region import Region
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

    def parents(self, regions: Collection[Region]) -> Mapping[int, Region]:
        """The parent of each region, by the region's id."""

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Names like this one, with their codes."""


@dataclass(frozen=True)
class Draft:
    """Rows of figures, aligned: a period (quarter ordinal, of targets the year), a region and a line each.

    `values` holds the amounts by indicator code; `approximate` the (row position, indicator code) of figures that the file
    calls approximate; `cells` tells, by indicator code, the cell (line and column from zero) and the header of a row.
    """

    quarters: npt.NDArray[np.int64]
    regions: Sequence[Region]
    lines: npt.NDArray[np.int64]
    values: dict[str, Amounts]
    approximate: frozenset[tuple[int, str]] = frozenset()
    cells: Mapping[str, Callable[[int], tuple[Place, str]]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """How a table was taken: its layout, the lines of its header, what each column is, and where the period came from."""

    layout: str
    header_lines: tuple[int, ...]
    columns: tuple[tuple[int, str, str], ...]
    period_from: str


@dataclass(frozen=True)
class Understood:
    """The draft of a file (None where no table was found) and every finding about it."""

    draft: Draft | None
    findings: tuple[Finding, ...]
    taken: Taken | None = None


@dataclass(frozen=True)
class Surroundings:
    """Figures in force around a draft, aligned to its rows by indicator code, and who is absent or without a target.

    `expected` are the units that should have reported and did not, neither in the file nor before.
    """

    before: Mapping[str, Amounts]
    year_ago: Mapping[str, Amounts]
    in_force: Mapping[str, Amounts]
    children_sum: Mapping[str, Amounts]
    expected: Sequence[Region]
    targets_missing: Sequence[Region]
