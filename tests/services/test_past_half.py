"""The mid-year verdict: goals met at exactly the milestone, in thirds that are thirds, before and after the half is in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import MONEY, PROJECTS, Q1, Q2, TARGETS
from zones.domain.past_half import GoalStanding, GoalState, Verdict, Yardstick
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.past_half import PastHalfView, past_half

if TYPE_CHECKING:
    from tests.services.conftest import Office

PLANNED, STARTED, COMPLETED = "projects_planned", "projects_started", "projects_completed"


def judged(office: Office, code: str = "city", **how: object) -> PastHalfView:
    return past_half(office.deployment, region=office.region(code), year=2006, **how)


def standing_of(view: PastHalfView, code: str, goal: str) -> GoalStanding:
    row = next(row for row in view.rows if row.region.code == code)
    return next(item for item in row.standings if item.goal.code == goal)


def verdict_of(view: PastHalfView, code: str) -> Verdict:
    return next(row.verdict for row in view.rows if row.region.code == code)


def test_every_region_at_and_below_gets_a_verdict(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 5}))
    view = judged(office)
    assert [row.region.code for row in view.rows] == ["city", "jia", "jiaz", "jia1", "jia1z", "jia2", "yi", "yi1"]
    assert view.levels == [Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.ZONE]


@pytest.mark.parametrize(("figure", "state"), [(50, GoalState.MET), (49, GoalState.MISSED), (120, GoalState.MET)])
def test_equal_has_met_it(office: Office, figure: int, state: GoalState) -> None:
    office.book.submit((Q2, "jia1", {MONEY: figure}))
    office.book.submit((2006, "jia1", {MONEY: 100}), ledger=TARGETS)
    standing = standing_of(judged(office), "jia1", "infrastructure_past_half")
    assert (standing.state, standing.missing) == (state, max(50 - figure, 0))


@pytest.mark.parametrize(
    ("planned", "started", "completed", "met"),
    [(3, 2, 1, True), (100, 67, 34, True), (100, 66, 33, False), (387, 258, 129, True), (387, 257, 129, False)],
)
def test_two_thirds_and_one_third_are_exact(
    office: Office, planned: int, started: int, completed: int, *, met: bool
) -> None:
    office.book.submit((Q2, "jia1", {PROJECTS: planned, STARTED: started, COMPLETED: completed}))
    office.book.submit((2006, "jia1", {PLANNED: planned}), ledger=TARGETS)
    view = judged(office)
    goals = [standing_of(view, "jia1", goal) for goal in ("projects_landed", "projects_started", "projects_completed")]
    assert [goal.due for goal in goals] == [1, Fraction(2, 3), Fraction(1, 3)]
    assert all(goal.met for goal in goals) is met
    assert verdict_of(view, "jia1") is (Verdict.ALL_MET if met else Verdict.SOME_MET)


def test_what_is_missing_is_in_whole_units(office: Office) -> None:
    office.book.submit((Q2, "jia1", {COMPLETED: 30}))
    office.book.submit((2006, "jia1", {PLANNED: 100}), ledger=TARGETS)
    standing = standing_of(judged(office), "jia1", "projects_completed")
    assert (standing.milestone, standing.missing) == (Fraction(100, 3), 4)


def test_before_the_half_is_in_the_answer_is_what_the_rest_must_bring(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 20}))
    office.book.submit((2006, "jia1", {MONEY: 100}), (2006, "jia2", {MONEY: 100}), ledger=TARGETS)
    view = judged(office)
    standing = standing_of(view, "jia1", "infrastructure_past_half")
    assert (view.as_of, view.final, view.months_left) == (Quarter(2006, 1), False, 3)
    assert (view.needed_per_month(standing), view.pace_so_far(standing)) == (10, Fraction(20, 3))
    assert verdict_of(view, "jia2") is Verdict.TOO_EARLY


def test_once_the_half_is_in_a_silent_unit_has_not_met_it(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 60}))
    office.book.submit((2006, "jia1", {MONEY: 100}), (2006, "jia2", {MONEY: 100}), ledger=TARGETS)
    view = judged(office)
    standing = standing_of(view, "jia2", "infrastructure_past_half")
    assert (view.final, standing.state, standing.met) == (True, GoalState.NO_REPORT, False)
    assert view.needed_per_month(standing_of(view, "jia1", "infrastructure_past_half")) is None
    assert verdict_of(view, "jia2") is Verdict.NO_REPORT
    assert view.counts(Level.TOWNSHIP) == {Verdict.ALL_MET: 1, Verdict.NO_REPORT: 1, Verdict.NO_GOAL: 1}


def test_nothing_reported_is_too_early(office: Office) -> None:
    office.book.submit((2006, "jia1", {MONEY: 100}), ledger=TARGETS)
    view = judged(office)
    assert (view.as_of, view.months_left) == (None, 6)
    assert verdict_of(view, "jia1") is Verdict.TOO_EARLY
    assert verdict_of(view, "yi1") is Verdict.NO_GOAL


def test_yardsticks(office: Office) -> None:
    last_half, last_year = (Q2 - 4, "jia1", {MONEY: 30, PROJECTS: 3}), (Q2 - 2, "jia1", {MONEY: 90, PROJECTS: 10})
    office.book.submit(last_half, last_year, (Q2, "jia1", {MONEY: 40, PROJECTS: 6}))
    office.book.submit((2006, "jia1", {MONEY: 100, PLANNED: 10}), ledger=TARGETS)
    due = {
        yardstick: [
            standing_of(judged(office, yardstick=yardstick), "jia1", goal).due
            for goal in ("infrastructure_past_half", "projects_landed")
        ]
        for yardstick in Yardstick
    }
    assert due == {
        Yardstick.MILESTONE: [Fraction(1, 2), Fraction(1)],
        Yardstick.LINEAR: [Fraction(1, 2), Fraction(1, 2)],
        Yardstick.LAST_YEAR: [Fraction(1, 3), Fraction(3, 10)],
    }
    view = judged(office, yardstick=Yardstick.LAST_YEAR)
    assert standing_of(view, "jia1", "infrastructure_past_half").state is GoalState.MET


def test_without_last_year_its_curve_judges_nothing(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 40}))
    office.book.submit((2006, "jia1", {MONEY: 100}), ledger=TARGETS)
    view = judged(office, yardstick=Yardstick.LAST_YEAR)
    assert standing_of(view, "jia1", "infrastructure_past_half").state is GoalState.NO_YARDSTICK
    assert verdict_of(view, "jia1") is Verdict.NO_GOAL


def test_only_the_levels_asked_for(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 5}))
    view = judged(office, levels=[Level.COUNTY])
    assert [row.region.code for row in view.rows] == ["city", "jia", "yi"]
