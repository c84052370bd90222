from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.making import AREA, FIRMS, INDICATORS, MONEY, ROADS
from zones.charts.axis import Axis, amount_axis, level_axis, share_axis
from zones.domain.indicator import Indicator

WORDS = {"": 1, "万": 10**4, "亿": 10**8}
# The axis says 万 and 亿 itself and counts in what is left of the unit.
COUNTED = {"万元": ("元", 1), "平方米": ("平方米", 100), "公里": ("公里", 1000), "家": ("家", 1), "亩": ("亩", 100)}
AMOUNTS = st.lists(st.none() | st.integers(-(10**12), 10**16), max_size=8)


def read(text: str) -> Fraction:
    """The number that a tick says."""
    bare = text.removeprefix("<b>").removesuffix("</b>").removesuffix("%")
    match = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(万|亿)?", bare)
    assert match, text
    return Fraction(match[1].replace(",", "")) * WORDS[match[2] or ""]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([62_345_000, 120_000_000], ("0", "0.25亿", "0.5亿", "0.75亿", "1亿", "1.25亿")),
        ([9_000_000], ("0", "200万", "400万", "600万", "800万", "1,000万")),
        ([9_999], ("0", "2,000", "4,000", "6,000", "8,000", "10,000")),
        ([15_000], ("0", "0.5万", "1万", "1.5万")),
    ],
)
def test_chinese_ticks_count_in_wan_and_yi(values: list[int], texts: tuple[str, ...]) -> None:
    axis = amount_axis(values, MONEY, "zh")
    assert axis.texts == texts
    assert axis.unit == "元"


def test_english_ticks_count_money_in_millions_or_yuan_and_the_rest_in_the_declared_unit() -> None:
    axis = amount_axis([120_000_000], MONEY, "en")
    assert (axis.texts, axis.unit) == (("0", "25", "50", "75", "100", "125"), "million yuan")
    small = amount_axis([900_000], MONEY, "en")
    assert (small.texts[-1], small.unit) == ("1,000,000", "yuan")
    assert amount_axis([3], FIRMS, "en").unit == FIRMS.unit.name_en


def test_counts_have_whole_ticks() -> None:
    assert amount_axis([3], FIRMS, "zh").texts == ("0", "1", "2", "3")
    assert amount_axis([1], FIRMS, "zh").texts == ("0", "1")


def test_an_axis_of_nothing_still_is_one() -> None:
    for values in ([], [None], [0]):
        axis = amount_axis(values, MONEY, "zh")
        assert axis.low == 0 < axis.high
        assert axis.texts[0] == "0"


def test_a_fall_below_zero_is_on_the_axis() -> None:
    axis = amount_axis([-30_000_000, 50_000_000], MONEY, "zh")
    assert axis.low < -30_000_000
    assert "0" in axis.texts
    assert axis.texts[0].startswith("-")


@given(values=AMOUNTS, indicator=st.sampled_from([MONEY, AREA, ROADS, FIRMS, INDICATORS["land_transferred"]]))
def test_ticks_say_where_they_stand_and_hold_the_data(values: list[int | None], indicator: Indicator) -> None:
    axis = amount_axis(values, indicator, "zh")
    unit, size = COUNTED[indicator.unit.name]
    assert axis.unit == unit
    assert [float(read(text) * size) for text in axis.texts] == list(axis.values)
    assert all(axis.low <= value <= axis.high for value in values if value is not None)
    holds_ticks(axis)


@given(values=AMOUNTS, indicator=st.sampled_from([MONEY, AREA, ROADS, FIRMS]))
def test_english_ticks_say_where_they_stand(values: list[int | None], indicator: Indicator) -> None:
    axis = amount_axis(values, indicator, "en")
    size = {"million yuan": 10**6, "yuan": 1}.get(axis.unit, indicator.scale)
    assert [float(read(text) * size) for text in axis.texts] == list(axis.values)
    holds_ticks(axis)


def holds_ticks(axis: Axis) -> None:
    assert axis.low <= axis.values[0]
    assert axis.values[-1] <= axis.high
    assert list(axis.values) == sorted(set(axis.values))
    assert 2 <= len(axis.values) <= 8
    assert len(set(axis.texts)) == len(axis.texts)


@given(
    shares=st.lists(st.none() | st.fractions(0, 5000), max_size=8), steps=st.sampled_from([(25, 50, 100), (50, 100)])
)
def test_a_share_is_never_cut_off_and_100_is_always_marked(
    shares: list[Fraction | None], steps: tuple[int, ...]
) -> None:
    axis = share_axis(shares, steps=steps)
    assert axis.low == 0
    assert all(float(share * 100) <= axis.high for share in shares if share is not None)
    assert axis.high > 100
    assert "<b>100%</b>" in axis.texts
    assert [float(read(text)) for text in axis.texts] == list(axis.values)
    holds_ticks(axis)


def test_far_above_100_two_ticks_are_left() -> None:
    assert share_axis([Fraction(1234, 100)]).texts == ("<b>100%</b>", "1,000%")


def test_a_share_below_zero_is_on_the_axis() -> None:
    assert share_axis([Fraction(-1, 10)]).low == -10


@given(values=st.lists(st.none() | st.fractions(-500, 50_000), max_size=8), level=st.sampled_from([0, 100]))
def test_a_level_is_always_marked_and_nothing_is_cut_off(values: list[Fraction | None], level: int) -> None:
    axis = level_axis(values, level=level, unit="%")
    assert f"<b>{level}%</b>" in axis.texts
    assert all(axis.low <= float(value) <= axis.high for value in values if value is not None)
    assert [float(read(text)) for text in axis.texts] == list(axis.values)
    holds_ticks(axis)
