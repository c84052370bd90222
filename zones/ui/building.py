"""What is being built: projects from planned to completed, factory area and land."""

from __future__ import annotations

import streamlit as st

from zones.catalogue import Catalogue
from zones.charts import bullets, funnel
from zones.exports import progress_table
from zones.services.progress import ProgressView
from zones.ui import parts
from zones.ui.texts import t

_AREAS = {"area", "land"}


def show(view: ProgressView, catalogue: Catalogue, language: str, source: str) -> None:
    """A funnel for every declared chain of stages, and the areas against their targets; nothing where none is reported."""
    name = f"{view.region.code}-{view.quarter}"
    funnels = [view.rows_named(chain) for chain in catalogue.checks.chains]
    told = [rows for rows in funnels if any(row.value is not None for row in rows)]
    areas = [row for row in view.targeted if row.indicator.unit.quantity in _AREAS]
    if not told and not areas:
        return
    st.subheader(t("building"), anchor=False)
    for rows in told:
        figure = funnel(rows, language=language, note=source)
        chart = f"{name}-{rows[-1].indicator.code}-stages"
        parts.chart(figure, chart, language, content=progress_table(rows, language))
    if areas:
        figure = bullets(areas, language=language, note=source)
        parts.chart(figure, f"{name}-areas", language, content=progress_table(areas, language))
