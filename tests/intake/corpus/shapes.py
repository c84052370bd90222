"""Tables of other shapes: a line a figure, and regions across."""

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TITLE, Case, case, error, figures, note, warning
from tests.intake.place import BEFORE, EAST, GATE, LANDED, MONEY, QUARTER, WEST
from tests.intake.writers import MAKERS, Page, by_openpyxl, by_xlwt, delimited

_NAMES = [row[0] for row in ROWS]
_MONEY = [row[1] for row in ROWS]
_LANDED = [row[2] for row in ROWS]
_LONG = [
    ["地区", "指标", "数值", "单位"],
    *([name, "基础设施投入", value, "万元"] for name, value in zip(_NAMES, _MONEY, strict=True)),
    *([name, "落地项目", value, "个"] for name, value in zip(_NAMES, _LANDED, strict=True)),
]
_ACROSS = [["指标", "单位", *_NAMES], ["基础设施投入", "万元", *_MONEY], ["落地项目", "个", *_LANDED]]


def cases() -> Iterator[Case]:
    """Every case about long and transposed tables."""
    yield from _long()
    yield from _long_gone_wrong()
    yield from _across()


def _long() -> Iterator[Case]:
    yield case("long", delimited(_LONG, encoding="gb18030"), figures=FIGURES)
    yield case("long, a workbook", by_openpyxl(Page(_LONG)), file="a.xlsx", figures=FIGURES)
    yield case("long, an old workbook", by_xlwt(Page(_LONG)), file="a.xls", figures=FIGURES)
    yield case("long, below a title", delimited([TITLE, [], *_LONG]), figures=FIGURES, quarter=None)
    yield case("long, in disorder", delimited([_LONG[0], *reversed(_LONG[1:])]), figures=FIGURES)
    codes = dict(zip(_NAMES, (GATE, EAST, WEST), strict=True))
    names = {"基础设施投入": MONEY, "落地项目": LANDED}
    coded = [
        ["code", "quarter", "indicator", "value"],
        *([codes[a], "2025Q2", names[b], c] for a, b, c, _ in _LONG[1:]),
    ]
    yield case("long, all codes", delimited(coded, encoding="ascii"), figures=FIGURES, quarter=None, scope=None)
    units = [_LONG[0], ["城关镇", "基础设施投入", 12005000, "元"], ["河东镇", "基础设施投入", 0.086, "亿元"],
             ["河西镇", "基础设施投入", "430.25万元", ""], *_LONG[4:]]  # fmt: skip
    yield case("long, a unit a line", delimited(units), figures=FIGURES)
    headed = [["地区", "指标", "数值"], *([a, f"{b}({d})", c] for a, b, c, d in _LONG[1:])]
    yield case("long, units behind the indicators", delimited(headed), figures=FIGURES)
    merged = [_LONG[0], *sorted(_LONG[1:], key=lambda row: _NAMES.index(row[0]))]
    spans = by_openpyxl(Page(merged, merges=["A2:A3", "A4:A5", "A6:A7"]))
    yield case("long, a region merged over its lines", spans, file="a.xlsx", figures=FIGURES)
    early = [
        ["季度", *_LONG[0]],
        *(["2025Q2", *row] for row in _LONG[1:]),
        ["2025Q1", "城关镇", "基础设施投入", 555, "万元"],
    ]
    both = FIGURES | figures(MONEY, {GATE: 555}, quarter=BEFORE)
    yield case("long, two quarters", delimited(early), figures=both, quarter=None)
    spoken = [["时间", *_LONG[0]], *(["2025年1-6月", *row] for row in _LONG[1:])]
    yield case("long, the period in words", delimited(spoken), figures=FIGURES, quarter=None)


def _long_gone_wrong() -> Iterator[Case]:
    again = [*_LONG, ["城关镇", "基础设施投入", 1200.5, "万元"]]
    yield case("long, a line twice", delimited(again), note("repeated_row", 8), figures=FIGURES)
    differs = [*_LONG, ["城关镇", "基础设施投入", 1300, "万元"]]
    yield case("long, two lines that differ", delimited(differs), error("duplicate_row", 8))
    same = [*_LONG, ["城关镇", "基础设施投入", 0.12005, "亿元"]]
    yield case("long, a line twice in two units", delimited(same), note("repeated_row", 8), figures=FIGURES)
    unknown = [*_LONG, ["城关镇", "绿化覆盖", 3, ""]]
    yield case("long, an indicator nobody knows", delimited(unknown), error("unknown_indicator", 8))
    misfit = [*_LONG[:6], ["河西镇", "落地项目", 5, "万元"]]
    yield case("long, a unit of something else", delimited(misfit), error("unknown_unit", 7))
    odd = [*_LONG[:6], ["河西镇", "落地项目", "待定", "个"]]
    yield case("long, a word for a value", delimited(odd), error("not_a_number", 7, "数值"))
    nobody = [*_LONG[:6], ["", "落地项目", 5, "个"]]
    yield case("long, a line without a region", delimited(nobody), error("unknown_region", 7))


def _across() -> Iterator[Case]:
    yield case("across", delimited(_ACROSS), figures=FIGURES)
    for name, (maker, ending) in MAKERS.items():
        rows = [TITLE, ["项目", *_NAMES], ["基础设施投入(万元)", *_MONEY], ["落地项目(个)", *_LANDED]]
        content = maker(Page(rows, merges=["A1:D1"]))
        yield case(f"across, {name}", content, file=f"a.{ending}", figures=FIGURES, quarter=None)
    numbered = [["序号", *_ACROSS[0]], [1, *_ACROSS[1]], [2, *_ACROSS[2]]]
    yield case("across, serial numbers", delimited(numbered), figures=FIGURES)
    total = [[*_ACROSS[0], "合计"], [*_ACROSS[1], 2490.75], [*_ACROSS[2], 21]]
    yield case("across, a total at the end", delimited(total), figures=FIGURES)
    first = [[*row[:2], cell, *row[2:]] for row, cell in zip(_ACROSS, ("合计", 2490.75, 21), strict=True)]
    yield case("across, a total before the regions", delimited(first), figures=FIGURES)
    wrong = [[*_ACROSS[0], "合计"], [*_ACROSS[1], 2500], [*_ACROSS[2], 21]]
    yield case("across, a total that is wrong", delimited(wrong), warning("total_mismatch", 2, "合计"), figures=FIGURES)
    one = [["", *_NAMES], [HEADER[1], *_MONEY]]
    yield case("across, a single indicator", delimited(one), figures=figures(MONEY, _MONEY))
    negative = [_ACROSS[0], _ACROSS[1], ["落地项目", "个", 9, -7, 5]]
    yield case("across, a negative figure", delimited(negative), error("negative_value", 3, "河东镇"))
    typo = [["指标", "单位", "城关镇", "河冻镇", "河西镇"], *_ACROSS[1:]]
    yield case("across, a wrong character", delimited(typo), error("unknown_region", 1, None, hint="河东镇"))
    signed = [*_ACROSS, [], ["填报人:王某", "", "审核人:李某"], ["注:累计数"]]
    yield case("across, signed", delimited(signed), figures=FIGURES)
    unknown = [*_ACROSS, ["绿化面积", "平方米", 1, 2, 3]]
    yield case("across, an indicator nobody knows", delimited(unknown), warning("unknown_column"), figures=FIGURES)
    said = [["季度", *[QUARTER] * 3], ["指标", *_NAMES], ["基础设施投入(万元)", *_MONEY], ["落地项目(个)", *_LANDED]]
    yield case("across, the quarter above", delimited(said), figures=FIGURES, quarter=None)
