"""Numbers of whole columns are the numbers of their cells."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zones.catalogue import load_catalogue
from zones.domain.indicator import Indicator
from zones.services.json_forms import numbers

INDICATORS = list(load_catalogue().indicators.values())


@given(st.sampled_from(INDICATORS), st.lists(st.integers(-(2**53) + 1, 2**53 - 1), max_size=6))
def test_a_column_says_what_each_of_its_values_says(indicator: Indicator, values: list[int]) -> None:
    column = numbers(np.array(values, dtype=np.int64), indicator)
    assert json.dumps(column) == json.dumps([indicator.number(value) for value in values])
