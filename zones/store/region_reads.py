"""Finding regions: by code, by name, by place in the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from zones.domain.region import Level, Region
from zones.domain.regions import FIELDS, Numbers, made_of
from zones.domain.tree import WHOLE_TREE, line_above, subtree
from zones.store.bulk import columnwise, number_columns
from zones.store.prepared import fetched
from zones.store.schema import Expectation, RegionAlias, RegionGroup, RegionRow, table_of

T = TypeVar("T")

# Databases bound the number of values a statement carries; SQLite's bound is the lowest.
_VALUES_A_STATEMENT = 10_000

REGION = table_of(RegionRow)
COLUMNS = [REGION.c[name] for name in FIELDS]


@dataclass(frozen=True, slots=True)
class Named:
    """A region that a text names, and the quarters (ordinals) in which it bears that name."""

    text: str
    region: Region
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Family:
    """The regions above a region, from the root down, those beside it with itself, and its children, in tree order."""

    ancestors: list[Region]
    siblings: list[Region]
    children: list[Region]


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """The values in lists short enough for one statement."""
    every = list(values)
    for start in range(0, len(every), _VALUES_A_STATEMENT):
        yield every[start : start + _VALUES_A_STATEMENT]


def listed(name: str) -> sa.BindParameter[Any]:
    """A list given when the statement runs, so that the statement itself is built once."""
    return sa.bindparam(name, expanding=True)


def _reading(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(*COLUMNS).where(*where).order_by(REGION.c.node)


def _either(*conditions: sa.ColumnElement[bool]) -> sa.CompoundSelect[Any]:
    """Regions of any of the conditions, in no order: to have them in the tree's, SQLite would walk through all of it."""
    return sa.union_all(*(sa.select(*COLUMNS).where(one) for one in conditions))


# Built once: building a statement costs more than running it.
_INSIDE = REGION.c.node.between(sa.bindparam("first"), sa.bindparam("last"))
_ALL = _reading()
_BY_ID = _reading(REGION.c.id.in_(listed("ids")))
_BY_NODE = _reading(REGION.c.node.in_(listed("nodes")))
_BY_NAME = _reading(REGION.c.name.in_(listed("texts")) | REGION.c.code.in_(listed("codes")))
_ROOTS = _reading(REGION.c.parent_id.is_(None))
_CHILDREN = _reading(REGION.c.parent_id == sa.bindparam("parent"))
_BELOW_THEM = REGION.c.parent_id.in_(listed("parents"))
_FAMILY = _either(REGION.c.node.in_(listed("above")), _BELOW_THEM)
_FAMILY_OF_A_ROOT = _either(REGION.c.parent_id.is_(None), _BELOW_THEM)
_WITHIN = _reading(_INSIDE)
_OF_A_LEVEL = _reading(REGION.c.level == sa.bindparam("level"), _INSIDE)
_REPORTING = _reading(
    REGION.c.reports.is_(True),
    sa.or_(REGION.c.valid_from.is_(None), REGION.c.valid_from <= sa.bindparam("quarter")),
    sa.or_(REGION.c.valid_to.is_(None), REGION.c.valid_to >= sa.bindparam("quarter")),
    _INSIDE,
)
_NAMES = sa.select(REGION.c.name, REGION.c.code).where(_INSIDE).order_by(REGION.c.node)
_ALIAS = table_of(RegionAlias)
_BY_ALIAS = (
    sa.select(_ALIAS.c.alias, _ALIAS.c.since, _ALIAS.c.until, *COLUMNS)
    .join(REGION, REGION.c.id == _ALIAS.c.region_id)
    .where(_ALIAS.c.alias.in_(listed("texts")))
)
_EXPECTED = sa.select(Expectation.node, Expectation.units).where(
    Expectation.node.in_(listed("nodes")),
    Expectation.since <= sa.bindparam("quarter"),
    Expectation.until >= sa.bindparam("quarter"),
)
_ANY_OF_A_LEVEL = sa.select(REGION.c.id).where(REGION.c.level == sa.bindparam("level"), _INSIDE).limit(1)


def _regions(connection: sa.Connection, statement: sa.SelectBase, **given: object) -> list[Region]:
    return [made_of(row) for row in fetched(connection, statement, given)]


def all_regions(connection: sa.Connection) -> list[Region]:
    """Every region in tree order."""
    return _regions(connection, _ALL)


def regions_by_id(connection: sa.Connection, ids: Collection[int]) -> dict[int, Region]:
    """The regions of those ids."""
    found = (region for part in chunks(ids) for region in _regions(connection, _BY_ID, ids=part))
    return {region.id: region for region in found}


def regions_at(connection: sa.Connection, nodes: Collection[int]) -> dict[int, Region]:
    """The regions of those nodes, by node."""
    found = (region for part in chunks(nodes) for region in _regions(connection, _BY_NODE, nodes=part))
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
    for region in _regions(connection, _BY_NAME, texts=texts, codes=[*texts, *codes]):
        for text in {region.code, f"{region.code_system}:{region.code}", region.name} & wanted:
            yield Named(text, region, None, None)


def _by_alias(connection: sa.Connection, texts: list[str]) -> Iterator[Named]:
    for name, since, until, *row in fetched(connection, _BY_ALIAS, {"texts": texts}):
        yield Named(name, made_of(row), since, until)


def names_below(connection: sa.Connection, scope: Region | None) -> list[tuple[str, str]]:
    """(name, code) of a region and of everything below it, or of all regions; what suggestions are drawn from."""
    return [(name, code) for name, code in fetched(connection, _NAMES, _nodes(scope))]


def roots(connection: sa.Connection) -> list[Region]:
    """The regions without a parent."""
    return _regions(connection, _ROOTS)


def children_of(connection: sa.Connection, parent_id: int | None) -> list[Region]:
    """The direct children of a region (of none: the roots), in tree order."""
    return roots(connection) if parent_id is None else _regions(connection, _CHILDREN, parent=parent_id)


def family_of(connection: sa.Connection, region: Region, *, children: bool = True) -> Family:
    """What stands around a region, in one statement; its children only where they are asked for."""
    above, parents = line_above(region.node) - {region.node}, [region.id] if children else []
    if region.parent_id is None:
        found = _regions(connection, _FAMILY_OF_A_ROOT, parents=parents)
    else:
        found = _regions(connection, _FAMILY, above=list(above), parents=[region.parent_id, *parents])
    found.sort(key=attrgetter("node"))
    return Family(
        ancestors=[one for one in found if one.node in above],
        siblings=[one for one in found if one.parent_id == region.parent_id],
        children=[one for one in found if one.parent_id == region.id],
    )


def descendants(connection: sa.Connection, region: Region | None, level: Level) -> list[Region]:
    """The regions of one level below a region (of none: in the whole tree), in tree order."""
    found = _regions(connection, _OF_A_LEVEL, level=int(level), **_nodes(region))
    return [one for one in found if region is None or one.id != region.id]


def has_descendants(connection: sa.Connection, region: Region, level: Level) -> bool:
    """Whether there is any region of a level below a region."""
    return level > region.level and bool(fetched(connection, _ANY_OF_A_LEVEL, {"level": int(level), **_nodes(region)}))


def subtree_of(connection: sa.Connection, region: Region) -> list[Region]:
    """A region and everything below it, in tree order."""
    return _regions(connection, _WITHIN, **_nodes(region))


def reporting_units(connection: sa.Connection, *, scope: Region | None, quarter: int) -> list[Region]:
    """The regions expected to report in a quarter, in the scope or everywhere."""
    return _regions(connection, _REPORTING, quarter=quarter, **_nodes(scope))


def reporting_ids(connection: sa.Connection, *, scope: Region | None, quarter: int) -> Numbers:
    """The ids of those regions."""
    expected = _reporting_ids(connection.dialect.name)
    ids, _ = next(number_columns(connection, expected, {"quarter": quarter, **_nodes(scope)}))
    return ids


@lru_cache(maxsize=2)
def _reporting_ids(dialect: str) -> sa.Select[Any]:
    return columnwise(_REPORTING.with_only_columns(REGION.c.id).order_by(None), dialect)


def groups(connection: sa.Connection) -> dict[str, list[int]]:
    """The region ids of every group, by its name."""
    table = table_of(RegionGroup)
    members: dict[str, list[int]] = {}
    for name, region_id in connection.execute(sa.select(table.c.name, table.c.region_id).order_by(table.c.name)):
        members.setdefault(name, []).append(region_id)
    return members


def expected_units(connection: sa.Connection, regions: Iterable[Region], quarter: int) -> dict[int, int]:
    """How many reporting units are expected of each region, by node: those below it, else itself."""
    every = list(regions)
    below: dict[int, int] = {}
    for part in chunks([region.node for region in every if region.has_children]):
        found = fetched(connection, _EXPECTED, {"nodes": part, "quarter": quarter})
        below.update((node, units) for node, units in found)
    return {
        region.node: below.get(region.node) or int(region.reports and region.active_in(quarter)) for region in every
    }


def _nodes(scope: Region | None) -> dict[str, int]:
    """The range of a region and of everything below it, or of the whole tree."""
    nodes = range(WHOLE_TREE) if scope is None else subtree(node=scope.node, level=scope.level)
    return {"first": nodes.start, "last": nodes.stop - 1}
