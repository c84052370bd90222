"""Children beside each other: one indicator, the completion of every child, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, text, theme
from zones.charts.facts import progress_facts, status_text
from zones.charts.frame import Key
from zones.domain.figures import ProgressRow
from zones.domain.wording import percent, prose_value
from zones.domain.words import STATUS_SIGNS

_FEW = 15
_ROW, _DENSE_ROW = 34, 22
_NAME_ROOM = 18
_PIXELS_A_HALF_WIDTH = 6.6


def children_by_completion(rows: Sequence[ProgressRow], *, language: str, note: str = "") -> go.Figure:
    """Bars sorted by completion with the schedule line; who cannot be judged stands at the end, in words.

    Rows are those of one indicator and quarter. Two children of one name stay two bars.
    """
    ordered = sorted(rows, key=_order)
    pitch = _ROW if len(ordered) <= _FEW else _DENSE_ROW
    names = [text.label(row.region.label(language), room=_NAME_ROOM, most=2 if pitch == _ROW else 1) for row in ordered]
    shares = axis.share_axis([row.completion for row in rows] + [row.schedule for row in rows], steps=(50, 100))
    return frame.framed(
        _frame(rows, language=language, note=note),
        data=_traces(ordered, language=language),
        plot_height=max(pitch * len(ordered), pitch),
        above=38,
        sides=(_left(names), _right(ordered, language)),
        bargap=0.36 if pitch == _ROW else 0.24,
        xaxis={
            "range": [shares.low, shares.high],
            "tickvals": shares.values,
            "ticktext": shares.texts,
            "side": "top",
        },
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={
            "range": [max(len(ordered), 1) - 0.5, -0.5],
            "tickvals": list(range(len(ordered))),
            "ticktext": names,
            "showgrid": False,
            "tickfont": {"size": theme.SMALL_SIZE, "color": theme.INK},
        },
        shapes=_lines(rows),
        annotations=_schedule_label(rows, language),
    )


def _order(row: ProgressRow) -> tuple[bool, bool, float, int]:
    """Judged ones by completion; then those without a target, then those without a report; ties in tree order."""
    share = 0.0 if row.completion is None else -float(row.completion)
    return row.completion is None, row.value is None, share, row.region.node


def _frame(rows: Sequence[ProgressRow], *, language: str, note: str) -> frame.Frame:
    zh = language == "zh"
    name = rows[0].indicator.label(language) if rows else ""
    keys = [Key(f"{rows[0].quarter.span(language)} · {'单位:%' if zh else 'unit: %'}")] if rows else []
    keys.append(Key("年度目标 100%" if zh else "annual target 100%", "┆"))
    silent = sum(row.value is None for row in rows)
    if silent:
        keys.append(Key(f"{silent}个地区未报" if zh else f"no report: {silent}", "○", theme.NEUTRAL))
    return frame.frame(
        title=f"{name} · 各地区完成率" if zh else f"{name} by region",
        keys=keys,
        note=note,
        regions=[row.region for row in rows],
        language=language,
    )


def _traces(rows: Sequence[ProgressRow], *, language: str) -> list[dict[str, Any]]:
    places = list(range(len(rows)))
    hovers = [text.hover(row.region.label(language), progress_facts(row, language)) for row in rows]
    unjudged = [place for place, row in zip(places, rows, strict=True) if row.completion is None]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": "completion",
            "x": [None if row.completion is None else float(row.completion * 100) for row in rows],
            "y": places,
            "marker": {"color": [theme.status_color(row.status) for row in rows]},
            "hoverinfo": "text",
            "hovertext": hovers,
            "customdata": [row.region.code for row in rows],
        },
        _words(
            "unjudged",
            [0] * len(unjudged),
            unjudged,
            [_unjudged(rows[place], language) for place in unjudged],
        )
        | {"hoverinfo": "text", "hovertext": [hovers[place] for place in unjudged]},
        _words("lights", [1] * len(rows), places, [_light(row, language) for row in rows]) | {"hoverinfo": "skip"},
    ]


def _words(name: str, x: list[int], y: list[int], words: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "xaxis": "x2",
        "x": x,
        "y": y,
        "text": words,
        "textposition": "middle right",
        "textfont": {"size": theme.SMALL_SIZE},
        "cliponaxis": False,
    }


def _unjudged(row: ProgressRow, language: str) -> str:
    """In the place of a bar: the state in words and, where there is one, the value."""
    words = text.colored(status_text(row, language), theme.status_color(row.status))
    return (
        words
        if row.value is None
        else f"{words}{text.EM_SPACE}{text.inert(prose_value(row.value, row.indicator, language))}"
    )


def _light(row: ProgressRow, language: str) -> str:
    """Completion, padded so that the decimals stand below each other, with shape and word."""
    if row.completion is None:
        return ""
    light = text.colored(STATUS_SIGNS[row.status].text(language), theme.status_color(row.status))
    return f"<b>{percent(row.completion).rjust(6, text.FIGURE_SPACE)}</b> {light}"


def _left(names: Sequence[str]) -> int:
    widest = max((text.width(line) for name in names for line in name.split(text.BREAK)), default=0)
    return int(widest * _PIXELS_A_HALF_WIDTH) + 16


def _right(rows: Sequence[ProgressRow], language: str) -> int:
    longest = [max(len(percent(row.completion)), 6) + text.width(status_text(row, language)) + 1 for row in rows]
    return int(max(longest, default=0) * _PIXELS_A_HALF_WIDTH) + 16


def _lines(rows: Sequence[ProgressRow]) -> list[dict[str, Any]]:
    target = {"color": "#9aa5b1", "width": 1.5, "dash": "dot"}
    lines = [_line(100.0, {"layer": "below", "line": target})]
    if rows:
        schedule = {"color": theme.INK, "width": 2}
        lines.append(_line(float(rows[0].schedule * 100), {"layer": "above", "line": schedule}))
    return lines


def _line(x: float, look: dict[str, Any]) -> dict[str, Any]:
    return {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1} | look


def _schedule_label(rows: Sequence[ProgressRow], language: str) -> list[dict[str, Any]]:
    if not rows:
        return []
    word = "序时" if language == "zh" else "schedule"
    return [
        {
            "text": f"{word} {percent(rows[0].schedule)}",
            "showarrow": False,
            "xref": "x",
            "yref": "paper",
            "x": float(rows[0].schedule * 100),
            "y": 1,
            "xanchor": "center",
            "yanchor": "bottom",
            "yshift": 20,
            "font": {"size": theme.SMALL_SIZE, "color": theme.INK},
        }
    ]
