"""Where a figure comes from: formula, file, row and author, the parts of a sum, earlier values, warnings accepted."""

from __future__ import annotations

import streamlit as st

from zones.domain.indicator import Indicator
from zones.services.deployment import Deployment
from zones.services.provenance import provenance
from zones.services.provenance_tables import parts_table, provenance_table
from zones.services.quality_tables import warnings_table
from zones.services.tables import history_table
from zones.ui import cache, tables
from zones.ui.choice import Choice
from zones.ui.messages import plain
from zones.ui.texts import t


def show(deployment: Deployment, choice: Choice, indicator: Indicator) -> None:
    """All there is to say about the figure in force of the region and quarter."""
    reader, region = choice.language, choice.region
    memory = choice.memory.of("provenance", indicator.code)
    found = cache.once(lambda: provenance(deployment, region=region, quarter=choice.quarter, indicator=indicator))
    values, summed, warned = memory.answer(
        "has", lambda: (bool(found().values), bool(found().parts), bool(found().warnings))
    )
    name = f"{region.code}-{choice.quarter}-{indicator.code}"
    with st.container(border=True):
        st.markdown(f"**{t('history')} · {plain(indicator.label(reader))}**")
        st.markdown(plain(memory.answer("formula", lambda: found().formula(reader))))
        tables.show_remembered(memory, lambda: provenance_table(found(), reader), f"{name}-provenance")
        if values:
            st.markdown(f"**{t('values_ever')}**")
            tables.show_remembered(
                memory,
                lambda: history_table(found().values, indicator, reader, synthetic=region.synthetic),
                f"{name}-history",
            )
        else:
            st.caption(t("no_history"))
        if summed:
            st.markdown(f"**{t('parts_of_sum')}**")
            tables.show_remembered(memory, lambda: parts_table(found(), reader), f"{name}-parts")
        if warned:
            st.markdown(f"**{t('warnings_accepted')}**")
            tables.show_remembered(memory, lambda: warnings_table(found().warnings, reader), f"{name}-warnings")
