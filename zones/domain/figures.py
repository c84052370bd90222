"""What a reader is shown of one region, indicator and quarter; every page, chart and export takes these values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zones.domain import progress
from zones.domain.indicator import Indicator
from zones.domain.past_half import GoalStanding, Verdict
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.rollup import Coverage, Figure, Origin
from zones.domain.status import Status
from zones.domain.wording import ABSENT


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One figure against its annual target. Amounts are in the indicator's smallest unit, shares exact fractions."""

    region: Region
    indicator: Indicator
    quarter: Quarter
    figure: Figure
    approximate: bool
    coverage: Coverage
    target: int | None
    target_origin: Origin | None
    completion: Fraction | None
    schedule: Fraction
    status: Status
    single_quarter: int | None
    yoy: Fraction | None
    qoq: Fraction | None
    rank: int | None
    peers: int

    @property
    def value(self) -> int | None:
        """The figure in force."""
        return self.figure.value

    @property
    def lead(self) -> Fraction | None:
        """超序时 above zero, 欠序时 below, unrounded."""
        return progress.lead(completion=self.completion, schedule=self.schedule)

    @property
    def remaining(self) -> int | None:
        """What is still to do for the annual target."""
        return progress.remaining(actual=self.value, target=self.target)

    @property
    def needed_per_month(self) -> Fraction | None:
        """The pace that would meet the target by the year's end."""
        months_left = progress.MONTHS_A_YEAR - self.quarter.last_month
        return progress.needed_per_month(remaining=self.remaining, months_left=months_left)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One quarter of one region and indicator: cumulative (or state), the quarter's own part, and what was due."""

    quarter: Quarter
    value: int | None
    single_quarter: int | None
    target: int | None
    schedule: Fraction
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class RegionPastHalf:
    """The mid-year verdict of one region with the goals it rests on."""

    region: Region
    verdict: Verdict
    standings: tuple[GoalStanding, ...]


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One line of a ranking; `rank` is None for who has no value to be ranked by."""

    region: Region
    parent: Region | None
    rank: int | None
    value: int | None
    target: int | None
    completion: Fraction | None
    status: Status


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: texts, or numbers with `decimals` places each (None: a number has the places it came with).

    `bar` asks for a bar behind each number, where a medium has them.
    """

    header: str
    numeric: bool = False
    decimals: int | None = None
    bar: bool = False


Cell = str | int | Decimal | None
"""A number in a cell is rounded already: it is what the reader sees, wherever the table goes. None is no value."""


def cell_text(cell: Cell) -> str:
    """A cell as a reader sees it: numbers with thousands separators, a dash where there is no value."""
    if cell is None:
        return ABSENT
    return f"{cell:,}" if isinstance(cell, int | Decimal) else cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table as shown and as taken away; `notes` stand below it (rule, source, mark of synthetic data)."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    @property
    def headers(self) -> list[str]:
        """The header texts, in order."""
        return [column.header for column in self.columns]
