"""What a reader is shown of one figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zones.catalogue import load_catalogue
from zones.domain.figures import ProgressRow
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.rollup import Coverage, Origin, figure_in_force
from zones.domain.status import Status

MONEY = load_catalogue().indicators["infrastructure_investment"]
REGION = Region(
    id=1, code="1", code_system="local", name="甲", name_en="", level=Level.COUNTY, node=1, parent_id=None,
    reports=True, synthetic=False,
)  # fmt: skip


def row(value: int | None, target: int | None, *, quarter: int = 2) -> ProgressRow:
    return ProgressRow(
        region=REGION,
        indicator=MONEY,
        quarter=Quarter(2006, quarter),
        figure=figure_in_force(own=value, children=None),
        approximate=False,
        coverage=Coverage(1, int(value is not None)),
        target=target,
        target_origin=Origin.REPORTED,
        completion=None if value is None or not target else Fraction(value, target),
        schedule=Fraction(quarter, 4),
        status=Status.BEHIND,
        single_quarter=None,
        yoy=None,
        qoq=None,
        rank=None,
        peers=0,
    )


@pytest.mark.parametrize(
    ("value", "target", "quarter", "lead", "remaining", "pace"),
    [
        (40, 100, 2, Fraction(-1, 10), 60, Fraction(10)),
        (40, 100, 3, Fraction(-7, 20), 60, Fraction(20)),
        (40, 100, 4, Fraction(-3, 5), 60, None),
        (120, 100, 2, Fraction(7, 10), 0, Fraction(0)),
        (None, 100, 2, None, None, None),
        (40, None, 2, None, None, None),
    ],
)
def test_lead_and_what_remains(
    value: int | None,
    target: int | None,
    quarter: int,
    lead: Fraction | None,
    remaining: int | None,
    pace: Fraction | None,
) -> None:
    shown = row(value, target, quarter=quarter)
    assert shown.value == value
    assert (shown.lead, shown.remaining, shown.needed_per_month) == (lead, remaining, pace)
