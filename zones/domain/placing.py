"""A place in a ranking beside the quarter before, and how far the next better one is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zones.domain.figures import RankedRow


class Move(StrEnum):
    """How a rank compares with that of the quarter before."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    ABSENT = "absent"
    UNRANKED = "unranked"


@dataclass(frozen=True, slots=True)
class Gap:
    """The distance to the next better one: a difference of completions, and the whole units that would draw level.

    Where the ranking goes by the figure itself there are no completions to subtract.
    """

    above: RankedRow
    points: Fraction | None
    amount: int


@dataclass(frozen=True, slots=True)
class Placing:
    """A line of a ranking with the rank of the quarter before and the distance to the next better one."""

    row: RankedRow
    before: int | None
    gap: Gap | None

    @property
    def move(self) -> Move:
        """Up or down since the quarter before; new or absent where one of the two ranks is not there."""
        now, before = self.row.rank, self.before
        if now is None:
            return Move.UNRANKED if before is None else Move.ABSENT
        if before is None:
            return Move.NEW
        if now == before:
            return Move.SAME
        return Move.UP if now < before else Move.DOWN

    @property
    def gained(self) -> int | None:
        """Places gained since the quarter before, below zero where lost."""
        return None if self.row.rank is None or self.before is None else self.before - self.row.rank


def placings(rows: Sequence[RankedRow], before: Mapping[int, int], *, descending: bool) -> list[Placing]:
    """Rows of a ranking, best first, with the ranks of the quarter before (by node) and the distances to the next better."""
    found = []
    better: RankedRow | None = None
    for at, row in enumerate(rows):
        if at and row.rank != rows[at - 1].rank:
            better = rows[at - 1]
        gap = None if better is None or row.rank is None else _gap(row, better, descending=descending)
        found.append(Placing(row, before.get(row.region.node), gap))
    return found


def _gap(row: RankedRow, above: RankedRow, *, descending: bool) -> Gap | None:
    if row.value is None or above.value is None:
        return None
    level, points = Fraction(above.value), None
    if row.completion is not None and above.completion is not None and row.target is not None:
        level, points = above.completion * row.target, abs(above.completion - row.completion)
    amount = math.ceil(level) - row.value if descending else row.value - math.floor(level)
    return Gap(above, points, amount)
