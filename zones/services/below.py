"""Which regions a page shows side by side: a region's children, or all of one level below it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.places import active_children
from zones.store import region_reads, value_reads
from zones.store.value_reads import Span


@dataclass(frozen=True, slots=True)
class Below:
    """Regions in tree order, and the ranges that hold their figures."""

    regions: tuple[Region, ...]
    spans: tuple[Span, ...]


def regions_below(connection: sa.Connection, *, region: Region, quarter: Quarter, level: Level | None) -> Below:
    """The regions of a level below a region that exist in the quarter; without a level its direct children.

    A region without any children, or asked for its own level, stands for itself.
    """
    if level is None:
        children = active_children(connection, region.id, quarter)
        if children:
            return Below(tuple(children), tuple(value_reads.children_spans(region, children)))
    elif level != region.level:
        found = region_reads.descendants(connection, region, level)
        active = [item for item in found if item.active_in(quarter.ordinal)]
        return Below(tuple(active), (value_reads.descendants_span(region, level),))
    return Below((region,), tuple(value_reads.single_spans([region])))
