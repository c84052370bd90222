from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, shown
from tests.charts.making import FIRMS, MONEY, progress_row, region
from zones.charts import children_by_completion, theme
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Direction
from zones.domain.status import Status
from zones.domain.words import STATUS_SIGNS


def drawn(*rows: ProgressRow, language: str = "zh") -> Drawn:
    return Drawn(children_by_completion(rows, language=language))


def row(number: int, value: int | None, target: int | None = 100, **changes: object) -> ProgressRow:
    return progress_row(region(number, f"镇{number}"), value=value, target=target, **changes)


def codes(figure: Drawn) -> list[str]:
    """Region codes from the top."""
    return figure.data[0]["customdata"]


def test_best_first_then_without_target_then_without_report() -> None:
    figure = drawn(
        row(1, None), row(2, 40), row(3, 7, None), row(4, 250), row(5, None, None), row(6, 40), row(7, 9, None)
    )
    assert codes(figure) == ["r4", "r2", "r6", "r3", "r7", "r1", "r5"]
    assert figure.trace("completion")["x"] == [250.0, 40.0, 40.0, None, None, None, None]
    low, high = figure.layout["yaxis"]["range"]
    assert low > high


def test_what_floats_cannot_tell_apart_is_still_ordered() -> None:
    """Shares are compared unrounded: here one more of 10^17."""
    figure = drawn(row(1, 10**17, 3 * 10**17), row(2, 10**17 + 1, 3 * 10**17))
    assert len(set(figure.trace("completion")["x"])) == 1
    assert codes(figure) == ["r2", "r1"]


def test_ties_stand_in_tree_order() -> None:
    assert codes(drawn(row(3, 50), row(1, 50), row(2, 50))) == ["r1", "r2", "r3"]


def test_where_less_is_better_the_lowest_comes_first() -> None:
    down = replace(MONEY, direction=Direction.DOWN)
    assert codes(drawn(row(1, 90, indicator=down), row(2, 10, indicator=down), row(3, None, indicator=down))) == [
        "r2",
        "r1",
        "r3",
    ]


def test_two_children_of_one_name_stay_two_bars() -> None:
    one, other = (progress_row(region(at, "霁岭镇"), value=at, target=10) for at in (1, 2))
    figure = drawn(one, other)
    assert figure.trace("completion")["y"] == [0, 1]
    assert figure.layout["yaxis"]["ticktext"] == ["霁岭镇", "霁岭镇"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_light_is_shape_word_and_colour(language: str) -> None:
    shares = {Status.DONE: 100, Status.ON_SCHEDULE: 50, Status.BEHIND: 40, Status.FAR_BEHIND: 39}
    rows = [row(at, value) for at, value in enumerate(shares.values(), start=1)]
    figure = drawn(*rows, row(8, 1, None), row(9, None), language=language)
    lights = [shown(text).split("% ")[-1] for text in figure.trace("lights")["text"] if text]
    assert lights == [STATUS_SIGNS[status].text(language) for status in shares]
    colors = figure.trace("completion")["marker"]["color"]
    assert colors[: len(shares)] == [theme.STATUS_COLORS[status] for status in shares]
    assert [shown(text).split("\u2003")[0] for text in figure.trace("unjudged")["text"]] == [
        STATUS_SIGNS[Status.NO_TARGET].text(language),
        STATUS_SIGNS[Status.NO_REPORT].text(language),
    ]


def test_who_cannot_be_judged_has_words_in_the_place_of_a_bar() -> None:
    figure = drawn(row(1, 50), row(2, 62_345_000, None), row(3, None))
    assert [shown(text) for text in figure.trace("unjudged")["text"]] == ["– 无目标\u20036,234.5万元", "○ 未报"]
    assert figure.trace("unjudged")["y"] == [1, 2]
    assert "1个地区未报" in figure.keys


def test_schedule_and_target_are_drawn_along_the_bars_only() -> None:
    figure = drawn(
        row(1, 50, schedule=Fraction(2, 3)), row(2, 10, schedule=Fraction(2, 3)), row(3, None, schedule=Fraction(2, 3))
    )
    target, schedule = figure.layout["shapes"]
    assert (target["x0"], target["x1"]) == (100, 100)
    assert schedule["x0"] == schedule["x1"] == float(Fraction(200, 3))
    assert (schedule["y0"], schedule["y1"]) == (-0.5, 1.5)
    assert "序时 66.7%" in figure.words


def test_where_nobody_has_a_target_the_figures_themselves_are_compared() -> None:
    rows = [row(at, value, None, indicator=FIRMS) for at, value in ((1, 12), (2, None), (3, 320), (4, 0), (5, 12))]
    figure = drawn(*rows)
    assert codes(figure) == ["r3", "r1", "r5", "r4", "r2"]
    assert figure.trace("figure")["x"] == [320, 12, 12, 0, None]
    assert [shown(text) for text in figure.trace("lights")["text"]] == ["320家", "12家", "12家", "0家", ""]
    assert [shown(text) for text in figure.trace("unjudged")["text"]] == ["○ 未报"]
    assert "shapes" not in figure.layout
    assert "均无年度目标" in figure.keys
    assert "单位:家" in figure.keys
    assert figure.outside() == []


def test_where_nobody_has_reported_there_are_signs_only() -> None:
    figure = drawn(row(1, None), row(2, None, None))
    assert figure.trace("completion")["x"] == [None, None]
    assert [shown(text) for text in figure.trace("unjudged")["text"]] == ["○ 未报", "○ 未报"]


def test_a_hundred_children_take_less_room_each() -> None:
    few, many = (drawn(*(row(at, at) for at in range(1, count + 1))) for count in (10, 100))
    assert many.layout["height"] / 100 < few.layout["height"] / 10
    assert len(many.layout["yaxis"]["ticktext"]) == 100
    assert few.layout["yaxis"]["tickvals"] == list(range(10))


def test_nobody_at_all_is_a_chart_without_bars() -> None:
    figure = drawn()
    assert figure.title == "各地区完成率"
    assert figure.trace("completion")["x"] == []


@settings(max_examples=40, deadline=None)
@given(
    amounts=st.lists(
        st.tuples(st.none() | st.integers(0, 10**15), st.none() | st.integers(1, 10**13)), min_size=1, max_size=8
    )
)
def test_any_figures_are_drawn_exactly_in_order_and_inside(amounts: list[tuple[int | None, int | None]]) -> None:
    rows = [row(at, value, target) for at, (value, target) in enumerate(amounts, start=1)]
    figure = drawn(*rows)
    by_figure = figure.data[0]["name"] == "figure"
    exact = {
        item.region.code: item.value if by_figure else item.completion and float(item.completion * 100) for item in rows
    }
    assert by_code(figure.data[0], "x") == exact
    assert figure.outside() == []
    drawn_lengths = [length for length in figure.data[0]["x"] if length is not None]
    assert drawn_lengths == sorted(drawn_lengths, reverse=True)
    assert figure.data[0]["x"][: len(drawn_lengths)] == drawn_lengths
