"""Keeping roll-ups right: a region's value in force is its own report, else the sum of its children's values.

The rule of zones.domain.rollup, carried out by the database a level at a time from the bottom up. A SUM over nothing is
NULL, so a missing report stays missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from zones.domain.region import Region
from zones.store.ledger import IN, OWN, SUM, Ledger
from zones.store.region_reads import REGION, chunks, regions_by_id

Upsert = sqlite.Insert | postgresql.Insert


def upsert_into(connection: sa.Connection, table: sa.Table) -> Upsert:
    """An INSERT of the connection's dialect that can turn into an update."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def roll_up(connection: sa.Connection, ledger: Ledger, *, period: int, parents: Collection[int]) -> None:
    """Bring the parents (region ids) and everything above them up to date in one period."""
    by_level: dict[int, list[Region]] = defaultdict(list)
    for region in _with_ancestors(connection, parents):
        by_level[region.level].append(region)
    for level in sorted(by_level, reverse=True):
        for part in chunks(by_level[level]):
            _sum_children(connection, ledger, period=period, parents=[region.id for region in part])
            put_in_force(connection, ledger, period=period, level=level, nodes=[region.node for region in part])


def _with_ancestors(connection: sa.Connection, parents: Collection[int]) -> Iterable[Region]:
    found: dict[int, Region] = {}
    wanted = set(parents)
    while wanted:
        regions = regions_by_id(connection, wanted)
        found.update(regions)
        wanted = {region.parent_id for region in regions.values() if region.parent_id is not None} - found.keys()
    return found.values()


def _sum_children(connection: sa.Connection, ledger: Ledger, *, period: int, parents: list[int]) -> None:
    """Sum the children of every parent, and count the expected units below it that have reported."""
    value, below = ledger.in_force.alias("value"), ledger.rollup.alias("below")
    child, parent = REGION.alias("child"), REGION.alias("parent")
    expected = sa.and_(
        child.c.reports.is_(True),
        sa.or_(child.c.valid_from.is_(None), child.c.valid_from <= period),
        sa.or_(child.c.valid_to.is_(None), child.c.valid_to >= period),
    )
    sums = [_whole(sa.func.sum(value.c[code])).label(SUM + code) for code in ledger.codes]
    counts = [_whole(sa.func.sum(_reported_below(child, value, below, expected, code))) for code in ledger.codes]
    statement = (
        sa.select(sa.literal(period), parent.c.level, parent.c.node, *sums, *counts)
        .select_from(child)
        .join(parent, parent.c.id == child.c.parent_id)
        .join(value, _at(value, child, period), isouter=True)
        .join(below, _at(below, child, period), isouter=True)
        .where(child.c.parent_id.in_(parents))
        .group_by(parent.c.level, parent.c.node)
    )
    columns = [prefix + code for prefix in (SUM, IN) for code in ledger.codes]
    insert = upsert_into(connection, ledger.rollup).from_select(["period", "level", "node", *columns], statement)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["period", "level", "node"], set_={name: insert.excluded[name] for name in columns}
        )
    )


def _at(table: sa.FromClause, region: sa.FromClause, period: int) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.period == period, table.c.level == region.c.level, table.c.node == region.c.node)


def _reported_below(
    child: sa.FromClause, value: sa.FromClause, below: sa.FromClause, expected: sa.ColumnElement[bool], code: str
) -> sa.ColumnElement[int]:
    """Units in at or below a child: those below it, and the child itself where its own report is expected and there."""
    own = sa.case((child.c.has_children.is_(True), below.c[OWN + code]), else_=value.c[code])
    return sa.func.coalesce(below.c[IN + code], 0) + sa.case((sa.and_(expected, own.is_not(None)), 1), else_=0)


def _whole(amount: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.cast(amount, sa.BigInteger)


def put_in_force(connection: sa.Connection, ledger: Ledger, *, period: int, level: int, nodes: list[int]) -> None:
    """The value in force of regions with children: their own report where there is one, else the sum."""
    rollup = ledger.rollup
    values = [sa.func.coalesce(rollup.c[OWN + code], rollup.c[SUM + code]) for code in ledger.codes]
    statement = sa.select(rollup.c.period, rollup.c.level, rollup.c.node, *values).where(
        rollup.c.period == period, rollup.c.level == level, rollup.c.node.in_(nodes)
    )
    insert = upsert_into(connection, ledger.in_force).from_select(["period", "level", "node", *ledger.codes], statement)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["period", "level", "node"], set_={code: insert.excluded[code] for code in ledger.codes}
        )
    )
