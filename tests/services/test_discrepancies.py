"""Own reports against the sums of what is below."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, Q1
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.discrepancies import discrepancies

if TYPE_CHECKING:
    from tests.services.conftest import Office


def found(office: Office, code: str = "city", **how: object) -> list[tuple[str, str, int, Fraction | None]]:
    listed = discrepancies(office.deployment, region=office.region(code), quarter=Quarter(2006, 1), **how)
    return [(item.region.code, item.indicator.code, item.difference, item.share) for item in listed]


def test_differences_of_a_region_and_its_children_the_largest_share_first(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 40, PROJECTS: 3}), (Q1, "yi1", {MONEY: 50}))
    office.book.submit((Q1, "jia", {MONEY: 50, PROJECTS: 3}), (Q1, "yi", {MONEY: 40}), (Q1, "city", {MONEY: 100}))
    assert found(office) == [
        ("yi", MONEY, -10, Fraction(-1, 4)),
        ("jia", MONEY, 10, Fraction(1, 5)),
        ("city", MONEY, 10, Fraction(1, 10)),
    ]


def test_a_report_of_zero_has_a_difference_and_no_share(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 40}), (Q1, "jia", {MONEY: 0}))
    assert found(office, "jia") == [("jia", MONEY, -40, None)]


def test_without_both_there_is_nothing_to_compare(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 40}), (Q1, "yi", {MONEY: 40}))
    assert found(office) == []


def test_a_level_further_down_can_be_asked_for(office: Office) -> None:
    office.book.submit((Q1, "jia1z", {MONEY: 1}), (Q1, "jia1", {MONEY: 2}))
    assert found(office, level=Level.TOWNSHIP) == [("jia1", MONEY, 1, Fraction(1, 2))]
    assert found(office) == []
