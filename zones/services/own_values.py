"""What regions reported or were given themselves, whether or not they have children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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

    def array(self, period: int, regions: Sequence[Region], codes: Sequence[str]) -> npt.NDArray[np.float64]:
        """The own values of a period, a row a region and a column a code, not a number where there is none."""
        found = self.in_force.array([(period, region.node) for region in regions])
        for at, region in enumerate(regions):
            if region.has_children:
                found[at] = [np.nan if (own := self.sums.own(period, region, code)) is None else own for code in codes]
        return found
