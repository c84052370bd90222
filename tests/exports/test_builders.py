"""Tables of figures: each cell is the domain's number, rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.exports.rows import QUARTER, progress_row, region
from tests.store.book import CATALOGUE, FIRMS, MONEY
from zones.domain.figures import RankedRow, RegionPastHalf, Table, TrendPoint
from zones.domain.past_half import GoalStanding, GoalState, Pace, Verdict
from zones.domain.quarter import Quarter
from zones.domain.rollup import Figure
from zones.domain.status import Status
from zones.exports import (
    children_table,
    completions_table,
    missing_table,
    past_half_table,
    progress_table,
    ranking_table,
    trend_table,
)

GOAL = CATALOGUE.goals["infrastructure_past_half"]


def by_header(table: Table, row: int = 0) -> dict[str, Any]:
    return dict(zip(table.headers, table.rows[row], strict=True))


def test_a_figure_against_its_target() -> None:
    cells = by_header(progress_table([progress_row(region())], "zh"))
    assert cells | {"状态": "▼ 严重欠序时"} == cells
    assert (cells["数值"], cells["年度目标"], cells["完成率(%)"]) == (
        Decimal("345.0"),
        Decimal("1000.0"),
        Decimal("34.5"),
    )
    assert (cells["超(+)欠(-)序时(百分点)"], cells["环比(%)"], cells["同比(%)"]) == (
        Decimal("-15.5"),
        Decimal("-5.9"),
        None,
    )
    assert (cells["位次"], cells["距年度目标"], cells["月均需完成"]) == (1, Decimal("655.0"), Decimal("109.2"))
    assert (cells["来源"], cells["应报"], cells["已报"]) == ("本级上报", 1, 1)


def test_a_missing_figure_is_empty_not_zero() -> None:
    row = progress_row(region(), figure=Figure(None, None, None), completion=None, status=Status.NO_REPORT, rank=None)
    cells = by_header(progress_table([row], "zh"))
    assert [cells[name] for name in ("数值", "完成率(%)", "位次", "距年度目标")] == [None] * 4
    assert cells["状态"] == "○ 未报"


def test_rows_of_several_regions_name_them_and_invented_ones_are_marked() -> None:
    one = progress_table([progress_row(region())], "zh", notes=["规则"])
    two = progress_table([progress_row(region()), progress_row(region("r2", "虚镇", synthetic=True))], "zh")
    assert (one.headers[0], one.notes) == ("指标", ["规则"])
    assert two.headers[:2] == ["地区", "代码"]
    assert "虚构" in two.notes[0]
    english = progress_table([progress_row(region("r2", synthetic=True))], "en")
    assert "fictional" in english.notes[0]
    assert "Completion (%)" in english.headers


def test_children_beside_each_other() -> None:
    table = children_table([progress_row(region()), progress_row(region("r2", "河西镇"), approximate=True)], "zh")
    assert table.title == "基础设施投入 2026年二季度"
    assert [row[:2] for row in table.rows] == [("河东镇", "r1"), ("河西镇", "r2")]
    assert [by_header(table, at)["约数"] for at in (0, 1)] == ["", "约"]
    assert children_table([], "zh").rows == []


def test_a_trend_of_a_flow_and_of_a_stock() -> None:
    point = TrendPoint(QUARTER, 3_450_000, None, 10_000_000, Fraction(1, 2))
    flow = trend_table([point], CATALOGUE.indicators[MONEY], "zh")
    assert flow.headers == ["季度", "累计(万元)", "约数", "当季(万元)", "年度目标(万元)", "按序时应完成(万元)"]
    assert list(flow.rows[0]) == ["2026Q2", Decimal("345.0"), "", None, Decimal("1000.0"), Decimal("500.0")]
    stock = trend_table([TrendPoint(QUARTER, 20, None, None, Fraction(1, 2))], CATALOGUE.indicators[FIRMS], "en")
    assert stock.headers == [
        "Quarter", "State (enterprises)", "Approximate", "Annual target (enterprises)", "Due by schedule (enterprises)",
    ]  # fmt: skip
    assert list(stock.rows[0]) == ["2026Q2", Decimal(20), "", None, None]


def test_a_ranking_leaves_the_unranked_without_a_rank() -> None:
    rows = [
        RankedRow(region(), region("r9", "甲县"), 1, 3_450_000, 10_000_000, Fraction(345, 1000), Status.FAR_BEHIND),
        RankedRow(region("r2", "河西镇"), None, None, None, None, None, Status.NO_REPORT),
    ]
    table = ranking_table(rows, CATALOGUE.indicators[MONEY], "zh")
    assert [(row[0], row[1], row[3]) for row in table.rows] == [(1, "河东镇", "甲县"), (None, "河西镇", "")]


def standing(state: GoalState, figure: int | None, missing: int | None) -> GoalStanding:
    return GoalStanding(GOAL, state, figure, 10_000_000, GOAL.due, Fraction(5_000_000), missing)


def test_the_verdict_goal_by_goal() -> None:
    row = RegionPastHalf(region(), Verdict.NONE_MET, (standing(GoalState.MISSED, 3_450_000, 1_550_000),))
    table = past_half_table([row], "zh")
    assert table.headers == ["地区", "代码", "判定", "基础设施投入过半"]
    assert list(table.rows[0]) == ["河东镇", "r1", "✘ 未过半", "✘ 未达到 34.5%"]


def test_what_is_missing_is_exact_and_only_where_a_goal_is_not_met() -> None:
    rows = [
        RegionPastHalf(region(), Verdict.NONE_MET, (standing(GoalState.MISSED, 4_999_999, 1),)),
        RegionPastHalf(region("r2"), Verdict.NO_REPORT, (standing(GoalState.NO_REPORT, None, None),)),
        RegionPastHalf(region("r3"), Verdict.ALL_MET, (standing(GoalState.MET, 5_000_000, 0),)),
    ]
    table = missing_table(rows, CATALOGUE.indicators, "zh")
    assert [(row[1], row[-1]) for row in table.rows] == [("r1", Decimal("0.0001")), ("r2", None)]
    assert Quarter(2026, 2) == QUARTER


def test_before_the_half_is_over_what_is_missing_comes_with_its_pace() -> None:
    row = RegionPastHalf(region(), Verdict.NONE_MET, (standing(GoalState.MISSED, 2_000_000, 3_000_000),))
    cells = by_header(missing_table([row], CATALOGUE.indicators, "zh", pace=Pace(passed=4, left=2)))
    assert (cells["月均已完成"], cells["月均需完成"]) == (Decimal("50.0"), Decimal("150.0"))


def test_completions_of_several_regions_side_by_side() -> None:
    points = [
        TrendPoint(QUARTER, 345, None, 1000, Fraction(1, 2)),
        TrendPoint(QUARTER + 1, None, None, 1000, Fraction(3, 4)),
    ]
    table = completions_table({region(): points}, CATALOGUE.indicators[MONEY], "zh")
    assert by_header(table) == {"地区": "河东镇", "代码": "r1", "2026Q2": Decimal("34.5"), "2026Q3": None}
