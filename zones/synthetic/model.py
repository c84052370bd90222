"""The numbers of an invented country: annual targets and a year's figures, for all reporting units at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zones.synthetic.measures import DRAWN, Measure, Real, Whole, rounded_down, spread, stream

QUARTERS = 4

Targets = dict[str, Whole]
"""By indicator, one amount a unit."""

Figures = dict[str, Whole]
"""By indicator, four rows of one amount a unit: cumulative flows or states at the ends of the quarters."""

# Random streams that belong to no indicator of a year.
_UNITS, _YEARS, _STOCKS = 1, 2, 3


class Arrangement(Protocol):
    """Changes what was drawn, in place, for units that play a special part."""

    def arrange_targets(self, year: int, targets: Targets) -> None:
        """Give special units their targets."""

    def arrange_figures(self, year: int, targets: Targets, figures: Figures) -> None:
        """Give special units their figures; each stays cumulative. `figures` may hold only some of the flows."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What stays with a unit over the years."""

    size: Real
    pace: Real
    earliness: Real
    margin: Real
    firms: Real
    land: Whole
    area: Whole
    expands: Whole


@dataclass(frozen=True, slots=True)
class Year:
    """One year of all units."""

    targets: Targets
    figures: Figures


class Model:
    """Annual targets and figures of `units` reporting units; `county` says which county each stands in.

    A year is computed whole and the last one is kept, so going through the quarters in order costs one year's
    arithmetic every fourth quarter.
    """

    def __init__(self, *, seed: int, county: Whole, first_year: int, cast: Arrangement) -> None:
        self._seed, self._county, self._first, self._cast = seed, county, first_year, cast
        self._traits = _traits(stream(seed, _UNITS), county)
        self._land: list[Whole] = [self._traits.land]
        self._kept: tuple[int, Year] | None = None

    def targets(self, year: int) -> Targets:
        """Annual targets by indicator."""
        return self._year(year).targets

    def figures(self, year: int) -> Figures:
        """The year's figures by indicator, a row a quarter."""
        return self._year(year).figures

    def _year(self, year: int) -> Year:
        if self._kept is None or self._kept[0] != year:
            self._kept = (year, self._computed(year))
        return self._kept[1]

    def _computed(self, year: int) -> Year:
        age = year - self._first
        targets = _targets(stream(self._seed, _YEARS, year), self._traits, age)
        self._cast.arrange_targets(year, targets)
        figures = self._drawn(year, targets, DRAWN)
        _order_stages(stream(self._seed, _YEARS, year, len(DRAWN)), targets, figures)
        self._cast.arrange_figures(year, targets, figures)
        _derive(self._traits, targets, figures)
        self._add_stocks(year, figures)
        return Year(targets, figures)

    def _drawn(self, year: int, targets: Targets, measures: Sequence[Measure]) -> Figures:
        counties = 1 + 0.06 * spread(stream(self._seed, _YEARS, year, len(DRAWN) + 1), int(self._county.max()) + 1)
        pace = self._traits.pace * counties[self._county]
        return {
            measure.code: _cumulative(
                stream(self._seed, _YEARS, year, DRAWN.index(measure)), measure, targets, pace, self._traits.earliness
            )
            for measure in measures
        }

    def _add_stocks(self, year: int, figures: Figures) -> None:
        traits, age = self._traits, year - self._first
        closed = stream(self._seed, _STOCKS, year).random((QUARTERS, len(traits.size)))
        quarters = np.arange(QUARTERS)[:, None] + QUARTERS * age
        grown = 6 + traits.firms * (8 + 0.35 * quarters)
        figures["enterprises"] = grown.astype(np.int64) - (1.15 * closed).astype(np.int64)
        figures["planned_area"] = np.broadcast_to(
            traits.area + (traits.area // 500 * 100) * (traits.expands <= age), grown.shape
        ).copy()
        figures["land_transferred_total"] = self._land_before(year) + figures["land_transferred"]

    def _land_before(self, year: int) -> Whole:
        """The land transferred before the year began: every year's transfers are added to those before it."""
        while len(self._land) <= year - self._first:
            self._land.append(self._land[-1] + self._transfers(self._first + len(self._land) - 1))
        return self._land[year - self._first]

    def _transfers(self, year: int) -> Whole:
        """The land transferred in a whole year, without computing anything else of it."""
        targets = _targets(stream(self._seed, _YEARS, year), self._traits, year - self._first)
        self._cast.arrange_targets(year, targets)
        figures = self._drawn(year, targets, [measure for measure in DRAWN if measure.code == "land_transferred"])
        self._cast.arrange_figures(year, targets, figures)
        return np.asarray(figures["land_transferred"][-1], dtype=np.int64)


def _traits(source: np.random.Generator, county: Whole) -> Traits:
    units, counties = len(county), int(county.max()) + 1
    wealth, effort = 1 + 0.12 * spread(source, counties), 0.05 * spread(source, counties)
    draw = source.random
    size = (0.45 + 1.6 * draw(units) * draw(units)) * wealth[county]
    return Traits(
        size=size,
        pace=np.clip(1.0 + effort[county] + 0.13 * spread(source, units), 0.35, 1.45),
        earliness=spread(source, units),
        margin=0.05 + 0.06 * draw(units),
        firms=size * (0.6 + 0.8 * draw(units)),
        land=rounded_down(40_000 * size * (0.5 + draw(units)), 10),
        area=rounded_down(200_000 * size * (0.6 + draw(units)), 5_000),
        expands=(1 + 12 * draw(units)).astype(np.int64),
    )


def _targets(source: np.random.Generator, traits: Traits, age: int) -> Targets:
    def draw(low: float, high: float) -> Real:
        return low + (high - low) * source.random(len(traits.size))

    scale = traits.size * (1 + 0.05 * age)
    targets = {
        measure.code: np.maximum(
            rounded_down(measure.typical * scale * draw(0.85, 1.15), measure.target_step), measure.target_step
        )
        for measure in DRAWN
        if not measure.code.startswith("projects_")
    }
    started = targets["factory_area_started"]
    targets["factory_area_completed"] = np.minimum(targets["factory_area_completed"], started)
    planned = np.maximum((9 * scale * draw(0.8, 1.2)).astype(np.int64), 3)
    targets["projects_planned"] = planned
    targets["projects_implemented"] = planned + planned // 4
    targets["projects_landed"] = planned.copy()
    targets["projects_started"] = planned - planned // 10
    targets["projects_completed"] = np.maximum(planned * 3 // 5, 1)
    fixed, output = targets["fixed_asset_investment"], targets["industrial_output"]
    targets["completed_project_investment"] = rounded_down(fixed * 0.45, 100_000)
    targets["profit_tax"] = rounded_down(output * traits.margin, 100_000)
    return targets


def _cumulative(source: np.random.Generator, measure: Measure, targets: Targets, pace: Real, earliness: Real) -> Whole:
    """Four rows that never fall: the target times the share done by the end of each quarter."""
    units = len(pace)
    year_end = pace * (1 + 0.07 * spread(source, units))
    weights = np.array(measure.seasons)[:, None] * (1 + 0.16 * (2 * source.random((QUARTERS, units)) - 1))
    weights *= 1 + 0.07 * earliness * np.array([1.5, 0.5, -0.5, -1.5])[:, None]
    done = np.add.accumulate(weights, axis=0)
    base = targets["projects_planned"] if measure.code.startswith("projects_") else targets[measure.code]
    # Half a project more: whole projects are rounded down, and a year should still come out at its pace.
    extra = 0.5 if measure.step == 1 else 0.0
    return rounded_down(base * (year_end * done / done[-1]) + extra, measure.step)


def _order_stages(source: np.random.Generator, targets: Targets, figures: Figures) -> None:
    """Completed never exceeds started, started landed, nor landed what is planned."""
    planned = targets["projects_planned"]
    later = (planned * 0.2 * source.random(len(planned))).astype(np.int64)
    figures["projects_planned"] = planned - later * np.array([1, 0, 0, 0])[:, None]
    for earlier, stage in (
        ("projects_planned", "projects_landed"),
        ("projects_landed", "projects_started"),
        ("projects_started", "projects_completed"),
        ("factory_area_started", "factory_area_completed"),
    ):
        figures[stage] = np.minimum(figures[stage], figures[earlier])


def _derive(traits: Traits, targets: Targets, figures: Figures) -> None:
    """What follows from other figures: work carried over from last year, completed projects' money, profit and tax."""
    figures["projects_implemented"] = figures["projects_started"] + targets["projects_planned"] // 4
    fixed = figures["fixed_asset_investment"]
    finished = figures["projects_completed"] / (figures["projects_started"] + 1)
    figures["completed_project_investment"] = np.maximum.accumulate(
        rounded_down(fixed * finished * 0.85, 1_000), axis=0
    )
    figures["profit_tax"] = rounded_down(figures["industrial_output"] * traits.margin, 1_000)
