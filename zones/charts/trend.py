"""One region and indicator over the quarters: cumulative figures or states against target and schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, text, theme, timeline
from zones.charts.frame import Key
from zones.charts.trend_words import NO_REPORT, amount_words, point_hover, short_words, trend_frame, word
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.wording import percent

Milestones = Mapping[Quarter, Fraction]
_NO_MILESTONES: Milestones = {}


def cumulative_against_target(
    points: Sequence[TrendPoint],
    *,
    indicator: Indicator,
    region: Region,
    language: str,
    note: str = "",
    milestones: Milestones = _NO_MILESTONES,
) -> go.Figure:
    """A line per year for a flow (it restarts each January) or one line for a stock, with schedule and target as data.

    A quarter without a figure is a gap with its own sign: never joined over, never zero. `milestones` are the amounts due
    by single quarters beside the schedule.
    """
    ordered = sorted(points, key=lambda point: point.quarter)
    quarters = [point.quarter for point in ordered]
    due = [_due(point) for point in ordered]
    asked = {quarter: amount for quarter, amount in milestones.items() if quarter in quarters}
    known = [*(point.value for point in ordered), *(point.target for point in ordered), *due, *asked.values()]
    amounts = axis.amount_axis(known, indicator, language)
    data = [
        _target_trace(ordered, indicator, language),
        _due_trace(ordered, due, indicator, language),
        _value_trace(ordered, indicator, language),
        _missing_trace(ordered, language),
        *([_milestone_trace(asked, indicator, language)] if asked else []),
    ]
    what, keys = _title(indicator, language), list(_keys(ordered, indicator, language))
    if asked:
        keys.append(Key(word("milestone", language), "◇", theme.INK))
    outline = trend_frame(region, what, amounts, keys, note=note, language=language)
    newest = _newest_label(ordered, indicator, language)
    return frame.framed(outline, data=data, annotations=newest, **timeline.time_layout(quarters, amounts, language))


def _title(indicator: Indicator, language: str) -> str:
    if language == "zh":
        return f"{indicator.name}{'累计' if indicator.is_flow else '期末数'}"
    return f"{indicator.name_en}, {'cumulative' if indicator.is_flow else 'at quarter end'}"


def _keys(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> Iterator[Key]:
    zh = language == "zh"
    if indicator.is_flow:
        yield Key("累计,每年1月重新起算" if zh else "cumulative, restarts each January", "●", theme.ACCENT)
    else:
        yield Key("期末数" if zh else "state at quarter end", "●", theme.ACCENT)
    if any(point.target is not None for point in points):
        yield Key("按序时应完成" if zh else "due by schedule", "┄", theme.DUE)
        yield Key("年度目标" if zh else "annual target", "━", theme.POOR)
    if any(point.value is None for point in points):
        yield Key(NO_REPORT[not zh], "○", theme.NEUTRAL)


def _due(point: TrendPoint) -> Fraction | None:
    return None if point.target is None else point.target * point.schedule


def _years(points: Sequence[TrendPoint]) -> Iterator[list[TrendPoint]]:
    for _, year in groupby(points, key=lambda point: point.quarter.year):
        yield list(year)


def _target_trace(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> dict[str, Any]:
    """A level per year, drawn over the year's quarters; a target changed within the year steps."""
    x: list[float | None] = []
    y: list[int | None] = []
    words: list[str] = []
    for year in _years(points):
        for point in year:
            at = point.quarter.ordinal
            x += [at - 0.5, at + 0.5]
            y += [point.target, point.target]
            told = [(word("target", language), amount_words(point.target, indicator, language))]
            words += [text.hover(str(point.quarter.year), told)] * 2
        x.append(None)
        y.append(None)
        words.append("")
    look = {"color": theme.POOR, "width": 2, "shape": "linear"}
    return timeline.line("target", x, y, words, look=look, mode="lines")


def _due_trace(
    points: Sequence[TrendPoint], due: Sequence[Fraction | None], indicator: Indicator, language: str
) -> dict[str, Any]:
    """What was due at the end of each quarter; a line within a year, as the schedule begins anew in January."""
    told = [
        (word("due", language), f"{amount_words(amount, indicator, language)} ({percent(point.schedule)})")
        for point, amount in zip(points, due, strict=True)
    ]
    marker = {
        "symbol": "line-ew",
        "size": 9,
        "line": {"color": theme.DUE, "width": 2 if len(points) <= timeline.FEW else 0},
    }
    return timeline.path(
        "due",
        [point.quarter for point in points],
        [None if amount is None else float(amount) for amount in due],
        [text.hover(point.quarter.label(language), [fact]) for point, fact in zip(points, told, strict=True)],
        yearly=True,
        look={"color": theme.DUE, "width": 1.5, "dash": "3px,3px"},
    ) | {"marker": marker}


def _milestone_trace(milestones: Milestones, indicator: Indicator, language: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "milestone",
        "x": [quarter.ordinal for quarter in milestones],
        "y": [float(amount) for amount in milestones.values()],
        "marker": {"symbol": "diamond-open", "size": 11, "color": theme.INK, "line": {"width": 1.5}},
        "hoverinfo": "text",
        "hovertext": [
            text.hover(
                quarter.label(language), [(word("milestone", language), amount_words(amount, indicator, language))]
            )
            for quarter, amount in milestones.items()
        ],
        "cliponaxis": False,
    }


def _value_trace(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> dict[str, Any]:
    return timeline.path(
        "value",
        [point.quarter for point in points],
        [point.value for point in points],
        [point_hover(point, indicator, language) for point in points],
        yearly=indicator.is_flow,
        look={"color": theme.ACCENT, "width": 2.5},
    ) | {"marker": {"color": theme.ACCENT, "size": 8 if len(points) <= timeline.FEW * 2 else 5}}


def _newest_label(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> list[dict[str, Any]]:
    """The newest figure said beside its point, on a ground that keeps lines behind it apart."""
    newest = [point for point in points if point.value is not None][-1:]
    place = {"xanchor": "right", "yanchor": "bottom", "xshift": 10, "yshift": 6, "showarrow": False}
    look = {"bgcolor": theme.VEIL, "font": {"size": theme.SMALL_SIZE, "color": theme.ACCENT}}
    return [
        {
            "x": point.quarter.ordinal,
            "y": point.value,
            "text": f"<b>{text.inert(short_words(point.value, indicator, language))}</b>",
        }
        | place
        | look
        for point in newest
    ]


def _missing_trace(points: Sequence[TrendPoint], language: str) -> dict[str, Any]:
    zh = language == "zh"
    missing = [point.quarter for point in points if point.value is None]
    spelled = zh and len(points) <= timeline.FEW
    return timeline.signs("missing", missing, sign="○", word=NO_REPORT[not zh], spelled=spelled, language=language)
