"""红黑榜, the red and the black list: each by two conditions, a place in the ranking and a bound that must hold as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain.figures import RankedRow
from zones.domain.ranking import ranks
from zones.domain.status import Measure, margin


@dataclass(frozen=True, slots=True)
class ListSide:
    """One of the two lists: how many places it takes (ties share one), the bound, and both conditions in words."""

    places: int
    bound: Fraction
    text: str
    text_en: str

    def wording(self, language: str) -> str:
        """Both conditions, as printed beside the list."""
        return self.text if language == "zh" else self.text_en


@dataclass(frozen=True, slots=True)
class ListRule:
    """Red: among the first places and the measure at least the bound. Black: among the last places and below the bound."""

    code: str
    name: str
    name_en: str
    measure: Measure
    red: ListSide
    black: ListSide

    def label(self, language: str) -> str:
        """The rule's name."""
        return self.name if language == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class Listed:
    """Who stands on the red list (best first) and on the black list (worst first), and by which rule."""

    rule: ListRule
    red: tuple[RankedRow, ...]
    black: tuple[RankedRow, ...]


def listed(rows: Sequence[RankedRow], rule: ListRule, *, schedule: Fraction, descending: bool) -> Listed:
    """The two lists of a ranking by completion; who has no completion is judged by neither."""
    judged = [row for row in rows if row.completion is not None and row.rank is not None]
    from_below = ranks({row.region.node: row.completion for row in judged}, descending=not descending)
    red = [
        row
        for row in judged
        if row.rank is not None and row.rank <= rule.red.places and _margin(row, rule, rule.red, schedule) >= 0
    ]
    black = [
        row
        for row in judged
        if from_below[row.region.node] <= rule.black.places and _margin(row, rule, rule.black, schedule) < 0
    ]
    worst_first = sorted(black, key=lambda row: (from_below[row.region.node], row.region.node))
    return Listed(rule, tuple(red), tuple(worst_first))


def _margin(row: RankedRow, rule: ListRule, side: ListSide, schedule: Fraction) -> Fraction:
    return margin(rule.measure, side.bound, completion=row.completion or Fraction(0), schedule=schedule)
