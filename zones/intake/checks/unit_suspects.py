"""Figures a power of ten away from what is usual for their region, else for the regions beside it: a unit mixed up."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Indicator, Unit
from zones.intake.checks.held import Held, Mask, present, shown

Numbers = npt.NDArray[np.float64]

# What makes the median deviation of a bell curve its standard deviation; beyond three of them a figure stands apart.
_NORMAL, _APART = 1.4826, 3.0


def check(held: Held) -> None:
    """Find suspects, each with the unit in which its number would be usual."""
    for code in held.draft.values:
        indicator = held.indicator(code)
        usual, own = _usual(held, code)
        for at, power in powers_away(held, code, usual):
            likely = _likely(held, indicator, power)
            if likely is not None:
                _find(held, at, indicator, power, likely, own=bool(own[at]))


def suspects(held: Held, code: str) -> set[int]:
    """The rows whose figure of an indicator is a suspect."""
    indicator = held.indicator(code)
    away = powers_away(held, code, _usual(held, code)[0])
    return {at for at, power in away if _likely(held, indicator, power) is not None}


def powers_away(held: Held, code: str, usual: Numbers) -> list[tuple[int, int]]:
    """(row, power of ten its figure is away from the usual one; negative where it is too small)."""
    values, within = held.draft.values[code], float(held.catalogue.checks.power_within)
    known = present(values) & (values.data > 0) & ~np.isnan(usual)
    ratio = np.where(known, values.data / np.where(known, usual, 1.0), 1.0)
    found = []
    for power in held.catalogue.checks.powers:
        for sign, off in ((1, ratio / power), (-1, ratio * power)):
            near = known & (off >= 1 / within) & (off <= within)
            found += [(at, sign * power) for at in np.flatnonzero(near).tolist()]
    return sorted(found)


def _usual(held: Held, code: str) -> tuple[Numbers, Mask]:
    """What is usual for each row (not a number where nothing is known), and whether it is the region's own."""
    values = held.draft.values[code]
    usual = np.full(len(values), np.nan)
    for figures in held.past_years(code):
        usual = np.where(np.isnan(usual) & present(figures) & (figures.data > 0), figures.data, usual)
    before = held.around.before[code]
    near = present(before) & (before.data > 0) & ~(held.first_quarter & held.indicator(code).is_flow)
    usual = np.where(np.isnan(usual) & near, before.data, usual)
    own = ~np.isnan(usual)
    return (usual if own.all() else np.where(own, usual, _beside(held, code))), own


def _beside(held: Held, code: str) -> Numbers:
    """The median of the rows of the same level and quarter, for those that stand far apart from most of them."""
    values = held.draft.values[code]
    filled = present(values) & (values.data > 0)
    beside = np.full(len(values), np.nan)
    for siblings in held.siblings:
        rows = siblings[filled[siblings]]
        if len(rows) < held.catalogue.checks.siblings:
            continue
        sizes = np.log10(values.data[rows])
        middle = float(np.median(sizes))
        off = np.abs(sizes - middle)
        beside[rows[off > _APART * _NORMAL * float(np.median(off))]] = 10**middle
    return beside


def _likely(held: Held, indicator: Indicator, power: int) -> Unit | None:
    """The unit in which the number would be usual: ten thousand times too large under 万元, it may well be 元."""
    written = held.draft.units.get(indicator.code, indicator.unit)
    wanted = written.smallest / power if power > 0 else written.smallest * -power
    return next((unit for unit in held.catalogue.units[indicator.unit.quantity] if unit.smallest == wanted), None)


def _find(held: Held, at: int, indicator: Indicator, power: int, likely: Unit, *, own: bool) -> None:
    values = held.draft.values[indicator.code]
    held.find(
        "unit_suspect",
        at,
        indicator,
        lambda: {
            "value": shown(values, at, indicator),
            "basis": "该地区以往数据" if own else "其他地区同期数据",
            "basis_en": "its own history" if own else "the other regions",
            "times": f"{abs(power):,}",
            "likely": likely.name,
            "likely_en": likely.name_en,
        },
    )
