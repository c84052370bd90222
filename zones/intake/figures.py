"""The cells of one indicator turned into exact amounts: clean numbers all at once, odd cells one by one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.finding import Severity
from zones.domain.indicator import Indicator, Unit
from zones.domain.wording import ExactAmount, rounded
from zones.intake.amounts import Amount, Trouble, read_amount
from zones.intake.collecting import Findings
from zones.intake.columns import BLANK, NUMBER, Scan
from zones.intake.draft import Amounts, Cells
from zones.intake.headers import Headers
from zones.intake.sheet import Marks, place_numbers
from zones.intake.text import Cell, plain

LARGEST = 2 * 10**14
"""No figure is larger, in smallest units: 200 million million yuan; so sums over the whole country stay whole numbers."""

# A binary number and a decimal of up to fifteen digits belong to each other alone.
_FIFTEEN_DIGITS = 10.0**15
_GRID = 10**4
_POWER_OF_TEN = re.compile(r"10*")


@dataclass(frozen=True)
class Series:
    """Cells of one indicator in one unit: `at` are the records they belong to, `places` where they stand in the file."""

    indicator: Indicator
    unit: Unit
    cells: Sequence[Cell]
    scan: Scan
    at: npt.NDArray[np.int64]
    places: Cells
    marks: Marks


@dataclass(frozen=True)
class Read:
    """Amounts in smallest units (masked where there is none), and which are approximate or could not be read."""

    amounts: Amounts
    approximate: frozenset[int]
    unread: npt.NDArray[np.bool_]


def read_series(series: Series, *, catalogue: Catalogue, headers: Headers, findings: Findings) -> Read:
    """Every cell of a series as an exact amount, and a finding for each that is none."""
    values, clean = exact_amounts(series.scan, series.unit.smallest)
    blank = series.scan.states == BLANK
    reader = _Reader(series, catalogue, headers, findings)
    odd = ~blank & ~clean
    odd[marked(series.places, series.marks)] = True
    for position in np.flatnonzero(odd).tolist():
        blank[position], values[position] = reader.read(position)
    reader.refuse_negatives(values, blank)
    return Read(np.ma.MaskedArray(values, mask=blank), frozenset(reader.approximate), reader.unread)


def exact_amounts(scan: Scan, factor: Fraction) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Numbers times a unit's size where that is proven exact, and where it is.

    A number is taken to a decimal grid and back: if the quotient, which IEEE 754 rounds correctly, is the number again, and
    the grid point has at most fifteen digits, then it is the very decimal that the file says. The rest is whole numbers.
    """
    simple = factor.denominator == 1 and bool(_POWER_OF_TEN.fullmatch(str(factor.numerator)))
    grid = factor.numerator if simple else _GRID
    with np.errstate(invalid="ignore", over="ignore"):
        points = np.rint(scan.numbers * grid)
        clean = (scan.states == NUMBER) & (points / grid == scan.numbers) & (np.abs(points) < _FIFTEEN_DIGITS)
        if not simple:
            clean &= np.abs(points) * factor.numerator < 2.0**62
    values = np.where(clean, points, 0).astype(np.int64)
    if not simple:
        values, rest = np.divmod(values * factor.numerator, _GRID * factor.denominator)
        clean &= rest == 0
    return values, clean & (np.abs(values) <= LARGEST)


def marked(places: Cells, marks: Marks) -> npt.NDArray[np.bool_]:
    """Cells that a workbook marks: shown as percent, an error, a formula never calculated."""
    if not marks.places.size:
        return np.zeros(len(places.rows), dtype=np.bool_)
    return np.isin(place_numbers(places.rows, places.columns), marks.places)


class _Reader:
    """Reads the odd cells of one series and says what is wrong with them."""

    def __init__(self, series: Series, catalogue: Catalogue, headers: Headers, findings: Findings) -> None:
        self._series, self._catalogue, self._findings = series, catalogue, findings
        self._units = headers.units.of_cells(series.indicator)
        self._known: dict[tuple[type, Cell], Amount | Trouble | None] = {}
        self.approximate: set[int] = set()
        self.unread = np.zeros(len(series.at), dtype=np.bool_)

    def read(self, position: int) -> tuple[bool, int]:
        """(no value, amount) of a cell."""
        cell = self._series.cells[position]
        code, shown = self._marked_as(position, cell)
        read = Trouble(code) if code else self._amount(cell)
        if read is None:
            return True, 0
        if isinstance(read, Trouble):
            return self._trouble(read.code, position, shown or plain(cell))
        return self._settled(position, plain(cell), read)

    def _amount(self, cell: Cell) -> Amount | Trouble | None:
        asked = type(cell), cell
        if asked not in self._known:
            self._known[asked] = read_amount(cell, self._units)
        return self._known[asked]

    def _marked_as(self, position: int, cell: Cell) -> tuple[str, str]:
        """The finding that a workbook's mark of a cell makes, and what the cell shows."""
        marks = self._series.marks
        place, _ = self._series.places(position)
        if place in marks.errors:
            return "error_cell", marks.errors[place]
        if place in marks.unsaved:
            return "formula_without_value", ""
        if place in marks.percents and isinstance(cell, int | float) and math.isfinite(cell):
            return "share_in_value_column", f"{rounded(Fraction(plain(cell)) * 100, 2).normalize():f}%"
        return "", ""

    def _settled(self, position: int, written: str, read: Amount) -> tuple[bool, int]:
        """The amount in smallest units, rounded half up where the file is finer."""
        indicator = self._series.indicator
        exact = read.number * (read.unit or self._series.unit).smallest
        if abs(exact) > LARGEST:
            return self._trouble("impossible_value", position, written)
        value = int(rounded(exact, 0))
        understood = ExactAmount(value, indicator)
        if read.approximate:
            self.approximate.add(position)
            self._find("approximate_value", position, written, understood=understood)
        elif exact != value and indicator.scale == 1:
            return self._trouble("fraction_of_a_count", position, written, kept=value)
        elif exact != value:
            self._find("rounded_value", position, written, understood=understood)
        return False, value

    def refuse_negatives(self, values: npt.NDArray[np.int64], blank: npt.NDArray[np.bool_]) -> None:
        """A finding for each amount below zero, which stays out unless a deployment lets it pass."""
        for position in np.flatnonzero((values < 0) & ~blank).tolist():
            blank[position], _ = self._trouble(
                "negative_value", position, plain(self._series.cells[position]), kept=int(values[position])
            )

    def _trouble(self, code: str, position: int, written: str, *, kept: int | None = None) -> tuple[bool, int]:
        """Note what is wrong. What can be kept is kept where the deployment made the rule less than an error."""
        self._find(code, position, written)
        self.unread[position] = True
        if kept is not None and self._catalogue.findings[code].severity is not Severity.ERROR:
            return False, kept
        return True, 0

    def _find(self, code: str, position: int, written: str, **values: Any) -> None:
        if self._findings.full(code):
            self._findings.add_each(code, 1)
            return
        place, header = self._series.places(position)
        fitting = self._catalogue.units[self._series.indicator.unit.quantity]
        unit = self._series.unit
        self._findings.add(
            code,
            cell=place,
            column=header,
            indicator=self._series.indicator,
            value=written,
            unit=unit.name,
            unit_en=unit.name_en,
            units="、".join(item.name for item in fitting),
            units_en=", ".join(item.name for item in fitting),
            **values,
        )
