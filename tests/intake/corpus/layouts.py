# ruff: noqa: E501 - a case is a line, however long its table
"""Layouts: what stands above, below, beside and inside the tables that staff draw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, TITLE, Case, case, error, figures, warning
from tests.intake.place import COMPLETED, COMPLETED_AREA, LAND, LANDED, MONEY, STARTED, STARTED_AREA
from tests.intake.writers import MAKERS, Page, by_openpyxl, by_xlsxwriter, by_xlwt, delimited

_LINES = list(enumerate(ROWS, start=1))
_TOTALS = [2490.75, 21]


def cases() -> Iterator[Case]:
    """Every case about upright wide tables; others stand in tests.intake.corpus.shapes."""
    yield from _above()
    yield from _headers()
    yield from _grouped()
    yield from _totals()
    yield from _gaps()
    yield from _below()
    yield from _columns()


def _above() -> Iterator[Case]:
    two = [["附件2"], TITLE, []]
    yield case(
        "two title lines and a blank one", delimited([*two, *TABLE], encoding="gb18030"), figures=FIGURES, quarter=None
    )
    merged = by_openpyxl(Page([TITLE, *TABLE], merges=["A1:C1"]))
    yield case("a title merged over the table", merged, file="report.xlsx", figures=FIGURES, quarter=None)
    old = by_xlwt(Page([TITLE, *TABLE], merges=["A1:C1"]))
    yield case("a title merged in an old workbook", old, file="report.xls", figures=FIGURES, quarter=None)
    form = [
        ["平川县工业集中区季报表"],
        ["表号:工区1表", "", "制表机关:工信局"],
        ["2025年1—6月", "", "计量单位:万元、个"],
        *TABLE,
    ]
    yield case("the head of a statistical form", delimited(form), figures=FIGURES, quarter=None)
    filled = [["填报单位(盖章):平川县工信局", "", "2025年7月3日填"], *TABLE]
    yield case("the day of filling in above", delimited(filled), figures=FIGURES)


def _headers() -> Iterator[Case]:
    broken = [["乡镇\n名称", "基础设施\n投入\n(万元)", "落地\n项目\n(个)"], *ROWS]
    yield case("line breaks in headers", by_xlsxwriter(Page(broken)), file="report.xlsx", figures=FIGURES)
    spaced = [["地 区", "基 础 设 施 投 入 （万元）", "落 地 项 目（个）"], *ROWS]
    yield case("blanks and full-width brackets in headers", delimited(spaced), figures=FIGURES)
    decorated = [["乡镇名称", "1、基础设施建设投资完成额(万元)", "其中:落地项目数(个)"], *ROWS]
    yield case("numbered headers", delimited(decorated), figures=FIGURES)
    until = [["乡镇", "1-6月累计完成基础设施投入(万元)", "1-6月落地项目(个)"], *ROWS]
    yield case("the period inside headers", delimited(until), figures=FIGURES)
    english = [["region", "Infrastructure investment (10,000 yuan)", "Projects landed (projects)"], *ROWS]
    yield case("English headers", delimited(english), figures=FIGURES)
    codes = [["region", "infrastructure_investment", "projects_landed"], *ROWS]
    yield case("codes for headers", delimited(codes), figures=FIGURES)
    unit_row = [["地区", "基础设施投入", "落地项目"], ["", "亿元", "个"],
                ["城关镇", 0.12005, 9], ["河东镇", 0.086, 7], ["河西镇", 0.043025, 5]]  # fmt: skip
    yield case("a line of units below the header", delimited(unit_row), figures=FIGURES)
    bracketed = [unit_row[0], ["", "(亿元)", "(个)"], *unit_row[2:]]
    yield case(
        "a line of bracketed units below the header", by_openpyxl(Page(bracketed)), file="a.xlsx", figures=FIGURES
    )
    merged = by_xlsxwriter(Page(unit_row, merges=["A1:A2"]))
    yield case("a line of units beside a merged header", merged, file="a.xlsx", figures=FIGURES)
    numbered = [HEADER, ["甲", 1, 2], *ROWS]
    yield case("a line of column numbers", delimited(numbered), figures=FIGURES)
    texts = [HEADER, ["甲", "(1)", "(2)"], *ROWS]
    yield case("a line of column numbers in brackets", by_openpyxl(Page(texts)), file="a.xlsx", figures=FIGURES)
    again = [*TABLE[:3], HEADER, *TABLE[3:]]
    yield case("the header again on the next printed page", delimited(again), figures=FIGURES)
    titled_again = [TITLE, *TABLE[:3], [], TITLE, *[HEADER, *TABLE[3:]]]
    yield case(
        "title and header again on the next printed page", delimited(titled_again), figures=FIGURES, quarter=None
    )


_GROUPED = [
    ["地区", "基础设施", "标准化厂房", "", "土地流转(亩)"],
    ["", "投入(万元)", "开工(平方米)", "竣工(平方米)", ""],
    ["城关镇", 1200.5, 20000, 8000, 120.5],
    ["河东镇", 860, 13000, 5000, 80],
    ["河西镇", 430.25, 7000, 2500, 40.05],
]
_GROUPED_FIGURES = (
    figures(MONEY, (1200.5, 860, 430.25)) | figures(STARTED_AREA, (20000, 13000, 7000))
    | figures(COMPLETED_AREA, (8000, 5000, 2500)) | figures(LAND, (120.5, 80, 40.05))
)  # fmt: skip
_THREE_LINES = [
    [*TITLE, "", "", "", "", "", ""],
    ["序号", "乡镇", "投资(万元)", "项目(个)", "", "", "标准化厂房(平方米)", ""],
    ["", "", "基础设施投入", "落地", "开工", "", "开工", "竣工"],
    ["", "", "累计", "累计", "累计", "比上年增长(%)", "累计", "累计"],
    [1, "城关镇", 1200.5, 9, 6, 12.5, 20000, 8000],
    [2, "河东镇", 860, 7, 4, -3, 13000, 5000],
    [3, "河西镇", 430.25, 5, 2, "—", 7000, 2500],
]
_THREE_FIGURES = (
    FIGURES
    | figures(STARTED, (6, 4, 2))
    | figures(STARTED_AREA, (20000, 13000, 7000))
    | figures(COMPLETED_AREA, (8000, 5000, 2500))
)


def _grouped() -> Iterator[Case]:
    merges = ["A1:A2", "C1:D1", "E1:E2"]
    yield case("groups in a text", delimited(_GROUPED, encoding="gbk"), figures=_GROUPED_FIGURES)
    for name, (maker, ending) in MAKERS.items():
        content = maker(Page(_GROUPED, merges=merges))
        yield case(
            f"groups merged, {name}",
            content,
            file=f"a.{ending}",
            figures=_GROUPED_FIGURES,
        )
    three = ["A1:H1", "A2:A4", "B2:B4", "D2:F2", "G2:H2", "E3:F3"]
    content = by_openpyxl(Page(_THREE_LINES, merges=three))
    yield case("three lines merged", content, file="a.xlsx", figures=_THREE_FIGURES, quarter=None)
    yield case("three lines in a text", delimited(_THREE_LINES), figures=_THREE_FIGURES, quarter=None)
    plan = [["地区", "基础设施投入(万元)", "", "", "落地项目(个)", "", ""],
            ["", "年度目标", "累计完成", "完成率", "年度计划", "累计", "完成%"],
            ["城关镇", 2000, 1200.5, "60.0%", 12, 9, 75], ["河东镇", 2000, 860, "43.0%", 10, 7, 70],
            ["河西镇", 2000, 430.25, "21.5%", 9, 5, 55.6]]  # fmt: skip
    yield case(
        "plan, done and rate under each header",
        by_openpyxl(Page(plan, merges=["A1:A2", "B1:D1", "E1:G1"])),
        file="a.xlsx",
        figures=FIGURES,
    )
    single = [["地区", "基础设施投入(万元)", ""], ["", "本季", "累计"],
              *([row[0], 500, row[1]] for row in ROWS)]  # fmt: skip
    both = by_xlsxwriter(Page(single, merges=["B1:C1", "A1:A2"]))
    yield case(
        "the quarter alone beside the sum so far", both, file="a.xlsx", figures=figures(MONEY, (1200.5, 860, 430.25))
    )
    stages = [["地区", "标准化厂房", "", "项目", "", ""], ["", "开工", "竣工", "落地", "开工", "竣工"],
              ["城关镇", 20000, 8000, 9, 6, 3], ["河东镇", 13000, 5000, 7, 4, 2], ["河西镇", 7000, 2500, 5, 2, 1]]  # fmt: skip
    staged = _THREE_FIGURES | figures(COMPLETED, (3, 2, 1))
    without_money = {key: value for key, value in staged.items() if key[2] != MONEY}
    yield case("started and completed under two groups", delimited(stages), figures=without_money)


def _totals() -> Iterator[Case]:
    yield case("a total below", delimited([*TABLE, ["合计", *_TOTALS]]), figures=FIGURES)
    yield case("a total above", delimited([HEADER, ["全县合计", *_TOTALS], *ROWS]), figures=FIGURES)
    yield case("a total spaced out", delimited([*TABLE, ["合    计", *_TOTALS]]), figures=FIGURES)
    counted = [["序号", *HEADER], *([at, *row] for at, row in _LINES), ["合计", "", *_TOTALS]]
    yield case("a total in the column of numbers", delimited(counted), figures=FIGURES)
    merged = by_openpyxl(Page(counted, merges=["A5:B5"]))
    yield case("a total merged over two columns", merged, file="a.xlsx", figures=FIGURES)
    sub = [HEADER, *ROWS[:2], ["小计", 2060.5, 16], ROWS[2], ["小计", 430.25, 5], ["总计", *_TOTALS]]
    yield case("subtotals and a total", delimited(sub), figures=FIGURES)
    wrong = [*TABLE, ["合计", 2500, 21]]
    yield case("a total that is wrong", delimited(wrong), warning("total_mismatch", 5, HEADER[1]), figures=FIGURES)
    both = [HEADER, *ROWS[:2], ["小计", 2000, 16], ROWS[2], ["小计", 430.25, 6], ["合计", *_TOTALS]]
    found = (warning("total_mismatch", 4, HEADER[1]), warning("total_mismatch", 6, HEADER[2]))
    yield case("subtotals that are wrong", delimited(both), *found, figures=FIGURES)
    above = [HEADER, ["合计", 2490.75, 20], *ROWS]
    yield case(
        "a total above that is wrong", delimited(above), warning("total_mismatch", 2, HEADER[2]), figures=FIGURES
    )
    unit = [HEADER, *ROWS, ["合计", "0.249075亿元", "21个"]]
    yield case("a total in another unit", delimited(unit), figures=FIGURES)
    rounded = [*TABLE, ["合计", "—", 21]]
    yield case("a total that is left out", delimited(rounded), figures=FIGURES)


def _gaps() -> Iterator[Case]:
    yield case("blank lines between", delimited([HEADER, ROWS[0], [], ROWS[1], ["", "", ""], ROWS[2]]), figures=FIGURES)
    indented = [[], [], *(["", "", *row] for row in TABLE)]
    yield case("a table that begins in the middle", by_openpyxl(Page(indented)), file="a.xlsx", figures=FIGURES)
    spread = [[row[0], "", row[1], "", "", row[2]] for row in TABLE]
    yield case("blank columns between", delimited(spread), figures=FIGURES)
    edged = [["", *row, "", ""] for row in TABLE]
    yield case("blank columns around", by_xlsxwriter(Page(edged)), file="a.xlsx", figures=FIGURES)
    far = by_openpyxl(Page(TABLE, formats={"H400": "0.0%"}))
    yield case("formatted cells far below", far, file="a.xlsx", figures=FIGURES)


def _below() -> Iterator[Case]:
    colons = [*TABLE, [], ["填报人:王某", "审核人:李某", "填报日期:2025年7月3日"], ["注:数据截至6月30日"]]
    yield case("signatures and a note", delimited(colons), figures=FIGURES)
    wide = [*TABLE, ["填表人：王某", "", "联系电话：0515-81234567"], ["单位负责人（签字）：", "", ""]]
    yield case("signatures with full-width colons", delimited(wide), figures=FIGURES)
    apart = [*TABLE, [], ["填报人", "王某", ""], ["审核人", "李某", ""], ["填报日期", date(2025, 7, 3), ""]]
    yield case("signatures in cells of their own", by_openpyxl(Page(apart)), file="a.xlsx", figures=FIGURES)
    phone = [*TABLE, ["填报人", "王某", ""], ["联系电话", 13812345678, ""], ["日期", date(2025, 7, 3), ""]]
    yield case("a telephone number below the figures", by_xlsxwriter(Page(phone)), file="a.xlsx", figures=FIGURES)
    notes = [*TABLE, ["注：1.基础设施投入为1月以来累计数；"], ["    2.落地项目以备案为准。"], ["备注:—"]]
    yield case("notes of several lines", delimited(notes), figures=FIGURES)
    sentence = [*TABLE, ["以上数据已经县政府审定,如有疑问请与办公室联系"]]
    yield case("a sentence", delimited(sentence), figures=FIGURES)
    stamped = [*TABLE, ["", "", "平川县工信局(盖章)"], ["", "", "2025年7月3日"]]
    yield case("a stamp below the last column", delimited(stamped), figures=FIGURES)


def _columns() -> Iterator[Case]:
    numbered = [["序号", *HEADER], *([at, *row] for at, row in _LINES)]
    yield case("serial numbers", delimited(numbered), figures=FIGURES)
    remarks = [[*HEADER, "备注"], [*ROWS[0], "含续建"], [*ROWS[1], 3], [*ROWS[2], ""]]
    yield case("remarks", delimited(remarks), figures=FIGURES)
    derived = [[*HEADER, "完成率", "同比增长(%)", "位次"], *([*row, "43.0%", 5.9, at] for at, row in _LINES)]
    yield case("rates and ranks beside", delimited(derived), figures=FIGURES)
    unknown = [[*HEADER, "绿化面积(平方米)"], *([*row, 12] for row in ROWS)]
    found = warning("unknown_column", None, "绿化面积(平方米)")
    yield case("a column nobody knows", delimited(unknown), found, figures=FIGURES)
    typo = [["地区", "基础设施投人(万元)", "落地项目(个)"], *ROWS]
    found = warning("unknown_column", None, "基础设施投人(万元)", hint="基础设施投入")
    yield case("a header with a wrong character", delimited(typo), found, figures=figures(LANDED, (9, 7, 5)))
    twice = [["地区", "基础设施投入(万元)", "基础设施投资(万元)"], *([row[0], row[1], row[1]] for row in ROWS)]
    yield case("one indicator in two columns", delimited(twice), error("duplicate_column", None, "基础设施投资(万元)"))
    nobody = [HEADER[1:], *(row[1:] for row in ROWS)]
    yield case("no column of regions", delimited(nobody), error("missing_column"))
    nothing = [["地区", "备注"], ["城关镇", "已报"], ["河东镇", "未报"]]
    yield case("regions without figures", delimited(nothing), error("no_report_found"))
    yield case("no table", delimited([["会议通知"], ["请各乡镇于7月5日前报送"]]), error("no_report_found"))
    yield case("only a header", delimited([HEADER]), error("empty_file"))
    yield case(
        "only title and header", by_openpyxl(Page([TITLE, HEADER])), error("empty_file"), file="a.xlsx", quarter=None
    )
    blank = [HEADER, *([row[0], "", ""] for row in ROWS)]
    yield case("names without a figure", delimited(blank), error("empty_file"))
