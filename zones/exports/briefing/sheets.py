"""The pieces a bulletin's workbook is built of: looks, headers, exact numbers, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from zones.domain.document import Document
from zones.domain.wording import ABSENT
from zones.exports.briefing.form import Faces
from zones.exports.inert import inert
from zones.exports.workbook import LANDSCAPE_A4, text_width

TITLE_ROW, MARK_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
BAR_COLOUR = "#8fb4dc"
_LONGEST_NAME, _MOST_ACROSS = 31, 11
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_GROUND, _EDGE, _RED = "#e9eef5", "#c5ccd4", "#c00000"
_NAME_WIDTH, _NUMBER_WIDTH = 22, 15


@dataclass
class Book:
    """A workbook being written, its looks made once."""

    book: Any
    faces: Faces
    document: Document
    looks: dict[str, Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def look(self, number_format: str = "@", **more: Any) -> Any:
        """A cell's look; alike cells share one."""
        key = f"{number_format}{sorted(more.items())}"
        if key not in self.looks:
            base = {"font_name": self.faces.screen.name, "font_size": 10, "valign": "vcenter"}
            edges = {"border": 1, "border_color": _EDGE}
            self.looks[key] = self.book.add_format({**base, **edges, "num_format": number_format, **more})
        return self.looks[key]

    def sheet(self, title: str, heads: Sequence[str], *, names: int = 1) -> Any:
        """A sheet with title, mark and header, frozen below the header and beside the names."""
        sheet = self.book.add_worksheet(self._sheet_name(title))
        sheet.write_string(TITLE_ROW, 0, inert(title), self.look(bold=True, font_size=14, border=0))
        sheet.set_row(TITLE_ROW, 24)
        if self.document.mark:
            sheet.write_string(MARK_ROW, 0, self.document.mark, self.look(font_color=_RED, border=0))
        for column, head in enumerate(heads):
            sheet.write_string(
                HEADER_ROW, column, inert(head), self.look(bold=True, bg_color=_GROUND, text_wrap=True, align="center")
            )
        sheet.set_row(HEADER_ROW, 34)
        sheet.set_column(0, names - 1, _NAME_WIDTH)
        sheet.set_column(names, max(len(heads) - 1, names), _NUMBER_WIDTH)
        sheet.freeze_panes(FIRST_ROW, names)
        self._set_up_print(sheet)
        # A wide table goes on over several pages beside each other, its names on each, rather than in tiny type.
        sheet.fit_to_pages(-(-len(heads) // _MOST_ACROSS), 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.repeat_columns(0, names - 1)
        return sheet

    def chart_page(self, title: str, chart: Any) -> None:
        """A chart on a page of its own."""
        page = self.book.add_chartsheet(self._sheet_name(title))
        page.set_chart(chart)
        self._set_up_print(page)

    def _set_up_print(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(LANDSCAPE_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        mark = self.document.mark.replace("&", "&&")
        sheet.set_header(f"&C{mark}" if mark else "")
        sheet.set_footer(f"&L{self.document.code}&C&P / &N&R{mark}")

    def _sheet_name(self, title: str) -> str:
        plain = title.translate(_NOT_IN_NAMES).strip()[:_LONGEST_NAME].strip() or "-"
        name, number = plain, 1
        while name.casefold() in self.names:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self.names.add(name.casefold())
        return name

    def text(self, sheet: Any, row: int, column: int, text: str) -> None:
        """A text that never becomes a formula."""
        sheet.write_string(row, column, inert(text), self.look())

    def number(self, sheet: Any, row: int, column: int, value: Fraction | int | None, decimals: int) -> None:
        """A number with all its digits, shown rounded; a dash where there is none."""
        if value is None:
            sheet.write_string(row, column, ABSENT, self.look(align="right"))
        else:
            sheet.write_number(row, column, float(value), self.look(places(decimals)))

    def formula(
        self, sheet: Any, row: int, column: int, text: str, value: Fraction | int | None, decimals: int, **more: Any
    ) -> None:
        """A formula with the value it must come to; a dash where nothing can be computed."""
        if value is None:
            sheet.write_string(row, column, ABSENT, self.look(align="right", **more))
        else:
            sheet.write_formula(row, column, f"={text}", self.look(places(decimals), **more), float(value))

    def notes(self, sheet: Any, row: int, notes: Sequence[str]) -> None:
        """Lines below a table."""
        for at, note in enumerate(notes):
            sheet.write_string(row + at, 0, inert(note), self.look(font_color="#5a6572", border=0))


def places(decimals: int) -> str:
    """A number format with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def cell(row: int, column: int, *, sheet: str = "") -> str:
    """A cell's address in a formula, of another sheet where named."""
    address = str(xl_rowcol_to_cell(row, column))
    return f"'{sheet}'!{address}" if sheet else address


def data_bars(sheet: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Bars inside the cells from zero to the whole target, so that columns compare with each other."""
    sheet.conditional_format(
        *first, *last,
        {"type": "data_bar", "bar_color": BAR_COLOUR, "bar_solid": True, "min_type": "num", "min_value": 0,
         "max_type": "num", "max_value": 100},
    )  # fmt: skip


def widest(texts: Sequence[str], least: int = 8, most: int = 60) -> int:
    """A column wide enough for its texts."""
    return min(max([least, *(text_width(text) + 2 for text in texts)]), most)
