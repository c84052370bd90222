# ruff: noqa: E501 - a case is a line, however long its table
"""Report files as staff really make them, each with the figures and findings that the design expects of it.

Unless a case says otherwise a file is sent for the second quarter of 2026 by 甲县. Findings are errors, warnings, and the
notes about single rows; who is absent or without a target is noted in every file and left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.intake.making import by_openpyxl, by_xlsxwriter, by_xlwt, delimited
from tests.intake.place import AREA, EAST, FIRMS, GATE, JIA, LAND, LANDED, MONEY, OTHER_GATE, ROADS, WEST, YI

Found = tuple[str, int | None]
Figures = dict[tuple[str, str], float]

HEADER = ["地区", "基础设施投入(万元)", "落地项目(个)"]
EAST_ROW, WEST_ROW, GATE_ROW = ["河东镇", 345, 9], ["河西镇", 500.5, 6], ["城关镇", 410, 8]
ROWS = [EAST_ROW, WEST_ROW, GATE_ROW]
TABLE = [HEADER, *ROWS]
FIGURES: Figures = {
    (EAST, MONEY): 345, (EAST, LANDED): 9, (WEST, MONEY): 500.5, (WEST, LANDED): 6, (GATE, MONEY): 410, (GATE, LANDED): 8,
}  # fmt: skip
TITLE = ["甲县2026年二季度工业集中区建设情况表"]


@dataclass(frozen=True)
class Case:
    """A file and what it must be understood to say; `found` are (code, row) of its findings."""

    name: str
    content: bytes
    figures: Figures = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    file: str = "report.csv"
    quarter: str | None = "2026Q2"
    within: str | None = JIA
    approximate: frozenset[tuple[str, str]] = frozenset()


def cases() -> Iterator[Case]:
    """Every case, by what it is about."""
    for group in (_encodings, _containers, _layouts, _periods, _numbers, _units, _names, _checks, _hostile, _worst):
        for case in group():
            yield Case(**{**vars(case), "name": f"{group.__name__.strip('_')}: {case.name}"})


def _encodings() -> Iterator[Case]:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
        for delimiter, name in ((",", "comma"), ("\t", "tab"), (";", "semicolon")):
            yield Case(f"{encoding}, {name}", delimited(TABLE, encoding=encoding, delimiter=delimiter), FIGURES)
    big_endian = b"\xfe\xff" + delimited(TABLE, encoding="utf-16-be", delimiter="\t")
    yield Case("utf-16 big endian, tab", big_endian, FIGURES, file="Unicode 文本.txt")
    yield Case("line feeds only", delimited(TABLE, newline="\n"), FIGURES)
    yield Case("carriage returns only", delimited(TABLE, newline="\r"), FIGURES)
    quoted = [
        ["地区", "基础设施投入(万元)", "备注"],
        ["河东镇", "1,234.5", '含"二期", 已核'],
        ["河西镇", 500.5, "两\n行"],
    ]
    yield Case(
        "quotes, commas and line breaks in cells", delimited(quoted), {(EAST, MONEY): 1234.5, (WEST, MONEY): 500.5}
    )


def _containers() -> Iterator[Case]:
    yield Case("openpyxl", by_openpyxl(TABLE), FIGURES, file="report.xlsx")
    yield Case("openpyxl, macro ending", by_openpyxl(TABLE), FIGURES, file="report.xlsm")
    yield Case("XlsxWriter", by_xlsxwriter(TABLE), FIGURES, file="report.xlsx")
    yield Case("xlwt", by_xlwt(TABLE), FIGURES, file="report.xls")
    yield Case("a workbook under a CSV name", by_openpyxl(TABLE), FIGURES, file="report.csv")
    yield Case("a text under a workbook's name", delimited(TABLE, encoding="gb18030"), FIGURES, file="report.xls")
    guide = {"填表说明": [["请按月填报"], ["单位请勿改动"]]}
    yield Case("a guide sheet before the report", by_openpyxl(TABLE, others=guide), FIGURES, file="report.xlsx")
    old = {"一季度": [HEADER, ["河东镇", 1, 1]]}
    yield Case("a hidden sheet of another quarter", by_openpyxl(TABLE, hidden=old), FIGURES, file="report.xlsx")


def _layouts() -> Iterator[Case]:
    titled = [TITLE, [], *TABLE]
    yield Case("title and blank line", delimited(titled), FIGURES)
    yield Case("title merged over the table", by_openpyxl([TITLE, *TABLE], merges=["A1:C1"]), FIGURES)
    numbered = [["序号", *HEADER], *([at, *row] for at, row in enumerate(ROWS, start=1))]
    yield Case("serial numbers", delimited(numbered), FIGURES)
    total = [*TABLE, ["合计", 1255.5, 23]]
    yield Case("a total that is right", delimited(total), FIGURES)
    wrong = [*TABLE, ["合计", 1300, 23]]
    yield Case("a total that is wrong", delimited(wrong), FIGURES, (("total_mismatch", 5),))
    sub = [HEADER, EAST_ROW, WEST_ROW, ["小计", 845.5, 15], GATE_ROW, ["小计", 410, 8], ["总计", 1255.5, 23]]
    yield Case("subtotals", delimited(sub), FIGURES)
    gaps = [HEADER, EAST_ROW, [], WEST_ROW, ["", "", ""], GATE_ROW]
    yield Case("blank lines between", delimited(gaps), FIGURES)
    wide_gap = [
        ["", "地区", "", "基础设施投入(万元)", "", "落地项目(个)"],
        *(["", row[0], "", row[1], "", row[2]] for row in ROWS),
    ]
    yield Case("blank columns between", delimited(wide_gap), FIGURES)
    signed = [*TABLE, [], ["填报人:王某", "审核人:李某", "填报日期:2026年7月3日"], ["注:数据截至6月30日"]]
    yield Case("signatures and notes below", delimited(signed), FIGURES)
    words = [*TABLE, ["以上数据已经县政府同意,如有疑问请与办公室联系"]]
    yield Case("a sentence below", delimited(words), FIGURES)
    two = [["地区", "基础设施", "标准化厂房", "", "土地流转(亩)"], ["", "投入(万元)", "开工(平方米)", "竣工(平方米)", ""],
           ["河东镇", 345, 6000, 1000, 50], ["河西镇", 500.5, 7000, 2000, 60]]  # fmt: skip
    figures: Figures = {(EAST, MONEY): 345, (EAST, AREA): 6000, (EAST, "factory_area_completed"): 1000, (EAST, LAND): 50,
                        (WEST, MONEY): 500.5, (WEST, AREA): 7000, (WEST, "factory_area_completed"): 2000, (WEST, LAND): 60}  # fmt: skip
    yield Case("group headers in a text", delimited(two), figures)
    merges = ["A1:A2", "C1:D1", "E1:E2"]
    yield Case("group headers merged", by_openpyxl(two, merges=merges), figures, file="report.xlsx")
    three = [["甲县季报"], ["地区", "项目(个)", "", "", "投资(万元)", ""], ["", "落地", "开工", "竣工", "基础设施投入", "固定资产投资"],
             ["河东镇", 9, 7, 3, 345, 2000]]  # fmt: skip
    yield Case(
        "units in the group header",
        by_openpyxl(three, merges=["B2:D2", "E2:F2", "A2:A3"]),
        {(EAST, LANDED): 9, (EAST, "projects_started"): 7, (EAST, "projects_completed"): 3, (EAST, MONEY): 345,
         (EAST, "fixed_asset_investment"): 2000},
        file="report.xlsx",
    )  # fmt: skip
    plan = [
        ["地区", "基础设施投入(万元)", "", ""],
        ["", "年度目标", "累计完成", "完成率"],
        ["河东镇", 1000, 345, "34.5%"],
    ]
    yield Case(
        "plan, done and rate under one header", by_openpyxl(plan, merges=["B1:D1", "A1:A2"]), {(EAST, MONEY): 345}
    )
    long = [["地区", "指标", "数值", "单位"], ["河东镇", "基础设施投入", 345, "万元"], ["河东镇", "落地项目", 9, "个"],
            ["河西镇", "基础设施投入", 0.05005, "亿元"]]  # fmt: skip
    yield Case("long", delimited(long), {(EAST, MONEY): 345, (EAST, LANDED): 9, (WEST, MONEY): 500.5})
    coded = [["代码", "季度", "指标代码", "数值"], [EAST, "2026Q2", MONEY, 345], [WEST, "2026Q2", MONEY, 500.5]]
    yield Case("long with codes", delimited(coded), {(EAST, MONEY): 345, (WEST, MONEY): 500.5}, quarter=None)
    across = [
        ["指标", "单位", "河东镇", "河西镇", "城关镇"],
        ["基础设施投入", "万元", 345, 500.5, 410],
        ["落地项目", "个", 9, 6, 8],
    ]
    yield Case("regions across", delimited(across), FIGURES)
    titled_across = [
        TITLE,
        ["项目", "河东镇", "河西镇", "城关镇"],
        ["基础设施投入(万元)", 345, 500.5, 410],
        ["落地项目(个)", 9, 6, 8],
    ]
    yield Case("regions across below a title", by_openpyxl(titled_across), FIGURES, file="report.xlsx")
    negative = [["指标", "河东镇", "河西镇"], ["基础设施投入(万元)", 345, -5], ["落地项目(个)", 9, 6]]
    yield Case("regions across, a negative figure", delimited(negative), found=(("negative_value", 2),))
    unknown = [[*HEADER, "绿化面积"], [*EAST_ROW, 12]]
    yield Case(
        "a column nobody knows",
        delimited(unknown),
        {(EAST, MONEY): 345, (EAST, LANDED): 9},
        (("unknown_column", None),),
    )
    derived = [[*HEADER, "完成率", "同比(%)", "位次"], [*EAST_ROW, "34.5%", 5.9, 1]]
    yield Case("rates and ranks beside", delimited(derived), {(EAST, MONEY): 345, (EAST, LANDED): 9})
    twice = [["地区", "基础设施投入(万元)", "基础设施投资(万元)"], ["河东镇", 345, 345]]
    yield Case("one indicator in two columns", delimited(twice), found=(("duplicate_column", None),))
    yield Case(
        "no region column",
        delimited([["基础设施投入(万元)", "落地项目(个)"], [345, 9]]),
        found=(("missing_column", None),),
    )
    yield Case("no table at all", delimited([["会议通知"], ["请各乡镇参加"]]), found=(("no_report_found", None),))
    yield Case("only a header", delimited([HEADER]), found=(("empty_file", None),))


def _periods() -> Iterator[Case]:
    east: Figures = {(EAST, MONEY): 345}
    for said in ("2026年二季度", "2026年第二季度", "2026年1-6月", "2026年1—6月份", "2026年上半年", "2026Q2", "2026-Q2", "二〇二六年二季度", "2026.06",
                 "截至2026年6月底"):  # fmt: skip
        table = [[f"甲县{said}建设情况"], ["地区", "基础设施投入(万元)"], ["河东镇", 345]]
        yield Case(f"title {said}", delimited(table), east, quarter=None)
    for said in ("2026Q2", "2026年1-6月", "2026年上半年", date(2026, 6, 30)):
        table = [["季度", "地区", "基础设施投入(万元)"], [said, "河东镇", 345]]
        yield Case(f"column {said}", by_openpyxl(table), east, quarter=None, file="report.xlsx")
    bare = [["年份", "季度", "地区", "基础设施投入(万元)"], [2026, 2, "河东镇", 345]]
    yield Case("year and number in two columns", delimited(bare), east, quarter=None)
    yield Case("nowhere", delimited(TABLE), found=(("missing_quarter", None),), quarter=None)
    other = [["甲县2026年一季度建设情况"], *TABLE]
    yield Case("another quarter in the title", delimited(other), FIGURES, (("wrong_quarter", None),))
    mixed = [["季度", *HEADER], ["2026Q2", *EAST_ROW], ["2026Q1", *WEST_ROW]]
    yield Case("another quarter in a line", delimited(mixed), {(EAST, MONEY): 345, (EAST, LANDED): 9, (WEST, MONEY): 500.5,
               (WEST, LANDED): 6}, (("wrong_quarter", 3),))  # fmt: skip


_OTHER = {LANDED: 6, FIRMS: 31, AREA: 4000}


def _cell(
    name: str, cell: Any, value: float | None, *found: str, about: bool = False, header: str = "基础设施投入(万元)"
) -> Case:
    """One odd cell in line 2 of a table, in the column of an indicator."""
    code = {"基": MONEY, "落": LANDED, "土": LAND, "标": AREA, "修": ROADS, "入": FIRMS}[header[0]]
    table = [["地区", header, "备注"], ["河东镇", cell, ""], ["河西镇", _OTHER.get(code, 400), ""]]
    figures: Figures = {(WEST, code): _OTHER.get(code, 400)}
    if value is not None:
        figures[EAST, code] = value
    content = delimited(table) if isinstance(cell, str) else by_openpyxl(table)
    marked = frozenset({(EAST, code)}) if about else frozenset()
    return Case(name, content, figures, tuple((item, 2) for item in found), approximate=marked)


def _numbers() -> Iterator[Case]:
    yield _cell("thousands", "1,234.5", 1234.5)
    yield _cell("full-width digits", "3４5．5", 345.5)
    yield _cell("blanks inside", " 3 45 ", 345)
    yield _cell("text number in a workbook's cell", "345", 345)
    yield _cell("own unit, 亿元", "0.12亿元", 1200)
    yield _cell("own unit, 万元", "3685万元", 3685)
    yield _cell("own unit, 元", "3450000元", 345)
    yield _cell("more than", "300多", 300, "approximate_value", about=True)
    yield _cell("nearly", "近500万元", 500, "approximate_value", about=True)
    yield _cell("about", "约350", 350, "approximate_value", about=True)
    yield _cell("or so", "350左右", 350, "approximate_value", about=True)
    yield _cell(
        "several ten thousand",
        "1万多平方米",
        10000,
        "approximate_value",
        about=True,
        header="标准化厂房开工面积(平方米)",
    )
    yield _cell("Chinese numeral", "三百四十五", 345)
    yield _cell("Chinese numeral with a unit", "一千二百万元", 1200)
    yield _cell("Chinese count", "十二", 12, header="落地项目(个)")
    yield _cell("Chinese count with its word", "两个", 2, header="入园企业(家)")
    for mark in ("—", "-", "/", "无", "", "……"):
        yield _cell(f"no value: {mark or 'blank'}", mark, None)
    yield _cell("zero is a value", "0", 0, "cumulative_fell")
    yield _cell("percent text", "34.5%", None, "share_in_value_column")
    yield _cell("words", "待报", None, "not_a_number")
    yield _cell("two numbers", "345/9", None, "not_a_number")
    yield _cell("negative", "-3", None, "negative_value")
    yield _cell("negative in brackets", "(345)", None, "negative_value")
    yield _cell("half a project", "9.5", None, "fraction_of_a_count", header="落地项目(个)")
    yield _cell("a date in a number's cell", date(2026, 6, 1), None, "not_a_number")
    yield _cell("true", True, None, "not_a_number")  # noqa: FBT003
    yield _cell("finer than a fen", "345.00001", 345, "rounded_value")
    yield _cell("an error text", "#REF!", None, "error_cell")
    percent = by_openpyxl([HEADER, ["河东镇", 0.345, 9]], formats={"B2": "0.0%"})
    yield Case("a cell shown as percent", percent, found=(("share_in_value_column", 2),), file="report.xlsx")
    formula = by_openpyxl([HEADER, ["河东镇", "=100+245", 9]])
    yield Case("a formula never calculated", formula, found=(("formula_without_value", 2),), file="report.xlsx")
    saved = by_xlsxwriter(TABLE, formulas={"B2": ("=100+245", 345)})
    yield Case("a formula with its result", saved, FIGURES, file="report.xlsx")
    broken = by_xlsxwriter(TABLE, formulas={"B2": ("=1/0", "#DIV/0!")})
    yield Case("a formula that failed", broken, found=(("error_cell", 2),), file="report.xlsx")


def _unit(name: str, header: str, cell: Any, code: str, value: float, *, above: str = "") -> Case:
    table = [*([[above]] if above else []), ["地区", header], ["河东镇", cell]]
    return Case(name, delimited(table), {(EAST, code): value})


def _units() -> Iterator[Case]:
    for header, cell in (
        ("基础设施投入(元)", 3450000), ("基础设施投入(亿元)", 0.0345), ("基础设施投入/万元", 345), ("基础设施投入【万元】", 345),
        ("基础设施投入 (万元)", 345), ("基础设施投入万元", 345), ("基础设施投入(单位:万元)", 345), ("基础设施投入", 345),
    ):  # fmt: skip
        yield _unit(header, header, cell, MONEY, 345)
    yield _unit("万㎡", "标准化厂房开工面积(万㎡)", 0.5, AREA, 5000)
    yield _unit("万平方米", "标准化厂房开工面积(万平方米)", 0.5, AREA, 5000)
    yield _unit("公顷", "土地流转(公顷)", 3, LAND, 45)
    yield _unit("平方公里", "土地流转(平方公里)", 0.03, LAND, 45)
    yield _unit("米", "修建道路(米)", 2500, ROADS, 2.5)
    yield _unit("千米", "修建道路(千米)", 2.5, ROADS, 2.5)
    yield _unit("户", "入园企业(户)", 22, FIRMS, 22)
    yield _unit("a unit line", "基础设施投入", 3450000, MONEY, 345, above="单位:元")
    yield _unit("a unit line of several", "标准化厂房开工面积", 0.5, AREA, 5000, above="单位:万元、万平方米、个")
    yield _unit("the header goes before the unit line", "基础设施投入(万元)", 345, MONEY, 345, above="单位:元")
    misfit = [["地区", "基础设施投入(平方米)"], ["河东镇", 345]]
    yield Case("a unit of something else", delimited(misfit), found=(("unknown_unit", None),))
    too_large = [HEADER, ["河东镇", 3450000, 9], WEST_ROW]
    figures: Figures = {(EAST, MONEY): 3450000, (EAST, LANDED): 9, (WEST, MONEY): 500.5, (WEST, LANDED): 6}
    yield Case("元 under a header of 万元", delimited(too_large), figures, (("unit_suspect", 2),))
    too_small = [HEADER, ["河东镇", 0.0345, 9], WEST_ROW]
    small: Figures = {**figures, (EAST, MONEY): 0.0345}
    yield Case(
        "亿元 under a header of 万元", delimited(too_small), small, (("cumulative_fell", 2), ("unit_suspect", 2))
    )


def _names() -> Iterator[Case]:
    east: Figures = {(EAST, MONEY): 345}

    def called(name: str, region: Any, *found: str, figures: Figures = east, **how: Any) -> Case:
        table = [["地区", "基础设施投入(万元)"], [region, 345]]
        content = delimited(table) if isinstance(region, str) else by_openpyxl(table)
        return Case(name, content, {} if found else figures, tuple((item, 2) for item in found), **how)

    yield called("code", EAST)
    yield called("code as a number", int(EAST))
    yield called("code as a float", float(EAST))
    yield called("code kept as text by a formula", f'="{EAST}"')
    yield called("code and name in one cell", f"{EAST} 河东镇")
    yield called("system and code", f"local:{EAST}")
    yield called("alias", "大河东")
    yield called("without its ending", "河东")
    yield called("with the zone's ending", "河东镇工业集中区")
    yield called("blanks between the characters", "河 东 镇")
    yield called("full-width blank", "\u3000河东镇 ")
    yield called("an old name in its years", "河东乡", quarter="2019Q2")
    yield called("a name of two regions, told apart by the scope", "城关镇", figures={(GATE, MONEY): 345})
    yield called("a name of two regions", "城关镇", "ambiguous_region", within=None)
    yield called("a typo", "河冻镇", "unknown_region")
    yield called("nobody", "无名镇", "unknown_region")
    yield called("outside the scope", "乙县", "out_of_scope")
    yield called("merged years ago", "南集乡", "inactive_region", within=YI)
    county = [["县区", "乡镇", "基础设施投入(万元)"], ["甲县", "城关镇", 345], ["乙县", "城关镇", 99]]
    both: Figures = {(GATE, MONEY): 345, (OTHER_GATE, MONEY): 99}
    yield Case("told apart by the county", delimited(county), both, within=None)
    carried = [
        ["县区", "乡镇", "基础设施投入(万元)"],
        ["甲县", "河东镇", 300],
        ["", "城关镇", 345],
        ["乙县", "城关镇", 99],
    ]
    yield Case(
        "a county merged over its townships",
        by_openpyxl(carried, merges=["A2:A3"]),
        {**both, (EAST, MONEY): 300},
        within=None,
        file="report.xlsx",
    )
    mismatch = [["代码", "地区", "基础设施投入(万元)"], [EAST, "河西镇", 345]]
    yield Case("code and name of two regions", delimited(mismatch), found=(("region_mismatch", 2),))
    coded = [["代码", "地区", "基础设施投入(万元)"], [EAST, "河东镇", 345]]
    yield Case("code and name", delimited(coded), east)
    nameless = [HEADER, EAST_ROW, ["", 12, 3]]
    yield Case(
        "figures without a region",
        delimited(nameless),
        {(EAST, MONEY): 345, (EAST, LANDED): 9},
        (("unknown_region", 3),),
    )


def _checks() -> Iterator[Case]:
    two: Figures = {(EAST, MONEY): 345, (EAST, LANDED): 9, (WEST, MONEY): 500.5, (WEST, LANDED): 6}
    yield Case("the same line twice", delimited([*TABLE[:3], EAST_ROW]), two, (("repeated_row", 4),))
    yield Case("two lines that differ", delimited([*TABLE[:3], ["河东镇", 346, 9]]), two, (("duplicate_row", 4),))
    halves = [HEADER, ["河东镇", 345, ""], ["河东镇", "", 9], WEST_ROW]
    yield Case("two lines that complete each other", delimited(halves), two)
    fell = [HEADER, ["河东镇", 150, 9], WEST_ROW]
    yield Case("below the quarter before", delimited(fell), {**two, (EAST, MONEY): 150}, (("cumulative_fell", 2),))
    single = [HEADER, ["河东镇", 145, 9], ["河西镇", 200.5, 6], ["城关镇", 160, 8]]
    yield Case(
        "single-quarter figures",
        delimited(single),
        {**FIGURES, (EAST, MONEY): 145, (WEST, MONEY): 200.5, (GATE, MONEY): 160},
        (("looks_single_quarter", None),),
    )
    stages = [["地区", "落地项目(个)", "开工项目(个)", "竣工项目(个)"], ["河东镇", 9, 10, 3]]
    yield Case(
        "more started than landed",
        delimited(stages),
        {(EAST, LANDED): 9, (EAST, "projects_started"): 10, (EAST, "projects_completed"): 3},
        (("stages_out_of_order", 2),),
    )


def _hostile() -> Iterator[Case]:
    def refused(name: str, content: bytes, code: str = "unreadable_file", file: str = "report.csv") -> Case:
        return Case(name, content, found=((code, None),), file=file)

    yield refused("nothing", b"", "empty_file")
    yield refused("blanks", b" \r\n\t\r\n", "empty_file")
    yield refused("binary", bytes(range(256)) * 4)
    yield refused("a PDF", b"%PDF-1.7 ...", file="report.xlsx")
    yield refused("a picture", b"\x89PNG\r\n\x1a\n....", file="report.xlsx")
    yield refused("a web page", "<html><table><tr><td>河东镇</td></tr></table></html>".encode(), file="report.xls")
    yield refused("half a workbook", by_openpyxl(TABLE)[:2000], file="report.xlsx")
    yield refused("an archive that is no workbook", b"PK\x03\x04" + b"\x00" * 60, file="report.xlsx")
    yield refused("300,000 lines", b"a,b\n" * 300_000, "too_large")
    yield refused("5,000 columns", ",".join(map(str, range(5000))).encode(), "too_large")
    script = [HEADER, ["=cmd|' /C calc'!A0", 345, 9], ["<script>alert(1)</script>", 1, 1]]
    yield Case("formulas and markup for names", delimited(script), found=(("unknown_region", 2), ("unknown_region", 3)))


def _worst() -> Iterator[Case]:
    table = [
        ["甲县二〇二六年1—6月份乡镇工业集中区建设情况统计表", "", "", "", "", "", "", ""],
        ["填报单位:甲县工信局", "", "", "", "", "", "单位:万元、平方米、亩", ""],
        ["序号", "乡镇", "基础设施", "标准化厂房", "", "项目(个)", "", "土地流转"],
        ["", "", "完成投入", "开工面积", "竣工面积", "落地", "开工", "(亩)"],
        ["合计", "", "1,255.5", "18,000", "—", 23, 19, "165"],
        [1, "河 东 镇", "345", "6,000", "—", 9, 7, "50"],
        [2, "河西镇", "500.5", "７０００", "无", 6, 6, "60"],
        [3, "城关镇工业集中区", "410", "5000", "/", 8, 6, "55"],
        ["", "", "", "", "", "", "", ""],
        ["填报人:王某", "", "审核人:李某", "", "", "填报日期:2026.7.3", "", ""],
    ]
    figures: Figures = {
        **FIGURES, (EAST, AREA): 6000, (WEST, AREA): 7000, (GATE, AREA): 5000, (EAST, LAND): 50, (WEST, LAND): 60,
        (GATE, LAND): 55, (EAST, "projects_started"): 7, (WEST, "projects_started"): 6, (GATE, "projects_started"): 6,
    }  # fmt: skip
    yield Case("everything at once, as text", delimited(table, encoding="gb18030"), figures, quarter=None)
    merges = ["A1:H1", "A3:A4", "B3:B4", "D3:E3", "F3:G3"]
    yield Case(
        "everything at once, merged", by_openpyxl(table, merges=merges), figures, quarter=None, file="report.xlsx"
    )
    yield Case("everything at once, old workbook", by_xlwt(table), figures, quarter=None, file="report.xls")
