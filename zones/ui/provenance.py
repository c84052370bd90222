"""Where a figure comes from: the submissions that said it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from zones.domain.indicator import Indicator
from zones.services.history import HistoricalValue
from zones.services.tables import history_table
from zones.ui import tables
from zones.ui.texts import t


def show(values: Sequence[HistoricalValue], indicator: Indicator, language: str, *, synthetic: bool) -> None:
    """Every value the figure had, or that it was rolled up."""
    if values:
        tables.show(history_table(values, indicator, language, synthetic=synthetic), "history")
    else:
        st.caption(t("no_history"))
