"""The mid-year verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go
import streamlit as st

from zones.charts import goal_matrix
from zones.domain.figures import Table
from zones.domain.indicator import Indicator
from zones.domain.past_half import Yardstick
from zones.domain.region import Level
from zones.domain.words import VERDICT_SIGNS, level_word
from zones.exports import past_half_table
from zones.services.past_half import PastHalfView
from zones.ui import addressed, parts, state, tables
from zones.ui.cache import Memory
from zones.ui.texts import t

_MOST_DRAWN = 40


def choose_yardstick() -> Yardstick:
    """Draw the choice of a yardstick and return it."""
    return addressed.segments(
        state.YARDSTICK_WIDGET,
        t("yardstick"),
        Yardstick,
        said=lambda yardstick: t(f"yardstick_{yardstick}"),
        default=Yardstick.MILESTONE,
    )


def show(view: PastHalfView, language: str) -> None:
    """The verdict of the region itself, and whether it is final."""
    show_state(view, language)
    show_verdict(view, language)


def show_state(view: PastHalfView, language: str) -> None:
    """Whether the verdict is final, provisional, or too early."""
    if view.as_of is None:
        st.info(t("past_half_none"))
    elif view.final:
        st.caption(t("past_half_final"))
    else:
        quarter = view.as_of.label(language)
        st.info(t("past_half_provisional", quarter=quarter, months=view.months_left))


def show_verdict(view: PastHalfView, language: str) -> None:
    """The verdict of the region itself."""
    colon = ":" if language == "zh" else ": "
    st.markdown(f"### {t('verdict')}{colon}{VERDICT_SIGNS[view.rows[0].verdict].text(language)}")


def show_level(
    memory: Memory,
    view: Callable[[], PastHalfView],
    level: Level,
    indicators: Mapping[str, Indicator],
    *,
    name: str,
    language: str,
) -> None:
    """All regions of a level: counts of verdicts, the matrix (of a long list those furthest behind), and it in words."""
    of_level = memory.of(level)
    of_level.draw("head", lambda: _head(view(), level, language))

    def matrix() -> go.Figure:
        drawn = view().furthest_behind(level, _MOST_DRAWN)
        note = source(view(), language)
        return goal_matrix(drawn, view().goals, indicators=indicators, language=language, note=note)

    def content() -> Table:
        return past_half_table(view().rows_of(level), language)

    parts.chart(of_level, matrix, f"{name}-{level.code}-matrix", language, content=content)
    with st.expander(t("in_words")):
        tables.show_remembered(of_level, content, f"{name}-{level.code}-past-half")


def _head(view: PastHalfView, level: Level, language: str) -> None:
    st.subheader(t("matrix_of", level=level_word(level, language)), anchor=False)
    show_counts(view, level, language)
    rows, drawn = view.rows_of(level), view.furthest_behind(level, _MOST_DRAWN)
    if len(drawn) < len(rows):
        st.caption(t("matrix_cut", shown=len(drawn), all=len(rows)))


def show_counts(view: PastHalfView, level: Level, language: str) -> None:
    """How many regions of a level have which verdict."""
    counts = [
        t("verdict_count", word=VERDICT_SIGNS[verdict].text(language), count=count)
        for verdict, count in view.counts(level).items()
    ]
    st.caption(" · ".join(counts))


def source(view: PastHalfView, language: str) -> str:
    """What the figures are of."""
    return "" if view.as_of is None else t("source", quarter=view.as_of.label(language))
