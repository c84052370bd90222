"""One indicator of one region over quarters, in the forms that are compared: amounts, growth, an index; and what was due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.progress import Window, growth, quarter_on_quarter, single_quarter, year_on_year
from zones.domain.quarter import Quarter
from zones.domain.region import Region

INDEX_BASE = 100
_YEAR = 4


class Extent(StrEnum):
    """Cumulative figures, or single quarters of flows; a stock is a state either way."""

    CUMULATIVE = "cumulative"
    SINGLE = "single"


class Form(StrEnum):
    """As amounts, as growth over a year or a quarter, or with the first quarter as 100."""

    AMOUNT = "amount"
    YOY = "yoy"
    QOQ = "qoq"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One quarter: amounts in smallest units, growth as an exact fraction, an index around 100; None where unknown.

    `due` is what the schedule asks for by then in the form of the value; None where there is no target to ask it of,
    and of growth.
    """

    quarter: Quarter
    value: int | Fraction | None
    due: Fraction | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a comparison; `base` is the quarter that is 100 in an index."""

    region: Region
    indicator: Indicator
    extent: Extent
    form: Form
    points: tuple[SeriesPoint, ...]
    base: Quarter | None = None


class Figures:
    """The cumulative figures (or states) of one region and indicator by quarter ordinal."""

    def __init__(self, values: Mapping[int, int | None], *, flow: bool) -> None:
        self._values, self._flow = values, flow

    def cumulative(self, quarter: Quarter) -> int | None:
        """The figure in force."""
        return self._values.get(quarter.ordinal)

    def single(self, quarter: Quarter) -> int | None:
        """The quarter's own part of a flow; a stock stays the state it is."""
        if not self._flow:
            return self.cumulative(quarter)
        before = self._values.get(quarter.ordinal - 1)
        return single_quarter(cumulative=self.cumulative(quarter), before=before, first=quarter.number == 1)

    def yoy(self, quarter: Quarter, extent: Extent) -> Fraction | None:
        """同比: of the cumulative period, or of the single quarter."""
        if extent is Extent.CUMULATIVE:
            return year_on_year(self._window(quarter))
        return growth(current=self.single(quarter), base=self.single(quarter - _YEAR))

    def qoq(self, quarter: Quarter) -> Fraction | None:
        """环比: of single quarters; of a stock from its state a quarter ago."""
        return quarter_on_quarter(self._window(quarter), flow=self._flow, number=quarter.number)

    def _window(self, quarter: Quarter) -> Window:
        at = quarter.ordinal
        now, before, two_before, year_ago = (self._values.get(at - step) for step in (0, 1, 2, _YEAR))
        return Window(current=now, before=before, two_before=two_before, year_ago=year_ago)


def values_of(
    figures: Figures, quarters: Sequence[Quarter], *, extent: Extent, form: Form
) -> list[int | Fraction | None]:
    """The values of a series before any indexing: amounts, or rates of growth."""
    amount = figures.single if extent is Extent.SINGLE else figures.cumulative
    match form:
        case Form.YOY:
            return [figures.yoy(quarter, extent) for quarter in quarters]
        case Form.QOQ:
            return [figures.qoq(quarter) for quarter in quarters]
        case Form.AMOUNT | Form.INDEX:
            return [amount(quarter) for quarter in quarters]


def index_base(values: Sequence[int | Fraction | None]) -> int | None:
    """Where the first value stands that others can be a multiple of, one above zero; None without one."""
    return next((at for at, value in enumerate(values) if value is not None and value > 0), None)


def indexed(value: int | Fraction | None, *, base: int | Fraction | None) -> Fraction | None:
    """A value with the base as 100."""
    return None if value is None or base is None else value * INDEX_BASE / Fraction(base)
