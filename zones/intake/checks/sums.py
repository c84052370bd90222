"""A region's own report against the sum of the regions below it."""

from __future__ import annotations

import numpy as np

from zones.domain.indicator import Indicator
from zones.domain.wording import ExactAmount
from zones.intake.checks.held import Held, present, shown
from zones.intake.draft import Amounts


def check(held: Held) -> None:
    """Find reports that differ from the sum of their children."""
    for code, values in held.draft.values.items():
        below = held.around.children_sum[code]
        for at in np.flatnonzero(present(values) & present(below) & (values.data != below.data)).tolist():
            _find(held, at, held.indicator(code), values, below)


def _find(held: Held, at: int, indicator: Indicator, values: Amounts, below: Amounts) -> None:
    held.find(
        "report_differs_from_sum",
        at,
        indicator,
        lambda: {
            "value": shown(values, at, indicator),
            "sum": shown(below, at, indicator),
            "difference": ExactAmount(int(values.data[at] - below.data[at]), indicator, signed=True),
        },
    )
