"""Which units below would lift a region over its mid-year lines, and how few of them are enough."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.figures import RegionPastHalf
from zones.domain.lift import Lift, Lifter, lift_of
from zones.domain.past_half import Goal, GoalStanding, GoalState, Yardstick
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.services.past_half import PastHalfView, judged
from zones.store import region_reads, value_reads

_UNMET = {GoalState.MISSED, GoalState.NO_REPORT}


@dataclass(frozen=True, slots=True)
class LiftView:
    """The unmet goals of a region and what would lift it; `units` are the regions whose milestones could."""

    region: Region
    year: int
    as_of: Quarter | None
    yardstick: Yardstick
    units: tuple[Region, ...]
    lifts: tuple[Lift, ...]


def lifts(
    deployment: Deployment,
    *,
    region: Region,
    year: int,
    yardstick: Yardstick = Yardstick.MILESTONE,
    level: Level | None = None,
) -> LiftView:
    """For each unmet mid-year goal of a region the fewest children (or regions of a level below) that would lift it.

    A unit lifts by reaching its own milestone. One that has not reported lifts by all of its milestone, unless a region
    above it reports itself: its part may be in that report already.
    """
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=Quarter(year, 2), level=level)
        units = tuple(unit for unit in below.regions if unit.id != region.id)
        spans = [*value_reads.single_spans([region]), *below.spans]
        view = judged(
            connection, deployment, region=region, regions=[region, *units], spans=spans, year=year, yardstick=yardstick
        )
        above = _Above(connection, deployment, region, units, view)
    unmet = [item for item in view.rows[0].standings if item.state in _UNMET]
    found = tuple(_lift(item, view.rows[1:], above) for item in unmet)
    return LiftView(region, year, view.as_of, yardstick, units, found)


class _Above:
    """The regions between the units and the region, itself included, and which of them report a goal's figure themselves."""

    def __init__(
        self,
        connection: sa.Connection,
        deployment: Deployment,
        region: Region,
        units: Sequence[Region],
        view: PastHalfView,
    ) -> None:
        self._by_id = _between(connection, region, units)
        self._period = None if view.as_of is None else view.as_of.ordinal
        between = list(self._by_id.values())
        levels = sorted({item.level for item in between})
        self._own = value_reads.rollups(
            connection,
            deployment.figures,
            periods=[] if self._period is None else [self._period],
            spans=[value_reads.descendants_span(region, level) for level in levels],
            codes=list(dict.fromkeys(goal.numerator for goal in view.goals)),
        )

    def reporting_themselves(self, unit: Region, goal: Goal) -> list[Region]:
        """The regions above a unit that report themselves, lowest first."""
        found, at = [], unit.parent_id
        while at is not None and at in self._by_id:
            above = self._by_id[at]
            if self._period is not None and self._own.own(self._period, above, goal.numerator) is not None:
                found.append(above)
            at = above.parent_id
        return found


def _between(connection: sa.Connection, region: Region, units: Sequence[Region]) -> Mapping[int, Region]:
    found = {region.id: region}
    wanted = {unit.parent_id for unit in units if unit.parent_id is not None} - found.keys()
    while wanted:
        more = region_reads.regions_by_id(connection, wanted)
        found.update(more)
        wanted = {item.parent_id for item in more.values() if item.parent_id is not None} - found.keys()
    return found


def _lift(standing: GoalStanding, rows: Sequence[RegionPastHalf], above: _Above) -> Lift:
    goal = standing.goal
    lifters, uncounted = [], []
    for row in rows:
        unit = next(item for item in row.standings if item.goal.code == goal.code)
        if unit.milestone is None:
            continue
        if unit.missing is not None:
            lifters.append(Lifter(row.region, unit, unit.missing, silent=False))
        elif above.reporting_themselves(row.region, goal):
            uncounted.append(row.region)
        else:
            lifters.append(Lifter(row.region, unit, math.ceil(unit.milestone), silent=True))
    found = lift_of(standing, lifters)
    follow = {item.id: item for step in found.steps for item in above.reporting_themselves(step.region, goal)}
    return Lift(found.standing, found.outcome, found.steps, found.able, tuple(uncounted), tuple(follow.values()))
