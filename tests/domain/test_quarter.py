"""Quarters: arithmetic, order, labels and what is no quarter."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain.errors import InvalidQuarterError
from zones.domain.quarter import Quarter, quarters_between

QUARTERS = st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4))
STEPS = st.integers(-150, 150)


@given(QUARTERS)
@settings(max_examples=50)
def test_ordinal_and_code_lead_back(quarter: Quarter) -> None:
    assert Quarter.from_ordinal(quarter.ordinal) == quarter
    assert Quarter.parse(str(quarter)) == quarter


@given(QUARTERS, STEPS)
@settings(max_examples=50)
def test_adding_and_subtracting_are_inverse(quarter: Quarter, steps: int) -> None:
    assert quarter + steps - steps == quarter
    assert (quarter + steps).ordinal - quarter.ordinal == steps
    assert quarter - steps == quarter + -steps


@given(QUARTERS, QUARTERS)
@settings(max_examples=50)
def test_order_is_that_of_time(one: Quarter, other: Quarter) -> None:
    assert (one < other) == (one.ordinal < other.ordinal)
    assert max(one, other).ordinal == max(one.ordinal, other.ordinal)


def test_a_year_turns_after_its_fourth_quarter() -> None:
    assert Quarter(2006, 4) + 1 == Quarter(2007, 1)
    assert Quarter(2006, 1) - 1 == Quarter(2005, 4)
    assert Quarter(2006, 1) + 4 == Quarter(2007, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2006Q1", Quarter(2006, 1)),
        (" 2006q4 ", Quarter(2006, 4)),
        ("2006-Q2", Quarter(2006, 2)),
        ("2006 Q3", Quarter(2006, 3)),
    ],
)
def test_parse(text: str, expected: Quarter) -> None:
    assert Quarter.parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "2006", "2006Q0", "2006Q5", "06Q1", "Q1 2006", "2006Q1x", "1948Q4", "0000Q1", "2006Q11"]
)
def test_what_is_no_quarter_is_said_in_both_languages(text: str) -> None:
    with pytest.raises(InvalidQuarterError) as caught:
        Quarter.parse(text)
    assert "2006Q1" in caught.value.message("zh")
    assert "is not a quarter" in caught.value.message("en")


@pytest.mark.parametrize(("year", "number"), [(2006, 0), (2006, 5), (2006, -1), (1948, 1), (10_000, 1)])
def test_impossible_quarters_are_refused(year: int, number: int) -> None:
    with pytest.raises(InvalidQuarterError):
        Quarter(year, number)


@pytest.mark.parametrize(
    ("number", "label", "span", "span_en", "share"),
    [
        (1, "2006年一季度", "2006年1—3月", "January–March 2006", Fraction(1, 4)),
        (2, "2006年二季度", "2006年1—6月", "January–June 2006", Fraction(1, 2)),
        (3, "2006年三季度", "2006年1—9月", "January–September 2006", Fraction(3, 4)),
        (4, "2006年四季度", "2006年1—12月", "January–December 2006", Fraction(1)),
    ],
)
def test_labels(number: int, label: str, span: str, span_en: str, share: Fraction) -> None:
    quarter = Quarter(2006, number)
    assert quarter.label("zh") == label
    assert quarter.label("en") == f"Q{number} 2006"
    assert quarter.span("zh") == span
    assert quarter.span("en") == span_en
    assert quarter.span_zh == span.removeprefix("2006年")
    assert quarter.share_of_year == share
    assert quarter.last_month == 3 * number


def test_quarters_between_has_both_ends() -> None:
    assert [str(quarter) for quarter in quarters_between(Quarter(2005, 4), Quarter(2006, 2))] == [
        "2005Q4",
        "2006Q1",
        "2006Q2",
    ]
    assert quarters_between(Quarter(2006, 2), Quarter(2006, 2)) == [Quarter(2006, 2)]
    assert quarters_between(Quarter(2006, 2), Quarter(2006, 1)) == []
