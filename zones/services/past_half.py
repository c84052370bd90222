"""双过半: the mid-year verdict of a region and of everything below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from zones.domain.figures import RegionPastHalf
from zones.domain.milestone import Milestone
from zones.domain.past_half import (
    Goal,
    GoalStanding,
    GoalState,
    Pace,
    Verdict,
    Yardstick,
    due_share,
    standing,
    verdict,
)
from zones.domain.quarter import MONTHS_A_QUARTER, Quarter
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads
from zones.store.milestones import milestones_in
from zones.store.value_reads import Span, Values

HALF_MONTHS = 2 * MONTHS_A_QUARTER
_QUARTERS_A_HALF, _QUARTERS_A_YEAR = 2, 4


@dataclass(frozen=True, slots=True)
class PastHalfView:
    """The verdicts of a half-year. `as_of` is the quarter the figures are of, None before any report is in."""

    region: Region
    year: int
    as_of: Quarter | None
    yardstick: Yardstick
    goals: tuple[Goal, ...]
    rows: tuple[RegionPastHalf, ...]

    @property
    def final(self) -> bool:
        """Whether second-quarter reports are in; before that the verdict is provisional."""
        return self.as_of is not None and self.as_of.number == 2  # noqa: PLR2004

    @property
    def months_left(self) -> int:
        """Months of the half-year after the quarter the figures are of."""
        return HALF_MONTHS - (self.as_of.last_month if self.as_of else 0)

    @property
    def pace(self) -> Pace:
        """The months passed and left, by which paces are told."""
        return Pace(passed=self.as_of.last_month if self.as_of else 0, left=self.months_left)

    @property
    def pace_to_come(self) -> Pace | None:
        """The same while there are months left."""
        return self.pace if self.months_left > 0 else None

    def needed_per_month(self, item: GoalStanding) -> Fraction | None:
        """The pace the rest of the half must bring; None once the half is over."""
        return self.pace.needed(item)

    def pace_so_far(self, item: GoalStanding) -> Fraction | None:
        """The monthly pace since January."""
        return self.pace.so_far(item)

    def furthest_behind(self, level: Level, most: int) -> list[RegionPastHalf]:
        """The rows of one level; where they are more than that, those with the fewest goals met, in tree order."""
        rows = self.rows_of(level)
        met = {row.region.id: sum(item.state is GoalState.MET for item in row.standings) for row in rows}
        worst = sorted(rows, key=lambda row: (row.verdict is Verdict.NO_GOAL, met[row.region.id]))
        kept = {row.region.id for row in worst[:most]}
        return [row for row in rows if row.region.id in kept]

    def counts(self, level: Level) -> dict[Verdict, int]:
        """How many regions of a level have each verdict."""
        found = [row.verdict for row in self.rows if row.region.level == level]
        return {item: found.count(item) for item in Verdict if item in found}

    def rows_of(self, level: Level) -> list[RegionPastHalf]:
        """The rows of one level, in tree order."""
        return [row for row in self.rows if row.region.level == level]

    @property
    def own(self) -> tuple[RegionPastHalf, ...]:
        """The row of the region itself."""
        return self.rows[:1]

    @property
    def below(self) -> tuple[RegionPastHalf, ...]:
        """The rows of the regions below it."""
        return self.rows[1:]

    @property
    def levels_below(self) -> list[Level]:
        """The levels below the region that occur, highest first."""
        return [level for level in self.levels if level != self.region.level]

    @property
    def levels(self) -> list[Level]:
        """The levels that occur, highest first."""
        return sorted({row.region.level for row in self.rows})


def past_half(
    deployment: Deployment,
    *,
    region: Region,
    year: int,
    yardstick: Yardstick = Yardstick.MILESTONE,
    levels: Sequence[Level] | None = None,
    until: Quarter | None = None,
) -> PastHalfView:
    """The verdict of a region and of every region below it (of the named levels only, where given).

    With `until`, figures of later quarters are not looked at: the verdict as it stood then.
    """
    with deployment.reading() as connection:
        regions = _regions(connection, region, Quarter(year, 2), levels)
        spans = [value_reads.descendants_span(region, level) for level in sorted({item.level for item in regions})]
        return judged(
            connection,
            deployment,
            region=region,
            regions=regions,
            spans=spans,
            year=year,
            yardstick=yardstick,
            until=until,
        )


def judged(
    connection: sa.Connection,
    deployment: Deployment,
    *,
    region: Region,
    regions: Sequence[Region],
    spans: Sequence[Span],
    year: int,
    yardstick: Yardstick,
    until: Quarter | None = None,
) -> PastHalfView:
    """The verdicts of chosen regions at and below a region; the spans are the ranges that hold them."""
    second = Quarter(year, 2)
    newest_first = [quarter for quarter in (second, Quarter(year, 1)) if until is None or quarter <= until]
    goals = tuple(deployment.catalogue.goals.values())
    reader = _Reader(connection, deployment, spans, goals)
    figures = reader.figures([quarter.ordinal for quarter in newest_first])
    targets = reader.targets(year)
    asked = reader.asked(yardstick, second)
    as_of = _as_of(figures, regions, goals, newest_first)
    rows = [_judged(one, goals, figures, targets, asked, as_of, year) for one in regions]
    return PastHalfView(region, year, as_of, yardstick, goals, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a yardstick asks for: milestones of single regions (by node and indicator), last year's figures."""

    yardstick: Yardstick
    half: Quarter
    milestones: Mapping[tuple[int, str], Milestone]
    curve: Values

    def share(self, goal: Goal, region: Region) -> Fraction | None:
        """The due share of the annual target, unless an amount is due instead."""
        own = self.milestones.get((region.node, goal.numerator))
        if own is not None:
            return own.share
        last_half, last_year = self.half.ordinal - _QUARTERS_A_YEAR, self.half.ordinal - _QUARTERS_A_HALF
        return due_share(
            goal,
            self.yardstick,
            last_half=self.curve.value(last_half, region.node, goal.numerator),
            last_year=self.curve.value(last_year, region.node, goal.numerator),
        )

    def amount(self, goal: Goal, region: Region) -> int | None:
        """The amount that is due by itself, where one is declared."""
        own = self.milestones.get((region.node, goal.numerator))
        return None if own is None else own.amount


class _Reader:
    """Reads the indicators that the goals need."""

    def __init__(
        self, connection: sa.Connection, deployment: Deployment, spans: Sequence[Span], goals: Sequence[Goal]
    ) -> None:
        self._connection, self._deployment, self._spans = connection, deployment, spans
        self._codes = list(dict.fromkeys(code for goal in goals for code in (goal.numerator, goal.denominator)))

    def figures(self, periods: list[int]) -> Values:
        """Figures in force of some quarters (ordinals)."""
        return value_reads.values_in_force(
            self._connection, self._deployment.figures, periods=periods, spans=self._spans, codes=self._codes
        )

    def targets(self, year: int) -> Values:
        """Annual targets in force."""
        return value_reads.values_in_force(
            self._connection, self._deployment.targets, periods=[year], spans=self._spans, codes=self._codes
        )

    def asked(self, yardstick: Yardstick, half: Quarter) -> _Asked:
        """What is due at mid-year; only declared milestones give way to those of single regions."""
        milestones: Mapping[tuple[int, str], Milestone] = {}
        curve = Values(self._codes, {})
        if yardstick is Yardstick.MILESTONE:
            milestones = milestones_in(self._connection, period=half.ordinal, spans=self._spans, codes=self._codes)
        elif yardstick is Yardstick.LAST_YEAR:
            curve = self.figures([half.ordinal - _QUARTERS_A_YEAR, half.ordinal - _QUARTERS_A_HALF])
        return _Asked(yardstick, half, milestones, curve)


def _regions(
    connection: sa.Connection, region: Region, quarter: Quarter, levels: Sequence[Level] | None
) -> list[Region]:
    below = region_reads.subtree_of(connection, region)
    wanted = set(Level) if levels is None else {*levels, region.level}
    return [item for item in below if item.level in wanted and item.active_in(quarter.ordinal)]


def _as_of(
    figures: Values, regions: Sequence[Region], goals: Sequence[Goal], newest_first: Sequence[Quarter]
) -> Quarter | None:
    for quarter in newest_first:
        for region in regions:
            if any(figures.value(quarter.ordinal, region.node, goal.numerator) is not None for goal in goals):
                return quarter
    return None


def _judged(
    region: Region,
    goals: Sequence[Goal],
    figures: Values,
    targets: Values,
    asked: _Asked,
    as_of: Quarter | None,
    year: int,
) -> RegionPastHalf:
    standings = tuple(
        standing(
            goal,
            figure=None if as_of is None else figures.value(as_of.ordinal, region.node, goal.numerator),
            target=targets.value(year, region.node, goal.denominator),
            due=asked.share(goal, region),
            amount=asked.amount(goal, region),
            half_is_in=as_of is not None and as_of.number == 2,  # noqa: PLR2004
        )
        for goal in goals
    )
    return RegionPastHalf(region, verdict(standings), standings)
