"""上报率与按时率: who has reported a quarter, who in time, and who has not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from zones.domain.punctuality import Tally, together
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.below import Below, regions_below
from zones.services.deployment import Deployment
from zones.store import region_reads, reporting_reads

_NOBODY = Tally(0, 0, 0)
_MOST_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class ReportingRow:
    """A region and how the reporting units at and below it have reported."""

    region: Region
    tally: Tally


@dataclass(frozen=True, slots=True)
class Absent:
    """A unit that has not reported, and the region it stands under."""

    region: Region
    parent: Region | None


@dataclass(frozen=True, slots=True)
class Late:
    """A unit whose first report came after the deadline."""

    region: Region
    parent: Region | None
    reported_at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class ReportingView:
    """Rates of a region and of the regions shown below it; `deadline` is the last day in time."""

    region: Region
    quarter: Quarter
    deadline: date
    total: Tally
    rows: tuple[ReportingRow, ...]


def reporting_rates(
    deployment: Deployment, *, region: Region, quarter: Quarter, level: Level | None = None
) -> ReportingView:
    """The rates of a region's children, or of all regions of a level below it; each unit counts once, whatever it sent."""
    deadline = deployment.catalogue.reporting.deadline.date_of(quarter)
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=quarter, level=level)
        counted = _counted(connection, deployment, region, quarter, below)
    # By whatever level they are counted, everyone is counted once.
    total = together(next(iter(counted.values())).values())
    rows = tuple(ReportingRow(one, counted[one.level].get(one.node, _NOBODY)) for one in below.regions)
    return ReportingView(region, quarter, deadline, total, rows)


def _counted(
    connection: sa.Connection, deployment: Deployment, region: Region, quarter: Quarter, below: Below
) -> dict[Level, dict[int, Tally]]:
    return {
        level: reporting_reads.tallies(
            connection,
            deployment.figures,
            period=quarter.ordinal,
            scope=region,
            level=level,
            until=_first_late_moment(deployment, quarter),
        )
        for level in {one.level for one in below.regions} or {region.level}
    }


def latest_report(deployment: Deployment, *, region: Region, quarter: Quarter) -> datetime | None:
    """When a report of the quarter last came from a region or from below it; None where none did."""
    with deployment.reading_once() as connection:
        return _latest(connection, deployment, region, quarter)


@dataclass(frozen=True, slots=True)
class QuarterState:
    """What is in of a quarter of a region, and when a report last came."""

    quarter: Quarter
    tally: Tally
    latest: datetime | None


def quarters_of(deployment: Deployment, *, region: Region, quarters: Sequence[Quarter]) -> list[QuarterState]:
    """The newest quarters that a region or anyone below it reported for, newest first."""
    with deployment.reading() as connection:
        return [
            QuarterState(quarter, _tally(connection, deployment, region, quarter), latest)
            for quarter in sorted(quarters, reverse=True)[:_MOST_QUARTERS]
            if (latest := _latest(connection, deployment, region, quarter)) is not None
        ]


def _latest(connection: sa.Connection, deployment: Deployment, region: Region, quarter: Quarter) -> datetime | None:
    return reporting_reads.latest_report(connection, deployment.figures, period=quarter.ordinal, scope=region)


def _tally(connection: sa.Connection, deployment: Deployment, region: Region, quarter: Quarter) -> Tally:
    counted = reporting_reads.tallies(
        connection,
        deployment.figures,
        period=quarter.ordinal,
        scope=region,
        level=region.level,
        until=_first_late_moment(deployment, quarter),
    )
    return counted.get(region.node, _NOBODY)


def absent_units(deployment: Deployment, *, region: Region, quarter: Quarter) -> list[Absent]:
    """Who is expected at and below a region and has not reported, in tree order: a list to send around."""
    with deployment.reading() as connection:
        absent = reporting_reads.absent_units(connection, deployment.figures, period=quarter.ordinal, scope=region)
        parents = _parents(connection, absent)
    return [Absent(unit, _parent(unit, parents)) for unit in absent]


def late_units(deployment: Deployment, *, region: Region, quarter: Quarter) -> list[Late]:
    """Who reported after the deadline, and by how many days, in tree order."""
    deadline = deployment.catalogue.reporting.deadline.date_of(quarter)
    with deployment.reading() as connection:
        late = reporting_reads.late_units(
            connection,
            deployment.figures,
            period=quarter.ordinal,
            scope=region,
            until=_first_late_moment(deployment, quarter),
        )
        parents = _parents(connection, [unit for unit, _ in late])
    return [
        Late(unit, _parent(unit, parents), moment, (moment.astimezone().date() - deadline).days)
        for unit, moment in late
    ]


def _first_late_moment(deployment: Deployment, quarter: Quarter) -> datetime:
    """Midnight after the deadline, by this machine's clock."""
    deadline = deployment.catalogue.reporting.deadline.date_of(quarter)
    return datetime.combine(deadline + timedelta(days=1), time.min).astimezone()


def _parents(connection: sa.Connection, units: Collection[Region]) -> dict[int, Region]:
    return region_reads.regions_by_id(connection, {unit.parent_id for unit in units if unit.parent_id is not None})


def _parent(unit: Region, parents: dict[int, Region]) -> Region | None:
    return None if unit.parent_id is None else parents.get(unit.parent_id)
