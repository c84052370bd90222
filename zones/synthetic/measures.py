"""What the generator knows of each indicator: its usual size, how round its figures are, and when in the year it happens.

Amounts are in smallest units (元, 0.01 平方米, 0.01 亩, 米, 1). An indicator of the catalogue that is not here gets no
synthetic figures. Only additions, multiplications and divisions of uniform draws are used, so that every machine
computes the same numbers to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]

_WAN = 10_000
_SQUARE_METRE = _MU = 100
_KILOMETRE = 1_000


@dataclass(frozen=True, slots=True)
class Measure:
    """One flow that is drawn on its own: the annual target of a unit of size 1 and how a year goes.

    `target_step` and `step` are what targets and figures are rounded down to; `seasons` says how a year's work is
    spread over its quarters.
    """

    code: str
    typical: int
    target_step: int
    step: int
    seasons: tuple[float, float, float, float]


DRAWN = (
    Measure("infrastructure_investment", 800 * _WAN, 10 * _WAN, 1_000, (0.19, 0.31, 0.28, 0.22)),
    Measure("fixed_asset_investment", 6_000 * _WAN, 50 * _WAN, 1_000, (0.20, 0.31, 0.27, 0.22)),
    Measure("new_investment", 2_400 * _WAN, 50 * _WAN, 1_000, (0.21, 0.30, 0.26, 0.23)),
    Measure(
        "factory_area_started", 12_000 * _SQUARE_METRE, 500 * _SQUARE_METRE, _SQUARE_METRE, (0.30, 0.29, 0.24, 0.17)
    ),
    Measure(
        "factory_area_completed", 9_000 * _SQUARE_METRE, 500 * _SQUARE_METRE, _SQUARE_METRE, (0.16, 0.34, 0.27, 0.23)
    ),
    Measure("land_transferred", 120 * _MU, 5 * _MU, _MU // 10, (0.23, 0.30, 0.28, 0.19)),
    Measure("roads_built", 4 * _KILOMETRE, _KILOMETRE // 10, 10, (0.14, 0.32, 0.33, 0.21)),
    Measure("industrial_output", 25_000 * _WAN, 100 * _WAN, 1_000, (0.22, 0.26, 0.25, 0.27)),
    Measure("projects_landed", 9, 1, 1, (0.60, 0.38, 0.02, 0.00)),
    Measure("projects_started", 9, 1, 1, (0.36, 0.34, 0.18, 0.12)),
    Measure("projects_completed", 9, 1, 1, (0.13, 0.28, 0.29, 0.30)),
)
"""The flows that are drawn on their own, in the order of their random streams; everything else follows from them."""

PROJECT_STAGES = ("projects_planned", "projects_landed", "projects_started", "projects_completed")

TARGETED = (
    "infrastructure_investment",
    "fixed_asset_investment",
    "new_investment",
    "factory_area_started",
    "factory_area_completed",
    "projects_planned",
    "projects_implemented",
    "projects_landed",
    "projects_started",
    "projects_completed",
    "completed_project_investment",
    "land_transferred",
    "roads_built",
    "industrial_output",
    "profit_tax",
)
"""What has an annual target: every flow. A stock has none."""

STOCKS = ("enterprises", "planned_area", "land_transferred_total")

KNOWN = (*TARGETED, *STOCKS)
"""Every indicator that gets synthetic figures."""


def stream(seed: int, *path: int) -> np.random.Generator:
    """The random numbers of one purpose; streams do not disturb each other."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *path])))


def spread(source: np.random.Generator, *shape: int) -> Real:
    """Draws around zero with a standard deviation of one, never beyond three."""
    return 2 * (source.random(shape) + source.random(shape) + source.random(shape)) - 3


def rounded_down(amount: Real, step: int | Whole) -> Whole:
    """Whole multiples of a step."""
    return (amount / step).astype(np.int64) * step
