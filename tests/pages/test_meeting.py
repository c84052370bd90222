"""大屏: what the address asks for, the walk through the views, pausing and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.said import words
from zones.ui import state
from zones.ui.meeting_views import VIEWS

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Open

PAGE = "pages/meeting.py"
pytestmark = pytest.mark.usefixtures("sample_url")


def heading(app: AppTest) -> str:
    return str(app.title[0].value).replace("\\", "")


def test_choices_go_into_the_address_and_the_show_begins_with_the_first(open_app: Open) -> None:
    app = open_app(PAGE, region="990100", quarter="2026Q2")
    app.multiselect(state.spoken(state.MEETING_VIEWS_WIDGET)).set_value(["trend", "figures"]).run()
    app.number_input(state.MEETING_SECONDS_WIDGET).set_value(45).run()
    app.button(state.MEETING_START_BUTTON).click().run()
    assert not app.exception
    assert {name: app.query_params[name] for name in ("views", "seconds", "show")} == {
        "views": "trend,figures",
        "seconds": "45",
        "show": "1",
    }
    assert heading(app) == "珩渚市 · 2026年1—6月 · 走势"


def test_views_go_forth_and_back_and_around(open_app: Open) -> None:
    app = open_app(PAGE, region="990100", quarter="2026Q2", views="figures,verdict", show="1")
    headings = [heading(app)]
    for button in (state.MEETING_NEXT_BUTTON, state.MEETING_NEXT_BUTTON, state.MEETING_BACK_BUTTON):
        app.button(button).click().run()
        headings.append(heading(app))
    assert [said.rpartition(" ")[2] for said in headings] == ["主要指标", "双过半", "主要指标", "双过半"]


def test_a_pause_is_said_and_ended_and_the_show_can_be_left(open_app: Open) -> None:
    app = open_app(PAGE, region="990100", quarter="2026Q2", views="figures", show="1")
    assert "已暂停" not in words(app)
    app.button(state.MEETING_PAUSE_BUTTON).click().run()
    assert "已暂停" in words(app)
    app.button(state.MEETING_PAUSE_BUTTON).click().run()
    assert "已暂停" not in words(app)
    app.button(state.MEETING_LEAVE_BUTTON).click().run()
    assert "show" not in app.query_params
    assert app.button(state.MEETING_START_BUTTON)


def test_what_is_wrong_in_an_address_is_as_usual(open_app: Open) -> None:
    app = open_app(PAGE, region="990100", quarter="2026Q2", views="nonsense,trend,trend", seconds="-3", show="1")
    assert "走势" in heading(app)
    assert "1/1 · 每屏 20 秒" in words(app)
    assert "每屏 600 秒" in words(open_app(PAGE, views="trend", seconds="99999", show="1"))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_is_drawn(open_app: Open, view: str, language: str) -> None:
    app = open_app(PAGE, region="990100", quarter="2026Q2", language=language, views=view, show="1")
    drawn = app.get("plotly_chart")
    assert len(drawn) == (view != "figures")
    assert not app.info


@pytest.mark.parametrize("view", ["figures", "targets", "children", "trend", "quarters"])
def test_a_view_without_figures_says_so(open_app: Open, view: str) -> None:
    app = open_app(PAGE, region="320831", quarter="2026Q2", indicator="profit_tax", views=view, show="1")
    assert "这一屏没有数据" in words(app)
