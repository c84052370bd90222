"""Figures out of line with all that their region reported for the same quarter of the years before."""

from __future__ import annotations

import numpy as np

from zones.domain.indicator import Indicator
from zones.intake.checks import unit_suspects
from zones.intake.checks.held import Held, Mask, present, shown
from zones.intake.draft import Amounts


def check(held: Held) -> None:
    """Find figures many times above or below every earlier one, but for those whose unit is suspected already."""
    times = float(held.catalogue.checks.jump)
    for code, values in held.draft.values.items():
        past = held.past_years(code)
        known, far = np.zeros(len(values), dtype=np.bool_), np.ones(len(values), dtype=np.bool_)
        usual = np.ma.MaskedArray(np.zeros(len(values), dtype=np.int64), mask=True)
        for figures in past:
            there, apart = far_from(values, figures, times=times)
            far &= ~there | apart
            nearest = there & ~known
            usual[nearest] = figures.data[nearest]
            known |= there
        rows = np.flatnonzero(known & far).tolist()
        suspected = unit_suspects.suspects(held, code) if rows else set()
        for at in rows:
            if at not in suspected:
                _find(held, at, held.indicator(code), values, usual)


def far_from(values: Amounts, figures: Amounts, *, times: float) -> tuple[Mask, Mask]:
    """Which rows have a value and a figure to compare, both above zero, and which values are so many times away from it."""
    there = present(figures) & (figures.data > 0) & present(values) & (values.data > 0)
    ratio = np.where(there, values.data / np.where(there, figures.data, 1), 1.0)
    return there, (ratio >= times) | (ratio <= 1 / times)


def _find(held: Held, at: int, indicator: Indicator, values: Amounts, usual: Amounts) -> None:
    held.find(
        "value_jump",
        at,
        indicator,
        lambda: {"value": shown(values, at, indicator), "usual": shown(usual, at, indicator)},
    )
