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

memory = choice.memory.of("ranking", indicator.code, peers)
view = cache.once(
    lambda: ranking_with_moves(deployment, region=region, peers=peers, indicator=indicator, quarter=quarter)
)
name = f"{region.code}-{quarter}-{indicator.code}"
ranked, ranking = memory.answer("counts", lambda: (view().ranked, len(view().regions)))
st.subheader(t("placings", count=ranked), anchor=False)
tables.show_remembered(memory, lambda: placings_table(view(), reader), f"{name}-ranking")

st.subheader(t("multiples"), anchor=False)
source = t("source", quarter=quarter.label(reader))
trends = cache.once(
    lambda: trends_of_regions(deployment, regions=view().regions[:MOST], indicator=indicator, last=quarter)
)
parts.chart(
    memory,
    lambda: small_multiples(trends(), indicator=indicator, language=reader, note=source),
    f"{name}-multiples",
    reader,
    content=lambda: completions_table(trends(), indicator, reader),
)
if ranking > MOST:
    st.caption(t("multiples_cut", shown=MOST, all=ranking))

for code, rule in deployment.catalogue.lists.items():
    for at, side in enumerate(("red", "black")):
        st.subheader(t(f"{side}_list"), anchor=False)
        tables.show_remembered(
            memory.of(code),
            lambda rule=rule, at=at: list_tables(view().listed(rule), indicator, reader)[at],
            f"{name}-{side}",
        )
