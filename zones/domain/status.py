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


@dataclass(frozen=True, slots=True)
class Bound:
    """One line of a rule: the light is given when the measure is at least `at_least` (equal has met it)."""

    status: Status
    measure: Measure
    at_least: Fraction


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

    def status(self, *, reported: bool, completion: Fraction | None, schedule: Fraction) -> Status:
        """The light of a figure; without a report or a target nothing is judged."""
        if not reported:
            return Status.NO_REPORT
        if completion is None:
            return Status.NO_TARGET
        for bound in self.bounds:
            if _reaches(bound, completion=completion, schedule=schedule):
                return bound.status
        return self.otherwise

    def label(self, language: str) -> str:
        """The rule's name."""
        return self.name if language == "zh" else self.name_en

    def wording(self, language: str) -> str:
        """The rule in words, as printed wherever a light is shown."""
        return self.text if language == "zh" else self.text_en


def _reaches(bound: Bound, *, completion: Fraction, schedule: Fraction) -> bool:
    match bound.measure:
        case Measure.COMPLETION:
            return completion >= bound.at_least
        case Measure.SHARE_OF_SCHEDULE:
            return completion >= bound.at_least * schedule
        case Measure.LEAD:
            return completion - schedule >= bound.at_least
