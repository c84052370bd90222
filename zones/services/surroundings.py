"""What a report is held against before it is accepted: the figures before it, beside it and below it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sqlalchemy as sa

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake import Draft, Surroundings
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads
from zones.store.commits import Amounts
from zones.store.ledger import Ledger
from zones.store.value_reads import Span, Values

_BEFORE, _YEAR_AGO = 1, 4


def surroundings_of(
    connection: sa.Connection, deployment: Deployment, draft: Draft, scope: Region | None
) -> Surroundings:
    """Figures in force around a draft, aligned to its rows, and who is expected or without a target."""
    codes = list(draft.values)
    quarters = sorted(set(draft.quarters.tolist()))
    spans = _spans(draft.regions)
    periods = sorted({quarter - step for quarter in quarters for step in (0, _BEFORE, _YEAR_AGO)})
    values = value_reads.values_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
    return Surroundings(
        before=_aligned(values, draft, codes, _BEFORE),
        year_ago=_aligned(values, draft, codes, _YEAR_AGO),
        in_force=_aligned(values, draft, codes, 0),
        children_sum=_children_sums(connection, deployment, draft, codes),
        expected=_absent(connection, deployment, draft, scope),
        targets_missing=_without_target(connection, deployment, draft, spans),
    )


def in_force_for(connection: sa.Connection, ledger: Ledger, draft: Draft) -> dict[str, Amounts]:
    """The figures or targets in force that a draft would replace, aligned to its rows."""
    codes = list(draft.values)
    values = value_reads.values_in_force(
        connection,
        ledger,
        periods=sorted(set(draft.quarters.tolist())),
        spans=_spans(draft.regions),
        codes=codes,
    )
    return _aligned(values, draft, codes, 0)


def _spans(regions: Sequence[Region]) -> list[Span]:
    """One range a level that holds all the regions."""
    spans = []
    for level in sorted({region.level for region in regions}):
        nodes = [region.node for region in regions if region.level == level]
        spans.append(Span(level, range(min(nodes), max(nodes) + 1)))
    return spans


def _aligned(values: Values, draft: Draft, codes: Sequence[str], quarters_back: int) -> dict[str, Amounts]:
    keys = [
        (period - quarters_back, region.node)
        for period, region in zip(draft.quarters.tolist(), draft.regions, strict=True)
    ]
    return {code: masked(values.column(keys, code)) for code in codes}


def masked(values: Sequence[int | None]) -> Amounts:
    """Amounts as an array, masked where there is none."""
    mask = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
    data = np.fromiter((value or 0 for value in values), dtype=np.int64, count=len(values))
    return np.ma.MaskedArray(data, mask=mask)


def _children_sums(
    connection: sa.Connection, deployment: Deployment, draft: Draft, codes: Sequence[str]
) -> dict[str, Amounts]:
    parents = [region for region in draft.regions if region.has_children]
    sums = value_reads.rollups(
        connection,
        deployment.figures,
        periods=sorted(set(draft.quarters.tolist())),
        spans=_spans(parents),
        codes=codes,
    )
    rows = list(zip(draft.quarters.tolist(), draft.regions, strict=True))
    return {code: masked([sums.children(period, region, code) for period, region in rows]) for code in codes}


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
            connection, deployment.figures, periods=[quarter], spans=_spans(units), codes=list(draft.values)
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
    years = sorted({Quarter.from_ordinal(period).year for period in draft.quarters.tolist()})
    targets = value_reads.values_in_force(
        connection, deployment.targets, periods=years, spans=spans, codes=list(deployment.catalogue.indicators)
    )
    missing = {
        region.id: region
        for period, region in zip(draft.quarters.tolist(), draft.regions, strict=True)
        if not targets.any_value(Quarter.from_ordinal(period).year, region.node)
    }
    return list(missing.values())
