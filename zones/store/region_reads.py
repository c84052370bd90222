"""Finding regions: by code, by name, by place in the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from zones.domain.region import Level, Region
from zones.domain.tree import subtree
from zones.store.schema import Expectation, RegionAlias, RegionGroup, RegionRow, table_of

T = TypeVar("T")

# Databases bound the number of values a statement carries; SQLite's bound is the lowest.
_VALUES_A_STATEMENT = 10_000

REGION = table_of(RegionRow)
_COLUMNS = [
    REGION.c[name]
    for name in (
        "id", "code", "code_system", "name", "name_en", "level", "node", "parent_id", "reports", "synthetic",
        "valid_from", "valid_to", "note", "has_children",
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A region that a text names, and the quarters (ordinals) in which it bears that name."""

    text: str
    region: Region
    since: int | None
    until: int | None


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """The values in lists short enough for one statement."""
    listed = list(values)
    for start in range(0, len(listed), _VALUES_A_STATEMENT):
        yield listed[start : start + _VALUES_A_STATEMENT]


def _region(row: Sequence[Any]) -> Region:
    values = list(row)
    values[5] = Level(values[5])
    return Region(*values)


def _regions(connection: sa.Connection, *where: sa.ColumnElement[bool], order: str = "node") -> list[Region]:
    statement = sa.select(*_COLUMNS).where(*where).order_by(REGION.c[order])
    return [_region(row) for row in connection.execute(statement)]


def all_regions(connection: sa.Connection) -> list[Region]:
    """Every region in tree order."""
    return _regions(connection)


def regions_by_id(connection: sa.Connection, ids: Collection[int]) -> dict[int, Region]:
    """The regions of those ids."""
    found = (region for part in chunks(ids) for region in _regions(connection, REGION.c.id.in_(part)))
    return {region.id: region for region in found}


def regions_at(connection: sa.Connection, nodes: Collection[int]) -> dict[int, Region]:
    """The regions of those nodes, by node."""
    found = (region for part in chunks(nodes) for region in _regions(connection, REGION.c.node.in_(part)))
    return {region.node: region for region in found}


def regions_named(connection: sa.Connection, names: Collection[str]) -> list[Named]:
    """Every region whose code, "system:code", name or alias is one of the texts."""
    found: list[Named] = []
    for part in chunks(names):
        found += _by_own_name(connection, part)
        found += _by_alias(connection, part)
    return found


def _by_own_name(connection: sa.Connection, texts: list[str]) -> Iterator[Named]:
    wanted = set(texts)
    codes = [text.partition(":")[2] for text in texts if ":" in text]
    for region in _regions(connection, REGION.c.name.in_(texts) | REGION.c.code.in_([*texts, *codes])):
        for text in {region.code, f"{region.code_system}:{region.code}", region.name} & wanted:
            yield Named(text, region, None, None)


def _by_alias(connection: sa.Connection, texts: list[str]) -> Iterator[Named]:
    alias = table_of(RegionAlias)
    statement = (
        sa.select(alias.c.alias, alias.c.since, alias.c.until, *_COLUMNS)
        .join(REGION, REGION.c.id == alias.c.region_id)
        .where(alias.c.alias.in_(texts))
    )
    for name, since, until, *row in connection.execute(statement):
        yield Named(name, _region(row), since, until)


def names_below(connection: sa.Connection, scope: Region | None) -> list[tuple[str, str]]:
    """(name, code) of a region and of everything below it, or of all regions; what suggestions are drawn from."""
    statement = sa.select(REGION.c.name, REGION.c.code).order_by(REGION.c.node)
    if scope is not None:
        statement = statement.where(_within(scope))
    return [(name, code) for name, code in connection.execute(statement)]


def roots(connection: sa.Connection) -> list[Region]:
    """The regions without a parent."""
    return _regions(connection, REGION.c.parent_id.is_(None))


def children_of(connection: sa.Connection, parent_id: int | None) -> list[Region]:
    """The direct children of a region (of none: the roots), in tree order."""
    return roots(connection) if parent_id is None else _regions(connection, REGION.c.parent_id == parent_id)


def ancestors_of(connection: sa.Connection, region: Region) -> list[Region]:
    """The regions above, from the root down."""
    above: list[Region] = []
    parent_id = region.parent_id
    while parent_id is not None:
        parent = regions_by_id(connection, [parent_id])[parent_id]
        above.insert(0, parent)
        parent_id = parent.parent_id
    return above


def descendants(connection: sa.Connection, region: Region, level: Level) -> list[Region]:
    """The regions of one level below a region, in tree order."""
    return _regions(connection, REGION.c.level == int(level), _within(region), REGION.c.id != region.id)


def subtree_of(connection: sa.Connection, region: Region) -> list[Region]:
    """A region and everything below it, in tree order."""
    return _regions(connection, _within(region))


def reporting_units(connection: sa.Connection, *, scope: Region | None, quarter: int) -> list[Region]:
    """The regions expected to report in a quarter, in the scope or everywhere."""
    where = [REGION.c.reports.is_(True), _active(quarter)]
    if scope is not None:
        where.append(_within(scope))
    return _regions(connection, *where)


def groups(connection: sa.Connection) -> dict[str, list[int]]:
    """The region ids of every group, by its name."""
    table = table_of(RegionGroup)
    members: dict[str, list[int]] = {}
    for name, region_id in connection.execute(sa.select(table.c.name, table.c.region_id).order_by(table.c.name)):
        members.setdefault(name, []).append(region_id)
    return members


def expected_units(connection: sa.Connection, regions: Iterable[Region], quarter: int) -> dict[int, int]:
    """How many reporting units are expected of each region, by node: those below it, else itself."""
    listed = list(regions)
    table = table_of(Expectation)
    below: dict[int, int] = {}
    for part in chunks([region.node for region in listed if region.has_children]):
        statement = sa.select(table.c.node, table.c.units).where(
            table.c.node.in_(part), table.c.since <= quarter, table.c.until >= quarter
        )
        below.update((node, units) for node, units in connection.execute(statement))
    return {
        region.node: below.get(region.node) or int(region.reports and region.active_in(quarter)) for region in listed
    }


def _within(scope: Region) -> sa.ColumnElement[bool]:
    nodes = subtree(node=scope.node, level=scope.level)
    return REGION.c.node.between(nodes.start, nodes.stop - 1)


def _active(quarter: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        sa.or_(REGION.c.valid_from.is_(None), REGION.c.valid_from <= quarter),
        sa.or_(REGION.c.valid_to.is_(None), REGION.c.valid_to >= quarter),
    )
