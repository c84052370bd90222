"""Ranks among peers; ties share a rank (并列), the next rank is skipped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def ranks(values: Mapping[K, Fraction | int | None], *, descending: bool = True) -> dict[K, int]:
    """The rank of every peer that has a value: 1, 2, 2, 4. Who has none has no rank."""
    present = {key: (-value if descending else value) for key, value in values.items() if value is not None}
    order = sorted(present.values())
    return {key: bisect_left(order, value) + 1 for key, value in present.items()}
