"""The light of a figure: a declared rule with inclusive boundaries (section 3.4 of the design)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Status(StrEnum):
    """The six lights, best first."""

    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    NO_REPORT = "no_report"
    NO_TARGET = "no_target"


class Measure(StrEnum):
    """What a rule's bound is held against."""

    COMPLETION = "completion"
    SHARE_OF_SCHEDULE = "share_of_schedule"
    LEAD = "lead"


def margin(measure: Measure, bound: Fraction, *, completion: Fraction, schedule: Fraction) -> Fraction:
    """A completion less what a bound of that measure asks for."""
    return completion - Fraction(*_asked_for(measure, bound, schedule))


def _asked_for(measure: Measure, bound: Fraction, schedule: Fraction) -> tuple[int, int]:
    """The completion that a bound asks for, as numerator and denominator."""
    match measure:
        case Measure.COMPLETION:
            return bound.numerator, bound.denominator
        case Measure.SHARE_OF_SCHEDULE:
            return bound.numerator * schedule.numerator, bound.denominator * schedule.denominator
        case Measure.LEAD:
            asked = schedule + bound
            return asked.numerator, asked.denominator


@dataclass(frozen=True, slots=True)
class Bound:
    """One line of a rule: the light is given when the measure is at least `at_least` (equal has met it)."""

    status: Status
    measure: Measure
    at_least: Fraction

    def asked(self, schedule: Fraction) -> Fraction:
        """The completion asked for."""
        return Fraction(*_asked_for(self.measure, self.at_least, schedule))

    def margin(self, *, completion: Fraction, schedule: Fraction) -> Fraction:
        """How far above the bound a completion lies, below zero where it misses it."""
        return margin(self.measure, self.at_least, completion=completion, schedule=schedule)


@dataclass(frozen=True, slots=True)
class Lights:
    """A rule at one schedule: each bound with the completion it asks for, as numerator and denominator."""

    asked: tuple[tuple[Bound, int, int], ...]
    otherwise: Status

    def status(self, *, reported: bool, completion: Fraction | None) -> Status:
        """The light of a figure; without a report or a target nothing is judged."""
        if not reported:
            return Status.NO_REPORT
        if completion is None:
            return Status.NO_TARGET
        bound = self.deciding(completion)
        return self.otherwise if bound is None else bound.status

    def deciding(self, completion: Fraction) -> Bound | None:
        """The first bound that a completion meets."""
        share, whole = completion.numerator, completion.denominator
        for bound, numerator, denominator in self.asked:
            if share * denominator >= numerator * whole:
                return bound
        return None


@dataclass(frozen=True, slots=True)
class StatusRule:
    """Bounds tried in order; what meets none is `otherwise`."""

    code: str
    name: str
    name_en: str
    bounds: tuple[Bound, ...]
    otherwise: Status
    text: str
    text_en: str

    def lights(self, schedule: Fraction) -> Lights:
        """The rule at one schedule, for the figures of a column."""
        asked = tuple((bound, *_asked_for(bound.measure, bound.at_least, schedule)) for bound in self.bounds)
        return Lights(asked, self.otherwise)

    def status(self, *, reported: bool, completion: Fraction | None, schedule: Fraction) -> Status:
        """The light of a figure; without a report or a target nothing is judged."""
        return self.lights(schedule).status(reported=reported, completion=completion)

    def edge(self, *, completion: Fraction | None, schedule: Fraction) -> Bound | None:
        """The bound that a completion sits on exactly, so that a hair less would change its light; None off any edge."""
        if completion is None:
            return None
        bound = self.lights(schedule).deciding(completion)
        return bound if bound is not None and bound.margin(completion=completion, schedule=schedule) == 0 else None

    def label(self, language: str) -> str:
        """The rule's name."""
        return self.name if language == "zh" else self.name_en

    def wording(self, language: str) -> str:
        """The rule in words, as printed wherever a light is shown."""
        return self.text if language == "zh" else self.text_en
