"""Numbers and units in words: one rounding, half up, at display."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.catalogue import load_catalogue
from zones.domain.progress import lead
from zones.domain.wording import (
    ABSENT,
    ExactAmount,
    grouped,
    growth_in_prose,
    growth_in_table,
    percent,
    points,
    prose_value,
    rounded,
    table_value,
)

CATALOGUE = load_catalogue()
MONEY = CATALOGUE.indicators["infrastructure_investment"]
AREA = CATALOGUE.indicators["factory_area_started"]
LAND = CATALOGUE.indicators["land_transferred"]
ROADS = CATALOGUE.indicators["roads_built"]
PROJECTS = CATALOGUE.indicators["projects_landed"]
ENTERPRISES = CATALOGUE.indicators["enterprises"]
YI, WAN = 10**8, 10**4


@given(st.integers(-(10**22), 10**22), st.integers(0, 8), st.integers(0, 4))
@settings(max_examples=150)
def test_rounding_is_decimals_half_up(digits: int, scale: int, decimals: int) -> None:
    exact = Decimal(digits).scaleb(-scale)
    expected = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert rounded(exact, decimals) == expected
    assert rounded(Fraction(exact), decimals) == expected
    assert rounded(exact, decimals).as_tuple().exponent == -decimals


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 100), "0.1"),
        (Fraction(-5, 100), "-0.1"),
        (Fraction(25, 100), "0.3"),
        (Fraction(35, 100), "0.4"),
        (Fraction(-4, 100), "0.0"),
        (Fraction(-49, 1000), "0.0"),
        (0, "0.0"),
        (Fraction(99995, 100), "1,000.0"),
        (1234567, "1,234,567.0"),
        (10**30 + 1, "1,000,000,000,000,000,000,000,000,000,001.0"),
        (Decimal("-1234.56"), "-1,234.6"),
    ],
)
def test_grouped(value: int | Fraction | Decimal, text: str) -> None:
    assert grouped(value) == text


@given(st.integers(1, 499), st.integers(0, 3))
@settings(max_examples=40)
def test_a_figure_that_rounds_to_zero_has_no_minus(thousandths: int, decimals: int) -> None:
    tiny = Fraction(-thousandths, 1000 * 10**decimals)
    for text in (grouped(tiny, decimals), points(tiny / 100, decimals), growth_in_table(tiny / 100, decimals)):
        assert text == f"{0:.{decimals}f}"


def test_a_difference_of_shares_is_rounded_after_the_subtraction() -> None:
    # They print 97.2 and 83.3, whose difference would be 13.9; the exact difference is 13.82.
    completion, schedule = Fraction(9716, 10_000), Fraction(8334, 10_000)
    assert (percent(completion), percent(schedule)) == ("97.2%", "83.3%")
    assert points(lead(completion=completion, schedule=schedule)) == "+13.8"
    assert points(lead(completion=schedule, schedule=completion)) == "-13.8"


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, ABSENT), (Fraction(345, 1000), "34.5%"), (Fraction(1, 3), "33.3%"), (Fraction(12), "1,200.0%")],
)
def test_percent(share: Fraction | None, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, ABSENT),
        (Fraction(95, 1000), "+9.5"),
        (Fraction(-59, 1000), "-5.9"),
        (Fraction(0), "0.0"),
        (Fraction(4, 10_000), "0.0"),
        (Fraction(5, 10_000), "+0.1"),
        (Fraction(20), "+2,000.0"),
    ],
)
def test_points(share: Fraction | None, text: str) -> None:
    assert points(share) == text


@pytest.mark.parametrize(
    ("rate", "table", "zh", "en"),
    [
        (None, ABSENT, ABSENT, ABSENT),
        (Fraction(59, 1000), "5.9", "增长5.9%", "up 5.9%"),
        (Fraction(-59, 1000), "-5.9", "下降5.9%", "down 5.9%"),
        (Fraction(0), "0.0", "持平", "unchanged"),
        (Fraction(-4, 10_000), "0.0", "持平", "unchanged"),
        (Fraction(20), "2,000.0", "增长2,000.0%", "up 2,000.0%"),
    ],
)
def test_growth(rate: Fraction | None, table: str, zh: str, en: str) -> None:
    assert growth_in_table(rate) == table
    assert growth_in_prose(rate, "zh") == zh
    assert growth_in_prose(rate, "en") == en


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (120_000_000, "1.2亿元"),
        (YI, "1.0亿元"),
        (YI - 1, "10,000.0万元"),
        (-YI, "-1.0亿元"),
        (36_850_000, "3,685.0万元"),
        (0, "0.0万元"),
        (-1, "0.0万元"),
        (Fraction(YI, 3), "3,333.3万元"),
        (2_900_000_000, "29.0亿元"),
        (None, ABSENT),
    ],
)
def test_money_in_prose(value: int | Fraction | None, text: str) -> None:
    assert prose_value(value, MONEY, "zh") == text


def test_other_quantities_in_prose() -> None:
    assert prose_value(56_400_000, AREA, "zh") == "56.4万平方米"
    assert prose_value(WAN * 100, AREA, "zh") == "1.0万平方米"
    assert prose_value(WAN * 100 - 1, AREA, "zh") == "10,000.0平方米"
    assert prose_value(123_450, LAND, "zh") == "1,234.5亩"
    assert prose_value(12_340, ROADS, "zh") == "12.3公里"
    assert prose_value(387, PROJECTS, "zh") == "387个"
    assert prose_value(1234, ENTERPRISES, "zh") == "1,234家"


def test_prose_in_english() -> None:
    assert prose_value(36_850_000, MONEY, "en") == "36.9 million yuan"
    assert prose_value(999_999, MONEY, "en") == "999,999 yuan"
    assert prose_value(56_400_000, AREA, "en") == "564,000.0 m²"
    assert prose_value(123_450, LAND, "en") == "1,234.5 mu"
    assert prose_value(12_340, ROADS, "en") == "12.3 km"
    assert prose_value(387, PROJECTS, "en") == "387 projects"
    assert prose_value(None, MONEY, "en") == ABSENT


def test_tables_take_the_declared_unit() -> None:
    assert table_value(120_000_000, MONEY) == "12,000.0"
    assert table_value(56_400_000, AREA) == "564,000.0"
    assert table_value(387, PROJECTS) == "387"
    assert table_value(None, MONEY) == ABSENT
    assert table_value(-499, MONEY) == "0.0"


@given(st.integers(-(10**18), 10**18))
@settings(max_examples=60)
def test_prose_and_table_of_money_below_a_hundred_million_say_the_same(value: int) -> None:
    prose = prose_value(value, MONEY, "zh")
    if abs(value) < YI:
        assert prose == f"{table_value(value, MONEY)}万元"
    else:
        assert prose == f"{grouped(Fraction(value, YI))}亿元"


def test_an_exact_amount_is_said_in_both_languages() -> None:
    assert str(ExactAmount(30_000_000, MONEY)) == ExactAmount(30_000_000, MONEY).text("zh") == "3,000万元"
    assert ExactAmount(30_000_000, MONEY).text("en") == "30,000,000 yuan"
    assert ExactAmount(-5_000, MONEY, signed=True).text("zh") == "-0.5万元"
