"""The smallest set of units that lifts a region over its line: never one too many, never one too few."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.lift import Lifter, LiftOutcome, fewest, lift_of
from zones.domain.past_half import Goal, standing
from zones.domain.region import Level, Region

THIRD = Goal("third", "三分之一", "A third", "projects_completed", "projects_planned", Fraction(1, 3))


def region(name: str) -> Region:
    return Region(
        id=ord(name[0]), code=name, code_system="local", name=name, name_en="", level=Level.TOWNSHIP, node=ord(name[0]),
        parent_id=None, reports=True, synthetic=False,
    )  # fmt: skip


def lifter(name: str, figure: int | None, target: int) -> Lifter:
    judged = standing(THIRD, figure=figure, target=target, due=THIRD.due, half_is_in=True)
    return Lifter(region(name), judged, judged.missing or 0, silent=figure is None)


@pytest.mark.parametrize(
    ("missing", "lifts", "chosen"),
    [
        (0, [5, 3], ()),
        (5, [3, 5, 2], (1,)),
        (6, [3, 5, 2], (1, 0)),
        (10, [3, 5, 2], (1, 0, 2)),
        (11, [3, 5, 2], None),
        (3, [2, 2, 2], (0, 1)),  # ties go in the order given
        (1, [0, 0], None),
        (1, [], None),
        (4, [0, 4, 0, 4], (1,)),
    ],
)
def test_the_largest_first_and_of_equals_the_first(
    missing: int, lifts: list[int], chosen: tuple[int, ...] | None
) -> None:
    assert fewest(missing=missing, lifts=lifts) == chosen


@given(missing=st.integers(0, 40), lifts=st.lists(st.integers(0, 12), max_size=7))
def test_no_other_choice_is_smaller(missing: int, lifts: list[int]) -> None:
    chosen = fewest(missing=missing, lifts=lifts)
    enough = [size for size in range(len(lifts) + 1) for some in combinations(lifts, size) if sum(some) >= missing]
    if chosen is None:
        assert enough == []
    else:
        assert len(set(chosen)) == len(chosen) == min(enough)
        assert sum(lifts[at] for at in chosen) >= missing


def test_a_goal_is_lifted_by_the_units_furthest_behind() -> None:
    county = standing(THIRD, figure=30, target=100, due=THIRD.due, half_is_in=True)
    found = lift_of(county, [lifter("a", 9, 30), lifter("b", 8, 30), lifter("c", 7, 30), lifter("d", 10, 30)])
    assert (county.missing, found.outcome, found.able) == (4, LiftOutcome.ENOUGH, 3)
    assert [(step.region.name, step.lift) for step in found.steps] == [("c", 3), ("b", 2)]
    assert (found.brought, found.still_missing) == (5, 0)


def test_where_even_all_would_not_do_all_are_named_with_what_stays_missing() -> None:
    county = standing(THIRD, figure=30, target=120, due=THIRD.due, half_is_in=True)
    found = lift_of(county, [lifter("a", 9, 30), lifter("b", 5, 30), lifter("d", 10, 30)])
    assert found.outcome is LiftOutcome.NOT_ENOUGH
    assert [step.region.name for step in found.steps] == ["b", "a"]
    assert (county.missing, found.brought, found.still_missing) == (10, 6, 4)


def test_a_region_without_a_figure_cannot_be_lifted() -> None:
    county = standing(THIRD, figure=None, target=120, due=THIRD.due, half_is_in=True)
    found = lift_of(county, [lifter("a", 9, 30)])
    assert (found.outcome, found.steps, found.still_missing) == (LiftOutcome.NO_REPORT, (), None)
