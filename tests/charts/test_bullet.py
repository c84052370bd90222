from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, shown
from tests.charts.making import AREA, INDICATORS, LANDED, MONEY, progress_row, region
from zones.charts import bullets, theme
from zones.domain.status import Status
from zones.domain.words import STATUS_SIGNS

PLACE = region()


def drawn(*rows: object, language: str = "zh") -> Drawn:
    return Drawn(bullets(rows, language=language))


def test_a_bar_is_as_long_as_the_completion_and_never_clipped() -> None:
    figure = drawn(
        progress_row(PLACE, value=52_345_678, target=120_000_000),
        progress_row(PLACE, value=1250, target=100, indicator=LANDED),
        progress_row(PLACE, value=0, target=100, indicator=AREA),
    )
    assert by_code(figure.trace("completion"), "x") == {
        MONEY.code: float(Fraction(52_345_678, 120_000_000) * 100),
        LANDED.code: 1250.0,
        AREA.code: 0.0,
    }
    assert figure.outside() == []


def test_indicators_stand_in_the_order_given_from_the_top() -> None:
    rows = [progress_row(PLACE, value=1, target=2, indicator=item) for item in (LANDED, MONEY, AREA)]
    figure = drawn(*rows)
    assert figure.trace("completion")["customdata"] == [LANDED.code, MONEY.code, AREA.code]
    low, high = figure.layout["yaxis"]["range"]
    assert low > high
    assert figure.trace("completion")["y"] == sorted(figure.trace("completion")["y"])


def test_a_missing_figure_has_no_bar_and_a_sign() -> None:
    figure = drawn(progress_row(PLACE, value=None, target=100))
    assert figure.trace("completion")["x"] == [None]
    assert [shown(text) for text in figure.trace("lights")["text"]] == ["○ 未报"]
    assert "目标0.0万元" in shown(figure.trace("names")["text"][0])


def test_the_schedule_stands_at_its_exact_share_and_the_target_at_100() -> None:
    figure = drawn(progress_row(PLACE, value=1, target=3, schedule=Fraction(1, 3)))
    assert figure.trace("schedule")["x"] == [float(Fraction(100, 3))]
    assert figure.trace("target")["x"] == [100]
    assert figure.trace("track")["x"] == [100]


def test_what_has_no_target_is_counted_and_not_drawn() -> None:
    figure = drawn(
        progress_row(PLACE, value=1, target=2),
        progress_row(PLACE, value=1, target=None, indicator=LANDED),
        progress_row(PLACE, value=1, target=0, indicator=AREA),
    )
    assert figure.trace("completion")["customdata"] == [MONEY.code]
    assert "另有2项指标未定年度目标" in figure.keys


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "status", [Status.DONE, Status.ON_SCHEDULE, Status.BEHIND, Status.FAR_BEHIND, Status.NO_REPORT]
)
def test_every_light_is_shape_word_and_colour(status: Status, language: str) -> None:
    value = None if status is Status.NO_REPORT else 50
    figure = drawn(progress_row(PLACE, value=value, target=100, status=status), language=language)
    (light,) = figure.trace("lights")["text"]
    sign = STATUS_SIGNS[status]
    assert f"{sign.symbol} {sign.word(language)}" in light
    assert theme.STATUS_COLORS[status] in light
    assert figure.trace("completion")["marker"]["color"] == [theme.STATUS_COLORS[status]]


def test_figures_are_worded_by_the_domain() -> None:
    row = progress_row(PLACE, value=62_345_000, target=120_000_000)
    assert shown(drawn(row).trace("names")["text"][0]) == "基础设施投入 6,234.5万元 / 目标1.2亿元"
    english = drawn(row, language="en").trace("names")["text"][0]
    assert shown(english) == "Infrastructure investment 62.3 million yuan of 120.0 million yuan"
    assert "62.3 million yuan (reported)" in drawn(row, language="en").trace("completion")["hovertext"][0]


def test_rows_are_taller_where_name_and_amounts_do_not_fit_beside_the_light() -> None:
    short = progress_row(PLACE, value=1, target=2, indicator=LANDED)
    long = progress_row(PLACE, value=10**12, target=10**13, indicator=INDICATORS["completed_project_investment"])
    assert shown(drawn(short).trace("names")["text"][0]) == "落地项目\u20031个 / 目标2个"
    assert "<br>" in drawn(long).trace("names")["text"][0]
    assert drawn(long).layout["height"] > drawn(short).layout["height"]


def test_nothing_at_all_is_a_chart_without_bars() -> None:
    figure = drawn()
    assert figure.title == "年度目标完成率"
    assert figure.trace("completion")["x"] == []


@settings(max_examples=40, deadline=None)
@given(
    amounts=st.lists(
        st.tuples(st.none() | st.integers(0, 10**15), st.none() | st.integers(1, 10**13)), min_size=1, max_size=5
    )
)
def test_any_figures_are_drawn_exactly_and_inside(amounts: list[tuple[int | None, int | None]]) -> None:
    indicators = list(INDICATORS.values())
    rows = [
        progress_row(PLACE, value=value, target=target, indicator=indicator)
        for (value, target), indicator in zip(amounts, indicators, strict=False)
    ]
    figure = drawn(*rows)
    assert figure.outside() == []
    assert by_code(figure.trace("completion"), "x") == {
        row.indicator.code: None if row.value is None else float(Fraction(row.value, row.target) * 100)
        for row in rows
        if row.target is not None
    }
