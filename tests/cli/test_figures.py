"""progress, past-half, ranking and history: the JSON that other people's scripts read, and what a person reads."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from zones.domain.wording import rounded

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("sample")

ROW_KEYS = [
    "region", "indicator", "unit", "value", "approximate", "origin", "coverage", "discrepancy", "target",
    "target_origin", "completion", "schedule", "lead_points", "status", "single_quarter", "yoy", "qoq", "rank",
    "peers", "remaining", "needed_per_month",
]  # fmt: skip


def rows_of(run: Run, region: str, quarter: str, *more: str) -> dict[str, dict[str, Any]]:
    ended = run("progress", "--region", region, "--quarter", quarter, "--json", *more)
    assert (ended.status, ended.err) == (0, "")
    return {row["indicator"]: row for row in ended.json["rows"] if row["region"]["code"] == region}


@pytest.mark.parametrize(
    ("region", "quarter", "indicator", "stated"),
    [
        ("320800", "2006Q1", "infrastructure_investment", "34.5"),
        ("320800", "2006Q1", "factory_area_started", "48.6"),
        ("320800", "2006Q1", "fixed_asset_investment", "39.4"),
        ("320831", "2006Q1", "factory_area_started", "66.4"),
        ("320826", "2006Q1", "infrastructure_investment", "64.6"),
        ("630223-Z01", "2010Q3", "new_investment", "87.0"),
    ],
)
def test_the_stated_shares_come_out_again(run: Run, region: str, quarter: str, indicator: str, stated: str) -> None:
    completion = rows_of(run, region, quarter)[indicator]["completion"]
    assert str(rounded(completion * 100)) == stated


def test_a_row_has_every_key_in_declared_units(run: Run) -> None:
    row = rows_of(run, "320800", "2006Q1")["infrastructure_investment"]
    assert list(row) == ROW_KEYS
    assert row["region"] == {"code": "320800", "name": "淮安市", "level": "city"}
    assert (row["unit"], row["value"], row["target"]) == ("万元", 12000, 34782.61)
    assert (row["origin"], row["target_origin"], row["schedule"], row["status"]) == (
        "reported",
        "reported",
        0.25,
        "on_schedule",
    )
    assert row["lead_points"] == pytest.approx((12000 / 34782.61 - 0.25) * 100)
    assert row["needed_per_month"] == pytest.approx((34782.61 - 12000) / 9)
    assert row["yoy"] is None


def test_approximate_and_absent_figures_say_so(run: Run) -> None:
    rows = rows_of(run, "320800", "2006Q1")
    assert (rows["roads_built"]["value"], rows["roads_built"]["approximate"]) == (150, True)
    absent = rows["land_transferred"]
    assert (absent["value"], absent["completion"], absent["status"]) == (None, None, "no_report")


def test_children_and_chosen_indicators(run: Run) -> None:
    arguments = ("progress", "--region", "990100", "--quarter", "2026Q2", "--children", "--json")
    document = run(*arguments, "--indicator", "infrastructure_investment", "--indicator", "土地流转").json
    assert document["synthetic"] is True
    assert {row["indicator"] for row in document["rows"]} == {"infrastructure_investment", "land_transferred"}
    assert [row["region"]["code"] for row in document["rows"]][::2] == ["990100", *(f"99010{n}" for n in range(1, 8))]


def test_csv_goes_to_standard_output_as_excel_opens_it(run: Run) -> None:
    ended = run("progress", "--region", "320800", "--quarter", "2006Q1", "--csv")
    assert ended.out.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(ended.out.removeprefix("\ufeff"))))
    money = next(row for row in table if row["指标"] == "基础设施投入")
    assert (money["数值"], money["完成率(%)"]) == ("12000.0", "34.5")


def test_a_person_reads_a_table_with_the_rule_and_the_mark(run: Run) -> None:
    said = run("progress", "--region", "990100", "--quarter", "2026Q2").out
    assert "基础设施投入" in said
    assert "标准规则" in said
    assert "虚构" in said
    english = run("--language", "en", "progress", "--region", "990100", "--quarter", "2026Q2").out
    assert "Infrastructure investment" in english
    assert "fictional" in english


def test_past_half_gives_every_region_a_verdict(run: Run) -> None:
    document = run("past-half", "--region", "320800", "--year", "2006", "--json").json
    assert (document["as_of"], document["final"], document["yardstick"]) == ("2006Q1", False, "milestone")
    verdicts = {item["region"]["code"]: item["verdict"] for item in document["regions"]}
    assert set(verdicts) == {"320800", "320803", "320804", "320813", "320826", "320830", "320831"}
    assert verdicts["320831"] == "all_met"
    assert verdicts["320830"] == "no_goal"


def test_past_half_is_exact_at_the_boundaries(run: Run) -> None:
    document = run("past-half", "--region", "990103", "--year", "2026", "--json").json
    regions = {item["region"]["code"]: item for item in document["regions"]}
    exact, short = regions["990103015"], regions["990103014"]
    assert (exact["verdict"], short["verdict"]) == ("all_met", "none_met")
    assert all(goal["missing"] == 0 and goal["value"] == pytest.approx(goal["milestone"]) for goal in exact["goals"])
    assert all(goal["missing"] > 0 for goal in short["goals"])
    assert {goal["goal"]: goal["due"] for goal in exact["goals"]}["projects_started"] == 2 / 3


def test_the_demonstration_city_shows_every_verdict(run: Run) -> None:
    document = run("past-half", "--region", "990100", "--year", "2026", "--json").json
    assert {item["verdict"] for item in document["regions"]} == {
        "all_met", "some_met", "none_met", "no_report", "no_goal",
    }  # fmt: skip


def test_ranking_shares_ranks_among_peers(run: Run) -> None:
    arguments = ("--region", "990103", "--level", "township", "--indicator", "land_transferred", "--quarter", "2026Q2")
    document = run("ranking", *arguments, "--json").json
    ranks = {row["region"]["code"]: row["rank"] for row in document["rows"]}
    assert ranks["990103002"] == ranks["990103009"]
    assert document["peers"] == sum(rank is not None for rank in ranks.values())
    assert [row["rank"] for row in document["rows"]] == sorted(rank for rank in ranks.values() if rank)
    assert {row["parent"]["code"] for row in document["rows"]} == {"990103"}


def test_history_tells_every_value_with_who_said_it(run: Run) -> None:
    arguments = ("--region", "990106004", "--quarter", "2025Q3", "--indicator", "infrastructure_investment", "--json")
    values = run("history", *arguments).json["values"]
    assert [item["in_force"] for item in values] == [False, True]
    assert values[1]["author"] == "演示审核员"
    assert values[1]["file"] == "correction-2025Q3.csv"
    assert values[1]["value"] < values[0]["value"]
    assert values[1]["reason"].startswith("年终审核核减")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("progress", "--region", "999999", "--quarter", "2006Q1"), "没有这个地区:999999"),
        (("progress", "--region", "320800", "--quarter", "2006Q5"), "不是季度"),
        (("progress", "--region", "320800", "--quarter", "2006Q1", "--indicator", "gdp"), "没有这个指标:gdp"),
        (("progress", "--region", "320800", "--quarter", "2006Q1", "--json", "--csv"), "--json or --csv"),
        (("past-half", "--region", "320800", "--year", "12"), "--year"),
        (
            ("ranking", "--region", "320800", "--level", "village", "--indicator", "利税", "--quarter", "2006Q1"),
            "没有这个层级:village",
        ),
        (("progress", "--region", "320800"), "--quarter"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_wrong_usage_and_unknown_names_end_with_two(run: Run, arguments: tuple[str, ...], words: str) -> None:
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err
    assert "Traceback" not in ended.err
