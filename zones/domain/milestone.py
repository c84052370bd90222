"""阶段目标: what is due of one region and indicator by the end of a quarter, declared for that region alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zones.domain.errors import ZonesError


class InvalidMilestoneError(ZonesError):
    """A milestone asks for both a share and an amount, for neither, or for nothing at all."""

    def __init__(self) -> None:
        super().__init__(
            zh="阶段目标应为年度目标的份额或数额之一,且大于零",
            en="a milestone is either a share of the annual target or an amount, and above zero",
        )


@dataclass(frozen=True, slots=True)
class Milestone:
    """Either an exact share of the annual target or an amount in the indicator's smallest unit."""

    share: Fraction | None = None
    amount: int | None = None

    def __post_init__(self) -> None:
        asked = self.share if self.amount is None else self.amount
        if asked is None or asked <= 0 or (self.share is not None and self.amount is not None):
            raise InvalidMilestoneError

    def due(self, target: int | None) -> Fraction | None:
        """The exact amount asked for; a share of no (positive) target asks for nothing that could be judged."""
        if self.amount is not None:
            return Fraction(self.amount)
        return None if target is None or target <= 0 or self.share is None else self.share * target
