"""Two status rules side by side over the same figures: counts of lights, which of them flip, who sits on a bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain import progress as rules
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.status import Bound, Status, StatusRule
from zones.services.below import regions_below
from zones.services.deployment import Deployment
from zones.store import value_reads


@dataclass(frozen=True, slots=True)
class Simulated:
    """One figure under both rules; an edge is the bound that its completion sits on exactly, None off any."""

    region: Region
    indicator: Indicator
    value: int | None
    target: int | None
    completion: Fraction | None
    schedule: Fraction
    first: Status
    second: Status
    first_edge: Bound | None
    second_edge: Bound | None

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
    rows = tuple(
        _simulated(
            one,
            indicator,
            value=figures.value(quarter.ordinal, one.node, indicator.code),
            target=targets.value(quarter.year, one.node, indicator.code),
            schedule=deployment.catalogue.schedule(indicator, quarter),
            both=(first, second),
        )
        for one in below.regions
        for indicator in wanted
    )
    return Simulation(region, quarter, first, second, rows)


def _simulated(
    region: Region,
    indicator: Indicator,
    *,
    value: int | None,
    target: int | None,
    schedule: Fraction,
    both: tuple[StatusRule, StatusRule],
) -> Simulated:
    completion = rules.completion(actual=value, target=target)
    first, second = (
        (
            rule.status(reported=value is not None, completion=completion, schedule=schedule),
            rule.edge(completion=completion, schedule=schedule),
        )
        for rule in both
    )
    return Simulated(
        region,
        indicator,
        value,
        target,
        completion,
        schedule,
        first[0],
        second[0],
        first_edge=first[1],
        second_edge=second[1],
    )
