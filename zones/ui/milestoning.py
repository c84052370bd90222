"""Milestones of the region looked at: those it has, and the form that declares one."""

from __future__ import annotations

import streamlit as st

from zones.domain.errors import ZonesError
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.milestones import DeclaredMilestone, declare_milestones, milestone_history, stated_milestone
from zones.services.target_tables import milestones_table
from zones.ui import state, tables
from zones.ui.choice import Choice
from zones.ui.messages import show_failure
from zones.ui.texts import t
from zones.ui.uploading import author_field


def show(deployment: Deployment, choice: Choice, year: int) -> None:
    """Every milestone the region was given for the year."""
    region, indicators = choice.region, deployment.catalogue.indicators
    tables.show_remembered(
        choice.memory,
        lambda: milestones_table(
            milestone_history(deployment, region=region, year=year), region, indicators, choice.language
        ),
        f"{region.code}-{year}-milestones",
        otherwise=t("no_milestones"),
    )


def declare(deployment: Deployment, choice: Choice, indicator: Indicator, year: int) -> None:
    """Quarter, share or amount, name and reason; an empty field goes back to what is declared for all."""
    reader = choice.language
    with st.form(state.MILESTONE_FORM):
        columns = st.columns(2)
        quarter = columns[0].selectbox(
            t("quarter"),
            [Quarter(year, number) for number in (1, 2, 3, 4)],
            index=1,
            format_func=lambda item: item.label(reader),
            key=state.spoken(state.MILESTONE_QUARTER_WIDGET),
        )
        unit = indicator.unit.label(reader)
        text = columns[1].text_input(
            t("milestone_asked", indicator=indicator.label(reader), unit=unit),
            placeholder=t("milestone_hint"),
            key=state.MILESTONE_WIDGET,
            max_chars=40,
        )
        author = author_field(state.target_author_key("milestone")).strip()
        reason = st.text_input(t("reason"), key=state.target_reason_key("milestone"), max_chars=500).strip()
        if not st.form_submit_button(t("milestone_set"), type="primary"):
            return
    if not author or not reason:
        st.error(t("name_needed") if not author else t("reason_missing"))
        return
    state.keep(state.AUTHOR, author)
    try:
        milestone = stated_milestone(text, indicator)
        asked = DeclaredMilestone(choice.region, indicator, quarter, milestone)
        declare_milestones(deployment, [asked], author=author, reason=reason)
    except ZonesError as error:
        show_failure(error)
        return
    state.keep(state.NOTICE, t("milestone_done"))
    st.rerun()
