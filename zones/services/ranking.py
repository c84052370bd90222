"""Who stands where among peers: the regions of one level below a region, by completion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zones.domain import progress as rules
from zones.domain.figures import RankedRow
from zones.domain.indicator import Direction, Indicator
from zones.domain.quarter import Quarter
from zones.domain.ranking import ranks
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads
from zones.store.value_reads import Values


def ranking(
    deployment: Deployment, *, region: Region | None, level: Level, indicator: Indicator, quarter: Quarter
) -> list[RankedRow]:
    """The regions of a level below a region (of none: in the whole tree), best first; without a completion last, unranked.

    Where nobody has a target, as with many stocks, the rank goes by the figure itself.
    """
    with deployment.reading() as connection:
        regions = [
            item for item in region_reads.descendants(connection, region, level) if item.active_in(quarter.ordinal)
        ]
        spans = [value_reads.descendants_span(region, level)]
        figures = value_reads.values_in_force(
            connection, deployment.figures, periods=[quarter.ordinal], spans=spans, codes=[indicator.code]
        )
        targets = value_reads.values_in_force(
            connection, deployment.targets, periods=[quarter.year], spans=spans, codes=[indicator.code]
        )
        parent_ids = {item.parent_id for item in regions if item.parent_id is not None}
        parents = region_reads.regions_by_id(connection, parent_ids)
    return ranked(deployment, regions, parents, indicator=indicator, quarter=quarter, figures=figures, targets=targets)


def ranked(
    deployment: Deployment,
    regions: Sequence[Region],
    parents: Mapping[int, Region],
    *,
    indicator: Indicator,
    quarter: Quarter,
    figures: Values,
    targets: Values,
) -> list[RankedRow]:
    """Peers ranked, best first, from values that were read for them; `parents` by region id."""
    rows = [_row(deployment, item, parents, indicator, quarter, figures, targets) for item in regions]
    return _ranked(rows, descending=indicator.direction is Direction.UP)


def _row(
    deployment: Deployment,
    region: Region,
    parents: Mapping[int, Region],
    indicator: Indicator,
    quarter: Quarter,
    figures: Values,
    targets: Values,
) -> RankedRow:
    value = figures.value(quarter.ordinal, region.node, indicator.code)
    target = targets.value(quarter.year, region.node, indicator.code)
    completion = rules.completion(actual=value, target=target)
    return RankedRow(
        region=region,
        parent=parents.get(region.parent_id) if region.parent_id is not None else None,
        rank=None,
        value=value,
        target=target,
        completion=completion,
        status=deployment.catalogue.default_rule.status(
            reported=value is not None,
            completion=completion,
            schedule=deployment.catalogue.schedule(indicator, quarter),
        ),
    )


def _ranked(rows: Sequence[RankedRow], *, descending: bool) -> list[RankedRow]:
    by_completion = any(row.completion is not None for row in rows)
    places = ranks(
        {row.region.node: row.completion if by_completion else row.value for row in rows}, descending=descending
    )
    with_rank = [replace(row, rank=places.get(row.region.node)) for row in rows]
    return sorted(with_rank, key=lambda row: (row.rank is None, row.rank or 0, row.region.node))
