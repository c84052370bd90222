"""The forms of a comparison: cumulative and single, growth, an index."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zones.domain.quarter import Quarter, quarters_between
from zones.domain.series import Extent, Figures, Form, index_base, indexed, values_of

FIRST, LAST = Quarter(2005, 1), Quarter(2006, 2)
QUARTERS = quarters_between(FIRST, LAST)
GIVEN = dict(zip((quarter.ordinal for quarter in QUARTERS), (10, 30, 60, 100, 20, 50), strict=True))


def values(form: Form, extent: Extent, *, flow: bool = True) -> list[int | Fraction | None]:
    return values_of(Figures(GIVEN, flow=flow), QUARTERS, extent=extent, form=form)


def test_amounts_cumulative_and_by_quarter() -> None:
    assert values(Form.AMOUNT, Extent.CUMULATIVE) == [10, 30, 60, 100, 20, 50]
    assert values(Form.AMOUNT, Extent.SINGLE) == [10, 20, 30, 40, 20, 30]


def test_growth_over_a_year_follows_the_extent() -> None:
    assert values(Form.YOY, Extent.CUMULATIVE)[-2:] == [1, Fraction(2, 3)]
    assert values(Form.YOY, Extent.SINGLE)[-2:] == [1, Fraction(1, 2)]
    assert values(Form.YOY, Extent.CUMULATIVE)[:4] == [None] * 4


def test_growth_over_a_quarter_is_of_single_quarters() -> None:
    expected = [None, 1, Fraction(1, 2), Fraction(1, 3), Fraction(-1, 2), Fraction(1, 2)]
    assert values(Form.QOQ, Extent.CUMULATIVE) == values(Form.QOQ, Extent.SINGLE) == expected


def test_a_stock_is_the_state_it_is() -> None:
    assert values(Form.AMOUNT, Extent.SINGLE, flow=False) == [10, 30, 60, 100, 20, 50]
    assert values(Form.QOQ, Extent.SINGLE, flow=False)[1] == 2


def test_a_missing_quarter_is_missing_in_every_form() -> None:
    without = {at: value for at, value in GIVEN.items() if at != Quarter(2005, 2).ordinal}
    figures = Figures(without, flow=True)
    for form in (Form.AMOUNT, Form.QOQ, Form.YOY, Form.INDEX):
        assert values_of(figures, QUARTERS, extent=Extent.SINGLE, form=form)[1] is None
    # The quarter behind the gap has a cumulative figure and no single one.
    assert values_of(figures, QUARTERS, extent=Extent.CUMULATIVE, form=Form.AMOUNT)[2] == 60
    assert values_of(figures, QUARTERS, extent=Extent.SINGLE, form=Form.AMOUNT)[2] is None


def test_an_index_starts_at_the_first_value_above_zero() -> None:
    given_values = [None, 0, 40, 50]
    at = index_base(given_values)
    assert at == 2
    assert [indexed(value, base=given_values[at]) for value in given_values] == [None, 0, 100, 125]
    assert index_base([None, 0, -3]) is None
    assert indexed(5, base=None) is None


@given(st.lists(st.integers(1, 10**12), min_size=4, max_size=4))
def test_the_single_quarters_of_a_year_add_up_to_its_last_figure(parts: list[int]) -> None:
    year = quarters_between(Quarter(2006, 1), Quarter(2006, 4))
    cumulative = {quarter.ordinal: sum(parts[: at + 1]) for at, quarter in enumerate(year)}
    assert values_of(Figures(cumulative, flow=True), year, extent=Extent.SINGLE, form=Form.AMOUNT) == parts
