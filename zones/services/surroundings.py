"""What a report is held against before it is accepted: the figures before it, beside it and below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.intake import Draft, Surroundings
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads
from zones.store.commits import Amounts
from zones.store.ledger import Ledger
from zones.store.matrix_reads import matrix_in_force
from zones.store.value_reads import Span

_BEFORE, _YEAR_AGO = 1, 4
_EARLIER_YEARS = (8, 12)


def surroundings_of(
    connection: sa.Connection, deployment: Deployment, draft: Draft, scope: Region | None
) -> Surroundings:
    """Figures around a draft, aligned to its rows: its own where it has them, else those in force; and who is absent."""
    codes = list(draft.values)
    quarters = sorted(set(draft.quarters.tolist()))
    spans = value_reads.covering_spans(draft.regions)
    periods = sorted({quarter - step for quarter in quarters for step in (0, _BEFORE, _YEAR_AGO, *_EARLIER_YEARS)})
    values = matrix_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
    in_force = values.aligned(_keys(draft))
    children = _children_sums(connection, deployment, draft, codes)
    return Surroundings(
        before=_with_own_quarters(values.aligned(_keys(draft, _BEFORE)), draft, _BEFORE),
        year_ago=_with_own_quarters(values.aligned(_keys(draft, _YEAR_AGO)), draft, _YEAR_AGO),
        in_force=in_force,
        children_sum=_with_own_children(children, draft, in_force),
        expected=_absent(connection, deployment, draft, scope),
        targets_missing=_without_target(connection, deployment, draft, spans),
        earlier=tuple(values.aligned(_keys(draft, back)) for back in _EARLIER_YEARS),
        beside=_stages_beside(connection, deployment, draft),
    )


def _stages_beside(connection: sa.Connection, deployment: Deployment, draft: Draft) -> dict[str, Amounts]:
    """What is in force of the stages that a draft leaves out of a chain it has other stages of."""
    chains = [chain for chain in deployment.catalogue.checks.chains if not set(chain).isdisjoint(draft.values)]
    codes = [code for chain in chains for code in chain if code not in draft.values]
    if not codes:
        return {}
    quarters = sorted(set(draft.quarters.tolist()))
    spans = value_reads.covering_spans(draft.regions)
    values = matrix_in_force(connection, deployment.figures, periods=quarters, spans=spans, codes=codes)
    return values.aligned(_keys(draft))


def in_force_for(connection: sa.Connection, ledger: Ledger, draft: Draft) -> dict[str, Amounts]:
    """The figures or targets in force that a draft would replace, aligned to its rows."""
    values = matrix_in_force(
        connection,
        ledger,
        periods=sorted(set(draft.quarters.tolist())),
        spans=value_reads.covering_spans(draft.regions),
        codes=list(draft.values),
    )
    return values.aligned(_keys(draft))


def _keys(draft: Draft, quarters_back: int = 0) -> list[tuple[int, int]]:
    """(period, node) of every row, so many quarters before."""
    return [
        (period - quarters_back, region.node)
        for period, region in zip(draft.quarters.tolist(), draft.regions, strict=True)
    ]


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
    children: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for at, (period, region) in enumerate(zip(draft.quarters.tolist(), draft.regions, strict=True)):
        children[period, region.parent_id].append(at)
    nodes = np.array([region.node for region in draft.regions], dtype=np.int64)
    by_quarter = {period: np.sort(nodes[draft.quarters == period]) for period in np.unique(draft.quarters).tolist()}
    found: dict[int, list[int] | None] = {}
    for at, (period, region) in enumerate(zip(draft.quarters.tolist(), draft.regions, strict=True)):
        if not region.has_children:
            continue
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
    parents = [at for at, region in enumerate(draft.regions) if region.has_children]
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
    here = {region.id for region in draft.regions}
    absent: dict[int, Region] = {}
    for quarter in sorted(set(draft.quarters.tolist())):
        units = [
            unit
            for unit in region_reads.reporting_units(connection, scope=within, quarter=quarter)
            if unit.id not in here
        ]
        reported = value_reads.values_in_force(
            connection,
            deployment.figures,
            periods=[quarter],
            spans=value_reads.covering_spans(units),
            codes=list(draft.values),
        )
        absent.update({unit.id: unit for unit in units if not reported.any_value(quarter, unit.node)})
    return list(absent.values())


def _common_region(connection: sa.Connection, regions: Sequence[Region]) -> Region | None:
    """The lowest region that holds all of them."""
    first, last = min(regions, key=lambda item: item.node), max(regions, key=lambda item: item.node)
    above_last = {region.id for region in [*region_reads.ancestors_of(connection, last), last]}
    chain = [*region_reads.ancestors_of(connection, first), first]
    shared = [region for region in chain if region.id in above_last]
    return shared[-1] if shared else None


def _without_target(
    connection: sa.Connection, deployment: Deployment, draft: Draft, spans: Sequence[Span]
) -> list[Region]:
    years = [Quarter.from_ordinal(period).year for period in draft.quarters.tolist()]
    codes = list(deployment.catalogue.indicators)
    targets = matrix_in_force(connection, deployment.targets, periods=sorted(set(years)), spans=spans, codes=codes)
    aimed = targets.any_value([(year, region.node) for year, region in zip(years, draft.regions, strict=True)])
    missing = {region.id: region for region, has_one in zip(draft.regions, aimed, strict=True) if not has_one}
    return list(missing.values())
