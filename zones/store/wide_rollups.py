"""Roll-ups of very many regions at once, added up in memory; what comes out is the same as of zones.store.rollups.

A whole country's file brings most of what is to be added up with it, and asking the database for it again costs more
than adding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.regions import Mask, Numbers
from zones.store.bulk import columnwise, number_columns, plain_amounts, positions_among, upsert_rows
from zones.store.ledger import IN, KEY, OWN, SUM, Ledger
from zones.store.matrix_reads import Amounts, Places, amounts_at
from zones.store.region_reads import REGION
from zones.store.rollups import Line, put_sums_in_force, report_expected

_NO_PARENT = -1
_TOO_LARGE = 2.0**63
_OVERFLOW = "integer overflow"


def roll_up_widely(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    period: int,
    line: Line,
    regions: Numbers,
    said: Mapping[str, Amounts],
) -> None:
    """Bring all roll-ups up to date in one period, after a submission has been put in force there.

    `line` are all regions with children; `said` is what it says of `regions` (ids, none twice), by indicator code.
    """
    if not line.levels:
        return
    family = _family(connection, ledger, period)
    standing = _standing(connection, ledger, family, regions, said)
    places = family.places.picked(standing.parents)
    key = [places.periods.tolist(), places.levels.tolist(), places.nodes.tolist()]
    sums, inside = [], []
    for at, code in enumerate(ledger.codes):
        total, reported = _added_up(family, standing, at, code)
        sums.append(plain_amounts(total.numbers[standing.parents], ~total.there[standing.parents]))
        inside.append(reported[standing.parents].tolist())
    names = [*KEY, *(prefix + code for prefix in (SUM, IN) for code in ledger.codes)]
    upsert_rows(connection, ledger.rollup, names, zip(*key, *sums, *inside, strict=True))
    for level in line.levels:
        put_sums_in_force(connection, ledger, period=period, level=level, line=line)


@dataclass(frozen=True, slots=True)
class _Children:
    """All children of the regions of one level, by parent: runs of them begin at `begins`, one for each parent."""

    at: Numbers
    begins: Numbers
    parents: Numbers


@dataclass(frozen=True)
class _Family:
    """All regions: what they are, and their places.

    `expected` says of whom a report is expected in the period; `generations` are the children from the bottom up.
    """

    ids: Numbers
    places: Places
    has_children: Mask
    expected: Mask
    generations: Sequence[_Children]


def _family(connection: sa.Connection, ledger: Ledger, period: int) -> _Family:
    first, last = ledger.quarters_of(period)
    selecting = _selecting_all(connection.dialect.name)
    columns = [numbers for numbers, _ in number_columns(connection, selecting, {"first": first, "last": last})]
    order = np.argsort(columns[0], kind="stable")
    parents, ids, levels, nodes, has_children, expected = (numbers[order] for numbers in columns)
    return _Family(
        ids=ids,
        places=Places(np.full(len(ids), period), levels, nodes),
        has_children=has_children.astype(np.bool_),
        expected=expected.astype(np.bool_),
        generations=list(_generations(ids, parents, levels)),
    )


@lru_cache(maxsize=2)
def _selecting_all(dialect: str) -> sa.Select[Any]:
    one = REGION.c
    flags = [
        sa.case((one.has_children.is_(True), 1), else_=0).label("is_parent"),
        sa.case((report_expected(REGION), 1), else_=0).label("is_expected"),
    ]
    above = sa.func.coalesce(one.parent_id, _NO_PARENT).label("above")
    return columnwise(sa.select(above, one.id, one.level, one.node, *flags), dialect)


def _generations(ids: Numbers, parents: Numbers, levels: Numbers) -> list[_Children]:
    """Of regions that stand by parent: the children of those of the lowest level first."""
    above, has_parent = positions_among(ids, parents)
    levels_above = np.where(has_parent, levels[above], 0)
    found = []
    for level in sorted(set(levels_above[has_parent].tolist()), reverse=True):
        at = np.flatnonzero(levels_above == level)
        begins = np.flatnonzero(np.diff(parents[at], prepend=_NO_PARENT))
        found.append(_Children(at, begins, above[at[begins]]))
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    """One indicator of a family: whole numbers (zero where there is none), and where there is one."""

    numbers: Numbers
    there: Mask


@dataclass(frozen=True)
class _Standing:
    """What a family's sums rest on, a line an indicator.

    `said` is what the submission says by indicator code, of which `childless` rows stand at the places `told`; `in_force`
    is what is in force at the places `untold`; `own` and `inside` the own reports of the `parents`, and how many below them
    have reported.
    """

    told: Numbers
    said: Mapping[str, Amounts]
    childless: Mask
    untold: Numbers
    in_force: tuple[Numbers, Mask]
    parents: Numbers
    own: tuple[Numbers, Mask]
    inside: Numbers


def _standing(
    connection: sa.Connection, ledger: Ledger, family: _Family, regions: Numbers, said: Mapping[str, Amounts]
) -> _Standing:
    at, here = positions_among(family.ids, regions)
    childless = here & ~family.has_children[at]
    told = at[childless]
    # What the submission leaves out may be in force from an earlier one.
    left_out = np.ones(len(family.ids), dtype=np.bool_)
    left_out[told] = ~np.logical_and.reduce([_picked(said.get(code), childless).there for code in ledger.codes])
    left_out[family.has_children] = False
    untold, parents = np.flatnonzero(left_out), np.flatnonzero(family.has_children)
    names = [prefix + code for prefix in (OWN, IN) for code in ledger.codes]
    numbers, absent = amounts_at(connection, ledger.rollup, family.places.picked(parents), names)
    own, inside = np.split(numbers, 2)
    return _Standing(
        told=told,
        said=said,
        childless=childless,
        untold=untold,
        in_force=amounts_at(connection, ledger.in_force, family.places.picked(untold), ledger.codes),
        parents=parents,
        own=(own, absent[: len(own)]),
        inside=inside,
    )


def _picked(amounts: Amounts | None, rows: Mask) -> _Column:
    if amounts is None:
        return _none(int(rows.sum()))
    there = ~np.ma.getmaskarray(amounts)[rows]
    return _Column(np.where(there, amounts.data[rows], 0), there)


def _added_up(family: _Family, standing: _Standing, at: int, code: str) -> tuple[_Column, Numbers]:
    """The sums of children of one indicator, and how many units below each region have reported it."""
    size, said = len(family.ids), _picked(standing.said.get(code), standing.childless)
    value, sums, inside = _none(size), _none(size), np.zeros(size, dtype=np.int64)
    value.numbers[standing.told], value.there[standing.told] = said.numbers, said.there
    numbers, absent = standing.in_force
    value.numbers[standing.untold], value.there[standing.untold] = numbers[at], ~absent[at]
    own, no_own = standing.own[0][at], standing.own[1][at]
    reported = value.there.copy()
    reported[standing.parents] = ~no_own
    inside[standing.parents] = standing.inside[at]
    counted = reported & family.expected
    for children in family.generations:
        above = children.parents
        inside[above] = np.add.reduceat(inside[children.at] + counted[children.at], children.begins)
        sums.numbers[above] = _sums(value.numbers[children.at], children.begins)
        sums.there[above] = np.logical_or.reduceat(value.there[children.at], children.begins)
        value.numbers[above], value.there[above] = sums.numbers[above], sums.there[above]
        mine = np.searchsorted(standing.parents, above)
        said_itself = ~no_own[mine]
        value.numbers[above[said_itself]] = own[mine[said_itself]]
        value.there[above[said_itself]] = True
    return sums, inside


def _none(size: int) -> _Column:
    return _Column(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_))


def _sums(numbers: Numbers, begins: Numbers) -> Numbers:
    """The sums of runs; raises OverflowError where the database could not hold one."""
    largest = max(int(numbers.max()), -int(numbers.min()))
    if largest * len(numbers) >= _TOO_LARGE:
        sizes = np.add.reduceat(np.abs(numbers.astype(np.float64)), begins)
        if (sizes >= _TOO_LARGE).any():
            raise OverflowError(_OVERFLOW)
    added: Numbers = np.add.reduceat(numbers, begins)
    return added
