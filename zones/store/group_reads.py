"""Region groups, such as 市级重点集中区: named sets across the tree."""

from __future__ import annotations

import sqlalchemy as sa

from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.store.region_reads import REGION, regions_by_id
from zones.store.schema import RegionGroup, table_of

_TABLE = table_of(RegionGroup)


def group_names(connection: sa.Connection, scope: Region) -> list[str]:
    """The groups that have a member at or below a region, by name."""
    statement = (
        sa.select(_TABLE.c.name)
        .join(REGION, REGION.c.id == _TABLE.c.region_id)
        .where(_within(scope))
        .distinct()
        .order_by(_TABLE.c.name)
    )
    return list(connection.scalars(statement))


def group_members(connection: sa.Connection, name: str, scope: Region) -> list[Region]:
    """The members of a group at or below a region, in tree order."""
    statement = (
        sa.select(_TABLE.c.region_id)
        .join(REGION, REGION.c.id == _TABLE.c.region_id)
        .where(_TABLE.c.name == name, _within(scope))
    )
    members = regions_by_id(connection, connection.scalars(statement).all())
    return sorted(members.values(), key=lambda region: region.node)


def _within(scope: Region) -> sa.ColumnElement[bool]:
    nodes = subtree(node=scope.node, level=scope.level)
    return REGION.c.node.between(nodes.start, nodes.stop - 1)
