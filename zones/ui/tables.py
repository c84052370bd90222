"""Tables on a page: numbers right-aligned with separators, and every table can be taken away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from zones.domain.figures import Cell, Column, Table
from zones.domain.wording import ABSENT
from zones.domain.words import synthetic_mark
from zones.exports import csv_bytes, xlsx_bytes
from zones.ui import paper, state
from zones.ui.messages import plain
from zones.ui.texts import LANGUAGES, t

_CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(content: Table, name: str) -> None:
    """A table with its downloads and its notes; `name` is the file name without ending."""
    st.dataframe(frame(content), hide_index=True, column_config=formats(content), placeholder=ABSENT)
    paper.table(content)
    _notes(content)
    downloads(content, name)


def show_to_choose(content: Table, name: str, *, key: str) -> int | None:
    """A table of which one row can be chosen; returns the position of the chosen row."""
    event: Any = st.dataframe(
        frame(content),
        hide_index=True,
        column_config=formats(content),
        placeholder=ABSENT,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    paper.table(content)
    _notes(content)
    downloads(content, name)
    chosen = event.selection.rows
    return int(chosen[0]) if chosen else None


def _notes(content: Table) -> None:
    """What stands below the table; that figures are invented stands at the head of the page already."""
    marks = {synthetic_mark(language) for language in LANGUAGES}
    for note in content.notes:
        if note not in marks:
            st.caption(plain(note))


def frame(content: Table) -> pd.DataFrame:
    """The rows as a DataFrame that sorts numbers as numbers."""
    columns = zip(content.columns, zip(*content.rows, strict=True), strict=True) if content.rows else ()
    listed = {column.header: [_plain(cell, column) for cell in cells] for column, cells in columns}
    return pd.DataFrame(listed, columns=content.headers)


def formats(content: Table) -> dict[str, Any]:
    """How each number column is written."""
    return {
        column.header: st.column_config.NumberColumn(
            format="localized" if column.decimals is None else f"%,.{column.decimals}f"
        )
        for column in content.columns
        if column.numeric
    }


def _plain(cell: Cell, column: Column) -> float | int | str | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return "" if cell is None and not column.numeric else cell


def downloads(content: Table, name: str) -> None:
    """CSV and Excel of a table."""
    with st.container(horizontal=True):
        for label, make, ending, kind in (
            ("download_csv", lambda: csv_bytes(content), "csv", _CSV),
            ("download_xlsx", lambda: xlsx_bytes([content]), "xlsx", XLSX),
        ):
            st.download_button(
                t(label),
                make,
                file_name=f"{name}.{ending}",
                mime=kind,
                key=state.download_key(f"{name}.{ending}"),
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
