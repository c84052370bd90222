"""A first look over thousands of figures in floating point: which of them the exact rule has to judge.

It is a little wider than the rule, so nothing that the rule would list is passed over; what it lets through is judged by
exact numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zones.domain.indicator import Indicator
from zones.domain.quality import OutlierRule
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.store.value_reads import Values

# Floating point is off by some 1e-15 of a value.
_WIDER = 1 - 1e-9
_POINT = 0.01

Numbers = Any
"""A numpy array of float64, not a number where something is unknown."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The figures of some regions, newest quarter first, and their targets: (quarter,) region, indicator."""

    rule: OutlierRule
    indicators: Sequence[Indicator]
    parts: Numbers
    targets: Numbers

    def suspects_by_history(self) -> Numbers:
        """Region by indicator: whether the newest quarter may be out of line with those before it."""
        now, past = self.parts[0], self.parts[1:]
        usual, spread, known = _norm(past, axis=0)
        steps = np.array([float(indicator.scale) for indicator in self.indicators])
        return self._far(now, usual, spread, steps) & (known >= self.rule.least_quarters)

    def suspects_beside(self, rows: Sequence[int]) -> Numbers:
        """The same among the regions of those rows, as shares of their targets; of flows only."""
        targets = self.targets[rows]
        shares = np.where(self._flows(), self.parts[0][rows] / targets, np.nan)
        usual, spread, known = _norm(shares, axis=0)
        steps = np.array([float(indicator.scale) for indicator in self.indicators]) / targets
        return self._far(shares, usual, spread, np.fmax(steps, _POINT)) & (known > self.rule.least_siblings)

    def _flows(self) -> Numbers:
        return np.array([indicator.is_flow for indicator in self.indicators])

    def _far(self, values: Numbers, usual: Numbers, spread: Numbers, step: Numbers) -> Numbers:
        least = float(self.rule.least_spread) * np.abs(usual)
        wide = np.fmax(np.fmax(spread, least), step)
        return np.abs(values - usual) >= float(self.rule.times) * _WIDER * wide


def screen(
    rule: OutlierRule,
    indicators: Sequence[Indicator],
    *,
    regions: Sequence[Region],
    quarter: Quarter,
    figures: Values,
    targets: Values,
) -> Screen:
    """The screen of a quarter and those before it that the rule looks at."""
    quarters = [quarter - back for back in range(rule.quarters + 1)]
    cumulative = [figures.array([(quarter.ordinal - back, region.node) for region in regions]) for back in _back(rule)]
    flows = np.array([indicator.is_flow for indicator in indicators])
    parts = []
    for at, each in enumerate(quarters):
        before = np.where(flows & (each.number == 1), 0.0, cumulative[at + 1])
        parts.append(cumulative[at] - before)
    aims = targets.array([(quarter.year, region.node) for region in regions])
    return Screen(rule, indicators, np.array(parts), np.where(aims > 0, aims, np.nan))


def _back(rule: OutlierRule) -> range:
    """One quarter more than is looked at: a single quarter needs the one before it."""
    return range(rule.quarters + 2)


def _norm(values: Numbers, *, axis: int) -> tuple[Numbers, Numbers, Numbers]:
    """The median, the median distance from it, and how many values there are."""
    usual = _median(values, axis)
    return usual, _median(np.abs(values - usual), axis), np.sum(~np.isnan(values), axis=axis)


def _median(values: Numbers, axis: int) -> Numbers:
    """Not a number where there are no values at all; sorting puts the unknown last."""
    ordered = np.sort(values, axis=axis)
    count = np.sum(~np.isnan(values), axis=axis, keepdims=True)
    low, high = np.maximum((count - 1) // 2, 0), np.maximum(count // 2, 0)
    high = np.minimum(high, values.shape[axis] - 1)
    middle = np.take_along_axis(ordered, low, axis) + np.take_along_axis(ordered, high, axis)
    return np.squeeze(middle, axis) / 2
