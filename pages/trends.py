"""趋势: any indicators and regions over any quarters, as amounts, growth or an index, with the notes pinned to them."""

import streamlit as st

from zones.charts import Mark, compare_lines
from zones.services import places
from zones.services.annotations import annotations_of
from zones.services.comparison import comparison
from zones.services.comparison_tables import annotations_table, comparison_table
from zones.ui import cache, parts, pinning, tables
from zones.ui.choice import choose, choose_indicator
from zones.ui.selecting import choose_form, choose_indicators, choose_regions, choose_span
from zones.ui.texts import t

choice = choose()
reader = choice.language
region = choice.region
deployment = cache.deployment()
catalogue = deployment.catalogue

parts.head(t("trends_title", region=region.label(reader)), choice)
main = choose_indicator(list(catalogue.indicators.values()))
with st.expander(t("compare_more"), expanded=True):
    regions = choose_regions(choice)
    indicators = choose_indicators(list(catalogue.indicators.values()), main, reader)
    quarters = choice.memory.answer("quarters", lambda: places.quarters_reported(deployment))
    first, last = choose_span(quarters, reader)
    extent, form = choose_form()

memory = choice.memory.of(
    "trends", [item.id for item in regions], [item.code for item in indicators], first, last, extent, form
)
series = cache.once(
    lambda: comparison(
        deployment, regions=regions, indicators=indicators, first=first, last=last, extent=extent, form=form
    )
)
notes = memory.answer(
    "notes", lambda: annotations_of(deployment, regions=regions, first=first, last=last, indicators=indicators)
)
marks = [
    Mark(note.quarter, note.record.text, note.region, note.indicator.code if note.indicator else None) for note in notes
]
source = t("source", quarter=last.label(reader))
content = cache.once(lambda: comparison_table(series(), reader))
name = f"{region.code}-{first}-{last}"
parts.chart(
    memory,
    lambda: compare_lines(series(), language=reader, marks=marks, note=source),
    f"{name}-compare",
    reader,
    content=content,
)
tables.show_remembered(memory, content, name)

st.subheader(t("annotations"), anchor=False)
if notes:
    tables.show_remembered(memory, lambda: annotations_table(notes, reader), f"{region.code}-notes")
pinning.pin_a_note(deployment, choice, main)
pinning.strike_a_note(deployment, notes)
