"""排名: who stands where among peers, who rose and fell, how far the next one is, red and black list."""

import streamlit as st

from zones.charts import MOST, small_multiples
from zones.exports import completions_table
from zones.services.analysis_tables import list_tables, placings_table
from zones.services.placings import ranking_with_moves
from zones.services.trend import trends_of_regions
from zones.ui import cache, parts, tables
from zones.ui.choice import choose, choose_indicator
from zones.ui.selecting import choose_peers
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()

parts.head(t("ranking_title", region=region.label(reader), span=quarter.span(reader)), choice)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
peers = choose_peers(deployment, choice)
if peers is None:
    st.info(t("no_children"))
    st.stop()

view = ranking_with_moves(deployment, region=region, peers=peers, indicator=indicator, quarter=quarter)
name = f"{region.code}-{quarter}-{indicator.code}"
st.subheader(t("placings", count=view.ranked), anchor=False)
tables.show(placings_table(view, reader), f"{name}-ranking")

st.subheader(t("multiples"), anchor=False)
trends = trends_of_regions(deployment, regions=view.regions[:MOST], indicator=indicator, last=quarter)
figure = small_multiples(trends, indicator=indicator, language=reader, note=t("source", quarter=quarter.label(reader)))
parts.chart(figure, f"{name}-multiples", reader, content=completions_table(trends, indicator, reader))
if len(view.regions) > MOST:
    st.caption(t("multiples_cut", shown=MOST, all=len(view.regions)))

for rule in deployment.catalogue.lists.values():
    red, black = list_tables(view.listed(rule), indicator, reader)
    for side, listed in (("red", red), ("black", black)):
        st.subheader(t(f"{side}_list"), anchor=False)
        tables.show(listed, f"{name}-{side}")
