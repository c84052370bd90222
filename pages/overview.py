"""总览: how a region stands in a quarter, and its children beside each other."""

import streamlit as st

from zones.charts import bullets, children_by_completion
from zones.domain.figures import Table
from zones.exports import children_table, progress_table
from zones.services.headline import headline
from zones.services.progress import progress
from zones.services.trend import recent_trends
from zones.ui import cache, parts, state, tables
from zones.ui.choice import choose, choose_indicator, go_to
from zones.ui.confined import confined
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()
memory = choice.memory.of("overview")
view = cache.once(lambda: progress(deployment, region=region, quarter=quarter, children=True))
name = f"{region.code}-{quarter}"
source = t("source", quarter=quarter.label(reader))
reported, targeted = memory.answer("has", lambda: (view().reported, bool(view().targeted)))


def key_figures() -> None:
    """The sentence to open with, and the cards."""
    parts.lead(headline(view(), reader))
    parts.data_date(choice)
    st.subheader(t("key_figures"), anchor=False)
    shown = view().key_rows
    trends = recent_trends(deployment, region=region, indicators=[row.indicator for row in shown], last=quarter)
    parts.cards(shown, trends, reader)


def figures() -> Table:
    """All figures as a table."""
    return progress_table(view().rows, reader, notes=view().remarks(reader))


def children_beside() -> None:
    """The regions below beside each other by one indicator; a row chosen leads to its region."""
    st.subheader(t("children_beside"), anchor=False)
    indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
    beside, below = memory.of(indicator.code), f"{name}-{indicator.code}"
    rows = cache.once(lambda: view().child_rows(indicator))
    parts.chart(
        beside,
        lambda: children_by_completion(rows(), language=reader, note=source),
        f"{below}-children",
        reader,
        content=lambda: children_table(rows(), reader),
    )
    st.caption(t("children_hint"))
    key = state.children_key(region.code, quarter, indicator.code)
    chosen = tables.show_to_choose(beside, lambda: children_table(rows(), reader), below, key=key)
    memory.draw("below", lambda: parts.region_links(choice.place.children, choice, page=parts.this_page()))
    if chosen is not None:
        go_to(rows()[chosen].region)
        st.rerun()


parts.head(t("overview_title", region=region.label(reader), span=quarter.span(reader)), choice)
if reported:
    memory.draw("key figures", key_figures)
else:
    st.info(t("no_figures", region=region.label(reader), quarter=quarter.label(reader)))
if targeted:
    st.subheader(t("against_targets"), anchor=False)
    against = cache.once(lambda: bullets(view().targeted, language=reader, note=source))
    parts.chart(memory, against, f"{name}-bullets", reader, content=figures)

if choice.place.children:
    confined(memory, children_beside)

st.subheader(t("all_figures"), anchor=False)
tables.show_remembered(memory, figures, name)
