"""说明: what the figures mean, the rules in force, and two rules side by side."""

import streamlit as st

from zones.services import definitions
from zones.services.analysis_tables import edges_table, flips_table, simulation_counts_table
from zones.services.places import quarters_reported
from zones.services.quality_tables import quarters_table
from zones.services.reporting import quarters_of
from zones.services.simulation import simulate
from zones.ui import cache, parts, state, tables
from zones.ui.choice import choose
from zones.ui.confined import confined
from zones.ui.selecting import choose_level, choose_rule
from zones.ui.texts import t

choice = choose()
reader = choice.language
deployment = cache.deployment()
catalogue = deployment.catalogue
memory = choice.memory.of("about")

parts.head(t("about_title"), choice)
for title, make in (
    ("about_rules", definitions.rules_table),
    ("about_goals", definitions.goals_table),
    ("about_lists", definitions.lists_table),
    ("about_reporting", definitions.reporting_table),
    ("about_indicators", definitions.indicators_table),
):
    st.subheader(t(title), anchor=False)
    tables.show_remembered(memory, lambda make=make: make(catalogue, reader), title.replace("about_", ""))

st.subheader(t("about_dates", region=choice.region.label(reader)), anchor=False)
states = cache.once(lambda: quarters_of(deployment, region=choice.region, quarters=quarters_reported(deployment)))
tables.show_remembered(
    memory,
    lambda: quarters_table(states(), choice.region, catalogue.reporting, reader),
    f"{choice.region.code}-dates",
)


def simulator() -> None:
    """Two rules beside each other: how many lights of each colour, which change, and which are close to an edge."""
    st.subheader(t("simulator"), anchor=False)
    st.caption(t("simulator_hint"))
    rules = list(catalogue.rules.values())
    first = choose_rule(rules, state.FIRST_RULE_WIDGET, t("first_rule"), reader, default=0)
    second = choose_rule(rules, state.SECOND_RULE_WIDGET, t("second_rule"), reader, default=1)
    level = choose_level(deployment, choice)
    simulated = memory.of(first.code, second.code, level)
    result = cache.once(
        lambda: simulate(
            deployment, region=choice.region, quarter=choice.quarter, first=first, second=second, level=level
        )
    )
    name = f"{choice.region.code}-{choice.quarter}"
    tables.show_remembered(simulated, lambda: simulation_counts_table(result(), reader), f"{name}-lights")
    st.markdown(f"**{t('flips')}**")
    tables.show_remembered(simulated, lambda: flips_table(result(), reader), f"{name}-flips")
    st.markdown(f"**{t('edges')}**")
    tables.show_remembered(simulated, lambda: edges_table(result(), reader), f"{name}-edges")


confined(memory, simulator)
