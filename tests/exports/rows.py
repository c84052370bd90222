"""Rows of progress made by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.store.book import CATALOGUE, MONEY
from zones.domain.figures import ProgressRow
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.rollup import Coverage, Figure, Origin
from zones.domain.status import Status

QUARTER = Quarter(2026, 2)


def region(code: str = "r1", name: str = "河东镇", *, synthetic: bool = False) -> Region:
    """A township."""
    number = int(code[1:])
    return Region(
        id=number,
        code=code,
        code_system="local",
        name=name,
        name_en=f"{name} town",
        level=Level.TOWNSHIP,
        node=number,
        parent_id=None,
        reports=True,
        synthetic=synthetic,
    )


def progress_row(place: Region, **changes: Any) -> ProgressRow:
    """A figure of 345 of 1,000 万元, the rest unknown unless given."""
    values: dict[str, Any] = {
        "region": place,
        "indicator": CATALOGUE.indicators[MONEY],
        "quarter": QUARTER,
        "figure": Figure(3_450_000, Origin.REPORTED, None),
        "approximate": False,
        "coverage": Coverage(1, 1),
        "target": 10_000_000,
        "target_origin": Origin.REPORTED,
        "completion": Fraction(345, 1000),
        "schedule": Fraction(1, 2),
        "status": Status.FAR_BEHIND,
        "single_quarter": 1_450_000,
        "yoy": None,
        "qoq": Fraction(-59, 1000),
        "rank": 1,
        "peers": 3,
    }
    return ProgressRow(**(values | changes))
