"""排名, 趋势, 数据质量, 目标 and 说明 over the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.said import table, words
from zones.ui import state

if TYPE_CHECKING:
    from tests.pages.conftest import Open

pytestmark = pytest.mark.usefixtures("sample_url")
CITY = {"region": "990100", "quarter": "2026Q2"}


@pytest.mark.parametrize("page", ["ranking", "trends", "quality", "targets", "about"])
@pytest.mark.parametrize("region", ["990100", "990103015", "320800"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_answers_for_a_city_a_township_and_a_real_city(
    open_app: Open, page: str, region: str, language: str
) -> None:
    app = open_app(f"pages/{page}.py", region=region, quarter="2026Q2", language=language)
    assert app.title[0].value


def test_a_ranking_tells_moves_and_gaps_and_its_lists_their_rule(open_app: Open) -> None:
    app = open_app("pages/ranking.py", **CITY)
    rows = table(app, "位次变化")
    assert [row["位次"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[0]["距上一位(百分点)"] != rows[1]["距上一位(百分点)"]
    assert "红榜" in words(app)
    assert "前3名" in words(app).replace(" ", "")


def test_a_group_of_zones_is_ranked_apart(open_app: Open) -> None:
    app = open_app("pages/ranking.py", **CITY)
    box = next(box for box in app.selectbox if box.label == "排名范围")
    assert "市级重点集中区" in box.options
    box.set_value("市级重点集中区").run()
    assert app.query_params["peers"] == "市级重点集中区"
    assert not app.exception
    assert len(table(app, "位次变化")) > 7


def test_regions_are_compared_as_an_index(open_app: Open) -> None:
    app = open_app("pages/trends.py", **CITY)
    app.multiselect(state.regions_key("990100")).set_value(["990101", "990102"]).run()
    app.segmented_control(state.FORM_WIDGET).set_value("index").run()
    assert not app.exception
    columns = [column for frame in app.dataframe for column in frame.value.columns]
    assert any("槿渡区" in column for column in columns)


def test_a_link_leads_to_the_comparison(open_app: Open) -> None:
    asked = {"regions": "990101,990102", "span": "2025Q1,2026Q1", "form": "yoy", "extent": "single"}
    app = open_app("pages/trends.py", **CITY, **asked)
    assert app.multiselect(state.regions_key("990100")).value == ["990101", "990102"]
    assert app.segmented_control(state.FORM_WIDGET).value == "yoy"
    rows = table(app, "季度")
    assert [rows[0]["季度"], rows[-1]["季度"]] == ["2025Q1", "2026Q1"]
    assert {name: app.query_params[name] for name in asked} == asked


def test_a_note_is_pinned_and_struck_out(open_app: Open) -> None:
    app = open_app("pages/trends.py", **CITY)
    app.text_input(state.NOTE_WIDGET).set_value("三季度起口径调整").run()
    app.text_input(state.NOTE_AUTHOR_WIDGET).set_value("王").run()
    app.button(state.PIN_BUTTON).click().run()
    assert not app.exception
    assert "三季度起口径调整" in str(app.dataframe[-1].value)
    app.button(state.STRIKE_BUTTON).click().run()
    assert not app.exception
    assert "三季度起口径调整" not in str([frame.value for frame in app.dataframe])


def test_who_has_not_reported_is_listed(open_app: Open) -> None:
    app = open_app("pages/quality.py", **CITY)
    absent = table(app, "应报日期")
    assert {row["代码"] for row in absent} == {"990104003", "990104008", "990104014", "990107002"}


def test_the_demonstration_came_in_time(open_app: Open) -> None:
    rates = table(open_app("pages/quality.py", **CITY), "按时率(%)")
    assert (rates[-1]["已报"], rates[-1]["按时"]) == (101, 101)


def test_a_milestone_is_declared_and_told(open_app: Open) -> None:
    app = open_app("pages/targets.py", region="990101", quarter="2026Q2")
    assert "没有单独设定" in words(app)
    app.text_input(state.MILESTONE_WIDGET).set_value("2/3")
    app.text_input(state.target_author_key("milestone")).set_value("王")
    app.text_input(state.target_reason_key("milestone")).set_value("会议纪要")
    next(button for button in app.button if button.label == "设定阶段目标").click().run()
    assert not app.exception
    assert table(app, "占年度目标")[0]["占年度目标"] == "2/3"


def test_targets_of_last_year_are_carried_over(open_app: Open) -> None:
    app = open_app("pages/targets.py", region="990100", quarter="2026Q2")
    assert table(app, "已分解(%)")[0]["尚未分解"] > 0
    app.text_input(state.target_author_key("carried")).set_value("王").run()
    app.button(state.target_button_key("carried")).click().run()
    assert "原因" in app.error[0].value
    app.text_input(state.target_reason_key("carried")).set_value("市政府文件").run()
    app.button(state.target_button_key("carried")).click().run()
    assert not app.exception
    assert "目标已设定" in app.success[0].value
    assert table(app, "本级目标")[0]["本级目标"] == 91520


def test_two_rules_stand_side_by_side(open_app: Open) -> None:
    app = open_app("pages/about.py", **CITY)
    said = words(app)
    assert "规则模拟" in said
    assert table(app, "别名")
    assert table(app, "最近填报")[0]["最近填报"] == "2026-07-13 10:10"
