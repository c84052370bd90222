"""JSON numbers are the nearest to the exact ones, and those of whole columns are the numbers of their cells."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zones.catalogue import load_catalogue
from zones.domain.indicator import Indicator
from zones.services.json_forms import amount, numbers, points, share

INDICATORS = list(load_catalogue().indicators.values())


@given(st.sampled_from(INDICATORS), st.lists(st.integers(-(2**53) + 1, 2**53 - 1), max_size=6))
def test_a_column_says_what_each_of_its_values_says(indicator: Indicator, values: list[int]) -> None:
    column = numbers(np.array(values, dtype=np.int64), indicator)
    assert json.dumps(column) == json.dumps([indicator.number(value) for value in values])


@given(st.fractions(), st.sampled_from(INDICATORS))
def test_shares_and_amounts_are_the_numbers_nearest_to_them(value: Fraction, indicator: Indicator) -> None:
    assert (share(value), points(value)) == (float(value), float(value * 100))
    declared = value / indicator.scale
    assert amount(value, indicator) == (int(declared) if declared.denominator == 1 else float(declared))


def test_what_is_absent_is_null() -> None:
    assert (share(None), points(None), amount(None, INDICATORS[0])) == (None, None, None)
