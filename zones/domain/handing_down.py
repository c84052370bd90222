"""分解: a region's own target against the sum of its children's, and last year's targets as a start for this year's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.region import Region


class HandingDown(StrEnum):
    """How far a target is handed down."""

    EXACT = "exact"
    SHORT = "short"
    EXCESS = "excess"
    NOTHING = "nothing"
    NO_OWN = "no_own"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A region's own target of one indicator and what its children's add up to, in smallest units.

    `without` are the children that have no target of the indicator.
    """

    region: Region
    indicator: Indicator
    own: int | None
    handed: int | None
    without: tuple[Region, ...] = ()

    @property
    def state(self) -> HandingDown:
        """How far it is handed down; a region without a target of its own takes its children's sum."""
        if self.own is None:
            return HandingDown.NO_TARGET if self.handed is None else HandingDown.NO_OWN
        if self.handed is None:
            return HandingDown.NOTHING
        if self.own == self.handed:
            return HandingDown.EXACT
        return HandingDown.SHORT if self.handed < self.own else HandingDown.EXCESS

    @property
    def difference(self) -> int | None:
        """Own target less the sum: above zero what is not handed down, below zero what is handed down beyond it."""
        return None if self.own is None or self.handed is None else self.own - self.handed

    @property
    def share(self) -> Fraction | None:
        """The share of the own target that is handed down; nothing handed down is none of it."""
        return None if self.own is None or self.own <= 0 else Fraction(self.handed or 0, self.own)

    @property
    def left(self) -> int | None:
        """What is not yet handed down."""
        return None if self.own is None else max(self.own - (self.handed or 0), 0)


def carried_over(value: int, *, factor: Fraction, indicator: Indicator) -> int:
    """A target times a factor, half up to the last decimal that the indicator is shown with; in smallest units."""
    step = max(Fraction(indicator.scale, 10**indicator.decimals), Fraction(1))
    steps = (value * factor / step + Fraction(1, 2)) // 1
    return int(steps * step)
