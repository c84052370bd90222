"""Finding the table in a sheet: the lines that read most like the header of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zones.intake.columns import has_no_value
from zones.intake.header_words import Role
from zones.intake.headers import Headers, Meaning
from zones.intake.layout import LONG, WIDE, Layout, header_text
from zones.intake.sheet import Sheet
from zones.intake.text import Cell, like_a_figure, plain
from zones.intake.turning import Known, turned_layout

_LINES_TO_SEARCH = 40
_MOST_HEADER_LINES = 4
_YEAR = re.compile(r"^(19|20)\d\d$")
_NAMING = frozenset({Role.REGION, Role.CODE, Role.COUNTY})
# More than the lines of the longest header count.
_LINE_LEFT_OUT = 5
_SAYS_NOTHING = frozenset({Role.UNKNOWN, Role.BLANK})


def find_layout(sheet: Sheet, headers: Headers, known_regions: Known) -> Layout | None:
    """The table with the most columns understood; a transposed one stands turned upright."""
    upright = _best(sheet, headers)
    if upright is not None and (upright.kind == LONG or len(upright.columns(Role.FIGURE)) > 1):
        return upright
    return turned_layout(sheet, headers, known_regions) or upright


def _best(sheet: Sheet, headers: Headers) -> Layout | None:
    best: tuple[int, Layout] | None = None
    for first, lines in _spans(sheet, headers):
        meanings = _meanings(sheet, headers, first, lines)
        score = _score(meanings, lines)
        if _goes_on(sheet, first + lines, meanings):
            score -= _LINE_LEFT_OUT
        if score > 0 and (best is None or score > best[0]):
            best = score, _layout(sheet, first, first + lines - 1, meanings)
    return best[1] if best else None


def _spans(sheet: Sheet, headers: Headers) -> Iterator[tuple[int, int]]:
    """Where a header may stand: (first line, lines). None has figures, and one of its cells means something by itself."""
    height = min(sheet.height, _LINES_TO_SEARCH)
    rows = [sheet.row(row) for row in range(min(height + _MOST_HEADER_LINES, sheet.height))]
    figures = [_holds_figures(cells) for cells in rows]
    telling = [not held and _tells(cells, headers) for held, cells in zip(figures, rows, strict=True)]
    for first in range(height):
        if not any(isinstance(cell, str) and cell.strip() for cell in rows[first]):
            continue
        for lines in range(1, _MOST_HEADER_LINES + 1):
            last = first + lines - 1
            if last >= len(rows) or figures[last]:
                break
            if any(telling[first : last + 1]):
                yield first, lines


def _holds_figures(cells: Sequence[Cell]) -> bool:
    """Whether a line has numbers, as no header line does (but for a year)."""
    texts = (plain(cell) for cell in cells if not isinstance(cell, bool))
    return any(like_a_figure(text) and not _YEAR.match(text) for text in texts)


def _tells(cells: Sequence[Cell], headers: Headers) -> bool:
    return any((text := header_text(cell)) and headers.meaning([text]).role not in _SAYS_NOTHING for cell in cells)


def _meanings(sheet: Sheet, headers: Headers, first: int, lines: int) -> tuple[Meaning, ...]:
    """The meaning of each column from its header cells."""
    own = [[header_text(cell) for cell in sheet.row(first + line)] for line in range(lines)]
    reaching = _reaching(own)
    meanings = []
    for at in range(sheet.width):
        # A group's header reaches over the columns to its right that have a header cell of their own below it.
        reached = lines == 1 or own[-1][at] or any(line[at] for line in own)
        meanings.append(headers.meaning([line[at] for line in reaching] if reached else []))
    return tuple(meanings)


def _reaching(own: Sequence[Sequence[str]]) -> list[list[str]]:
    """Upper header lines with each cell repeated over the blank ones to its right, up to the next group above."""
    filled: list[list[str]] = []
    for depth, cells in enumerate(own):
        line, last = [], ""
        for at, cell in enumerate(cells):
            if any(own[above][at] for above in range(depth)):
                last = ""
            last = cell or last
            line.append(last)
        filled.append(line if depth < len(own) - 1 else list(cells))
    return filled


def _score(meanings: Sequence[Meaning], lines: int) -> int:
    """How much of a report the header lines name; fewer lines are better where they say the same."""
    roles = [meaning.role for meaning in meanings]
    figures = len({meaning.indicator for meaning in meanings if meaning.role is Role.FIGURE})
    regions = sum(role in roles for role in (Role.REGION, Role.CODE, Role.COUNTY))
    if Role.NAME_OF_INDICATOR in roles and Role.VALUE in roles and figures == 0:
        return 100 * (2 + regions) - lines
    unit_as_region = Role.UNIT in roles and not regions
    told_apart = {(item.indicator, item.target, item.period) for item in meanings if item.role is Role.FIGURE}
    repeated = roles.count(Role.FIGURE) - len(told_apart)
    if figures == 0 or not (regions or unit_as_region):
        return 50 * figures - 30 * repeated - lines if figures > 1 else 0
    return 100 * figures + 40 * regions + 20 * unit_as_region - 30 * repeated - lines


def _goes_on(sheet: Sheet, below: int, meanings: Sequence[Meaning]) -> bool:
    """Whether the line below has texts alone over its figures and no region: units, or the third line of a header."""
    if below >= sheet.height:
        return False
    # A header cell merged down to this line names nobody.
    cells = ["" if cell == upper else cell for cell, upper in zip(sheet.row(below), sheet.row(below - 1), strict=True)]
    figures = [plain(cells[at]) for at, meaning in enumerate(meanings) if meaning.role is Role.FIGURE]
    named = any(plain(cells[at]) for at, meaning in enumerate(meanings) if meaning.role in _NAMING)
    texts = [text for text in figures if text]
    return bool(texts) and not named and not any(like_a_figure(text) or has_no_value(text) for text in texts)


def _layout(sheet: Sheet, first: int, last: int, meanings: Sequence[Meaning]) -> Layout:
    roles = {meaning.role for meaning in meanings}
    long = Role.NAME_OF_INDICATOR in roles and Role.VALUE in roles and Role.FIGURE not in roles
    settled = tuple(meanings) if long else tuple(_settled(meanings))
    return Layout(sheet, LONG if long else WIDE, first, last, settled)


def _settled(meanings: Sequence[Meaning]) -> list[Meaning]:
    """In a wide table 单位 is who reports; of several name columns the last names the region, the ones before its county."""
    named = [replace(meaning, role=Role.REGION) if meaning.role is Role.UNIT else meaning for meaning in meanings]
    regions = [at for at, meaning in enumerate(named) if meaning.role is Role.REGION]
    for at in regions[:-1]:
        named[at] = replace(named[at], role=Role.COUNTY)
    counties = [at for at, meaning in enumerate(named) if meaning.role is Role.COUNTY]
    if not regions and counties:
        named[counties[-1]] = replace(named[counties[-1]], role=Role.REGION)
    return named
