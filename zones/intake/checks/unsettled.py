"""Which rows of a draft have to be held against the years before last."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zones.catalogue import Catalogue
from zones.domain.regions import Mask
from zones.intake.checks.held import present
from zones.intake.checks.jumps import far_from
from zones.intake.draft import Amounts, Draft


def unsettled(draft: Draft, *, year_ago: Mapping[str, Amounts], catalogue: Catalogue) -> Mask:
    """Rows with a figure that last year's does not vouch for: no rule asks about the years before of any other."""
    rows = np.zeros(len(draft.lines), dtype=np.bool_)
    for code, values in draft.values.items():
        there, far = far_from(values, year_ago[code], times=float(catalogue.checks.jump))
        rows |= present(values) & (values.data > 0) & (~there | far)
    return rows
