"""分解: which annual targets are handed down to the regions below, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zones.domain.handing_down import Decomposition
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.services.own_values import OwnValues
from zones.store import region_reads, value_reads
from zones.store.value_reads import Rollups, Values


@dataclass(frozen=True, slots=True)
class DecompositionView:
    """The targets of a region, and those of its children that have children of their own; a row an indicator with a target.

    Which grandchildren are without a target is asked of the child itself: the rows below name none.
    """

    region: Region
    year: int
    rows: tuple[Decomposition, ...]
    below: tuple[Decomposition, ...]


def decomposition(
    deployment: Deployment, *, region: Region, year: int, indicators: Sequence[Indicator] = ()
) -> DecompositionView:
    """Each target of a region against the sum of its children's, and the same for each child; all indicators unless named."""
    wanted = tuple(indicators) or tuple(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in wanted]
    first, last = Quarter(year, 1).ordinal, Quarter(year, 4).ordinal
    with deployment.reading() as connection:
        children = [
            child for child in region_reads.children_of(connection, region.id) if child.active_between(first, last)
        ]
        spans = [*value_reads.single_spans([region]), *value_reads.children_spans(region, children)]
        sums = value_reads.rollups(connection, deployment.targets, periods=[year], spans=spans, codes=codes)
        targets = value_reads.values_in_force(connection, deployment.targets, periods=[year], spans=spans, codes=codes)
    own = tuple(_row(region, indicator, year, sums, targets, children) for indicator in wanted)
    below = tuple(
        _row(child, indicator, year, sums, targets, ())
        for child in children
        if child.has_children
        for indicator in wanted
    )
    return DecompositionView(region, year, _stated(own), _stated(below))


def _row(
    region: Region, indicator: Indicator, year: int, sums: Rollups, targets: Values, children: Sequence[Region]
) -> Decomposition:
    code = indicator.code
    own = OwnValues(targets, sums).value(year, region, code)
    without = tuple(child for child in children if targets.value(year, child.node, code) is None)
    return Decomposition(region, indicator, own, sums.children(year, region, code), without)


def _stated(rows: Sequence[Decomposition]) -> tuple[Decomposition, ...]:
    return tuple(row for row in rows if row.own is not None or row.handed is not None)
