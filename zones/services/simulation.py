"""Two status rules side by side over the same figures: counts of lights, which of them flip, who sits on a bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from zones.domain import progress as rules
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.status import Bound, Status, StatusRule
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.store import value_reads

_LIGHTS = tuple(Status)
# Of a completion as a share: far more than floating point is ever off, far less than anyone sees.
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Simulated:
    """One figure under both rules; an edge is the bound that its completion sits on exactly, None off any."""

    region: Region
    indicator: Indicator
    value: int | None
    target: int | None
    schedule: Fraction
    first: Status
    second: Status
    first_edge: Bound | None
    second_edge: Bound | None

    @property
    def completion(self) -> Fraction | None:
        """The figure as a share of its target, exact."""
        return rules.completion(actual=self.value, target=self.target)

    @property
    def flips(self) -> bool:
        """Whether the two rules give different lights."""
        return self.first is not self.second

    @property
    def on_edge(self) -> bool:
        """Whether a hair less would change its light under either rule."""
        return self.first_edge is not None or self.second_edge is not None


@dataclass(frozen=True, slots=True)
class Simulation:
    """All figures under both rules, region by region in tree order."""

    region: Region
    quarter: Quarter
    first: StatusRule
    second: StatusRule
    rows: tuple[Simulated, ...]

    @property
    def counts(self) -> Mapping[Status, tuple[int, int]]:
        """How many figures have each light under the first and under the second rule; every light, best first."""
        first, second = (Counter(lights) for lights in ([r.first for r in self.rows], [r.second for r in self.rows]))
        return {status: (first[status], second[status]) for status in Status}

    @property
    def flips(self) -> list[Simulated]:
        """The figures whose light changes."""
        return [row for row in self.rows if row.flips]

    @property
    def flip_counts(self) -> Mapping[tuple[Status, Status], int]:
        """How many lights change from which to which."""
        return Counter((row.first, row.second) for row in self.flips)

    @property
    def on_edge(self) -> list[Simulated]:
        """The figures that sit on a bound of either rule."""
        return [row for row in self.rows if row.on_edge]


def simulate(
    deployment: Deployment,
    *,
    region: Region,
    quarter: Quarter,
    first: StatusRule,
    second: StatusRule,
    indicators: Sequence[Indicator] = (),
    level: Level | None = None,
) -> Simulation:
    """Both rules over a region's children, or over all regions of a level below it; all indicators unless named."""
    wanted = tuple(indicators) or tuple(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in wanted]
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=quarter, level=level)
        figures = value_reads.values_in_force(
            connection, deployment.figures, periods=[quarter.ordinal], spans=below.spans, codes=codes
        )
        targets = value_reads.values_in_force(
            connection, deployment.targets, periods=[quarter.year], spans=below.spans, codes=codes
        )
    rows: list[Simulated] = []
    for indicator in wanted:
        column = _Column(
            below.regions,
            indicator,
            deployment.catalogue.schedule(indicator, quarter),
            figures.column([(quarter.ordinal, one.node) for one in below.regions], indicator.code),
            targets.column([(quarter.year, one.node) for one in below.regions], indicator.code),
        )
        rows += column.under(first, second)
    at = {one.id: position for position, one in enumerate(below.regions)}
    return Simulation(region, quarter, first, second, tuple(sorted(rows, key=lambda row: at[row.region.id])))


@dataclass(frozen=True, slots=True)
class _Column:
    """One indicator of all regions, judged at once.

    Floating point decides what lies clear of every bound; what lies near one is decided by the rule itself, exactly.
    """

    regions: Sequence[Region]
    indicator: Indicator
    schedule: Fraction
    values: Sequence[int | None]
    targets: Sequence[int | None]

    def under(self, first: StatusRule, second: StatusRule) -> Iterator[Simulated]:
        """A row a region."""
        lights = zip(self._judged(first), self._judged(second), strict=True)
        for region, value, target, both in zip(self.regions, self.values, self.targets, lights, strict=True):
            (one, one_edge), (other, other_edge) = both
            yield Simulated(region, self.indicator, value, target, self.schedule, one, other, one_edge, other_edge)

    def _judged(self, rule: StatusRule) -> list[tuple[Status, Bound | None]]:
        completion = self._completions()
        lights = np.full(len(completion), _LIGHTS.index(rule.otherwise))
        near = np.zeros(len(completion), dtype=np.bool_)
        for bound in reversed(rule.bounds):
            over: Any = completion - float(bound.asked(self.schedule))
            # Nothing to compare is no error here; whether numpy warns of it depends on the machine.
            with np.errstate(invalid="ignore"):
                lights[over >= 0] = _LIGHTS.index(bound.status)
                near |= np.abs(over) < _NEAR
        judged: list[tuple[Status, Bound | None]] = [(_LIGHTS[light], None) for light in lights.tolist()]
        # What cannot be judged is near to nothing, and the rule has its own word for it.
        for at in np.flatnonzero(near | np.isnan(completion)).tolist():
            judged[at] = self._exactly(rule, at)
        return judged

    def _completions(self) -> Any:
        values, targets = (np.array(column, dtype=np.float64) for column in (self.values, self.targets))
        targets[~(targets > 0)] = np.nan
        return values / targets

    def _exactly(self, rule: StatusRule, at: int) -> tuple[Status, Bound | None]:
        value, schedule = self.values[at], self.schedule
        completion = rules.completion(actual=value, target=self.targets[at])
        light = rule.status(reported=value is not None, completion=completion, schedule=schedule)
        return light, rule.edge(completion=completion, schedule=schedule)
