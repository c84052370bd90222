"""简报: read before it is taken away, issued under a number, and told when figures change afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.said import words
from zones.ui import state

if TYPE_CHECKING:
    from tests.pages.conftest import Open

pytestmark = pytest.mark.usefixtures("sample_url")


def test_the_real_citys_text_is_previewed(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="320800", quarter="2006Q1")
    text = app.text[0].value
    for stated in ("1.2亿元", "34.5%", "56.4万平方米", "48.6%", "12.7亿元", "39.4%", "387个", "98个"):
        assert stated in text, stated
    assert "未报送" in text
    assert "虚构" not in text


def test_an_invented_city_is_marked_and_english_is_english(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="990101", quarter="2026Q2", language="en")
    assert "fictional" in app.text[0].value


def test_a_region_without_reports_says_so(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="320830", quarter="2006Q1")
    assert app.error
    assert not app.text


def test_the_pages_are_looked_at_one_by_one(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="990101", quarter="2026Q2")
    pages = int(app.number_input[0].max)
    assert pages > 10
    first = app.get("image")[0].proto.imgs[0]
    app.number_input(state.preview_key(pages)).set_value(pages).run()
    last = app.get("image")[0].proto.imgs[0]
    assert (first.caption, last.caption) == (f"第1页,共{pages}页", f"第{pages}页,共{pages}页")
    assert first.url != last.url


def test_a_layout_is_kept_under_a_name(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="990101", quarter="2026Q2")
    app.selectbox(state.spoken(state.LENGTH_WIDGET)).set_value("page").run()
    app.text_input(state.LAYOUT_NAME_WIDGET).set_value("一页").run()
    app.button(state.LAYOUT_BUTTON).click().run()
    assert not app.exception
    assert "一页" in app.selectbox(state.layout_key(("一页",))).options


def test_issuing_asks_for_a_name(open_app: Open) -> None:
    app = open_app("pages/briefing.py", region="990101", quarter="2026Q2")
    app.button(state.ISSUE_BUTTON).click().run()
    assert "请填写填报人" in app.error[0].value
    assert "还没有印发过" in words(app)
