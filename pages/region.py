"""地区: one region over the quarters, its projects and land, its figures and where they come from."""

import streamlit as st

from zones.charts import cumulative_against_target, single_quarters
from zones.exports import progress_table, trend_table
from zones.services.milestones import amounts_due
from zones.services.progress import progress
from zones.services.trend import has_values, whole_trend
from zones.ui import building, cache, parts, provenance, state, tables
from zones.ui.choice import choose, choose_indicator
from zones.ui.confined import confined
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()
name = f"{region.code}-{quarter}"

parts.head(t("region_title", region=region.label(reader)), choice)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
source = t("source", quarter=quarter.label(reader))
memory = choice.memory.of("region")
of_indicator, stem = memory.of(indicator.code), f"{region.code}-{indicator.code}"
drawn = {"indicator": indicator, "region": region, "language": reader, "note": source}
points = cache.once(lambda: whole_trend(deployment, region=region, indicator=indicator, last=quarter))
milestones = cache.once(
    lambda: amounts_due(deployment, region=region, indicator=indicator, quarters=[point.quarter for point in points()])
)
charts = {"cumulative": lambda: cumulative_against_target(points(), **drawn, milestones=milestones())}
if indicator.is_flow:
    charts["single"] = lambda: single_quarters(points(), **drawn)
    charts["years-beside"] = lambda: single_quarters(points(), **drawn, years_beside=True)

st.subheader(t("trend"), anchor=False)
if of_indicator.answer("has a trend", lambda: has_values(points())):
    content = cache.once(lambda: trend_table(points(), indicator, reader, regions=[region]))
    for what, make in charts.items():
        parts.chart(of_indicator, make, f"{stem}-{what}", reader, content=content)
    tables.show_remembered(of_indicator, content, f"{stem}-trend")
else:
    st.info(t("no_trend", region=region.label(reader), indicator=indicator.label(reader)))

view = cache.once(lambda: progress(deployment, region=region, quarter=quarter))
building.show(view, choice, deployment.catalogue, source)


def figures() -> None:
    """All figures, and where the one of the indicator, or of the row chosen, comes from."""
    st.subheader(t("all_figures"), anchor=False)
    st.caption(t("figures_hint"))
    chosen = tables.show_to_choose(
        memory,
        lambda: progress_table(view().rows, reader, notes=view().remarks(reader)),
        name,
        key=state.figures_key(region.code, quarter, indicator.code),
    )
    provenance.show(deployment, choice, indicator if chosen is None else view().rows[chosen].indicator)


confined(memory, figures)

if choice.place.children:
    st.subheader(t("below"), anchor=False)
    memory.draw("below", lambda: parts.region_links(choice.place.children, choice))
