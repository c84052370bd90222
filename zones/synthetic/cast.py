"""Who plays a special part in an invented country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import pandas as pd

from zones.domain.quarter import Quarter
from zones.synthetic.measures import Mask, stream
from zones.synthetic.model import Arrangement, Figures, Targets

_ABSENT = 0.01
_REPORTS = 0


class Cast(Arrangement, Protocol):
    """Who plays a special part: also says who reports, and what the regions above the units say of themselves."""

    def absent(self, quarter: Quarter) -> Mask:
        """Which units send no report."""

    def without_target(self, year: int) -> Mask:
        """Which units have no target."""

    def blanks(self, quarter: Quarter) -> Mapping[str, Mask]:
        """Which figures a report leaves open, by indicator."""

    def own_targets(self, year: int, targets: pd.DataFrame) -> pd.DataFrame | None:
        """Targets that regions above the units have of their own; blank ones are masked."""

    def own_reports(self, quarter: Quarter, reports: pd.DataFrame) -> pd.DataFrame | None:
        """Reports of regions above the units."""


class Ordinary:
    """Nobody plays a special part; a few reports are missing."""

    def __init__(self, *, seed: int, units: int) -> None:
        self._seed, self._units = seed, units

    def arrange_targets(self, year: int, targets: Targets) -> None:
        """Leave the targets as drawn."""

    def arrange_figures(self, year: int, targets: Targets, figures: Figures) -> None:
        """Leave the figures as drawn."""

    def absent(self, quarter: Quarter) -> Mask:
        """One report in a hundred."""
        return stream(self._seed, _REPORTS, quarter.ordinal).random(self._units) < _ABSENT

    def without_target(self, year: int) -> Mask:  # noqa: ARG002
        """Everybody has targets."""
        return np.zeros(self._units, dtype=np.bool_)

    def blanks(self, quarter: Quarter) -> Mapping[str, Mask]:  # noqa: ARG002
        """Every report is complete."""
        return {}

    def own_targets(self, year: int, targets: pd.DataFrame) -> pd.DataFrame | None:
        """Everything above the units is summed."""

    def own_reports(self, quarter: Quarter, reports: pd.DataFrame) -> pd.DataFrame | None:
        """Everything above the units is summed."""
