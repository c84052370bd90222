"""Tables on a page: numbers right-aligned with separators, and every table can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

from zones.domain.figures import Cell, Column, Table
from zones.domain.wording import ABSENT
from zones.domain.words import synthetic_mark
from zones.exports import inert_on_a_page
from zones.ui import paper, takeaway
from zones.ui.cache import Memory
from zones.ui.messages import plain
from zones.ui.texts import LANGUAGES


def show(content: Table, name: str) -> None:
    """A table with its downloads and its notes; `name` is the file name without ending."""
    _draw(content)
    takeaway.offer(lambda: content, name)


def show_remembered(memory: Memory, make: Callable[[], Table], name: str, *, otherwise: str = "") -> None:
    """The same, made only where the memory does not hold it; without rows, the word `otherwise` if there is one.

    What is taken away is what was shown.
    """
    content = memory.later(f"content {name}", make)
    if otherwise and not memory.answer(f"rows {name}", lambda: len(content().rows)):
        st.caption(plain(otherwise))
        return
    memory.draw(f"table {name}", lambda: _draw(content()))
    takeaway.offer(content, name, memory=memory)


def _draw(content: Table) -> None:
    st.dataframe(frame(content), hide_index=True, column_config=formats(content), placeholder=ABSENT)
    _below(content)


def show_to_choose(memory: Memory, make: Callable[[], Table], name: str, *, key: str) -> int | None:
    """A table of which one row can be chosen, by its box or by its name; returns the position of the chosen row.

    It is made only where the memory does not hold it.
    """
    content = memory.answer(f"content {name}", make)
    shown = memory.answer(f"shown {name}", lambda: pa.Table.from_pandas(frame(content)))
    event: Any = st.dataframe(
        shown,
        hide_index=True,
        column_config=formats(content),
        placeholder=ABSENT,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
    )
    memory.draw(f"below {name}", lambda: _below(content))
    takeaway.offer(lambda: content, name, memory=memory)
    named = [row for row, column in event.selection.cells if column == content.headers[0]]
    chosen = [*event.selection.rows, *named]
    return int(chosen[0]) if chosen else None


def _below(content: Table) -> None:
    """The table for paper, and the notes."""
    paper.table(content)
    _notes(content)


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
    """How each number column is written; shares of a target have a bar behind them."""
    return {
        column.header: _with_bar(content, at) if column.bar else _number(column)
        for at, column in enumerate(content.columns)
        if column.numeric
    }


def _number(column: Column) -> Any:
    return st.column_config.NumberColumn(format="localized" if column.decimals is None else f"%,.{column.decimals}f")


def _with_bar(content: Table, at: int) -> Any:
    """A bar from nothing to the whole, or to the largest share where one is beyond it."""
    shares = [float(cell) for row in content.rows if isinstance(cell := row[at], int | Decimal)]
    return st.column_config.ProgressColumn(format="%,.1f", min_value=0, max_value=max([100.0, *shares]))


def _plain(cell: Cell, column: Column) -> float | int | str | None:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, str):
        return inert_on_a_page(cell)
    return "" if cell is None and not column.numeric else cell
