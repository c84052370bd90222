"""Taking a table or chart away: CSV and Excel, pictures of the chart, the table for Word, a link to the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import orjson
import streamlit as st

from zones.domain.figures import Table, cell_text
from zones.exports import csv_bytes, inert_on_a_page, xlsx_bytes
from zones.ui import state
from zones.ui.cache import Memory
from zones.ui.texts import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"
# A longer table is no table for Word; it is there as a file.
_MOST_COPIED = 500

_HERE = Path(__file__).parent
_STYLE = (_HERE / "takeaway.css").read_text(encoding="utf-8")
_SCRIPT = (_HERE / "takeaway.js").read_text(encoding="utf-8")


def offer(content: Callable[[], Table], name: str, *, chart: bool = False, memory: Memory | None = None) -> None:
    """Everything a table, or the chart of that name, can be taken away as; `name` is the file name without ending.

    A file is made when it is asked for. What the browser needs for the rest is told at every run: from memory, if given.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, make, ending, kind in (
            ("download_csv", lambda: csv_bytes(content()), "csv", _CSV),
            ("download_xlsx", lambda: xlsx_bytes([content()]), "xlsx", XLSX),
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
        told = partial(_told, content, name if chart else None)
        # Registered on every run, as it belongs to the running server; the same script is taken once.
        buttons = st.components.v2.component("zones_takeaway", html='<div class="bar"></div>', css=_STYLE, js=_SCRIPT)
        buttons(
            key=state.takeaway_key(name),
            width="content",
            data=memory.answer(f"told {name}", told) if memory else told(),
        )


def _told(content: Callable[[], Table], chart: str | None) -> bytes:
    """What the reader's own browser makes its pictures and its table from, as JSON: Streamlit sends bytes as they are."""
    table = content()
    copied = table.rows if len(table.rows) <= _MOST_COPIED else None
    return orjson.dumps(
        {
            "chart": chart and state.chart_key(chart),
            "words": {word: t(f"take_{word}") for word in ("png", "svg", "table", "link", "done", "failed")},
            "title": table.title,
            "head": table.headers,
            "numeric": [column.numeric for column in table.columns],
            "rows": None if copied is None else [[inert_on_a_page(cell_text(cell)) for cell in row] for row in copied],
            "notes": list(table.notes),
        }
    )
