"""Regions whose reported figures are too round to be measured, or say the same quarter after quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from zones.catalogue.reporting import ReportingRules
from zones.domain.indicator import Indicator
from zones.domain.quality import Oddity
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.series import Figures
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.services.own_values import OwnValues
from zones.store import value_reads

_NEARLY = 1 - 1e-9


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
    arrays = np.array([reported.array(period, below.regions, codes) for period in periods])
    round_ones, unchanged = _perhaps_round(arrays, deployment, indicators), _perhaps_constant(arrays, rules, quarter)
    found: list[OddFigures] = []
    for at in np.flatnonzero(round_ones | unchanged.any(axis=1)).tolist():
        one = below.regions[at]
        found += _too_round(deployment, one, reported, indicators, quarter)
        found += _constant(deployment, one, reported, [indicators[to] for to in np.flatnonzero(unchanged[at])], quarter)
    return found


def _perhaps_round(arrays: Any, deployment: Deployment, indicators: Sequence[Indicator]) -> Any:
    """Which regions the exact rule has to judge: a first look over whole numbers that floating point holds exactly."""
    rule = deployment.catalogue.reporting.round_figures
    sizes = np.array([float(indicator.scale * 10**rule.zeros) for indicator in indicators])
    newest = arrays[-rule.quarters :]
    telling = np.abs(newest) >= sizes
    counted = telling.sum(axis=(0, 2))
    with_zeros = (telling & (np.nan_to_num(newest) % sizes == 0)).sum(axis=(0, 2))
    return (counted >= rule.least_figures) & (with_zeros >= float(rule.share) * counted * _NEARLY)


def _perhaps_constant(arrays: Any, rules: ReportingRules, quarter: Quarter) -> Any:
    """Which regions and indicators say the same for so many quarters, cumulatively or singly."""
    count = rules.constant_figures.quarters
    newest = arrays[-count:]
    starts = np.array([(quarter - back).number == 1 for back in reversed(range(count))])[:, np.newaxis, np.newaxis]
    single = newest - np.where(starts, 0.0, arrays[-count - 1 : -1])
    return (newest == newest[-1]).all(axis=0) | (single == single[-1]).all(axis=0)


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
