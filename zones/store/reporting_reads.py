"""Who has reported a quarter, and when first: the reporting units at and below a region, added up by the database."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from zones.domain.punctuality import Tally
from zones.domain.region import Level, Region
from zones.domain.tree import SPAN, subtree
from zones.store.ledger import Ledger
from zones.store.moments import utc
from zones.store.region_reads import REGION, regions_by_id
from zones.store.schema import Submission, Withdrawal


def tallies(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region, level: Level, until: datetime
) -> dict[int, Tally]:
    """How the units below a region have reported, by the node of the region of a level that they are or stand below.

    `until` is the first moment that is late. A unit that stands above the level has no such region: it is counted under
    the node of whatever it stands for, which no region of the level has.
    """
    units = _units(ledger, period=period, scope=scope)
    # By its name in GROUP BY: PostgreSQL takes two expressions with parameters for two.
    of_level = (units.c.node // SPAN[level] * SPAN[level]).label("of_level")
    in_time = sa.case((units.c.first < until.astimezone(UTC), 1), else_=0)
    statement = sa.select(
        of_level, sa.func.count(), sa.func.count(units.c.first), sa.func.coalesce(sa.func.sum(in_time), 0)
    ).group_by("of_level")
    return {
        int(at): Tally(expected, reported, int(punctual))
        for at, expected, reported, punctual in connection.execute(statement)
    }


def absent_units(connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region) -> list[Region]:
    """The units at and below a region that have not reported, in tree order."""
    units = _units(ledger, period=period, scope=scope)
    ids = connection.scalars(sa.select(units.c.id).where(units.c.first.is_(None))).all()
    return sorted(regions_by_id(connection, ids).values(), key=lambda region: region.node)


def late_units(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region, until: datetime
) -> list[tuple[Region, datetime]]:
    """The units at and below a region that reported at `until` or after it, with the moment, in tree order."""
    units = _units(ledger, period=period, scope=scope)
    late = sa.select(units.c.id, units.c.first).where(units.c.first >= until.astimezone(UTC))
    first = {number: utc(moment) for number, moment in connection.execute(late)}
    regions = sorted(regions_by_id(connection, first).values(), key=lambda region: region.node)
    return [(region, first[region.id]) for region in regions]


def latest_report(connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region) -> datetime | None:
    """When a report of the period that still counts last came from a region or from below it."""
    report, nodes = ledger.report, subtree(node=scope.node, level=scope.level)
    moment = connection.scalar(
        sa.select(sa.func.max(Submission.created_at))
        .select_from(report)
        .join(Submission, Submission.id == report.c.submission_id)
        .join(REGION, REGION.c.id == report.c.region_id)
        .where(
            report.c.period == period,
            REGION.c.node.between(nodes.start, nodes.stop - 1),
            Submission.id.not_in(sa.select(Withdrawal.submission_id)),
        )
    )
    return None if moment is None else utc(moment)


def _units(ledger: Ledger, *, period: int, scope: Region) -> sa.Subquery:
    """Every expected unit at and below a region, with the moment of its first report that still counts and says anything."""
    report = ledger.report
    nodes = subtree(node=scope.node, level=scope.level)
    says_anything = sa.or_(*(report.c[code].is_not(None) for code in ledger.codes))
    said = sa.and_(report.c.period == period, report.c.region_id == REGION.c.id, says_anything)
    counts = sa.and_(Submission.id == report.c.submission_id, Submission.id.not_in(sa.select(Withdrawal.submission_id)))
    return (
        sa.select(REGION.c.id, REGION.c.node, sa.func.min(Submission.created_at).label("first"))
        .select_from(REGION)
        .join(report, said, isouter=True)
        .join(Submission, counts, isouter=True)
        .where(
            REGION.c.reports.is_(True),
            REGION.c.node.between(nodes.start, nodes.stop - 1),
            sa.or_(REGION.c.valid_from.is_(None), REGION.c.valid_from <= period),
            sa.or_(REGION.c.valid_to.is_(None), REGION.c.valid_to >= period),
        )
        .group_by(REGION.c.id, REGION.c.node)
        .subquery()
    )
