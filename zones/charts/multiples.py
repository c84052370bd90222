"""Many regions at a glance: one indicator over the quarters, a small plot a region, all to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, text, theme, timeline
from zones.charts.axis import Axis
from zones.charts.frame import Key
from zones.charts.grid import Cell, Grid
from zones.charts.trend_words import NO_REPORT, point_hover, short_words
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.progress import completion
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.status import Status
from zones.domain.wording import percent
from zones.domain.words import STATUS_SIGNS

MOST = 40
_FEW, _SOME = 4, 9
_PLOT = 64
_LINE = 15
_ABOVE_HEAD = 8
_RING_AT = 0.06
# Half-widths of a name above a plot, by the number of columns, in a chart 400 pixels wide.
_NAME_ROOM = {2: 24, 3: 16, 4: 13}

Trends = Mapping[Region, Sequence[TrendPoint]]


class Measure(StrEnum):
    """What the small plots show: figures (cumulative, or states), or their share of the annual target."""

    FIGURE = "figure"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class _Manner:
    """What the plots have in common."""

    indicator: Indicator
    measure: Measure
    language: str
    quarters: tuple[Quarter, ...]
    scale: Axis

    def value(self, point: TrendPoint) -> int | Fraction | None:
        """What is drawn of a quarter."""
        if self.measure is Measure.FIGURE:
            return point.value
        return completion(actual=point.value, target=point.target)

    def position(self, value: int | Fraction | None) -> float | None:
        """Where it stands on the axis."""
        if self.measure is Measure.COMPLETION:
            return None if value is None else float(value * 100)
        return float(value) if isinstance(value, Fraction) else value


def small_multiples(
    trends: Trends, *, indicator: Indicator, language: str, measure: Measure = Measure.COMPLETION, note: str = ""
) -> go.Figure:
    """A small plot a region in the order given, with what was due; a quarter without a figure is a gap and a ring.

    Scale and quarters are the same in all of them. Beyond forty regions the rest is left out, and the chart says so.
    """
    shown = dict(islice(trends.items(), MOST))
    manner = _manner(shown, indicator, measure, language)
    grid, names = _laid_out(shown, language)
    cells = grid.cells()
    traces = [
        trace
        for (region, points), cell in zip(shown.items(), cells, strict=True)
        for trace in _traces(region, points, cell, manner)
    ]
    rings = [
        _missing(region, points, cell, manner) for (region, points), cell in zip(shown.items(), cells, strict=True)
    ]
    return frame.framed(
        _frame(trends, shown, manner, note=note),
        data=[*traces, *(ring for ring in rings if ring["x"])],
        plot_height=grid.height,
        below=24,
        sides=(timeline.left_room(manner.scale), 12),
        annotations=[
            _head(name, _newest(points, manner), cell)
            for name, points, cell in zip(names, shown.values(), cells, strict=True)
        ],
        **_layout(cells, manner),
    )


def _manner(trends: Trends, indicator: Indicator, measure: Measure, language: str) -> _Manner:
    points = [point for own in trends.values() for point in own]
    due = [_due(point, measure) for point in points]
    if measure is Measure.COMPLETION:
        shares = [completion(actual=point.value, target=point.target) for point in points]
        scale = axis.share_axis([*shares, *due], steps=(50, 100))
    else:
        scale = axis.amount_axis([*(point.value for point in points), *due], indicator, language, ticks=3)
    return _Manner(indicator, measure, language, tuple(sorted({point.quarter for point in points})), scale)


def _due(point: TrendPoint, measure: Measure) -> Fraction | None:
    if point.target is None or point.target <= 0:
        return None
    return point.schedule * point.target if measure is Measure.FIGURE else point.schedule


def _laid_out(trends: Trends, language: str) -> tuple[Grid, list[str]]:
    """The grid and the names above its plots: as many lines for all as the longest name takes."""
    count = len(trends)
    columns = 2 if count <= _FEW else 3 if count <= _SOME else 4
    names = [text.label(region.label(language), room=_NAME_ROOM[columns]) for region in trends]
    lines = max((name.count(text.BREAK) + 1 for name in names), default=1)
    return Grid(count=count, columns=columns, head=_LINE * (lines + 1) + _ABOVE_HEAD, plot=_PLOT), names


def _frame(trends: Trends, shown: Trends, manner: _Manner, *, note: str) -> frame.Frame:
    zh = manner.language == "zh"
    keys = [Key(f"{'单位:' if zh else 'unit: '}{manner.scale.unit}")]
    if manner.indicator.is_flow:
        keys.append(Key("每年1月重新起算" if zh else "restarts each January", "●", theme.ACCENT))
    points = [point for own in shown.values() for point in own]
    if any(_due(point, manner.measure) is not None for point in points):
        keys.append(Key("按序时应完成" if zh else "due by schedule", "┄", theme.DUE))
    if any(point.value is None for point in points):
        keys.append(Key(NO_REPORT[not zh], "○", theme.NEUTRAL))
    if left_out := len(trends) - len(shown):
        keys.append(Key(f"另有{left_out}个地区未列" if zh else f"{left_out} more regions not shown"))
    return frame.frame(
        title=_title(manner.indicator, manner.measure, zh=zh),
        keys=keys,
        note=note,
        regions=shown,
        language=manner.language,
    )


def _title(indicator: Indicator, measure: Measure, *, zh: bool) -> str:
    if measure is Measure.COMPLETION:
        what = ("完成率", "completion of the annual target")
    else:
        what = ("累计", "cumulative") if indicator.is_flow else ("期末数", "at quarter end")
    return f"{indicator.name}{what[0]} · 各地区" if zh else f"{indicator.name_en}, {what[1]} · by region"


def _traces(region: Region, points: Sequence[TrendPoint], cell: Cell, manner: _Manner) -> list[dict[str, Any]]:
    """What was due, and over it the figures; dots of the line's own thickness, as a figure between two gaps is no line."""
    ordered = sorted(points, key=lambda point: point.quarter)
    quarters = [point.quarter for point in ordered]
    titles = [_place(region, point.quarter, manner.language) for point in ordered]
    hovers = [
        point_hover(point, manner.indicator, manner.language, title=title)
        for point, title in zip(ordered, titles, strict=True)
    ]
    due = [manner.position(_due(point, manner.measure)) for point in ordered]
    values = [manner.position(manner.value(point)) for point in ordered]
    dotted = {"color": theme.DUE, "width": 1, "dash": "2px,2px"}
    strong = {"color": theme.ACCENT, "width": 1.5}
    dots = {"marker": {"color": theme.ACCENT, "size": 3 if len(ordered) <= timeline.FEW * 2 else 2}}
    yearly = manner.indicator.is_flow
    return [
        timeline.path("due", quarters, due, hovers, yearly=True, look=dotted, mode="lines") | cell.axes,
        timeline.path(text.inert(region.code), quarters, values, hovers, yearly=yearly, look=strong) | dots | cell.axes,
    ]


def _layout(cells: Sequence[Cell], manner: _Manner) -> dict[str, Any]:
    """The one time axis and the one value axis, for each plot again, with an axis for signs over it.

    The years are said in the middle of the time axis, so that neighbours keep apart.
    """
    small = {"tickfont": {"size": theme.NOTE_SIZE, "color": theme.MUTED}}
    ordinals = [quarter.ordinal for quarter in manner.quarters] or [0]
    years = [str(quarter.year) for quarter in manner.quarters]
    x = small | {
        "range": [ordinals[0] - 0.5, ordinals[-1] + 0.5],
        "showgrid": False,
        "tickvals": [(ordinals[0] + ordinals[-1]) / 2],
        "ticktext": ["—".join(dict.fromkeys(years[:1] + years[-1:]))],
    }
    y = small | timeline.value_axis(manner.scale)
    layout: dict[str, Any] = {}
    for cell in cells:
        layout |= cell.layout(x=x, y=y) | cell.sign_axis(MOST + cell.number)
    return layout


def _missing(region: Region, points: Sequence[TrendPoint], cell: Cell, manner: _Manner) -> dict[str, Any]:
    """A ring at the foot of the plot for every quarter without a report."""
    missing = [point.quarter for point in points if point.value is None]
    word = NO_REPORT[manner.language != "zh"]
    marker = {"symbol": "circle-open", "size": 5, "color": theme.NEUTRAL, "line": {"width": 1}}
    ring = timeline.signs("missing", missing, sign="○", word=word, spelled=False, language=manner.language)
    return ring | {
        "mode": "markers",
        "marker": marker,
        "xaxis": cell.axes["xaxis"],
        "yaxis": f"y{MOST + cell.number}",
        "y": [_RING_AT] * len(missing),
        "hovertext": [text.hover(_place(region, quarter, manner.language), [("", word)]) for quarter in missing],
        "customdata": [[region.code, str(quarter)] for quarter in missing],
    }


def _place(region: Region, quarter: Quarter, language: str) -> str:
    return f"{region.label(language)} · {quarter.label(language)}"


def _head(name: str, newest: str, cell: Cell) -> dict[str, Any]:
    """The region's name and its newest figure, above its plot."""
    return {
        "text": f"{name}{text.BREAK}{newest}",
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": cell.x[0],
        "y": cell.y[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
    }


def _newest(points: Sequence[TrendPoint], manner: _Manner) -> str:
    """The figure of the newest quarter shown; a missing one is said to be, and none before it stands in."""
    newest = next((point for point in points if point.quarter == manner.quarters[-1]), None)
    if newest is None or newest.value is None:
        return text.colored(STATUS_SIGNS[Status.NO_REPORT].text(manner.language), theme.NEUTRAL)
    share = completion(actual=newest.value, target=newest.target)
    if manner.measure is Measure.COMPLETION and share is None:
        return text.colored(STATUS_SIGNS[Status.NO_TARGET].text(manner.language), theme.NEUTRAL)
    words = (
        percent(share)
        if manner.measure is Measure.COMPLETION
        else short_words(newest.value, manner.indicator, manner.language)
    )
    return f"<b>{text.colored(text.inert(words), theme.ACCENT)}</b>"
