"""The table as understood: every odd cell in its colour; a chosen cell says what is wrong and can be said anew."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from zones.domain.finding import Severity
from zones.exports import inert_on_a_page
from zones.intake import Place
from zones.services.importing import Checked
from zones.services.inspection import Inspection, inspection, worst
from zones.ui import state
from zones.ui.messages import plain
from zones.ui.texts import t

_GROUNDS = {Severity.ERROR: "#f6c9d2", Severity.WARNING: "#fbdfc0", Severity.NOTE: "#dfe8f3"}
_INK = "#1f2933"
_MARKS = {Severity.ERROR: "✘", Severity.WARNING: "▲", Severity.NOTE: "·"}


def show_table(checked: Checked, file_id: str, language: str) -> None:
    """The file's cells; choosing one opens what was found in it."""
    seen = inspection(checked)
    if seen is None:
        return
    st.markdown(f"**{t('as_understood')}**")
    st.caption(
        t("as_understood_hint") + (" " + t("lines_cut", shown=len(seen.lines), all=seen.height) if seen.cut else "")
    )
    event: Any = st.dataframe(
        _styled(seen),
        on_select="rerun",
        selection_mode="single-cell",
        key=state.inspection_key(file_id),
        height=min(38 + 35 * len(seen.lines), 460),
    )
    chosen = event.selection.cells
    if chosen:
        position, letters = chosen[0]
        _show_cell(seen, int(position), str(letters), file_id, language)
    mends = state.mends_of(file_id)
    if mends and st.button(t("mends_undo", count=len(mends)), key=state.UNDO_BUTTON):
        state.keep_mends(file_id, {})
        st.rerun()


def _styled(seen: Inspection) -> Any:
    shown = [[inert_on_a_page(cell) for cell in line] for line in seen.cells]
    frame = pd.DataFrame(shown, columns=list(seen.columns), index=list(seen.lines))
    looks = pd.DataFrame("", columns=frame.columns, index=frame.index)
    position_of = {line: at for at, line in enumerate(seen.lines)}
    for (row, column), findings in seen.found.items():
        if row + 1 in position_of and column < len(seen.columns):
            ground = _GROUNDS[worst(findings)]
            looks.iloc[position_of[row + 1], column] = f"background-color: {ground}; color: {_INK}"
    return frame.style.apply(lambda _: looks, axis=None)


def _show_cell(seen: Inspection, position: int, letters: str, file_id: str, language: str) -> None:
    place = seen.place(position, letters)
    with st.container(border=True):
        st.markdown(f"**{t('cell', cell=f'{letters}{place[0] + 1}')}** {plain(seen.cells[position][place[1]])}")
        for finding in seen.found.get(place, ()):
            st.markdown(f"{_MARKS[finding.severity]} {plain(finding.said(language))}")
        _mend(place, seen.cells[position][place[1]], file_id)


def _mend(place: Place, current: str, file_id: str) -> None:
    with st.form(state.mend_key(file_id, place), border=False):
        text = st.text_input(t("mend"), value=current, key=state.mend_text_key(file_id, place), max_chars=200)
        if st.form_submit_button(t("mend_apply")) and text != current:
            state.keep_mends(file_id, {**state.mends_of(file_id), place: text})
            st.rerun()
