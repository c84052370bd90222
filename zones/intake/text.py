"""Texts as staff type them, made comparable."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\uffff]) (?=[\u2e80-\uffff])")
# ="320831" is how exporters keep Excel from turning a code into a number; a leading ' is how typists do.
_KEPT_AS_TEXT = re.compile(r"""^=\s*"([^"]*)"$|^'(.*)$""", re.DOTALL)
_FIGURE = re.compile(r"^[-+]?[\d.,]*\d[%％]?$")
_SIGNIFICANT_DIGITS = 15
_WHOLE_FLOAT = 1e15


def plain(cell: Cell) -> str:
    """A cell as its reader sees it; a number without the noise of binary fractions (15 significant digits)."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < _WHOLE_FLOAT else f"{cell:.{_SIGNIFICANT_DIGITS}g}"
    return str(cell)


def normalised(text: str) -> str:
    """A name as the region list knows it: NFKC, without outer blanks and without blanks between Chinese characters."""
    kept = _KEPT_AS_TEXT.match(text.strip())
    if kept:
        text = kept[1] if kept[1] is not None else kept[2]
    spaced = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    return _BETWEEN_HAN.sub("", spaced)


def key(text: str) -> str:
    """A header, unit or word to compare by: NFKC, lower case, no blank or line break at all."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def like_a_figure(text: str) -> bool:
    """Whether a cell's text is a plain number or share."""
    return bool(_FIGURE.match(text))


def column_letters(column: int) -> str:
    """What a spreadsheet calls its columns: A, B, ... AA for 0, 1, ... 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
