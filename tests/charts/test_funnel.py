from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, shown
from tests.charts.making import INDICATORS, progress_row, region
from zones.charts import funnel

STAGES = ("projects_planned", "projects_landed", "projects_started", "projects_completed")
COUNT = st.none() | st.integers(0, 10**6)


def drawn(planned: tuple[int | None, int | None], *counts: int | None, language: str = "zh") -> Drawn:
    """Planned as figure and annual target, then the figures of the stages."""
    amounts = [planned, *((count, None) for count in counts)]
    rows = [
        progress_row(region(), value=value, target=target, indicator=INDICATORS[code])
        for code, (value, target) in zip(STAGES, amounts, strict=False)
    ]
    return Drawn(funnel(rows, language=language))


def amounts(figure: Drawn) -> list[str]:
    return [shown(text) for text in figure.trace("amounts")["text"]]


def test_counts_and_their_shares_of_the_planned() -> None:
    figure = drawn((300, 387), 386, 258, 129)
    assert figure.trace("stages")["x"] == [387, 386, 258, 129]
    assert amounts(figure) == ["387个\u2003100.0%", "386个\u200399.7%", "258个\u200366.7%", "129个\u200333.3%"]
    assert [shown(text) for text in figure.trace("names")["text"]] == [
        "计划实施项目(年度目标)",
        "落地项目",
        "开工项目",
        "竣工项目",
    ]


def test_stages_stand_in_the_order_given_from_the_top() -> None:
    figure = drawn((None, 10), 9, 8, 7)
    assert by_code(figure.trace("stages"), "x") == dict(zip(STAGES, (10, 9, 8, 7), strict=True))
    low, high = figure.layout["yaxis"]["range"]
    assert low > high
    assert figure.trace("stages")["y"] == sorted(figure.trace("stages")["y"])


def test_without_an_annual_target_the_reported_plan_is_what_counts() -> None:
    figure = drawn((200, None), 100)
    assert figure.trace("stages")["x"] == [200, 100]
    assert amounts(figure)[1] == "100个\u200350.0%"
    assert shown(figure.trace("names")["text"][0]) == "计划实施项目"


@pytest.mark.parametrize(("language", "word"), [("zh", "○ 未报"), ("en", "○ No report")])
def test_a_missing_stage_says_so_and_has_no_bar(language: str, word: str) -> None:
    figure = drawn((None, 10), None, 5, language=language)
    assert figure.trace("stages")["x"] == [10, None, 5]
    assert amounts(figure)[1] == word
    assert word in shown(figure.trace("stages")["hovertext"][1])


def test_a_stage_of_nought_is_no_missing_one() -> None:
    figure = drawn((None, 10), 0)
    assert figure.trace("stages")["x"] == [10, 0]
    assert amounts(figure)[1] == "0个\u20030.0%"


def test_more_than_planned_is_never_clipped() -> None:
    figure = drawn((None, 24), 31, 60)
    assert amounts(figure)[1:] == ["31个\u2003129.2%", "60个\u2003250.0%"]
    assert figure.outside() == []
    assert set(figure.trace("planned")["x"]) == {24}


@pytest.mark.parametrize("planned", [(None, None), (0, None), (5, 0)])
def test_where_nothing_is_planned_there_are_counts_and_no_shares(planned: tuple[int | None, int | None]) -> None:
    figure = drawn(planned, 8, None, 3)
    assert amounts(figure)[1:] == ["8个", "○ 未报", "3个"]
    assert "无计划数,不计占比" in figure.keys


def test_hover_texts_hold_a_stage_against_the_planned_and_the_stage_before() -> None:
    figure = drawn((300, 387), 386, 258, 129)
    said = [shown(text) for text in figure.trace("stages")["hovertext"]]
    assert said == [
        "计划实施项目(年度目标) 数量 387个 已报数 300个",
        "落地项目 数量 386个 占计划数 99.7%",
        "开工项目 数量 258个 占计划数 66.7% 占上一环节 66.8%",
        "竣工项目 数量 129个 占计划数 33.3% 占上一环节 50.0%",
    ]


def test_a_stage_after_a_missing_one_is_held_against_the_planned_only() -> None:
    said = shown(drawn((None, 10), None, 5).trace("stages")["hovertext"][2])
    assert said == "开工项目 数量 5个 占计划数 50.0%"


def test_nothing_at_all_is_an_empty_chart() -> None:
    figure = Drawn(funnel([], language="zh"))
    assert figure.title == "项目进展:计划至竣工"
    assert figure.trace("stages")["x"] == []


@settings(max_examples=40, deadline=None)
@given(planned=st.tuples(COUNT, COUNT), counts=st.lists(COUNT, max_size=3))
def test_any_counts_are_drawn_exactly_and_inside(
    planned: tuple[int | None, int | None], counts: list[int | None]
) -> None:
    figure = drawn(planned, *counts)
    value, target = planned
    assert figure.trace("stages")["x"] == [value if target is None else target, *counts]
    assert figure.outside() == []
