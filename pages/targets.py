"""目标: annual targets handed down, entered by hand or from a file, and taken over from last year."""

import streamlit as st

from zones.services.decomposition import decomposition
from zones.services.target_tables import decomposition_table
from zones.ui import cache, parts, tables, targeting
from zones.ui.choice import choose, choose_indicator
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, year = choice.region, choice.quarter.year
deployment = cache.deployment()

parts.head(t("targets_title", region=region.label(reader), year=year), choice)
targeting.show_notice()
st.subheader(t("handed_down"), anchor=False)
view = decomposition(deployment, region=region, year=year)
if view.rows or view.below:
    tables.show(decomposition_table(view, reader), f"{region.code}-{year}-targets")
else:
    st.info(t("no_targets", region=region.label(reader), year=year))

st.subheader(t("targets_file"), anchor=False)
targeting.import_file(deployment, choice, year)

st.subheader(t("targets_by_hand"), anchor=False)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
targeting.enter(deployment, choice, indicator, year)

st.subheader(t("targets_carried", year=year - 1), anchor=False)
targeting.carry_over(deployment, choice, year)
