"""Roll-ups of very many regions at once, added up in memory; what comes out is the same as of zones.store.rollups.

A whole country's file brings most of what is to be added up with it, and asking the database for it again costs more
than adding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.regions import Mask, Numbers
from zones.store.bulk import among, columnwise, number_columns, plain_amounts, upsert_rows
from zones.store.ledger import IN, KEY, OWN, SUM, Ledger
from zones.store.matrix_reads import Places, amounts_at
from zones.store.region_reads import REGION
from zones.store.rollups import Line, put_sums_in_force

_NO_PARENT = -1
_TOO_LARGE = 2.0**63
_OVERFLOW = "integer overflow"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A line an indicator: whole numbers (zero where there is none), and where there is one."""

    numbers: Numbers
    there: Mask

    def at(self, positions: Numbers) -> Matrix:
        """Those of some regions."""
        return Matrix(self.numbers[:, positions], self.there[:, positions])

    def put(self, positions: Numbers, others: Matrix) -> None:
        """The others in the place of some regions'."""
        self.numbers[:, positions], self.there[:, positions] = others.numbers, others.there

    def listed(self) -> list[list[int | None]]:
        """As drivers take them."""
        return [plain_amounts(*pair) for pair in zip(self.numbers, ~self.there, strict=True)]


@dataclass(frozen=True, slots=True)
class Said:
    """What a submission says of regions (ids, none twice) in one period."""

    regions: Numbers
    amounts: Matrix


def roll_up_widely(connection: sa.Connection, ledger: Ledger, *, period: int, line: Line, said: Said) -> None:
    """Bring the roll-ups of a line up to date in one period, after a submission has been put in force there."""
    family = _family(connection, ledger, period, line)
    sums = _Sums(connection, ledger, family, said)
    for level in sorted(line.levels, reverse=True):
        sums.add_up(level)
    places, totals, inside = sums.results()
    names = [*KEY, *(prefix + code for prefix in (SUM, IN) for code in ledger.codes)]
    key = [places.periods.tolist(), places.levels.tolist(), places.nodes.tolist()]
    upsert_rows(connection, ledger.rollup, names, zip(*key, *totals.listed(), *inside.tolist(), strict=True))
    for level in line.levels:
        put_sums_in_force(connection, ledger, period=period, level=level, line=line)


@dataclass(frozen=True)
class _Family:
    """The regions of a line and all their children, by parent (-1 where none is in the line): places and what they are.

    `expected` says of whom a report is expected in the period; `in_line` whose roll-ups are to be brought up to date.
    """

    ids: Numbers
    parents: Numbers
    places: Places
    has_children: Mask
    expected: Mask
    in_line: Mask
    by_id: Numbers

    def at(self, regions: Numbers) -> tuple[Numbers, Mask]:
        """Where regions (ids) stand here, and which of them do."""
        last = len(self.ids) - 1
        places = self.by_id[np.minimum(np.searchsorted(self.ids, regions, sorter=self.by_id), last)]
        return places, self.ids[places] == regions


def _family(connection: sa.Connection, ledger: Ledger, period: int, line: Line) -> _Family:
    first, last = ledger.quarters_of(period)
    given = {"parents": line.ids, "first": first, "last": last}
    children, _ = number_columns(connection, _selecting_children(connection.dialect.name), given)
    below = set(children[1].tolist())
    highest = [
        (_NO_PARENT, number, int(level), node, 1, 0)
        for level, members in line.levels.items()
        for number, node in members
        if number not in below
    ]
    members = np.concatenate([children, np.array(highest, dtype=np.int64).reshape(-1, len(children)).T], axis=1)
    parents, ids, levels, nodes, has_children, expected = members[:, np.argsort(members[0], kind="stable")]
    return _Family(
        ids=ids,
        parents=parents,
        places=Places(np.full(len(ids), period), levels, nodes),
        has_children=has_children.astype(np.bool_),
        expected=expected.astype(np.bool_),
        in_line=np.isin(ids, line.ids),
        by_id=np.argsort(ids),
    )


@lru_cache(maxsize=2)
def _selecting_children(dialect: str) -> sa.Select[Any]:
    child, first, last = REGION.c, sa.bindparam("first", type_=sa.Integer), sa.bindparam("last", type_=sa.Integer)
    expected = sa.and_(
        child.reports.is_(True),
        sa.or_(child.valid_from.is_(None), child.valid_from <= last),
        sa.or_(child.valid_to.is_(None), child.valid_to >= first),
    )
    flags = [
        sa.case((child.has_children.is_(True), 1), else_=0).label("is_parent"),
        sa.case((expected, 1), else_=0).label("is_expected"),
    ]
    children = sa.select(child.parent_id, child.id, child.level, child.node, *flags)
    return columnwise(children.where(among(child.parent_id, "parents", dialect)), dialect)


class _Sums:
    """What is in force of a family, and the sums of children so far: from the bottom up, a level at a time."""

    def __init__(self, connection: sa.Connection, ledger: Ledger, family: _Family, said: Said) -> None:
        self._family = family
        shape = len(ledger.codes), len(family.ids)
        self._in_force = _none(shape)
        self._totals = _none(shape)
        self._inside = np.zeros(shape, dtype=np.int64)
        self._put_said(said)
        self._read_in_force(connection, ledger)
        self._own = Matrix(self._in_force.numbers.copy(), self._in_force.there.copy())
        self._read_rollups(connection, ledger)

    def _put_said(self, said: Said) -> None:
        places, here = self._family.at(said.regions)
        childless = here & ~self._family.has_children[places]
        self._in_force.put(places[childless], said.amounts.at(np.flatnonzero(childless)))

    def _read_in_force(self, connection: sa.Connection, ledger: Ledger) -> None:
        """Where the submission does not say everything, and where nothing is to be added up."""
        unknown = np.flatnonzero(~self._in_force.there.all(axis=0) & ~self._family.in_line)
        self._in_force.put(unknown, self._read(connection, ledger.in_force, unknown, ledger.codes))

    def _read_rollups(self, connection: sa.Connection, ledger: Ledger) -> None:
        """The own reports of regions with children, and how many below those that stay as they are have reported."""
        parents = np.flatnonzero(self._family.has_children)
        names = [prefix + code for prefix in (OWN, IN) for code in ledger.codes]
        found = self._read(connection, ledger.rollup, parents, names)
        own, inside = np.split(found.numbers, 2)
        self._own.put(parents, Matrix(own, found.there[: len(own)]))
        self._inside[:, parents] = inside

    def _read(self, connection: sa.Connection, table: sa.Table, at: Numbers, names: Any) -> Matrix:
        numbers, absent = amounts_at(connection, table, self._family.places.picked(at), names)
        return Matrix(numbers, ~absent)

    def add_up(self, level: int) -> None:
        """The sums of the children of every region of the line at a level; what is below must be done."""
        family = self._family
        above, here = family.at(family.parents)
        children = np.flatnonzero(here & (family.places.levels[above] == level))
        if not children.size:
            return
        begins = np.flatnonzero(np.diff(family.parents[children], prepend=_NO_PARENT))
        parents = above[children[begins]]
        reported = self._own.there[:, children] & family.expected[children]
        self._inside[:, parents] = np.add.reduceat(self._inside[:, children] + reported, begins, axis=1)
        total = _sums(self._in_force.at(children), begins)
        self._totals.put(parents, total)
        own = self._own.at(parents)
        in_force = Matrix(np.where(own.there, own.numbers, total.numbers), own.there | total.there)
        self._in_force.put(parents, in_force)

    def results(self) -> tuple[Places, Matrix, Numbers]:
        """Of every region of the line: its place, the sum of its children, and how many below it have reported."""
        line = np.flatnonzero(self._family.in_line)
        return self._family.places.picked(line), self._totals.at(line), self._inside[:, line]


def _none(shape: tuple[int, int]) -> Matrix:
    return Matrix(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.bool_))


def _sums(amounts: Matrix, begins: Numbers) -> Matrix:
    """The sums of runs, nothing where a run has nothing; raises OverflowError where the database could not hold one."""
    sizes = np.add.reduceat(np.abs(amounts.numbers.astype(np.float64)), begins, axis=1)
    if (sizes >= _TOO_LARGE).any():
        raise OverflowError(_OVERFLOW)
    return Matrix(
        np.add.reduceat(amounts.numbers, begins, axis=1), np.logical_or.reduceat(amounts.there, begins, axis=1)
    )
