"""Quarters along the bottom of a chart: ticks, lines between years, signs for what is missing, lines that keep their gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from zones.charts import text, theme
from zones.charts.axis import Axis
from zones.domain.quarter import Quarter

HEIGHT = 260
FEW = 16
_SPELLED = 8
_MOST_YEARS = 10
_LABEL_ROOM = 6.6
# Where signs stand: a little above the time axis, in shares of the plot's height.
SIGN_HEIGHT = 0.015


def time_layout(quarters: Sequence[Quarter], amounts: Axis, language: str) -> dict[str, Any]:
    """A time axis with a line between years and the year below its quarters, and the value axis beside it."""
    ordinals = [quarter.ordinal for quarter in quarters] or [0]
    return value_layout(amounts) | {
        "xaxis": {
            "range": [ordinals[0] - 0.6, ordinals[-1] + 0.6],
            "showgrid": False,
            **time_ticks(quarters, language),
        },
        "shapes": year_lines(quarters),
    }


def time_ticks(quarters: Sequence[Quarter], language: str) -> dict[str, Any]:
    """Every quarter while they are few, with its year below the first; then years only, thinned to about ten."""
    firsts = _first_of_years(quarters)
    if len(quarters) > FEW:
        shown = firsts[:: -(-len(firsts) // _MOST_YEARS)]
        return {
            "tickvals": [quarter.ordinal for quarter in shown],
            "ticktext": [str(quarter.year) for quarter in shown],
        }
    zh = language == "zh"
    ending = "季度" if len(quarters) <= _SPELLED else ""
    names = [f"{'一二三四'[quarter.number - 1]}{ending}" if zh else f"Q{quarter.number}" for quarter in quarters]
    texts = [
        f"{name}{text.BREAK}{quarter.year}{'年' if zh else ''}" if quarter in firsts else name
        for name, quarter in zip(names, quarters, strict=True)
    ]
    return {"tickvals": [quarter.ordinal for quarter in quarters], "ticktext": texts}


def year_lines(quarters: Sequence[Quarter]) -> list[dict[str, Any]]:
    """A line before the first quarter of every year but the first, while the years are few."""
    starts = [quarter.ordinal - quarter.number + 1 for quarter in _first_of_years(quarters)]
    return [_year_line(start) for start in starts[1:]] if len(starts) <= FEW else []


def value_layout(amounts: Axis) -> dict[str, Any]:
    """The plot's height and margins, the value axis, and an axis over it for signs that are no values."""
    return {
        "plot_height": HEIGHT,
        "above": 6,
        "below": 42,
        "sides": (left_room(amounts), 14),
        "yaxis": value_axis(amounts),
        "yaxis2": sign_axis("y"),
    }


def value_axis(amounts: Axis) -> dict[str, Any]:
    """The axis that values are read from, with a stronger line at zero."""
    return {
        "range": [amounts.low, amounts.high],
        "tickvals": amounts.values,
        "ticktext": amounts.texts,
        "zeroline": True,
        "zerolinecolor": theme.BASE,
    }


def sign_axis(over: str) -> dict[str, Any]:
    """An unseen axis from 0 to 1 over a value axis, so that a sign stands at no value."""
    return {"overlaying": over, "range": [0, 1], "visible": False, "fixedrange": True}


def left_room(amounts: Axis) -> int:
    """Pixels that the tick texts take."""
    return int(max(text.width(text.shown(word)) for word in amounts.texts) * _LABEL_ROOM) + 20


def path(
    name: str,
    quarters: Sequence[Quarter],
    values: Sequence[float | None],
    words: Sequence[str],
    *,
    yearly: bool,
    look: dict[str, Any],
    mode: str = "lines+markers",
) -> dict[str, Any]:
    """A line through values, never joined over a missing one or a quarter left out; `words` are its hover texts.

    `yearly` also parts it between years, as figures that restart each January are. `customdata` has the quarters' codes.
    """
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[str] = []
    codes: list[str] = []
    before: Quarter | None = None
    for quarter, value, word in zip(quarters, values, words, strict=True):
        if before is not None and _parted(before, quarter, yearly=yearly):
            x.append(None)
            y.append(None)
            said.append("")
            codes.append("")
        x.append(quarter.ordinal)
        y.append(value)
        said.append(word)
        codes.append(str(quarter))
        before = quarter
    return line(name, x, y, said, look=look, mode=mode) | {"customdata": codes}


def line(
    name: str,
    x: Sequence[float | None],
    y: Sequence[float | None],
    words: Sequence[str],
    *,
    look: dict[str, Any],
    mode: str,
) -> dict[str, Any]:
    """A line that is not joined over an empty place."""
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": look,
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": list(words),
    }


def signs(
    name: str, quarters: Sequence[Quarter], *, sign: str, word: str, spelled: bool, language: str
) -> dict[str, Any]:
    """Signs above the time axis, on the axis over the values; `spelled` puts the word below each."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "yaxis": "y2",
        "x": [quarter.ordinal for quarter in quarters],
        "y": [SIGN_HEIGHT] * len(quarters),
        "text": [f"{sign}{text.BREAK}{word}" if spelled else sign] * len(quarters),
        "textposition": "top center",
        "textfont": {"size": theme.NOTE_SIZE, "color": theme.NEUTRAL},
        "hoverinfo": "text",
        "hovertext": [text.hover(quarter.label(language), [("", word)]) for quarter in quarters],
        "cliponaxis": False,
    }


def _parted(before: Quarter, quarter: Quarter, *, yearly: bool) -> bool:
    return quarter.ordinal - before.ordinal > 1 or (yearly and before.year != quarter.year)


def _first_of_years(quarters: Sequence[Quarter]) -> list[Quarter]:
    return [next(year) for _, year in groupby(quarters, key=lambda quarter: quarter.year)]


def _year_line(start: int) -> dict[str, Any]:
    place = {"x0": start - 0.5, "x1": start - 0.5, "y0": 0, "y1": 1}
    look = {"layer": "below", "line": {"color": theme.BOUND, "width": 1}}
    return {"type": "line", "xref": "x", "yref": "paper"} | place | look
