"""Who reports unasked, who is asked and absent, and who has no target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake.checks.held import Held

_MOST_NAMES = 8


def check(held: Held) -> None:
    """Find regions that are there and not expected, expected and not there, or without a target."""
    unasked = held.draft.regions.picked(~held.draft.regions.reports)
    for region in {region.id: region for region in unasked}.values():
        held.findings.add("region_not_expected", region=region)
    if held.around.expected:
        held.findings.add("region_missing", **_names(held.around.expected))
    if held.around.targets_missing:
        year = Quarter.from_ordinal(int(held.draft.quarters.max())).year
        held.findings.add("target_missing", year=year, **_names(held.around.targets_missing))


def _names(regions: Sequence[Region]) -> dict[str, Any]:
    """The first names of a list, and how many more there are."""
    more = len(regions) - _MOST_NAMES
    return {
        "names": "、".join(region.name for region in regions[:_MOST_NAMES]),
        "more": f"等{len(regions)}个" if more > 0 else "",
        "more_en": f" and {more} more" if more > 0 else "",
    }
