"""双过半: the mid-year verdict, goal by goal, what is missing, and who would lift the region over the line."""

import streamlit as st

from zones.exports import missing_table
from zones.services.analysis_tables import lifts_table
from zones.services.lift import lifts
from zones.services.lift_words import lift_sentences
from zones.services.past_half import past_half
from zones.ui import cache, parts, tables, verdicts
from zones.ui.choice import choose
from zones.ui.selecting import choose_level
from zones.ui.texts import t

choice = choose()
reader, region = choice.language, choice.region
year = choice.quarter.year
deployment = cache.deployment()
indicators = deployment.catalogue.indicators
name = f"{region.code}-{year}"

parts.head(t("past_half_title", region=region.label(reader), year=year), choice)
yardstick = verdicts.choose_yardstick()
view = past_half(deployment, region=region, year=year, yardstick=yardstick)
verdicts.show_state(view, reader)
verdicts.show_verdict(view, reader)

st.subheader(t("missing_of_region", region=region.label(reader)), anchor=False)
own = missing_table(view.own, indicators, reader, pace=view.pace_to_come)
tables.show_or_say(own, f"{name}-missing-own", t("nothing_missing"))

if choice.place.children:
    st.subheader(t("lift", region=region.label(reader)), anchor=False)
    st.caption(t("lift_hint"))
    level = choose_level(deployment, choice)
    found = lifts(deployment, region=region, year=year, yardstick=yardstick, level=level)
    parts.listed(lift_sentences(found, indicators, reader))
    tables.show_or_say(lifts_table(found, indicators, reader), f"{name}-lift", t("nothing_missing"))

for level in view.levels_below:
    verdicts.show_level(view, level, indicators, reader)

if view.below:
    st.subheader(t("missing"), anchor=False)
    missing = missing_table(view.below, indicators, reader, pace=view.pace_to_come)
    tables.show_or_say(missing, f"{name}-missing", t("nothing_missing"))
