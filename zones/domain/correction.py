"""What changed since a briefing was issued: figures old and new, why, and what became of ranks and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.past_half import Verdict
from zones.domain.quarter import Quarter
from zones.domain.status import Status


@dataclass(frozen=True, slots=True)
class Named:
    """A region by its key and names, as a bulletin named it."""

    key: str
    name: str
    name_en: str

    def label(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name if language == "zh" or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True)
class Cause:
    """The submission that changed a figure, or the withdrawal of one, with the reason given."""

    submission: int
    author: str
    at: datetime
    reason: str
    withdrawal: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure stood: amounts in smallest units, the light, the rank among peers."""

    value: int | None
    target: int | None
    completion: Fraction | None
    status: Status | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure or its target that is not what was issued."""

    region: Named
    indicator: Indicator
    own: bool
    old: Standing
    new: Standing
    causes: tuple[Cause, ...]

    @property
    def value_changed(self) -> bool:
        """Whether the figure itself changed."""
        return self.old.value != self.new.value

    @property
    def target_changed(self) -> bool:
        """Whether the annual target changed."""
        return self.old.target != self.new.target


@dataclass(frozen=True, slots=True)
class RankMove:
    """A rank that moved because others' figures changed."""

    region: Named
    indicator: Indicator
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A mid-year verdict that is not what was issued."""

    region: Named
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that changed since an issue of a region (by its key).

    `code` is what the figures would be issued under now, empty where nothing is reported any more.
    """

    issued_code: str
    code: str
    series: str
    year: int
    number: int
    region: str
    quarter: Quarter
    issued: date
    title: str
    title_en: str
    synthetic: bool
    figures: tuple[FigureChange, ...]
    moves: tuple[RankMove, ...]
    verdicts: tuple[VerdictChange, ...]

    @property
    def anything(self) -> bool:
        """Whether what was issued no longer holds."""
        return bool(self.figures or self.moves or self.verdicts)
