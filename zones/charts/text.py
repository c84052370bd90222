"""Texts inside figures. Plotly reads <b>, <a href> and $…$ in any text, so what a user wrote is made inert first."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

BREAK = "<br>"
_TAG = re.compile("<[^>]*>")
FIGURE_SPACE = "\u2007"
EM_SPACE = "\u2003"
_WIDE = frozenset("WF")
# The … of a Chinese face is as wide as a character.
_DOTS = 2
# Control characters, invisible format characters and lone surrogates.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
# What never begins a line: closing punctuation, full-width (by number) and plain, the dot between parts, the space.
_CLOSING = frozenset("\uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f\uff09\u300b\u201d\u2019,.;:!?)%…· ")


def plain(text: str) -> str:
    """A user's text on one line, without what cannot be seen: control characters, marks that turn the reading direction."""
    words = " ".join(text.split())
    return "".join(character for character in words if unicodedata.category(character) not in _UNSEEN)


def inert(text: str) -> str:
    """A text that is shown as it was written: no tag, no link, no formula."""
    return html.escape(plain(text), quote=False).replace("$", "&#36;")


def width(text: str) -> int:
    """The width of a text in half-widths: a Chinese character counts two, a Latin letter one."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def lines(text: str, *, room: int) -> list[str]:
    """Break a text into lines of at most `room` half-widths: between words, and inside a word that is longer."""
    return _filled(_pieces(text, room=room), room=room)


def _filled(pieces: Iterable[str], *, room: int) -> list[str]:
    broken, line = [], ""
    for piece in pieces:
        if line and width(line + piece.rstrip()) > room:
            broken.append(line.rstrip())
            line = ""
        line += piece
    return [*broken, line.rstrip()]


def balanced(text: str, *, room: int) -> list[str]:
    """The same number of lines as it takes, as even as they can be: no word is left alone on the last."""
    pieces = _pieces(text, room=room)
    broken = _filled(pieces, room=room)
    for narrower in range(width(text) // max(len(broken), 1), room):
        if len(even := _filled(pieces, room=narrower)) == len(broken):
            return even
    return broken


def cut(text: str, *, room: int) -> str:
    """A text of at most `room` half-widths, ending in … where it is longer; not yet inert."""
    if width(text) <= room:
        return text
    kept = text
    while kept and width(kept) > room - _DOTS:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def label(text: str, *, room: int, most: int = 2, even: bool = True) -> str:
    """A user's text as an inert label of at most `most` lines, cut off with … where it does not fit.

    Lines are as even as they can be, or filled one after the other.
    """
    words = plain(text)
    filled = lines(words, room=room)
    broken = balanced(words, room=room) if even and len(filled) <= most else filled
    if len(broken) > most:
        rest = words
        for line in broken[: most - 1]:
            rest = rest[rest.index(line) + len(line) :].lstrip()
        broken = [*broken[: most - 1], cut(rest, room=room)]
    return BREAK.join(inert(line) for line in broken)


def paragraph(text: str, *, room: int) -> str:
    """A text of our own or a user's, inert, broken into as many lines as it takes."""
    return BREAK.join(inert(line) for line in balanced(plain(text), room=room))


def colored(text: str, color: str, *, size: int | None = None) -> str:
    """A text, already inert, in a colour and perhaps a size of its own."""
    font_size = "" if size is None else f";font-size:{size}px"
    return f'<span style="color:{color}{font_size}">{text}</span>'


def shown(markup: str) -> str:
    """What a reader sees of a text made here, to measure it: without tags, its entities read."""
    return html.unescape(_TAG.sub("", markup))


def hover(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """A hover text: a bold title and a line for every fact that is there; all of it made inert."""
    body = [f"{inert(name)} {inert(value)}".lstrip() for name, value in facts if value]
    return BREAK.join([f"<b>{inert(title)}</b>", *body])


def _pieces(text: str, *, room: int) -> list[str]:
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
    return [part for piece in pieces for part in _chopped(piece, room=room)]


def _ends_wide(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in _WIDE


def _chopped(piece: str, *, room: int) -> list[str]:
    """A word longer than a line in parts; the space that follows a word takes no room."""
    if width(piece.rstrip()) <= room:
        return [piece]
    parts = [""]
    for character in piece:
        if parts[-1] and width(parts[-1] + character) > room:
            parts.append("")
        parts[-1] += character
    return parts
