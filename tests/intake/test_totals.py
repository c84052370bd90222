# ruff: noqa: E501 - cases of one kind share a line, however long
"""合计 lines: which sums they may mean, and when nothing is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.towns import amounts, found, understood

HEADER = ["地区", "基础设施投入(万元)", "落地项目(个)"]
ROWS = [["河东镇", 345, 9], ["河西镇", 500.5, 6], ["城关镇", 410, 8]]
TOTAL = ["合计", 1255.5, 23]


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, TOTAL], [TOTAL, *ROWS], [*ROWS, ["全县", 1255.5, 23]], [*ROWS, ["合    计", "0.12555亿元", "二十三"]], [*ROWS, ["甲县合计", "1,255.5", 23]],
        [*ROWS[:2], ["小计", 845.5, 15], ROWS[2], ["小计", 410, 8], TOTAL], [*ROWS, ["总计", "—", ""]], [*ROWS, ["合计", "约1300", 23]],
        [["甲县", 1255.5, 23], *ROWS, TOTAL], [["甲县", 1300, 25], *ROWS, ["合计", 1300, 25]],
    ],
)  # fmt: skip
def test_a_total_that_holds(rows: list[list[Any]]) -> None:
    result = understood([HEADER, *rows])
    assert found(result) == []
    assert "合计" not in {name for name, _ in amounts(result.draft)}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([*ROWS, ["合计", 1300, 23]], [5]), ([["合计", 1255.5, 22], *ROWS], [2]),
        ([*ROWS[:2], ["小计", 800, 15], ROWS[2], ["小计", 410, 9], TOTAL], [4, 6]),
    ],
)  # fmt: skip
def test_a_total_that_does_not(rows: list[list[Any]], wrong: list[int]) -> None:
    assert found(understood([HEADER, *rows])) == [("total_mismatch", row) for row in wrong]


def test_what_the_rows_add_up_to_is_said() -> None:
    (finding,) = understood([HEADER, *ROWS, ["合计", 1300, 23]]).findings
    assert (finding.column, finding.value, finding.cell) == ("基础设施投入(万元)", "1300", (4, 1))
    assert "1,255.5" in finding.message
    assert "44.5" in finding.message


def test_nothing_is_said_where_a_part_could_not_be_read() -> None:
    assert found(understood([HEADER, ["河东镇", "待报", 9], *ROWS[1:], TOTAL])) == [("not_a_number", 2)]


def test_totals_of_a_long_table() -> None:
    header = ["季度", "地区", "指标", "数值"]
    rows = [
        ["2026Q2", *row] for row in (["河东镇", "落地项目", 9], ["河西镇", "落地项目", 6], ["河东镇", "入园企业", 20])
    ]
    early = ["2026Q1", "河东镇", "落地项目", 3]
    right = [header, *rows, early, ["2026Q2", "合计", "落地项目", 15], ["2026Q2", "合计", "入园企业", 20]]
    assert found(understood(right, quarter=None)) == []
    wrong = [header, *rows, early, ["2026Q2", "合计", "落地项目", 18]]
    assert found(understood(wrong, quarter=None)) == [("total_mismatch", 6)]
