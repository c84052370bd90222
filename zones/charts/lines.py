"""Several regions and indicators over the quarters: amounts, growth or an index, a line each, with numbered notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, line_words, text, theme, timeline
from zones.charts.axis import Axis
from zones.charts.frame import Key
from zones.charts.line_words import Look
from zones.domain.indicator import Unit
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.series import INDEX_BASE, Form, Series

_GROWTH = frozenset({Form.YOY, Form.QOQ})
_PANEL, _HEADING = 220, 26
_MOST_DUE = 4
_SIGN_STEP, _SIGN_TOP = 0.05, 0.5
_NUMBER = 22


@dataclass(frozen=True, slots=True)
class Mark:
    """A note on a quarter, shown by its number: of one region or of all, of one indicator or of all."""

    quarter: Quarter
    text: str
    region: Region | None = None
    indicator: str | None = None

    def concerns(self, series: Series) -> bool:
        """Whether the note is about that line."""
        return (self.region is None or self.region.id == series.region.id) and (
            self.indicator is None or self.indicator == series.indicator.code
        )


@dataclass(frozen=True, slots=True)
class _Panel:
    """The lines that share a value axis, by their places in the whole; `number` is that of the axis."""

    number: int
    series: tuple[tuple[int, Series], ...]
    scale: Axis
    domain: tuple[float, float]

    @property
    def axis(self) -> str:
        """The value axis, as traces name it."""
        return f"y{2 * self.number - 1}" if self.number > 1 else "y"

    @property
    def signs(self) -> str:
        """The axis over it, for signs that are no values."""
        return f"y{2 * self.number}"


def compare_lines(series: Sequence[Series], *, language: str, marks: Sequence[Mark] = (), note: str = "") -> go.Figure:
    """A line a series, told apart by colour, shape and dash; a plot of its own for every unit, as no axis counts two.

    Series are of one extent and form. A value that is not there is a gap and a ring in the line's colour. What was due
    is dotted while a plot has at most four lines. Marks stand numbered above the plots and are read out below them.
    """
    looks = line_words.looks(series, language)
    quarters = sorted({point.quarter for item in series for point in item.points})
    panels = _panels(series, language)
    height = _PANEL * len(panels) + _HEADING * (len(panels) - 1)
    layout: dict[str, Any] = {
        "xaxis": _time_axis(quarters, panels, language),
        "shapes": [*timeline.year_lines(quarters), *_level(series)],
        "annotations": [*_headings(panels, language), *_numbers(marks, series, looks, language)],
    }
    for panel in panels:
        layout |= _value_axes(panel)
    return frame.framed(
        _frame(series, looks, panels, marks, language=language, note=note),
        data=[trace for panel in panels for trace in _traces(panel, looks, language)],
        plot_height=height,
        above=8 + _NUMBER * (max(_mark_rows(marks), default=-1) + 1),
        below=42,
        sides=(max(timeline.left_room(panel.scale) for panel in panels), 14),
        **layout,
    )


def _panels(series: Sequence[Series], language: str) -> list[_Panel]:
    """Amounts that are counted in different units lie in plots of their own, from the top in the order they come."""
    groups: dict[Unit | None, list[tuple[int, Series]]] = {}
    for at, item in enumerate(series):
        groups.setdefault(item.indicator.unit if item.form is Form.AMOUNT else None, []).append((at, item))
    parts = list(groups.values()) or [[]]
    height = _PANEL * len(parts) + _HEADING * (len(parts) - 1)
    panels = []
    for at, part in enumerate(parts):
        top = 1 - at * (_PANEL + _HEADING) / height
        domain = (max(top - _PANEL / height, 0.0), top)
        panels.append(_Panel(at + 1, tuple(part), _scale([item for _, item in part], language), domain))
    return panels


def _scale(series: Sequence[Series], language: str) -> Axis:
    values = [point.value for item in series for point in item.points]
    values += [point.due for item in series for point in item.points] if _shows_due(series) else []
    form = series[0].form if series else Form.INDEX
    if form is Form.AMOUNT:
        return axis.amount_axis(values, series[0].indicator, language)
    exact = [None if value is None else Fraction(value) for value in values]
    if form in _GROWTH:
        percents = [None if value is None else value * 100 for value in exact]
        return axis.level_axis(percents, level=0, unit="%")
    return axis.level_axis(exact, level=INDEX_BASE)


def _shows_due(series: Sequence[Series]) -> bool:
    return len(series) <= _MOST_DUE and any(point.due is not None for item in series for point in item.points)


def _frame(
    series: Sequence[Series],
    looks: Sequence[Look],
    panels: Sequence[_Panel],
    marks: Sequence[Mark],
    *,
    language: str,
    note: str,
) -> frame.Frame:
    zh = language == "zh"
    keys = line_words.unit_keys(series, [panel.scale.unit for panel in panels], language)
    lines = [Key(look.name, look.glyph, look.color) for look in looks]
    if lines:
        lines[0] = Key(lines[0].words, lines[0].mark, lines[0].color, fresh=True)
    signs = []
    if any(_shows_due([item for _, item in panel.series]) for panel in panels):
        signs.append(Key("按序时应完成" if zh else "due by schedule", "┄", theme.MUTED))
    if any(point.value is None for item in series for point in item.points):
        signs.append(Key(line_words.absent(series, language), "○", theme.NEUTRAL))
    if marks:
        signs.append(Key("数字:批注,见下" if zh else "numbers: notes, read out below"))
    return frame.frame(
        title=line_words.title(series, language),
        keys=[*keys, *lines, *signs],
        note=note,
        regions=[item.region for item in series],
        language=language,
        remarks=[
            line_words.remark(at, mark.quarter, mark.region, mark.text, language) for at, mark in enumerate(marks, 1)
        ],
    )


def _traces(panel: _Panel, looks: Sequence[Look], language: str) -> list[dict[str, Any]]:
    own = [item for _, item in panel.series]
    due = [_due(item, looks[at], language) for at, item in panel.series] if _shows_due(own) else []
    lines = [_line(item, looks[at], language) for at, item in panel.series]
    step = min(_SIGN_STEP, _SIGN_TOP / max(len(own), 1))
    rings = [
        _rings(item, looks[at], language, height=0.03 + row * step) | {"yaxis": panel.signs}
        for row, (at, item) in enumerate(panel.series)
        if any(point.value is None for point in item.points)
    ]
    return [*(trace | {"yaxis": panel.axis} for trace in [*due, *lines]), *rings]


def _line(series: Series, look: Look, language: str) -> dict[str, Any]:
    many = len(series.points) > timeline.FEW * 2
    return timeline.path(
        text.inert(look.name),
        [point.quarter for point in series.points],
        [_position(point.value, series.form) for point in series.points],
        [line_words.point_hover(series, point, look, language) for point in series.points],
        yearly=line_words.restarts(series),
        look={"color": look.color, "width": 2, "dash": look.dash},
    ) | {"marker": {"color": look.color, "symbol": look.symbol, "size": 4 if many else 8}}


def _due(series: Series, look: Look, language: str) -> dict[str, Any]:
    word = "按序时应完成" if language == "zh" else "due by schedule"
    return timeline.path(
        text.inert(f"{look.name} · {word}"),
        [point.quarter for point in series.points],
        [_position(point.due, series.form) for point in series.points],
        [line_words.due_hover(series, point, look, language) for point in series.points],
        yearly=line_words.restarts(series),
        look={"color": look.color, "width": 1, "dash": "2px,3px"},
        mode="lines",
    )


def _rings(series: Series, look: Look, language: str, *, height: float) -> dict[str, Any]:
    """A ring for every value that is not there, each line's in a row of its own."""
    missing = [point.quarter for point in series.points if point.value is None]
    word = line_words.absent([series], language)
    marker = {"symbol": "circle-open", "size": 7, "color": look.color, "line": {"width": 1.5}}
    return timeline.signs(
        text.inert(f"{look.name} · {word}"), missing, sign="○", word=word, spelled=False, language=language
    ) | {
        "mode": "markers",
        "marker": marker,
        "y": [height] * len(missing),
        "hovertext": [text.hover(f"{look.name} · {quarter.label(language)}", [("", word)]) for quarter in missing],
    }


def _position(value: int | Fraction | None, form: Form) -> float | None:
    if value is None:
        return None
    if form in _GROWTH:
        return float(value * 100)
    return value if isinstance(value, int) else float(value)


def _mark_rows(marks: Sequence[Mark]) -> list[int]:
    """The row of each number above the plot: the next one up where its quarter has a number already."""
    return [sum(other.quarter == mark.quarter for other in marks[:at]) for at, mark in enumerate(marks)]


def _numbers(
    marks: Sequence[Mark], series: Sequence[Series], looks: Sequence[Look], language: str
) -> list[dict[str, Any]]:
    """Numbers above the plots, framed in the colour of the line where the note is about one alone."""
    numbers = []
    for at, (mark, row) in enumerate(zip(marks, _mark_rows(marks), strict=True), start=1):
        about = [look for item, look in zip(series, looks, strict=True) if mark.concerns(item)]
        place = {"xref": "x", "x": mark.quarter.ordinal, "yref": "paper", "y": 1, "yanchor": "bottom"}
        edge = about[0].color if len(about) == 1 else theme.INK
        numbers.append(
            place
            | {
                "text": str(at),
                "yshift": 4 + row * _NUMBER,
                "showarrow": False,
                "bgcolor": theme.PAPER,
                "bordercolor": edge,
                "borderwidth": 1.5,
                "borderpad": 2,
                "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
                "hovertext": line_words.mark_hover(mark.quarter, mark.region, mark.text, language),
            }
        )
    return numbers


def _time_axis(quarters: Sequence[Quarter], panels: Sequence[_Panel], language: str) -> dict[str, Any]:
    ordinals = [quarter.ordinal for quarter in quarters] or [0]
    return {
        "range": [ordinals[0] - 0.6, ordinals[-1] + 0.6],
        "showgrid": False,
        "anchor": panels[-1].axis,
        **timeline.time_ticks(quarters, language),
    }


def _level(series: Sequence[Series]) -> list[dict[str, Any]]:
    """A line at 100 through an index; zero of growth has the axis's own."""
    if not series or series[0].form is not Form.INDEX:
        return []
    place = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": INDEX_BASE, "y1": INDEX_BASE}
    return [{"type": "line", "layer": "below", "line": {"color": theme.MUTED, "width": 1}} | place]


def _value_axes(panel: _Panel) -> dict[str, Any]:
    first = "" if panel.number == 1 else str(2 * panel.number - 1)
    return {
        f"yaxis{first}": timeline.value_axis(panel.scale) | {"domain": panel.domain},
        f"yaxis{2 * panel.number}": timeline.sign_axis(panel.axis),
    }


def _headings(panels: Sequence[_Panel], language: str) -> list[dict[str, Any]]:
    """The unit above each plot, where there are several."""
    if len(panels) == 1:
        return []
    return [
        {
            "text": text.inert(f"{'单位:' if language == 'zh' else 'unit: '}{panel.scale.unit}"),
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": panel.domain[1],
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": theme.NOTE_SIZE, "color": theme.MUTED},
        }
        for panel in panels
    ]
