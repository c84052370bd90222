"""The way of the planned projects: how many landed, started and completed, and the share of the planned at each stage."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from zones.charts import frame, text, theme
from zones.charts.frame import Key
from zones.domain.figures import ProgressRow
from zones.domain.progress import completion
from zones.domain.status import Status
from zones.domain.wording import percent, prose_value
from zones.domain.words import STATUS_SIGNS

_ROW = 46
_WORDS_AT, _BAR_AT = 13, 31
_THICKNESS = 16


def funnel(rows: Sequence[ProgressRow], *, language: str, note: str = "") -> go.Figure:
    """A bar a stage, in the order given; the first row is what was planned.

    Rows are those of one region and quarter. Planned is the annual target of the first row, as with the mid-year goals,
    or its figure where there is no target. A share is of the planned and is never clipped; a stage without a report says
    so; without anything planned there are counts and no shares.
    """
    counts = [_planned(rows), *(row.value for row in rows[1:])][: len(rows)]
    shares = [completion(actual=count, target=_planned(rows)) for count in counts]
    top = max([count for count in counts if count is not None] + [1])
    hovers = [_hover(at, rows, counts, shares, language) for at in range(len(rows))]
    return frame.framed(
        _frame(rows, language=language, note=note),
        data=[
            _bars("planned", [_planned(rows)] * len(rows), theme.TRACK, hovers, rows),
            _bars("stages", counts, theme.ACCENT, hovers, rows),
            _words("names", 0, [text.inert(_name(rows, at, language)) for at in range(len(rows))], side="right"),
            _words("amounts", 1, _amounts(rows, counts, shares, language), side="left"),
        ],
        plot_height=_ROW * max(len(rows), 1),
        barmode="overlay",
        bargap=0,
        xaxis={"range": [0, top], "visible": False},
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [max(len(rows), 1) - 0.5, -0.5], "visible": False},
    )


def _planned(rows: Sequence[ProgressRow]) -> int | None:
    if not rows:
        return None
    return rows[0].value if rows[0].target is None else rows[0].target


def _frame(rows: Sequence[ProgressRow], *, language: str, note: str) -> frame.Frame:
    zh = language == "zh"
    region = rows[0].region.label(language) if rows else ""
    keys = []
    if rows:
        unit = rows[0].indicator.unit.label(language)
        keys.append(Key(f"{rows[0].quarter.span(language)} · {'单位:' if zh else 'unit: '}{unit}"))
    if completion(actual=0, target=_planned(rows)) is None:
        keys.append(Key("无计划数,不计占比" if zh else "nothing planned, so no shares", "○", theme.NEUTRAL))
    else:
        keys.append(Key("计划数" if zh else "planned", "■", theme.FAINT))
        keys.append(Key("%:占计划数" if zh else "%: of the planned"))
    title = frame.headline(region, "项目进展:计划至竣工" if zh else "projects, from planned to completed")
    return frame.frame(title=title, keys=keys, note=note, regions=[row.region for row in rows[:1]], language=language)


def _name(rows: Sequence[ProgressRow], at: int, language: str) -> str:
    """The stage; of the planned also which number it is."""
    name = rows[at].indicator.label(language)
    if at or rows[0].target is None:
        return name
    return f"{name}(年度目标)" if language == "zh" else f"{name} (annual target)"


def _bars(
    name: str, lengths: Sequence[int | None], color: str, hovers: Sequence[str], rows: Sequence[ProgressRow]
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(lengths),
        "y": [at - 0.5 + _BAR_AT / _ROW for at in range(len(lengths))],
        "width": _THICKNESS / _ROW,
        "marker": {"color": color},
        "hoverinfo": "text",
        "hovertext": list(hovers),
        "customdata": [row.indicator.code for row in rows],
    }


def _words(name: str, x: int, words: Sequence[str], *, side: str) -> dict[str, Any]:
    """Texts above the bars, anchored to the left or right edge of the plot."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "xaxis": "x2",
        "x": [x] * len(words),
        "y": [at - 0.5 + _WORDS_AT / _ROW for at in range(len(words))],
        "text": list(words),
        "textposition": f"middle {side}",
        "textfont": {"size": theme.TEXT_SIZE},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _amounts(
    rows: Sequence[ProgressRow], counts: Sequence[int | None], shares: Sequence[Fraction | None], language: str
) -> list[str]:
    """The count and its share of the planned: 186个 48.1%; a missing one in sign and word."""
    said = []
    for row, count, share in zip(rows, counts, shares, strict=True):
        if count is None:
            said.append(text.colored(STATUS_SIGNS[Status.NO_REPORT].text(language), theme.NEUTRAL))
        else:
            amount = f"<b>{text.inert(prose_value(count, row.indicator, language))}</b>"
            said.append(amount if share is None else f"{amount}{text.EM_SPACE}{percent(share)}")
    return said


def _hover(
    at: int,
    rows: Sequence[ProgressRow],
    counts: Sequence[int | None],
    shares: Sequence[Fraction | None],
    language: str,
) -> str:
    zh, row, count = language == "zh", rows[at], counts[at]
    before = completion(actual=count, target=counts[at - 1]) if at > 1 else None
    reported = (
        "" if at or rows[0].target is None or row.value is None else prose_value(row.value, row.indicator, language)
    )
    missing = STATUS_SIGNS[Status.NO_REPORT].text(language)
    facts = [
        ("数量" if zh else "Count", missing if count is None else prose_value(count, row.indicator, language)),
        ("已报数" if zh else "Reported so far", reported),
        ("占计划数" if zh else "Of the planned", percent(shares[at]) if at and shares[at] is not None else ""),
        ("占上一环节" if zh else "Of the stage before", "" if before is None else percent(before)),
    ]
    return text.hover(_name(rows, at, language), facts)
