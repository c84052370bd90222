"""Children beside each other: one indicator, the completion of every child, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, text, theme
from zones.charts.axis import Axis
from zones.charts.facts import progress_facts, status_text
from zones.charts.frame import Key
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Direction
from zones.domain.wording import percent, prose_value
from zones.domain.words import STATUS_SIGNS

_FEW = 15
_ROW, _DENSE_ROW = 34, 22
_NAME_ROOM = 18
_PIXELS_A_HALF_WIDTH = 6.6


def children_by_completion(rows: Sequence[ProgressRow], *, language: str, note: str = "") -> go.Figure:
    """Bars sorted by completion with the schedule line; who cannot be judged stands at the end, in words.

    Rows are those of one indicator and quarter. Two children of one name stay two bars. Where nobody has a target, as
    with many stocks, the bars are the figures themselves.
    """
    by_figure = _by_figure(rows)
    ordered = sorted(rows, key=_order(rows, by_figure=by_figure))
    pitch = _ROW if len(ordered) <= _FEW else _DENSE_ROW
    names = [text.label(row.region.label(language), room=_NAME_ROOM, most=2 if pitch == _ROW else 1) for row in ordered]
    measure = _figures(rows, language) if by_figure else _shares(rows)
    words = [_words_of(row, language, by_figure=by_figure) for row in ordered]
    return frame.framed(
        _frame(rows, measure, language=language, note=note),
        data=_traces(ordered, words, language=language, by_figure=by_figure),
        plot_height=max(pitch * len(ordered), pitch),
        above=22 if by_figure else 38,
        sides=(_left(names), _right(words)),
        bargap=0.36 if pitch == _ROW else 0.24,
        xaxis={
            "range": [measure.low, measure.high],
            "tickvals": measure.values,
            "ticktext": measure.texts,
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
        **_yardsticks(rows, language, by_figure=by_figure),
    )


def _by_figure(rows: Sequence[ProgressRow]) -> bool:
    """Whether the figures themselves are compared, as there is no completion at all."""
    return all(row.completion is None for row in rows) and any(row.value is not None for row in rows)


def _order(
    rows: Sequence[ProgressRow], *, by_figure: bool
) -> Callable[[ProgressRow], tuple[bool, bool, Fraction, int]]:
    """Best first, as a ranking has it; then those without a target, then those without a report; ties in tree order."""
    sign = 1 if rows and rows[0].indicator.direction is Direction.DOWN else -1

    def place(row: ProgressRow) -> tuple[bool, bool, Fraction, int]:
        measure = row.value if by_figure else row.completion
        return measure is None, row.value is None, sign * Fraction(measure or 0), row.region.node

    return place


def _shares(rows: Sequence[ProgressRow]) -> Axis:
    return axis.share_axis([row.completion for row in rows] + [row.schedule for row in rows], steps=(50, 100))


def _figures(rows: Sequence[ProgressRow], language: str) -> Axis:
    return axis.amount_axis([row.value for row in rows], rows[0].indicator, language, ticks=3)


def _frame(rows: Sequence[ProgressRow], measure: Axis, *, language: str, note: str) -> frame.Frame:
    zh, by_figure = language == "zh", _by_figure(rows)
    name = rows[0].indicator.label(language) if rows else ""
    keys = [Key(f"{rows[0].quarter.span(language)} · {'单位:' if zh else 'unit: '}{measure.unit}")] if rows else []
    if by_figure:
        keys.append(Key("均无年度目标" if zh else "nobody has an annual target"))
    else:
        keys.append(Key("年度目标 100%" if zh else "annual target 100%", "┆", theme.FAINT))
    silent = sum(row.value is None for row in rows)
    if silent:
        keys.append(Key(f"{silent}个地区未报" if zh else f"no report: {silent}", "○", theme.NEUTRAL))
    what = ("各地区数值", "figures") if by_figure else ("各地区完成率", "completion")
    return frame.frame(
        title=frame.headline(name, what[0] if zh else f"{what[1]} by region"),
        keys=keys,
        note=note,
        regions=[row.region for row in rows],
        language=language,
    )


def _traces(
    rows: Sequence[ProgressRow], words: Sequence[str], *, language: str, by_figure: bool
) -> list[dict[str, Any]]:
    places = list(range(len(rows)))
    hovers = [text.hover(row.region.label(language), progress_facts(row, language)) for row in rows]
    lengths = [row.value if by_figure else _percent_position(row) for row in rows]
    barless = [place for place, length in zip(places, lengths, strict=True) if length is None]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": "figure" if by_figure else "completion",
            "x": lengths,
            "y": places,
            "marker": {"color": [theme.ACCENT if by_figure else theme.status_color(row.status) for row in rows]},
            "hoverinfo": "text",
            "hovertext": hovers,
            "customdata": [row.region.code for row in rows],
        },
        _words("unjudged", [0] * len(barless), barless, [_unjudged(rows[place], language) for place in barless])
        | {"hoverinfo": "text", "hovertext": [hovers[place] for place in barless]},
        _words("lights", [1] * len(rows), places, list(words)) | {"hoverinfo": "skip"},
    ]


def _percent_position(row: ProgressRow) -> float | None:
    return None if row.completion is None else float(row.completion * 100)


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


def _words_of(row: ProgressRow, language: str, *, by_figure: bool) -> str:
    """Beside a bar: the figure, or the completion with its light, padded so that decimals stand below each other."""
    if by_figure:
        return "" if row.value is None else f"<b>{text.inert(prose_value(row.value, row.indicator, language))}</b>"
    if row.completion is None:
        return ""
    light = text.colored(STATUS_SIGNS[row.status].text(language), theme.status_color(row.status))
    return f"<b>{percent(row.completion).rjust(6, text.FIGURE_SPACE)}</b> {light}"


def _left(names: Sequence[str]) -> int:
    widest = max((text.width(text.shown(line)) for name in names for line in name.split(text.BREAK)), default=0)
    return int(widest * _PIXELS_A_HALF_WIDTH) + 16


def _right(words: Sequence[str]) -> int:
    longest = max((text.width(text.shown(word)) for word in words), default=0)
    return int(longest * _PIXELS_A_HALF_WIDTH) + 16


def _yardsticks(rows: Sequence[ProgressRow], language: str, *, by_figure: bool) -> dict[str, Any]:
    """The lines that completions are held against; figures are held against none."""
    return {} if by_figure else {"shapes": _lines(rows), "annotations": _schedule_label(rows, language)}


def _lines(rows: Sequence[ProgressRow]) -> list[dict[str, Any]]:
    """Target and schedule, as far down as there are bars: below them words stand in the lines' way."""
    judged = sum(row.completion is not None for row in rows)
    target = {"color": theme.FAINT, "width": 1.5, "dash": "dot"}
    lines = [_line(100.0, judged, {"layer": "below", "line": target})]
    if rows:
        schedule = {"color": theme.INK, "width": 2}
        lines.append(_line(float(rows[0].schedule * 100), judged, {"layer": "above", "line": schedule}))
    return lines


def _line(x: float, judged: int, look: dict[str, Any]) -> dict[str, Any]:
    return {"type": "line", "xref": "x", "yref": "y", "x0": x, "x1": x, "y0": -0.5, "y1": judged - 0.5} | look


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
