"""Regions of each size that show about the same number of rows, so that sizes compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment
from zones.store import region_reads

_TOWNSHIPS_OF_A_COUNTY, _COUNTIES_OF_A_CITY = 14, 8
QUARTER = Quarter(2026, 2)


@dataclass(frozen=True)
class Places:
    """What is asked about: a county of about fourteen townships, a city of about eight counties, and their surroundings."""

    county: Region
    city: Region
    ancestors: tuple[Region, ...]
    siblings: tuple[Region, ...]
    townships: tuple[Region, ...]
    roots: tuple[Region, ...]
    all_below_city: tuple[Region, ...]

    @property
    def parent(self) -> Region | None:
        """What the county stands under."""
        return self.ancestors[-1] if self.ancestors else None


def places(deployment: Deployment) -> Places:
    """Choose from the middle of the tree: its edges may be lucky."""
    with deployment.reading() as connection:
        every = region_reads.all_regions(connection)
    children = Counter(region.parent_id for region in every if region.active_in(QUARTER.ordinal))
    county = _closest(every, children, Level.COUNTY, _TOWNSHIPS_OF_A_COUNTY)
    city = _closest(every, children, Level.CITY, _COUNTIES_OF_A_CITY)
    with deployment.reading() as connection:
        return Places(
            county=county,
            city=city,
            ancestors=tuple(region_reads.family_of(connection, county).ancestors),
            siblings=tuple(region for region in every if region.parent_id == county.parent_id),
            townships=tuple(region for region in every if region.parent_id == county.id),
            roots=tuple(region for region in every if region.parent_id is None),
            all_below_city=tuple(region_reads.subtree_of(connection, city)),
        )


def _closest(every: list[Region], children: Mapping[int | None, int], level: Level, wanted: int) -> Region:
    middle = len(every) // 2
    found = [
        (abs(children[region.id] - wanted), abs(at - middle), at)
        for at, region in enumerate(every)
        if region.level is level
    ]
    return every[min(found)[2]]
