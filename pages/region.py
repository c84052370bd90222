"""地区: one region over the quarters, its figures, where they come from, and what is below it."""

import streamlit as st

from zones.charts import cumulative_against_target, single_quarters
from zones.exports import progress_table, trend_table
from zones.services.history import history
from zones.services.progress import progress
from zones.services.trend import has_values, whole_trend
from zones.ui import cache, parts, provenance, tables
from zones.ui.choice import choose, choose_indicator
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()

parts.head(t("region_title", region=region.label(reader)), choice)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
points = whole_trend(deployment, region=region, indicator=indicator, last=quarter)
source = t("source", quarter=quarter.label(reader))

st.subheader(t("trend"), anchor=False)
if has_values(points):
    drawn = {"indicator": indicator, "region": region, "language": reader, "note": source}
    parts.chart(cumulative_against_target(points, **drawn), "cumulative", reader)
    if indicator.is_flow:
        parts.chart(single_quarters(points, **drawn), "single", reader)
    tables.show(trend_table(points, indicator, reader, regions=[region]), f"{region.code}-{indicator.code}-trend")
else:
    st.info(t("no_trend", region=region.label(reader), indicator=indicator.label(reader)))

st.subheader(t("history"), anchor=False)
values = history(deployment, region=region, quarter=quarter, indicator=indicator)
provenance.show(values, indicator, reader, synthetic=region.synthetic)

st.subheader(t("all_figures"), anchor=False)
view = progress(deployment, region=region, quarter=quarter)
tables.show(progress_table(view.rows, reader, notes=view.remarks(reader)), f"{region.code}-{quarter}")

if choice.place.children:
    st.subheader(t("below"), anchor=False)
    parts.region_links(choice.place.children, choice)
