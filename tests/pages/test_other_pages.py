"""双过半, 地区 and an empty database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.said import table, words
from tests.store.book import build_empty
from zones.ui import state

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases
    from tests.pages.conftest import Open


@pytest.mark.usefixtures("sample_url")
class TestPastHalf:
    def test_the_final_verdict_counts_and_what_is_missing(self, open_app: Open) -> None:
        app = open_app("pages/past_half.py", region="990100", quarter="2026Q2")
        said = words(app)
        assert "部分过半" in said
        assert "全部过半 1 个" in said
        assert "未过半 2 个" in said
        assert table(app, "尚缺")

    def test_who_would_lift_the_region_is_said(self, open_app: Open) -> None:
        app = open_app("pages/past_half.py", region="990100", quarter="2026Q2")
        assert "达标即可过线:望棠县 +" in words(app)
        assert app.query_params["yardstick"] == "milestone"

    def test_before_the_half_is_in_it_is_provisional(self, open_app: Open) -> None:
        app = open_app("pages/past_half.py", region="320800", quarter="2006Q1")
        said = words(app)
        assert "二季度数据未报" in said
        assert "月均需完成" in str([element.value for element in app.dataframe])

    def test_the_yardstick_changes_the_verdict(self, open_app: Open) -> None:
        app = open_app("pages/past_half.py", region="990101", quarter="2026Q2")
        assert "全部过半" in words(app)
        app.segmented_control(state.YARDSTICK_WIDGET).set_value("last_year").run()
        assert not app.exception


@pytest.mark.usefixtures("sample_url")
class TestRegion:
    def test_trend_history_and_the_way_down(self, open_app: Open) -> None:
        app = open_app("pages/region.py", region="990106004", quarter="2025Q3", indicator="infrastructure_investment")
        past = table(app, "填报编号")
        assert [row["状态"] for row in past] == ["已更正", "现行"]
        assert len(table(app, "累计(万元)")) == 12

    def test_a_rolled_up_figure_says_where_it_comes_from(self, open_app: Open) -> None:
        assert "下级汇总" in words(open_app("pages/region.py", region="990101", quarter="2026Q2"))

    def test_an_indicator_chosen_in_the_table_says_where_its_figure_comes_from(self, open_app: Open) -> None:
        app = open_app("pages/region.py", region="990105", quarter="2026Q2", indicator="infrastructure_investment")
        key = state.figures_key("990105", "2026Q2", "infrastructure_investment")
        app.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(8, "指标")]}}
        app.run()
        assert "本级上报 101.0个" in words(app) or "本级上报 101个" in words(app)
        assert "county-own-reports.csv" in str([element.value for element in app.dataframe])

    def test_an_indicator_never_reported_says_so(self, open_app: Open) -> None:
        app = open_app("pages/region.py", region="320800", quarter="2006Q1", indicator="profit_tax")
        assert "没有报过" in words(app)


@pytest.mark.parametrize("page", [None, "pages/past_half.py", "pages/region.py", "pages/upload.py"])
def test_an_empty_database_says_what_to_do(
    open_app: Open, sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch, page: str | None
) -> None:
    monkeypatch.setenv("ZONES_DATABASE_URL", sqlite_databases.copy_of("upgraded", build_empty))
    assert "还没有任何数据" in words(open_app(page))


def test_a_database_that_was_never_set_up_is_worded(
    open_app: Open, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONES_DATABASE_URL", sqlite_url)
    app = open_app()
    assert "zones init" in app.error[0].value.replace("\\", "")
