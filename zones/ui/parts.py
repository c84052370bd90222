"""The parts pages are put together from: the head, key-figure cards, charts, tables with their downloads."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from zones.charts.theme import chart_config
from zones.domain import wording
from zones.domain.figures import ProgressRow, Table
from zones.domain.region import Region
from zones.domain.words import STATUS_SIGNS, synthetic_mark
from zones.exports import csv_bytes, xlsx_bytes
from zones.services.progress import ProgressView
from zones.ui import state
from zones.ui.choice import Choice, go_to
from zones.ui.messages import plain
from zones.ui.texts import t

_CARDS_A_ROW = 4
_CSV = "text/csv"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def head(title: str, choice: Choice) -> None:
    """The way down to the region, the page's title, and the mark of invented figures."""
    breadcrumb(choice)
    st.title(plain(title), anchor=False)
    if choice.region.synthetic:
        st.warning(synthetic_mark(choice.language), icon="🧪")


def breadcrumb(choice: Choice) -> None:
    """Links to the regions above."""
    if not choice.place.ancestors:
        return
    with st.container(horizontal=True, gap="small"):
        for region in choice.place.ancestors:
            region_link(region, choice)
            st.markdown("›", width="content")
        st.markdown(f"**{plain(choice.region.label(choice.language))}**", width="content")


def region_link(region: Region, choice: Choice) -> None:
    """A link to a region's page, keeping quarter and language."""
    st.page_link(
        "pages/region.py",
        label=plain(region.label(choice.language)),
        query_params={
            state.REGION: region.code,
            state.QUARTER: str(choice.quarter),
            state.LANGUAGE: choice.language,
        },
    )


def cards(rows: Sequence[ProgressRow], language: str) -> None:
    """A card a figure, in rows that wrap on narrow screens."""
    for start in range(0, len(rows), _CARDS_A_ROW):
        columns = st.columns(_CARDS_A_ROW)
        for column, row in zip(columns, rows[start : start + _CARDS_A_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _card(row, language)


def _card(row: ProgressRow, language: str) -> None:
    about = "约" if language == "zh" else "about "
    value = wording.prose_value(row.value, row.indicator, language)
    st.markdown(f"**{row.indicator.label(language)}**")
    st.markdown(f"### {plain((about if row.approximate else '') + value)}")
    st.markdown(
        f"**{STATUS_SIGNS[row.status].text(language)}**" + (f" · {lead_words(row)}" if row.lead is not None else "")
    )
    if row.target is None:
        st.caption(t("no_target"))
    else:
        target = wording.prose_value(row.target, row.indicator, language)
        st.caption(plain(t("target", target=target)))
    if row.completion is not None:
        completion, schedule = wording.percent(row.completion), wording.percent(row.schedule)
        st.caption(t("completion", completion=completion, schedule=schedule))
    places = [t("coverage", expected=row.coverage.expected, reported=row.coverage.reported)]
    if row.rank is not None:
        places.append(t("rank", rank=row.rank, peers=row.peers))
    st.caption(" · ".join(places))


def lead_words(row: ProgressRow) -> str:
    """The lead in words: 超序时9.5个百分点."""
    if row.lead is None:
        return ""
    if row.lead == 0:
        return t("lead_even")
    return t("lead_ahead" if row.lead > 0 else "lead_behind", points=wording.grouped(abs(row.lead) * 100))


def chart(figure: go.Figure, name: str, language: str) -> None:
    """A chart in the product's own theme."""
    st.plotly_chart(figure, theme=None, config=chart_config(name=name, language=language), key=state.chart_key(name))


def table(content: Table, name: str) -> None:
    """A table as shown, with its downloads."""
    frame = pd.DataFrame(list(content.rows), columns=list(content.headers))
    st.dataframe(frame, hide_index=True)
    downloads(content, name)


def downloads(content: Table, name: str) -> None:
    """CSV and Excel of a table."""
    with st.container(horizontal=True):
        st.download_button(
            t("download_csv"),
            lambda: csv_bytes(content),
            file_name=f"{name}.csv",
            mime=_CSV,
            key=state.download_key(f"{name}_csv"),
            on_click="ignore",
        )
        st.download_button(
            t("download_xlsx"),
            lambda: xlsx_bytes([content]),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            key=state.download_key(f"{name}_xlsx"),
            on_click="ignore",
        )


def foot(view: ProgressView, language: str) -> None:
    """The rule behind the lights and the notes of the reports shown."""
    st.caption(plain(t("rule", name=view.rule.label(language), text=view.rule.wording(language))))
    for note, note_en in view.notes:
        st.caption(plain(t("note", text=note if language == "zh" else note_en or note)))


def children_table(content: Table, view: ProgressView, choice: Choice) -> None:
    """The children in a table; choosing a row goes down to that region."""
    frame = pd.DataFrame(list(content.rows), columns=list(content.headers))
    event = st.dataframe(
        frame,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=state.children_key(view.region.code, choice.quarter),
    )
    downloads(content, f"{view.region.code}-{choice.quarter}-children")
    chosen = event.selection.rows
    if chosen:
        go_to(view.child_regions[chosen[0]])
        st.rerun()


def region_links(regions: Sequence[Region], choice: Choice) -> None:
    """Links to regions, side by side."""
    with st.container(horizontal=True):
        for region in regions:
            region_link(region, choice)
