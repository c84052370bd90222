"""Reading values in force and roll-ups: every read is a few ranges of the clustered tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from zones.domain.region import Level, Region
from zones.domain.rollup import Figure, figure_in_force
from zones.domain.tree import WHOLE_TREE, children_range, subtree
from zones.store.ledger import IN, OWN, SUM, Ledger
from zones.store.prepared import fetched
from zones.store.region_reads import chunks, listed
from zones.store.schema import Approximation, Expectation


@dataclass(frozen=True, slots=True)
class Span:
    """Regions of one level whose nodes lie in one range."""

    level: Level
    nodes: range


def children_spans(parent: Region | None, children: Collection[Region]) -> list[Span]:
    """The ranges that hold exactly the direct children of a region (of none: the roots)."""
    node = parent.node if parent else 0
    return [
        Span(level, children_range(parent=node, level=level)) for level in sorted({child.level for child in children})
    ]


def descendants_span(region: Region | None, level: Level) -> Span:
    """The range of everything of one level below a region (of none: in the whole tree)."""
    return Span(level, range(WHOLE_TREE) if region is None else subtree(node=region.node, level=region.level))


def single_spans(regions: Collection[Region]) -> list[Span]:
    """One range a region, for a handful of them."""
    return [Span(region.level, range(region.node, region.node + 1)) for region in regions]


def covering_spans(regions: Collection[Region]) -> list[Span]:
    """One range a level that holds all the regions (and perhaps others between them)."""
    by_level: dict[Level, list[int]] = defaultdict(list)
    for region in regions:
        by_level[region.level].append(region.node)
    return [Span(level, range(min(nodes), max(nodes) + 1)) for level, nodes in sorted(by_level.items())]


class Values:
    """Values in force by period, node and indicator code."""

    def __init__(self, codes: Sequence[str], rows: Mapping[tuple[int, int], Sequence[int | None]]) -> None:
        self._at = {code: position for position, code in enumerate(codes)}
        self._rows = rows
        self._nothing = (None,) * len(codes)

    def value(self, period: int, node: int, code: str) -> int | None:
        """One value; None where nothing is in force."""
        row = self._rows.get((period, node))
        return None if row is None else row[self._at[code]]

    def row(self, period: int, node: int) -> Sequence[int | None]:
        """All indicators' values of a region, in the order of the codes."""
        return self._rows.get((period, node), self._nothing)

    def column(self, keys: Iterable[tuple[int, int]], code: str) -> list[int | None]:
        """One indicator's values for many (period, node)."""
        at, rows = self._at[code], self._rows
        return [None if (row := rows.get(key)) is None else row[at] for key in keys]

    def array(self, keys: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
        """All indicators' values for many (period, node), a row each, not a number where nothing is in force.

        For a first look over thousands of figures: what it decides nearly is decided again by the exact values.
        """
        rows = [self._rows.get(key, self._nothing) for key in keys]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(self._at))

    def any_value(self, period: int, node: int) -> bool:
        """Whether the region has a value of any of the indicators."""
        return any(value is not None for value in self._rows.get((period, node), ()))


def values_in_force(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    periods: Collection[int],
    spans: Collection[Span],
    codes: Sequence[str],
) -> Values:
    """The values in force of some indicators, for every region in the spans."""
    table = ledger.in_force
    rows = _rows(connection, table, periods=periods, spans=spans, columns=list(codes))
    return Values(codes, rows)


@dataclass(frozen=True, slots=True)
class Rollup:
    """What one region with children reports itself, what its children sum up to, and how many are in, by indicator.

    `own` is None for a region without children, of which there are no roll-ups. `expected` says that a report of its
    own is expected, and `below` is None where nobody's below it is.
    """

    own: Sequence[int | None] | None
    children: Sequence[int | None]
    below: Sequence[int | None] | None
    expected: bool

    def figure(self, at: int, in_force: int | None) -> Figure:
        """The figure in force with its origin and its discrepancy; `at` is the indicator's place among the codes."""
        if self.own is None:
            return figure_in_force(own=in_force, children=None)
        return figure_in_force(own=self.own[at], children=self.children[at])

    def reported(self, at: int, in_force: int | None) -> int:
        """How many expected units below the region have reported the indicator; itself where none is expected below."""
        if self.below is not None:
            return self.below[at] or 0
        return int(self.expected and (in_force if self.own is None else self.own[at]) is not None)


class Rollups:
    """What regions with children report themselves, what their children sum up to, and how many are in."""

    def __init__(
        self,
        ledger: Ledger,
        codes: Sequence[str],
        rows: Mapping[tuple[int, int], Sequence[int | None]],
        alone: Collection[tuple[int, int]],
    ) -> None:
        self._ledger = ledger
        self._at = {code: position for position, code in enumerate(codes)}
        self._rows = rows
        self._alone = alone
        self._size = len(codes)
        self._nothing = (None,) * 3 * len(codes)

    def of(self, period: int, region: Region) -> Rollup:
        """The roll-ups of one region."""
        expected = region.reports and region.active_between(*self._ledger.quarters_of(period))
        if not region.has_children:
            return Rollup(None, (), None, expected)
        key, size = (period, region.node), self._size
        row = self._rows.get(key, self._nothing)
        return Rollup(row[:size], row[size : 2 * size], None if key in self._alone else row[2 * size :], expected)

    def figure(self, period: int, region: Region, code: str, in_force: int | None) -> Figure:
        """The figure in force with its origin and its discrepancy."""
        return self.of(period, region).figure(self._at[code], in_force)

    def reported(self, period: int, region: Region, code: str, in_force: int | None) -> int:
        """How many expected units below the region have reported the indicator; itself where none is expected below."""
        return self.of(period, region).reported(self._at[code], in_force)

    def own(self, period: int, region: Region, code: str) -> int | None:
        """A region's own report, where it has children."""
        return self._parts(period, region.node, code)[0]

    def children(self, period: int, region: Region, code: str) -> int | None:
        """The sum of the children's values in force."""
        return self._parts(period, region.node, code)[1]

    def _parts(self, period: int, node: int, code: str) -> tuple[int | None, int | None, int | None]:
        row = self._rows.get((period, node))
        if row is None:
            return None, None, None
        at, count = self._at[code], self._size
        return row[at], row[count + at], row[2 * count + at]


def rollups(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    periods: Collection[int],
    spans: Collection[Span],
    codes: Sequence[str],
) -> Rollups:
    """The roll-ups of some indicators, for every region with children in the spans."""
    columns = [prefix + code for prefix in (OWN, SUM, IN) for code in codes]
    rows = _rows(connection, ledger.rollup, periods=periods, spans=spans, columns=columns)
    size = len(codes)
    silent = [
        key
        for key, row in rows.items()
        if any(own is not None and not count for own, count in zip(row[:size], row[2 * size :], strict=True))
    ]
    return Rollups(ledger, codes, rows, _alone(connection, ledger, silent))


def _alone(connection: sa.Connection, ledger: Ledger, keys: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which (period, node) have no expected unit below them."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part in chunks({node for _, node in keys}):
        for node, since, until in fetched(connection, _EXPECTING, {"nodes": part}):
            spans[node].append((since, until))
    alone = set()
    for period, node in keys:
        first, last = ledger.quarters_of(period)
        if not any(since <= last and first <= until for since, until in spans[node]):
            alone.add((period, node))
    return alone


def _rows(
    connection: sa.Connection,
    table: sa.Table,
    *,
    periods: Collection[int],
    spans: Collection[Span],
    columns: Sequence[str],
) -> dict[tuple[int, int], Sequence[int | None]]:
    statement = _reading(table, tuple(columns))
    found: dict[tuple[int, int], Sequence[int | None]] = {}
    for span in spans:
        given = {"periods": list(periods), "level": int(span.level)}
        rows = fetched(connection, statement, {**given, "first": span.nodes.start, "last": span.nodes.stop - 1})
        found.update({(row[0], row[1]): row[2:] for row in rows})
    return found


@lru_cache(maxsize=128)
def _reading(table: sa.Table, columns: tuple[str, ...]) -> sa.Select[Any]:
    """Built once for the columns that a page shows: building it costs more than running it."""
    return sa.select(table.c.period, table.c.node, *(table.c[name] for name in columns)).where(
        table.c.period.in_(listed("periods")),
        table.c.level == sa.bindparam("level"),
        table.c.node.between(sa.bindparam("first"), sa.bindparam("last")),
    )


_EXPECTING = sa.select(Expectation.node, Expectation.since, Expectation.until).where(
    Expectation.node.in_(listed("nodes")), Expectation.units > 0
)
_APPROXIMATE = sa.select(Approximation.period, Approximation.node, Approximation.indicator).where(
    Approximation.ledger == sa.bindparam("ledger"),
    Approximation.period.in_(listed("periods")),
    Approximation.node.in_(listed("nodes")),
)


def approximate_values(
    connection: sa.Connection, ledger: Ledger, *, periods: Collection[int], nodes: Collection[int]
) -> set[tuple[int, int, str]]:
    """(period, node, indicator code) of the values in force that their report called approximate."""
    found: set[tuple[int, int, str]] = set()
    for part in chunks(nodes):
        given = {"ledger": ledger.name, "periods": list(periods), "nodes": part}
        found |= {(period, node, indicator) for period, node, indicator in fetched(connection, _APPROXIMATE, given)}
    return found
