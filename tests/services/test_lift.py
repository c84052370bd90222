"""What would lift a county over its line: exact, from its children or from townships further down."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, Q1, Q2, TARGETS
from zones.domain.lift import Lift, LiftOutcome
from zones.domain.milestone import Milestone
from zones.domain.past_half import Yardstick
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.lift import LiftView, lifts
from zones.services.lift_words import lift_sentences
from zones.services.milestones import DeclaredMilestone, declare_milestones

if TYPE_CHECKING:
    from tests.services.conftest import Office

GOAL = "infrastructure_past_half"


def view_of(office: Office, code: str = "jia", **how: object) -> LiftView:
    return lifts(office.deployment, region=office.region(code), year=2006, **how)


def lift_of(view: LiftView) -> Lift:
    return next(lift for lift in view.lifts if lift.standing.goal.code == GOAL)


def steps(lift: Lift) -> list[tuple[str, int, bool]]:
    return [(step.region.code, step.lift, step.silent) for step in lift.steps]


def report(office: Office, **figures: int) -> None:
    office.book.submit(*((Q2, code, {MONEY: value}) for code, value in figures.items()))


def target(office: Office, **targets: int) -> None:
    office.book.submit(*((2006, code, {MONEY: value}) for code, value in targets.items()), ledger=TARGETS)


def test_one_child_is_enough_where_it_is_far_enough_behind(office: Office) -> None:
    target(office, jia1=100, jia2=100, jiaz=100)
    report(office, jia1=45, jia2=20, jiaz=60)
    lift = lift_of(view_of(office))
    assert (lift.standing.missing, lift.outcome, lift.able) == (25, LiftOutcome.ENOUGH, 2)
    assert steps(lift) == [("jia2", 30, False)]
    assert (lift.brought, lift.still_missing) == (30, 0)


def test_the_smallest_set_is_said_in_a_sentence(office: Office) -> None:
    target(office, jia1=100, jia2=100, jiaz=100)
    report(office, jia1=45, jia2=20, jiaz=60)
    view, indicators = view_of(office), office.deployment.catalogue.indicators
    zh = next(line for line in lift_sentences(view, indicators, "zh") if line.startswith("基础设施投入过半"))
    assert "最少1个达标即可过线:河西镇 +" in zh
    assert any("1 are enough to pass" in line for line in lift_sentences(view, indicators, "en"))


def test_children_on_a_tie_go_in_tree_order(office: Office) -> None:
    target(office, jia1=100, jia2=100, jiaz=100)
    report(office, jia1=40, jia2=40, jiaz=60)
    assert steps(lift_of(view_of(office))) == [("jia1", 10, False)]


def test_a_met_goal_needs_no_lift(office: Office) -> None:
    target(office, jia1=100, jia2=100)
    report(office, jia1=100, jia2=0)
    assert view_of(office).lifts == ()


def test_a_parent_with_a_target_beyond_its_children_cannot_be_lifted_by_them(office: Office) -> None:
    target(office, jia=1000, jia1=100, jia2=100)
    report(office, jia1=40, jia2=45)
    lift = lift_of(view_of(office))
    assert (lift.outcome, lift.standing.missing, lift.still_missing) == (LiftOutcome.NOT_ENOUGH, 415, 400)
    assert steps(lift) == [("jia1", 10, False), ("jia2", 5, False)]


def test_a_silent_child_brings_its_whole_milestone(office: Office) -> None:
    target(office, jia1=100, jia2=100, jiaz=21)
    report(office, jia1=50)
    lift = lift_of(view_of(office))
    assert steps(lift) == [("jia2", 50, True), ("jiaz", 11, True)]
    assert (lift.outcome, lift.standing.missing) == (LiftOutcome.ENOUGH, 61)


def test_a_silent_child_of_a_county_that_reports_itself_is_not_counted_on(office: Office) -> None:
    target(office, jia1=100, jia2=100)
    report(office, jia=90, jia1=45)
    lift = lift_of(view_of(office))
    assert steps(lift) == [("jia1", 5, False)]
    assert [region.code for region in lift.uncounted] == ["jia2"]
    assert (lift.outcome, lift.still_missing) == (LiftOutcome.NOT_ENOUGH, 5)
    assert [region.code for region in lift.follow] == ["jia"]


def test_townships_can_lift_a_city(office: Office) -> None:
    target(office, jia1=100, jia2=100, yi1=100)
    report(office, jia1=50, jia2=10, yi1=30)
    view = view_of(office, "city", level=Level.TOWNSHIP)
    assert [unit.code for unit in view.units] == ["jia1", "jia2", "yi1"]
    assert steps(lift_of(view)) == [("jia2", 40, False), ("yi1", 20, False)]
    assert steps(lift_of(view_of(office, "city"))) == [("jia", 40, False), ("yi", 20, False)]


def test_a_county_in_between_that_reports_itself_has_to_follow(office: Office) -> None:
    target(office, jia=200, jia1=100, jia2=100, yi1=100)
    report(office, jia=90, jia1=45, yi1=50)
    lift = lift_of(view_of(office, "city", level=Level.TOWNSHIP))
    assert [region.code for region in lift.follow] == ["jia"]
    assert [region.code for region in lift.uncounted] == ["jia2"]


def test_nothing_can_be_lifted_before_anything_is_reported(office: Office) -> None:
    target(office, jia1=100)
    view = view_of(office)
    assert (view.as_of, view.lifts) == (None, ())


def test_a_goal_nobody_reported_on_has_nothing_to_lift(office: Office) -> None:
    target(office, jia1=100)
    office.book.submit((Q2, "jia1", {PROJECTS: 5}))
    lift = lift_of(view_of(office))
    assert (lift.outcome, lift.steps, lift.still_missing) == (LiftOutcome.NO_REPORT, (), None)


def test_before_the_half_is_in_the_first_quarter_stands_in(office: Office) -> None:
    target(office, jia1=100, jia2=100)
    office.book.submit((Q1, "jia1", {MONEY: 20}), (Q1, "jia2", {MONEY: 30}))
    view = view_of(office)
    assert view.as_of == Quarter(2006, 1)
    assert steps(lift_of(view)) == [("jia1", 30, False), ("jia2", 20, False)]


def test_each_unit_reaches_its_own_milestone_by_the_chosen_yardstick(office: Office) -> None:
    office.book.submit(
        *((Q2 - 4, code, {MONEY: value}) for code, value in (("jia1", 80), ("jia2", 20))),
        *((Q2 - 2, code, {MONEY: 100}) for code in ("jia1", "jia2")),
    )
    target(office, jia=200, jia1=100, jia2=100)
    report(office, jia1=50, jia2=40)
    last_year = lift_of(view_of(office, yardstick=Yardstick.LAST_YEAR))
    assert (last_year.standing.missing, steps(last_year)) == (10, [("jia1", 30, False)])
    declare_milestones(
        office.deployment,
        [
            DeclaredMilestone(
                office.region("jia2"),
                office.deployment.catalogue.indicators[MONEY],
                Quarter(2006, 2),
                Milestone(share=Fraction(3, 4)),
            )
        ],
        author="a",
        reason="r",
    )
    assert steps(lift_of(view_of(office))) == [("jia2", 35, False)]
