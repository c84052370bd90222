"""双过半: exact thirds, three yardsticks, every state and every verdict."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain.past_half import Goal, GoalStanding, GoalState, Verdict, Yardstick, due_share, standing, verdict

THIRD = Goal(
    "projects_completed", "项目竣工三分之一", "A third", "projects_completed", "projects_planned", Fraction(1, 3)
)
TWO_THIRDS = Goal(
    "projects_started", "项目开工三分之二", "Two thirds", "projects_started", "projects_planned", Fraction(2, 3)
)
HALF = Goal("money", "投入过半", "Half", "money", "money", Fraction(1, 2))


def judged(goal: Goal, figure: int | None, target: int | None, *, half_is_in: bool = True) -> GoalStanding:
    return standing(goal, figure=figure, target=target, due=goal.due, half_is_in=half_is_in)


@pytest.mark.parametrize(
    ("goal", "figure", "target", "state", "missing"),
    [
        (THIRD, 33, 100, GoalState.MISSED, 1),
        (THIRD, 34, 100, GoalState.MET, 0),
        (THIRD, 33, 99, GoalState.MET, 0),
        (THIRD, 32, 99, GoalState.MISSED, 1),
        (THIRD, 0, 100, GoalState.MISSED, 34),
        (TWO_THIRDS, 66, 100, GoalState.MISSED, 1),
        (TWO_THIRDS, 67, 100, GoalState.MET, 0),
        (TWO_THIRDS, 66, 99, GoalState.MET, 0),
        (TWO_THIRDS, 65, 99, GoalState.MISSED, 1),
        (HALF, 50, 100, GoalState.MET, 0),
        (HALF, 50, 101, GoalState.MISSED, 1),
        (HALF, 51, 101, GoalState.MET, 0),
        (HALF, 500, 101, GoalState.MET, 0),
    ],
)
def test_goals_are_exact(goal: Goal, figure: int, target: int, state: GoalState, missing: int) -> None:
    item = judged(goal, figure, target)
    assert item.state is state
    assert item.missing == missing
    assert item.milestone == goal.due * target
    assert item.share == Fraction(figure, target)
    assert item.met is (state is GoalState.MET)


@given(
    figure=st.integers(0, 10**6),
    target=st.integers(1, 10**6),
    due=st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)]),
)
@settings(max_examples=80)
def test_what_is_missing_is_just_enough(figure: int, target: int, due: Fraction) -> None:
    item = standing(HALF, figure=figure, target=target, due=due, half_is_in=True)
    assert item.missing is not None
    assert figure + item.missing >= due * target
    assert item.missing == max(0, math.ceil(due * target) - figure)
    assert (item.missing == 0) == (item.state is GoalState.MET)


@pytest.mark.parametrize(
    ("figure", "target", "due", "half_is_in", "state", "met"),
    [
        (5, None, Fraction(1, 2), True, GoalState.NO_TARGET, None),
        (5, 0, Fraction(1, 2), True, GoalState.NO_TARGET, None),
        (None, None, None, True, GoalState.NO_TARGET, None),
        (5, 10, None, True, GoalState.NO_YARDSTICK, None),
        (None, 10, Fraction(1, 2), True, GoalState.NO_REPORT, False),
        (None, 10, Fraction(1, 2), False, GoalState.TOO_EARLY, None),
        (4, 10, Fraction(1, 2), False, GoalState.MISSED, False),
        (5, 10, Fraction(1, 2), False, GoalState.MET, True),
    ],
)
def test_states(
    *,
    figure: int | None,
    target: int | None,
    due: Fraction | None,
    half_is_in: bool,
    state: GoalState,
    met: bool | None,
) -> None:
    item = standing(HALF, figure=figure, target=target, due=due, half_is_in=half_is_in)
    assert item.state is state
    assert item.met is met
    assert (item.milestone is None) == (state in {GoalState.NO_TARGET, GoalState.NO_YARDSTICK})
    assert (item.missing is None) == (item.milestone is None or figure is None)


def test_share_needs_figure_and_target() -> None:
    assert judged(HALF, None, 10).share is None
    assert judged(HALF, 5, None).share is None
    assert judged(HALF, 5, 0).share is None


def test_yardsticks() -> None:
    assert due_share(THIRD, Yardstick.MILESTONE) == Fraction(1, 3)
    assert due_share(THIRD, Yardstick.LINEAR) == Fraction(1, 2)
    assert due_share(THIRD, Yardstick.LAST_YEAR, last_half=30, last_year=90) == Fraction(1, 3)
    assert due_share(THIRD, Yardstick.LAST_YEAR, last_half=0, last_year=90) == 0


@pytest.mark.parametrize(("last_half", "last_year"), [(None, 90), (30, None), (None, None), (0, 0), (30, -1)])
def test_last_year_without_a_curve_asks_nothing(last_half: int | None, last_year: int | None) -> None:
    due = due_share(THIRD, Yardstick.LAST_YEAR, last_half=last_half, last_year=last_year)
    assert due is None
    assert standing(THIRD, figure=5, target=10, due=due, half_is_in=True).state is GoalState.NO_YARDSTICK


def of_state(state: GoalState) -> GoalStanding:
    return GoalStanding(HALF, state, None, None, None, None, None)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], Verdict.NO_GOAL),
        ([GoalState.NO_TARGET, GoalState.NO_YARDSTICK], Verdict.NO_GOAL),
        ([GoalState.MET, GoalState.MET], Verdict.ALL_MET),
        ([GoalState.MET, GoalState.NO_TARGET], Verdict.ALL_MET),
        ([GoalState.MET, GoalState.MISSED], Verdict.SOME_MET),
        ([GoalState.MET, GoalState.NO_REPORT], Verdict.SOME_MET),
        ([GoalState.MET, GoalState.TOO_EARLY], Verdict.SOME_MET),
        ([GoalState.MISSED, GoalState.MISSED], Verdict.NONE_MET),
        ([GoalState.MISSED, GoalState.NO_REPORT], Verdict.NONE_MET),
        ([GoalState.MISSED, GoalState.NO_YARDSTICK], Verdict.NONE_MET),
        ([GoalState.NO_REPORT, GoalState.NO_REPORT], Verdict.NO_REPORT),
        ([GoalState.NO_REPORT, GoalState.NO_TARGET], Verdict.NO_REPORT),
        ([GoalState.TOO_EARLY, GoalState.TOO_EARLY], Verdict.TOO_EARLY),
        ([GoalState.TOO_EARLY, GoalState.NO_TARGET], Verdict.TOO_EARLY),
    ],
)
def test_verdicts_whatever_the_order(states: list[GoalState], expected: Verdict) -> None:
    for order in itertools.permutations(states):
        assert verdict([of_state(state) for state in order]) is expected


def test_labels() -> None:
    assert (THIRD.label("zh"), THIRD.label("en")) == ("项目竣工三分之一", "A third")


@pytest.mark.parametrize(
    ("figure", "target", "state", "missing", "due"),
    [
        (40, 100, GoalState.MET, 0, Fraction(2, 5)),
        (39, 100, GoalState.MISSED, 1, Fraction(2, 5)),
        (39, None, GoalState.MISSED, 1, None),
        (None, None, GoalState.NO_REPORT, None, None),
    ],
)
def test_an_amount_due_by_itself_takes_the_place_of_a_share_and_needs_no_target(
    figure: int | None, target: int | None, state: GoalState, missing: int | None, due: Fraction | None
) -> None:
    judged_by_amount = standing(HALF, figure=figure, target=target, due=None, half_is_in=True, amount=40)
    assert (judged_by_amount.state, judged_by_amount.missing) == (state, missing)
    assert (judged_by_amount.due, judged_by_amount.milestone) == (due, 40)
