"""A trend as small as a word, for cards: no axes, no title; the card around it says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from zones.charts import theme, timeline
from zones.charts.trend_words import NO_REPORT, point_hover
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator

_HEIGHT = 48
_ROOM = {"t": 6, "b": 6, "l": 6, "r": 6}


def sparkline(points: Sequence[TrendPoint], indicator: Indicator, *, language: str) -> go.Figure:
    """The figures from zero up, a line per year for a flow; the newest is a dot, a quarter without a report a small ring.

    The hover texts have everything; nothing is written on it.
    """
    ordered = sorted(points, key=lambda point: point.quarter)
    present = [point.value for point in ordered if point.value is not None]
    top, bottom = max([*present, 0]), min([*present, 0])
    ordinals = [point.quarter.ordinal for point in ordered] or [0]
    unseen = {"visible": False, "fixedrange": True}
    layout = {
        "template": theme.TEMPLATE,
        "height": _HEIGHT,
        "margin": _ROOM,
        "xaxis": unseen | {"range": [ordinals[0] - 0.5, ordinals[-1] + 0.5]},
        "yaxis": unseen | {"range": [bottom, top if top > bottom else bottom + 1]},
        "yaxis2": timeline.sign_axis("y"),
    }
    data = [_line(ordered, indicator, language), _newest(ordered), _missing(ordered, language)]
    return go.Figure(data=data, layout=layout, _validate=False)


def _line(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> dict[str, Any]:
    """With dots of its own thickness, as a figure between two gaps is no line."""
    return timeline.path(
        "value",
        [point.quarter for point in points],
        [point.value for point in points],
        [point_hover(point, indicator, language) for point in points],
        yearly=indicator.is_flow,
        look={"color": theme.ACCENT, "width": 1.5},
    ) | {"marker": {"color": theme.ACCENT, "size": 2.5}, "cliponaxis": False}


def _newest(points: Sequence[TrendPoint]) -> dict[str, Any]:
    newest = [point for point in points if point.value is not None][-1:]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "newest",
        "x": [point.quarter.ordinal for point in newest],
        "y": [point.value for point in newest],
        "marker": {"color": theme.ACCENT, "size": 7},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _missing(points: Sequence[TrendPoint], language: str) -> dict[str, Any]:
    missing = [point.quarter for point in points if point.value is None]
    signs = timeline.signs(
        "missing", missing, sign="○", word=NO_REPORT[language != "zh"], spelled=False, language=language
    )
    marker = {"symbol": "circle-open", "size": 5, "color": theme.NEUTRAL, "line": {"width": 1}}
    return signs | {"mode": "markers", "marker": marker, "y": [0.0] * len(missing)}
