"""Deadlines in days after the quarter's end, and rates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from zones.domain.punctuality import DeadlineRule, Tally, together
from zones.domain.quarter import Quarter


@pytest.mark.parametrize(
    ("quarter", "days", "deadline"),
    [
        ("2006Q1", 15, date(2006, 4, 15)),
        ("2006Q2", 15, date(2006, 7, 15)),
        ("2006Q4", 15, date(2007, 1, 15)),
        ("2006Q3", 0, date(2006, 9, 30)),
        ("2024Q1", 60, date(2024, 5, 30)),
    ],
)
def test_the_last_day_in_time(quarter: str, days: int, deadline: date) -> None:
    assert DeadlineRule(days).date_of(Quarter.parse(quarter)) == deadline


def test_rates_are_of_those_expected() -> None:
    tally = Tally(expected=3, reported=2, punctual=1)
    assert (tally.rate, tally.punctual_rate) == (Fraction(2, 3), Fraction(1, 3))
    nobody = Tally(expected=0, reported=0, punctual=0)
    assert (nobody.rate, nobody.punctual_rate) == (None, None)


def test_tallies_add_up() -> None:
    assert together([Tally(3, 2, 1), Tally(1, 1, 0)]) == Tally(4, 3, 1)
    assert together([]) == Tally(0, 0, 0)


def test_the_rule_says_its_days() -> None:
    assert all("15" in DeadlineRule(15).wording(language) for language in ("zh", "en"))
