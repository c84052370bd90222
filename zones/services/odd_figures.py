"""Regions whose reported figures are too round to be measured, or say the same quarter after quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.quality import Oddity
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.series import Figures
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.services.own_values import OwnValues
from zones.store import value_reads


@dataclass(frozen=True, slots=True)
class OddFigures:
    """What is odd about a region's own reports: so many round figures of so many, or a flow that does not change.

    `indicator` is None where it is about all of them; `value` is what is said again and again (smallest unit).
    """

    region: Region
    oddity: Oddity
    indicator: Indicator | None
    count: int
    of: int
    value: int | None = None

    @property
    def share(self) -> Fraction:
        """The share of the figures looked at."""
        return Fraction(self.count, self.of)


def odd_figures(
    deployment: Deployment, *, region: Region, quarter: Quarter, level: Level | None = None
) -> list[OddFigures]:
    """The odd figures of a region's children (or of a level below it) up to a quarter, in tree order.

    Only what a region reported itself is looked at: a sum says nothing of how its parts were counted.
    """
    indicators = list(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in indicators]
    rules = deployment.catalogue.reporting
    longest = max(rules.round_figures.quarters, rules.constant_figures.quarters + 1)
    periods = list(range(quarter.ordinal - longest + 1, quarter.ordinal + 1))
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=quarter, level=level)
        spans = below.spans
        figures = value_reads.values_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
        sums = value_reads.rollups(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
    reported = OwnValues(figures, sums)
    found: list[OddFigures] = []
    for one in below.regions:
        found += _too_round(deployment, one, reported, indicators, quarter)
        found += _constant(deployment, one, reported, indicators, quarter)
    return found


def _too_round(
    deployment: Deployment, region: Region, reported: OwnValues, indicators: Sequence[Indicator], quarter: Quarter
) -> Iterator[OddFigures]:
    rule = deployment.catalogue.reporting.round_figures
    values = [
        (value, indicator.scale)
        for indicator in indicators
        for at in range(quarter.ordinal - rule.quarters + 1, quarter.ordinal + 1)
        if (value := reported.value(at, region, indicator.code)) is not None
    ]
    count, telling = rule.tally(values)
    if rule.too_round(count, telling):
        yield OddFigures(region, Oddity.ROUND, None, count, telling)


def _constant(
    deployment: Deployment, region: Region, reported: OwnValues, indicators: Sequence[Indicator], quarter: Quarter
) -> Iterator[OddFigures]:
    rule = deployment.catalogue.reporting.constant_figures
    quarters = [quarter - back for back in reversed(range(rule.quarters))]
    for indicator in indicators:
        if not indicator.is_flow:
            continue
        past = range(quarters[0].ordinal - 1, quarter.ordinal + 1)
        figures = Figures({at: reported.value(at, region, indicator.code) for at in past}, flow=True)
        cumulative = [figures.cumulative(each) for each in quarters]
        single = [figures.single(each) for each in quarters]
        oddity = rule.oddity(cumulative=cumulative, single=single, number=quarter.number, scale=indicator.scale)
        if oddity is not None:
            value = cumulative[-1] if oddity is Oddity.UNMOVED else single[-1]
            yield OddFigures(region, oddity, indicator, rule.quarters, rule.quarters, value)
