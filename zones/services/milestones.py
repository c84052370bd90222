"""Milestones of single regions, beside those that the goals declare for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zones.domain.errors import ReasonMissingError
from zones.domain.indicator import Indicator
from zones.domain.milestone import Milestone
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.store import milestones as store
from zones.store.milestones import MilestoneRecord, NewMilestone


@dataclass(frozen=True, slots=True)
class DeclaredMilestone:
    """What is to be due of a region and indicator by the end of a quarter; None goes back to what the goals declare."""

    region: Region
    indicator: Indicator
    quarter: Quarter
    milestone: Milestone | None


def declare_milestones(
    deployment: Deployment, milestones: Sequence[DeclaredMilestone], *, author: str, reason: str
) -> None:
    """Declare milestones, all of them or none; raises ReasonMissingError without a reason."""
    if not reason.strip():
        raise ReasonMissingError
    rows = [
        NewMilestone(item.region.id, item.indicator.code, item.quarter.ordinal, item.milestone) for item in milestones
    ]
    with deployment.writing() as connection:
        store.declare(connection, rows, author=author, reason=reason.strip())


def milestone_history(
    deployment: Deployment, *, region: Region, year: int, indicator: Indicator | None = None
) -> list[MilestoneRecord]:
    """Every milestone a region was ever given for the quarters of a year, newest first."""
    first, last = Quarter(year, 1).ordinal, Quarter(year, 4).ordinal
    with deployment.reading() as connection:
        return store.declarations(
            connection, region=region, first=first, last=last, indicator=None if indicator is None else indicator.code
        )


def milestones_of(
    deployment: Deployment, *, region: Region, year: int, indicator: Indicator
) -> dict[Quarter, Milestone]:
    """The milestones of a region and indicator that count, by quarter of the year."""
    history = milestone_history(deployment, region=region, year=year, indicator=indicator)
    counting = {item.period: item.milestone for item in history if item.counts and item.milestone is not None}
    return {Quarter.from_ordinal(period): counting[period] for period in sorted(counting)}
