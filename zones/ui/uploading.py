"""The steps of an upload on the page: scope and template, file, what was understood, what changes, confirm, receipt."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from zones.domain.errors import ZonesError
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services import templates
from zones.services.changes import changes_of
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Reading, Upload, check_report, import_checked
from zones.services.inspection import annotated, corrected_template
from zones.services.tables import changes_table, findings_table
from zones.ui import cache, reading, state, tables, takeaway
from zones.ui.messages import show_failure
from zones.ui.texts import t

_TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls"]


def offer_template(region: Region, quarter: Quarter, language: str) -> None:
    """A template for the region and quarter."""
    deployment = cache.deployment()
    st.download_button(
        t("template"),
        lambda: templates.template_for(deployment, region=region, quarter=quarter, language=language),
        file_name=f"{region.code}-{quarter}.xlsx",
        mime=takeaway.XLSX,
        key=state.TEMPLATE_BUTTON,
        on_click="ignore",
        icon=":material/table:",
    )


def choose_file() -> UploadedFile | None:
    """The file to be checked."""
    return st.file_uploader(t("upload_file"), type=_TYPES, key=state.upload_key(), max_upload_size=30)


def check(deployment: Deployment, file: UploadedFile, *, quarter: Quarter, scope: Region) -> Checked:
    """Check the file as it came, with the sender's own word on how to read it and on single cells; says how it was read."""
    mends = state.mends_of(file.file_id)
    upload = Upload(
        name=file.name,
        content=file.getvalue(),
        quarter=quarter,
        scope=scope,
        reading=Reading(**state.reading_of(file.file_id)),
        mends=tuple(sorted(mends.items())),
    )
    with st.spinner(t("checking"), show_time=True):
        checked = check_report(deployment, upload)
    reading.show_how_it_was_read(checked, file.file_id)
    return checked


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


def offer_files(deployment: Deployment, checked: Checked, language: str) -> None:
    """The file with its findings in the cells, and a template filled with what was understood."""
    if checked.sheet is None:
        return
    name = checked.upload.name.rpartition(".")[0] or checked.upload.name
    with st.container(horizontal=True):
        st.download_button(
            t("annotated"),
            lambda: annotated(checked, language),
            file_name=f"{name}-{t('annotated_name')}.xlsx",
            mime=takeaway.XLSX,
            key=state.ANNOTATED_BUTTON,
            on_click="ignore",
            icon=":material/rate_review:",
        )
        if checked.draft is not None and len(checked.quarters) == 1:
            st.download_button(
                t("corrected"),
                lambda: corrected_template(deployment, checked, language) or b"",
                file_name=f"{name}-{t('corrected_name')}.xlsx",
                mime=takeaway.XLSX,
                key=state.CORRECTED_BUTTON,
                on_click="ignore",
                icon=":material/table:",
            )


def show_changes(deployment: Deployment, checked: Checked, language: str) -> None:
    """What the import would change: old, new, difference, and what becomes of completion and light."""
    st.markdown(f"**{t('changes')}**")
    changes = changes_of(deployment, checked)
    if not changes.any:
        st.info(t("changes_none"))
        return
    words = t("changes_some", new=changes.new, changed=changes.changed, same=changes.same)
    st.caption(words + (" " + t("changes_cut", shown=len(changes.listed)) if changes.cut else ""))
    tables.show(changes_table(changes.listed, language), "changes")


def confirm(deployment: Deployment, checked: Checked) -> None:
    """Name, confirmation of the warnings (with a reason where a rule asks for one), and the button that commits.

    The press of the button draws the page anew before it is heard: what is committed is what stood there when it was
    pressed, so that an import which came between is told.
    """
    shown = state.kept(state.SHOWN, checked)
    state.keep(state.SHOWN, checked)
    if shown.upload != checked.upload:
        shown = checked
    author = author_field(state.AUTHOR_WIDGET)
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
        _commit(deployment, shown, author=author.strip(), confirmed=confirmed, reason=reason)


def author_field(widget: str) -> str:
    """Who submits; a name given once stands in every field that asks for it."""
    if not state.kept(widget) and state.kept(state.AUTHOR):
        state.keep(widget, state.kept(state.AUTHOR))
    return st.text_input(t("author"), key=widget, max_chars=60)


def _commit(deployment: Deployment, checked: Checked, *, author: str, confirmed: bool, reason: str) -> None:
    try:
        with st.spinner(t("importing"), show_time=True):
            outcome = import_checked(deployment, checked, author=author, confirmed=confirmed, reason=reason)
    except ZonesError as error:
        show_failure(error)
        return
    draft = checked.draft
    if outcome.submission is not None and draft is not None:
        figures = sum(int(values.count()) for values in draft.values.values())
        state.keep(state.RECEIPT, {"number": outcome.submission, "rows": len(draft.regions), "figures": figures})
        state.forget(state.SHOWN)
        state.next_upload_round()
        st.rerun()


def show_receipt() -> None:
    """The receipt of the import just done, until another file is chosen."""
    receipt = state.kept(state.RECEIPT)
    if receipt:
        st.success(t("receipt", **receipt))
