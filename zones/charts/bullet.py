"""Bullet bars: how far each indicator of one region has come towards its annual target, and where it should be."""

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

_ROW = 44
_TALL_ROW = 60
_LINE = 16
_FIRST_LINE = 12
_BAR_ABOVE_END = 15
_THICKNESS = 11
# Plotly draws the stroke 1.4 times as long: a little out of the bar on both sides, clear of the words above.
_STROKE = 12
# Half-widths that name, amounts and light have side by side in the narrowest chart.
_ROOM = 56


def bullets(rows: Sequence[ProgressRow], *, language: str, note: str = "") -> go.Figure:
    """One bar an indicator that has a target, each on its own 0-100% track with its schedule mark and light.

    Rows are those of one region and quarter. The axis grows with the largest completion: nothing is clipped.
    """
    aimed = [row for row in rows if row.target is not None and row.target > 0]
    heads, amounts, lights = ([make(row, language) for row in aimed] for make in (_name, _amounts, status_text))
    beside = all(
        text.width(head + amount) + text.width(light) + 14 <= _ROOM
        for head, amount, light in zip(heads, amounts, lights, strict=True)
    )
    pitch = _ROW if beside else _TALL_ROW
    shares = axis.share_axis([row.completion for row in aimed] + [row.schedule for row in aimed])
    return frame.framed(
        _frame(rows, aimed, language=language, note=note),
        data=_traces(aimed, language=language, pitch=pitch, beside=beside),
        plot_height=max(pitch * len(aimed), _ROW),
        below=24,
        barmode="overlay",
        bargap=0,
        xaxis={
            "range": [shares.low, shares.high],
            "tickvals": shares.values,
            "ticktext": shares.texts,
            "showgrid": False,
        },
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [max(len(aimed), 1) - 0.5, -0.5], "visible": False},
    )


def _frame(rows: Sequence[ProgressRow], aimed: Sequence[ProgressRow], *, language: str, note: str) -> frame.Frame:
    zh = language == "zh"
    region = rows[0].region.label(language) if rows else ""
    title = frame.headline(region, "年度目标完成率" if zh else "completion of annual targets")
    keys = [Key(f"{rows[0].quarter.span(language)} · {'单位:%' if zh else 'unit: %'}")] if rows else []
    keys.append(Key("序时进度" if zh else "schedule", "┃", theme.INK))
    keys.append(Key("年度目标 100%" if zh else "annual target 100%", "│", theme.FAINT))
    if left_out := len(rows) - len(aimed):
        keys.append(Key(f"另有{left_out}项指标未定年度目标" if zh else f"{left_out} more without an annual target"))
    return frame.frame(title=title, keys=keys, note=note, regions=[row.region for row in rows[:1]], language=language)


def _name(row: ProgressRow, language: str) -> str:
    return row.indicator.label(language)


def _amounts(row: ProgressRow, language: str) -> str:
    """The value and the target in words: 3,685.0万元 / 目标1.1亿元."""
    target = prose_value(row.target, row.indicator, language)
    if row.value is None:
        return f"目标{target}" if language == "zh" else f"target {target}"
    if language == "zh":
        return f"{prose_value(row.value, row.indicator, language)} / 目标{target}"
    return f"{prose_value(row.value, row.indicator, language)} of {target}"


def _traces(rows: Sequence[ProgressRow], *, language: str, pitch: int, beside: bool) -> list[dict[str, Any]]:
    places = list(range(len(rows)))
    bar_at = [place + 0.5 - _BAR_ABOVE_END / pitch for place in places]
    colors = [theme.status_color(row.status) for row in rows]
    hovers = [_hover(row, language) for row in rows]
    codes = [row.indicator.code for row in rows]
    bar = {"type": "bar", "orientation": "h", "y": bar_at, "hoverinfo": "text", "hovertext": hovers}
    return [
        bar
        | {
            "x": [100] * len(rows),
            "width": _THICKNESS / pitch,
            "marker": {"color": theme.TRACK},
            "name": "track",
        }
        | {"customdata": codes},
        bar
        | {"x": [None if row.completion is None else float(row.completion * 100) for row in rows]}
        | {
            "width": _THICKNESS / pitch,
            "marker": {"color": colors},
            "name": "completion",
            "customdata": codes,
        },
        _marks("target", [100.0] * len(rows), bar_at, hovers, {"width": 1.5, "color": theme.FAINT}),
        _marks(
            "schedule",
            [float(row.schedule * 100) for row in rows],
            bar_at,
            hovers,
            {"width": 3, "color": theme.INK},
        ),
        _words("names", rows, [0] * len(rows), _heads(rows, language, beside=beside), side="right", pitch=pitch),
        _words("lights", rows, [1] * len(rows), _lights(rows, language), side="left", pitch=pitch),
    ]


def _words(
    name: str, rows: Sequence[ProgressRow], x: list[int], words: list[str], *, side: str, pitch: int
) -> dict[str, Any]:
    """A column of texts above the bars, anchored to the left or right edge of the plot."""
    heights = [_FIRST_LINE + _LINE * word.count(text.BREAK) / 2 for word in words]
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": x,
        "y": [place - 0.5 + height / pitch for place, height in zip(range(len(rows)), heights, strict=True)],
        "text": words,
        "textposition": f"middle {side}",
        "textfont": {"size": theme.TEXT_SIZE},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": name,
    }


def _heads(rows: Sequence[ProgressRow], language: str, *, beside: bool) -> list[str]:
    gap = text.EM_SPACE if beside else text.BREAK
    return [
        f"{text.inert(_name(row, language))}{gap}"
        + text.colored(text.inert(_amounts(row, language)), theme.MUTED, size=theme.SMALL_SIZE)
        for row in rows
    ]


def _lights(rows: Sequence[ProgressRow], language: str) -> list[str]:
    return [
        (f"<b>{percent(row.completion)}</b> " if row.completion is not None else "")
        + text.colored(STATUS_SIGNS[row.status].text(language), theme.status_color(row.status))
        for row in rows
    ]


def _hover(row: ProgressRow, language: str) -> str:
    return text.hover(row.indicator.label(language), progress_facts(row, language))


def _marks(name: str, x: list[float], y: list[float], hovers: list[str], look: dict[str, Any]) -> dict[str, Any]:
    """An upright stroke across every bar."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": x,
        "y": y,
        "marker": {"symbol": "line-ns", "size": _STROKE, "line": look},
        "hoverinfo": "text",
        "hovertext": hovers,
        "cliponaxis": False,
    }
