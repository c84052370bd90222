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
memory = choice.memory.of("past half", yardstick)
view = cache.once(lambda: past_half(deployment, region=region, year=year, yardstick=yardstick))
memory.draw("verdict", lambda: verdicts.show(view(), reader))

st.subheader(t("missing_of_region", region=region.label(reader)), anchor=False)
tables.show_remembered(
    memory,
    lambda: missing_table(view().own, indicators, reader, pace=view().pace_to_come),
    f"{name}-missing-own",
    otherwise=t("nothing_missing"),
)

if choice.place.children:
    st.subheader(t("lift", region=region.label(reader)), anchor=False)
    st.caption(t("lift_hint"))
    level = choose_level(deployment, choice)
    found = cache.once(lambda: lifts(deployment, region=region, year=year, yardstick=yardstick, level=level))
    lifting = memory.of(level)
    lifting.draw("lift", lambda: parts.listed(lift_sentences(found(), indicators, reader)))
    tables.show_remembered(
        lifting, lambda: lifts_table(found(), indicators, reader), f"{name}-lift", otherwise=t("nothing_missing")
    )

levels = memory.answer("levels", lambda: list(view().levels_below))
for below in levels:
    verdicts.show_level(memory, view, below, indicators, name=name, language=reader)

if levels:
    st.subheader(t("missing"), anchor=False)
    tables.show_remembered(
        memory,
        lambda: missing_table(view().below, indicators, reader, pace=view().pace_to_come),
        f"{name}-missing",
        otherwise=t("nothing_missing"),
    )
