"""Who stands where among the regions of one level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.book import FIRMS, MONEY, Q1, TARGETS, declared
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.ranking import ranking

if TYPE_CHECKING:
    from tests.services.conftest import Office


def ranked(
    office: Office, indicator: str, level: Level = Level.TOWNSHIP, *, within: str | None = "city"
) -> list[tuple[int | None, str]]:
    rows = ranking(
        office.deployment,
        region=None if within is None else office.region(within),
        level=level,
        indicator=office.deployment.catalogue.indicators[indicator],
        quarter=Quarter(2006, 1),
    )
    return [(row.rank, row.region.code) for row in rows]


def test_best_completion_first_ties_share_and_the_unranked_stand_last(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "yi1", {MONEY: 50}))
    office.book.submit(
        *((2006, code, {MONEY: 10}) for code in ("jia1", "jia2")), (2006, "yi1", {MONEY: 100}), ledger=TARGETS
    )
    assert ranked(office, MONEY) == [(1, "jia1"), (1, "yi1"), (None, "jia2")]
    assert ranked(office, MONEY, Level.COUNTY) == [(1, "yi"), (2, "jia")]


def test_without_a_region_the_whole_tree_is_ranked(office: Office) -> None:
    office.book.declare(declared("elsewhere", Level.CITY), declared("far", Level.COUNTY, "elsewhere"))
    office.book.submit((Q1, "yi1", {MONEY: 5}), (Q1, "far", {MONEY: 9}))
    office.book.submit(*((2006, code, {MONEY: 10}) for code in ("yi1", "far")), ledger=TARGETS)
    assert ranked(office, MONEY, Level.COUNTY, within=None) == [(1, "far"), (2, "yi"), (None, "jia")]
    assert ranked(office, MONEY, Level.COUNTY) == [(1, "yi"), (None, "jia")]


def test_a_stock_without_targets_is_ranked_by_its_size(office: Office) -> None:
    office.book.submit((Q1, "jia1", {FIRMS: 3}), (Q1, "yi1", {FIRMS: 8}))
    assert ranked(office, FIRMS) == [(1, "yi1"), (2, "jia1"), (None, "jia2")]


def test_each_row_names_what_it_stands_under(office: Office) -> None:
    office.book.submit((Q1, "yi1", {MONEY: 1}))
    rows = ranking(
        office.deployment,
        region=office.region("city"),
        level=Level.TOWNSHIP,
        indicator=office.deployment.catalogue.indicators[MONEY],
        quarter=Quarter(2006, 1),
    )
    assert {row.region.code: row.parent and row.parent.name for row in rows} == {
        "jia1": "甲县",
        "jia2": "甲县",
        "yi1": "乙县",
    }
