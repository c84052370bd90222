"""What would lift a region over its mid-year line: the fewest units below it that reach their own milestones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zones.domain.past_half import GoalStanding
from zones.domain.region import Region


class LiftOutcome(StrEnum):
    """Whether the units below can lift the region at all."""

    ENOUGH = "enough"
    NOT_ENOUGH = "not_enough"
    NO_REPORT = "no_report"


def fewest(*, missing: int, lifts: Sequence[int]) -> tuple[int, ...] | None:
    """Positions of the fewest lifts that bring at least `missing`; None where all of them together bring less.

    The largest go first, since no other choice of as few brings more; of equal lifts the one given first.
    """
    order = sorted((at for at, lift in enumerate(lifts) if lift > 0), key=lambda at: -lifts[at])
    brought = 0
    for count, at in enumerate(order):
        if brought >= missing:
            return tuple(order[:count])
        brought += lifts[at]
    return tuple(order) if brought >= missing else None


@dataclass(frozen=True, slots=True)
class Lifter:
    """A unit and what the region above gains when it reaches its own milestone (smallest units, at least the next whole).

    A `silent` unit has not reported: nothing of it is in the figure above yet, so its whole milestone would come on top.
    """

    region: Region
    standing: GoalStanding
    lift: int
    silent: bool


@dataclass(frozen=True, slots=True)
class Lift:
    """One unmet goal of a region and the smallest set of units that would lift it over the line.

    `steps` is the smallest set, largest lift first; where even all would not do (`not_enough`) it holds all of them.
    `uncounted` are silent units whose part may already be in a report made above them. `follow` are the regions on the
    way up that report themselves: their own reports must rise along.
    """

    standing: GoalStanding
    outcome: LiftOutcome
    steps: tuple[Lifter, ...] = ()
    able: int = 0
    uncounted: tuple[Region, ...] = ()
    follow: tuple[Region, ...] = ()

    @property
    def brought(self) -> int:
        """What the steps bring together."""
        return sum(step.lift for step in self.steps)

    @property
    def still_missing(self) -> int | None:
        """What is missing after the steps: zero where they are enough, None where the region has no figure."""
        return None if self.standing.missing is None else max(self.standing.missing - self.brought, 0)


def lift_of(standing: GoalStanding, lifters: Sequence[Lifter]) -> Lift:
    """The smallest set for a goal that is not met, from units in tree order; `able` counts those that can bring anything."""
    if standing.missing is None:
        return Lift(standing, LiftOutcome.NO_REPORT)
    able = [lifter for lifter in lifters if lifter.lift > 0]
    chosen = fewest(missing=standing.missing, lifts=[lifter.lift for lifter in able])
    if chosen is None:
        everyone = sorted(able, key=lambda lifter: -lifter.lift)
        return Lift(standing, LiftOutcome.NOT_ENOUGH, tuple(everyone), len(able))
    return Lift(standing, LiftOutcome.ENOUGH, tuple(able[at] for at in chosen), len(able))
