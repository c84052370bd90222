"""One region and indicator over the quarters: cumulative against target and schedule, and quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

import plotly.graph_objects as go

from zones.charts import axis, frame, text, theme
from zones.charts.axis import Axis
from zones.charts.frame import Key
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.progress import completion
from zones.domain.region import Region
from zones.domain.wording import percent, prose_value, table_value

_HEIGHT = 260
_DUE = "#7a8694"
_FEW = 16
_SPELLED = 8
_LABEL_ROOM = 6.6


def cumulative_against_target(
    points: Sequence[TrendPoint], *, indicator: Indicator, region: Region, language: str, note: str = ""
) -> go.Figure:
    """A line per year for a flow (it restarts each January) or one line for a stock, with schedule and target as data.

    A quarter without a figure is a gap with its own sign: never joined over, never zero.
    """
    ordered = sorted(points, key=lambda point: point.quarter)
    due = [_due(point) for point in ordered]
    amounts = axis.amount_axis(
        [*(point.value for point in ordered), *(point.target for point in ordered), *due], indicator, language
    )
    data = [
        _target_trace(ordered, indicator, language),
        _due_trace(ordered, due, indicator, language),
        _value_trace(ordered, indicator, language),
        _missing_trace(ordered, [point for point in ordered if point.value is None], language),
    ]
    what = _cumulative_title(indicator, language)
    outline = _frame(region, what, amounts, list(_keys(ordered, indicator, language)), note=note, language=language)
    newest = _newest_label(ordered, indicator, language)
    return frame.framed(outline, data=data, annotations=newest, **_time_layout(ordered, amounts, language))


def single_quarters(
    points: Sequence[TrendPoint],
    *,
    indicator: Indicator,
    region: Region,
    language: str,
    note: str = "",
    years_beside: bool = False,
) -> go.Figure:
    """Bars of each quarter's own part, in sequence or with the same quarters of all years beside each other.

    A quarter whose own part is unknown (it or the one before is missing) has a sign and no bar. A stock has no part of
    a quarter: its states are drawn instead.
    """
    if not indicator.is_flow:
        return cumulative_against_target(points, indicator=indicator, region=region, language=language, note=note)
    ordered = sorted(points, key=lambda point: point.quarter)
    amounts = axis.amount_axis([point.single_quarter for point in ordered], indicator, language)
    what = "当季完成(非累计)" if language == "zh" else "single quarters, not cumulative"
    years = sorted({point.quarter.year for point in ordered}, reverse=True)
    unknown = any(point.single_quarter is None for point in ordered)
    keys = (
        [Key("未报或不可推算" if language == "zh" else "missing or not derivable", "○", theme.NEUTRAL)]
        if unknown
        else []
    )
    if years_beside:
        keys = [Key(str(year), "■", _year_color(years, year)) for year in reversed(years)] + keys
        data, layout = _bars_beside(ordered, years, amounts, indicator, language)
    else:
        data, layout = _bars_in_sequence(ordered, amounts, indicator, language)
    outline = _frame(region, f"{indicator.label(language)} {what}", amounts, keys, note=note, language=language)
    return frame.framed(outline, data=data, **layout)


def _frame(region: Region, what: str, amounts: Axis, keys: Sequence[Key], *, note: str, language: str) -> frame.Frame:
    zh = language == "zh"
    unit = Key(f"单位:{amounts.unit}" if zh else f"unit: {amounts.unit}")
    return frame.frame(
        title=f"{region.label(language)} · {what}",
        keys=[unit, *keys],
        note=note,
        regions=[region],
        language=language,
    )


def _cumulative_title(indicator: Indicator, language: str) -> str:
    if language == "zh":
        return f"{indicator.name}{'累计' if indicator.is_flow else '期末数'}"
    return f"{indicator.name_en}, {'cumulative' if indicator.is_flow else 'at quarter end'}"


def _keys(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> Iterator[Key]:
    zh = language == "zh"
    if indicator.is_flow:
        yield Key("累计,每年1月重新起算" if zh else "cumulative, restarts each January", "●", theme.ACCENT)
    else:
        yield Key("期末数" if zh else "state at quarter end", "●", theme.ACCENT)
    if any(point.target for point in points):
        yield Key("按序时应完成" if zh else "due by schedule", "┄", _DUE)
        yield Key("年度目标" if zh else "annual target", "━", theme.POOR)
    if any(point.value is None for point in points):
        yield Key("未报" if zh else "no report", "○", theme.NEUTRAL)


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
            told = [(_word("target", language), _amount(point.target, indicator, language))]
            words += [text.hover(str(point.quarter.year), told)] * 2
        x.append(None)
        y.append(None)
        words.append("")
    line = {"color": theme.POOR, "width": 2, "shape": "linear"}
    return _line("target", x, y, words, line=line, mode="lines")


def _due_trace(
    points: Sequence[TrendPoint], due: Sequence[Fraction | None], indicator: Indicator, language: str
) -> dict[str, Any]:
    """What was due at the end of each quarter; a line within a year, as the schedule begins anew in January."""
    x: list[float | None] = []
    y: list[float | None] = []
    words: list[str] = []
    for point, share in zip(points, due, strict=True):
        if point.quarter.number == 1:
            x.append(None)
            y.append(None)
            words.append("")
        told = [(_word("due", language), f"{_amount(share, indicator, language)} ({percent(point.schedule)})")]
        x.append(point.quarter.ordinal)
        y.append(_position(share))
        words.append(text.hover(point.quarter.label(language), told))
    line = {"color": _DUE, "width": 1.5, "dash": "3px,3px"}
    marker = {
        "symbol": "line-ew",
        "size": 9,
        "line": {"color": _DUE, "width": 2 if len(points) <= _FEW else 0},
    }
    return _line("due", x, y, words, line=line, mode="lines+markers") | {"marker": marker}


def _value_trace(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> dict[str, Any]:
    """The figures; an empty place parts the years of a flow, and quarters that the points leave out."""
    x: list[float | None] = []
    y: list[int | None] = []
    words: list[str] = []
    codes: list[str] = []
    for before, point in pairwise([None, *points]):
        if point is None:
            continue
        if before is not None and _parted(before, point, indicator):
            x.append(None)
            y.append(None)
            words.append("")
            codes.append("")
        x.append(point.quarter.ordinal)
        y.append(point.value)
        words.append(_hover(point, indicator, language))
        codes.append(str(point.quarter))
    line = {"color": theme.ACCENT, "width": 2.5}
    marker = {"color": theme.ACCENT, "size": 8 if len(points) <= _FEW * 2 else 5}
    return _line("value", x, y, words, line=line, mode="lines+markers") | {
        "marker": marker,
        "customdata": codes,
    }


def _parted(before: TrendPoint, point: TrendPoint, indicator: Indicator) -> bool:
    new_year = indicator.is_flow and before.quarter.year != point.quarter.year
    return new_year or point.quarter.ordinal - before.quarter.ordinal > 1


def _newest_label(points: Sequence[TrendPoint], indicator: Indicator, language: str) -> list[dict[str, Any]]:
    """The newest figure said beside its point, on a ground that keeps lines behind it apart."""
    newest = [point for point in points if point.value is not None][-1:]
    place = {"xanchor": "right", "yanchor": "bottom", "xshift": 10, "yshift": 6, "showarrow": False}
    look = {"bgcolor": "rgba(255,255,255,0.85)", "font": {"size": theme.SMALL_SIZE, "color": theme.ACCENT}}
    return [
        {
            "x": point.quarter.ordinal,
            "y": point.value,
            "text": f"<b>{_short(point.value, indicator, language)}</b>",
        }
        | place
        | look
        for point in newest
    ]


def _missing_trace(
    points: Sequence[TrendPoint], missing: Sequence[TrendPoint], language: str, *, words: str = ""
) -> dict[str, Any]:
    """A sign above the time axis, on an axis of its own, so that it is no value."""
    word = words or ("未报" if language == "zh" else "no report")
    shown = f"○{text.BREAK}{word}" if len(points) <= _FEW and language == "zh" else "○"
    return {
        "type": "scatter",
        "mode": "text",
        "name": "missing",
        "yaxis": "y2",
        "x": [point.quarter.ordinal for point in missing],
        "y": [0.015] * len(missing),
        "text": [shown] * len(missing),
        "textposition": "top center",
        "textfont": {"size": theme.NOTE_SIZE, "color": theme.NEUTRAL},
        "hoverinfo": "text",
        "hovertext": [text.hover(point.quarter.label(language), [("", word)]) for point in missing],
        "cliponaxis": False,
    }


def _bars_in_sequence(
    points: Sequence[TrendPoint], amounts: Axis, indicator: Indicator, language: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    marker = {"color": [theme.ACCENT if point.quarter.year % 2 == 0 else theme.YEAR_COLORS[1] for point in points]}
    bars = _bars("single_quarter", [point.quarter.ordinal for point in points], points, indicator, language)
    unknown = [point for point in points if point.single_quarter is None]
    data = [bars | {"marker": marker}, _missing_trace(points, unknown, language)]
    return data, {**_time_layout(points, amounts, language), "bargap": 0.3}


def _bars_beside(
    points: Sequence[TrendPoint], years: Sequence[int], amounts: Axis, indicator: Indicator, language: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Four groups of bars, the years from old to new within each; the newest is the strongest colour."""
    data = []
    thickness = 0.8 / max(len(years), 1)
    places = {year: (at - (len(years) - 1) / 2) * thickness for at, year in enumerate(reversed(years))}
    for year in reversed(years):
        own = [point for point in points if point.quarter.year == year]
        at = [point.quarter.number + places[year] for point in own]
        bars = _bars(str(year), at, own, indicator, language)
        data.append(bars | {"width": thickness * 0.92, "marker": {"color": _year_color(years, year)}})
    unknown = [point for point in points if point.single_quarter is None]
    missing = _missing_trace(points, unknown, "en") | {
        "x": [point.quarter.number + places[point.quarter.year] for point in unknown]
    }
    names = "一二三四"
    ticks = [f"{names[at]}季度" if language == "zh" else f"Q{at + 1}" for at in range(4)]
    layout = _value_layout(amounts) | {
        "barmode": "overlay",
        "xaxis": {"range": [0.5, 4.5], "tickvals": [1, 2, 3, 4], "ticktext": ticks, "showgrid": False},
    }
    return [*data, missing], layout


def _bars(
    name: str, at: Sequence[float], points: Sequence[TrendPoint], indicator: Indicator, language: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(at),
        "y": [point.single_quarter for point in points],
        "hoverinfo": "text",
        "hovertext": [_hover(point, indicator, language) for point in points],
        "customdata": [str(point.quarter) for point in points],
    }


def _year_color(years: Sequence[int], year: int) -> str:
    return theme.YEAR_COLORS[min(years.index(year), len(theme.YEAR_COLORS) - 1)]


def _time_layout(points: Sequence[TrendPoint], amounts: Axis, language: str) -> dict[str, Any]:
    """A time axis with a line between years and the year below its quarters."""
    ordinals = [point.quarter.ordinal for point in points] or [0]
    starts = sorted({point.quarter.ordinal - point.quarter.number + 1 for point in points})
    return _value_layout(amounts) | {
        "xaxis": {
            "range": [ordinals[0] - 0.6, ordinals[-1] + 0.6],
            "showgrid": False,
            **_time_ticks(points, language),
        },
        "shapes": [_year_line(start) for start in starts[1:]] if len(starts) <= _FEW else [],
    }


def _time_ticks(points: Sequence[TrendPoint], language: str) -> dict[str, Any]:
    """Every quarter while they are few, with its year below the first; then years only, thinned to about ten."""
    years = [year[0].quarter for year in _years(points)]
    if len(points) > _FEW:
        every = -(-len(years) // 10)
        shown = years[::every]
        return {
            "tickvals": [quarter.ordinal for quarter in shown],
            "ticktext": [str(quarter.year) for quarter in shown],
        }
    firsts = {quarter.ordinal for quarter in years}
    zh = language == "zh"
    ending = "季度" if len(points) <= _SPELLED else ""
    names = [
        f"{'一二三四'[point.quarter.number - 1]}{ending}" if zh else f"Q{point.quarter.number}" for point in points
    ]
    texts = [
        f"{name}{text.BREAK}{point.quarter.year}{'年' if zh else ''}" if point.quarter.ordinal in firsts else name
        for name, point in zip(names, points, strict=True)
    ]
    return {"tickvals": [point.quarter.ordinal for point in points], "ticktext": texts}


def _year_line(start: int) -> dict[str, Any]:
    place = {"x0": start - 0.5, "x1": start - 0.5, "y0": 0, "y1": 1}
    look = {"layer": "below", "line": {"color": "#cfd5dc", "width": 1}}
    return {"type": "line", "xref": "x", "yref": "paper"} | place | look


def _value_layout(amounts: Axis) -> dict[str, Any]:
    left = max(text.width(word) for word in amounts.texts)
    return {
        "plot_height": _HEIGHT,
        "above": 6,
        "below": 42,
        "sides": (int(left * _LABEL_ROOM) + 20, 14),
        "yaxis": {
            "range": [amounts.low, amounts.high],
            "tickvals": amounts.values,
            "ticktext": amounts.texts,
            "zeroline": True,
            "zerolinecolor": "#aab3bd",
        },
        "yaxis2": {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
    }


def _line(
    name: str,
    x: Sequence[float | None],
    y: Sequence[float | None],
    words: Sequence[str],
    *,
    line: dict[str, Any],
    mode: str,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": line,
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": list(words),
    }


def _hover(point: TrendPoint, indicator: Indicator, language: str) -> str:
    share = completion(actual=point.value, target=point.target)
    about = ("约" if language == "zh" else "about ") if point.approximate else ""
    value = _amount(point.value, indicator, language)
    facts = [
        (
            _word("cumulative" if indicator.is_flow else "state", language),
            f"{about}{value}" if value else "—",
        ),
        (_word("single", language), _amount(point.single_quarter, indicator, language)),
        (_word("target", language), _amount(point.target, indicator, language)),
        (_word("completion", language), "" if share is None else percent(share)),
        (_word("schedule", language), percent(point.schedule)),
    ]
    return text.hover(point.quarter.label(language), facts)


def _word(name: str, language: str) -> str:
    return _WORDS[name][language != "zh"]


_WORDS = {
    "cumulative": ("累计", "Cumulative"),
    "state": ("期末数", "State"),
    "single": ("当季", "Single quarter"),
    "target": ("年度目标", "Annual target"),
    "due": ("按序时应完成", "Due by schedule"),
    "completion": ("完成率", "Completion"),
    "schedule": ("序时进度", "Schedule"),
}


def _amount(amount: int | Fraction | None, indicator: Indicator, language: str) -> str:
    return "" if amount is None else prose_value(amount, indicator, language)


def _short(amount: int | None, indicator: Indicator, language: str) -> str:
    """A label in the plot: with its unit in Chinese; in English the unit stands below the title."""
    return prose_value(amount, indicator, language) if language == "zh" else table_value(amount, indicator)


def _position(amount: Fraction | None) -> float | None:
    return None if amount is None else float(amount)
