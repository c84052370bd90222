"""地区: one region over the quarters, its projects and land, its figures and where they come from."""

import streamlit as st

from zones.charts import cumulative_against_target, single_quarters
from zones.exports import progress_table, trend_table
from zones.services.milestones import amounts_due
from zones.services.progress import progress
from zones.services.trend import has_values, whole_trend
from zones.ui import building, cache, parts, provenance, state, tables
from zones.ui.choice import choose, choose_indicator
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()
name = f"{region.code}-{quarter}"

parts.head(t("region_title", region=region.label(reader)), choice)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
points = whole_trend(deployment, region=region, indicator=indicator, last=quarter)
source = t("source", quarter=quarter.label(reader))

st.subheader(t("trend"), anchor=False)
if has_values(points):
    drawn = {"indicator": indicator, "region": region, "language": reader, "note": source}
    content = trend_table(points, indicator, reader, regions=[region])
    stem = f"{region.code}-{indicator.code}"
    asked = amounts_due(deployment, region=region, indicator=indicator, quarters=[point.quarter for point in points])
    figure = cumulative_against_target(points, **drawn, milestones=asked)
    parts.chart(figure, f"{stem}-cumulative", reader, content=content)
    if indicator.is_flow:
        parts.chart(single_quarters(points, **drawn), f"{stem}-single", reader, content=content)
        beside = single_quarters(points, **drawn, years_beside=True)
        parts.chart(beside, f"{stem}-years-beside", reader, content=content)
    tables.show(content, f"{stem}-trend")
else:
    st.info(t("no_trend", region=region.label(reader), indicator=indicator.label(reader)))

view = progress(deployment, region=region, quarter=quarter)
building.show(view, deployment.catalogue, reader, source)

st.subheader(t("all_figures"), anchor=False)
st.caption(t("figures_hint"))
figures = progress_table(view.rows, reader, notes=view.remarks(reader))
chosen = tables.show_to_choose(figures, name, key=state.figures_key(region.code, quarter, indicator.code))
provenance.show(deployment, choice, indicator if chosen is None else view.rows[chosen].indicator)

if choice.place.children:
    st.subheader(t("below"), anchor=False)
    parts.region_links(choice.place.children, choice)
