"""A small figure as a picture that stands in a page's text, drawn without waiting for plotly's script.

It knows what figures without axes are made of, lines and dots. A page's text may hold no SVG but a picture of it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go

from zones.charts import text

Described = Mapping[str, Any]


def inline_picture(figure: go.Figure, *, about: str) -> str:
    """HTML of the figure, as wide as what it stands in.

    `about` says what it shows to those who do not see it; a pointer over it is told the hover texts of all its dots.
    """
    described = figure.to_plotly_json()
    layout, traces = described["layout"], described["data"]
    marks = "".join(mark for trace in traces for mark in (*_lines(trace, layout), *_dots(trace, layout)))
    drawn = quote(f"<svg xmlns='http://www.w3.org/2000/svg'>{marks}</svg>", safe=" ='/:,.")
    told = "\n".join(text.shown(words.replace(text.BREAK, " ")) for trace in traces for words in _words(trace))
    return (
        f'<img class="zones-inline" height="{layout["height"]}" alt="{html.escape(about)}" title="{html.escape(told)}"'
        f' src="data:image/svg+xml,{drawn}">'
    )


def _lines(trace: Described, layout: Described) -> Iterator[str]:
    if "lines" not in trace["mode"]:
        return
    look = f"stroke='{trace['line']['color']}' stroke-width='{trace['line']['width']}' stroke-linecap='round'"
    for start, end in pairwise(_places(trace, layout)):
        if start and end:
            yield f"<line x1='{start[0]}' y1='{start[1]}' x2='{end[0]}' y2='{end[1]}' {look}/>"


def _dots(trace: Described, layout: Described) -> Iterator[str]:
    color, radius = trace["marker"]["color"], trace["marker"]["size"] / 2
    is_ring = trace["marker"].get("symbol") == "circle-open"
    look = f"fill='none' stroke='{color}'" if is_ring else f"fill='{color}'"
    for place in filter(None, _places(trace, layout)):
        yield f"<circle cx='{place[0]}' cy='{place[1]}' r='{radius}' {look}/>"


def _words(trace: Described) -> Iterator[str]:
    """The hover texts of the dots that are drawn."""
    if "hovertext" in trace:
        yield from (words for y, words in zip(trace["y"], trace["hovertext"], strict=True) if y is not None)


def _places(trace: Described, layout: Described) -> list[tuple[str, str] | None]:
    """Where the points are, as shares from the left and from the top; None for an empty place."""
    (left, right), (low, high) = layout["xaxis"]["range"], layout[f"yaxis{trace.get('yaxis', 'y')[1:]}"]["range"]
    height, above, below = layout["height"], layout["margin"]["t"], layout["margin"]["b"]
    plot = height - above - below
    return [
        None
        if x is None or y is None
        else (f"{(x - left) / (right - left):.2%}", f"{(above + plot * (high - y) / (high - low)) / height:.2%}")
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
