"""What a report is held against before it is accepted: the figures before it, beside it and below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.regions import Numbers, Regions
from zones.domain.tree import line_above, subtree
from zones.intake import Draft, Surroundings, unsettled
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads
from zones.store.commits import Amounts
from zones.store.ledger import Ledger
from zones.store.matrix_reads import amounts_in_force, any_in_force

_BEFORE, _YEAR_AGO = 1, 4
_EARLIER_YEARS = (8, 12)


def surroundings_of(
    connection: sa.Connection, deployment: Deployment, draft: Draft, scope: Region | None
) -> Surroundings:
    """Figures around a draft, aligned to its rows: its own where it has them, else those in force; and who is absent."""
    codes = list(draft.values)

    def in_force(quarters_back: int) -> dict[str, Amounts]:
        return _in_force(connection, deployment.figures, draft, codes, quarters_back=quarters_back)

    now = in_force(0)
    year_ago = _with_own_quarters(in_force(_YEAR_AGO), draft, _YEAR_AGO)
    open_rows = np.flatnonzero(unsettled(draft, year_ago=year_ago, catalogue=deployment.catalogue))
    return Surroundings(
        before=_with_own_quarters(in_force(_BEFORE), draft, _BEFORE),
        year_ago=year_ago,
        in_force=now,
        children_sum=_with_own_children(_children_sums(connection, deployment, draft, codes), draft, now),
        expected=_absent(connection, deployment, draft, scope),
        targets_missing=_without_target(connection, deployment, draft),
        earlier=tuple(
            _in_force_of(connection, deployment.figures, draft, codes, quarters_back=back, rows=open_rows)
            for back in _EARLIER_YEARS
        ),
        beside=_stages_beside(connection, deployment, draft),
    )


def _in_force(
    connection: sa.Connection, ledger: Ledger, draft: Draft, codes: Sequence[str], *, quarters_back: int = 0
) -> dict[str, Amounts]:
    """What is in force of every row's region, so many quarters before."""
    periods = draft.quarters - quarters_back
    return amounts_in_force(connection, ledger, periods=periods, regions=draft.regions, codes=codes)


def _in_force_of(
    connection: sa.Connection, ledger: Ledger, draft: Draft, codes: Sequence[str], *, quarters_back: int, rows: Numbers
) -> Mapping[str, Amounts]:
    """The same of some rows; the others have none."""
    if len(rows) == len(draft.lines):
        return _in_force(connection, ledger, draft, codes, quarters_back=quarters_back)
    periods, regions = draft.quarters[rows] - quarters_back, draft.regions.picked(rows)
    some = amounts_in_force(connection, ledger, periods=periods, regions=regions, codes=codes)
    return _OfSomeRows(some, rows, len(draft.lines))


@dataclass(frozen=True, slots=True)
class _OfSomeRows(Mapping[str, Amounts]):
    """Amounts of some rows among all, of which the others have none; spread out for one indicator at a time."""

    amounts: Mapping[str, Amounts]
    rows: Numbers
    size: int

    def __getitem__(self, code: str) -> Amounts:
        spread = np.ma.MaskedArray(np.zeros(self.size, dtype=np.int64), mask=np.ones(self.size, dtype=np.bool_))
        spread[self.rows] = self.amounts[code]
        return spread

    def __iter__(self) -> Iterator[str]:
        return iter(self.amounts)

    def __len__(self) -> int:
        return len(self.amounts)


def _stages_beside(connection: sa.Connection, deployment: Deployment, draft: Draft) -> dict[str, Amounts]:
    """What is in force of the stages that a draft leaves out of a chain it has other stages of."""
    chains = [chain for chain in deployment.catalogue.checks.chains if not set(chain).isdisjoint(draft.values)]
    codes = [code for chain in chains for code in chain if code not in draft.values]
    return _in_force(connection, deployment.figures, draft, codes) if codes else {}


def in_force_for(connection: sa.Connection, ledger: Ledger, draft: Draft) -> dict[str, Amounts]:
    """The figures or targets in force that a draft would replace, aligned to its rows."""
    return _in_force(connection, ledger, draft, list(draft.values))


def _keys(draft: Draft, quarters_back: int = 0) -> list[tuple[int, int]]:
    """(period, node) of every row, so many quarters before."""
    return list(zip((draft.quarters - quarters_back).tolist(), draft.regions.nodes.tolist(), strict=True))


def _with_own_quarters(earlier: dict[str, Amounts], draft: Draft, quarters_back: int) -> dict[str, Amounts]:
    """Earlier figures as they will be: a file of several quarters brings some of them itself."""
    if len(np.unique(draft.quarters)) == 1:
        return earlier
    row_of = {key: at for at, key in enumerate(_keys(draft))}
    pairs = [(at, row_of[key]) for at, key in enumerate(_keys(draft, quarters_back)) if key in row_of]
    rows, said_by = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    for code, amounts in earlier.items():
        own = draft.values[code]
        given = ~np.ma.getmaskarray(own)[said_by]
        amounts[rows[given]] = own[said_by[given]]
    return earlier


def _with_own_children(sums: dict[str, Amounts], draft: Draft, in_force: Mapping[str, Amounts]) -> dict[str, Amounts]:
    """Sums of children as they will be, where a file has a region and its children; where that is not plain, none."""
    families = _families(draft)
    for code, amounts in sums.items() if families else ():
        values, before = draft.values[code].tolist(), in_force[code].tolist()
        for at, family in families.items():
            added = None if family is None else _replaced(amounts[at], family, values, before, draft.regions)
            amounts[at] = np.ma.masked if added is None else added
    return sums


def _families(draft: Draft) -> dict[int, list[int] | None]:
    """The rows of a region's children, by its own row; None where the file has regions further down as well."""
    if not draft.regions.has_children.any():
        return {}
    children: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, key in enumerate(zip(draft.quarters.tolist(), draft.regions.parents.tolist(), strict=True)):
        children[key].append(at)
    nodes = draft.regions.nodes
    by_quarter = {period: np.sort(nodes[draft.quarters == period]) for period in np.unique(draft.quarters).tolist()}
    found: dict[int, list[int] | None] = {}
    for at in np.flatnonzero(draft.regions.has_children).tolist():
        period, region = int(draft.quarters[at]), draft.regions[at]
        span = subtree(node=region.node, level=region.level)
        inside = int(np.diff(np.searchsorted(by_quarter[period], [span.start, span.stop]))[0]) - 1
        if inside:
            family = children[period, region.id]
            found[at] = family if len(family) == inside else None
    return found


def _replaced(
    added: Any, family: Sequence[int], values: Sequence[Any], before: Sequence[Any], regions: Sequence[Region]
) -> int | None:
    """A sum of children with the rows of a family in the place of what was in force of them."""
    total = None if added is np.ma.masked else int(added)
    for at in family:
        if values[at] is None:
            continue
        if before[at] is None and regions[at].has_children:
            # Its own children stood for it so far; by how much is not known here.
            return None
        total = (total or 0) + values[at] - (before[at] or 0)
    return total


def _children_sums(
    connection: sa.Connection, deployment: Deployment, draft: Draft, codes: Sequence[str]
) -> dict[str, Amounts]:
    """What the children of each row's region add up to; nothing where it has none."""
    parents = np.flatnonzero(draft.regions.has_children).tolist()
    size = len(draft.regions)
    found = {code: np.ma.MaskedArray(np.zeros(size, dtype=np.int64), mask=np.ones(size, dtype=bool)) for code in codes}
    if not parents:
        return found
    sums = value_reads.rollups(
        connection,
        deployment.figures,
        periods=sorted(set(draft.quarters.tolist())),
        spans=value_reads.covering_spans([draft.regions[at] for at in parents]),
        codes=codes,
    )
    for at in parents:
        for code in codes:
            value = sums.children(int(draft.quarters[at]), draft.regions[at], code)
            if value is not None:
                found[code][at] = value
    return found


def _absent(connection: sa.Connection, deployment: Deployment, draft: Draft, scope: Region | None) -> list[Region]:
    """Who is expected in the scope (else below what all rows have in common) and is neither in the file nor in force."""
    within = scope or _common_region(connection, draft.regions)
    if within is None:
        return []
    absent: dict[int, Region] = {}
    for quarter in np.unique(draft.quarters).tolist():
        expected = region_reads.reporting_ids(connection, scope=within, quarter=quarter)
        missing = np.setdiff1d(expected, draft.regions.ids).tolist()
        units = Regions.of(list(region_reads.regions_by_id(connection, missing).values()))
        periods = np.full(len(units), quarter)
        reported = any_in_force(
            connection, deployment.figures, periods=periods, regions=units, codes=list(draft.values)
        )
        silent = sorted(units.picked(~reported), key=lambda unit: unit.node)
        absent.update({unit.id: unit for unit in silent})
    return list(absent.values())


def _common_region(connection: sa.Connection, regions: Regions) -> Region | None:
    """The lowest region that holds all of them."""
    shared = line_above(int(regions.nodes.min())) & line_above(int(regions.nodes.max()))
    found = region_reads.regions_at(connection, shared).values()
    return max(found, key=lambda region: region.level, default=None)


def _without_target(connection: sa.Connection, deployment: Deployment, draft: Draft) -> list[Region]:
    quarters, of_row = np.unique(draft.quarters, return_inverse=True)
    years = np.array([Quarter.from_ordinal(quarter).year for quarter in quarters.tolist()], dtype=np.int64)[of_row]
    codes = list(deployment.catalogue.indicators)
    aimed = any_in_force(connection, deployment.targets, periods=years, regions=draft.regions, codes=codes)
    return list({region.id: region for region in draft.regions.picked(~aimed)}.values())
