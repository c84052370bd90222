from __future__ import annotations

import pytest

from tests.charts.making import MONEY
from zones.charts import timeline
from zones.charts.axis import amount_axis
from zones.domain.quarter import Quarter, quarters_between

Q = Quarter
AXIS = amount_axis([120_000_000], MONEY, "zh")


def path(quarters: list[Quarter], values: list[float | None], *, yearly: bool) -> list[float | None]:
    words = [str(quarter) for quarter in quarters]
    drawn = timeline.path("value", quarters, values, words, yearly=yearly, look={})
    assert drawn["connectgaps"] is False
    assert len(drawn["x"]) == len(drawn["y"]) == len(drawn["hovertext"]) == len(drawn["customdata"])
    told = [(x, code) for x, code in zip(drawn["x"], drawn["customdata"], strict=True) if x is not None]
    assert told == [(quarter.ordinal, str(quarter)) for quarter in quarters]
    return list(drawn["y"])


def test_a_line_of_figures_that_restart_breaks_each_january() -> None:
    quarters = quarters_between(Q(2024, 3), Q(2025, 2))
    assert path(quarters, [1, 2, 3, 4], yearly=True) == [1, 2, None, 3, 4]
    assert path(quarters, [1, 2, 3, 4], yearly=False) == [1, 2, 3, 4]


def test_a_line_keeps_gaps_and_breaks_where_quarters_are_left_out() -> None:
    assert path([Q(2024, 1), Q(2024, 2), Q(2024, 3)], [1, None, 3], yearly=False) == [1, None, 3]
    assert path([Q(2024, 1), Q(2024, 3)], [1, 3], yearly=False) == [1, None, 3]
    assert path([], [], yearly=True) == []


def test_few_quarters_are_all_named_with_the_year_below_its_first() -> None:
    quarters = quarters_between(Q(2024, 3), Q(2025, 2))
    ticks = timeline.time_ticks(quarters, "zh")
    assert ticks["tickvals"] == [quarter.ordinal for quarter in quarters]
    assert ticks["ticktext"] == ["三季度<br>2024年", "四季度", "一季度<br>2025年", "二季度"]
    assert timeline.time_ticks(quarters, "en")["ticktext"] == ["Q3<br>2024", "Q4", "Q1<br>2025", "Q2"]


def test_a_dozen_quarters_are_named_in_one_character() -> None:
    texts = timeline.time_ticks(quarters_between(Q(2023, 1), Q(2025, 4)), "zh")["ticktext"]
    assert texts[:5] == ["一<br>2023年", "二", "三", "四", "一<br>2024年"]


def test_many_quarters_have_years_only_and_about_ten() -> None:
    quarters = quarters_between(Q(2006, 3), Q(2026, 2))
    ticks = timeline.time_ticks(quarters, "zh")
    assert ticks["ticktext"] == ["2006", "2009", "2012", "2015", "2018", "2021", "2024"]
    assert ticks["tickvals"][0] == Q(2006, 3).ordinal
    assert ticks["tickvals"][1] == Q(2009, 1).ordinal


def test_a_line_stands_before_every_year_but_the_first() -> None:
    lines = timeline.year_lines(quarters_between(Q(2024, 3), Q(2026, 1)))
    assert [line["x0"] for line in lines] == [Q(2025, 1).ordinal - 0.5, Q(2026, 1).ordinal - 0.5]
    assert timeline.year_lines(quarters_between(Q(2006, 1), Q(2026, 1))) == []
    assert timeline.year_lines([]) == []


def test_every_quarter_is_on_the_time_axis() -> None:
    quarters = quarters_between(Q(2024, 3), Q(2025, 2))
    low, high = timeline.time_layout(quarters, AXIS, "zh")["xaxis"]["range"]
    assert low < quarters[0].ordinal
    assert quarters[-1].ordinal < high
    assert timeline.time_layout([], AXIS, "zh")["xaxis"]["tickvals"] == []


@pytest.mark.parametrize("spelled", [True, False])
def test_signs_stand_on_the_axis_over_the_values(spelled: bool) -> None:  # noqa: FBT001
    signs = timeline.signs("missing", [Q(2024, 3)], sign="○", word="未报", spelled=spelled, language="zh")
    assert signs["yaxis"] == "y2"
    assert signs["text"] == ["○<br>未报" if spelled else "○"]
    assert signs["hovertext"] == ["<b>2024年三季度</b><br>未报"]
    assert timeline.value_layout(AXIS)["yaxis2"] == timeline.sign_axis("y")
    assert timeline.sign_axis("y")["range"] == [0, 1]


def test_wider_ticks_have_more_room() -> None:
    narrow, wide = (amount_axis([value], MONEY, "en") for value in (10_000, 10**13))
    assert timeline.left_room(narrow) < timeline.left_room(wide)
