"""Texts inside figures. Plotly reads <b>, <a href> and $…$ in any text, so what a user wrote is made inert first."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

BREAK = "<br>"
FIGURE_SPACE = "\u2007"
EM_SPACE = "\u2003"
_WIDE = frozenset("WF")
# What never begins a line: closing punctuation, full-width (by number) and plain, and the space.
_CLOSING = frozenset("\uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f\uff09\u300b\u201d\u2019,.;:!?)%… ")


def inert(text: str) -> str:
    """A text that is shown as it was written: no tag, no link, no formula."""
    return html.escape(" ".join(text.split()), quote=False).replace("$", "&#36;")


def width(text: str) -> int:
    """The width of a text in half-widths: a Chinese character counts two, a Latin letter one."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def lines(text: str, *, room: int) -> list[str]:
    """Break a text into lines of at most `room` half-widths: between words, and inside a word that is longer."""
    broken, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > room:
            broken.append(line.rstrip())
            line = ""
        line += piece
    return [*broken, line.rstrip()]


def balanced(text: str, *, room: int) -> list[str]:
    """The same number of lines as it takes, as even as they can be: no word is left alone on the last."""
    broken = lines(text, room=room)
    for narrower in range(width(text) // max(len(broken), 1), room):
        if len(even := lines(text, room=narrower)) == len(broken):
            return even
    return broken


def label(text: str, *, room: int, most: int = 2) -> str:
    """A user's text as an inert label of at most `most` lines, cut off with … where it does not fit."""
    broken = balanced(" ".join(text.split()), room=room)
    if len(broken) > most:
        broken = [*broken[: most - 1], broken[most - 1][: max(len(broken[most - 1]) - 1, 1)] + "…"]
    return BREAK.join(inert(line) for line in broken)


def paragraph(text: str, *, room: int) -> str:
    """A text of our own or a user's, inert, broken into as many lines as it takes."""
    return BREAK.join(inert(line) for line in balanced(" ".join(text.split()), room=room))


def colored(text: str, color: str, *, size: int | None = None) -> str:
    """A text, already inert, in a colour and perhaps a size of its own."""
    font_size = "" if size is None else f";font-size:{size}px"
    return f'<span style="color:{color}{font_size}">{text}</span>'


def hover(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """A hover text: a bold title and a line for every fact that is there; all of it made inert."""
    body = [f"{inert(name)} {inert(value)}" for name, value in facts if value]
    return BREAK.join([f"<b>{inert(title)}</b>", *body])


def _pieces(text: str) -> list[str]:
    """What a line may end after: a word with its space, or a wide character with the punctuation that follows."""
    pieces: list[str] = []
    for character in text:
        wide = unicodedata.east_asian_width(character) in _WIDE
        closing = character in _CLOSING
        fresh = not pieces or (not closing and (wide or pieces[-1][-1] == " " or _ends_wide(pieces[-1])))
        if fresh:
            pieces.append(character)
        else:
            pieces[-1] += character
    return [part for piece in pieces for part in _chopped(piece)]


def _ends_wide(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in _WIDE


def _chopped(piece: str, most: int = 28) -> list[str]:
    return [piece[at : at + most] for at in range(0, len(piece), most)]
