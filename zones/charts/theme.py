"""The one look of every chart: palette, type, plotly template and the configuration pages draw with.

The colours of states keep apart under protanopia, deuteranopia and tritanopia and carry text on white (4.5:1); a test
holds them to it. A colour never speaks alone: `zones.domain.words` has a shape and a word for every state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from zones.domain.past_half import GoalState, Verdict
from zones.domain.status import Status

INK = "#1f2933"
MUTED = "#5a6572"
GRID = "#e6e9ed"
# Between years, and where bars stand.
BOUND = "#cfd5dc"
BASE = "#aab3bd"
TRACK = "#eceff2"
# What stays behind the figures and is still seen (3:1 on paper): targets, and what was due.
FAINT = "#8793a0"
DUE = "#7a8694"
# Around what floats above the figures.
EDGE = "#b8c0c9"
PAPER = "#ffffff"
# Paper that lets lines through, a little or wholly.
VEIL = "rgba(255,255,255,0.85)"
UNSEEN = "rgba(255,255,255,0)"

BEST = "#14468c"
GOOD = "#007f97"
POOR = "#b45f00"
BAD = "#8f1238"
NEUTRAL = "#6c6c6c"

STATUS_COLORS: Mapping[Status, str] = {
    Status.DONE: BEST,
    Status.ON_SCHEDULE: GOOD,
    Status.BEHIND: POOR,
    Status.FAR_BEHIND: BAD,
    Status.NO_REPORT: NEUTRAL,
    Status.NO_TARGET: NEUTRAL,
}
VERDICT_COLORS: Mapping[Verdict, str] = {
    Verdict.ALL_MET: GOOD,
    Verdict.SOME_MET: POOR,
    Verdict.NONE_MET: BAD,
    Verdict.NO_REPORT: NEUTRAL,
    Verdict.TOO_EARLY: NEUTRAL,
    Verdict.NO_GOAL: NEUTRAL,
}
# Light grounds of heat cells; dark ink reads on each of them.
GOAL_STATE_TINTS: Mapping[GoalState, str] = {
    GoalState.MET: "#b3dcec",
    GoalState.MISSED: "#fbdfc0",
    GoalState.NO_REPORT: "#e4e6e9",
    GoalState.TOO_EARLY: "#f1f3f5",
    GoalState.NO_TARGET: "#f7f8f9",
    GoalState.NO_YARDSTICK: "#f7f8f9",
}
GOAL_STATE_COLORS: Mapping[GoalState, str] = {
    GoalState.MET: "#00566a",
    GoalState.MISSED: "#7d3c00",
    GoalState.NO_REPORT: "#4d5560",
    GoalState.TOO_EARLY: "#4d5560",
    GoalState.NO_TARGET: MUTED,
    GoalState.NO_YARDSTICK: MUTED,
}
# One line against another without a judgement; beyond their number they come again with another shape and dash.
ACCENT = "#1f5fa8"
LINE_COLORS = (ACCENT, "#8c2d04", "#93951e", "#c2608f", "#2b2140", "#7c3aed")
# The newest year is the strongest; the oldest has the colour of the one before it, hatched.
YEAR_COLORS = (ACCENT, "#5b8fce", "#8793a0", "#8793a0")

FONT_FAMILY = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',sans-serif"
TEXT_SIZE = 13
SMALL_SIZE = 12
NOTE_SIZE = 11
TITLE_SIZE = 16

_AXIS = {
    "gridcolor": GRID,
    "linecolor": GRID,
    "zeroline": False,
    "ticks": "",
    "tickfont": {"size": SMALL_SIZE, "color": MUTED},
    "fixedrange": True,
}
_LAYOUT: dict[str, Any] = {
    "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": INK},
    "paper_bgcolor": PAPER,
    "plot_bgcolor": PAPER,
    "colorway": [ACCENT, GOOD, POOR, BAD, BEST, NEUTRAL],
    "hovermode": "closest",
    "hoverlabel": {
        "align": "left",
        "bgcolor": PAPER,
        "bordercolor": EDGE,
        "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": INK},
    },
    "dragmode": False,
    "showlegend": False,
    "modebar": {"bgcolor": UNSEEN, "color": DUE, "activecolor": INK},
    "yaxis": _AXIS,
}
TEMPLATE: dict[str, Any] = {"layout": {**_LAYOUT, "xaxis": {**_AXIS, "tickangle": 0}}}
# The same with tick texts along the bottom or the top that turn upright where they would touch.
TURNING_TEMPLATE: dict[str, Any] = {"layout": {**_LAYOUT, "xaxis": {**_AXIS, "autotickangles": [0, -90]}}}

# What plotly's own button says, in Chinese.
_LOCALE_ZH = {
    "dictionary": {
        "Download plot as a PNG": "下载图片(PNG)",
        "Download plot as a png": "下载图片(PNG)",
        "Download plot": "下载图片",
        "Taking snapshot - this may take a few seconds": "正在生成图片,请稍候",
        "Snapshot succeeded": "图片已生成",
        "Sorry, there was a problem downloading your snapshot!": "图片生成失败",
    },
    "format": {},
}


def status_color(status: Status) -> str:
    """The colour of a light, dark enough for text on white."""
    return STATUS_COLORS[status]


def chart_config(*, name: str, language: str, picture: Literal["png", "svg"] = "png") -> dict[str, Any]:
    """What `st.plotly_chart(figure, theme=None, config=…)` takes; `name` is the picture's file name, without ending."""
    config: dict[str, Any] = {
        "displaylogo": False,
        "showSendToCloud": False,
        "showEditInChartStudio": False,
        "plotlyServerURL": "",
        "scrollZoom": False,
        "responsive": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": picture, "filename": name, "scale": 2},
    }
    if language == "zh":
        config |= {"locale": "zh-CN", "locales": {"zh-CN": _LOCALE_ZH}}
    return config
