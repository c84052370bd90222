"""The palette of dark pages: every colour of a chart has a counterpart, so a drawn figure is turned as a whole.

Charts are built once, in the colours of paper that exports need; a page in the dark turns them with `at_night`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from zones.charts import theme
from zones.domain.past_half import GoalState

PAPER = "#14181d"
INK = "#e6eaef"
MUTED = "#a8b2bd"
TRACK = "#2a313a"
ACCENT = "#71b6f5"

COLORS: Mapping[str, str] = {
    theme.PAPER: PAPER,
    theme.VEIL: "rgba(20,24,29,0.85)",
    theme.UNSEEN: "rgba(20,24,29,0)",
    theme.INK: INK,
    theme.MUTED: MUTED,
    theme.GRID: "#2c343d",
    theme.BOUND: "#414b56",
    theme.BASE: "#5c6773",
    theme.TRACK: TRACK,
    theme.EDGE: "#4a545f",
    theme.FAINT: "#74808c",
    theme.DUE: "#8996a3",
    theme.BEST: "#6f9bff",
    theme.GOOD: "#3fd4dc",
    theme.POOR: "#f2a33a",
    theme.BAD: "#ff5a70",
    theme.NEUTRAL: "#a9a9a9",
    theme.ACCENT: ACCENT,
    **dict(zip(theme.LINE_COLORS[1:], ("#e0904a", "#e8dc3c", "#ec4d86", "#d3dae0", "#a855f7"), strict=True)),
    theme.YEAR_COLORS[1]: "#467fb5",
    theme.GOAL_STATE_TINTS[GoalState.MET]: "#0a4c66",
    theme.GOAL_STATE_TINTS[GoalState.MISSED]: "#653808",
    theme.GOAL_STATE_TINTS[GoalState.NO_REPORT]: "#484b50",
    theme.GOAL_STATE_TINTS[GoalState.TOO_EARLY]: "#252c34",
    theme.GOAL_STATE_TINTS[GoalState.NO_TARGET]: "#1c2229",
    theme.GOAL_STATE_COLORS[GoalState.MET]: "#8fe0f2",
    theme.GOAL_STATE_COLORS[GoalState.MISSED]: "#ffc68f",
    theme.GOAL_STATE_COLORS[GoalState.NO_REPORT]: "#c3ccd5",
}
"""By the colour on paper, the one on a dark page."""

# What properties of a figure hold colours; elsewhere a colour's name may be what a user wrote.
_HOLDERS = ("color", "colors", "colorway", "colorscale")
# User texts are inert before they enter a figure, so they have no tag.
_STYLED = re.compile(r'(?<=<span style="color:)#[0-9a-f]{6}')


def at_night(figure: go.Figure) -> go.Figure:
    """The figure in the colours of a dark page; the one given stays as it is."""
    return go.Figure(_turned(figure.to_plotly_json(), colored=False), _validate=False)


def _turned(part: Any, *, colored: bool) -> Any:
    if isinstance(part, dict):
        return {name: _turned(value, colored=name.endswith(_HOLDERS)) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_turned(value, colored=colored) for value in part]
    if not isinstance(part, str):
        return part
    return COLORS.get(part, part) if colored else _STYLED.sub(lambda found: COLORS.get(found[0], found[0]), part)
