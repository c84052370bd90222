"""Each quarter's own part of a flow, as bars: in sequence, or the same quarters of the newest years beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, theme, timeline
from zones.charts.axis import Axis
from zones.charts.frame import Key
from zones.charts.trend import cumulative_against_target
from zones.charts.trend_words import NO_REPORT, point_hover, trend_frame
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region

# Years beside each other that a reader still tells apart.
_MOST_YEARS = len(theme.YEAR_COLORS)
_OLDEST = _MOST_YEARS - 1
_UNKNOWN = ("不可推算(上季未报)", "not derivable: no report the quarter before")
_HATCHED = {"shape": "/", "size": 5, "solidity": 0.45, "fgcolor": theme.YEAR_COLORS[-1], "bgcolor": theme.PAPER}


def single_quarters(
    points: Sequence[TrendPoint],
    *,
    indicator: Indicator,
    region: Region,
    language: str,
    note: str = "",
    years_beside: bool = False,
) -> go.Figure:
    """Bars of each quarter's own part, in sequence or with the same quarters of the newest years beside each other.

    A quarter whose own part is unknown has a sign and no bar: it is not reported, or the one before it is not. A stock
    has no part of a quarter: its states are drawn instead.
    """
    if not indicator.is_flow:
        return cumulative_against_target(points, indicator=indicator, region=region, language=language, note=note)
    ordered = sorted(points, key=lambda point: point.quarter)
    years = sorted({point.quarter.year for point in ordered}, reverse=True)
    if years_beside:
        ordered = [point for point in ordered if point.quarter.year in years[:_MOST_YEARS]]
    amounts = axis.amount_axis([point.single_quarter for point in ordered], indicator, language)
    zh = language == "zh"
    keys = _sign_keys(ordered, zh=zh)
    if years_beside:
        keys = [*_year_keys(years, zh=zh), *keys]
        data, layout = _beside(ordered, years[:_MOST_YEARS], amounts, indicator, language)
    else:
        data, layout = _in_sequence(ordered, amounts, indicator, language)
        if len(ordered) > timeline.FEW:
            keys = [Key("深浅逐年相间" if zh else "shades alternate by year", "■", theme.ACCENT), *keys]
    outline = trend_frame(
        region, _what(indicator, years_beside=years_beside, zh=zh), amounts, keys, note=note, language=language
    )
    return frame.framed(outline, data=data, **layout)


def _what(indicator: Indicator, *, years_beside: bool, zh: bool) -> str:
    if years_beside:
        return f"{indicator.name}各年同季完成(非累计)" if zh else f"{indicator.name_en}, the same quarters of each year"
    return f"{indicator.name}当季完成(非累计)" if zh else f"{indicator.name_en}, single quarters, not cumulative"


def _in_sequence(
    points: Sequence[TrendPoint], amounts: Axis, indicator: Indicator, language: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    many = len(points) > timeline.FEW
    colors = [theme.YEAR_COLORS[point.quarter.year % 2 if many else 0] for point in points]
    bars = _bars("single_quarter", [point.quarter.ordinal for point in points], points, indicator, language)
    layout = timeline.time_layout([point.quarter for point in points], amounts, language)
    return [bars | {"marker": {"color": colors}}, *_signs(points, language)], {**layout, "bargap": 0.3}


def _beside(
    points: Sequence[TrendPoint], years: Sequence[int], amounts: Axis, indicator: Indicator, language: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Four groups of bars, the years from old to new within each; the newest is the strongest colour."""
    thickness = 0.8 / max(len(years), 1)
    places = {year: (at - (len(years) - 1) / 2) * thickness for at, year in enumerate(reversed(years))}
    data = []
    for year in reversed(years):
        own = [point for point in points if point.quarter.year == year]
        at = [point.quarter.number + places[year] for point in own]
        look = {"width": thickness * 0.92, "marker": _year_look(years.index(year))}
        data.append(_bars(str(year), at, own, indicator, language) | look)
    moved = [
        trace | {"x": [quarter.number + places[quarter.year] for quarter in quarters]}
        for trace, quarters in zip(_signs(points, language), _unknown(points), strict=True)
    ]
    ticks = [f"{name}季度" if language == "zh" else f"Q{at}" for at, name in enumerate("一二三四", start=1)]
    layout = timeline.value_layout(amounts) | {
        "below": 26,
        "barmode": "overlay",
        "xaxis": {"range": [0.5, 4.5], "tickvals": [1, 2, 3, 4], "ticktext": ticks, "showgrid": False},
    }
    return [*data, *moved], layout


def _bars(
    name: str, at: Sequence[float], points: Sequence[TrendPoint], indicator: Indicator, language: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(at),
        "y": [point.single_quarter for point in points],
        "hoverinfo": "text",
        "hovertext": [point_hover(point, indicator, language) for point in points],
        "customdata": [str(point.quarter) for point in points],
    }


def _unknown(points: Sequence[TrendPoint]) -> tuple[list[Quarter], list[Quarter]]:
    """Quarters without a report, and quarters whose own part cannot be told from what was reported."""
    missing = [point.quarter for point in points if point.value is None]
    underivable = [point.quarter for point in points if point.value is not None and point.single_quarter is None]
    return missing, underivable


def _signs(points: Sequence[TrendPoint], language: str) -> list[dict[str, Any]]:
    missing, underivable = _unknown(points)
    return [
        timeline.signs(name, quarters, sign=sign, word=words[language != "zh"], spelled=False, language=language)
        for name, quarters, sign, words in (
            ("missing", missing, "○", NO_REPORT),
            ("underivable", underivable, "?", _UNKNOWN),
        )
    ]


def _sign_keys(points: Sequence[TrendPoint], *, zh: bool) -> list[Key]:
    missing, underivable = _unknown(points)
    said = [(missing, NO_REPORT, "○"), (underivable, _UNKNOWN, "?")]
    return [Key(words[not zh], sign, theme.NEUTRAL) for quarters, words, sign in said if quarters]


def _year_keys(years: Sequence[int], *, zh: bool) -> list[Key]:
    """The years as drawn, oldest first; older ones that are left out are said to be."""
    shown = list(enumerate(years[:_MOST_YEARS]))
    keys = [Key(str(year), "▨" if at == _OLDEST else "■", theme.YEAR_COLORS[at]) for at, year in reversed(shown)]
    if left_out := len(years) - len(shown):
        keys.append(Key(f"更早{left_out}年未列" if zh else f"{left_out} earlier years not shown"))
    return keys


def _year_look(at: int) -> dict[str, Any]:
    color = theme.YEAR_COLORS[at]
    return {"color": color} | ({"pattern": _HATCHED, "line": {"color": color, "width": 1}} if at == _OLDEST else {})
