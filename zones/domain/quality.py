"""Odd-looking figures: out of line with what is usual, too round to be measured, or never moving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from zones.domain.wording import stated_share

N = TypeVar("N", int, Fraction)


class Basis(StrEnum):
    """What a figure was found out of line with."""

    HISTORY = "history"
    SIBLINGS = "siblings"


class Oddity(StrEnum):
    """Why a region's figures look made up."""

    ROUND = "round"
    UNMOVED = "unmoved"
    REPEATED = "repeated"


def median(values: Sequence[N]) -> Fraction:
    """The middle value, of an even number the mean of the two in the middle; exact."""
    return Fraction(_twice_the_median(values)) / 2


def _twice_the_median(values: Sequence[N]) -> N:
    """Of whole numbers a whole number, which is what makes thousands of medians quick.

    Fractions are compared as floating point where that tells them apart, since rounding never turns their order round.
    """
    ordered = sorted(values, key=lambda value: (float(value), value))
    half, odd = divmod(len(ordered), 2)
    return ordered[half] * 2 if odd else ordered[half - 1] + ordered[half]


@dataclass(frozen=True, slots=True)
class Norm:
    """The median of `compared` values, and how far they spread around it."""

    usual: Fraction
    spread: Fraction
    compared: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """A value beside the median of what it was held against; `times` is the distance in spreads, `compared` how many."""

    value: Fraction
    usual: Fraction
    times: Fraction
    compared: int


@dataclass(frozen=True, slots=True)
class OutlierRule:
    """A value is out of line when it lies at least `times` spreads off the median of enough values.

    The spread is the median distance of the values from their median (MAD), at least `least_spread` of the median and
    at least one step, so that small movements of very steady figures are not called outliers.
    """

    quarters: int
    least_quarters: int
    least_siblings: int
    times: Fraction
    least_spread: Fraction

    def norm(self, values: Sequence[N], *, least: int) -> Norm | None:
        """What is usual among values, and how far they spread; None of fewer than `least`."""
        if len(values) < least:
            return None
        twice = _twice_the_median(values)
        usual, distance = Fraction(twice) / 2, median([abs(value * 2 - twice) for value in values]) / 2
        return Norm(usual, max(distance, self.least_spread * abs(usual)), len(values))

    def deviation(self, value: int | Fraction, norm: Norm, *, step: Fraction) -> Deviation | None:
        """How far a value is out of line; None where it is in line."""
        times = abs(value - norm.usual) / max(norm.spread, step)
        return Deviation(Fraction(value), norm.usual, times, norm.compared) if times >= self.times else None

    def wording(self, language: str) -> str:
        """The rule in words."""
        times, share = self.times, stated_share(self.least_spread)
        if language == "zh":
            return (
                f"偏离中位数达到{times}倍离差即列出。离差为各值与中位数之差的中位数,不小于中位数的{share},也不小于一个计量单位;份额还不小于1个百分点。"
                f"与本地区此前{self.quarters}个季度的当季数比(至少{self.least_quarters}个季度有数),"
                f"并与同级其他地区当季数占年度目标的份额比(至少{self.least_siblings}个地区有数)。"
            )
        return (
            f"Listed when {times} or more spreads off the median. The spread is the median distance from the median, "
            f"at least {share} of the median and one unit, of shares also one point. Compared with the region's own single "
            f"quarters of the {self.quarters} quarters before (at least {self.least_quarters} of them reported) and, as "
            f"shares of the annual target, with the regions beside it (at least {self.least_siblings} of them)."
        )


@dataclass(frozen=True, slots=True)
class RoundRule:
    """A region's figures are too round when at least `share` of those that could tell end in `zeros` zeros.

    Only figures large enough to be anything else count: a figure of 5 is not round, it is small.
    """

    quarters: int
    zeros: int
    least_figures: int
    share: Fraction

    def tally(self, figures: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """How many of the figures (value, smallest units in a declared unit) are round, of how many that could tell."""
        sized = [(value, scale * 10**self.zeros) for value, scale in figures]
        telling = [(value, size) for value, size in sized if abs(value) >= size]
        return sum(value % size == 0 for value, size in telling), len(telling)

    def too_round(self, round_ones: int, telling: int) -> bool:
        """Whether so many of so many are too many."""
        return telling >= self.least_figures and round_ones >= self.share * telling

    def wording(self, language: str) -> str:
        """The rule in words."""
        share = stated_share(self.share)
        if language == "zh":
            return (
                f"近{self.quarters}个季度上报的数值中,末{self.zeros}位全为零的占{share}以上即列出"
                f"(只看不少于{self.zeros + 1}位的数值,至少{self.least_figures}个)。"
            )
        return (
            f"Listed when {share} or more of the figures reported in {self.quarters} quarters end in {self.zeros} zeros "
            f"(of figures with {self.zeros + 1} digits or more, at least {self.least_figures} of them)."
        )


@dataclass(frozen=True, slots=True)
class ConstantRule:
    """A flow is constant when it says the same for so many quarters in a row.

    Only figures of at least `least` declared units: small counts are equal by chance, and often rightly.
    """

    quarters: int
    least: int

    def oddity(
        self, *, cumulative: Sequence[int | None], single: Sequence[int | None], number: int, scale: int
    ) -> Oddity | None:
        """What the newest quarters of a flow show, oldest first: a cumulative figure that stands still, or equal quarters.

        `number` is the newest quarter's place in its year: a cumulative figure can only stand still within one; `scale`
        the smallest units in a declared one.
        """
        if number >= self.quarters and self._same(cumulative, scale):
            return Oddity.UNMOVED
        return Oddity.REPEATED if self._same(single, scale) else None

    def _same(self, values: Sequence[int | None], scale: int) -> bool:
        newest = values[-self.quarters :]
        first = newest[0] if len(newest) == self.quarters else None
        return first is not None and abs(first) >= self.least * scale and len(set(newest)) == 1

    def wording(self, language: str) -> str:
        """The rule in words."""
        if language == "zh":
            return f"累计指标连续{self.quarters}个季度累计数不变,或当季数完全相同即列出(只看不小于{self.least}的数值)。"
        return (
            f"Listed when a cumulative figure stands still for {self.quarters} quarters, or {self.quarters} single "
            f"quarters are exactly equal (of figures of {self.least} or more)."
        )
