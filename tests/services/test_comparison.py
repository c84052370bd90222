"""Lines of any regions and indicators over any quarters, each form exact, with what was due."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import FIRMS, MONEY, Q1, TARGETS
from tests.store.sent import sent
from zones.domain.quarter import Quarter
from zones.domain.series import Extent, Form, Series
from zones.services.comparison import comparison
from zones.services.trend import trend

if TYPE_CHECKING:
    from tests.services.conftest import Office

FIRST, LAST = Quarter(2006, 1), Quarter(2006, 4)


def lines(office: Office, *codes: str, indicator: str = MONEY, **how: object) -> list[Series]:
    return comparison(
        office.deployment,
        regions=[office.region(code) for code in codes],
        indicators=[office.deployment.catalogue.indicators[indicator]],
        **{"first": FIRST, "last": LAST, **how},
    )


def values(series: Series) -> list[int | Fraction | None]:
    return [point.value for point in series.points]


def fill(office: Office) -> None:
    office.book.submit((2006, "jia1", {MONEY: 400}), (2006, "jia2", {MONEY: 100}), ledger=TARGETS)
    last_year = [(Q1 - 4 + at, "jia1", {MONEY: value}) for at, value in enumerate((50, 100, 150, 200))]
    this_year = [(Q1 + at, "jia1", {MONEY: value}) for at, value in enumerate((100, 220, 300))]
    office.book.submit(*last_year, *this_year, (Q1 + 1, "jia2", {MONEY: 40}), approximate=[(4, MONEY)])


def test_amounts_with_what_is_due(office: Office) -> None:
    fill(office)
    cumulative, single = lines(office, "jia1")[0], lines(office, "jia1", extent=Extent.SINGLE)[0]
    assert values(cumulative) == [100, 220, 300, None]
    assert [point.due for point in cumulative.points] == [100, 200, 300, 400]
    assert values(single) == [100, 120, 80, None]
    assert [point.due for point in single.points] == [100, 100, 100, 100]
    assert [point.approximate for point in cumulative.points] == [True, False, False, False]


def test_growth_is_that_of_the_pages(office: Office) -> None:
    fill(office)
    assert values(lines(office, "jia1", form=Form.YOY)[0]) == [1, Fraction(6, 5), 1, None]
    assert values(lines(office, "jia1", form=Form.YOY, extent=Extent.SINGLE)[0]) == [
        1,
        Fraction(7, 5),
        Fraction(3, 5),
        None,
    ]
    assert values(lines(office, "jia1", form=Form.QOQ)[0]) == [1, Fraction(1, 5), Fraction(-1, 3), None]
    assert all(point.due is None for point in lines(office, "jia1", form=Form.YOY)[0].points)


def test_an_index_begins_with_a_hundred_and_takes_what_is_due_along(office: Office) -> None:
    fill(office)
    first, second = lines(office, "jia1", "jia2", form=Form.INDEX)
    assert values(first) == [100, 220, 300, None]
    assert (first.base, second.base) == (FIRST, Quarter(2006, 2))
    assert values(second) == [None, 100, None, None]
    assert [point.due for point in second.points] == [Fraction(125, 2), 125, Fraction(375, 2), 250]


def test_a_region_without_figures_is_a_line_without_values(office: Office) -> None:
    fill(office)
    for form in Form:
        silent = lines(office, "yi1", form=form)[0]
        assert (values(silent), silent.base) == ([None] * 4, None)


def test_regions_of_all_levels_stand_side_by_side(office: Office) -> None:
    fill(office)
    found = lines(office, "jia2", "city", "jia1", "jia")
    assert [series.region.code for series in found] == ["jia2", "city", "jia1", "jia"]
    assert [values(series)[1] for series in found] == [40, 260, 220, 260]


def test_a_stock_has_no_single_quarter(office: Office) -> None:
    office.book.submit((Q1, "jia1", {FIRMS: 5}), (Q1 + 1, "jia1", {FIRMS: 7}))
    assert values(lines(office, "jia1", indicator=FIRMS, extent=Extent.SINGLE)[0])[:2] == [5, 7]


def test_the_cumulative_line_is_the_trend(office: Office) -> None:
    fill(office)
    money = office.deployment.catalogue.indicators[MONEY]
    points = trend(office.deployment, region=office.region("jia1"), indicator=money, first=FIRST, last=LAST)
    assert values(lines(office, "jia1")[0]) == [point.value for point in points]
    assert values(lines(office, "jia1", extent=Extent.SINGLE)[0]) == [point.single_quarter for point in points]


def test_the_number_of_queries_does_not_grow_with_lines_or_quarters(office: Office) -> None:
    fill(office)
    regions = [office.region(code) for code in ("jia1", "jia2", "yi1")]
    with sent(office.deployment.engine) as statements:
        comparison(
            office.deployment,
            regions=regions,
            indicators=list(office.deployment.catalogue.indicators.values()),
            first=Quarter(1990, 1),
            last=LAST,
        )
    assert 0 < len(statements) <= 4
