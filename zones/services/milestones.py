"""Milestones of single regions, beside those that the goals declare for all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain.errors import ReasonMissingError
from zones.domain.indicator import Indicator
from zones.domain.milestone import InvalidMilestoneError, Milestone
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.store import milestones as store
from zones.store import value_reads
from zones.store.milestones import MilestoneRecord, NewMilestone

_HALF = 2


@dataclass(frozen=True, slots=True)
class DeclaredMilestone:
    """What is to be due of a region and indicator by the end of a quarter; None goes back to what the goals declare."""

    region: Region
    indicator: Indicator
    quarter: Quarter
    milestone: Milestone | None


def stated_milestone(text: str, indicator: Indicator) -> Milestone | None:
    """A milestone as typed: "2/3" or "50%" of the annual target, or an amount in the declared unit; None of nothing.

    Raises InvalidMilestoneError.
    """
    text = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not text:
        return None
    try:
        if text.endswith("%"):
            return Milestone(share=Fraction(text[:-1].strip()) / 100)
        if "/" in text:
            return Milestone(share=Fraction(text))
        amount = Fraction(text) * indicator.scale
    except (ValueError, ZeroDivisionError) as error:
        raise InvalidMilestoneError from error
    if amount.denominator != 1:
        raise InvalidMilestoneError
    return Milestone(amount=int(amount))


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
    with deployment.reading_once() as connection:
        return store.declarations(
            connection, region=region, first=first, last=last, indicator=None if indicator is None else indicator.code
        )


def amounts_due(
    deployment: Deployment, *, region: Region, indicator: Indicator, quarters: Sequence[Quarter]
) -> dict[Quarter, Fraction]:
    """What is due by single quarters in smallest units: the region's own milestones, else the mid-year goal declared for all.

    A share of no annual target asks for nothing.
    """
    goal = next((item for item in deployment.catalogue.goals.values() if item.numerator == indicator.code), None)
    base = indicator.code if goal is None else goal.denominator
    with deployment.reading() as connection:
        targets = value_reads.values_in_force(
            connection,
            deployment.targets,
            periods=sorted({quarter.year for quarter in quarters}),
            spans=value_reads.single_spans([region]),
            codes=[base],
        )
        first, last = min(quarters).ordinal, max(quarters).ordinal
        own = store.declarations(connection, region=region, first=first, last=last, indicator=indicator.code)
    asked = {item.period: item.milestone for item in own if item.counts}
    due: dict[Quarter, Fraction] = {}
    for quarter in quarters:
        declared = Milestone(share=goal.due) if goal is not None and quarter.number == _HALF else None
        milestone = asked.get(quarter.ordinal, declared)
        amount = None if milestone is None else milestone.due(targets.value(quarter.year, region.node, base))
        if amount is not None:
            due[quarter] = amount
    return due


def milestones_of(
    deployment: Deployment, *, region: Region, year: int, indicator: Indicator
) -> dict[Quarter, Milestone]:
    """The milestones of a region and indicator that count, by quarter of the year."""
    history = milestone_history(deployment, region=region, year=year, indicator=indicator)
    counting = {item.period: item.milestone for item in history if item.counts and item.milestone is not None}
    return {Quarter.from_ordinal(period): counting[period] for period in sorted(counting)}
