"""The cells of one indicator turned into exact amounts: clean numbers all at once, odd cells one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.domain.indicator import Indicator, Unit
from zones.domain.wording import rounded
from zones.intake.amounts import Amount, Trouble, read_amount
from zones.intake.columns import BLANK, NUMBER, Scan
from zones.intake.draft import Amounts
from zones.intake.headers import Headers
from zones.intake.sheet import Marks, Place
from zones.intake.text import Cell, plain

# Below this a binary number of up to fifteen digits times a unit's size rounds to the exact whole number.
_EXACTLY_WHOLE = 2.0**50
_NOISE = 1e-15
_LARGEST = 2**62

Locate = Callable[[int], tuple[Place, str]]
"""The place (line and column from zero) and the header of a record's cell, as the file has them."""


@dataclass(frozen=True)
class Series:
    """The cells of one indicator, a cell a record; `unit` is the one they are written in unless a cell says another."""

    indicator: Indicator
    unit: Unit
    cells: Sequence[Cell]
    scan: Scan
    rows: npt.NDArray[np.int64]
    column: int
    marks: Marks
    locate: Locate


@dataclass(frozen=True)
class Read:
    """Amounts in smallest units (masked where there is none), the positions called approximate, and the findings."""

    amounts: Amounts
    approximate: frozenset[int]
    findings: tuple[Finding, ...]


def read_series(series: Series, *, catalogue: Catalogue, headers: Headers) -> Read:
    """Every cell of an indicator as an exact amount."""
    values, odd, blank = _clean_amounts(series)
    reader = _Reader(series, catalogue, headers)
    for position in sorted({*odd.tolist(), *_marked(series)}):
        blank[position], values[position] = reader.read(position)
    findings = reader.findings
    _refuse_negatives(series, values, blank, catalogue, findings)
    return Read(np.ma.MaskedArray(values, mask=blank), frozenset(reader.approximate), tuple(findings))


def _clean_amounts(series: Series) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Exact amounts of all plain numbers, the positions that need a closer look, and where there is no value."""
    numbers, states = series.scan.numbers, series.scan.states
    factor = series.unit.smallest
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = numbers * factor.numerator / factor.denominator
        nearest = np.rint(scaled)
        size = np.abs(nearest)
        whole = (np.abs(scaled - nearest) <= np.maximum(size, 1) * _NOISE) & (size < _EXACTLY_WHOLE)
    clean = (states == NUMBER) & whole
    values = np.where(clean, nearest, 0).astype(np.int64)
    return values, np.flatnonzero((states != BLANK) & ~clean), states == BLANK


def _marked(series: Series) -> Iterator[int]:
    """Positions whose cell a workbook marks: shown as percent, an error, a formula never calculated."""
    marks = series.marks
    places = [*marks.percents, *marks.unsaved, *marks.errors]
    if not places:
        return
    position_of = {row: at for at, row in enumerate(series.rows.tolist())}
    yield from (position_of[row] for row, column in places if column == series.column and row in position_of)


class _Reader:
    """Reads the odd cells of one series and collects what is wrong with them."""

    def __init__(self, series: Series, catalogue: Catalogue, headers: Headers) -> None:
        self._series, self._catalogue, self._headers = series, catalogue, headers
        self._base = series.unit.name.lstrip("万亿千百")
        self.findings: list[Finding] = []
        self.approximate: set[int] = set()

    def read(self, position: int) -> tuple[bool, int]:
        """(no value, amount) of a cell."""
        cell = self._series.cells[position]
        code = self._marked_trouble(position)
        read = Trouble(code) if code else read_amount(cell, self._unit)
        if read is None:
            return True, 0
        if isinstance(read, Trouble):
            self._find(read.code, position, self._shown(position, cell))
            return True, 0
        return self._amount(position, cell, read)

    def _marked_trouble(self, position: int) -> str:
        series = self._series
        place = int(series.rows[position]), series.column
        if place in series.marks.errors:
            return "error_cell"
        if place in series.marks.unsaved:
            return "formula_without_value"
        is_number = isinstance(series.cells[position], int | float)
        return "share_in_value_column" if place in series.marks.percents and is_number else ""

    def _shown(self, position: int, cell: Cell) -> str:
        series = self._series
        place = int(series.rows[position]), series.column
        if place in series.marks.errors:
            return series.marks.errors[place]
        if place in series.marks.percents and isinstance(cell, int | float):
            return f"{rounded(Fraction(cell) * 100, 2).normalize():f}%"
        return plain(cell)

    def _unit(self, text: str) -> Unit | None:
        units, indicator = self._headers.units, self._series.indicator
        return units.of(indicator, text) or units.of(indicator, text + self._base)

    def _amount(self, position: int, cell: Cell, read: Amount) -> tuple[bool, int]:
        series = self._series
        exact = read.number * (read.unit or series.unit).smallest
        value = int(rounded(exact, 0))
        if abs(value) > _LARGEST:
            self._find("not_a_number", position, plain(cell))
            return True, 0
        if exact != value and not read.approximate:
            if series.indicator.scale == 1:
                self._find("fraction_of_a_count", position, plain(cell))
                return True, 0
            self._find("rounded_value", position, plain(cell), understood=self._understood(value))
        if read.approximate:
            self.approximate.add(position)
            self._find("approximate_value", position, plain(cell), understood=self._understood(value))
        return False, value

    def _understood(self, value: int) -> str:
        indicator = self._series.indicator
        return f"{indicator.declared(value):,f}{indicator.unit.name}"

    def _find(self, code: str, position: int, value: str, **values: object) -> None:
        self.findings.append(cell_finding(code, self._series, position, value, self._catalogue, **values))


def cell_finding(
    code: str, series: Series, position: int, value: str, catalogue: Catalogue, **values: object
) -> Finding:
    """A finding about one cell, with its line and header as the file has them."""
    (row, column), header = series.locate(position)
    unit = series.unit
    fitting = catalogue.units[series.indicator.unit.quantity]
    named = {
        "value": value,
        "unit": unit.name,
        "unit_en": unit.name_en,
        "units": "、".join(item.name for item in fitting),
        "units_en": ", ".join(item.name for item in fitting),
        **values,
    }
    return catalogue.findings[code].about(
        row=row + 1, column=header, cell=(row, column), indicator=series.indicator, values=named
    )


def _refuse_negatives(
    series: Series,
    values: npt.NDArray[np.int64],
    blank: npt.NDArray[np.bool_],
    catalogue: Catalogue,
    findings: list[Finding],
) -> None:
    for position in np.flatnonzero((values < 0) & ~blank).tolist():
        shown = plain(series.cells[position])
        findings.append(cell_finding("negative_value", series, position, shown, catalogue))
        blank[position] = True
