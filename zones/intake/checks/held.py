"""A draft held against its surroundings: what every rule looks at, and how it says what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator
from zones.domain.region import Level
from zones.domain.wording import ExactAmount
from zones.intake.collecting import Findings
from zones.intake.draft import Amounts, Draft, Surroundings

Mask = npt.NDArray[np.bool_]

_A_YEAR = 4


def present(amounts: Amounts) -> Mask:
    """Which rows have an amount."""
    mask: Mask = ~np.ma.getmaskarray(amounts)
    return mask


def shown(amounts: Amounts, at: int, indicator: Indicator) -> ExactAmount:
    """An amount exactly, in the declared unit."""
    return ExactAmount(int(amounts.data[at]), indicator)


@dataclass(frozen=True)
class Held:
    """A draft, what surrounds it, and the findings about it."""

    draft: Draft
    catalogue: Catalogue
    around: Surroundings
    findings: Findings

    def indicator(self, code: str) -> Indicator:
        """The indicator of a code."""
        return self.catalogue.indicators[code]

    @cached_property
    def first_quarter(self) -> Mask:
        """Which rows are of a year's first quarter, where flows begin from nothing."""
        first: Mask = self.draft.quarters % _A_YEAR == 0
        return first

    @cached_property
    def siblings(self) -> list[npt.NDArray[np.int64]]:
        """The rows of each level and quarter."""
        groups = self.draft.quarters * len(Level) + self.draft.regions.levels - min(Level)
        return [np.flatnonzero(groups == group) for group in np.unique(groups).tolist()]

    def past_years(self, code: str) -> list[Amounts]:
        """The figures of the same quarter in the years before, nearest first."""
        return [self.around.year_ago[code], *(figures[code] for figures in self.around.earlier)]

    def find(self, code: str, at: int, indicator: Indicator, values: Callable[[], dict[str, Any]]) -> None:
        """Find something about one figure, with its cell, header and region; the words are made where they are needed."""
        if self.findings.full(code):
            self.findings.add_each(code, 1)
            return
        cells = self.draft.cells.get(indicator.code)
        place, header = cells(at) if cells else ((int(self.draft.lines[at]) - 1, 0), None)
        self.findings.add(
            code, cell=place, column=header, region=self.draft.regions[at], indicator=indicator, **values()
        )
