"""All files of the corpus, by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.intake.corpus import (
    amounts,
    checks,
    containers,
    encodings,
    hostile,
    layouts,
    names,
    periods,
    shapes,
    units,
    worst,
)
from tests.intake.corpus.case import Case

_CHAPTERS = (encodings, containers, layouts, shapes, periods, amounts, units, names, checks, worst, hostile)


def corpus() -> Iterator[Case]:
    """Every case, its name preceded by its chapter's."""
    for chapter in _CHAPTERS:
        name = chapter.__name__.rpartition(".")[2]
        for item in chapter.cases():
            yield replace(item, name=f"{name}: {item.name}")
