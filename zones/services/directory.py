"""The region names of the store, as the reading of files asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.region import Region
from zones.domain.regions import Regions
from zones.intake import RegionName
from zones.services.places import suggested_regions
from zones.store import region_reads
from zones.store.coded_regions import plainly_coded


@dataclass(frozen=True)
class Directory:
    """Looks names up on one connection; suggestions are drawn from the scope where there is one."""

    connection: sa.Connection
    scope: Region | None = None

    def lookup(self, names: Collection[str]) -> Mapping[str, tuple[RegionName, ...]]:
        """Every region that each text may mean."""
        found: dict[str, list[RegionName]] = defaultdict(list)
        for named in region_reads.regions_named(self.connection, names):
            found[named.text].append(RegionName(region=named.region, since=named.since, until=named.until))
        return {text: tuple(regions) for text, regions in found.items()}

    def plainly_coded(self, texts: Sequence[str]) -> tuple[Sequence[int], Regions]:
        """Which of the texts (places in the list) are the code of one region and name nothing else, and those regions."""
        return plainly_coded(self.connection, texts)

    def parents(self, regions: Collection[Region]) -> Mapping[int, Region]:
        """The parent of each region, by the region's id."""
        ids = {region.parent_id for region in regions if region.parent_id is not None}
        by_id = region_reads.regions_by_id(self.connection, ids)
        return {region.id: by_id[region.parent_id] for region in regions if region.parent_id is not None}

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Names like this one, with their codes."""
        return suggested_regions(self.connection, name, self.scope)
