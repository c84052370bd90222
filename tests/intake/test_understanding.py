"""Whole tables: layouts, what does not change their meaning, and how each was taken."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.towns import (
    EAST,
    GATE,
    JIA,
    LAND,
    LANDED,
    MERGED,
    MONEY,
    OTHER_GATE,
    QUARTER,
    WEST,
    YI,
    Towns,
    amounts,
    catalogue,
    found,
    sheet_of,
    towns,
    understood,
)  # fmt: skip
from tests.intake.writers import Page, by_openpyxl
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.regions import Regions
from zones.intake import understand_targets

HEADER = ["地区", "基础设施投入(万元)", "落地项目(个)"]
ROWS = [["河东镇", 345, 9], ["河西镇", 500.5, 6], ["城关镇", 410, 8]]
TABLE = [HEADER, *ROWS]
SAID = {
    ("河东镇", MONEY): 3_450_000, ("河西镇", MONEY): 5_005_000, ("城关镇", MONEY): 4_100_000,
    ("河东镇", LANDED): 9, ("河西镇", LANDED): 6, ("城关镇", LANDED): 8,
}  # fmt: skip
LONG = [["地区", "指标", "数值", "单位"], *([row[0], name, row[at], unit] for row in ROWS for at, name, unit in
        ((1, "基础设施投入", "万元"), (2, "落地项目", "个")))]  # fmt: skip
ACROSS = [["指标", "单位", *(row[0] for row in ROWS)], ["基础设施投入", "万元", *(row[1] for row in ROWS)],
          ["落地项目", "个", *(row[2] for row in ROWS)]]  # fmt: skip


@pytest.mark.parametrize("table", [TABLE, LONG, ACROSS], ids=["wide", "long", "transposed"])
def test_three_layouts_say_the_same(table: list[list[Any]]) -> None:
    result = understood([["甲县2026年二季度"], *table], quarter=None)
    assert amounts(result.draft) == SAID
    assert found(result) == []
    assert result.draft is not None
    assert set(result.draft.quarters.tolist()) == {QUARTER.ordinal}


@given(st.permutations(ROWS), st.permutations([0, 1, 2]))
def test_the_order_of_lines_and_columns_means_nothing(rows: list[list[Any]], order: list[int]) -> None:
    table = [[row[at] for at in order] for row in [HEADER, *rows]]
    assert amounts(understood(table).draft) == SAID


@given(st.permutations(LONG[1:]))
def test_the_order_of_a_long_table_means_nothing(rows: list[list[Any]]) -> None:
    assert amounts(understood([LONG[0], *rows]).draft) == SAID


@pytest.mark.parametrize("table", [TABLE, LONG, ACROSS], ids=["wide", "long", "transposed"])
def test_every_figure_leads_back_to_its_cell(table: list[list[Any]]) -> None:
    above = [["甲县2026年二季度"], []]
    sheet = sheet_of([*above, *table])
    draft = understood([*above, *table]).draft
    assert draft is not None
    for code, values in draft.values.items():
        for at in np.flatnonzero(~np.ma.getmaskarray(values)).tolist():
            (row, column), header = draft.cells[code](at)
            scale = catalogue().indicators[code].scale
            assert float(str(sheet.cell(row, column))) * scale == values[at]
            assert header in {str(sheet.cell(line, column)) for line in range(row)}
            assert draft.lines[at] <= row + 1


def test_what_stands_around_a_table_is_passed_over() -> None:
    table = [
        ["甲县2026年二季度工业集中区建设情况表", "", "", ""],
        ["填报单位:甲县工信局", "", "", "单位:万元"],
        ["序号", "乡镇", "基础设施投入", "落地项目"],
        ["甲", "乙", 1, 2],
        ["合计", "", 1255.5, 23],
        *([at, *row] for at, row in enumerate(ROWS, start=1)),
        ["序号", "乡镇", "基础设施投入", "落地项目"],
        ["", "", "", ""],
        ["填报人:王某", "", "审核人:李某", ""],
        ["注:数据截至6月30日", "", "", ""],
    ]
    result = understood(table, quarter=None)
    assert (amounts(result.draft), found(result)) == (SAID, [])
    taken = result.taken
    assert taken is not None
    assert (taken.layout, taken.header_lines, taken.period_from, taken.region_from) == ("wide", (3,), "title", "column")
    assert taken.columns == (
        (0, "序号", "serial"),
        (1, "乡镇", "region"),
        (2, "基础设施投入", MONEY),
        (3, "落地项目", LANDED),
    )
    assert taken.units == (("money", "万元"),)
    assert taken.totals == (5,)
    assert set(taken.left_out) >= {4, 9, 11, 12}


def test_group_headers_over_two_lines() -> None:
    table = [
        ["地区", "项目(个)", "", "投资", ""],
        ["", "落地", "开工", "基础设施(万元)", "固定资产(亿元)"],
        ["河东镇", 9, 7, 345, 0.2],
    ]
    said = {LANDED: 9, "projects_started": 7, MONEY: 3_450_000, "fixed_asset_investment": 20_000_000}
    for content in (table, by_openpyxl(Page(table, merges=["A1:A2", "B1:C1", "D1:E1"]))):
        result = understood(content)
        assert amounts(result.draft) == {("河东镇", code): value for code, value in said.items()}
        assert found(result) == []


def test_a_form_of_one_unit_has_no_column_of_regions() -> None:
    form = [
        ["填报单位:河东镇人民政府", "", "2026年1-6月"],
        ["指标", "计量单位", "本年累计"],
        ["基础设施投入", "万元", 345],
        ["落地项目", "个", 9],
    ]
    result = understood(form, quarter=None)
    assert amounts(result.draft) == {("河东镇", MONEY): 3_450_000, ("河东镇", LANDED): 9}
    assert found(result) == []
    assert result.taken is not None
    assert result.taken.region_from == "sender"


def test_a_form_sent_for_one_unit_speaks_of_it() -> None:
    form = [["指标", "单位", "完成数"], ["基础设施投入", "万元", 345]]
    result = understood(form, scope=EAST)
    assert amounts(result.draft) == {("河东镇", MONEY): 3_450_000}
    assert found(understood(form, scope=JIA)) == [("missing_column", None)]


def test_a_nameless_sum_is_a_total_and_other_figures_are_an_error() -> None:
    assert found(understood([*TABLE, ["", 1255.5, 23]])) == []
    result = understood([*TABLE, ["", 12, 3]])
    assert found(result) == [("unknown_region", 5)]


def test_a_name_without_a_figure_is_no_report() -> None:
    result = understood([*TABLE[:3], ["城关镇", "", "—"]])
    assert {name for name, _ in amounts(result.draft)} == {"河东镇", "河西镇"}
    assert result.draft is not None
    assert [region.name for region in result.draft.regions] == ["河东镇", "河西镇"]
    assert found(understood([HEADER, ["河东镇", "", ""], ["无名镇", "", ""]])) == [("empty_file", None)]


def test_a_unit_line_reaches_the_quantity_it_is_for() -> None:
    land = understood([["单位:平方米"], ["地区", "土地流转"], ["河东镇", 2000]])
    assert amounts(land.draft) == {("河东镇", LAND): 300}
    both = understood([["单位:亿元、公顷"], ["地区", "基础设施投入", "土地流转"], ["河东镇", 0.5, 2]])
    assert amounts(both.draft) == {("河东镇", MONEY): 50_000_000, ("河东镇", LAND): 3000}
    assert found(understood([["单位:万美元"], ["地区", "基础设施投入"], ["河东镇", 2000]])) == [("unknown_unit", None)]


@pytest.mark.parametrize(
    "group", ["2005年", "上年同期", "2026年目标", "年度计划"], ids=["another year", "last year", "target", "plan"]
)
def test_figures_of_something_else_are_left_aside(group: str) -> None:
    table = [["地区", "基础设施投入(万元)", ""], ["", group, "2026年1-6月"], ["河东镇", 99, 345]]
    result = understood(table)
    assert amounts(result.draft) == {("河东镇", MONEY): 3_450_000}
    assert found(result) == []


def test_a_header_of_another_quarter_is_told() -> None:
    result = understood([["地区", "基础设施投入1-3月累计(万元)"], ["河东镇", 345]])
    assert found(result) == [("wrong_quarter", None)]


def test_targets_prefer_the_columns_that_say_so() -> None:
    table = [
        ["地区", "基础设施投入(万元)", "", "落地项目(个)"],
        ["", "年度目标", "累计完成", ""],
        ["河东镇", 1000, 345, 12],
    ]
    result = understand_targets(sheet_of(table), catalogue=catalogue(), regions=towns(), year=2026, scope=JIA)
    assert amounts(result.draft) == {("河东镇", MONEY): 10_000_000, ("河东镇", LANDED): 12}
    assert result.draft is not None
    assert result.draft.quarters.tolist() == [2026]


def test_several_quarters_in_one_file() -> None:
    table = [["季度", *HEADER], ["2026Q1", "河东镇", 100, 3], ["2026Q2", "河东镇", 345, 9]]
    result = understood(table, quarter=None)
    assert result.draft is not None
    assert result.draft.quarters.tolist() == [QUARTER.ordinal - 1, QUARTER.ordinal]
    assert found(understood(table)) == [("wrong_quarter", 2)]
    unclear = [["季度", *HEADER], ["2026Q1", "河东镇", 100, 3], ["二月", "河西镇", 345, 9]]
    assert found(understood(unclear, quarter=None)) == [("missing_quarter", 3)]


def test_a_column_of_months() -> None:
    result = understood([["月份", *HEADER], [6, *ROWS[0]]])
    assert (amounts(result.draft), found(result)) == (
        {key: value for key, value in SAID.items() if key[0] == "河东镇"},
        [],
    )
    assert found(understood([["月份", *HEADER], [3, *ROWS[0]]])) == [("wrong_quarter", 2)]


def test_rows_of_one_region_complete_each_other_or_differ() -> None:
    halves = understood([HEADER, ["河东镇", 345, ""], ["900020", "", 9]])
    assert (amounts(halves.draft), found(halves)) == ({("河东镇", MONEY): 3_450_000, ("河东镇", LANDED): 9}, [])
    assert halves.draft is not None
    assert halves.draft.cells[LANDED](0)[0] == (2, 2)
    again = understood([*TABLE, ["河东镇", "0.0345亿元", "九"]])
    assert (amounts(again.draft), found(again)) == (SAID, [("repeated_row", 5)])
    assert found(understood([*TABLE, ["河东镇", 346, 9]])) == [("duplicate_row", 5)]
    assert found(understood([*LONG, ["河东镇", "基础设施投入", 346, "万元"]])) == [("duplicate_row", 8)]


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ([["河冻镇", 345, 9]], [("unknown_region", 2)]),
        ([["乙县", 345, 9]], [("out_of_scope", 2)]),
        ([["南集乡", 345, 9]], [("out_of_scope", 2)]),
        ([["河东", 345, 9], ["河西镇工业集中区", 1, 1], ["其中:城关镇人民政府", 2, 2]], []),
        ([["甲县河东镇", 345, 9]], []),
        ([["900020 河东镇", 345, 9], ["河西镇(900021)", 1, 1], ["local:900022", 2, 2]], []),
        ([["900020.0", 345, 9]], []),
    ],
)
def test_names_within_a_scope(rows: list[list[Any]], findings: list[tuple[str, int]]) -> None:
    assert found(understood([HEADER, *rows])) == findings


def test_names_without_a_scope() -> None:
    assert found(understood([HEADER, ["城关镇", 1, 1]], scope=None)) == [("ambiguous_region", 2)]
    counties = [["县区", *HEADER], ["甲县", "城关镇", 1, 1], ["", "河东镇", 2, 2], ["乙县", "城关镇", 3, 3]]
    result = understood(counties, scope=None)
    assert found(result) == []
    assert result.draft is not None
    assert [region.id for region in result.draft.regions] == [GATE.id, EAST.id, OTHER_GATE.id]
    own = understood([["县区", *HEADER], ["甲县", "", 5, 5], ["甲县", "河东镇", 2, 2]], scope=None)
    assert own.draft is not None
    assert [region.id for region in own.draft.regions] == [JIA.id, EAST.id]
    assert found(understood([["县区", *HEADER], ["乙县", "河东镇", 1, 1]], scope=None)) == [("region_mismatch", 2)]
    assert found(understood([HEADER, ["南集乡", 1, 1]], scope=YI)) == [("inactive_region", 2)]
    assert found(understood([HEADER, ["南集乡", 1, 1]], scope=YI, quarter=Quarter(2020, 1))) == []
    assert MERGED.valid_to == Quarter(2020, 4).ordinal


def test_an_old_name_holds_in_its_years() -> None:
    old = understood([HEADER, ["河东乡", 1, 1]], quarter=Quarter(2019, 2))
    assert {name for name, _ in amounts(old.draft)} == {"河东镇"}
    result = understood([HEADER, ["河东乡", 1, 1]])
    assert found(result) == [("inactive_region", 2)]
    assert "河东镇" in result.findings[0].suggestion


def test_code_and_name_must_agree() -> None:
    def coded(code: Any, name: str) -> list[tuple[str, int | None]]:
        return found(understood([["代码", *HEADER], [code, name, 1, 1], ["900022", "城关镇", 2, 2]]))

    assert coded("900020", "河东镇") == coded(900020, "河东") == coded("900020", "") == coded("", "河东镇") == []
    assert coded("900020", "河西镇") == [("region_mismatch", 2)]
    assert coded("900020", "完全无关的名字") == [("region_mismatch", 2)]
    assert coded("999999", "河东镇") == [("unknown_region", 2)]


def test_numbers_of_ones_own_are_no_codes() -> None:
    result = understood([["代码", *HEADER], *([f"A{at}", *row] for at, row in enumerate(ROWS))])
    assert (amounts(result.draft), found(result)) == (SAID, [])


def test_thousands_of_unknown_names_take_few_look_ups() -> None:
    directory: Towns = towns()
    result = understood([HEADER, *([f"第{at}村", at, 1] for at in range(3000))], directory=directory)
    assert directory.asked < 10
    assert directory.suggested <= 30
    assert len(result.findings) < 300
    assert sum(finding.code == "unknown_region" for finding in result.findings) == len(result.findings)


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_the_quick_way_and_the_slow_way_agree(seed: int, size: int) -> None:
    """Codes with plain names are named all at once; written otherwise, the same lines are named one by one."""
    chance = random.Random(seed)  # noqa: S311
    picked = [chance.choice((EAST, WEST, GATE)) for _ in range(size)]
    rows = [[chance.randint(0, 999) / 10, chance.randint(0, 9)] for _ in picked]
    header = ["季度", "代码", *HEADER]
    quarters = [f"{2000 + at // 4}Q{at % 4 + 1}" for at in range(size)]
    quick = [[quarter, item.code, item.name, *row] for quarter, item, row in zip(quarters, picked, rows, strict=True)]
    slow = [
        [quarter, "", f"{item.code} {item.name}", *row]
        for quarter, item, row in zip(quarters, picked, rows, strict=True)
    ]
    one, other = understood([header, *quick], quarter=None), understood([header, *slow], quarter=None)
    assert one.draft is not None
    assert other.draft is not None
    assert [region.id for region in one.draft.regions] == [region.id for region in other.draft.regions]
    assert one.draft.quarters.tolist() == other.draft.quarters.tolist()
    assert {code: values.tolist() for code, values in one.draft.values.items()} == {
        code: values.tolist() for code, values in other.draft.values.items()
    }


def test_other_sheets_that_look_like_reports_are_named() -> None:
    def sheets(**others: list[list[Any]]) -> list[tuple[str, int | None]]:
        report = Page([*TABLE, ["备注", "", ""]])
        return found(understood(by_openpyxl(*(Page(rows, name=name) for name, rows in others.items()), report)))

    assert sheets(填表说明=[["请按季填报"], ["单位请勿改动"]]) == []
    assert sheets(乙县=[HEADER, ["城关镇", 1, 1]]) == [("sheet_left_out", None)]


CODED_TOWNS = [EAST, WEST, GATE, OTHER_GATE, MERGED, replace(WEST, id=77, code="900077", name="南街123456")]
NAMING = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "河东镇", "900020", "local:900021", "999999", "900077", *(town.code for town in CODED_TOWNS)]
        ),
        st.sampled_from(["", "河东镇", "河东乡", "南街123456", "南街", "某某镇", *(town.name for town in CODED_TOWNS)]),
    ),
    min_size=1,
    max_size=6,
)


class NothingPlain(Towns):
    """The same list, of which no code is known at once."""

    def plainly_coded(self, texts: Sequence[str]) -> tuple[Sequence[int], Regions]:
        return super().plainly_coded(texts[:0])


@settings(max_examples=200)
@given(said=NAMING, scope=st.sampled_from([None, JIA, YI]))
def test_a_plain_code_means_what_it_means_among_all_ways_of_calling(
    said: list[tuple[str, str]], scope: Region | None
) -> None:
    table = [["代码", *HEADER], *([code, name, 1 + at, 2] for at, (code, name) in enumerate(said))]
    listed = towns(CODED_TOWNS)
    quick = understood(table, scope=scope, directory=listed)
    slow = understood(table, scope=scope, directory=NothingPlain(listed.names))
    assert quick.findings == slow.findings
    assert amounts(quick.draft) == amounts(slow.draft)
