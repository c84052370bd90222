"""One indicator of one region over the quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.book import FIRMS, MONEY, Q1, Q2, TARGETS
from zones.domain.quarter import Quarter
from zones.services.trend import has_values, recent_trends, trend, trends_of_regions, whole_trend

if TYPE_CHECKING:
    from tests.services.conftest import Office


def test_a_point_a_quarter_with_gaps_left_open(office: Office) -> None:
    money = office.deployment.catalogue.indicators[MONEY]
    office.book.submit((Q1 - 1, "jia1", {MONEY: 40}), (Q1, "jia1", {MONEY: 5}), (Q2 + 1, "jia1", {MONEY: 20}))
    office.book.submit((2006, "jia1", {MONEY: 100}), ledger=TARGETS)
    points = trend(
        office.deployment,
        region=office.region("jia1"),
        indicator=money,
        first=Quarter(2005, 4),
        last=Quarter(2006, 3),
    )
    assert [(str(point.quarter), point.value, point.single_quarter, point.target) for point in points] == [
        ("2005Q4", 40, None, None),
        ("2006Q1", 5, 5, 100),
        ("2006Q2", None, None, 100),
        ("2006Q3", 20, None, 100),
    ]


def test_the_whole_trend_runs_from_the_first_to_the_last_figure(office: Office) -> None:
    money = office.deployment.catalogue.indicators[MONEY]
    office.book.submit((Q1 - 8, "yi1", {MONEY: 1}), (Q1, "jia1", {MONEY: 5}), (Q2, "jia1", {MONEY: 9}))
    points = whole_trend(office.deployment, region=office.region("jia1"), indicator=money, last=Quarter(2006, 4))
    assert [str(point.quarter) for point in points] == ["2006Q1", "2006Q2"]
    assert has_values(points)
    silent = whole_trend(office.deployment, region=office.region("jia2"), indicator=money, last=Quarter(2006, 4))
    assert silent == []
    assert not has_values(silent)


def test_a_stock_has_no_part_of_a_quarter_and_approximate_figures_are_marked(office: Office) -> None:
    firms = office.deployment.catalogue.indicators[FIRMS]
    office.book.submit((Q1, "jia1", {FIRMS: 5}), approximate=[(0, FIRMS)])
    point = trend(
        office.deployment, region=office.region("jia1"), indicator=firms, first=Quarter(2006, 1), last=Quarter(2006, 1)
    )[0]
    assert (point.value, point.single_quarter, point.approximate) == (5, None, True)


def test_the_two_last_years_of_regions_wherever_they_stand(office: Office) -> None:
    money = office.deployment.catalogue.indicators[MONEY]
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "yi1", {MONEY: 7}))
    office.book.submit((2006, "yi1", {MONEY: 100}), ledger=TARGETS)
    regions = [office.region("yi1"), office.region("jia1")]
    last = Quarter(2006, 1)
    found = trends_of_regions(office.deployment, regions=regions, indicator=money, last=last)
    assert list(found) == regions
    for region, points in found.items():
        alone = recent_trends(office.deployment, region=region, indicators=[money], last=last)
        assert points == alone[MONEY]
        assert [str(points[0].quarter), str(points[-1].quarter)] == ["2004Q2", "2006Q1"]
