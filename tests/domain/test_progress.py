"""Completion, lead, single quarter, growth and what remains, with every case that has no answer."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain import progress
from zones.domain.progress import Window

AMOUNTS = st.integers(0, 10**15)


@pytest.mark.parametrize(
    ("actual", "target", "expected"),
    [
        (50, 100, Fraction(1, 2)),
        (1, 3, Fraction(1, 3)),
        (250, 100, Fraction(5, 2)),
        (0, 100, Fraction(0)),
        (None, 100, None),
        (5, None, None),
        (5, 0, None),
        (5, -1, None),
        (None, None, None),
    ],
)
def test_completion_is_exact_and_never_clipped(
    actual: int | None, target: int | None, expected: Fraction | None
) -> None:
    assert progress.completion(actual=actual, target=target) == expected


def test_lead_is_unrounded_and_needs_both_sides() -> None:
    assert progress.lead(completion=Fraction(1, 3), schedule=Fraction(1, 4)) == Fraction(1, 12)
    assert progress.lead(completion=Fraction(1, 5), schedule=Fraction(1, 4)) == Fraction(-1, 20)
    assert progress.lead(completion=None, schedule=Fraction(1, 4)) is None
    assert progress.lead(completion=Fraction(1), schedule=None) is None


@pytest.mark.parametrize(
    ("cumulative", "before", "first", "expected"),
    [
        (30, 10, False, 20),
        (30, 10, True, 30),
        (30, None, True, 30),
        (30, None, False, None),
        (None, 10, False, None),
        (None, None, True, None),
        (30, 0, False, 30),
        (10, 30, False, -20),
    ],
)
def test_single_quarter(*, cumulative: int | None, before: int | None, first: bool, expected: int | None) -> None:
    assert progress.single_quarter(cumulative=cumulative, before=before, first=first) == expected


@given(st.lists(AMOUNTS, min_size=4, max_size=4))
@settings(max_examples=50)
def test_single_quarters_add_up_to_the_year(quarters: list[int]) -> None:
    cumulative = [sum(quarters[: at + 1]) for at in range(4)]
    parts = [
        progress.single_quarter(cumulative=cumulative[at], before=cumulative[at - 1] if at else None, first=at == 0)
        for at in range(4)
    ]
    assert parts == quarters


@pytest.mark.parametrize(
    ("current", "base", "expected"),
    [
        (110, 100, Fraction(1, 10)),
        (90, 100, Fraction(-1, 10)),
        (0, 100, Fraction(-1)),
        (100, 0, None),
        (100, -5, None),
        (100, None, None),
        (None, 100, None),
    ],
)
def test_growth_needs_a_base_above_zero(current: int | None, base: int | None, expected: Fraction | None) -> None:
    assert progress.growth(current=current, base=base) == expected


@pytest.mark.parametrize(
    ("actual", "target", "left", "pace"),
    [
        (40, 100, 60, Fraction(20)),
        (100, 100, 0, Fraction(0)),
        (140, 100, 0, Fraction(0)),
        (None, 100, None, None),
        (40, None, None, None),
        (0, 10, 10, Fraction(10, 3)),
    ],
)
def test_what_remains(actual: int | None, target: int | None, left: int | None, pace: Fraction | None) -> None:
    remaining = progress.remaining(actual=actual, target=target)
    assert remaining == left
    assert progress.needed_per_month(remaining=remaining, months_left=3) == pace


def test_no_month_left_has_no_pace() -> None:
    assert progress.needed_per_month(remaining=60, months_left=0) is None
    assert progress.needed_per_month(remaining=60, months_left=-3) is None


def window(
    current: int | None = None, before: int | None = None, two_before: int | None = None, year_ago: int | None = None
) -> Window:
    return Window(current=current, before=before, two_before=two_before, year_ago=year_ago)


def test_a_stock_has_no_single_quarter() -> None:
    assert progress.own_quarter(window(current=30, before=20), flow=False, number=2) is None
    assert progress.own_quarter(window(current=30, before=20), flow=True, number=2) == 10
    assert progress.own_quarter(window(current=30, before=20), flow=True, number=1) == 30


@pytest.mark.parametrize(
    ("number", "given_window", "expected"),
    [
        (1, window(30, 100, 80), Fraction(1, 2)),  # 30 of its own against 100 - 80
        (2, window(30, 10, 999), Fraction(1)),  # 20 against the first quarter's own 10
        (3, window(60, 30, 10), Fraction(1, 2)),  # 30 against 20
        (4, window(70, 60, 30), Fraction(-2, 3)),  # 10 against 30
        (1, window(30, 100, None), None),  # last year's fourth quarter is not known alone
        (1, window(30, None, 80), None),
        (3, window(60, 30, None), None),
        (3, window(60, None, 10), None),
        (3, window(None, 30, 10), None),
        (2, window(30, 0, None), None),  # a base of zero
        (3, window(60, 10, 30), None),  # a base below zero
    ],
)
def test_quarter_on_quarter_of_a_flow(number: int, given_window: Window, expected: Fraction | None) -> None:
    assert progress.quarter_on_quarter(given_window, flow=True, number=number) == expected


@pytest.mark.parametrize(
    ("given_window", "expected"),
    [
        (window(30, 20), Fraction(1, 2)),
        (window(10, 20, 40), Fraction(-1, 2)),
        (window(30, None), None),
        (window(None, 20), None),
        (window(30, 0), None),
    ],
)
def test_quarter_on_quarter_of_a_stock_compares_states(given_window: Window, expected: Fraction | None) -> None:
    for number in (1, 2, 3, 4):
        assert progress.quarter_on_quarter(given_window, flow=False, number=number) == expected


@pytest.mark.parametrize(
    ("given_window", "expected"),
    [
        (window(current=110, year_ago=100), Fraction(1, 10)),
        (window(current=110), None),
        (window(year_ago=100), None),
        (window(current=110, year_ago=0), None),
        (window(current=110, year_ago=-1), None),
    ],
)
def test_year_on_year(given_window: Window, expected: Fraction | None) -> None:
    assert progress.year_on_year(given_window) == expected
