from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from tests.charts.drawn import Drawn, shown
from tests.charts.making import GOALS, INDICATORS, past_half_row, region
from zones.charts import goal_matrix, theme
from zones.charts.past_half import share_of_due
from zones.domain.figures import RegionPastHalf
from zones.domain.past_half import Goal, GoalStanding, GoalState, Verdict
from zones.domain.words import GOAL_STATE_SIGNS, VERDICT_SIGNS

LAND = GOALS[-1]
STARTED = next(goal for goal in GOALS if goal.due == Fraction(2, 3))


def drawn(*rows: RegionPastHalf, goals: tuple[Goal, ...] = GOALS, language: str = "zh") -> Drawn:
    return Drawn(goal_matrix(rows, goals, indicators=INDICATORS, language=language))


def tint(figure: Drawn, z: int) -> str:
    """The ground that plotly gives a value: the step of the scale that it stands in the middle of."""
    cells = figure.trace("goals")
    share = (z - cells["zmin"]) / (cells["zmax"] - cells["zmin"])
    steps = cells["colorscale"]
    ((_, low), (_, high)) = next((one, other) for one, other in pairwise(steps) if one[0] <= share <= other[0])
    assert low == high
    return low


def standing(state: GoalState) -> GoalStanding:
    return GoalStanding(LAND, state, 5, 10, Fraction(1, 2), Fraction(5), 0)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", GoalState)
def test_every_state_of_a_goal_is_ground_shape_and_word(state: GoalState, language: str) -> None:
    row = RegionPastHalf(region(), Verdict.SOME_MET, (standing(state),))
    figure = drawn(row, goals=(LAND,), language=language)
    cells = figure.trace("goals")
    assert tint(figure, cells["z"][0][0]) == theme.GOAL_STATE_TINTS[state]
    sign = GOAL_STATE_SIGNS[state]
    assert shown(cells["text"][0][0]).startswith(sign.symbol)
    assert theme.GOAL_STATE_COLORS[state] in cells["text"][0][0]
    assert sign.text(language) in cells["hovertext"][0][0]
    assert sign.text(language) in figure.keys


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_shape_and_word(verdict: Verdict, language: str) -> None:
    figure = drawn(RegionPastHalf(region(), verdict, ()), language=language)
    assert VERDICT_SIGNS[verdict].text(language) in shown(figure.layout["yaxis"]["ticktext"][0])
    sign = VERDICT_SIGNS[verdict]
    assert f"{sign.symbol} {sign.word(language)} 1" in figure.keys


def test_a_cell_says_the_exact_share_of_what_was_due() -> None:
    """Two thirds of 100 projects are 66 and two thirds: 66 are not enough and 67 are."""
    rows = [
        past_half_row(region(at), [value], goals=(STARTED,), targets=[100])
        for at, value in ((1, 66), (2, 67), (3, 300))
    ]
    cells = drawn(*rows, goals=(STARTED,)).trace("goals")
    assert [shown(line[0]) for line in cells["text"]] == ["✘ 99.0", "✔ 100.5", "✔ 450.0"]
    assert "尚缺 1个" in cells["hovertext"][0][0]
    assert "应完成 67个 (66.7%)" in cells["hovertext"][0][0]


def test_goals_and_regions_stand_in_the_order_given() -> None:
    rows = [past_half_row(region(at, f"镇{at}"), [at * 100] * len(GOALS)) for at in (3, 1, 2)]
    figure = drawn(*rows)
    cells = figure.trace("goals")
    assert [line[0] for line in cells["customdata"]] == ["r3", "r1", "r2"]
    assert [name.partition("<br>")[0] for name in figure.layout["yaxis"]["ticktext"]] == ["镇3", "镇1", "镇2"]
    assert [text.replace("<br>", "") for text in figure.layout["xaxis"]["ticktext"]] == [goal.name for goal in GOALS]
    low, high = figure.layout["yaxis"]["range"]
    assert low > high


def test_a_goal_that_a_region_does_not_have_is_an_empty_cell() -> None:
    row = past_half_row(region(), [600], goals=GOALS[:1])
    cells = drawn(row).trace("goals")
    assert cells["z"][0][1:] == [None] * (len(GOALS) - 1)
    assert cells["text"][0][1:] == [""] * (len(GOALS) - 1)


def test_met_goals_are_counted_of_those_that_can_be_judged() -> None:
    row = past_half_row(region(), [600] * 8, targets=[1200] * 6 + [None, 1200])
    assert "◐ 部分过半 5/7" in shown(drawn(row).layout["yaxis"]["ticktext"][0])


def test_without_a_figure_there_is_no_share() -> None:
    row = past_half_row(region(), [None], goals=(LAND,))
    assert share_of_due(row.standings[0]) is None
    assert shown(drawn(row, goals=(LAND,)).trace("goals")["text"][0][0]) == "○"


def test_amounts_are_left_out_where_the_indicators_are_not_given() -> None:
    row = past_half_row(region(), [600], goals=(LAND,))
    said = Drawn(goal_matrix([row], (LAND,), language="zh")).trace("goals")["hovertext"][0][0]
    assert "年度目标" not in said
    assert "应完成 (50.0%)" in said


def test_nobody_at_all_is_an_empty_matrix() -> None:
    assert drawn().trace("goals")["z"] == []
