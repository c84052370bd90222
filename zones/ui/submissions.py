"""What was submitted: the list, one submission's details with its file, and taking it back."""

from __future__ import annotations

import streamlit as st

from zones.domain.errors import ZonesError
from zones.services.deployment import Deployment
from zones.services.history import recent_submissions, submitted_file, withdraw
from zones.services.tables import submissions_table
from zones.store.submission_reads import SubmissionRecord
from zones.ui import state, tables
from zones.ui.choice import Choice
from zones.ui.messages import show_failure
from zones.ui.texts import t
from zones.ui.uploading import author_field


def show_submissions(deployment: Deployment, choice: Choice) -> None:
    """The newest submissions; choosing one shows what can be done with it."""
    notice = state.kept(state.NOTICE)
    if notice:
        st.success(notice)
        state.forget(state.NOTICE)
    memory = choice.memory
    records = memory.answer("submissions", lambda: recent_submissions(deployment))
    if not records:
        st.caption(t("no_submissions"))
        return
    key = state.submissions_key(memory.version)
    chosen = tables.show_to_choose(memory, lambda: submissions_table(records, choice.language), "submissions", key=key)
    if chosen is None:
        st.caption(t("submission_hint"))
        return
    _show_one(deployment, records[chosen])


def _show_one(deployment: Deployment, record: SubmissionRecord) -> None:
    with st.container(border=True):
        st.markdown(f"**{t('submission', number=record.id)}**")
        _offer_file(deployment, record)
        if record.withdrawn_at is not None:
            st.caption(t("withdrawn_because", reason=record.withdrawal_reason or ""))
            return
        reason = st.text_input(t("withdraw_reason"), key=state.WITHDRAW_REASON_WIDGET, max_chars=500)
        author = author_field(state.WITHDRAW_AUTHOR_WIDGET)
        if st.button(t("withdraw"), key=state.WITHDRAW_BUTTON):
            _withdraw(deployment, record.id, author=author.strip(), reason=reason.strip())


def _offer_file(deployment: Deployment, record: SubmissionRecord) -> None:
    st.download_button(
        t("submitted_file"),
        lambda: (submitted_file(deployment, record.id) or ("", b""))[1],
        file_name=record.file_name,
        key=state.FILE_BUTTON,
        on_click="ignore",
        icon=":material/download:",
    )


def _withdraw(deployment: Deployment, number: int, *, author: str, reason: str) -> None:
    if not author or not reason:
        st.error(t("name_needed") if not author else t("withdraw_reason_needed"))
        return
    try:
        withdraw(deployment, submission=number, author=author, reason=reason)
    except ZonesError as error:
        show_failure(error)
        return
    state.forget(state.RECEIPT)
    state.keep(state.NOTICE, t("withdraw_done", number=number))
    st.rerun()
