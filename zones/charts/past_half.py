"""The matrix of the mid-year verdict: regions by goals, every cell a state in shape, colour and number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from zones.charts import frame, text, theme
from zones.charts.frame import Key
from zones.domain.figures import RegionPastHalf
from zones.domain.indicator import Indicator
from zones.domain.past_half import Goal, GoalStanding, GoalState, Verdict
from zones.domain.wording import grouped, percent, prose_value
from zones.domain.words import GOAL_STATE_SIGNS, VERDICT_SIGNS

_ROW = 38
_NAME_ROOM = 18
_PIXELS_A_HALF_WIDTH = 6.4
_NO_INDICATORS: Mapping[str, Indicator] = {}
_STATES = tuple(GoalState)
_UNJUDGED = frozenset({GoalState.NO_TARGET, GoalState.NO_YARDSTICK})


def goal_matrix(
    rows: Sequence[RegionPastHalf],
    goals: Sequence[Goal],
    *,
    indicators: Mapping[str, Indicator] = _NO_INDICATORS,
    language: str,
    note: str = "",
) -> go.Figure:
    """A heat table: a row per region with its verdict, a column per goal with the share of what was due.

    `indicators`, by code, word the amounts in the hover texts. Rows stand in the order given; the height grows with them.
    """
    heads = [_head(goal.label(language), language) for goal in goals]
    labels = [_row_label(row, language) for row in rows]
    return frame.framed(
        _frame(rows, language=language, note=note),
        data=[_cells(rows, goals, indicators=indicators, language=language)],
        plot_height=_ROW * max(len(rows), 1),
        above=_head_height(heads),
        sides=(_left(rows, language), 12),
        template=theme.TURNING_TEMPLATE,
        xaxis={
            "side": "top",
            "range": [-0.5, max(len(goals), 1) - 0.5],
            "tickvals": list(range(len(goals))),
            "ticktext": heads,
            "showgrid": False,
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK},
        },
        yaxis={
            "range": [max(len(rows), 1) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": labels,
            "showgrid": False,
            "tickfont": {"size": theme.SMALL_SIZE, "color": theme.INK},
        },
    )


def share_of_due(standing: GoalStanding) -> Fraction | None:
    """How much of what was due by mid-year is there; None where either is unknown."""
    if standing.figure is None or not standing.milestone:
        return None
    return standing.figure / standing.milestone


def _frame(rows: Sequence[RegionPastHalf], *, language: str, note: str) -> frame.Frame:
    zh = language == "zh"
    counts = {verdict: sum(row.verdict is verdict for row in rows) for verdict in Verdict}
    keys = [
        Key(f"{sign.word(language)} {counts[verdict]}", sign.symbol, theme.VERDICT_COLORS[verdict])
        for verdict, sign in VERDICT_SIGNS.items()
        if counts[verdict]
    ]
    shown = {standing.state for row in rows for standing in row.standings}
    signs = [
        Key(sign.word(language), sign.symbol, theme.GOAL_STATE_COLORS[state])
        for state, sign in GOAL_STATE_SIGNS.items()
        if state in shown
    ]
    cells = Key("格内:占应完成量的%" if zh else "Cells: % of what was due", fresh=True)
    return frame.frame(
        title="双过半 · 各地区、各项目标" if zh else "Past half · regions by goals",
        keys=[*keys, cells, *signs],
        note=note,
        regions=[row.region for row in rows],
        language=language,
    )


def _cells(
    rows: Sequence[RegionPastHalf],
    goals: Sequence[Goal],
    *,
    indicators: Mapping[str, Indicator],
    language: str,
) -> dict[str, Any]:
    table = [{standing.goal.code: standing for standing in row.standings} for row in rows]
    grid = [[standings.get(goal.code) for goal in goals] for standings in table]
    return {
        "type": "heatmap",
        "x": list(range(len(goals))),
        "y": list(range(len(rows))),
        "z": [[None if cell is None else _STATES.index(cell.state) for cell in line] for line in grid],
        "zmin": -0.5,
        "zmax": len(_STATES) - 0.5,
        "colorscale": _color_scale(),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [["" if cell is None else _cell(cell) for cell in line] for line in grid],
        "texttemplate": "%{text}",
        "textfont": {"size": theme.NOTE_SIZE, "color": theme.INK},
        "hoverinfo": "text",
        "hovertext": [
            ["" if cell is None else _hover(row, cell, indicators, language) for cell in line]
            for row, line in zip(rows, grid, strict=True)
        ],
        "customdata": [[row.region.code for _ in goals] for row in rows],
        "name": "goals",
    }


def _color_scale() -> list[tuple[float, str]]:
    """Steps, not a slope: each state has its own flat tint."""
    count = len(_STATES)
    tints = [theme.GOAL_STATE_TINTS[state] for state in _STATES]
    return [(edge / count, tint) for at, tint in enumerate(tints) for edge in (at, at + 1)]


def _cell(standing: GoalStanding) -> str:
    sign = text.colored(
        GOAL_STATE_SIGNS[standing.state].symbol, theme.GOAL_STATE_COLORS[standing.state], size=theme.TEXT_SIZE
    )
    share = share_of_due(standing)
    return sign if share is None else f"{sign}{text.BREAK}{grouped(share * 100)}"


def _hover(row: RegionPastHalf, standing: GoalStanding, indicators: Mapping[str, Indicator], language: str) -> str:
    zh = language == "zh"
    indicator = indicators.get(standing.goal.numerator)
    share, due = share_of_due(standing), standing.milestone

    def amount(value: int | Fraction | None) -> str:
        return "" if value is None or indicator is None else prose_value(value, indicator, language)

    facts = [
        ("状态" if zh else "State", GOAL_STATE_SIGNS[standing.state].text(language)),
        ("数值" if zh else "Figure", amount(standing.figure)),
        ("年度目标" if zh else "Annual target", amount(standing.target)),
        ("应完成" if zh else "Due", f"{amount(due)} ({percent(standing.due)})".strip()),
        ("占应完成" if zh else "Share of due", "" if share is None else percent(share)),
        ("尚缺" if zh else "Missing", amount(standing.missing) if standing.missing else ""),
    ]
    return text.hover(f"{row.region.label(language)} · {standing.goal.label(language)}", facts)


def _row_label(row: RegionPastHalf, language: str) -> str:
    name = text.label(row.region.label(language), room=_NAME_ROOM, most=1)
    return f"{name}{text.BREAK}{text.colored(_verdict(row, language), theme.VERDICT_COLORS[row.verdict], size=11)}"


def _verdict(row: RegionPastHalf, language: str) -> str:
    judged = [standing for standing in row.standings if standing.state not in _UNJUDGED]
    met = sum(standing.state is GoalState.MET for standing in judged)
    count = f" {met}/{len(judged)}" if row.verdict in {Verdict.ALL_MET, Verdict.SOME_MET, Verdict.NONE_MET} else ""
    return f"{VERDICT_SIGNS[row.verdict].text(language)}{count}"


def _head(name: str, language: str) -> str:
    # Chinese terms are mostly of four characters: full lines break between them, even ones within.
    return text.label(name, room=8 if language == "zh" else 18, most=2, even=language != "zh")


def _head_height(heads: Sequence[str]) -> int:
    """Room for the heads set upright, as plotly turns them where columns are narrow."""
    widest = max((text.width(line) for head in heads for line in head.split(text.BREAK)), default=0)
    return int(widest * _PIXELS_A_HALF_WIDTH) + 14


def _left(rows: Sequence[RegionPastHalf], language: str) -> int:
    names = [min(text.width(row.region.label(language)), _NAME_ROOM + 2) * _PIXELS_A_HALF_WIDTH for row in rows]
    verdicts = [text.width(_verdict(row, language)) * 5.9 for row in rows]
    return int(max([*names, *verdicts], default=0)) + 16
