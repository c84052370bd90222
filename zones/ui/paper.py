"""Tables for paper: the grid on the screen shows only a window of its rows, so print has a table of its own."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from zones.charts.text import plain
from zones.domain.figures import Cell, Column, Table, cell_text
from zones.ui.texts import t

_MOST_ROWS = 150
# More columns than this lie across the page.
_UPRIGHT_COLUMNS = 10


def table(content: Table) -> None:
    """A table that is only printed; of a long one the first rows, and the word that there are more."""
    if content.rows:
        st.html(_markup(content))


def _markup(content: Table) -> str:
    head = _row("th", content.columns, content.headers)
    body = "".join(_row("td", content.columns, cells) for cells in content.rows[:_MOST_ROWS])
    more = t("paper_cut", shown=_MOST_ROWS, all=len(content.rows)) if len(content.rows) > _MOST_ROWS else ""
    caption = f"<caption>{html.escape(plain(content.title))} {more}</caption>"
    wide = " wide" if len(content.columns) > _UPRIGHT_COLUMNS else ""
    return f'<table class="zones-paper{wide}">{caption}<thead>{head}</thead><tbody>{body}</tbody></table>'


def _row(tag: str, columns: Sequence[Column], cells: Sequence[Cell]) -> str:
    parts = (
        f"<{tag}{' class=number' if column.numeric else ''}>{html.escape(plain(cell_text(cell)))}</{tag}>"
        for column, cell in zip(columns, cells, strict=True)
    )
    return f"<tr>{''.join(parts)}</tr>"
