"""Which values in force their report called approximate (约, 多, 近)."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from zones.store.bulk import among
from zones.store.ledger import Ledger
from zones.store.region_reads import REGION
from zones.store.schema import Approximation, table_of

Mark = tuple[int, str]
"""A region (id) and an indicator (code)."""

_TABLE = table_of(Approximation)


def marks_of(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Collection[int]) -> list[Mark]:
    """The approximate values in force of some regions (ids) in a period."""
    statement = (
        sa.select(REGION.c.id, _TABLE.c.indicator)
        .join(REGION, REGION.c.node == _TABLE.c.node)
        .where(
            _TABLE.c.ledger == ledger.name,
            _TABLE.c.period == period,
            among(REGION.c.id, "regions", connection.dialect.name),
        )
    )
    return [(number, code) for number, code in connection.execute(statement, {"regions": list(regions)})]


def clear(connection: sa.Connection, ledger: Ledger, *, period: int, marks: Collection[Mark]) -> None:
    """Forget that these values are approximate."""
    if marks:
        mine = sa.and_(_TABLE.c.ledger == ledger.name, _TABLE.c.period == period)
        given = _by_node(connection, marks)
        one = sa.and_(_TABLE.c.node == sa.bindparam("marked_node"), _TABLE.c.indicator == sa.bindparam("marked_code"))
        connection.execute(sa.delete(_TABLE).where(mine, one), given)


def add(connection: sa.Connection, ledger: Ledger, *, period: int, marks: Collection[Mark]) -> None:
    """Remember that these values are approximate."""
    if marks:
        insert = sa.insert(_TABLE).values(
            ledger=ledger.name,
            period=period,
            node=sa.bindparam("marked_node"),
            indicator=sa.bindparam("marked_code"),
        )
        connection.execute(insert, _by_node(connection, marks))


def _by_node(connection: sa.Connection, marks: Collection[Mark]) -> list[dict[str, int | str]]:
    """The marks with the places where their regions stand now."""
    statement = sa.select(REGION.c.id, REGION.c.node).where(among(REGION.c.id, "regions", connection.dialect.name))
    found = connection.execute(statement, {"regions": sorted({number for number, _ in marks})})
    node_of = {row.id: row.node for row in found}
    return [{"marked_node": node_of[number], "marked_code": code} for number, code in sorted(marks)]
