"""What every chart has around it: a title that says what it shows, a line of unit and key, a line of source and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from zones.charts import text, theme
from zones.domain.region import Region
from zones.domain.words import synthetic_mark

# Half-widths that fit a chart 400 pixels wide.
_TITLE_ROOM = 44
_KEY_ROOM = 58
_NOTE_ROOM = 68
_TITLE_LINE = 22
_KEY_LINE = 17
_NOTE_LINE = 15


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the lines below the title: words, perhaps behind a mark as drawn; `fresh` begins a new line."""

    words: str
    mark: str = ""
    color: str = theme.MUTED
    fresh: bool = False

    @property
    def width(self) -> int:
        """Half-widths with the gap that follows."""
        return text.width(f"{self.mark} {self.words}".strip()) + 2


@dataclass(frozen=True, slots=True)
class Frame:
    """Title, key and note of a chart, and the pixels they take."""

    title: str
    keys: tuple[tuple[Key, ...], ...]
    note: str

    @property
    def top(self) -> int:
        """Pixels above the plot."""
        return 18 + _TITLE_LINE * (1 + self.title.count(text.BREAK)) + _KEY_LINE * len(self.keys) + 6

    @property
    def bottom(self) -> int:
        """Pixels the note takes below the plot."""
        return _NOTE_LINE * (1 + self.note.count(text.BREAK)) + 10 if self.note else 8


def frame(
    *,
    title: str,
    keys: Iterable[Key],
    note: str,
    regions: Iterable[Region],
    language: str,
    remarks: Iterable[str] = (),
) -> Frame:
    """Put the words around a chart; regions with invented figures are marked in its note.

    Each remark has a paragraph of its own above the note, cut off after two lines.
    """
    mark = synthetic_mark(language)
    if any(region.synthetic for region in regions) and mark not in note:
        note = f"{mark}{'。' if language == 'zh' else '. '}{note}"
    return Frame(
        title=text.paragraph(title, room=_TITLE_ROOM),
        keys=tuple(_key_lines(keys)),
        note=text.BREAK.join(
            [
                *(text.label(remark, room=_NOTE_ROOM, even=False) for remark in remarks),
                *([text.paragraph(note, room=_NOTE_ROOM)] if note else []),
            ]
        ),
    )


def headline(*parts: str) -> str:
    """What a title is put together from; a part that is empty, as of a chart of nothing, leaves no trace."""
    return " · ".join(part for part in parts if part)


def framed(
    outline: Frame,
    *,
    data: Sequence[Mapping[str, Any]],
    plot_height: int,
    above: int = 0,
    below: int = 0,
    sides: tuple[int, int] = (12, 12),
    **layout: Any,
) -> go.Figure:
    """A figure of traces and layout inside its frame.

    `above` and `below` are the pixels that ticks and labels of the plot itself take. Plotly's own check of every
    property takes ten times as long as all the rest, so the tests run it and not the pages.
    """
    margin = {"t": outline.top + above, "b": outline.bottom + below, "l": sides[0], "r": sides[1]}
    words = [_keys(outline, above=above, left=sides[0]), *_note(outline, below=below, left=sides[0])]
    body = {
        "template": theme.TEMPLATE,
        "title": _title(outline),
        "margin": {**margin, "pad": 4},
        "height": plot_height + margin["t"] + margin["b"],
        **layout,
        "annotations": [*layout.get("annotations", ()), *words],
    }
    return go.Figure(data=list(data), layout=body, _validate=False)


def _title(outline: Frame) -> dict[str, Any]:
    # Plotly anchors a title of several lines half a line too high, however many they are.
    pad = 14 + _TITLE_LINE // 2 * (text.BREAK in outline.title)
    return {
        "text": f"<b>{outline.title}</b>",
        "font": {"size": theme.TITLE_SIZE, "color": theme.INK},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 12, "t": pad},
    }


def _keys(outline: Frame, *, above: int, left: int) -> dict[str, Any]:
    words = text.BREAK.join(text.EM_SPACE.join(_key(key) for key in line) for line in outline.keys)
    return _margin_text(words, size=theme.SMALL_SIZE, left=left) | {
        "y": 1,
        "yanchor": "bottom",
        "yshift": above + 6,
    }


def _key(key: Key) -> str:
    words = text.colored(text.inert(key.words), theme.MUTED)
    return f"{text.colored(key.mark, key.color)} {words}" if key.mark else words


def _note(outline: Frame, *, below: int, left: int) -> list[dict[str, Any]]:
    if not outline.note:
        return []
    place = {"y": 0, "yanchor": "top", "yshift": -below}
    return [_margin_text(outline.note, size=theme.NOTE_SIZE, left=left) | place]


def _margin_text(words: str, *, size: int, left: int) -> dict[str, Any]:
    """A text in the margin above or below the plot, flush with the title whatever room the axis takes."""
    place = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": 12 - left,
        "align": "left",
    }
    return {"text": words, "showarrow": False, "font": {"size": size, "color": theme.MUTED}} | place


def _key_lines(keys: Iterable[Key]) -> Iterable[tuple[Key, ...]]:
    """Entries side by side while they fit."""
    line: list[Key] = []
    taken = 0
    for key in keys:
        if line and (key.fresh or taken + key.width > _KEY_ROOM):
            yield tuple(line)
            line, taken = [], 0
        line.append(key)
        taken += key.width
    if line:
        yield tuple(line)
