"""总览: the figures of a region, its children, and the choice that follows the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.said import table, words
from zones.ui import state

if TYPE_CHECKING:
    from tests.pages.conftest import Open

pytestmark = pytest.mark.usefixtures("sample_url")


def test_a_visitor_starts_with_the_demonstration_city_marked_as_invented(open_app: Open) -> None:
    app = open_app()
    said = words(app)
    assert "珩渚市" in app.title[0].value
    assert "虚构" in said
    assert "标准规则" in said
    assert "15项有目标的指标中" in said
    assert "最近一次填报:2026-07-13 10:10" in said
    assert app.query_params["region"] == "990100"
    assert app.query_params["quarter"] == "2026Q2"


def test_the_real_city_states_what_its_report_states(open_app: Open) -> None:
    app = open_app(region="320800", quarter="2006Q1")
    said = words(app)
    for stated in ("1.2亿元", "34.5%", "56.4万平方米", "48.6%", "12.7亿元", "39.4%", "387个", "98个", "约150.0公里"):
        assert stated in said, stated
    assert "超序时 9.5 个百分点" in said
    assert "年份按2006年处理" in said
    assert "虚构" not in said


def test_children_stand_beside_each_other_and_choosing_one_goes_down(open_app: Open) -> None:
    app = open_app(region="990100", quarter="2026Q2")
    children = table(app, "应报")
    assert len(children) == 7
    key = state.children_key("990100", "2026Q2", "infrastructure_investment")
    app.session_state[key] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    app.run()
    assert app.query_params["region"] == "990103"
    assert "霁川" in app.title[0].value


def test_the_choice_survives_a_change_of_page_and_a_reload(open_app: Open) -> None:
    app = open_app(region="990104", quarter="2026Q1")
    app.switch_page("pages/region.py").run()
    assert app.query_params["region"] == "990104"
    assert app.query_params["quarter"] == "2026Q1"
    reloaded = open_app("pages/region.py", region="990104", quarter="2026Q1")
    assert reloaded.title[0].value == app.title[0].value


def test_the_language_switch_turns_every_word(open_app: Open) -> None:
    app = open_app(region="320800", quarter="2006Q1")
    app.segmented_control(state.LANGUAGE_WIDGET).set_value("en").run()
    said = words(app)
    assert "Huai'an City" in app.title[0].value
    assert "9.5 points ahead of schedule" in said
    assert app.query_params["language"] == "en"


def test_choosing_region_quarter_and_indicator_goes_into_the_address(open_app: Open) -> None:
    app = open_app()
    app.selectbox(state.spoken(state.QUARTER_WIDGET)).set_value("2025Q4").run()
    app.selectbox(state.spoken(state.REGION_WIDGET)).set_value("990102").run()
    app.selectbox(state.spoken(state.INDICATOR_WIDGET)).set_value("land_transferred").run()
    assert not app.exception
    chosen = {name: app.query_params[name] for name in ("quarter", "region", "indicator")}
    assert chosen == {"quarter": "2025Q4", "region": "990102", "indicator": "land_transferred"}


def test_a_region_is_found_by_name(open_app: Open) -> None:
    app = open_app()
    app.text_input(state.FIND_WIDGET).set_value("金湖县").run()
    assert app.query_params["region"] == "320831"
    app.text_input(state.FIND_WIDGET).set_value("没有这个县").run()
    assert app.query_params["region"] == "320831"
    assert "没有这个地区" in app.toast[0].value


@pytest.mark.parametrize("address", [{"region": "999999"}, {"quarter": "2006Q9"}])
def test_a_wrong_address_is_said_and_the_page_still_answers(open_app: Open, address: dict[str, str]) -> None:
    app = open_app(**address)
    assert app.error
    assert app.title[0].value


def test_a_quarter_without_figures_says_so(open_app: Open) -> None:
    app = open_app(region="320800", quarter="2026Q2")
    assert "没有任何数据" in words(app)
