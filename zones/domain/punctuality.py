"""Who has reported, and who in time: a report is punctual when it came no later than a declared number of days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from zones.domain.quarter import Quarter


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """Reports are due so many days after the last day of the quarter; the last day itself is still in time."""

    days_after_quarter_end: int

    def date_of(self, quarter: Quarter) -> date:
        """The last day on which a report of the quarter is punctual."""
        last_day = calendar.monthrange(quarter.year, quarter.last_month)[1]
        return date(quarter.year, quarter.last_month, last_day) + timedelta(days=self.days_after_quarter_end)

    def wording(self, language: str) -> str:
        """The rule in words."""
        if language == "zh":
            return f"季度结束后{self.days_after_quarter_end}天内首次报送(当日含)为按时。"
        return f"In time when first sent no later than {self.days_after_quarter_end} days after the quarter's end."


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reporting units are expected, have reported, and did so in time."""

    expected: int
    reported: int
    punctual: int

    @property
    def rate(self) -> Fraction | None:
        """上报率: the share of those expected that have reported; None where nobody is expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    @property
    def punctual_rate(self) -> Fraction | None:
        """按时率: the share of those expected that reported in time."""
        return Fraction(self.punctual, self.expected) if self.expected else None


def together(tallies: Iterable[Tally]) -> Tally:
    """What several tallies say of all their units."""
    every = list(tallies)
    return Tally(
        expected=sum(tally.expected for tally in every),
        reported=sum(tally.reported for tally in every),
        punctual=sum(tally.punctual for tally in every),
    )
