"""A region's figure: its own report, else the sum of its children's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain.rollup import Coverage, Figure, Origin, figure_in_force, total

AMOUNTS = st.one_of(st.none(), st.integers(-(10**15), 10**15))


@pytest.mark.parametrize(
    ("own", "children", "expected"),
    [
        (10, None, Figure(10, Origin.REPORTED, None)),
        (10, 10, Figure(10, Origin.REPORTED, 0)),
        (10, 12, Figure(10, Origin.REPORTED, -2)),
        (0, 12, Figure(0, Origin.REPORTED, -12)),
        (None, 12, Figure(12, Origin.ROLLED_UP, None)),
        (None, 0, Figure(0, Origin.ROLLED_UP, None)),
        (None, None, Figure(None, None, None)),
    ],
)
def test_own_report_goes_before_the_sum(own: int | None, children: int | None, expected: Figure) -> None:
    assert figure_in_force(own=own, children=children) == expected


def test_nothing_reported_is_not_zero() -> None:
    assert total([]) is None
    assert total([None, None]) is None
    assert total([None, 0]) == 0
    assert total([3, None, 4]) == 7


@given(st.lists(AMOUNTS), st.lists(AMOUNTS))
@settings(max_examples=50)
def test_parts_sum_to_the_total_in_any_order(one: list[int | None], other: list[int | None]) -> None:
    assert total([*one, *other]) == total([*other, *one]) == total([total(one), total(other)])


@pytest.mark.parametrize(
    ("expected", "reported", "complete"), [(3, 3, True), (3, 2, False), (0, 0, True), (3, 4, True)]
)
def test_coverage(*, expected: int, reported: int, complete: bool) -> None:
    assert Coverage(expected, reported).complete is complete
