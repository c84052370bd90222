"""The lines below a header: which speak of a region, which are totals, which are notes or a header once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from zones.intake.coded import Coded, all_texts
from zones.intake.header_words import Role
from zones.intake.layout import Layout
from zones.intake.text import Cell, key

_GRAND_TOTAL = re.compile(
    r"^(合计|总计|共计|累计|总合计|全[市县区省镇](合计|总计)?|.{0,12}合计|.{0,12}总计|total|sum|grandtotal)[:：]?$"
)
_SUBTOTAL = re.compile(r"^(小计|.{0,12}小计|subtotal)[:：]?$")
_NOTE = re.compile(
    r"^(注|备注|说明|附注|填报说明|填表说明|填表人|填报人|制表人|制表|审核人|审核|复核|负责人|单位负责人|分管领导|主要领导|联系人|联系电话|电话|"
    r"日期|填报日期|报送日期|报出日期|填报时间|填报单位|报送单位|盖章|数据来源|资料来源|note|prepared|checked|date)s?"
    r"([\d一二三四五六七八九]?[:：.、(（]|$)|^(平均|平均值|人均|占比|增幅|同比|环比)$"
)
_INDEX = frozenset({"甲", "乙", "丙", "丁", "栏次", "列次", "行次"})
# A region's name seldom has one of these; the others need not be looked at closely.
_HINT = re.compile(
    r"[计注明备填表报审制核负联日盖全均占同环增甲乙丙丁次来领]|note|total|sum|prepared|checked|date", re.IGNORECASE
)
_NAMED = r"[0-9A-Za-z\p{Han}]"
_BLANK, _REGION, _PASSED, _SUB, _GRAND = range(5)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the sheet (from zero) with a region, with a total, and passed over: notes and headers repeated.

    `subtotal` says of each total whether it sums up only the lines since the total before it.
    """

    regions: npt.NDArray[np.int64]
    totals: npt.NDArray[np.int64]
    subtotal: npt.NDArray[np.bool_]
    passed: npt.NDArray[np.int64]


def sort_lines(layout: Layout) -> Lines:
    """Tell the lines below the header apart by the texts of their naming columns."""
    count = layout.sheet.height - layout.start
    kinds = np.zeros(count, dtype=np.int8)
    for role in (Role.SERIAL, Role.COUNTY, Role.CODE, Role.REGION):
        for column in layout.columns(role):
            here = _kinds(_below(layout, column), _header_cells(layout, column))
            if role is Role.SERIAL:
                here = np.where(here == _REGION, _BLANK, here)
            kinds = np.maximum(kinds, here).astype(np.int8)
    if layout.naming is None:
        kinds = np.full(count, _REGION, dtype=np.int8)
    total = kinds >= _SUB
    return Lines(
        regions=np.flatnonzero(kinds == _REGION) + layout.start,
        totals=np.flatnonzero(total) + layout.start,
        subtotal=(kinds == _SUB)[total],
        passed=np.flatnonzero(kinds == _PASSED) + layout.start,
    )


def is_note(text: str) -> bool:
    """Whether a text begins a note, a signature or a date below a table."""
    return bool(_NOTE.match(key(text)))


def _below(layout: Layout, column: int) -> Coded[Cell]:
    """The cells below the header; a merged one stands in every line it reaches over."""
    sheet, start = layout.sheet, layout.start
    if sheet.merged:
        return Coded[Cell].of([sheet.cell(row, column) for row in range(start, sheet.height)])
    return sheet.columns[column].coded(start)


def _header_cells(layout: Layout, column: int) -> frozenset[str]:
    """The texts of a column's header, line by line, as they come again on the next printed page."""
    lines = [layout.sheet.cell(row, column) for row in range(layout.first, layout.start)]
    return frozenset(line for line in lines if isinstance(line, str) and line)


def _kinds(coded: Coded[Cell], header: frozenset[str]) -> npt.NDArray[np.int8]:
    """What each line is by one of its cells."""
    kinds = np.full(len(coded.words), _REGION, dtype=np.int8)
    for at in np.flatnonzero(_doubtful(coded.words, header)).tolist():
        kinds[at] = _kind(coded.words[at], header)
    return kinds[coded.at] if len(kinds) else np.zeros(len(coded), dtype=np.int8)


def _doubtful(words: Sequence[Cell], header: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which cells are to be looked at closely: not those that hold letters or digits, and none of the hints."""
    texts = pa.array(
        words if all_texts(words) else [word if isinstance(word, str) else "" for word in words], pa.string()
    )
    hinted = pc.match_substring_regex(texts, _HINT.pattern, ignore_case=True)
    named = pc.match_substring_regex(texts, _NAMED)
    repeated = pc.is_in(texts, value_set=pa.array(sorted(header), pa.string()))
    doubtful: npt.NDArray[np.bool_] = pc.or_(pc.or_(hinted, pc.invert(named)), repeated).to_numpy(zero_copy_only=False)
    return doubtful


def _kind(cell: Cell, header: frozenset[str]) -> int:
    if not isinstance(cell, str):
        return _BLANK if cell is None else _REGION
    text = key(cell)
    if not text or cell in header:
        return _PASSED if text else _BLANK
    if not _HINT.search(cell):
        return _REGION
    if _SUBTOTAL.match(text):
        return _SUB
    if _GRAND_TOTAL.match(text):
        return _GRAND
    return _PASSED if _NOTE.match(text) or text in _INDEX else _REGION
