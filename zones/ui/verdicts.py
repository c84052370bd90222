"""The mid-year verdict in words."""

from __future__ import annotations

import streamlit as st

from zones.domain.past_half import Yardstick
from zones.domain.region import Level
from zones.domain.words import VERDICT_SIGNS
from zones.services.past_half import PastHalfView
from zones.ui import state
from zones.ui.texts import t


def choose_yardstick() -> Yardstick:
    """Draw the choice of a yardstick and return it."""
    chosen = st.segmented_control(
        t("yardstick"),
        list(Yardstick),
        format_func=lambda yardstick: t(f"yardstick_{yardstick}"),
        default=Yardstick.MILESTONE,
        required=True,
        key=state.YARDSTICK_WIDGET,
    )
    return Yardstick(chosen)


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
    st.markdown(f"### {t('verdict')}:{VERDICT_SIGNS[view.rows[0].verdict].text(language)}")


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
