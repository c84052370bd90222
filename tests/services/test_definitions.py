"""What is declared, told to a reader."""

from __future__ import annotations

from tests.store.book import CATALOGUE
from zones.services.definitions import goals_table, indicators_table, rules_table


def test_every_indicator_is_explained() -> None:
    for language in ("zh", "en"):
        table = indicators_table(CATALOGUE, language)
        assert [row[1] for row in table.rows] == list(CATALOGUE.indicators)
        assert all(len(row) == len(table.columns) for row in table.rows)
    roads = next(row for row in indicators_table(CATALOGUE, "zh").rows if row[1] == "roads_built")
    assert roads[2:6] == ("公里", "累计(每年1月重新起算)", "25% / 50% / 75% / 100%", "越高越好")


def test_thirds_are_told_as_thirds() -> None:
    due = {row[0]: row[3] for row in goals_table(CATALOGUE, "en").rows}
    assert due["Two thirds of projects started"] == "2/3"
    assert due["Infrastructure past half"] == "50%"


def test_the_rule_in_force_is_marked() -> None:
    marked = [row[0] for row in rules_table(CATALOGUE, "zh").rows if row[1]]
    assert marked == [CATALOGUE.default_rule.name]
