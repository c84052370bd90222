"""The briefing model: what one bulletin says of a region and a quarter, computed once; every document only renders it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zones.domain import progress
from zones.domain.figures import ProgressRow, RankedRow, RegionPastHalf, TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.past_half import Goal, GoalStanding
from zones.domain.quarter import MONTHS_A_QUARTER, Quarter
from zones.domain.region import Level, Region
from zones.domain.rollup import Coverage
from zones.domain.status import Status, StatusRule

BEHIND = frozenset({Status.BEHIND, Status.FAR_BEHIND})
ON_PACE = frozenset({Status.DONE, Status.ON_SCHEDULE})
_HALF_MONTHS = 2 * MONTHS_A_QUARTER


class Length(StrEnum):
    """How much a bulletin says: what fits one page, or everything."""

    PAGE = "page"
    FULL = "full"


class GrowthBase(StrEnum):
    """What a year-on-year rate can rest on."""

    KNOWN = "known"
    ZERO = "zero"
    MISSING = "missing"
    FIRST_TIME = "first_time"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a briefing is asked for: region and indicators by code, groups by name; no indicator named means all."""

    region: str
    quarter: Quarter
    indicators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    ranks: bool = True
    length: Length = Length.FULL


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator of the briefing's region, every quarter since the first report up to the briefing's own."""

    indicator: Indicator
    points: tuple[TrendPoint, ...]

    def growth_base(self) -> GrowthBase:
        """Whether the last point has a figure of the year before to be compared with, and if not, why."""
        if not self.points or self.points[-1].value is None:
            return GrowthBase.NO_FIGURE
        *earlier, last = self.points
        if all(point.value is None for point in earlier):
            return GrowthBase.FIRST_TIME
        year_ago = next((point.value for point in earlier if point.quarter == last.quarter - 4), None)
        if year_ago is None:
            return GrowthBase.MISSING
        return GrowthBase.KNOWN if year_ago > 0 else GrowthBase.ZERO


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who stands where in one indicator among the regions of one level, best first."""

    indicator: Indicator
    level: Level
    rows: tuple[RankedRow, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The mid-year verdict of the region and its children, with the figures known in the briefing's quarter.

    `indicators` are the numerators of the goals, in the same order.
    """

    year: int
    as_of: Quarter | None
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    own: RegionPastHalf
    children: tuple[RegionPastHalf, ...]

    @property
    def final(self) -> bool:
        """Whether the half is over and its figures are in."""
        return self.as_of is not None and self.as_of.number == 2  # noqa: PLR2004

    @property
    def months_left(self) -> int:
        """Months of the half-year after the quarter the figures are of."""
        return _HALF_MONTHS - (self.as_of.last_month if self.as_of else 0)

    def indicator_of(self, goal: Goal) -> Indicator:
        """What the goal measures."""
        return self.indicators[self.goals.index(goal)]

    def needed_per_month(self, standing: GoalStanding) -> Fraction | None:
        """The pace the rest of the half must bring; None once the half is over."""
        return progress.needed_per_month(remaining=standing.missing, months_left=self.months_left)


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """One indicator summed over the members of a group (smallest units)."""

    indicator: Indicator
    value: int | None
    target: int | None
    coverage: Coverage

    @property
    def completion(self) -> Fraction | None:
        """The share of the members' targets that is done."""
        return progress.completion(actual=self.value, target=self.target)


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A named set of regions: each member's rows, and the totals."""

    name: str
    members: tuple[tuple[ProgressRow, ...], ...]
    totals: tuple[GroupTotal, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """Who reported nothing but zero of an indicator that it has a target for."""

    indicator: Indicator
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Which units were expected to report, who is silent, and who has not begun."""

    expected: int
    silent: tuple[Region, ...]
    idle: tuple[Idle, ...]

    @property
    def reported(self) -> int:
        """How many units are in with at least one of the indicators."""
        return self.expected - len(self.silent)


@dataclass(frozen=True, slots=True)
class Source:
    """A submission the figures rest on; `warnings` are what was accepted with its reason, in both languages as recorded."""

    number: int
    ledger: str
    file_name: str
    author: str
    received: date
    reason: str
    note: str
    note_en: str
    warnings: tuple[str, ...]
    warnings_en: tuple[str, ...] = ()

    def accepted(self, language: str) -> tuple[str, ...]:
        """The accepted warnings in the reader's language."""
        return self.warnings if language == "zh" else self.warnings_en

    def remark(self, language: str) -> str:
        """The report's own note in the reader's language, where it has one."""
        return self.note if language == "zh" else self.note_en or self.note


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a bulletin says, in smallest units and exact shares. `code` is the short hash of all the rest.

    `children` holds a tuple of rows a direct child, `units` a tuple a grandchild (children's children), in tree order.
    """

    choice: Choice
    region: Region
    rows: tuple[ProgressRow, ...]
    children: tuple[tuple[ProgressRow, ...], ...]
    units: tuple[tuple[ProgressRow, ...], ...]
    trends: tuple[Trend, ...]
    rankings: tuple[Ranking, ...]
    half_year: HalfYear
    reporting: Reporting
    groups: tuple[GroupStanding, ...]
    rule: StatusRule
    sources: tuple[Source, ...]
    data_date: date | None
    code: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter spoken of."""
        return self.choice.quarter

    @property
    def synthetic(self) -> bool:
        """Whether any region shown is invented."""
        shown = (rows[0].region for rows in (*self.children, *self.units) if rows)
        return self.region.synthetic or any(region.synthetic for region in shown)

    @property
    def reported_rows(self) -> list[ProgressRow]:
        """The region's rows that have a figure."""
        return [row for row in self.rows if row.value is not None]

    @property
    def targeted_rows(self) -> list[ProgressRow]:
        """The region's rows that can be held against a target."""
        return [row for row in self.rows if row.completion is not None]

    @property
    def unreported_rows(self) -> list[ProgressRow]:
        """The region's rows without a figure: they are named, never left out silently."""
        return [row for row in self.rows if row.value is None]

    @property
    def child_level(self) -> Level | None:
        """The level that most direct children have."""
        levels = Counter(rows[0].region.level for rows in self.children if rows)
        return levels.most_common(1)[0][0] if levels else None

    @property
    def unit_level(self) -> Level | None:
        """The level that most of the lowest regions shown have."""
        levels = Counter(rows[0].region.level for rows in self.units or self.children if rows)
        return levels.most_common(1)[0][0] if levels else None

    @property
    def lagging(self) -> list[tuple[ProgressRow, ...]]:
        """The lowest regions shown that are far behind in at least one indicator, in tree order."""
        lowest = self.units or self.children
        return [rows for rows in lowest if any(row.status is Status.FAR_BEHIND for row in rows)]

    def child_rows(self, indicator: Indicator) -> list[ProgressRow]:
        """One indicator's rows of all children."""
        return rows_of(self.children, indicator)

    def trend(self, indicator: Indicator) -> Trend:
        """The region's history of one indicator."""
        return next(trend for trend in self.trends if trend.indicator == indicator)


def rows_of(regions: Iterable[Sequence[ProgressRow]], indicator: Indicator) -> list[ProgressRow]:
    """One indicator's row of every region."""
    return [row for rows in regions for row in rows if row.indicator == indicator]


def status_counts(rows: Iterable[ProgressRow]) -> Mapping[Status, int]:
    """How many rows stand under each light."""
    return Counter(row.status for row in rows)
