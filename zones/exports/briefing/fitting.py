"""How wide the columns of a table are where the page is narrow: numbers never break, names may take two lines."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.figures import Column, Table, cell_text
from zones.exports.workbook import text_width

_MM_A_POINT = 25.4 / 72
_CELL_SIDES_MM = 2.6
# Half-widths that a name may claim: whole where there is room, else broken into two lines.
_NAMES = (26, 16)
_SHORTEST = 4
# The digits and Latin letters of some faces are wider than half a Chinese character.
_DIGITS = 1.2


def fitted(table: Table, *, room: float, sizes: Sequence[float], header_lines: int = 3) -> tuple[float, list[float]]:
    """The largest of the type sizes (points, largest first) at which the table fits, and each column's millimetres."""
    size, wanted = sizes[-1], [1.0]
    for size, longest in ((size, longest) for size in sizes for longest in _NAMES):
        letters = [_letters(table, at, column, longest, header_lines) for at, column in enumerate(table.columns)]
        wanted = [count * size / 2 * _MM_A_POINT + _CELL_SIDES_MM for count in letters]
        if sum(wanted) <= room:
            break
    scale = room / sum(wanted)
    return size, [width * scale for width in wanted]


def _letters(table: Table, at: int, column: Column, longest: int, header_lines: int) -> float:
    """The half-widths a column needs."""
    widest: float = max((text_width(cell_text(row[at])) for row in table.rows), default=0)
    widest = widest * _DIGITS if column.numeric else min(widest, longest)
    words = [text_width(word) for word in column.header.split() if word.isascii()]
    longest_word = max(words, default=0) * _DIGITS
    return max(widest, -(-text_width(column.header) // header_lines) + 1, longest_word, _SHORTEST)
