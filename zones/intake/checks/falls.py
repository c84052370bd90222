"""Flows that are lower than in the quarter before; where most are, the file looks like single-quarter figures."""

from __future__ import annotations

import numpy as np

from zones.domain.indicator import Indicator
from zones.intake.checks.held import Held, Mask, present, shown
from zones.intake.draft import Amounts

_ENOUGH_TO_JUDGE_ALL = 3


def check(held: Held) -> None:
    """Find falls within the year, one by one or, where most figures of an indicator fell, all at once."""
    for code, values in held.draft.values.items():
        indicator = held.indicator(code)
        if not indicator.is_flow:
            continue
        before = held.around.before[code]
        both = present(values) & present(before) & ~held.first_quarter
        fell = both & (values.data < before.data)
        count = int(fell.sum())
        if count >= _ENOUGH_TO_JUDGE_ALL and count * 2 > int(both.sum()):
            _find_single_quarter(held, indicator, fell)
            continue
        for at in np.flatnonzero(fell).tolist():
            _find_fall(held, indicator, values, before, at)


def _find_single_quarter(held: Held, indicator: Indicator, fell: Mask) -> None:
    cells = held.draft.cells.get(indicator.code)
    header = cells(int(np.argmax(fell)))[1] if cells else None
    held.findings.add("looks_single_quarter", column=header, indicator=indicator)


def _find_fall(held: Held, indicator: Indicator, values: Amounts, before: Amounts, at: int) -> None:
    held.find(
        "cumulative_fell",
        at,
        indicator,
        lambda: {"value": shown(values, at, indicator), "before": shown(before, at, indicator)},
    )
