"""Figures too round or constant, in what regions reported themselves."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import FIRMS, MONEY, PROJECTS, Q1
from zones.domain.quality import Oddity
from zones.domain.quarter import Quarter
from zones.services.odd_figures import OddFigures, odd_figures

if TYPE_CHECKING:
    from tests.services.conftest import Office

WAN = 10_000
AUTUMN = Quarter(2006, 3)
Q3 = AUTUMN.ordinal


def found(office: Office, code: str = "jia", quarter: Quarter = AUTUMN) -> list[OddFigures]:
    return odd_figures(office.deployment, region=office.region(code), quarter=quarter)


def report(office: Office, code: str, indicator: str, values: list[int], *, last: int = Q3, scale: int = WAN) -> None:
    """Cumulative figures of the quarters up to `last`, in the declared unit."""
    start = last - len(values) + 1
    office.book.submit(*((start + at, code, {indicator: value * scale}) for at, value in enumerate(values)))


def test_too_many_round_figures(office: Office) -> None:
    report(office, "jia1", MONEY, [300, 500, 800, 1100, 200, 500, 900, 12345], last=Q3)
    report(office, "jia2", MONEY, [301, 512, 877, 1103, 200, 530, 968, 12345], last=Q3)
    (item,) = found(office)
    assert (item.region.code, item.oddity, item.indicator) == ("jia1", Oddity.ROUND, None)
    assert (item.count, item.of, item.share) == (7, 8, Fraction(7, 8))


def test_few_figures_decide_nothing(office: Office) -> None:
    report(office, "jia1", MONEY, [300, 500, 800])
    assert found(office) == []


def test_small_figures_cannot_be_too_round(office: Office) -> None:
    report(office, "jia1", PROJECTS, [10, 20, 30, 40, 10, 20, 30, 45], scale=1)
    assert found(office) == []


def test_a_cumulative_figure_that_stands_still(office: Office) -> None:
    report(office, "jia1", MONEY, [523, 523, 523])
    (item,) = found(office)
    assert (item.oddity, item.indicator and item.indicator.code) == (Oddity.UNMOVED, MONEY)
    assert (item.value, item.of) == (523 * WAN, 3)


def test_equal_quarters_even_over_the_turn_of_the_year(office: Office) -> None:
    report(office, "jia1", MONEY, [117, 234, 351], last=Q3)
    report(office, "jia2", MONEY, [117, 234, 117], last=Q1)
    assert [(item.region.code, item.oddity, item.value) for item in found(office)] == [
        ("jia1", Oddity.REPEATED, 117 * WAN)
    ]
    report(office, "jia2", MONEY, [117, 234, 351, 468, 117], last=Q1)
    assert [item.oddity for item in found(office, quarter=Quarter(2006, 1))] == [Oddity.REPEATED]


def test_nothing_done_is_not_odd_and_states_may_stand_still(office: Office) -> None:
    report(office, "jia1", MONEY, [0, 0, 0])
    report(office, "jia2", FIRMS, [5, 5, 5], scale=1)
    assert found(office) == []


def test_small_counts_are_equal_by_chance(office: Office) -> None:
    report(office, "jia1", PROJECTS, [1, 2, 3], scale=1)
    report(office, "jia2", PROJECTS, [12, 12, 12], scale=1)
    assert found(office) == []


def test_sums_are_not_judged_only_own_reports(office: Office) -> None:
    report(office, "jia1", MONEY, [523, 523, 523])
    assert found(office, "city") == []
    report(office, "jia", MONEY, [777, 777, 777])
    assert [(item.region.code, item.value) for item in found(office, "city")] == [("jia", 777 * WAN)]
