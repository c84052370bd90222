"""Keeping roll-ups right: a region's value in force is its own report, else the sum of its children's values.

The rule of zones.domain.rollup, carried out by the database a level at a time from the bottom up. A SUM over nothing is
NULL, so a missing report stays missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from zones.domain.region import Region
from zones.store.ledger import IN, KEY, OWN, SUM, Ledger
from zones.store.region_reads import REGION, chunks, regions_by_id

Upsert = sqlite.Insert | postgresql.Insert


def upsert_into(connection: sa.Connection, table: sa.Table) -> Upsert:
    """An INSERT of the connection's dialect that can turn into an update."""
    return _upsert(connection.dialect.name, table)


def _upsert(dialect: str, table: sa.Table) -> Upsert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def roll_up(connection: sa.Connection, ledger: Ledger, *, period: int, parents: Collection[int]) -> None:
    """Bring the parents (region ids) and everything above them up to date in one period."""
    by_level: dict[int, list[Region]] = defaultdict(list)
    for region in _with_ancestors(connection, parents):
        by_level[region.level].append(region)
    sum_children = _summing(ledger, connection.dialect.name)
    put_in_force = _putting_in_force(ledger, connection.dialect.name)
    first, last = ledger.quarters_of(period)
    for level in sorted(by_level, reverse=True):
        for part in chunks(by_level[level]):
            given = {"for_period": period, "first": first, "last": last, "parents": [region.id for region in part]}
            connection.execute(sum_children, given)
            given = {"for_period": period, "at_level": int(level), "nodes": [region.node for region in part]}
            connection.execute(put_in_force, given)


def _with_ancestors(connection: sa.Connection, parents: Collection[int]) -> Iterable[Region]:
    found: dict[int, Region] = {}
    wanted = set(parents)
    while wanted:
        regions = regions_by_id(connection, wanted)
        found.update(regions)
        wanted = {region.parent_id for region in regions.values() if region.parent_id is not None} - found.keys()
    return found.values()


# Building these statements, some fifty columns wide, costs more than running them for a few rows.
@lru_cache(maxsize=8)
def _summing(ledger: Ledger, dialect: str) -> Upsert:
    """Sum the children of every parent, and count the expected units below it that have reported."""
    value, below = ledger.in_force.alias("value"), ledger.rollup.alias("below")
    child, parent = REGION.alias("child"), REGION.alias("parent")
    period = sa.bindparam("for_period", type_=sa.Integer)
    expected = sa.and_(
        child.c.reports.is_(True),
        sa.or_(child.c.valid_from.is_(None), child.c.valid_from <= sa.bindparam("last", type_=sa.Integer)),
        sa.or_(child.c.valid_to.is_(None), child.c.valid_to >= sa.bindparam("first", type_=sa.Integer)),
    )
    sums = [_whole(sa.func.sum(value.c[code])).label(SUM + code) for code in ledger.codes]
    counts = [_whole(sa.func.sum(_reported_below(child, value, below, expected, code))) for code in ledger.codes]
    statement = (
        sa.select(period, parent.c.level, parent.c.node, *sums, *counts)
        .select_from(child)
        .join(parent, parent.c.id == child.c.parent_id)
        .join(value, _at(value, child, period), isouter=True)
        .join(below, _at(below, child, period), isouter=True)
        .where(child.c.parent_id.in_(sa.bindparam("parents", expanding=True)))
        .group_by(parent.c.level, parent.c.node)
    )
    columns = [prefix + code for prefix in (SUM, IN) for code in ledger.codes]
    insert = _upsert(dialect, ledger.rollup).from_select([*KEY, *columns], statement)
    return insert.on_conflict_do_update(index_elements=KEY, set_={name: insert.excluded[name] for name in columns})


def _at(table: sa.FromClause, region: sa.FromClause, period: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.period == period, table.c.level == region.c.level, table.c.node == region.c.node)


def _reported_below(
    child: sa.FromClause, value: sa.FromClause, below: sa.FromClause, expected: sa.ColumnElement[bool], code: str
) -> sa.ColumnElement[int]:
    """Units in at or below a child: those below it, and the child itself where its own report is expected and there."""
    own = sa.case((child.c.has_children.is_(True), below.c[OWN + code]), else_=value.c[code])
    return sa.func.coalesce(below.c[IN + code], 0) + sa.case((sa.and_(expected, own.is_not(None)), 1), else_=0)


def _whole(amount: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.cast(amount, sa.BigInteger)


@lru_cache(maxsize=8)
def _putting_in_force(ledger: Ledger, dialect: str) -> Upsert:
    """The value in force of regions with children: their own report where there is one, else the sum."""
    rollup = ledger.rollup
    values = [sa.func.coalesce(rollup.c[OWN + code], rollup.c[SUM + code]) for code in ledger.codes]
    statement = sa.select(*(rollup.c[name] for name in KEY), *values).where(
        rollup.c.period == sa.bindparam("for_period"),
        rollup.c.level == sa.bindparam("at_level"),
        rollup.c.node.in_(sa.bindparam("nodes", expanding=True)),
    )
    insert = _upsert(dialect, ledger.in_force).from_select([*KEY, *ledger.codes], statement)
    return insert.on_conflict_do_update(index_elements=KEY, set_={code: insert.excluded[code] for code in ledger.codes})
