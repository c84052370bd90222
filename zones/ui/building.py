"""What is being built: projects from planned to completed, factory area and land."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from zones.catalogue import Catalogue
from zones.charts import bullets, funnel
from zones.domain.figures import ProgressRow
from zones.exports import progress_table
from zones.services.progress import ProgressView
from zones.ui import cache, parts
from zones.ui.choice import Choice
from zones.ui.texts import t

_AREAS = {"area", "land"}


def show(view: Callable[[], ProgressView], choice: Choice, catalogue: Catalogue, source: str) -> None:
    """A funnel for every declared chain of stages, and the areas against their targets; nothing where none is reported."""
    memory, language = choice.memory.of("building"), choice.language
    name = f"{choice.region.code}-{choice.quarter}"
    told = memory.answer("told", lambda: [chain for chain in catalogue.checks.chains if _told(view(), chain)])
    areas = memory.answer("areas", lambda: bool(_areas(view())))
    if not told and not areas:
        return
    st.subheader(t("building"), anchor=False)
    for chain in told:
        rows = cache.once(partial(lambda chain: view().rows_named(chain), chain))
        parts.chart(
            memory,
            partial(lambda rows: funnel(rows(), language=language, note=source), rows),
            f"{name}-{chain[-1]}-stages",
            language,
            content=partial(lambda rows: progress_table(rows(), language), rows),
        )
    if areas:
        parts.chart(
            memory,
            lambda: bullets(_areas(view()), language=language, note=source),
            f"{name}-areas",
            language,
            content=lambda: progress_table(_areas(view()), language),
        )


def _told(view: ProgressView, chain: Sequence[str]) -> bool:
    return any(row.value is not None for row in view.rows_named(chain))


def _areas(view: ProgressView) -> list[ProgressRow]:
    return [row for row in view.targeted if row.indicator.unit.quantity in _AREAS]
