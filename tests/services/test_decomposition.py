"""Targets handed down: what is left, and who has none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, TARGETS
from zones.domain.handing_down import Decomposition, HandingDown
from zones.services.decomposition import DecompositionView, decomposition
from zones.services.history import target_history

if TYPE_CHECKING:
    from tests.services.conftest import Office


def view(office: Office, code: str = "city", **how: object) -> DecompositionView:
    return decomposition(office.deployment, region=office.region(code), year=2006, **how)


def target(office: Office, indicator: str = MONEY, *, year: int = 2006, **amounts: int) -> int:
    return office.book.submit(*((year, code, {indicator: value}) for code, value in amounts.items()), ledger=TARGETS)


def said(row: Decomposition) -> tuple[str, HandingDown, int | None, list[str]]:
    return row.region.code, row.state, row.left, [region.code for region in row.without]


def test_a_target_that_is_not_wholly_handed_down(office: Office) -> None:
    target(office, city=100, jia=60)
    (row,) = view(office).rows
    assert said(row) == ("city", HandingDown.SHORT, 40, ["yi"])
    assert (row.own, row.handed, row.difference, row.share) == (100, 60, 40, Fraction(3, 5))


def test_children_that_have_children_are_told_of_below(office: Office) -> None:
    target(office, city=100, jia=60, yi=40, jia1=50, jia2=20)
    found = view(office)
    assert [said(row)[:3] for row in found.rows] == [("city", HandingDown.EXACT, 0)]
    assert [said(row)[:3] for row in found.below] == [("jia", HandingDown.EXCESS, 0), ("yi", HandingDown.NOTHING, 40)]


def test_a_sum_alone_is_no_target_of_its_own(office: Office) -> None:
    target(office, jia1=50, yi1=20)
    (row,) = view(office).rows
    assert (row.state, row.own, row.handed, row.left) == (HandingDown.NO_OWN, None, 70, None)


def test_a_row_for_every_indicator_that_has_a_target(office: Office) -> None:
    target(office, city=10)
    target(office, PROJECTS, city=3, jia=3)
    target(office, PROJECTS, year=2007, city=9)
    assert [row.indicator.code for row in view(office).rows] == [MONEY, PROJECTS]
    projects = office.deployment.catalogue.indicators[PROJECTS]
    assert [row.own for row in view(office, indicators=[projects]).rows] == [3]


def test_a_region_without_children_has_nothing_to_hand_down(office: Office) -> None:
    target(office, yi1=10)
    (row,) = view(office, "yi1").rows
    assert (row.state, row.own, row.left) == (HandingDown.NOTHING, 10, 10)


def test_every_target_a_region_was_ever_given(office: Office) -> None:
    numbers = [target(office, jia1=value) for value in (10, 20, 30)]
    office.book.withdraw(numbers[2])
    money = office.deployment.catalogue.indicators[MONEY]
    past = target_history(office.deployment, region=office.region("jia1"), year=2006, indicator=money)
    assert [(item.value, item.in_force, item.submission.id) for item in past] == [
        (10, False, numbers[0]),
        (20, True, numbers[1]),
        (30, False, numbers[2]),
    ]
    assert target_history(office.deployment, region=office.region("jia1"), year=2007, indicator=money) == []
