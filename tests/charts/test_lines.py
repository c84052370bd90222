from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import Drawn, by_code, segments, shown
from tests.charts.making import AREA, FIRMS, LANDED, MONEY, region, series
from zones.charts import Mark, compare_lines, theme
from zones.domain.quarter import Quarter
from zones.domain.series import Extent, Form, Series

FIRST = Quarter(2024, 3)
TARGET = 120_000_000
VALUES = (30_000_000, 52_345_678, 11_000_000, None, 41_000_000)
EAST, WEST = region(1, "河东镇", "Hedong Town"), region(2, "河西镇", "Hexi Town")


def drawn(*lines: Series, marks: Sequence[Mark] = (), language: str = "zh") -> Drawn:
    return Drawn(compare_lines(lines, marks=marks, language=language))


def line(
    place: object = EAST, indicator: object = MONEY, values: Sequence[object] = VALUES, **changes: object
) -> Series:
    return series(place, indicator, values, first=FIRST, **changes)


def test_amounts_are_those_of_the_domain_to_the_last_unit() -> None:
    figure = drawn(line(), line(WEST, values=[1, 2, 3, 4, 5]))
    assert by_code(figure.trace("河东镇")) == {str(FIRST + at): value for at, value in enumerate(VALUES)}
    assert segments(figure.trace("河西镇")) == [[1, 2], [3, 4, 5]]
    assert figure.outside() == []


def test_growth_is_in_percent_and_exact() -> None:
    rates = [Fraction(1, 3), Fraction(-59, 1000), None, Fraction(0)]
    figure = drawn(line(values=rates, form=Form.YOY))
    assert figure.trace("河东镇")["y"] == [float(Fraction(100, 3)), -5.9, None, 0]
    assert "<b>0%</b>" in figure.layout["yaxis"]["ticktext"]
    assert figure.title == "河东镇 · 基础设施投入累计同比"
    assert "单位:%" in figure.keys


def test_an_index_has_a_line_at_100_and_says_which_quarter_that_is() -> None:
    values = [Fraction(100), Fraction(117), Fraction(94)]
    figure = drawn(*(line(place, values=values, form=Form.INDEX, base=FIRST) for place in (EAST, WEST)))
    assert [shape["y0"] for shape in figure.layout["shapes"] if shape["yref"] == "y"] == [100]
    assert "<b>100</b>" in figure.layout["yaxis"]["ticktext"]
    assert "2024年三季度=100" in figure.keys
    assert "序时" not in figure.keys
    other = line(WEST, values=values, form=Form.INDEX, base=FIRST + 1)
    assert "各线起始季度=100" in drawn(line(values=values, form=Form.INDEX, base=FIRST), other).keys


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, 2),
        ({"form": Form.INDEX}, 2),
        ({"extent": Extent.SINGLE}, 1),
        ({"form": Form.YOY}, 1),
        ({"form": Form.QOQ}, 1),
        ({"indicator": FIRMS}, 1),
    ],
)
def test_only_cumulative_amounts_break_each_january(changes: dict[str, object], parts: int) -> None:
    figure = drawn(line(values=[1, 2, 3, 4], **changes))
    assert len(segments(figure.data[0])) == parts


def test_units_are_not_mixed_on_one_axis() -> None:
    figure = drawn(line(), line(indicator=FIRMS, values=[1, 2]), line(indicator=AREA, values=[5]), line(WEST))
    lines = [trace for trace in figure.data if trace["mode"] == "lines+markers"]
    by_axis = {trace["name"]: trace["yaxis"] for trace in lines}
    assert by_axis == {
        "河东镇 · 基础设施投入": "y",
        "河西镇 · 基础设施投入": "y",
        "河东镇 · 入园企业": "y3",
        "河东镇 · 标准化厂房开工面积": "y5",
    }
    assert [word for word in figure.words if word.startswith("单位")] == ["单位:元", "单位:家", "单位:平方米"]
    domains = [figure.axes()[name]["domain"] for name in ("y", "y3", "y5")]
    assert domains[0][0] > domains[1][1] > domains[1][0] > domains[2][1]
    assert figure.layout["xaxis"]["anchor"] == "y5"


def test_indicators_of_one_unit_share_an_axis_and_so_do_rates_and_indices() -> None:
    assert len(drawn(line(indicator=LANDED), line(indicator=LANDED)).axes()) == 3
    for form in (Form.YOY, Form.INDEX):
        assert len(drawn(line(form=form), line(indicator=FIRMS, form=form)).axes()) == 3


def test_lines_differ_in_colour_and_shape_and_then_in_dash() -> None:
    figure = drawn(*(line(region(at, f"镇{at}"), values=[at]) for at in range(1, 19)))
    looks = [(trace["line"]["color"], trace["marker"]["symbol"], trace["line"]["dash"]) for trace in figure.data]
    assert len(set(looks)) == 18
    assert len({(color, symbol) for color, symbol, _ in looks}) == 18
    assert [color for color, _, _ in looks[:6]] == list(theme.LINE_COLORS)
    for at in range(1, 19):
        assert f" 镇{at}" in figure.keys


def test_the_key_has_the_shape_and_colour_of_each_line() -> None:
    figure = drawn(line(), line(WEST))
    assert "● 河东镇\u2003■ 河西镇" in figure.keys
    markup = figure.layout["annotations"][-1]["text"]
    assert f'<span style="color:{theme.LINE_COLORS[1]}">■</span>' in markup
    assert [trace["marker"]["symbol"] for trace in figure.data[:2]] == ["circle", "square"]


@pytest.mark.parametrize(
    ("lines", "title", "names"),
    [
        ([line()], "河东镇 · 基础设施投入累计", ["河东镇"]),
        ([line(), line(WEST)], "2个地区 · 基础设施投入累计", ["河东镇", "河西镇"]),
        ([line(), line(indicator=LANDED)], "河东镇 · 2项指标累计", ["基础设施投入", "落地项目"]),
        (
            [line(), line(WEST, LANDED)],
            "2个地区 · 2项指标累计",
            ["河东镇 · 基础设施投入", "河西镇 · 落地项目"],
        ),
        ([line(extent=Extent.SINGLE)], "河东镇 · 基础设施投入当季", ["河东镇"]),
        ([line(indicator=FIRMS)], "河东镇 · 入园企业期末数", ["河东镇"]),
        ([line(form=Form.QOQ)], "河东镇 · 基础设施投入环比", ["河东镇"]),
        ([line(extent=Extent.SINGLE, form=Form.INDEX)], "河东镇 · 基础设施投入当季指数", ["河东镇"]),
    ],
)
def test_title_and_names_say_what_tells_the_lines_apart(lines: list[Series], title: str, names: list[str]) -> None:
    figure = drawn(*lines)
    assert figure.title == title
    assert [trace["name"] for trace in figure.data if trace["mode"] == "lines+markers"] == names


def test_two_regions_of_one_name_are_told_apart_by_their_codes() -> None:
    figure = drawn(line(region(1, "霁岭镇")), line(region(2, "霁岭镇")))
    assert "● 霁岭镇 r1\u2003■ 霁岭镇 r2" in figure.keys


def test_what_was_due_is_dotted_in_the_colour_of_its_line() -> None:
    figure = drawn(line(target=TARGET), line(WEST))
    due = figure.trace("河东镇 · 按序时应完成")
    assert segments(due) == [[0.75 * TARGET, TARGET], [0.25 * TARGET, 0.5 * TARGET, 0.75 * TARGET]]
    assert due["line"]["color"] == theme.LINE_COLORS[0]
    assert "按序时应完成" in figure.keys


def test_what_was_due_is_left_out_where_it_would_be_a_thicket() -> None:
    five = [line(region(at, f"镇{at}"), target=TARGET) for at in range(1, 6)]
    assert not any("序时" in name for name in drawn(*five).names())
    assert "序时" not in drawn(*five).keys
    assert sum("序时" in name for name in drawn(*five[:4]).names()) == 4


def test_missing_values_are_rings_in_a_row_for_each_line() -> None:
    figure = drawn(line(), line(WEST))
    rings = [trace for trace in figure.data if trace["mode"] == "markers"]
    assert [ring["x"] for ring in rings] == [[(FIRST + 3).ordinal]] * 2
    assert {ring["yaxis"] for ring in rings} == {"y2"}
    assert rings[0]["y"] != rings[1]["y"]
    assert [ring["marker"]["color"] for ring in rings] == list(theme.LINE_COLORS[:2])
    assert "○ 未报" in figure.keys


def test_a_rate_may_be_missing_for_other_reasons_than_a_missing_report() -> None:
    assert "○ 未报或不可推算" in drawn(line(form=Form.YOY)).keys
    assert "○ 未报或不可推算" in drawn(line(extent=Extent.SINGLE)).keys
    assert "○ 未报或不可推算" not in drawn(line(indicator=FIRMS, extent=Extent.SINGLE)).keys
    assert "○" not in drawn(line(values=[1, 2])).keys


def test_marks_are_numbered_in_the_order_given_and_read_out_below() -> None:
    marks = [Mark(FIRST, "停工", EAST), Mark(FIRST, "<b>口径</b>调整"), Mark(FIRST + 1, "补报", EAST, MONEY.code)]
    figure = drawn(line(), line(WEST), marks=marks)
    numbers = figure.layout["annotations"][:3]
    assert [item["text"] for item in numbers] == ["1", "2", "3"]
    assert [item["x"] for item in numbers] == [FIRST.ordinal, FIRST.ordinal, (FIRST + 1).ordinal]
    assert numbers[0]["yshift"] < numbers[1]["yshift"]
    assert numbers[0]["yshift"] == numbers[2]["yshift"]
    assert [item["bordercolor"] for item in numbers] == [theme.LINE_COLORS[0], theme.INK, theme.LINE_COLORS[0]]
    assert shown(numbers[1]["hovertext"]) == "2024年三季度 <b>口径</b>调整"
    assert figure.note == "1 2024年三季度 河东镇:停工 2 2024年三季度:<b>口径</b>调整 3 2024年四季度 河东镇:补报"
    assert "数字:批注,见下" in figure.keys


def test_a_long_note_is_cut_below_and_whole_over_its_number() -> None:
    figure = drawn(line(), marks=[Mark(FIRST, "长" * 500)])
    assert figure.note.endswith("…")
    assert shown(figure.layout["annotations"][0]["hovertext"]).count("长") == 500


def test_a_mark_of_an_indicator_is_about_its_lines_only() -> None:
    mark = Mark(FIRST, "补报", None, MONEY.code)
    assert mark.concerns(line())
    assert not mark.concerns(line(indicator=FIRMS))
    assert not Mark(FIRST, "补报", WEST).concerns(line())


def test_marks_take_room_above_the_plot() -> None:
    without, one, two = (drawn(line(), marks=[Mark(FIRST, "注")] * count).layout["margin"]["t"] for count in (0, 1, 2))
    assert without < one < two


def test_hover_texts_name_line_quarter_value_and_what_was_due() -> None:
    (said, *_), _ = (trace["hovertext"] for trace in drawn(line(values=[62_345_000], target=TARGET)).data[::-1])
    assert shown(said) == "河东镇 · 2024年三季度 6,234.5万元 按序时应完成 9,000.0万元"
    rate = drawn(line(values=[Fraction(-59, 1000)], form=Form.YOY)).data[0]["hovertext"][0]
    assert shown(rate) == "河东镇 · 2024年三季度 -5.9%"
    index = drawn(line(values=[Fraction(352, 3)], form=Form.INDEX)).data[0]["hovertext"][0]
    assert shown(index) == "河东镇 · 2024年三季度 117.3"


@pytest.mark.parametrize(("language", "title"), [("zh", "对比"), ("en", "Comparison")])
def test_nothing_at_all_is_an_empty_chart(language: str, title: str) -> None:
    figure = drawn(language=language)
    assert figure.title == title
    assert figure.data == []


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.lists(st.none() | st.integers(-(10**12), 10**15), max_size=12), min_size=1, max_size=6),
    form=st.sampled_from(Form),
    extent=st.sampled_from(Extent),
    target=st.none() | st.integers(0, 10**14),
)
def test_any_lines_are_drawn_exactly_with_their_gaps_and_inside(
    values: list[list[int | None]], form: Form, extent: Extent, target: int | None
) -> None:
    lines = [
        line(
            region(at, f"镇{at}"), values=own, form=form, extent=extent, target=target if form is Form.AMOUNT else None
        )
        for at, own in enumerate(values, start=1)
    ]
    figure = drawn(*lines)
    growth = form in {Form.YOY, Form.QOQ}
    for item in lines:
        name = item.region.name if len(lines) > 1 else "镇1"
        assert by_code(figure.trace(name)) == {
            str(point.quarter): point.value if point.value is None or not growth else float(point.value * 100)
            for point in item.points
        }
    rings = sum(len(trace["x"]) for trace in figure.data if trace["mode"] == "markers")
    assert rings == sum(value is None for own in values for value in own)
    assert figure.outside() == []
