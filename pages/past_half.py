"""双过半: the mid-year verdict, goal by goal, and what is missing."""

import streamlit as st

from zones.charts import goal_matrix
from zones.domain.words import level_word
from zones.exports import missing_table, past_half_table
from zones.services.past_half import past_half
from zones.ui import cache, parts, tables, verdicts
from zones.ui.choice import choose
from zones.ui.texts import t

choice = choose()
reader, region = choice.language, choice.region
year = choice.quarter.year

parts.head(t("past_half_title", region=region.label(reader), year=year), choice)
yardstick = verdicts.choose_yardstick()
view = past_half(cache.deployment(), region=region, year=year, yardstick=yardstick)
verdicts.show_state(view, reader)
verdicts.show_verdict(view, reader)

source = verdicts.source(view, reader)
for level in view.levels:
    if level == region.level:
        continue
    rows = view.rows_of(level)
    st.subheader(t("matrix_of", level=level_word(level, reader)), anchor=False)
    verdicts.show_counts(view, level, reader)
    matrix = goal_matrix(rows, view.goals, language=reader, note=source)
    parts.chart(matrix, f"matrix-{level.code}", reader, on_paper=past_half_table(rows, reader))

st.subheader(t("missing"), anchor=False)
indicators = cache.deployment().catalogue.indicators
tables.show(missing_table(view.rows, indicators, reader), f"{region.code}-{year}-missing")
tables.downloads(past_half_table(view.rows, reader), f"{region.code}-{year}-past-half")
