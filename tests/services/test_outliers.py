"""Figures out of line with a region's own past and with the regions beside it."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import FIRMS, MONEY, PROJECTS, Q1, TARGETS, declared
from zones.domain.quality import Basis
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.below import regions_below
from zones.services.outliers import Outlier, _Judge, outliers
from zones.store import value_reads

if TYPE_CHECKING:
    from tests.services.conftest import Office

WAN = 10_000  # smallest units in the declared unit of money
SPRING = Quarter(2006, 1)


def found(office: Office, code: str = "jia", **how: object) -> list[Outlier]:
    return outliers(office.deployment, region=office.region(code), quarter=SPRING, **how)


def past(office: Office, code: str, singles: list[int]) -> None:
    """Single quarters (declared unit) up to the end of 2005, oldest first."""
    start = Q1 - len(singles)
    total, rows = 0, []
    for at, single in enumerate(singles):
        total = single if (start + at) % 4 == 0 else total + single
        rows.append((start + at, code, {MONEY: total * WAN}))
    office.book.submit(*rows)


def test_a_single_quarter_far_off_its_own_past(office: Office) -> None:
    past(office, "jia1", [100, 110, 90, 100, 105, 95, 100, 100])
    past(office, "jia2", [100, 110, 90, 100, 105, 95, 100, 100])
    office.book.submit((Q1, "jia1", {MONEY: 1000 * WAN}), (Q1, "jia2", {MONEY: 120 * WAN}))
    (item,) = found(office)
    assert (item.region.code, item.indicator.code, item.basis) == ("jia1", MONEY, Basis.HISTORY)
    deviation = item.deviation
    assert (deviation.value, deviation.usual, deviation.times, deviation.compared) == (1000 * WAN, 100 * WAN, 45, 8)


def test_a_short_past_decides_nothing(office: Office) -> None:
    past(office, "jia1", [100, 100, 100, 100, 100])
    office.book.submit((Q1, "jia1", {MONEY: 10**6 * WAN}))
    assert found(office) == []


def test_a_gap_leaves_out_two_single_quarters_not_a_zero(office: Office) -> None:
    office.book.submit(
        *(
            (Q1 - back, "jia1", {MONEY: value * WAN})
            for back, value in ((8, 100), (7, 200), (6, 300), (5, 400), (4, 100))
        )
    )
    office.book.submit((Q1 - 1, "jia1", {MONEY: 400 * WAN}), (Q1, "jia1", {MONEY: 10**6 * WAN}))
    # Five single quarters are known: of 2005 only the first.
    assert found(office) == []


def test_only_the_declared_number_of_quarters_is_looked_at(office: Office) -> None:
    quarters = office.deployment.catalogue.reporting.outliers.quarters
    past(office, "jia1", [1] * 20 + [100] * quarters)
    office.book.submit((Q1, "jia1", {MONEY: 100 * WAN}))
    assert found(office) == []


@pytest.fixture
def county(office: Office) -> Office:
    """A county of seven townships with targets from small to large, each at a quarter of its target."""
    office.book.declare(*(declared(f"t{at}", Level.TOWNSHIP, "yi") for at in range(6)))
    codes = ["yi1", *(f"t{at}" for at in range(6))]
    office.book.submit(*((2006, code, {MONEY: 100 * WAN * 4**at}) for at, code in enumerate(codes)), ledger=TARGETS)
    office.book.submit(*((Q1, code, {MONEY: 25 * WAN * 4**at}) for at, code in enumerate(codes)))
    return office


def test_sizes_do_not_matter_among_siblings_shares_of_targets_do(county: Office) -> None:
    assert found(county, "yi") == []
    county.book.submit((Q1, "t0", {MONEY: 1000 * WAN}))
    (item,) = found(county, "yi")
    assert (item.region.code, item.basis) == ("t0", Basis.SIBLINGS)
    assert (item.deviation.value, item.deviation.usual, item.deviation.compared) == (Fraction(5, 2), Fraction(1, 4), 7)


def test_of_a_small_target_one_unit_is_a_large_share_and_no_outlier(office: Office) -> None:
    office.book.declare(*(declared(f"t{at}", Level.TOWNSHIP, "yi") for at in range(6)))
    codes = ["yi1", *(f"t{at}" for at in range(6))]
    office.book.submit(*((2006, code, {PROJECTS: 3}) for code in codes), ledger=TARGETS)
    office.book.submit((Q1, "t0", {PROJECTS: 2}), *((Q1, code, {PROJECTS: 0}) for code in codes if code != "t0"))
    assert found(office, "yi") == []
    office.book.submit((2006, "t0", {PROJECTS: 30}), ledger=TARGETS)
    office.book.submit((Q1, "t0", {PROJECTS: 20}))
    assert [item.deviation.times for item in found(office, "yi")] == [20]


def test_too_few_siblings_decide_nothing(county: Office) -> None:
    office = county
    office.book.submit((2006, "jia1", {MONEY: 100 * WAN}), (2006, "jia2", {MONEY: 100 * WAN}), ledger=TARGETS)
    office.book.submit((Q1, "jia1", {MONEY: 10**6 * WAN}), (Q1, "jia2", {MONEY: 25 * WAN}))
    assert found(office, "jia") == []
    # Beside all townships of the city there are enough.
    assert [item.region.code for item in found(office, "city", level=Level.TOWNSHIP)] == ["jia1"]


def test_a_stock_is_judged_by_its_change(office: Office) -> None:
    states = [10, 12, 14, 16, 18, 20, 22, 24]
    office.book.submit(*((Q1 - 8 + at, "jia1", {FIRMS: value}) for at, value in enumerate(states)))
    office.book.submit((Q1, "jia1", {FIRMS: 26}))
    assert found(office) == []
    office.book.submit((Q1, "jia1", {FIRMS: 2600}))
    (item,) = found(office)
    assert (item.deviation.value, item.deviation.usual, item.deviation.compared) == (2576, 2, 7)


def test_the_furthest_off_come_first_and_indicators_can_be_chosen(office: Office) -> None:
    for code in ("jia1", "jia2"):
        past(office, code, [100] * 8)
    office.book.submit((Q1, "jia1", {MONEY: 1000 * WAN}), (Q1, "jia2", {MONEY: 5000 * WAN}))
    assert [item.region.code for item in found(office)] == ["jia2", "jia1"]
    firms = office.deployment.catalogue.indicators[FIRMS]
    assert found(office, indicators=[firms]) == []


def test_the_first_look_passes_nothing_over(office: Office) -> None:
    """Every figure judged by the exact rule alone gives the same list."""
    chance = random.Random(20060331)  # noqa: S311  repeatable, not secret
    office.book.declare(*(declared(f"more{at}", Level.TOWNSHIP, "jia") for at in range(9)))
    units = ["jia1", "jia2", "jiaz", "yi1", *(f"more{at}" for at in range(9))]
    office.book.submit(*((2006, code, {MONEY: 1000 * WAN, FIRMS: 50}) for code in units), ledger=TARGETS)
    office.book.submit(
        *(
            (at, code, {MONEY: chance.choice([0, 1, 10, 11, 300]) * (at % 4 + 1) * WAN, FIRMS: chance.randint(0, 60)})
            for code in units
            for at in range(Q1 - 10, Q1 + 1)
            if chance.random() < 0.95
        )
    )
    deployment, region = office.deployment, office.region("city")
    indicators, rule = deployment.catalogue.indicators.values(), deployment.catalogue.reporting.outliers
    codes, periods = list(deployment.catalogue.indicators), range(Q1 - 12, Q1 + 1)
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=SPRING, level=Level.TOWNSHIP)
        figures, targets = (
            value_reads.values_in_force(connection, ledger, periods=among, spans=below.spans, codes=codes)
            for ledger, among in ((deployment.figures, periods), (deployment.targets, [2006]))
        )
    judges = [_Judge(rule, SPRING, indicator, below, figures, targets) for indicator in indicators]
    alone = {item for judge in judges for one in below.regions if (item := judge.against_history(one))}
    alone |= {item for judge in judges for item in judge.against_siblings(below.regions, Level.TOWNSHIP)}
    assert alone
    assert set(found(office, "city", level=Level.TOWNSHIP)) == alone
