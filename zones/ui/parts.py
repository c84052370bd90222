"""The parts pages are put together from: the head, key-figure cards, charts, links."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import plotly.graph_objects as go
import streamlit as st

from zones.charts.theme import chart_config
from zones.domain import wording
from zones.domain.figures import ProgressRow, Table
from zones.domain.region import Region
from zones.domain.status import Status
from zones.domain.words import STATUS_SIGNS, synthetic_mark
from zones.ui import look, paper, state
from zones.ui.choice import Choice
from zones.ui.messages import plain
from zones.ui.texts import t

_CARD_PIXELS = 285
# Of a chart as wide as a page of A4 and as high.
_PAGE_PIXELS = 1100
# Streamlit's names of the colours that .streamlit/config.toml sets to those of the charts.
_COLORS = {
    Status.DONE: "blue",
    Status.ON_SCHEDULE: "green",
    Status.BEHIND: "orange",
    Status.FAR_BEHIND: "red",
    Status.NO_REPORT: "gray",
    Status.NO_TARGET: "gray",
}


def head(title: str, choice: Choice) -> None:
    """The way down to the region, the page's title, and the mark of invented figures."""
    breadcrumb(choice)
    st.title(plain(title), anchor=False)
    if choice.region.synthetic:
        st.warning(synthetic_mark(choice.language), icon=":material/science:")


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
    """A card a figure; they stand side by side and wrap where the screen is narrow."""
    with st.container(horizontal=True):
        for row in rows:
            with st.container(border=True, width=_CARD_PIXELS, height="stretch", gap="xxsmall"):
                _card(row, language)


def _card(row: ProgressRow, language: str) -> None:
    about = "约" if language == "zh" else "about "
    value = wording.prose_value(row.value, row.indicator, language)
    st.markdown(f"**{row.indicator.label(language)}**")
    st.markdown(f"### {plain((about if row.approximate else '') + value)}")
    light = f":{_COLORS[row.status]}[**{STATUS_SIGNS[row.status].text(language)}**]"
    st.markdown(light + (f" · {lead_words(row)}" if row.lead is not None else ""))
    if row.target is None:
        st.caption(t("no_target"))
    else:
        target = wording.prose_value(row.target, row.indicator, language)
        st.caption(plain(t("target", target=target)))
    if row.completion is not None:
        completion, schedule = wording.percent(row.completion), wording.percent(row.schedule)
        st.caption(t("completion", completion=completion, schedule=schedule))
    places = [t("coverage", expected=row.coverage.expected, reported=row.coverage.reported)]
    if row.rank is not None and row.peers > 1:
        places.append(t("rank", rank=row.rank, peers=row.peers))
    st.caption(" · ".join(places))


def lead_words(row: ProgressRow) -> str:
    """The lead in words: 超序时9.5个百分点."""
    if row.lead is None:
        return ""
    if row.lead == 0:
        return t("lead_even")
    return t("lead_ahead" if row.lead > 0 else "lead_behind", points=wording.grouped(abs(row.lead) * 100))


def chart(figure: go.Figure, name: str, language: str, *, on_paper: Table | None = None) -> None:
    """A chart in the product's own theme, by day or by night; `on_paper` is printed where it is taller than a page."""
    tall = on_paper is not None and figure.layout.height > _PAGE_PIXELS
    config = chart_config(name=name, language=language)
    with st.container(key=state.tall_key(name)) if tall else nullcontext():
        st.plotly_chart(look.lit(figure), theme=None, config=config, key=state.chart_key(name))
    if on_paper is not None and tall:
        paper.table(on_paper)


def region_links(regions: Sequence[Region], choice: Choice) -> None:
    """Links to regions, side by side."""
    with st.container(horizontal=True):
        for region in regions:
            region_link(region, choice)
