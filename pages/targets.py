"""目标: annual targets handed down, entered by hand or from a file, taken over from last year's, and milestones."""

import streamlit as st

from zones.services.decomposition import decomposition
from zones.services.history import target_history
from zones.services.tables import history_table
from zones.services.target_tables import decomposition_table
from zones.ui import cache, milestoning, parts, tables, targeting
from zones.ui.choice import choose, choose_indicator
from zones.ui.confined import confined
from zones.ui.texts import t

choice = choose()
reader = choice.language
region, year = choice.region, choice.quarter.year
deployment = cache.deployment()
name = f"{region.code}-{year}"

parts.head(t("targets_title", region=region.label(reader), year=year), choice)
targeting.show_notice()
st.subheader(t("handed_down"), anchor=False)
memory = choice.memory.of("targets")
view = cache.once(lambda: decomposition(deployment, region=region, year=year))
if memory.answer("any", lambda: bool(view().rows or view().below)):
    tables.show_remembered(memory, lambda: decomposition_table(view(), reader), f"{name}-targets")
else:
    st.info(t("no_targets", region=region.label(reader), year=year))

st.subheader(t("targets_by_hand"), anchor=False)
indicator = choose_indicator(list(deployment.catalogue.indicators.values()))
confined(memory, lambda: targeting.enter(deployment, choice, indicator, year))
st.markdown(f"**{t('target_history', indicator=indicator.label(reader))}**")
past = cache.once(lambda: target_history(deployment, region=region, year=year, indicator=indicator))
tables.show_remembered(
    memory,
    lambda: history_table(past(), indicator, reader, synthetic=region.synthetic),
    f"{name}-{indicator.code}-target-history",
    otherwise=t("no_target_history", region=region.label(reader)),
)

st.subheader(t("targets_file"), anchor=False)
confined(memory, lambda: targeting.import_file(deployment, choice, year))

st.subheader(t("targets_carried", year=year - 1), anchor=False)
confined(memory, lambda: targeting.carry_over(deployment, choice, year))

st.subheader(t("milestones"), anchor=False)
milestoning.show(deployment, choice, year)
with st.expander(t("milestone_declare")):
    milestoning.declare(deployment, choice, indicator, year)
