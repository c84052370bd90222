"""Completion, schedule, lead, growth and what remains (sections 3.1, 3.2, 3.4 and 3.7 of the design)."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

MONTHS_A_YEAR = 12


def completion(*, actual: int | None, target: int | None) -> Fraction | None:
    """The share of the annual target done, never clipped; None without a figure or a positive target."""
    if actual is None or target is None or target <= 0:
        return None
    return Fraction(actual, target)


def lead(*, completion: Fraction | None, schedule: Fraction | None) -> Fraction | None:
    """Completion less schedule, unrounded: 超序时 above zero, 欠序时 below."""
    if completion is None or schedule is None:
        return None
    return completion - schedule


def single_quarter(*, cumulative: int | None, before: int | None, first: bool) -> int | None:
    """The quarter's own part of a flow: the cumulative figure less that of the quarter before.

    `first` says that this is the first quarter of the year, whose cumulative figure is its own. A missing quarter
    before leaves the single quarter unknown: it is never taken for zero.
    """
    if cumulative is None:
        return None
    if first:
        return cumulative
    return None if before is None else cumulative - before


def growth(*, current: int | None, base: int | None) -> Fraction | None:
    """The rate of change; a missing, zero or negative base gives none."""
    if current is None or base is None or base <= 0:
        return None
    return Fraction(current - base, base)


def remaining(*, actual: int | None, target: int | None) -> int | None:
    """What is still to do, in smallest units; zero once the target is met."""
    if actual is None or target is None:
        return None
    return max(target - actual, 0)


def needed_per_month(*, remaining: int | None, months_left: int) -> Fraction | None:
    """The monthly pace that would close the gap; None when no month is left."""
    if remaining is None or months_left <= 0:
        return None
    return Fraction(remaining, months_left)


class Window(NamedTuple):
    """The figures of one region and indicator that its growth needs: this quarter, the two before, and a year ago."""

    current: int | None
    before: int | None
    two_before: int | None
    year_ago: int | None


def own_quarter(window: Window, *, flow: bool, number: int) -> int | None:
    """The single-quarter figure; None for a stock, which has none."""
    if not flow:
        return None
    return single_quarter(cumulative=window.current, before=window.before, first=number == 1)


def quarter_on_quarter(window: Window, *, flow: bool, number: int) -> Fraction | None:
    """环比: the single quarter against the single quarter before it; a stock against its state a quarter ago."""
    if not flow:
        return growth(current=window.current, base=window.before)
    current = single_quarter(cumulative=window.current, before=window.before, first=number == 1)
    base = single_quarter(cumulative=window.before, before=window.two_before, first=number == 2)  # noqa: PLR2004
    return growth(current=current, base=base)


def year_on_year(window: Window) -> Fraction | None:
    """同比: the same cumulative period (or state) of last year as the base."""
    return growth(current=window.current, base=window.year_ago)
