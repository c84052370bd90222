"""Where a region's own report differs from the sum of what its children reported."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.store import value_reads


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """An own report beside the children's sum, in smallest units."""

    region: Region
    indicator: Indicator
    own: int
    children: int

    @property
    def difference(self) -> int:
        """Own report less the sum."""
        return self.own - self.children

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of the own report; None of a report of zero."""
        return Fraction(self.difference, self.own) if self.own else None


def discrepancies(
    deployment: Deployment, *, region: Region, quarter: Quarter, level: Level | None = None
) -> list[Discrepancy]:
    """Every difference of a region and of its children (or of all regions of a level below it), the largest share first."""
    indicators = deployment.catalogue.indicators.values()
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=quarter, level=level)
        regions = {one.id: one for one in (region, *below.regions) if one.has_children}
        sums = value_reads.rollups(
            connection,
            deployment.figures,
            periods=[quarter.ordinal],
            spans=[*value_reads.single_spans([region]), *below.spans],
            codes=[indicator.code for indicator in indicators],
        )
    found = []
    for one in regions.values():
        for indicator in indicators:
            own, children = (part(quarter.ordinal, one, indicator.code) for part in (sums.own, sums.children))
            if own is not None and children is not None and own != children:
                found.append(Discrepancy(one, indicator, own, children))
    return sorted(found, key=lambda item: (-abs(item.share) if item.share is not None else -1, item.region.node))
