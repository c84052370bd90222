from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, segments, shown
from tests.charts.making import FIRMS, MONEY, region, trend
from zones.charts import Measure, small_multiples
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region

FIRST = Quarter(2024, 3)
TARGET = 120_000_000
VALUES = (30_000_000, 52_345_678, 11_000_000, None, 150_000_000)


def towns(
    count: int, values: Sequence[int | None] = VALUES, target: int | None = TARGET
) -> dict[Region, list[TrendPoint]]:
    return {region(at, f"镇{at}"): trend(values, first=FIRST, target=target) for at in range(1, count + 1)}


def drawn(
    trends: Mapping[Region, Sequence[TrendPoint]],
    measure: Measure = Measure.COMPLETION,
    indicator: Indicator = MONEY,
    language: str = "zh",
) -> Drawn:
    return Drawn(small_multiples(trends, indicator=indicator, measure=measure, language=language))


def heads(figure: Drawn) -> list[str]:
    """Name and newest figure above each plot."""
    return figure.words[:-1]


def test_completions_are_exact_with_their_gaps_and_never_clipped() -> None:
    figure = drawn(towns(1))
    value = figure.trace("r1")
    assert by_code(value) == {
        str(FIRST + at): None if amount is None else float(Fraction(amount, TARGET) * 100)
        for at, amount in enumerate(VALUES)
    }
    assert [len(part) for part in segments(value)] == [2, 1, 1]
    assert max(value["y"], key=lambda share: share or 0) == 125
    assert figure.outside() == []


def test_figures_are_drawn_to_the_last_unit() -> None:
    figure = drawn(towns(1), Measure.FIGURE)
    assert by_code(figure.trace("r1")) == {str(FIRST + at): value for at, value in enumerate(VALUES)}
    assert segments(figure.trace("due")) == [[0.75 * TARGET, TARGET], [0.25 * TARGET, 0.5 * TARGET, 0.75 * TARGET]]


def test_all_plots_have_one_scale_and_the_same_quarters() -> None:
    trends = {region(1): trend([1, 2], first=FIRST, target=10), region(2): trend([90], first=FIRST + 4, target=10)}
    axes = drawn(trends).axes()
    assert axes["y"]["range"] == axes["y2"]["range"]
    assert axes["x"]["range"] == axes["x2"]["range"] == [FIRST.ordinal - 0.5, (FIRST + 4).ordinal + 0.5]


def test_regions_keep_their_order() -> None:
    trends = {region(at, f"镇{at}"): trend([at], first=FIRST, target=10) for at in (3, 1, 2)}
    figure = drawn(trends)
    assert [name for name in figure.names() if name.startswith("r")] == ["r3", "r1", "r2"]
    assert [head.split()[0] for head in heads(figure)] == ["镇3", "镇1", "镇2"]


def test_a_missing_quarter_is_a_ring_on_no_axis_of_values() -> None:
    figure = drawn(towns(2))
    rings = [trace for trace in figure.data if trace["name"] == "missing"]
    assert [ring["customdata"] for ring in rings] == [[["r1", "2025Q2"]], [["r2", "2025Q2"]]]
    axes = figure.axes()
    assert [axes[ring["yaxis"]]["overlaying"] for ring in rings] == ["y", "y2"]
    assert [ring["xaxis"] for ring in rings] == ["x", "x2"]
    assert "○ 未报" in figure.keys


@pytest.mark.parametrize(
    ("values", "target", "head"),
    [
        ((30_000_000, 52_345_678), TARGET, "镇1 43.6%"),
        ((30_000_000, None), TARGET, "镇1 ○ 未报"),
        ((30_000_000, 52_345_678), None, "镇1 – 无目标"),
        ((0,), TARGET, "镇1 0.0%"),
    ],
)
def test_above_a_plot_stands_the_newest_quarter_and_none_before_it(
    values: tuple[int | None, ...], target: int | None, head: str
) -> None:
    assert heads(drawn(towns(1, values, target))) == [head]


def test_a_region_whose_points_end_early_has_no_newest_figure() -> None:
    trends = {region(1): trend([5], first=FIRST, target=10), region(2): trend([5, 6], first=FIRST, target=10)}
    assert [head.split(maxsplit=1)[1] for head in heads(drawn(trends))] == ["○ 未报", "60.0%"]


def test_newest_figures_have_their_unit_in_chinese_and_below_the_title_in_english() -> None:
    trends = towns(1, (30_000_000, 52_345_678))
    assert heads(drawn(trends, Measure.FIGURE)) == ["镇1 5,234.6万元"]
    english = drawn(trends, Measure.FIGURE, language="en")
    assert heads(english) == ["镇1 52.3 million"]
    assert "unit: million yuan" in english.keys


@pytest.mark.parametrize(("count", "columns"), [(1, 2), (4, 2), (5, 3), (9, 3), (10, 4), (40, 4)])
def test_the_more_regions_the_more_columns(count: int, columns: int) -> None:
    figure = drawn(towns(count))
    lefts = {axis["domain"][0] for name, axis in figure.axes().items() if name.startswith("x")}
    assert len(lefts) == min(columns, count)
    assert len(heads(figure)) == count


def test_beyond_forty_the_rest_is_counted() -> None:
    figure = drawn(towns(43))
    assert len(heads(figure)) == 40
    assert "另有3个地区未列" in figure.keys
    assert "未列" not in drawn(towns(40)).keys


def test_no_axis_has_the_number_of_another() -> None:
    """Forty plots with a missing quarter each: value axes up to 40, sign axes above them."""
    figure = drawn(towns(40))
    overlaid = [axis for axis in figure.axes().values() if "overlaying" in axis]
    assert len(overlaid) == 40
    assert len([name for name in figure.axes() if name.startswith("y")]) == 80


def test_a_stock_is_a_state_and_runs_on() -> None:
    trends = {region(1): trend([300, 305, 311], first=FIRST, indicator=FIRMS)}
    figure = drawn(trends, Measure.FIGURE, FIRMS)
    assert segments(figure.trace("r1")) == [[300, 305, 311]]
    assert figure.title == "入园企业期末数 · 各地区"
    assert "重新起算" not in figure.keys


@pytest.mark.parametrize(
    ("measure", "language", "title"),
    [
        (Measure.COMPLETION, "zh", "基础设施投入完成率 · 各地区"),
        (Measure.FIGURE, "zh", "基础设施投入累计 · 各地区"),
        (Measure.COMPLETION, "en", "Infrastructure investment, completion of the annual target · by region"),
        (Measure.FIGURE, "en", "Infrastructure investment, cumulative · by region"),
    ],
)
def test_the_title_says_what_is_measured(measure: Measure, language: str, title: str) -> None:
    assert drawn(towns(1), measure, language=language).title == title


def test_long_names_take_two_lines_and_all_plots_leave_room_for_them() -> None:
    trends = towns(4) | {region(9, "x" * 30): trend(VALUES, first=FIRST, target=TARGET)}
    assert drawn(trends).layout["height"] > drawn(towns(5)).layout["height"]
    assert any("x" * 30 in shown(text) for text in drawn(trends).markup())


def test_the_years_stand_below_the_lowest_plots() -> None:
    axes = drawn(towns(3)).axes()
    assert axes["x"]["ticktext"] == ["2024—2025"]
    assert [axes[name]["showticklabels"] for name in ("x", "x2", "x3")] == [False, True, True]
    (one_year,) = (drawn(towns(1, (1, 2))).axes()["x"]["ticktext"],)
    assert one_year == ["2024"]


def test_nobody_at_all_is_an_empty_chart() -> None:
    assert drawn({}).data == []


@settings(max_examples=30, deadline=None)
@given(
    values=st.lists(st.lists(st.none() | st.integers(0, 10**15), max_size=12), max_size=5),
    target=st.none() | st.integers(0, 10**14),
    measure=st.sampled_from(Measure),
)
def test_any_trends_are_drawn_inside_with_every_gap(
    values: list[list[int | None]], target: int | None, measure: Measure
) -> None:
    trends = {region(at): trend(own, first=FIRST, target=target) for at, own in enumerate(values, start=1)}
    figure = drawn(trends, measure)
    assert figure.outside() == []
    rings = sum(len(trace["x"]) for trace in figure.data if trace["name"] == "missing")
    assert rings == sum(value is None for own in values for value in own)
