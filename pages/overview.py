"""总览: how a region stands in a quarter, and its children beside each other."""

import streamlit as st

from zones.charts import bullets, children_by_completion
from zones.exports import children_table, progress_table
from zones.services.headline import headline
from zones.services.progress import progress
from zones.services.trend import recent_trends
from zones.ui import cache, parts, state, tables
from zones.ui.choice import choose, choose_indicator, go_to
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()
view = progress(deployment, region=region, quarter=quarter, children=True)
figures = progress_table(view.rows, reader, notes=view.remarks(reader))
name = f"{region.code}-{quarter}"

parts.head(t("overview_title", region=region.label(reader), span=quarter.span(reader)), choice)
source = t("source", quarter=quarter.label(reader))

if not view.reported:
    st.info(t("no_figures", region=region.label(reader), quarter=quarter.label(reader)))
else:
    parts.lead(headline(view, reader))
    parts.data_date(choice)
    st.subheader(t("key_figures"), anchor=False)
    shown = view.key_rows
    trends = recent_trends(deployment, region=region, indicators=[row.indicator for row in shown], last=quarter)
    parts.cards(shown, trends, reader)
    if view.targeted:
        st.subheader(t("against_targets"), anchor=False)
        parts.chart(bullets(view.targeted, language=reader, note=source), f"{name}-bullets", reader, content=figures)

if view.children:
    st.subheader(t("children_beside"), anchor=False)
    indicator = choose_indicator([row.indicator for row in view.rows])
    rows = view.child_rows(indicator)
    children = children_table(rows, reader)
    figure = children_by_completion(rows, language=reader, note=source)
    parts.chart(figure, f"{name}-{indicator.code}-children", reader, content=children)
    st.caption(t("children_hint"))
    key = state.children_key(region.code, quarter, indicator.code)
    chosen = tables.show_to_choose(children, f"{name}-{indicator.code}", key=key)
    if chosen is not None:
        go_to(rows[chosen].region)
        st.rerun()

st.subheader(t("all_figures"), anchor=False)
tables.show(figures, name)
