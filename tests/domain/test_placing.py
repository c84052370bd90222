"""Moves since the quarter before, and how far the next better one is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.figures import RankedRow
from zones.domain.placing import Move, Placing, placings
from zones.domain.ranking import ranks
from zones.domain.region import Level, Region
from zones.domain.status import Status


def row(node: int, rank: int | None, value: int | None = None, target: int | None = None) -> RankedRow:
    place = Region(
        id=node, code=str(node), code_system="local", name=str(node), name_en="", level=Level.TOWNSHIP, node=node,
        parent_id=None, reports=True, synthetic=False,
    )  # fmt: skip
    completion = None if value is None or target is None else Fraction(value, target)
    return RankedRow(place, None, rank, value, target, completion, Status.BEHIND)


@pytest.mark.parametrize(
    ("now", "before", "move", "gained"),
    [
        (2, 5, Move.UP, 3),
        (5, 2, Move.DOWN, -3),
        (2, 2, Move.SAME, 0),
        (2, None, Move.NEW, None),
        (None, 2, Move.ABSENT, None),
        (None, None, Move.UNRANKED, None),
    ],
)
def test_moves(now: int | None, before: int | None, move: Move, gained: int | None) -> None:
    placing = Placing(row(1, now), before, None)
    assert (placing.move, placing.gained) == (move, gained)


def test_the_next_better_one_is_the_nearest_with_a_better_rank() -> None:
    rows = [row(1, 1, 80, 100), row(2, 2, 30, 50), row(3, 2, 60, 100), row(4, 4, 7, 30), row(5, None)]
    found = placings(rows, {2: 1, 4: 4}, descending=True)
    assert [item.before for item in found] == [None, 1, None, 4, None]
    assert [None if item.gap is None else item.gap.above.region.node for item in found] == [None, 1, 1, 3, None]
    # 80% of 50 is 40; 60% of 30 is 18.
    assert [None if item.gap is None else (item.gap.points, item.gap.amount) for item in found] == [
        None,
        (Fraction(1, 5), 10),
        (Fraction(1, 5), 20),
        (Fraction(11, 30), 11),
        None,
    ]


def test_what_would_draw_level_is_a_whole_number_of_units() -> None:
    rows = [row(1, 1, 2, 3), row(2, 2, 50, 100)]
    gap = placings(rows, {}, descending=True)[1].gap
    assert gap is not None
    assert (gap.points, gap.amount) == (Fraction(1, 6), 17)


def test_without_targets_only_units_are_told() -> None:
    rows = [row(1, 1, 9), row(2, 2, 5)]
    gap = placings(rows, {}, descending=True)[1].gap
    assert gap is not None
    assert (gap.points, gap.amount) == (None, 4)


def test_what_has_no_value_is_at_no_distance() -> None:
    assert [item.gap for item in placings([row(1, 1, 5, 10), row(2, 2)], {}, descending=True)] == [None, None]


def test_where_less_is_better_the_distance_goes_down() -> None:
    rows = [row(1, 1, 1, 3), row(2, 2, 50, 100)]
    gap = placings(rows, {}, descending=False)[1].gap
    assert gap is not None
    assert (gap.points, gap.amount) == (Fraction(1, 6), 17)  # 50 - 17 = 33, at most a third of 100


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2, max_size=8))
def test_the_amount_told_is_exactly_enough(given_rows: list[tuple[int, int]]) -> None:
    completions = {node: Fraction(value, target) for node, (value, target) in enumerate(given_rows, 1)}
    places = ranks(completions)
    rows = sorted(
        (row(node, places[node], *given_rows[node - 1]) for node in completions), key=lambda one: one.rank or 0
    )
    for item in placings(rows, {}, descending=True):
        if item.gap is None:
            assert item.row.rank == 1
            continue
        value, target, above = item.row.value or 0, item.row.target or 1, item.gap.above.completion
        assert above is not None
        assert Fraction(value + item.gap.amount, target) >= above > Fraction(value + item.gap.amount - 1, target)
