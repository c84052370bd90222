"""Who stands where among peers: the regions of one level below a region, by completion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

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
    lights = deployment.catalogue.default_rule.lights(deployment.catalogue.schedule(indicator, quarter))
    standings = _standings(regions, indicator, quarter, figures, targets)
    places = _places(regions, standings, descending=indicator.direction is Direction.UP)
    rows = [
        RankedRow(
            region=item,
            parent=parents.get(item.parent_id) if item.parent_id is not None else None,
            rank=places.get(item.node),
            value=at.value,
            target=at.target,
            completion=at.completion,
            status=lights.status(reported=at.value is not None, completion=at.completion),
        )
        for item, at in zip(regions, standings, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.region.node))


class _Standing(NamedTuple):
    """What a region is ranked by."""

    value: int | None
    target: int | None
    completion: Fraction | None


def _standings(
    regions: Sequence[Region], indicator: Indicator, quarter: Quarter, figures: Values, targets: Values
) -> list[_Standing]:
    now, year = quarter.ordinal, quarter.year
    values = figures.column([(now, region.node) for region in regions], indicator.code)
    aims = targets.column([(year, region.node) for region in regions], indicator.code)
    return [
        _Standing(value, target, rules.completion(actual=value, target=target))
        for value, target in zip(values, aims, strict=True)
    ]


def _places(regions: Sequence[Region], standings: Sequence[_Standing], *, descending: bool) -> dict[int, int]:
    """Ranks by node: by completion, or where nobody has one by the figure itself."""
    by_completion = any(at.completion is not None for at in standings)
    values = {
        region.node: at.completion if by_completion else at.value for region, at in zip(regions, standings, strict=True)
    }
    return ranks(values, descending=descending)
