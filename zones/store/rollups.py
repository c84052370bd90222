"""Keeping roll-ups right: a region's value in force is its own report, else the sum of its children's values.

The rule of zones.domain.rollup, carried out by the database a level at a time from the bottom up. A SUM over nothing is
NULL, so a missing report stays missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from zones.domain.tree import line_above
from zones.store.bulk import Upsert, among, unweighed, upsert_into
from zones.store.ledger import IN, KEY, OWN, SUM, Ledger
from zones.store.region_reads import REGION


@dataclass(frozen=True)
class Line:
    """Regions with children, as (id, node) by level: those whose roll-ups follow from the reports of some regions."""

    levels: Mapping[int, Sequence[tuple[int, int]]]

    @property
    def ids(self) -> list[int]:
        """All of their ids."""
        return [number for members in self.levels.values() for number, _ in members]

    def ids_of(self, level: int) -> list[int]:
        """The ids of those at a level."""
        return [number for number, _ in self.levels[level]]

    def nodes_of(self, level: int) -> list[int]:
        """The nodes of those at a level."""
        return [node for _, node in self.levels[level]]


def line_of(connection: sa.Connection, regions: Collection[int]) -> Line:
    """Whoever has children among the regions (ids) and above them."""
    dialect = connection.dialect.name
    lowest = connection.scalars(_lowest(dialect), {"regions": list(regions)}).all()
    nodes = {place for node in lowest for place in line_above(node)}
    return _line(connection, among(REGION.c.node, "nodes", dialect), {"nodes": list(nodes)})


def _line(connection: sa.Connection, whose: sa.ColumnElement[bool], given: Mapping[str, object]) -> Line:
    found = sa.select(REGION.c.level, REGION.c.id, REGION.c.node).where(whose)
    levels: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for level, number, node in connection.execute(found, given).all():
        levels[level].append((number, node))
    return Line(levels)


def whole_line(connection: sa.Connection) -> Line:
    """Whoever has children anywhere."""
    return _line(connection, REGION.c.has_children.is_(True), {})


def roll_up(connection: sa.Connection, ledger: Ledger, *, period: int, line: Line) -> None:
    """Bring the roll-ups of a line, and what is in force there, up to date in one period."""
    sum_children = _summing(ledger, connection.dialect.name)
    first, last = ledger.quarters_of(period)
    for level in sorted(line.levels, reverse=True):
        given = {"for_period": period, "first": first, "last": last, "parents": line.ids_of(level)}
        connection.execute(sum_children, given)
        put_sums_in_force(connection, ledger, period=period, level=level, line=line)


def put_sums_in_force(connection: sa.Connection, ledger: Ledger, *, period: int, level: int, line: Line) -> None:
    """Put in force what is reported or rolled up of the regions of a line at a level."""
    put_in_force = _putting_in_force(ledger, connection.dialect.name)
    connection.execute(put_in_force, {"for_period": period, "at_level": int(level), "nodes": line.nodes_of(level)})


def _lowest(dialect: str) -> sa.Select[int]:
    """The places where roll-ups begin: the regions themselves where they have children, else their parents."""
    parent = REGION.alias("parent")
    begins = sa.case((REGION.c.has_children.is_(True), REGION.c.id), else_=REGION.c.parent_id)
    given = among(REGION.c.id, "regions", dialect)
    return sa.select(parent.c.node).distinct().join_from(REGION, parent, parent.c.id == begins).where(given)


# Building these statements, some fifty columns wide, costs more than running them for a few rows.
@lru_cache(maxsize=8)
def _summing(ledger: Ledger, dialect: str) -> Upsert:
    """Sum the children of every parent, and count the expected units below it that have reported."""
    value, below = ledger.in_force.alias("value"), ledger.rollup.alias("below")
    child, parent = REGION.alias("child"), REGION.alias("parent")
    period = sa.bindparam("for_period", type_=sa.Integer)
    expected = report_expected(child)
    totals = {SUM + code: sa.func.sum(value.c[code]) for code in ledger.codes}
    totals |= {IN + code: sa.func.sum(_reported_below(child, value, below, expected, code)) for code in ledger.codes}
    # Grouped by a column of the index that the children are read from: another one would have them all sorted first.
    summed = (
        sa.select(child.c.parent_id, *(sa.cast(total, sa.BigInteger).label(name) for name, total in totals.items()))
        .select_from(child)
        .join(value, _at(value, child), isouter=True)
        .join(below, _at(below, child), isouter=True)
        .where(among(child.c.parent_id, "parents", dialect))
        .group_by(child.c.parent_id)
        .subquery("summed")
    )
    statement = sa.select(period, parent.c.level, parent.c.node, *(summed.c[name] for name in totals)).where(
        parent.c.id == summed.c.parent_id
    )
    insert = upsert_into(dialect, ledger.rollup).from_select([*KEY, *totals], statement)
    return insert.on_conflict_do_update(index_elements=KEY, set_={name: insert.excluded[name] for name in totals})


def report_expected(region: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a report is expected of a region in any of the quarters from parameter `first` to `last`."""
    return sa.and_(
        region.c.reports.is_(True),
        sa.or_(region.c.valid_from.is_(None), region.c.valid_from <= sa.bindparam("last", type_=sa.Integer)),
        sa.or_(region.c.valid_to.is_(None), region.c.valid_to >= sa.bindparam("first", type_=sa.Integer)),
    )


def _at(table: sa.FromClause, region: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.period == unweighed("for_period"), table.c.level == region.c.level, table.c.node == region.c.node
    )


def _reported_below(
    child: sa.FromClause, value: sa.FromClause, below: sa.FromClause, expected: sa.ColumnElement[bool], code: str
) -> sa.ColumnElement[int]:
    """Units in at or below a child: those below it, and the child itself where its own report is expected and there."""
    own = sa.case((child.c.has_children.is_(True), below.c[OWN + code]), else_=value.c[code])
    return sa.func.coalesce(below.c[IN + code], 0) + sa.case((sa.and_(expected, own.is_not(None)), 1), else_=0)


@lru_cache(maxsize=8)
def _putting_in_force(ledger: Ledger, dialect: str) -> Upsert:
    """The value in force of regions with children: their own report where there is one, else the sum."""
    rollup = ledger.rollup
    values = [sa.func.coalesce(rollup.c[OWN + code], rollup.c[SUM + code]) for code in ledger.codes]
    statement = sa.select(*(rollup.c[name] for name in KEY), *values).where(
        rollup.c.period == sa.bindparam("for_period"),
        rollup.c.level == sa.bindparam("at_level"),
        among(rollup.c.node, "nodes", dialect),
    )
    insert = upsert_into(dialect, ledger.in_force).from_select([*KEY, *ledger.codes], statement)
    return insert.on_conflict_do_update(index_elements=KEY, set_={code: insert.excluded[code] for code in ledger.codes})
