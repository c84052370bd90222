"""A long table: a line a figure, with the indicator, perhaps the unit, and the value beside the region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Indicator, Unit
from zones.intake.calling import calls_of
from zones.intake.coded import Coded, groups
from zones.intake.columns import BLANK, PickedCells
from zones.intake.figures import Series, marked
from zones.intake.header_words import Role
from zones.intake.headers import Headers
from zones.intake.layout import Layout
from zones.intake.lines import Lines, sort_lines
from zones.intake.records import Records, Table, Total, period_cells
from zones.intake.text import key, plain

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Named:
    """The indicator that a line's name means and the unit its name or its unit cell says, as written."""

    indicator: Indicator | None
    unit_text: str


def long_records(layout: Layout, headers: Headers, table: Table) -> tuple[Records, Lines]:
    """A record for every line with a value; lines whose indicator or unit is unclear are found and left out."""
    lines = sort_lines(layout)
    calls = calls_of(layout)
    reader = _Long(layout, headers, table)
    regions = lines.regions[reader.filled(lines.regions) & ~calls.nameless[lines.regions - layout.start]]
    reader.find_nameless(lines, calls.nameless)
    rows = reader.understood(regions)
    series = list(reader.series(rows))
    records = Records(
        rows=rows,
        calls=calls.picked(rows - layout.start),
        quarters=period_cells(layout, layout.column(Role.QUARTER), rows),
        years=period_cells(layout, layout.column(Role.YEAR), rows),
        places=layout.cells(rows, reader.naming),
        series=series,
    )
    return replace(records, totals=list(reader.totals(lines, records))), lines


class _Long:
    """Sorts lines by indicator and unit."""

    def __init__(self, layout: Layout, headers: Headers, table: Table) -> None:
        self._layout, self._headers, self._table = layout, headers, table
        self._name_column = layout.columns(Role.NAME_OF_INDICATOR)[0]
        self._value_column = layout.columns(Role.VALUE)[0]
        self.naming = layout.naming if layout.naming is not None else self._name_column
        self._names = layout.sheet.columns[self._name_column].coded(layout.start)
        self._scan = layout.sheet.columns[self._value_column].scan(layout.start)
        self._cells = layout.sheet.columns[self._value_column]
        self._said = [self._named(plain(word)) for word in self._names.words]
        self._unit_texts = self._units_said()
        self._numbers = {code: number for number, code in enumerate(table.catalogue.indicators)}
        quantities = frozenset(item.indicator.unit.quantity for item in self._said if item.indicator)
        self._above = layout.units_above(headers, quantities)

    def _named(self, name: str) -> _Named:
        meaning = self._headers.meaning([" ".join(name.split())] if name else [])
        found = meaning.role is Role.FIGURE and (self._table.by_year or not meaning.target)
        return _Named(meaning.indicator if found else None, meaning.unit_text)

    def _units_said(self) -> Coded[str]:
        """The unit each line says: in its own cell, else behind the indicator's name."""
        count = self._layout.sheet.height - self._layout.start
        column = self._layout.column(Role.UNIT)
        behind = Coded[str].of([item.unit_text for item in self._said])
        by_name = Coded(behind.at[self._names.at] if count else self._names.at, behind.words)
        header = self._layout.meanings[self._value_column].unit_text
        if header:
            by_name = by_name.mapped(lambda text: text or header)
        if column is None:
            return by_name
        own = self._layout.sheet.columns[column].coded(self._layout.start).mapped(lambda cell: key(plain(cell)))
        return own.filled_by(by_name, own.where(lambda text: not text))

    def filled(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which lines have a value."""
        held: npt.NDArray[np.bool_] = self._scan.states[rows - self._layout.start] != BLANK
        return held | marked(self._layout.cells(rows, self._value_column), self._layout.source.marks)

    def find_nameless(self, lines: Lines, nameless: npt.NDArray[np.bool_]) -> None:
        """A value of a known indicator that no region is named for."""
        known = np.array([item.indicator is not None for item in self._said], dtype=np.bool_)
        inside = np.flatnonzero(
            nameless & (self._scan.states != BLANK) & (known[self._names.at] if len(known) else False)
        )
        others = {*lines.totals.tolist(), *lines.passed.tolist()}
        header = self._layout.meanings[self.naming].header
        for row in (inside + self._layout.start).tolist():
            if row not in others:
                self._table.findings.add("nameless_row", cell=(row, self.naming), column=header, value="")

    def understood(self, rows: Rows) -> Rows:
        """The lines whose indicator is known and whose unit fits it."""
        inside = rows - self._layout.start
        first, group = groups(self._names.at[inside], self._unit_texts.at[inside])
        good = np.array([self._fits(int(inside[at])) for at in first.tolist()], dtype=np.bool_)
        for at in np.flatnonzero(~good[group]).tolist() if len(good) else []:
            self._find_unclear(int(inside[at]))
        return rows[good[group]] if len(good) else rows

    def _fits(self, line: int) -> bool:
        said, unit_text = self._said[self._names.at[line]], self._unit_texts[line]
        return said.indicator is not None and (
            not unit_text or self._headers.units.of(said.indicator, unit_text) is not None
        )

    def _find_unclear(self, line: int) -> None:
        indicator = self._said[self._names.at[line]].indicator
        row, findings = line + self._layout.start, self._table.findings
        name = plain(self._names[line])
        if indicator is None:
            alike = self._headers.alike(name) if name and not findings.full("unknown_indicator") else ""
            findings.add(
                "unknown_indicator",
                cell=(row, self._name_column),
                column=self._layout.meanings[self._name_column].header,
                value=name,
                hint=f"是否指:{alike}" if alike else "请核对指标名称",
                hint_en=f"Did you mean {alike}?" if alike else "Check the indicator's name",
            )
            return
        column = self._layout.column(Role.UNIT)
        place = self._name_column if column is None else column
        fitting = self._table.catalogue.units[indicator.unit.quantity]
        findings.add(
            "unknown_unit",
            cell=(row, place),
            column=self._layout.meanings[place].header,
            indicator=indicator,
            value=self._unit_texts[line],
            units="、".join(unit.name for unit in fitting),
            units_en=", ".join(unit.name for unit in fitting),
        )

    def _unit(self, indicator: Indicator, line: int) -> Unit:
        said = self._headers.units.of(indicator, self._unit_texts[line])
        return said or self._above.get(indicator.unit.quantity) or indicator.unit

    def series(self, rows: Rows) -> Iterator[Series]:
        """The lines of each indicator and unit."""
        inside = rows - self._layout.start
        known: dict[tuple[str, str], int] = {}
        of_pair: list[int] = []
        first, group = groups(self._names.at[inside], self._unit_texts.at[inside])
        kinds = []
        for at in first.tolist():
            indicator = self._said[self._names.at[inside[at]]].indicator
            if indicator is None:
                continue
            unit = self._unit(indicator, int(inside[at]))
            if (indicator.code, unit.name) not in known:
                kinds.append((indicator, unit))
            of_pair.append(known.setdefault((indicator.code, unit.name), len(known)))
        kind_of = np.array(of_pair, dtype=np.int64)[group] if of_pair else group
        for number, (indicator, unit) in enumerate(kinds):
            at = np.flatnonzero(kind_of == number)
            yield self._series(indicator, unit, rows[at], at)

    def _series(self, indicator: Indicator, unit: Unit, rows: Rows, at: npt.NDArray[np.int64]) -> Series:
        return Series(
            indicator=indicator,
            unit=unit,
            cells=PickedCells(self._cells, rows),
            scan=self._scan.picked(rows - self._layout.start),
            at=at,
            places=self._layout.cells(rows, self._value_column),
            marks=self._layout.source.marks,
        )

    def totals(self, lines: Lines, records: Records) -> Iterator[Total]:
        """Lines of totals: each may be the sum of the records of its indicator and period."""
        codes = np.array([self._indicator_number(line) for line in (records.rows - self._layout.start).tolist()])
        quarters = period_cells(self._layout, self._layout.column(Role.QUARTER), lines.totals)
        years = period_cells(self._layout, self._layout.column(Role.YEAR), lines.totals)
        for at, row in enumerate(lines.totals.tolist()):
            line = row - self._layout.start
            indicator = self._said[self._names.at[line]].indicator
            if indicator is None or self._scan.states[line] == BLANK or not self._fits(line):
                continue
            among = codes == self._indicator_number(line)
            among &= records.quarters.equal(quarters[at]) & records.years.equal(years[at])
            told = self._series(
                indicator, self._unit(indicator, line), lines.totals[at : at + 1], np.zeros(1, dtype=np.int64)
            )
            yield Total(told, among, among, subtotal=False)

    def _indicator_number(self, line: int) -> int:
        indicator = self._said[self._names.at[line]].indicator
        return -1 if indicator is None else self._numbers[indicator.code]
