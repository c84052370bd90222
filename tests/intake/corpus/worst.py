# ruff: noqa: E501 - a case is a line, however long its table
"""The worst of everything in one table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.intake.corpus.case import Case, case, figures, note, warning
from tests.intake.place import (
    COMPLETED_AREA,
    EAST,
    FIRMS,
    GATE,
    LAND,
    LANDED,
    MONEY,
    QUARTER,
    ROADS,
    SHI_GATE,
    STARTED,
    STARTED_AREA,
    WEST,
)  # fmt: skip
from tests.intake.writers import MAKERS, Page, delimited, unicode_text

_TITLE = "平川县二〇二五年１—６月份乡镇工业集中区建设情况统计表"
_TABLE = [
    ["附件3", "", "", "", "", "", "", "", "", ""],
    [_TITLE, "", "", "", "", "", "", "", "", ""],
    ["填报单位:平川县工信局(盖章)", "", "", "", "", "", "", "单位:万元、平方米、亩", "", ""],
    ["序号", "乡镇", "基础设施", "标准化厂房", "", "项目(个)", "", "土地流转", "修建道路\n(米)", "备注"],
    ["", "", "完成投入", "开工面积", "竣工面积", "落地", "开工", "(公顷)", "", ""],
    ["合 计", "", "2,490.75", "40,000", "15500", "21", "12", "16.7", "", "不含园外"],
    ["1", "城 关 镇", "1，200.5", "20,000", "8,000", "9", "6", "8", "2500", "含续建2个"],
    ["2", "河东镇工业集中区", "0.086亿元", "１３０００", "5000平方米", "7项", "4", "6", "—", "同上"],
    ["", "", "", "", "", "", "", "", "", ""],
    ["3", "河西", "4302500元", "0.7万㎡", "近2500", "五", "两个", "2.7", "1.2公里", "/"],
    ["", "", "", "", "", "", "", "", "", ""],
    ["单位负责人:", "", "张某", "", "填表人:王某", "", "联系电话:0515-81234567", "", "报出日期:2025年7月3日", ""],
    ["注:1.土地流转为1月以来累计数;2.道路以米计。", "", "", "", "", "", "", "", "", ""],
]
_FIGURES = (
    figures(MONEY, (1200.5, 860, 430.25)) | figures(STARTED_AREA, (20000, 13000, 7000)) | figures(COMPLETED_AREA, (8000, 5000, 2500))
    | figures(LANDED, (9, 7, 5)) | figures(STARTED, (6, 4, 2)) | figures(LAND, (120, 90, 40.5)) | figures(ROADS, (2.5, None, 1.2))
)  # fmt: skip
_ABOUT = frozenset({(WEST, QUARTER, COMPLETED_AREA)})
_FOUND = warning("approximate_value", 10, "标准化厂房 竣工面积")
_MERGES = ["A2:J2", "A4:A5", "B4:B5", "D4:E4", "F4:G4", "I4:I5", "J4:J5", "A6:B6"]

_ACROSS = [
    ["附表", "", "", "", "", ""],
    ["云岭市2025年上半年重点乡镇建设情况", "", "", "", "", ""],
    ["", "", "", "", "", "单位:亿元、万平方米"],
    ["序号", "项目", "平川县", "", "", "石桥县"],
    ["", "", "城关镇", "河东镇", "河西镇", "城关镇"],
    ["一", "基础设施投入", 0.12005, 0.086, "0.043025", "99万元"],
    ["二", "标准化厂房开工面积", 2, 1.3, 0.7, "—"],
    ["", "其中:竣工面积", 0.8, 0.5, 0.25, "/"],
    ["三", "落地项目(个)", 9, 7, 5, 1],
    ["四", "入园企业(户)", 31, 24, 12, 6],
    ["注:一、二项为累计数", "", "", "", "", ""],
]
_ACROSS_FIGURES = (
    figures(MONEY, {GATE: 1200.5, EAST: 860, WEST: 430.25, SHI_GATE: 99}) | figures(STARTED_AREA, (20000, 13000, 7000))
    | figures(COMPLETED_AREA, (8000, 5000, 2500)) | figures(LANDED, {GATE: 9, EAST: 7, WEST: 5, SHI_GATE: 1})
    | figures(FIRMS, {GATE: 31, EAST: 24, WEST: 12, SHI_GATE: 6})
)  # fmt: skip

_COUNTIES = [
    ["云岭市2025年1～6月工业集中区进度表"],
    [],
    ["县(区)", "乡镇", "报告期", "投资(万元)", "", "", "项目(个)", "", ""],
    ["", "", "", "基础设施投入", "同比%", "位次", "落地", "", "开工"],
    ["", "", "", "", "", "", "累计", "占比", "累计"],
    ["平川县", "城关镇", date(2025, 6, 30), "1,200.5", "20.1%", 1, 9, "42.9%", 6],
    ["", "河东镇", date(2025, 6, 30), 860, "7.5%", 2, 7, "33.3%", 4],
    ["", "河西镇", date(2025, 6, 30), 430.25, "—", 3, 5, "23.8%", 2],
    ["小计", "", "", 2490.75, "", "", 21, "", 12],
    ["石桥县", "城关镇", date(2025, 6, 30), 99, "", "", 1, "", "无"],
    ["小计", "", "", 99, "", "", 1, "", ""],
    ["总计", "", "", 2589.75, "", "", 22, "", 12],
    ["审核人:李某", "", "", "", "", "", "", "", ""],
]
_COUNTY_FIGURES = (
    figures(MONEY, {GATE: 1200.5, EAST: 860, WEST: 430.25, SHI_GATE: 99})
    | figures(LANDED, {GATE: 9, EAST: 7, WEST: 5, SHI_GATE: 1}) | figures(STARTED, (6, 4, 2))
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Every case with everything in it."""
    how = {"figures": _FIGURES, "approximate": _ABOUT, "quarter": None}
    yield case("a text", delimited(_TABLE, encoding="gb18030"), _FOUND, **how)
    yield case("Unicode text", unicode_text(_TABLE), _FOUND, file="统计表.txt", **how)
    page = Page(_TABLE, merges=_MERGES, name="1-6月")
    hidden = Page(
        [["平川县2025年一季度"], ["乡镇", "基础设施投入(万元)"], ["城关镇", 1]], name="一季度", state="hidden"
    )
    for name, (maker, ending) in MAKERS.items():
        yield case(f"merged, {name}", maker(hidden, page), _FOUND, file=f"统计表.{ending}", **how)
    absent = note("region_missing")
    across = {"figures": _ACROSS_FIGURES, "quarter": None, "scope": None}
    yield case("across two counties, a text", delimited(_ACROSS), absent, **across)
    spans = ["A2:F2", "C4:E4", "A4:A5", "B4:B5"]
    for name in ("openpyxl", "xlwt"):
        maker, ending = MAKERS[name]
        content = maker(Page(_ACROSS, merges=spans))
        yield case(f"across two counties, {name}", content, absent, file=f"进度表.{ending}", **across)
    down = {"figures": _COUNTY_FIGURES, "quarter": None, "scope": None}
    spans = ["A1:I1", "A3:A5", "B3:B5", "C3:C5", "D3:F3", "G3:I3", "D4:D5", "E4:E5", "F4:F5", "G4:H4", "A6:A8", "A9:B9"]
    formats = {f"C{line}": "yyyy年m月" for line in (6, 7, 8, 10)}
    for name, (maker, ending) in MAKERS.items():
        content = maker(Page(_COUNTIES, merges=spans, formats=formats))
        yield case(f"subtotals by county, {name}", content, absent, file=f"进度表.{ending}", **down)
