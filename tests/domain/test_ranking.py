"""Ranks: ties share one, the next is skipped, the order of the peers is irrelevant."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain.ranking import ranks

VALUES = st.dictionaries(st.integers(0, 30), st.one_of(st.none(), st.fractions(-3, 3, max_denominator=6)), max_size=15)


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    values = {"a": Fraction(9, 10), "b": Fraction(4, 5), "c": Fraction(8, 10), "d": Fraction(1, 10)}
    assert ranks(values) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_the_smallest_is_first_where_less_is_better() -> None:
    assert ranks({"a": 3, "b": 1, "c": 1}, descending=False) == {"b": 1, "c": 1, "a": 3}


def test_who_has_no_value_has_no_rank() -> None:
    assert ranks({"a": None, "b": 0, "c": -1}) == {"b": 1, "c": 2}
    assert ranks({"a": None}) == {}
    assert ranks({}) == {}


def test_values_that_print_alike_are_no_tie() -> None:
    assert ranks({"a": Fraction(34500001, 10**8), "b": Fraction(345, 1000)}) == {"a": 1, "b": 2}


@given(values=VALUES, luck=st.randoms(use_true_random=False), descending=st.booleans())
@settings(max_examples=60)
def test_a_rank_is_one_more_than_the_number_of_better_ones(
    *, values: dict[int, Fraction | None], luck: random.Random, descending: bool
) -> None:
    shuffled = list(values.items())
    luck.shuffle(shuffled)
    present = {key: value for key, value in values.items() if value is not None}
    expected = {
        key: 1 + sum((other > value) if descending else (other < value) for other in present.values())
        for key, value in present.items()
    }
    assert ranks(dict(shuffled), descending=descending) == expected
