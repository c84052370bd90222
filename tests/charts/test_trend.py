from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, points, segments, shown
from tests.charts.making import FIRMS, MONEY, region, trend
from zones.charts import cumulative_against_target, theme
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter

PLACE = region()
FIRST = Quarter(2024, 3)
TARGET = 120_000_000
VALUES = (30_000_000, 52_345_678, 11_000_000, None, 41_000_000, 130_000_000)


def drawn(figures: Sequence[TrendPoint], indicator: Indicator = MONEY, language: str = "zh") -> Drawn:
    return Drawn(cumulative_against_target(figures, indicator=indicator, region=PLACE, language=language))


def test_values_are_those_of_the_domain_to_the_last_unit() -> None:
    figure = drawn(trend(VALUES, first=FIRST, target=TARGET))
    assert by_code(figure.trace("value")) == {str(FIRST + at): value for at, value in enumerate(VALUES)}
    assert by_code(figure.trace("value"), "x") == {str(FIRST + at): (FIRST + at).ordinal for at in range(len(VALUES))}
    assert figure.outside() == []


def test_a_flow_breaks_each_january_and_at_every_gap() -> None:
    figure = drawn(trend(VALUES, first=FIRST))
    assert segments(figure.trace("value")) == [[30_000_000, 52_345_678], [11_000_000], [41_000_000, 130_000_000]]
    assert figure.trace("value")["connectgaps"] is False


def test_a_stock_runs_on_over_the_years() -> None:
    figure = drawn(trend([300, 305, 305, None, 311], first=FIRST, indicator=FIRMS), FIRMS)
    assert segments(figure.trace("value")) == [[300, 305, 305], [311]]


def test_a_missing_quarter_has_a_sign_on_no_axis_of_values() -> None:
    figure = drawn(trend(VALUES, first=FIRST, target=TARGET))
    missing = figure.trace("missing")
    assert missing["x"] == [(FIRST + 3).ordinal]
    assert missing["text"] == ["○<br>未报"]
    assert missing["yaxis"] == "y2"
    assert figure.axes()["y2"]["overlaying"] == "y"
    assert "○ 未报" in figure.keys
    assert by_code(figure.trace("value"))["2025Q2"] is None


def test_nothing_missing_is_not_spoken_of() -> None:
    figure = drawn(trend([1, 2], first=FIRST))
    assert figure.trace("missing")["x"] == []
    assert "未报" not in figure.keys


def test_a_figure_of_nought_is_a_point() -> None:
    figure = drawn(trend([0, 0, None], first=Quarter(2025, 1), target=TARGET))
    assert figure.trace("value")["y"] == [0, 0, None]
    assert len(figure.trace("missing")["x"]) == 1


def test_what_was_due_is_the_exact_share_of_the_target() -> None:
    figure = drawn(trend(VALUES, first=FIRST, target=TARGET + 1))
    assert segments(figure.trace("due")) == [
        [(TARGET + 1) * 0.75, TARGET + 1],
        [(TARGET + 1) * 0.25, (TARGET + 1) * 0.5, (TARGET + 1) * 0.75, TARGET + 1],
    ]


def test_a_target_is_a_level_over_its_year_and_steps_where_it_changes() -> None:
    year = [
        replace(point, target=100 if at < 2 else 200) for at, point in enumerate(trend([1] * 4, first=Quarter(2025, 1)))
    ]
    steps = [place for place in points(drawn(year).trace("target")) if place[1] is not None]
    start = Quarter(2025, 1).ordinal
    assert steps[3:5] == [(start + 1.5, 100), (start + 1.5, 200)]
    assert steps[0] == (start - 0.5, 100)
    assert steps[-1] == (start + 3.5, 200)


def test_without_a_target_there_is_neither_line_nor_key() -> None:
    figure = drawn(trend(VALUES, first=FIRST))
    assert set(figure.trace("target")["y"]) == {None}
    assert set(figure.trace("due")["y"]) == {None}
    assert "目标" not in figure.keys


def test_a_target_of_nought_is_shown_as_one() -> None:
    figure = drawn(trend([1, 2], first=FIRST, target=0))
    assert "年度目标" in figure.keys
    assert figure.trace("target")["y"][0] == 0


def test_points_may_come_in_any_order() -> None:
    ordered = trend(VALUES, first=FIRST, target=TARGET)
    assert drawn(ordered[::-1]).document == drawn(ordered).document


def test_the_newest_figure_stands_beside_its_point() -> None:
    figure = drawn(trend([*VALUES, None], first=FIRST))
    label = figure.layout["annotations"][0]
    assert shown(label["text"]) == "1.3亿元"
    assert (label["x"], label["y"]) == ((FIRST + 5).ordinal, 130_000_000)
    assert shown(drawn(trend(VALUES, first=FIRST), language="en").layout["annotations"][0]["text"]) == "130.0 million"


def test_hover_texts_say_everything_in_words() -> None:
    known, unknown = trend([52_345_678, None], first=Quarter(2025, 1), target=TARGET)
    said = drawn([replace(known, approximate=True), unknown]).trace("value")["hovertext"]
    assert [shown(text) for text in said] == [
        "2025年一季度 累计 约5,234.6万元 当季 5,234.6万元 年度目标 1.2亿元 完成率 43.6% 序时进度 25.0%",
        "2025年二季度 累计 — 年度目标 1.2亿元 序时进度 50.0%",
    ]


@pytest.mark.parametrize(
    ("indicator", "language", "title"),
    [
        (MONEY, "zh", "河东镇 · 基础设施投入累计"),
        (FIRMS, "zh", "河东镇 · 入园企业期末数"),
        (MONEY, "en", "河东镇 · Infrastructure investment, cumulative"),
        (FIRMS, "en", "河东镇 · Enterprises in the zone, at quarter end"),
    ],
)
def test_the_title_says_whose_what_and_how(indicator: Indicator, language: str, title: str) -> None:
    assert drawn(trend([1], first=FIRST, indicator=indicator), indicator, language).title == title


def test_eighty_quarters_have_smaller_dots_and_years_only() -> None:
    figure = drawn(trend(list(range(80)), first=Quarter(2006, 3)))
    assert figure.trace("value")["marker"]["size"] < 8
    assert all(len(text) == 4 for text in figure.layout["xaxis"]["ticktext"])


def test_no_quarter_at_all_is_an_empty_chart() -> None:
    assert drawn([]).trace("value")["y"] == []


def test_value_target_and_schedule_have_colours_of_their_own() -> None:
    figure = drawn(trend(VALUES, first=FIRST, target=TARGET))
    assert figure.trace("value")["line"]["color"] == theme.ACCENT
    assert figure.trace("target")["line"]["color"] == theme.POOR
    assert figure.trace("due")["line"]["color"] == theme.DUE


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.none() | st.integers(-(10**14), 10**16), max_size=30),
    target=st.none() | st.integers(0, 10**16),
    number=st.integers(1, 4),
)
def test_any_trend_is_drawn_exactly_with_its_gaps_and_inside(
    values: list[int | None], target: int | None, number: int
) -> None:
    first = Quarter(2020, number)
    figure = drawn(trend(values, first=first, target=target))
    assert by_code(figure.trace("value")) == {str(first + at): value for at, value in enumerate(values)}
    assert figure.trace("missing")["x"] == [(first + at).ordinal for at, value in enumerate(values) if value is None]
    assert figure.outside() == []
