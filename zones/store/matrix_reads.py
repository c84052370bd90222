"""Values in force of many regions at once, as arrays: what a whole file is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.regions import Mask, Numbers, Regions
from zones.store.bulk import NumberColumn, among, columnwise, number_columns, positions_among
from zones.store.ledger import Ledger

Amounts = Any
"""A numpy masked array of int64 amounts; masked where nothing is in force."""

# Of more regions of a level than this, whatever lies between them is read along: cheaper than finding them one by one.
_MOST_FOUND_SINGLY = 1000
# What an answer takes as text is in memory thrice for a moment.
_MOST_AT_ONCE = 8192
_MORE_THAN_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Places:
    """Where values stand, aligned: a period, a level and a node each."""

    periods: Numbers
    levels: Numbers
    nodes: Numbers

    def picked(self, positions: Numbers) -> Places:
        """Some of them."""
        return Places(self.periods[positions], self.levels[positions], self.nodes[positions])


def amounts_in_force(
    connection: sa.Connection, ledger: Ledger, *, periods: Numbers, regions: Regions, codes: Sequence[str]
) -> dict[str, Amounts]:
    """The values in force by indicator code, each aligned to the pairs of `periods` and `regions`."""
    places = Places(periods, regions.levels, regions.nodes)
    amounts, absent = amounts_at(connection, ledger.in_force, places, codes)
    return {code: np.ma.MaskedArray(amounts[at], mask=absent[at]) for at, code in enumerate(codes)}


def amounts_at(
    connection: sa.Connection, table: sa.Table, places: Places, names: Sequence[str]
) -> tuple[Numbers, Mask]:
    """Columns of a clustered table, a line a column: the amounts (zero where there is none), and where there is none."""
    amounts = np.zeros((len(names), len(places.nodes)), dtype=np.int64)
    absent = np.ones((len(names), len(places.nodes)), dtype=np.bool_)
    for rows, at, columns in _found(connection, table, places, tuple(names), _selecting_amounts):
        for line, (numbers, missing) in enumerate(columns):
            amounts[line, rows], absent[line, rows] = numbers[at], missing[at]
    return amounts, absent


def any_in_force(
    connection: sa.Connection, ledger: Ledger, *, periods: Numbers, regions: Regions, codes: Sequence[str]
) -> Mask:
    """Which of the pairs of `periods` and `regions` have a value in force of any of the indicators."""
    known = np.zeros(len(periods), dtype=np.bool_)
    places = Places(periods, regions.levels, regions.nodes)
    for rows, _, _ in _found(connection, ledger.in_force, places, tuple(codes), _selecting_known):
        known[rows] = True
    return known


def _found(
    connection: sa.Connection, table: sa.Table, places: Places, names: tuple[str, ...], selecting: Any
) -> Iterator[tuple[Numbers, Numbers, Iterator[NumberColumn]]]:
    """For each period and level: the places at which a statement finds something, the row of each, and its columns."""
    dialect = connection.dialect.name
    clusters = places.periods * _MORE_THAN_LEVELS + places.levels
    for cluster in np.unique(clusters).tolist():
        period, level = divmod(cluster, _MORE_THAN_LEVELS)
        for rows in _runs(np.flatnonzero(clusters == cluster), places.nodes):
            nodes = places.nodes[rows]
            given: dict[str, Any] = {"at_period": period, "at_level": level}
            singly = len(nodes) <= _MOST_FOUND_SINGLY
            if singly:
                given["nodes"] = nodes.tolist()
            else:
                given |= {"first": int(nodes[0]), "last": int(nodes[-1])}
            columns = number_columns(connection, selecting(table, names, dialect, singly=singly), given)
            found, _ = next(columns)
            if found.size:
                at, here = positions_among(found, nodes)
                yield rows[here], at[here], columns


def _runs(rows: Numbers, nodes: Numbers) -> list[Numbers]:
    """Rows in the order of their nodes, so many at a time."""
    return np.array_split(rows[np.argsort(nodes[rows], kind="stable")], -(-len(rows) // _MOST_AT_ONCE))


# Building these statements costs more than running them for a few regions.
@lru_cache(maxsize=64)
def _selecting_amounts(table: sa.Table, names: tuple[str, ...], dialect: str, *, singly: bool) -> sa.Select[Any]:
    amounts = sa.select(table.c.node, *(table.c[name] for name in names)).where(_at(table, dialect, singly=singly))
    return columnwise(amounts, dialect)


@lru_cache(maxsize=64)
def _selecting_known(table: sa.Table, names: tuple[str, ...], dialect: str, *, singly: bool) -> sa.Select[Any]:
    known = sa.or_(*(table.c[name].is_not(None) for name in names))
    return columnwise(sa.select(table.c.node).where(_at(table, dialect, singly=singly), known), dialect)


def _at(table: sa.Table, dialect: str, *, singly: bool) -> sa.ColumnElement[bool]:
    given = [table.c.period == sa.bindparam("at_period"), table.c.level == sa.bindparam("at_level")]
    if singly:
        return sa.and_(*given, among(table.c.node, "nodes", dialect))
    return sa.and_(*given, table.c.node.between(sa.bindparam("first"), sa.bindparam("last")))
