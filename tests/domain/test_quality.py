"""Odd figures: the median decides, few figures decide nothing, and steady ones are left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.quality import ConstantRule, Deviation, Oddity, OutlierRule, RoundRule, median

RULE = OutlierRule(quarters=12, least_quarters=6, least_siblings=5, times=Fraction(6), least_spread=Fraction(1, 5))
ROUND = RoundRule(quarters=8, zeros=2, least_figures=4, share=Fraction(3, 4))
CONSTANT = ConstantRule(quarters=3, least=5)
ONE = Fraction(1)


def deviation(value: int, past: list[int]) -> Deviation | None:
    norm = RULE.norm(past, least=6)
    return None if norm is None else RULE.deviation(value, norm, step=ONE)


def test_the_median_is_exact() -> None:
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == Fraction(5, 2)


@given(st.lists(st.integers(-100, 100), min_size=1))
def test_half_of_the_values_lie_on_either_side_of_the_median(values: list[int]) -> None:
    middle = median(values)
    assert sum(value <= middle for value in values) * 2 >= len(values)
    assert sum(value >= middle for value in values) * 2 >= len(values)


def test_a_value_is_out_of_line_from_the_declared_distance_on() -> None:
    past = [90, 95, 100, 100, 105, 110]  # median 100, spread at least a fifth of it
    inside, outside = deviation(219, past), deviation(220, past)
    assert inside is None
    assert outside is not None
    assert (outside.usual, outside.times, outside.compared) == (100, 6, 6)


def test_one_wild_value_in_the_past_does_not_hide_the_next() -> None:
    past = [90, 95, 100, 100, 105, 1_000_000]
    found = deviation(1_000_000, past)
    assert found is not None
    assert found.usual == 100


def test_widely_spread_figures_allow_more() -> None:
    past = [10, 50, 100, 150, 200, 400]
    assert deviation(500, past) is None


def test_too_few_others_decide_nothing() -> None:
    assert deviation(10**9, [1, 1, 1, 1, 1]) is None


def test_small_counts_move_by_whole_units() -> None:
    past = [1, 1, 1, 1, 1, 1]
    assert deviation(6, past) is None
    assert deviation(7, past) is not None


def test_only_figures_large_enough_to_tell_are_counted() -> None:
    figures = [(5, 1), (100, 1), (200, 1), (1_230, 1), (0, 1), (3_000_000, 10_000), (3_010_000, 10_000)]
    # 300 and 301 of a unit of 10,000: large enough, the first one round.
    assert ROUND.tally(figures) == (3, 5)


@pytest.mark.parametrize(
    ("round_ones", "telling", "expected"), [(3, 4, True), (2, 4, False), (3, 3, False), (6, 8, True), (5, 8, False)]
)
def test_how_many_round_ones_are_too_many(round_ones: int, telling: int, *, expected: bool) -> None:
    assert ROUND.too_round(round_ones, telling) is expected


@pytest.mark.parametrize(
    ("cumulative", "single", "number", "oddity"),
    [
        ([5, 5, 5], [5, 0, 0], 3, Oddity.UNMOVED),
        ([5, 5, 5], [0, 0, 5], 1, None),  # a new year: the same figure again is another quarter's
        ([5, 10, 15], [5, 5, 5], 3, Oddity.REPEATED),
        ([5, 10, 5], [5, 5, 5], 1, Oddity.REPEATED),
        ([5, 10, 16], [5, 5, 6], 3, None),
        ([0, 0, 0], [0, 0, 0], 3, None),
        ([4, 8, 12], [4, 4, 4], 3, None),  # too small to wonder
        ([None, 5, 5], [None, None, 0], 3, None),
        ([5, 5], [5, 0], 3, None),
    ],
)
def test_constant_figures(
    cumulative: list[int | None], single: list[int | None], number: int, oddity: Oddity | None
) -> None:
    assert CONSTANT.oddity(cumulative=cumulative, single=single, number=number, scale=1) is oddity


def test_how_small_is_a_matter_of_the_declared_unit() -> None:
    same = {"cumulative": [50_000] * 3, "single": [50_000, 0, 0], "number": 3}
    assert CONSTANT.oddity(**same, scale=10_000) is Oddity.UNMOVED
    assert CONSTANT.oddity(**same, scale=100_000) is None


def test_the_rules_say_their_numbers_in_both_languages() -> None:
    for language in ("zh", "en"):
        assert all(part in RULE.wording(language) for part in ("6", "20%", "12", "5"))
        assert all(part in ROUND.wording(language) for part in ("75%", "8", "2", "4"))
        assert all(part in CONSTANT.wording(language) for part in ("3", "5"))
