"""Milestones of single regions: they go before what the goals declare, and nothing of them is ever lost."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import CATALOGUE, MONEY, PROJECTS, Q2, TARGETS
from zones.domain.errors import ReasonMissingError
from zones.domain.milestone import InvalidMilestoneError, Milestone
from zones.domain.past_half import GoalStanding, GoalState, Yardstick
from zones.domain.quarter import Quarter
from zones.services.milestones import (
    DeclaredMilestone,
    amounts_due,
    declare_milestones,
    milestone_history,
    milestones_of,
    stated_milestone,
)
from zones.services.past_half import past_half

if TYPE_CHECKING:
    from tests.services.conftest import Office

HALF = Quarter(2006, 2)


def declare(
    office: Office,
    milestone: Milestone | None,
    *,
    region: str = "jia1",
    indicator: str = MONEY,
    quarter: Quarter = HALF,
    reason: str = "会议纪要",
) -> None:
    chosen = office.deployment.catalogue.indicators[indicator]
    item = DeclaredMilestone(office.region(region), chosen, quarter, milestone)
    declare_milestones(office.deployment, [item], author="张", reason=reason)


def standing(office: Office, region: str = "jia1", yardstick: Yardstick = Yardstick.MILESTONE) -> GoalStanding:
    view = past_half(office.deployment, region=office.region("city"), year=2006, yardstick=yardstick)
    row = next(row for row in view.rows if row.region.code == region)
    return next(item for item in row.standings if item.goal.code == "infrastructure_past_half")


@pytest.fixture
def half(office: Office) -> Office:
    """Two townships at 50% of their targets."""
    office.book.submit((Q2, "jia1", {MONEY: 50}), (Q2, "jia2", {MONEY: 50}))
    office.book.submit((2006, "jia1", {MONEY: 100}), (2006, "jia2", {MONEY: 100}), ledger=TARGETS)
    return office


def test_a_share_of_its_own_goes_before_the_declared_one(half: Office) -> None:
    declare(half, Milestone(share=Fraction(2, 3)))
    judged = standing(half)
    assert (judged.state, judged.due, judged.milestone, judged.missing) == (
        GoalState.MISSED,
        Fraction(2, 3),
        Fraction(200, 3),
        17,
    )
    assert standing(half, "jia2").state is GoalState.MET


def test_an_amount_goes_before_the_declared_share(half: Office) -> None:
    declare(half, Milestone(amount=51))
    judged = standing(half)
    assert (judged.state, judged.due, judged.missing) == (GoalState.MISSED, Fraction(51, 100), 1)
    declare(half, Milestone(amount=50))
    assert standing(half).state is GoalState.MET


def test_what_is_due_by_a_quarter_is_the_regions_own_milestone_else_the_declared_one(half: Office) -> None:
    def due(quarter: Quarter = HALF) -> dict[Quarter, Fraction]:
        money = half.deployment.catalogue.indicators[MONEY]
        return amounts_due(
            half.deployment, region=half.region("jia1"), indicator=money, quarters=[Quarter(2006, 1), HALF, quarter]
        )

    assert due() == {HALF: 50}
    declare(half, Milestone(share=Fraction(2, 3)))
    declare(half, Milestone(amount=70), quarter=Quarter(2006, 3))
    assert due(Quarter(2006, 3)) == {HALF: Fraction(200, 3), Quarter(2006, 3): 70}


@pytest.mark.parametrize(
    ("text", "milestone"),
    [
        ("2/3", Milestone(share=Fraction(2, 3))),
        ("50%", Milestone(share=Fraction(1, 2))),
        ("1,200.5", Milestone(amount=12_005_000)),
        (" ", None),
    ],
)
def test_a_milestone_as_typed(text: str, milestone: Milestone | None) -> None:
    assert stated_milestone(text, CATALOGUE.indicators[MONEY]) == milestone


@pytest.mark.parametrize("text", ["一半", "1/0", "0", "-5", "0.00001", "50%%"])
def test_a_milestone_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidMilestoneError):
        stated_milestone(text, CATALOGUE.indicators[MONEY])


def test_an_amount_is_judged_without_a_target(office: Office) -> None:
    office.book.submit((Q2, "yi1", {MONEY: 7}))
    assert standing(office, "yi1").state is GoalState.NO_TARGET
    declare(office, Milestone(amount=8), region="yi1")
    assert (standing(office, "yi1").state, standing(office, "yi1").due) == (GoalState.MISSED, None)


@pytest.mark.parametrize("yardstick", [Yardstick.LINEAR, Yardstick.LAST_YEAR])
def test_the_other_yardsticks_stay_what_they_are(half: Office, yardstick: Yardstick) -> None:
    before = standing(half, yardstick=yardstick)
    declare(half, Milestone(share=Fraction(9, 10)))
    assert standing(half, yardstick=yardstick) == before


def test_only_the_same_indicator_and_quarter_are_meant(half: Office) -> None:
    declare(half, Milestone(share=Fraction(9, 10)), indicator=PROJECTS)
    declare(half, Milestone(share=Fraction(9, 10)), quarter=Quarter(2006, 3))
    declare(half, Milestone(share=Fraction(9, 10)), quarter=Quarter(2007, 2))
    assert standing(half).state is GoalState.MET


def test_the_newest_counts_and_lifting_it_brings_the_declared_one_back(half: Office) -> None:
    for milestone in (Milestone(share=Fraction(3, 5)), Milestone(amount=70), None):
        declare(half, milestone)
    assert (standing(half).state, standing(half).due) == (GoalState.MET, Fraction(1, 2))
    past = milestone_history(half.deployment, region=half.region("jia1"), year=2006)
    assert [(item.milestone, item.counts) for item in past] == [
        (None, False),
        (Milestone(amount=70), False),
        (Milestone(share=Fraction(3, 5)), False),
    ]
    assert {(item.author, item.reason, item.created_at.utcoffset() is not None) for item in past} == {
        ("张", "会议纪要", True)
    }


def test_the_milestones_of_a_year_by_quarter(office: Office) -> None:
    declare(office, Milestone(share=Fraction(1, 5)), quarter=Quarter(2006, 1))
    declare(office, Milestone(share=Fraction(2, 5)))
    declare(office, Milestone(amount=9))
    declare(office, Milestone(amount=1), quarter=Quarter(2007, 1))
    money = office.deployment.catalogue.indicators[MONEY]
    assert milestones_of(office.deployment, region=office.region("jia1"), year=2006, indicator=money) == {
        Quarter(2006, 1): Milestone(share=Fraction(1, 5)),
        HALF: Milestone(amount=9),
    }
    assert milestones_of(office.deployment, region=office.region("jia2"), year=2006, indicator=money) == {}


def test_a_reason_is_asked_for_and_nothing_is_stored_without(office: Office) -> None:
    with pytest.raises(ReasonMissingError):
        declare(office, Milestone(amount=1), reason="  ")
    assert milestone_history(office.deployment, region=office.region("jia1"), year=2006) == []


def test_a_declaration_is_a_change_that_remembered_answers_are_told_of(office: Office) -> None:
    before = office.deployment.version()
    declare(office, Milestone(amount=1))
    assert office.deployment.version() == before + 1
    declare_milestones(office.deployment, [], author="a", reason="r")
    assert office.deployment.version() == before + 1
