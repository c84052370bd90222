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
from zones.store.matrix_reads import matrix_in_force
from zones.store.value_reads import Span

_BEFORE, _YEAR_AGO = 1, 4


def surroundings_of(
    connection: sa.Connection, deployment: Deployment, draft: Draft, scope: Region | None
) -> Surroundings:
    """Figures in force around a draft, aligned to its rows, and who is expected or without a target."""
    codes = list(draft.values)
    quarters = sorted(set(draft.quarters.tolist()))
    spans = value_reads.covering_spans(draft.regions)
    periods = sorted({quarter - step for quarter in quarters for step in (0, _BEFORE, _YEAR_AGO)})
    values = matrix_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
    return Surroundings(
        before=values.aligned(_keys(draft, _BEFORE)),
        year_ago=values.aligned(_keys(draft, _YEAR_AGO)),
        in_force=values.aligned(_keys(draft)),
        children_sum=_children_sums(connection, deployment, draft, codes),
        expected=_absent(connection, deployment, draft, scope),
        targets_missing=_without_target(connection, deployment, draft, spans),
    )


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
