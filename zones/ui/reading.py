"""How a file was read, in a line; and the choice to have it read otherwise, which stays open when that went wrong."""

from __future__ import annotations

import streamlit as st

from zones.intake import Decision, is_workbook
from zones.services.importing import Checked
from zones.ui import state
from zones.ui.messages import plain
from zones.ui.texts import t

_ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030 / GBK", "utf-16": "UTF-16"}
_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}


def show_how_it_was_read(checked: Checked, file_id: str) -> None:
    """Encoding, delimiter or sheet, the layout, and the choice to have it read otherwise."""
    decision = checked.sheet.decision if checked.sheet else None
    if decision is not None:
        st.caption(" · ".join(_words(checked, decision)))
        if decision.doubtful:
            st.warning(t("doubtful"))
    said = bool(state.reading_of(file_id))
    open_question = said or decision is None or decision.doubtful or bool(decision.other_reports)
    if not is_workbook(checked.upload.content):
        with st.expander(t("read_otherwise"), expanded=open_question):
            _read_as(file_id, _chosen_text_reading(file_id))
    elif decision is not None and len(_sheets(decision)) > 1:
        with st.expander(t("read_otherwise"), expanded=open_question):
            _read_as(file_id, _chosen_sheet(decision, file_id))
    elif decision is None and said and st.button(t("read_as_found"), key=state.AS_FOUND_BUTTON):
        _read_as(file_id, {})


def _words(checked: Checked, decision: Decision) -> list[str]:
    words = []
    if decision.sheet:
        words.append(t("read_sheet", sheet=plain(decision.sheet)))
    if decision.encoding:
        encoding = _ENCODINGS.get(decision.encoding.replace("-sig", ""), decision.encoding)
        words.append(t("read_as", encoding=encoding, delimiter=t(f"delimiter_{_DELIMITERS[decision.delimiter]}")))
    if checked.taken is not None:
        words.append(t(f"layout_{checked.taken.layout}"))
        words.append(t("header_lines", lines="、".join(map(str, checked.taken.header_lines))))
    if decision.hidden_sheets:
        words.append(t("hidden_sheets", names=plain("、".join(decision.hidden_sheets))))
    return words


def _chosen_text_reading(file_id: str) -> dict[str, str | None]:
    columns = st.columns(2)
    encoding = columns[0].selectbox(
        t("encoding"), [None, *_ENCODINGS], format_func=lambda code: _ENCODINGS.get(code, t("as_found")),
        key=state.reading_key(file_id, "encoding"),
    )  # fmt: skip
    delimiter = columns[1].selectbox(
        t("delimiter"), [None, *_DELIMITERS],
        format_func=lambda sign: t(f"delimiter_{_DELIMITERS[sign]}") if sign else t("as_found"),
        key=state.reading_key(file_id, "delimiter"),
    )  # fmt: skip
    return {"encoding": encoding, "delimiter": delimiter}


def _chosen_sheet(decision: Decision, file_id: str) -> dict[str, str | None]:
    sheets = _sheets(decision)
    sheet = st.selectbox(
        t("sheet"), sheets, index=sheets.index(decision.sheet), key=state.reading_key(file_id, "sheet")
    )
    return {"sheet": None if sheet == decision.sheet and not state.reading_of(file_id) else sheet}


def _sheets(decision: Decision) -> list[str]:
    """All sheets that can be chosen, in an order that does not change with the choice."""
    return sorted({decision.sheet, *decision.other_sheets, *decision.hidden_sheets})


def _read_as(file_id: str, chosen: dict[str, str | None]) -> None:
    """Have the file read as chosen, where that is another way than before."""
    said = {what: way for what, way in chosen.items() if way}
    if said != state.reading_of(file_id):
        state.keep_reading(file_id, said)
        st.rerun()
