from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, shown
from tests.charts.making import FIRMS, MONEY, region, trend
from zones.charts import cumulative_against_target, single_quarters, theme
from zones.domain.figures import TrendPoint
from zones.domain.quarter import Quarter

PLACE = region()
FIRST = Quarter(2024, 3)
VALUES = (30_000_000, 52_345_678, 11_000_000, None, 41_000_000, 40_000_000)


def drawn(figures: Sequence[TrendPoint], *, years_beside: bool = False, language: str = "zh") -> Drawn:
    return Drawn(single_quarters(figures, indicator=MONEY, region=PLACE, language=language, years_beside=years_beside))


def test_a_bar_is_the_quarters_own_part_to_the_last_unit() -> None:
    bars = drawn(trend(VALUES, first=FIRST)).trace("single_quarter")
    assert by_code(bars) == {
        "2024Q3": None,
        "2024Q4": 22_345_678,
        "2025Q1": 11_000_000,
        "2025Q2": None,
        "2025Q3": None,
        "2025Q4": -1_000_000,
    }


def test_no_report_and_not_derivable_have_signs_of_their_own() -> None:
    figure = drawn(trend(VALUES, first=FIRST))
    assert figure.trace("missing")["x"] == [Quarter(2025, 2).ordinal]
    assert figure.trace("underivable")["x"] == [Quarter(2024, 3).ordinal, Quarter(2025, 3).ordinal]
    assert figure.trace("missing")["text"] == ["○"]
    assert set(figure.trace("underivable")["text"]) == {"?"}
    assert "○ 未报" in figure.keys
    assert "? 不可推算(上季未报)" in figure.keys
    assert {figure.trace(name)["yaxis"] for name in ("missing", "underivable")} == {"y2"}


def test_signs_are_explained_only_where_they_stand() -> None:
    figure = drawn(trend([1, 2], first=Quarter(2025, 1)))
    assert "○" not in figure.keys
    assert "?" not in figure.keys


def test_a_fall_goes_below_zero_and_is_not_cut_off() -> None:
    figure = drawn(trend(VALUES, first=FIRST))
    assert figure.layout["yaxis"]["range"][0] < -1_000_000
    assert figure.outside() == []


def test_a_stock_has_no_part_of_a_quarter() -> None:
    states = trend([300, 305], first=FIRST, indicator=FIRMS)
    said = {"indicator": FIRMS, "region": PLACE, "language": "zh"}
    assert (
        single_quarters(states, **said).to_plotly_json() == cumulative_against_target(states, **said).to_plotly_json()
    )


def test_few_bars_have_one_colour_and_many_alternate_by_year() -> None:
    few = drawn(trend([1] * 8, first=Quarter(2024, 1)))
    assert set(few.trace("single_quarter")["marker"]["color"]) == {theme.ACCENT}
    many = drawn(trend([1] * 20, first=Quarter(2020, 1)))
    colors = many.trace("single_quarter")["marker"]["color"]
    assert colors[:4] == [theme.YEAR_COLORS[0]] * 4
    assert colors[4:8] == [theme.YEAR_COLORS[1]] * 4
    assert "深浅逐年相间" in many.keys


def test_years_beside_each_other_stand_from_old_to_new() -> None:
    figure = drawn(trend([10 * at for at in range(1, 9)], first=Quarter(2024, 1)), years_beside=True)
    assert figure.names()[:2] == ["2024", "2025"]
    older, newer = figure.trace("2024"), figure.trace("2025")
    assert by_code(older) == {"2024Q1": 10, "2024Q2": 10, "2024Q3": 10, "2024Q4": 10}
    assert all(left < right for left, right in zip(older["x"], newer["x"], strict=True))
    assert newer["marker"]["color"] == theme.ACCENT
    assert figure.layout["xaxis"]["ticktext"] == ["一季度", "二季度", "三季度", "四季度"]
    assert "■ 2024\u2003■ 2025" in figure.keys


def test_bars_of_a_quarter_do_not_touch() -> None:
    figure = drawn(trend(list(range(1, 17)), first=Quarter(2022, 1)), years_beside=True)
    edges = sorted(
        (x - figure.trace(str(year))["width"] / 2, x + figure.trace(str(year))["width"] / 2)
        for year in range(2022, 2026)
        for x in figure.trace(str(year))["x"]
    )
    assert all(left[1] < right[0] for left, right in pairwise(edges))


def test_only_the_newest_years_are_beside_each_other_and_the_rest_is_counted() -> None:
    figure = drawn(trend(list(range(1, 29)), first=Quarter(2019, 1)), years_beside=True)
    assert figure.names()[:4] == ["2022", "2023", "2024", "2025"]
    assert "更早3年未列" in figure.keys
    assert figure.trace("2022")["marker"]["pattern"]["shape"] == "/"
    assert "▨ 2022" in figure.keys


def test_signs_stand_in_the_place_of_the_bar_beside_others() -> None:
    figure = drawn(trend([10, 20, 30, 40, 10, None, 30, 40], first=Quarter(2024, 1)), years_beside=True)
    assert figure.trace("missing")["x"] == [figure.trace("2025")["x"][1]]
    assert figure.trace("underivable")["x"] == [figure.trace("2025")["x"][2]]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh", "河东镇 · 基础设施投入当季完成(非累计)"),
        ("en", "河东镇 · Infrastructure investment, single quarters, not cumulative"),
    ],
)
def test_the_title_says_that_nothing_is_added_up(language: str, title: str) -> None:
    assert drawn(trend([1], first=FIRST), language=language).title == title


def test_no_quarter_at_all_is_an_empty_chart() -> None:
    assert drawn([]).trace("single_quarter")["y"] == []
    assert drawn([], years_beside=True).trace("missing")["x"] == []


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.none() | st.integers(0, 10**16), max_size=30),
    number=st.integers(1, 4),
    years_beside=st.booleans(),
)
def test_every_quarter_is_a_bar_or_a_sign(values: list[int | None], number: int, *, years_beside: bool) -> None:
    figures = trend(values, first=Quarter(2020, number))
    figure = drawn(figures, years_beside=years_beside)
    bars = {code: value for trace in figure.data if trace["type"] == "bar" for code, value in by_code(trace).items()}
    years = sorted({point.quarter.year for point in figures})[-4:]
    assert bars == {
        str(point.quarter): point.single_quarter for point in figures if not years_beside or point.quarter.year in years
    }
    signs = len(figure.trace("missing")["x"]) + len(figure.trace("underivable")["x"])
    assert signs == sum(value is None for value in bars.values())
    assert figure.outside() == []
    assert [shown(text) for text in figure.layout["yaxis"]["ticktext"]].count("0") == 1
