"""The quarter of a year, the time unit of every report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from zones.domain.errors import InvalidQuarterError

_CODE = re.compile(r"(\d{4})\s*[-.]?\s*[Qq]([1-4])")
MONTHS_A_QUARTER = 3


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter, ordered by time; `Quarter(2006, 1)` is written 2006Q1."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4) or not 1949 <= self.year <= 9999:  # noqa: PLR2004
            raise InvalidQuarterError(f"{self.year}Q{self.number}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the code form, 2006Q1; raises InvalidQuarterError."""
        match = _CODE.fullmatch(text.strip())
        if match is None:
            raise InvalidQuarterError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """The inverse of `ordinal`."""
        return cls(ordinal // 4, ordinal % 4 + 1)

    @property
    def ordinal(self) -> int:
        """Quarters counted from year 0, so that quarters subtract."""
        return self.year * 4 + self.number - 1

    def __add__(self, quarters: int) -> Quarter:
        return Quarter.from_ordinal(self.ordinal + quarters)

    def __sub__(self, quarters: int) -> Quarter:
        return Quarter.from_ordinal(self.ordinal - quarters)

    @property
    def last_month(self) -> int:
        """The month the cumulative span ends with: 3, 6, 9 or 12."""
        return self.number * MONTHS_A_QUARTER

    @property
    def share_of_year(self) -> Fraction:
        """The linear share of the year that has passed at the end of the quarter."""
        return Fraction(self.number, 4)

    @property
    def span_zh(self) -> str:
        """The cumulative span as bulletins write it: 1—3月."""
        return f"1—{self.last_month}月"

    def label(self, language: str) -> str:
        """The quarter in words: 2006年一季度 or Q1 2006."""
        if language == "zh":
            return f"{self.year}年{'一二三四'[self.number - 1]}季度"
        return f"Q{self.number} {self.year}"

    def span(self, language: str) -> str:
        """The cumulative span in words: 2006年1—6月 or January–June 2006."""
        if language == "zh":
            return f"{self.year}年{self.span_zh}"
        return f"January–{('March', 'June', 'September', 'December')[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarters_between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from `first` to `last`, both included."""
    return [Quarter.from_ordinal(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1)]
