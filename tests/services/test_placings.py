"""Rankings with moves and gaps, among a level or a group, and the lists made of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import FIRMS, MONEY, Q1, Q2, TARGETS, declared
from zones.domain.errors import UnknownNameError
from zones.domain.placing import Move
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.placings import Peers, PlacingView, groups_of, ranking_with_moves
from zones.services.ranking import ranking

if TYPE_CHECKING:
    from tests.services.conftest import Office

KEY = "市级重点集中区"


def placed(
    office: Office,
    peers: Peers = Level.TOWNSHIP,
    *,
    quarter: str = "2006Q2",
    indicator: str = MONEY,
    code: str = "city",
) -> PlacingView:
    return ranking_with_moves(
        office.deployment,
        region=office.region(code),
        peers=peers,
        indicator=office.deployment.catalogue.indicators[indicator],
        quarter=Quarter.parse(quarter),
    )


def moves(view: PlacingView) -> list[tuple[str, int | None, int | None, Move]]:
    return [(item.row.region.code, item.row.rank, item.before, item.move) for item in view.rows]


@pytest.fixture
def spring(office: Office) -> Office:
    """Two quarters in which jia1 overtakes jia2, and yi1 begins to report."""
    office.book.submit(*((2006, code, {MONEY: 100}) for code in ("jia1", "jia2", "yi1")), ledger=TARGETS)
    office.book.submit((Q1, "jia1", {MONEY: 20}), (Q1, "jia2", {MONEY: 30}))
    office.book.submit((Q2, "jia1", {MONEY: 60}), (Q2, "jia2", {MONEY: 41}), (Q2, "yi1", {MONEY: 50}))
    return office


def test_moves_since_the_quarter_before(spring: Office) -> None:
    assert moves(placed(spring)) == [
        ("jia1", 1, 2, Move.UP),
        ("yi1", 2, None, Move.NEW),
        ("jia2", 3, 1, Move.DOWN),
    ]
    assert placed(spring).ranked == 3
    assert moves(placed(spring, quarter="2006Q1"))[0] == ("jia2", 1, None, Move.NEW)
    assert [item[3] for item in moves(placed(spring, quarter="2006Q3"))] == [Move.ABSENT] * 3


def test_the_rows_are_those_of_the_ranking(spring: Office) -> None:
    plain = ranking(
        spring.deployment,
        region=spring.region("city"),
        level=Level.TOWNSHIP,
        indicator=spring.deployment.catalogue.indicators[MONEY],
        quarter=Quarter(2006, 2),
    )
    assert [item.row for item in placed(spring).rows] == plain


def test_the_distance_to_the_one_above(spring: Office) -> None:
    gaps = [item.gap and (item.gap.above.region.code, item.gap.points, item.gap.amount) for item in placed(spring).rows]
    assert gaps == [None, ("jia1", Fraction(1, 10), 10), ("yi1", Fraction(9, 100), 9)]


def test_over_the_turn_of_the_year_each_quarter_goes_by_its_own_targets(office: Office) -> None:
    codes = ("jia1", "jia2")
    office.book.submit(*((2005, code, {MONEY: 100}) for code in codes), ledger=TARGETS)
    office.book.submit((2006, "jia1", {MONEY: 1000}), (2006, "jia2", {MONEY: 100}), ledger=TARGETS)
    office.book.submit((Q1 - 1, "jia1", {MONEY: 90}), (Q1 - 1, "jia2", {MONEY: 80}))
    office.book.submit((Q1, "jia1", {MONEY: 20}), (Q1, "jia2", {MONEY: 20}))
    assert moves(placed(office, quarter="2006Q1"))[:2] == [("jia2", 1, 2, Move.UP), ("jia1", 2, 1, Move.DOWN)]


def test_a_stock_is_ranked_by_its_size_with_gaps_in_units(office: Office) -> None:
    office.book.submit((Q2, "jia1", {FIRMS: 3}), (Q2, "yi1", {FIRMS: 8}))
    view = placed(office, indicator=FIRMS)
    gap = view.rows[1].gap
    assert gap is not None
    assert (gap.points, gap.amount) == (None, 5)
    rule = office.deployment.catalogue.lists["standard"]
    assert (view.listed(rule).red, view.listed(rule).black) == ((), ())


def test_a_region_that_is_gone_was_ranked_then_and_is_not_shown_now(office: Office) -> None:
    office.book.submit(*((2006, code, {MONEY: 100}) for code in ("jia1", "jia2")), ledger=TARGETS)
    office.book.submit((Q1, "jia1", {MONEY: 20}), (Q1, "jia2", {MONEY: 30}), (Q2, "jia1", {MONEY: 60}))
    office.book.declare(declared("jia2", Level.TOWNSHIP, "jia", name="河西镇", valid_to=Q1))
    assert [item[:3] for item in moves(placed(office))] == [("jia1", 1, 2), ("yi1", None, None)]


@pytest.fixture
def grouped(office: Office) -> Office:
    """Two zones and a township of one group, another zone of another."""
    office.book.declare(
        declared("jiaz", Level.ZONE, "jia", name="甲县工业园", groups=(KEY,)),
        declared("jia1z", Level.ZONE, "jia1", name="城关工业园", reports=False, groups=(KEY, "另一组")),
        declared("yi1", Level.TOWNSHIP, "yi", name="城关镇", groups=(KEY,)),
    )
    office.book.submit(*((2006, code, {MONEY: 100}) for code in ("jiaz", "jia1z", "yi1", "jia2")), ledger=TARGETS)
    office.book.submit((Q1, "jiaz", {MONEY: 10}), (Q1, "yi1", {MONEY: 20}))
    office.book.submit((Q2, "jiaz", {MONEY: 50}), (Q2, "yi1", {MONEY: 40}), (Q2, "jia2", {MONEY: 99}))
    return office


def test_the_members_of_a_group_are_ranked_apart_from_everyone_else(grouped: Office) -> None:
    assert moves(placed(grouped, KEY)) == [
        ("jiaz", 1, 2, Move.UP),
        ("yi1", 2, 1, Move.DOWN),
        ("jia1z", None, None, Move.UNRANKED),
    ]
    assert [item.row.region.code for item in placed(grouped, KEY, code="jia").rows] == ["jiaz", "jia1z"]


def test_groups_are_those_with_a_member_there(grouped: Office) -> None:
    assert groups_of(grouped.deployment, grouped.region("city")) == sorted([KEY, "另一组"])
    assert groups_of(grouped.deployment, grouped.region("yi")) == [KEY]
    assert groups_of(grouped.deployment, grouped.region("jia2")) == []


def test_an_unknown_group_names_the_known_ones(grouped: Office) -> None:
    with pytest.raises(UnknownNameError) as caught:
        placed(grouped, "省级重点")
    assert KEY in caught.value.suggestions


def test_the_lists_hold_who_meets_both_conditions(spring: Office) -> None:
    found = placed(spring).listed(spring.deployment.catalogue.lists["standard"])
    assert [row.region.code for row in found.red] == ["jia1", "yi1"]
    assert [row.region.code for row in found.black] == ["jia2"]
