"""Rows, trends, lines and verdicts made by hand; lights and shares follow by the domain's rules."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zones.catalogue import load_catalogue
from zones.domain.figures import ProgressRow, RegionPastHalf, TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.past_half import Goal, standing, verdict
from zones.domain.progress import completion, single_quarter
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.rollup import Coverage, Figure, Origin
from zones.domain.series import Extent, Form, Series, SeriesPoint

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
GOALS = tuple(CATALOGUE.goals.values())
MONEY = INDICATORS["infrastructure_investment"]
AREA = INDICATORS["factory_area_started"]
LANDED = INDICATORS["projects_landed"]
ROADS = INDICATORS["roads_built"]
FIRMS = INDICATORS["enterprises"]
QUARTER = Quarter(2026, 2)


def region(number: int = 1, name: str = "河东镇", name_en: str = "", **changes: Any) -> Region:
    """A township; its code, id and place in the tree follow from the number."""
    values: dict[str, Any] = {
        "id": number,
        "code": f"r{number}",
        "code_system": "local",
        "name": name,
        "name_en": name_en,
        "level": Level.TOWNSHIP,
        "node": number,
        "parent_id": None,
        "reports": True,
        "synthetic": False,
    }
    return Region(**(values | changes))


def progress_row(place: Region, *, value: int | None, target: int | None, **changes: Any) -> ProgressRow:
    """A figure against its target, in the smallest unit, with the light the shipped rule gives it."""
    quarter = changes.get("quarter", QUARTER)
    indicator = changes.get("indicator", MONEY)
    share = completion(actual=value, target=target)
    schedule = changes.get("schedule", CATALOGUE.schedule(indicator, quarter))
    values: dict[str, Any] = {
        "region": place,
        "indicator": indicator,
        "quarter": quarter,
        "figure": Figure(value, None if value is None else Origin.REPORTED, None),
        "approximate": False,
        "coverage": Coverage(1, 0 if value is None else 1),
        "target": target,
        "target_origin": None if target is None else Origin.REPORTED,
        "completion": share,
        "schedule": schedule,
        "status": CATALOGUE.default_rule.status(reported=value is not None, completion=share, schedule=schedule),
        "single_quarter": None,
        "yoy": None,
        "qoq": None,
        "rank": None,
        "peers": 1,
    }
    return ProgressRow(**(values | changes))


def trend(
    cumulative: Sequence[int | None],
    *,
    first: Quarter,
    target: int | None = None,
    indicator: Indicator = MONEY,
) -> list[TrendPoint]:
    """A point a quarter from cumulative figures (or states) in the smallest unit."""
    points = []
    for at, value in enumerate(cumulative):
        quarter = first + at
        before = cumulative[at - 1] if at else None
        own = single_quarter(cumulative=value, before=before, first=quarter.number == 1)
        schedule = CATALOGUE.schedule(indicator, quarter)
        points.append(TrendPoint(quarter, value, own if indicator.is_flow else None, target, schedule))
    return points


def past_half_row(
    place: Region,
    figures: Sequence[int | None],
    *,
    goals: Sequence[Goal] = GOALS,
    targets: Sequence[int | None] | None = None,
    half_is_in: bool = True,
) -> RegionPastHalf:
    """The verdict of a region over goals whose targets are 1,200 of the smallest unit unless given."""
    wanted = [1200] * len(goals) if targets is None else targets
    standings = tuple(
        standing(goal, figure=figure, target=target, due=goal.due, half_is_in=half_is_in)
        for goal, figure, target in zip(goals, figures, wanted, strict=True)
    )
    return RegionPastHalf(place, verdict(standings), standings)


def series(
    place: Region,
    indicator: Indicator,
    values: Sequence[int | Fraction | None],
    *,
    first: Quarter,
    target: int | None = None,
    extent: Extent = Extent.CUMULATIVE,
    form: Form = Form.AMOUNT,
    base: Quarter | None = None,
) -> Series:
    """A line of a comparison; what was due follows from a target."""
    quarters = [first + at for at in range(len(values))]
    due = [None if target is None else target * CATALOGUE.schedule(indicator, quarter) for quarter in quarters]
    points = tuple(
        SeriesPoint(quarter, value, asked, approximate=False)
        for quarter, value, asked in zip(quarters, values, due, strict=True)
    )
    return Series(place, indicator, extent, form, points, base)
