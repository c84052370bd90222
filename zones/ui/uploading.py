"""The steps of an upload on the page."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from zones.domain.errors import ZonesError
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services import templates
from zones.services.changes import changes_of
from zones.services.deployment import Deployment
from zones.services.history import recent_submissions, withdraw
from zones.services.importing import Checked, import_checked
from zones.services.tables import changes_table, findings_table, submissions_table
from zones.ui import cache, state, tables
from zones.ui.messages import plain, show_failure
from zones.ui.texts import t

_TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls"]
_MOST_CHANGES = 500


def offer_template(region: Region, quarter: Quarter, language: str) -> None:
    """A template for the region and quarter."""
    deployment = cache.deployment()
    st.download_button(
        t("template"),
        lambda: templates.template_for(deployment, region=region, quarter=quarter, language=language),
        file_name=f"{region.code}-{quarter}.xlsx",
        mime=tables.XLSX,
        key=state.TEMPLATE_BUTTON,
        on_click="ignore",
    )


def choose_file() -> UploadedFile | None:
    """The file to be checked."""
    return st.file_uploader(t("upload_file"), type=_TYPES, key=state.upload_key(), max_upload_size=30)


def show_findings(checked: Checked, language: str) -> None:
    """What the check found, in one sentence and a table."""
    if checked.repeats is not None:
        st.info(t("already_imported", number=checked.repeats))
        return
    if checked.errors:
        st.error(t("checked_errors", errors=len(checked.errors), warnings=len(checked.warnings)))
    elif checked.warnings:
        st.warning(t("checked_warnings", warnings=len(checked.warnings)))
    elif checked.findings:
        st.success(t("checked_notes", notes=len(checked.findings)))
    else:
        st.success(t("checked_clean"))
    if checked.findings:
        tables.show(findings_table(checked.findings, language), "findings")


def show_changes(deployment: Deployment, checked: Checked, language: str) -> None:
    """What the import would change: old, new, difference."""
    st.markdown(f"**{t('changes')}**")
    changes = changes_of(deployment, checked)
    differing = [change for change in changes if change.differs]
    if not differing:
        st.info(t("changes_none"))
        return
    new = sum(change.old is None for change in differing)
    st.caption(
        t("changes_some", new=new, changed=len(differing) - new, same=len(changes) - len(differing))
        + (" " + t("changes_cut", shown=_MOST_CHANGES) if len(differing) > _MOST_CHANGES else "")
    )
    tables.show(changes_table(differing[:_MOST_CHANGES], language), "changes")


def confirm(deployment: Deployment, checked: Checked) -> None:
    """Name, confirmation of the warnings (with a reason where a rule asks for one), and the button that commits."""
    author = _author(state.AUTHOR_WIDGET)
    reason, confirmed = "", False
    reason_due = any(finding.needs_reason for finding in checked.warnings)
    if checked.warnings:
        confirmed = st.checkbox(t("warnings_confirmed", warnings=len(checked.warnings)), key=state.CONFIRMED_WIDGET)
        label = t("reason") if reason_due else t("reason_optional")
        reason = st.text_input(label, placeholder=t("reason_hint"), key=state.REASON_WIDGET, max_chars=500).strip()
    if not st.button(t("confirm"), type="primary", key=state.CONFIRM_WIDGET):
        return
    if not author.strip():
        st.error(t("name_needed"))
    elif checked.warnings and not confirmed:
        st.error(t("confirmation_needed"))
    elif reason_due and not reason:
        st.error(t("reason_needed"))
    else:
        state.keep(state.AUTHOR, author.strip())
        _commit(deployment, checked, author=author.strip(), confirmed=confirmed, reason=reason)


def _author(widget: str) -> str:
    """Who submits; a name given once stands in every field that asks for it."""
    if not state.kept(widget) and state.kept(state.AUTHOR):
        state.keep(widget, state.kept(state.AUTHOR))
    return st.text_input(t("author"), key=widget, max_chars=60)


def _commit(deployment: Deployment, checked: Checked, *, author: str, confirmed: bool, reason: str) -> None:
    try:
        with st.spinner(t("importing")):
            outcome = import_checked(deployment, checked, author=author, confirmed=confirmed, reason=reason)
    except ZonesError as error:
        show_failure(error)
        return
    draft = checked.draft
    if outcome.submission is not None and draft is not None:
        figures = sum(int(values.count()) for values in draft.values.values())
        state.keep(state.RECEIPT, {"number": outcome.submission, "rows": len(draft.regions), "figures": figures})
        state.next_upload_round()
        st.rerun()


def show_receipt() -> None:
    """The receipt of the import just done, until another file is chosen."""
    receipt = state.kept(state.RECEIPT)
    if receipt:
        st.success(t("receipt", **receipt))


def show_submissions(deployment: Deployment, language: str) -> None:
    """The newest submissions, and taking one back."""
    records = recent_submissions(deployment)
    if not records:
        st.caption(t("no_submissions"))
        return
    tables.show(submissions_table(records, language), "submissions")
    counting = [record.id for record in records if record.withdrawn_at is None]
    with st.expander(t("withdraw")):
        number = st.selectbox(t("withdraw_number"), counting, index=None, key=state.WITHDRAW_WIDGET)
        reason = st.text_input(t("withdraw_reason"), key=state.WITHDRAW_REASON_WIDGET)
        author = _author(state.WITHDRAW_AUTHOR_WIDGET)
        if st.button(t("withdraw"), key=state.WITHDRAW_BUTTON, disabled=number is None) and number is not None:
            _withdraw(deployment, number, author=author.strip(), reason=reason.strip())


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
    st.toast(plain(t("withdraw_done", number=number)))
    st.rerun()
