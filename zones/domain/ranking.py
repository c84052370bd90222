"""Ranks among peers; ties share a rank (并列), the next rank is skipped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def ranks(values: Mapping[K, Fraction | int | None], *, descending: bool = True) -> dict[K, int]:
    """The rank of every peer that has a value: 1, 2, 2, 4. Who has none has no rank."""
    present = {key: value for key, value in values.items() if value is not None}
    places = _on_a_scale(present.values(), descending=descending)
    order = sorted(places)
    return {key: bisect_left(order, place) + 1 for key, place in zip(present, places, strict=True)}


def _on_a_scale(values: Collection[Fraction | int], *, descending: bool) -> list[int]:
    """Whole numbers in the order of the values, equal where they are equal; comparing fractions costs ten times as much.

    Two different fractions lie at least 1/(their denominators' product) apart, which the scale makes more than one.
    """
    scale = 2 * max((value.denominator.bit_length() for value in values), default=0)
    sign = -1 if descending else 1
    return [sign * ((value.numerator << scale) // value.denominator) for value in values]
