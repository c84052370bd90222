"""The lines below a header: which hold a region, which are totals, which are notes, which are blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zones.intake.headers import Role
from zones.intake.layout import Layout
from zones.intake.text import Cell, key

_GRAND_TOTAL = re.compile(
    r"^(合计|总计|共计|累计|总合计|全[市县区省镇](合计|总计)?|.{0,12}合计|.{0,12}总计|total|sum|grandtotal)[:：]?$"
)
_SUBTOTAL = re.compile(r"^(小计|.{0,12}小计|subtotal)[:：]?$")
_NOTE = re.compile(
    r"^(注|备注|说明|附注|填报说明|填表人|填报人|制表人|制表|审核人|审核|复核|负责人|单位负责人|联系人|联系电话|电话|日期|填报日期|报送日期|填报单位|盖章|"
    r"note|prepared|checked|date)s?[\d一二三四五六七八九]?[:：.、(（]|^(注|说明|填报人|审核人|填报日期)$"
)
# A region's name seldom has one of these; the others need not be looked at closely.
_HINT = re.compile(r"[计注说备填审制核负联日盖全]|note|total|sum|prepared|checked|date", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Totals:
    """A line that sums others up: a grand total, or a subtotal of the lines since the last one."""

    row: int
    subtotal: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines (from zero) with a region, and lines with totals; blank lines and notes are in neither."""

    regions: list[int]
    totals: list[Totals]


def sort_lines(layout: Layout) -> Lines:
    """Tell the lines below the header apart by the texts of their naming columns."""
    naming = [
        layout.sheet.columns[at].cells(layout.start)
        for role in (Role.SERIAL, Role.COUNTY, Role.CODE, Role.REGION)
        for at in layout.columns(role)
    ]
    serials = len(layout.columns(Role.SERIAL))
    regions, totals = [], []
    for at, cells in enumerate(zip(*naming, strict=True)):
        named = [cell for cell in cells[serials:] if cell not in {"", None}]
        first = next((cell for cell in cells if cell not in {"", None}), None)
        if first is None:
            continue
        row = at + layout.start
        kind = _kind(first, named)
        if kind is None and named:
            regions.append(row)
        elif kind in {"grand", "sub"}:
            totals.append(Totals(row, subtotal=kind == "sub"))
    return Lines(regions, totals)


def _kind(first: Cell, named: Sequence[Cell]) -> str | None:
    for cell in (first, *named[:2]):
        if not isinstance(cell, str) or not _HINT.search(cell):
            continue
        text = key(cell)
        if _SUBTOTAL.match(text):
            return "sub"
        if _GRAND_TOTAL.match(text):
            return "grand"
        if _NOTE.match(text):
            return "note"
    return None
