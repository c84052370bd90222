"""A table with indicators down and regions across, turned so that regions stand in lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from zones.intake.columns import CellColumn
from zones.intake.header_words import Role
from zones.intake.headers import Headers, Meaning
from zones.intake.layout import WIDE, Layout, Turn, header_text
from zones.intake.lines import is_note
from zones.intake.sheet import Sheet
from zones.intake.text import like_a_figure, normalised, plain

Known = Callable[[Collection[str]], Mapping[str, object]]
"""Tells which texts name regions."""

_MOST_LINES = 200
_MOST_COLUMNS = 1_000
_MOST_COLUMNS_BEFORE_INDICATORS = 4


def turned_layout(sheet: Sheet, headers: Headers, known_regions: Known) -> Layout | None:
    """The transposed table of a sheet: below a line that names regions, a column of indicators."""
    if sheet.width > _MOST_COLUMNS:
        return None
    height = min(sheet.height, _MOST_LINES)
    for column in range(min(sheet.width, _MOST_COLUMNS_BEFORE_INDICATORS)):
        texts = [header_text(sheet.cell(row, column)) for row in range(height)]
        figures = [row for row, text in enumerate(texts) if text and headers.meaning([text]).role is Role.FIGURE]
        for row in range(figures[0] - 1 if figures else -1, -1, -1):
            if _names_regions(sheet, row, column, known_regions):
                upper = row - 1 if row and _names_regions(sheet, row - 1, column, known_regions) else None
                until = _last_figures(sheet, row, column, figures[-1])
                return _layout(sheet, headers, header_row=row, header_column=column, until=until, upper=upper)
    return None


def _names_regions(sheet: Sheet, row: int, column: int, known_regions: Known) -> bool:
    """Whether at least half of what a line says right of a column are names of regions."""
    names = {normalised(plain(cell)) for cell in sheet.row(row)[column + 1 :] if plain(cell)}
    return bool(names) and len(known_regions(names)) * 2 >= len(names)


def _last_figures(sheet: Sheet, header_row: int, header_column: int, last: int) -> int:
    """The last line with numbers beside a text, among those that follow the last indicator known."""
    for row in range(last + 1, min(sheet.height, header_row + _MOST_LINES)):
        text, cells = header_text(sheet.cell(row, header_column)), sheet.row(row)[header_column + 1 :]
        if not text or is_note(text) or not any(like_a_figure(plain(cell)) for cell in cells):
            break
        last = row
    return last


def _layout(
    sheet: Sheet, headers: Headers, *, header_row: int, header_column: int, until: int, upper: int | None
) -> Layout:
    """The table turned upright; `upper` is a line above the regions that names the counties they lie in."""
    units = _unit_column(sheet, headers, header_row, header_column, until)
    right = range(header_column + 1, sheet.width)
    columns = [at for at in right if at != units and header_text(sheet.cell(header_row, at))]
    above = () if upper is None else (upper,)
    turn = Turn(sheet, header_row, (*above, *range(header_row, until + 1)), (header_column, *columns))
    meanings = [Meaning(Role.COUNTY, "县区") for _ in above]
    meanings.append(Meaning(Role.REGION, header_text(sheet.cell(header_row, header_column)) or "地区"))
    for row in turn.rows[len(meanings) :]:
        name = header_text(sheet.cell(row, header_column))
        unit = header_text(sheet.cell(row, units)) if units is not None else ""
        meanings.append(headers.meaning([f"{name}({unit})" if unit else name] if name else []))
    cells = tuple(CellColumn([sheet.cell(row, at) for at in turn.columns]) for row in turn.rows)
    upright = Sheet(name=sheet.name, columns=cells, decision=sheet.decision)
    return Layout(upright, WIDE, 0, 0, tuple(meanings), turn)


def _unit_column(sheet: Sheet, headers: Headers, header_row: int, header_column: int, until: int) -> int | None:
    """The column right of the indicators that holds their units."""
    for at in range(header_column + 1, min(header_column + 3, sheet.width)):
        filled = [text for row in range(header_row + 1, until + 1) if (text := header_text(sheet.cell(row, at)))]
        if filled and all(headers.units.known(text) for text in filled):
            return at
    return None
