from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, segments, shown
from tests.charts.making import FIRMS, MONEY, trend
from zones.charts import sparkline
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter

FIRST = Quarter(2024, 3)


def drawn(values: Sequence[int | None], indicator: Indicator = MONEY) -> Drawn:
    return Drawn(sparkline(trend(values, first=FIRST, indicator=indicator), indicator, language="zh"))


def test_it_has_no_words_and_no_axes() -> None:
    figure = drawn([10, 20, 5])
    assert "annotations" not in figure.layout
    assert "title" not in figure.layout
    assert not any(axis.get("visible", True) for axis in figure.axes().values())
    assert figure.layout["height"] < 60


def test_values_gaps_and_januaries_are_those_of_a_trend() -> None:
    figure = drawn([10, 20, 5, None, 12])
    assert by_code(figure.trace("value")) == {"2024Q3": 10, "2024Q4": 20, "2025Q1": 5, "2025Q2": None, "2025Q3": 12}
    assert segments(figure.trace("value")) == [[10, 20], [5], [12]]
    assert segments(drawn([300, 305, 311], FIRMS).trace("value")) == [[300, 305, 311]]


def test_the_newest_figure_is_a_dot_and_a_missing_quarter_a_ring_beside_the_values() -> None:
    figure = drawn([10, 20, 5, None])
    assert (figure.trace("newest")["x"], figure.trace("newest")["y"]) == ([Quarter(2025, 1).ordinal], [5])
    assert figure.trace("missing")["x"] == [Quarter(2025, 2).ordinal]
    assert figure.trace("missing")["yaxis"] == "y2"
    assert figure.trace("missing")["marker"]["symbol"] == "circle-open"


def test_heights_are_counted_from_zero() -> None:
    assert drawn([300, 305], FIRMS).layout["yaxis"]["range"] == [0, 305]
    assert drawn([-5, 10]).layout["yaxis"]["range"] == [-5, 10]


def test_hover_texts_say_everything() -> None:
    assert shown(drawn([62_345_000]).trace("value")["hovertext"][0]).startswith("2024年三季度 累计 6,234.5万元")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.integers(-(10**14), 10**16), max_size=40))
def test_nothing_is_cut_off(values: list[int | None]) -> None:
    figure = drawn(values)
    assert figure.outside() == []
    low, high = figure.layout["yaxis"]["range"]
    assert low < high
