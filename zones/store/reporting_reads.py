"""Who has reported a quarter, and when first: the reporting units at and below a region, added up by the database."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from zones.domain.punctuality import Tally
from zones.domain.region import Level, Region
from zones.domain.tree import SPAN, subtree
from zones.store.bulk import unweighed
from zones.store.ledger import Ledger
from zones.store.moments import as_stored, utc
from zones.store.prepared import fetched
from zones.store.region_reads import REGION, regions_by_id
from zones.store.schema import Submission, Withdrawal


def tallies(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region, level: Level, until: datetime
) -> dict[int, Tally]:
    """How the units below a region have reported, by the node of the region of a level that they are or stand below.

    `until` is the first moment that is late. A unit that stands above the level has no such region: it is counted under
    the node of whatever it stands for, which no region of the level has.
    """
    given = {**_given(period, scope), "until": as_stored(until, connection.dialect.name)}
    return {
        int(at): Tally(expected, reported, int(punctual))
        for at, expected, reported, punctual in fetched(connection, _tallying(ledger, level), given)
    }


def absent_units(connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region) -> list[Region]:
    """The units at and below a region that have not reported, in tree order."""
    ids = [number for (number,) in fetched(connection, _absent(ledger), _given(period, scope))]
    return sorted(regions_by_id(connection, ids).values(), key=lambda region: region.node)


def late_units(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region, until: datetime
) -> list[tuple[Region, datetime]]:
    """The units at and below a region that reported at `until` or after it, with the moment, in tree order."""
    given = {**_given(period, scope), "until": as_stored(until, connection.dialect.name)}
    first = {number: utc(moment) for number, moment in fetched(connection, _late(ledger), given)}
    regions = sorted(regions_by_id(connection, first).values(), key=lambda region: region.node)
    return [(region, first[region.id]) for region in regions]


def latest_report(connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region) -> datetime | None:
    """When a report of the period that still counts last came from a region or from below it."""
    [(moment,)] = fetched(connection, _latest(ledger), _given(period, scope))
    return None if moment is None else utc(moment)


def _given(period: int, scope: Region) -> dict[str, object]:
    nodes = subtree(node=scope.node, level=scope.level)
    return {"for_period": period, "first_node": nodes.start, "last_node": nodes.stop - 1}


# Each is built once: building these statements costs more than running them.
@lru_cache(maxsize=16)
def _tallying(ledger: Ledger, level: Level) -> sa.Select[Any]:
    units = _units(ledger)
    # By its name in GROUP BY: PostgreSQL takes two expressions with parameters for two.
    of_level = (units.c.node // SPAN[level] * SPAN[level]).label("of_level")
    in_time = sa.case((units.c.first < sa.bindparam("until"), 1), else_=0)
    return sa.select(
        of_level, sa.func.count(), sa.func.count(units.c.first), sa.func.coalesce(sa.func.sum(in_time), 0)
    ).group_by("of_level")


@lru_cache(maxsize=4)
def _absent(ledger: Ledger) -> sa.Select[Any]:
    units = _units(ledger)
    return sa.select(units.c.id).where(units.c.first.is_(None))


@lru_cache(maxsize=4)
def _late(ledger: Ledger) -> sa.Select[Any]:
    units = _units(ledger)
    return sa.select(units.c.id, units.c.first).where(units.c.first >= sa.bindparam("until"))


@lru_cache(maxsize=4)
def _latest(ledger: Ledger) -> sa.Select[Any]:
    report = ledger.report
    return (
        sa.select(sa.func.max(Submission.created_at))
        .select_from(report)
        .join(Submission, Submission.id == report.c.submission_id)
        .join(REGION, REGION.c.id == report.c.region_id)
        .where(
            report.c.period == unweighed("for_period"),
            REGION.c.node.between(sa.bindparam("first_node"), sa.bindparam("last_node")),
            Submission.id.not_in(sa.select(Withdrawal.submission_id)),
        )
    )


def _units(ledger: Ledger) -> sa.Subquery:
    """Every expected unit at and below a region, with the moment of its first report that still counts and says anything."""
    report, period = ledger.report, sa.bindparam("for_period", type_=sa.Integer)
    mine = report.c.region_id == REGION.c.id
    says_anything = sa.or_(*(report.c[code].is_not(None) for code in ledger.codes))
    said = sa.and_(report.c.period == unweighed("for_period"), mine, says_anything)
    counts = sa.and_(Submission.id == report.c.submission_id, Submission.id.not_in(sa.select(Withdrawal.submission_id)))
    return (
        sa.select(REGION.c.id, REGION.c.node, sa.func.min(Submission.created_at).label("first"))
        .select_from(REGION)
        .join(report, said, isouter=True)
        .join(Submission, counts, isouter=True)
        .where(
            REGION.c.reports.is_(True),
            REGION.c.node.between(sa.bindparam("first_node"), sa.bindparam("last_node")),
            sa.or_(REGION.c.valid_from.is_(None), REGION.c.valid_from <= period),
            sa.or_(REGION.c.valid_to.is_(None), REGION.c.valid_to >= period),
        )
        .group_by(REGION.c.id, REGION.c.node)
        .subquery()
    )
