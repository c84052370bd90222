"""双过半, time past half and tasks past half: goals, yardsticks and verdicts (section 3.5 of the design)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Yardstick(StrEnum):
    """What a goal is held against at mid-year."""

    MILESTONE = "milestone"
    LINEAR = "linear"
    LAST_YEAR = "last_year"


class GoalState(StrEnum):
    """How one goal of one region stands."""

    MET = "met"
    MISSED = "missed"
    NO_REPORT = "no_report"
    TOO_EARLY = "too_early"
    NO_TARGET = "no_target"
    NO_YARDSTICK = "no_yardstick"


class Verdict(StrEnum):
    """How a region stands over all its goals."""

    ALL_MET = "all_met"
    SOME_MET = "some_met"
    NONE_MET = "none_met"
    NO_REPORT = "no_report"
    TOO_EARLY = "too_early"
    NO_GOAL = "no_goal"


@dataclass(frozen=True, slots=True)
class Goal:
    """A mid-year goal: `numerator` must reach `due` of `denominator`'s annual target; `due` is an exact fraction."""

    code: str
    name: str
    name_en: str
    numerator: str
    denominator: str
    due: Fraction

    def label(self, language: str) -> str:
        """The goal's name."""
        return self.name if language == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """One goal of one region, amounts in the numerator's smallest unit.

    `due` is the yardstick's share, `milestone` the exact amount it asks for, `missing` what is still short of it (at
    least the next whole unit, so that a third of 100 projects asks for 34).
    """

    goal: Goal
    state: GoalState
    figure: int | None
    target: int | None
    due: Fraction | None
    milestone: Fraction | None
    missing: int | None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where it cannot be judged yet or at all."""
        if self.state in {GoalState.MET, GoalState.MISSED}:
            return self.state is GoalState.MET
        return False if self.state is GoalState.NO_REPORT else None

    @property
    def share(self) -> Fraction | None:
        """The figure as a share of the annual target."""
        if self.figure is None or self.target is None or self.target <= 0:
            return None
        return Fraction(self.figure, self.target)


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a month has brought of a half-year, and must bring: months passed and months left."""

    passed: int
    left: int

    def so_far(self, item: GoalStanding) -> Fraction | None:
        """The monthly pace since January."""
        return Fraction(item.figure, self.passed) if item.figure is not None and self.passed > 0 else None

    def needed(self, item: GoalStanding) -> Fraction | None:
        """The pace the rest of the half must bring; None once the half is over."""
        short = item.missing if item.figure is not None else None
        return Fraction(short, self.left) if short is not None and self.left > 0 else None


def due_share(
    goal: Goal, yardstick: Yardstick, *, last_half: int | None = None, last_year: int | None = None
) -> Fraction | None:
    """The share of the annual target a yardstick asks for by the end of June.

    `last_half` and `last_year` are the same region's figures of last year's second and fourth quarter; without both
    (or with a year of nothing) last year's curve asks for nothing that could be judged.
    """
    match yardstick:
        case Yardstick.MILESTONE:
            return goal.due
        case Yardstick.LINEAR:
            return Fraction(1, 2)
        case Yardstick.LAST_YEAR:
            if last_half is None or last_year is None or last_year <= 0:
                return None
            return Fraction(last_half, last_year)


def standing(
    goal: Goal,
    *,
    figure: int | None,
    target: int | None,
    due: Fraction | None,
    half_is_in: bool,
    amount: int | None = None,
) -> GoalStanding:
    """Judge one goal: met when the figure is at least the milestone, compared unrounded.

    `half_is_in` tells a missing second-quarter figure (no report) from one that cannot be there yet (too early).
    `amount` is what is due in itself, in place of a share of the target.
    """
    base = target if target is not None and target > 0 else None
    if amount is not None:
        due = None if base is None else Fraction(amount, base)
        milestone: Fraction | None = Fraction(amount)
    else:
        milestone = None if base is None or due is None else due * base
    if milestone is None:
        state = GoalState.NO_TARGET if base is None else GoalState.NO_YARDSTICK
    elif figure is None:
        state = GoalState.NO_REPORT if half_is_in else GoalState.TOO_EARLY
    else:
        state = GoalState.MET if figure >= milestone else GoalState.MISSED
    missing = None
    if milestone is not None and figure is not None:
        missing = max(-((figure - milestone) // 1), 0)
    return GoalStanding(goal, state, figure, target, due, milestone, missing)


def verdict(standings: Iterable[GoalStanding]) -> Verdict:
    """The verdict over all goals that can be judged; a goal without a figure is not met."""
    judged = [item for item in standings if item.state not in {GoalState.NO_TARGET, GoalState.NO_YARDSTICK}]
    if not judged:
        return Verdict.NO_GOAL
    states = [item.state for item in judged]
    if all(state is GoalState.TOO_EARLY for state in states):
        return Verdict.TOO_EARLY
    if all(state in {GoalState.NO_REPORT, GoalState.TOO_EARLY} for state in states):
        return Verdict.NO_REPORT
    if all(state is GoalState.MET for state in states):
        return Verdict.ALL_MET
    return Verdict.SOME_MET if GoalState.MET in states else Verdict.NONE_MET
