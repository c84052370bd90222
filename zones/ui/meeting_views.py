"""The views a meeting walks through: each says one thing about the region, as large as the screen allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from zones.charts import bullets, children_by_completion, cumulative_against_target, goal_matrix, single_quarters
from zones.domain import wording
from zones.domain.indicator import Indicator
from zones.domain.words import VERDICT_SIGNS
from zones.services.deployment import Deployment
from zones.services.past_half import past_half
from zones.services.progress import ProgressView, progress
from zones.services.trend import has_values, whole_trend
from zones.ui import look, parts, state
from zones.ui.choice import Choice
from zones.ui.messages import plain
from zones.ui.texts import t

_FIGURES = 6
# What a chart is drawn for; the stage then makes it as large as the screen.
_CHART_PIXELS = 1000
# Above this many regions a table of goals is no longer read from the back of a room.
_MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class Scene:
    """What every view draws from."""

    deployment: Deployment
    choice: Choice
    indicator: Indicator

    @property
    def source(self) -> str:
        """What the figures are of."""
        return t("source", quarter=self.choice.quarter.label(self.choice.language))

    def progress(self, *, children: bool = False) -> ProgressView:
        """The figures of the region, and of its children where asked for."""
        return progress(self.deployment, region=self.choice.region, quarter=self.choice.quarter, children=children)


def figures(scene: Scene) -> None:
    """The key figures with their lights."""
    rows = scene.progress().key_rows[:_FIGURES]
    if not any(row.value is not None for row in rows):
        _nothing()
        return
    for at in range(0, len(rows), 3):
        for place, row in zip(st.columns(3), rows[at : at + 3], strict=False):
            with place.container(border=True):
                st.markdown(f"**{plain(row.indicator.label(scene.choice.language))}**")
                st.header(plain(wording.prose_value(row.value, row.indicator, scene.choice.language)), anchor=False)
                st.markdown(f"{parts.light(row, scene.choice.language)}  \n{parts.lead_words(row)}")


def targets(scene: Scene) -> None:
    """The goals' indicators against their annual targets."""
    wanted = {goal.numerator for goal in scene.deployment.catalogue.goals.values()}
    rows = [row for row in scene.progress().targeted if row.indicator.code in wanted]
    _chart(bullets(rows, language=scene.choice.language, note=scene.source) if rows else None)


def children(scene: Scene) -> None:
    """The regions below, side by side in one indicator."""
    rows = scene.progress(children=True).child_rows(scene.indicator)
    _chart(children_by_completion(rows, language=scene.choice.language, note=scene.source) if rows else None)


def verdict(scene: Scene) -> None:
    """The mid-year verdict, and the goals of the regions below as far as they can be read."""
    reader = scene.choice.language
    view = past_half(scene.deployment, region=scene.choice.region, year=scene.choice.quarter.year)
    st.subheader(f"{t('verdict')}:{VERDICT_SIGNS[view.rows[0].verdict].text(reader)}", anchor=False)
    below = [level for level in view.levels if level != scene.choice.region.level]
    rows = view.rows_of(below[0])[:_MOST_ROWS] if below else view.rows[:1]
    note = "" if view.as_of is None else t("source", quarter=view.as_of.label(reader))
    _chart(goal_matrix(rows, view.goals, language=reader, note=note))


def trend(scene: Scene) -> None:
    """One indicator over the quarters, against target and schedule."""
    _chart(_over_time(scene, cumulative_against_target))


def quarters(scene: Scene) -> None:
    """The single quarters of one indicator."""
    _chart(_over_time(scene, single_quarters) if scene.indicator.is_flow else None)


VIEWS: Mapping[str, Callable[[Scene], None]] = {
    "figures": figures,
    "targets": targets,
    "children": children,
    "verdict": verdict,
    "trend": trend,
    "quarters": quarters,
}
"""By the name each has in the address."""


def _over_time(scene: Scene, draw: Callable[..., go.Figure]) -> go.Figure | None:
    choice, indicator = scene.choice, scene.indicator
    points = whole_trend(scene.deployment, region=choice.region, indicator=indicator, last=choice.quarter)
    if not has_values(points):
        return None
    return draw(points, indicator=indicator, region=choice.region, language=choice.language, note=scene.source)


def _chart(figure: go.Figure | None) -> None:
    if figure is None:
        _nothing()
        return
    wide = figure.update_layout(width=_CHART_PIXELS, autosize=False)
    st.plotly_chart(
        look.lit(wide), theme=None, width="content", config={"staticPlot": True}, key=state.chart_key("meeting")
    )


def _nothing() -> None:
    st.info(t("meeting_nothing"))
