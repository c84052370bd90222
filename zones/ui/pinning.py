"""Notes pinned to a region and quarter."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from zones.domain.errors import ZonesError
from zones.domain.indicator import Indicator
from zones.services.annotations import Annotation, annotate, strike_annotation
from zones.services.deployment import Deployment
from zones.ui import state
from zones.ui.choice import Choice
from zones.ui.messages import show_failure
from zones.ui.texts import t
from zones.ui.uploading import author_field


def pin_a_note(deployment: Deployment, choice: Choice, indicator: Indicator) -> None:
    """A field for a note on the region, quarter and indicator looked at."""
    reader = choice.language
    about = " · ".join(item.label(reader) for item in (choice.region, choice.quarter, indicator))
    with st.expander(t("pin_note", about=about)):
        text = st.text_input(t("note_text"), key=state.NOTE_WIDGET, max_chars=200)
        author = author_field(state.NOTE_AUTHOR_WIDGET)
        if not st.button(t("pin"), key=state.PIN_BUTTON):
            return
        if not author.strip():
            st.error(t("name_needed"))
            return
        state.keep(state.AUTHOR, author.strip())
        try:
            annotate(
                deployment,
                region=choice.region,
                quarter=choice.quarter,
                indicator=indicator,
                text=text,
                author=author.strip(),
            )
        except ZonesError as error:
            show_failure(error)
            return
        st.rerun()


def strike_a_note(deployment: Deployment, notes: Sequence[Annotation]) -> None:
    """Strike one of the notes out; it stays in the record."""
    if not notes:
        return
    by_number = {note.record.id: note for note in notes}
    with st.expander(t("strike_note")):
        number = st.selectbox(
            t("note_text"), list(by_number), format_func=lambda key: by_number[key].record.text, key=state.STRIKE_WIDGET
        )
        author = author_field(state.STRIKE_AUTHOR_WIDGET)
        if st.button(t("strike"), key=state.STRIKE_BUTTON):
            if not author.strip():
                st.error(t("name_needed"))
                return
            try:
                strike_annotation(deployment, annotation=number, author=author.strip())
            except ZonesError as error:
                show_failure(error)
                return
            st.rerun()
