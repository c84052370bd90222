"""Setting annual targets on the page: from a file, by hand, from last year's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import streamlit as st

from zones.domain.errors import ZonesError
from zones.domain.indicator import Indicator
from zones.domain.region import Region
from zones.domain.wording import ABSENT
from zones.exports import inert_on_a_page
from zones.services.deployment import Deployment
from zones.services.importing import Outcome, Upload, check_targets, import_checked
from zones.services.progress import progress
from zones.services.tables import findings_table
from zones.services.target_entry import TargetEntry, carried_targets, enter_targets
from zones.services.target_tables import entries_table
from zones.ui import state, tables
from zones.ui.choice import Choice
from zones.ui.messages import show_failure
from zones.ui.texts import t
from zones.ui.uploading import author_field

_TYPES = ["csv", "txt", "xlsx", "xlsm", "xls"]


def show_notice() -> None:
    """What the last entry did."""
    notice = state.kept(state.NOTICE)
    if notice:
        st.success(notice)
        state.forget(state.NOTICE)


def import_file(deployment: Deployment, choice: Choice, year: int) -> None:
    """A file of targets, wide or long: its findings, and its import."""
    file = st.file_uploader(t("targets_upload"), type=_TYPES, key=state.upload_key("targets"), max_upload_size=30)
    if file is None:
        return
    checked = check_targets(deployment, Upload(file.name, file.getvalue(), scope=choice.region, year=year))
    if checked.findings:
        tables.show(findings_table(checked.findings, choice.language), "findings")
    if checked.repeats is not None:
        st.info(t("already_imported", number=checked.repeats))
    elif not checked.importable:
        st.error(t("checked_errors", errors=len(checked.errors), warnings=len(checked.warnings)))
    else:
        _confirm(
            "file",
            lambda author, reason: import_checked(deployment, checked, author=author, reason=reason, confirmed=True),
        )


def enter(deployment: Deployment, choice: Choice, indicator: Indicator, year: int) -> None:
    """Targets of one indicator for the region and what is below it, typed in beside those in force."""
    now = t("target_now")
    unit = indicator.unit.label(choice.language)
    column = t("targets_column", year=year, indicator=indicator.label(choice.language), unit=unit)
    regions, empty = choice.memory.of("entry", indicator.code).answer(
        "empty", lambda: _empty(deployment, choice, indicator, now=now, column=column)
    )
    edited = st.data_editor(
        empty,
        hide_index=True,
        disabled=[t("region"), now],
        placeholder=ABSENT,
        key=state.entry_key(choice.region.code, year, indicator.code),
        column_config={
            now: st.column_config.NumberColumn(format="localized"),
            column: st.column_config.NumberColumn(min_value=0, format="localized"),
        },
    )
    entries = [
        TargetEntry(region, indicator, Decimal(str(value)))
        for region, value in zip(regions, edited[column], strict=True)
        if not pd.isna(value)
    ]
    _confirm_entries("hand", deployment, entries, year)


def _empty(
    deployment: Deployment, choice: Choice, indicator: Indicator, *, now: str, column: str
) -> tuple[list[Region], pd.DataFrame]:
    """The regions, and a row of each: its name, its target in force in the declared unit, and nothing entered yet."""
    view = progress(deployment, region=choice.region, quarter=choice.quarter, indicators=[indicator], children=True)
    targets = {row.region: row.target for row in view.all_rows}
    frame = pd.DataFrame(
        {
            t("region"): [inert_on_a_page(region.label(choice.language)) for region in targets],
            now: [None if target is None else float(indicator.declared(target)) for target in targets.values()],
            column: [None] * len(targets),
        }
    )
    frame[[now, column]] = frame[[now, column]].astype("Float64")
    return list(targets), frame


def carry_over(deployment: Deployment, choice: Choice, year: int) -> None:
    """Last year's targets times a factor, shown before they are set."""
    factor = st.number_input(
        t("factor"), min_value=0.01, max_value=100.0, value=1.1, step=0.01, key=state.FACTOR_WIDGET
    )
    memory = choice.memory.of("carried", factor)
    entries = memory.answer(
        "entries",
        lambda: carried_targets(
            deployment, region=choice.region, from_year=year - 1, to_year=year, factor=Fraction(str(factor))
        ),
    )
    if not entries:
        st.caption(t("nothing_to_carry", year=year - 1))
        return
    name = f"{choice.region.code}-{year}-carried"
    tables.show_remembered(memory, lambda: entries_table(entries, choice.language), name)
    _confirm_entries("carried", deployment, entries, year)


def _confirm_entries(name: str, deployment: Deployment, entries: Sequence[TargetEntry], year: int) -> None:
    if entries:
        _confirm(
            name,
            lambda author, reason: enter_targets(deployment, year=year, entries=entries, author=author, reason=reason),
        )


def _confirm(name: str, act: Callable[[str, str], Outcome]) -> None:
    """Name, reason, and the button that sets the targets."""
    author = author_field(state.target_author_key(name)).strip()
    reason = st.text_input(t("reason"), key=state.target_reason_key(name), max_chars=500).strip()
    if not st.button(t("set_targets"), key=state.target_button_key(name), type="primary"):
        return
    if not author or not reason:
        st.error(t("name_needed") if not author else t("reason_missing"))
        return
    state.keep(state.AUTHOR, author)
    try:
        outcome = act(author, reason)
    except ZonesError as error:
        show_failure(error)
        return
    if outcome.accepted:
        state.keep(state.NOTICE, t("targets_set", number=outcome.submission))
        state.next_upload_round()
        st.rerun()
    st.error(t("checked_errors", errors=len(outcome.checked.errors), warnings=len(outcome.checked.warnings)))
