"""What regions reported or were given themselves, whether or not they have children."""

from __future__ import annotations

from dataclasses import dataclass

from zones.domain.region import Region
from zones.store.value_reads import Rollups, Values


@dataclass(frozen=True, slots=True)
class OwnValues:
    """Own values out of what is in force and what is rolled up, read for the same regions and periods."""

    in_force: Values
    sums: Rollups

    def value(self, period: int, region: Region, code: str) -> int | None:
        """One own value; None where the figure of the region is a sum, or where there is none."""
        if region.has_children:
            return self.sums.own(period, region, code)
        return self.in_force.value(period, region.node, code)
