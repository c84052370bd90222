"""Targets handed down, and carried over with a factor."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.catalogue import load_catalogue
from zones.domain.handing_down import Decomposition, HandingDown, carried_over
from zones.domain.region import Level, Region

INDICATORS = load_catalogue().indicators
MONEY, PROJECTS, AREA = (
    INDICATORS[code] for code in ("infrastructure_investment", "projects_planned", "factory_area_started")
)
REGION = Region(
    id=1, code="1", code_system="local", name="甲", name_en="", level=Level.COUNTY, node=1, parent_id=None,
    reports=True, synthetic=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("own", "handed", "state", "difference", "share", "left"),
    [
        (100, 100, HandingDown.EXACT, 0, 1, 0),
        (100, 80, HandingDown.SHORT, 20, Fraction(4, 5), 20),
        (100, 120, HandingDown.EXCESS, -20, Fraction(6, 5), 0),
        (100, None, HandingDown.NOTHING, None, 0, 100),
        (100, 0, HandingDown.SHORT, 100, 0, 100),
        (None, 80, HandingDown.NO_OWN, None, None, None),
        (None, None, HandingDown.NO_TARGET, None, None, None),
        (0, 0, HandingDown.EXACT, 0, None, 0),
    ],
)
def test_what_is_handed_down(
    own: int | None,
    handed: int | None,
    state: HandingDown,
    difference: int | None,
    share: Fraction | None,
    left: int | None,
) -> None:
    row = Decomposition(REGION, MONEY, own, handed)
    assert (row.state, row.difference, row.share, row.left) == (state, difference, share, left)


@pytest.mark.parametrize(
    ("value", "factor", "carried"),
    [
        (30_000_000, Fraction(11, 10), 33_000_000),
        (12_345_678, Fraction(1), 12_346_000),  # 1,234.5678万元: one decimal of 万元 is 1,000元
        (12_345_000, Fraction(1, 10), 1_235_000),  # a tie goes up
        (0, Fraction(2), 0),
    ],
)
def test_money_comes_over_to_a_decimal_of_its_unit(value: int, factor: Fraction, carried: int) -> None:
    assert carried_over(value, factor=factor, indicator=MONEY) == carried


def test_counts_come_over_whole() -> None:
    assert carried_over(3, factor=Fraction(7, 6), indicator=PROJECTS) == 4  # 3.5
    assert carried_over(10, factor=Fraction(1, 3), indicator=PROJECTS) == 3


@given(value=st.integers(0, 10**14), factor=st.fractions(Fraction(1, 100), 5))
def test_the_step_is_what_the_reader_sees_and_the_error_at_most_half_of_it(value: int, factor: Fraction) -> None:
    for indicator in (MONEY, PROJECTS, AREA):
        step = Fraction(indicator.scale, 10**indicator.decimals)
        carried = carried_over(value, factor=factor, indicator=indicator)
        assert carried % step == 0
        assert -step / 2 <= value * factor - carried < step / 2 or value * factor - carried == -step / 2
