"""What an import would change."""

from __future__ import annotations

from dataclasses import dataclass

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.services.importing import Checked


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a file beside the one in force (smallest units)."""

    region: Region
    quarter: Quarter
    indicator: Indicator
    old: int | None
    new: int

    @property
    def differs(self) -> bool:
        """Whether the import would change it."""
        return self.old != self.new


def changes_of(deployment: Deployment, checked: Checked) -> list[Change]:
    """Every figure of a checked report beside the one in force when it was checked."""
    draft = checked.draft
    if draft is None:
        return []
    quarters = [Quarter.from_ordinal(period) for period in draft.quarters.tolist()]
    return [
        Change(draft.regions[at], quarters[at], deployment.catalogue.indicators[code], before, value)
        for code, amounts in draft.values.items()
        for at, (value, before) in enumerate(zip(amounts.tolist(), checked.in_force[code].tolist(), strict=True))
        if value is not None
    ]
