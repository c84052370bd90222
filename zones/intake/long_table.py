"""A long table: a line a figure, with the indicator, perhaps the unit, and the value beside the region."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from zones.domain.finding import Finding
from zones.domain.indicator import Indicator, Unit
from zones.intake.columns import BLANK, ODD, Scan
from zones.intake.figures import Series
from zones.intake.headers import Headers, Role
from zones.intake.layout import Layout
from zones.intake.lines import sort_lines
from zones.intake.naming import as_name
from zones.intake.records import Records, Table
from zones.intake.text import Cell, key, plain

_Call = tuple[str, str, str, Cell, Cell]


@dataclass
class _Lines:
    """The lines of one indicator: by record, the line that holds its figure; `unit` is the first line's."""

    indicator: Indicator
    unit: Unit
    unit_text: str
    row_of: dict[int, int] = field(default_factory=dict)
    cell_of: dict[int, Cell] = field(default_factory=dict)
    other_unit: set[int] = field(default_factory=set)


def long_records(layout: Layout, headers: Headers, table: Table) -> tuple[Records, list[Finding]]:
    """A record for every region and period that the lines name, and findings for lines whose indicator is unclear."""
    rows = sort_lines(layout).regions
    reader = _Long(layout, headers, table)
    for row in rows:
        reader.take(row)
    calls = list(reader.records)
    records = Records(
        lines=list(reader.first_line.values()),
        codes=[call[0] for call in calls],
        names=[call[1] for call in calls],
        counties=[call[2] for call in calls],
        quarters=[call[3] for call in calls],
        years=[call[4] for call in calls],
        naming_column=layout.meanings[reader.naming].header,
        naming_cells=lambda position: (reader.first_line[position], reader.naming),
        series=[reader.series(lines) for lines in reader.indicators.values()],
    )
    return records, reader.findings


class _Long:
    """Goes through the lines once and sorts them into records and indicators."""

    def __init__(self, layout: Layout, headers: Headers, table: Table) -> None:
        self._layout, self._headers, self._table = layout, headers, table
        self._column = {role: layout.column(role) for role in Role}
        self._units = layout.unit_lines(headers)
        self.naming = next(
            at for role in (Role.REGION, Role.CODE, Role.COUNTY) if (at := self._column[role]) is not None
        )
        self.records: dict[_Call, int] = {}
        self.first_line: dict[int, int] = {}
        self.indicators: dict[str, _Lines] = {}
        self.findings: list[Finding] = []
        value = layout.columns(Role.VALUE)[0]
        self._values = layout.sheet.columns[value].scan(layout.start)

    def take(self, row: int) -> None:
        """Sort one line in."""
        name = plain(self._cell(row, Role.NAME_OF_INDICATOR))
        indicator = self._headers.indicator(name)
        if indicator is None:
            self._find_unknown_indicator(row, name)
            return
        call = (
            as_name(plain(self._cell(row, Role.CODE))),
            as_name(plain(self._cell(row, Role.REGION))),
            as_name(plain(self._cell(row, Role.COUNTY))),
            self._cell(row, Role.QUARTER),
            self._cell(row, Role.YEAR),
        )
        record = self.records.setdefault(call, len(self.records))
        self.first_line.setdefault(record, row)
        self._take_figure(row, record, indicator, name)

    def _take_figure(self, row: int, record: int, indicator: Indicator, name: str) -> None:
        unit_text = key(plain(self._cell(row, Role.UNIT))) or self._headers.units.split(name)[1]
        lines = self.indicators.get(indicator.code)
        if lines is None:
            unit = self._headers.units.of(indicator, unit_text) if unit_text else None
            usual = unit or self._units.get(indicator.unit.quantity) or indicator.unit
            lines = self.indicators.setdefault(indicator.code, _Lines(indicator, usual, unit_text if unit else ""))
        cell = self._cell(row, Role.VALUE)
        other_unit = (
            bool(unit_text) and unit_text != lines.unit_text and self._values.states[row - self._layout.start] != BLANK
        )
        if other_unit:
            # Another unit than the indicator's other lines have: it is read with the number.
            cell = f"{plain(cell)}{unit_text}"
        if record in lines.row_of:
            self._find_repeated(row, record, lines, cell)
            return
        lines.row_of[record], lines.cell_of[record] = row, cell
        if other_unit:
            lines.other_unit.add(record)

    def _cell(self, row: int, role: Role) -> Cell:
        column = self._column[role]
        return None if column is None else self._layout.sheet.cell(row, column)

    def _find_unknown_indicator(self, row: int, name: str) -> None:
        alike = self._headers.alike(name) if name else ""
        column = self._column[Role.NAME_OF_INDICATOR]
        self.findings.append(
            self._table.catalogue.findings["unknown_indicator"].finding(
                row=row + 1,
                column="" if column is None else self._layout.meanings[column].header,
                value=name,
                hint=f"是否指:{alike}" if alike else "请核对指标名称",
                hint_en=f"Did you mean {alike}?" if alike else "Check the indicator's name",
            )
        )

    def _find_repeated(self, row: int, record: int, lines: _Lines, cell: Cell) -> None:
        same = plain(lines.cell_of[record]) == plain(cell)
        self.findings.append(
            self._table.catalogue.findings["repeated_row" if same else "duplicate_row"].finding(
                row=row + 1,
                other=lines.row_of[record] + 1,
                column=self._layout.meanings[self.naming].header,
                value=plain(cell),
                indicator=lines.indicator.code,
            )
        )

    def series(self, lines: _Lines) -> Series:
        """The cells of one indicator, a cell a record."""
        size = len(self.records)
        column = self._column[Role.VALUE] or 0
        rows = np.full(size, -1, dtype=np.int64)
        numbers, states = np.full(size, np.nan), np.full(size, BLANK, dtype=np.int8)
        cells: list[Cell] = [None] * size
        for record, row in lines.row_of.items():
            inside = row - self._layout.start
            rows[record], cells[record] = row, lines.cell_of[record]
            numbers[record], states[record] = self._values.numbers[inside], self._values.states[inside]
            if record in lines.other_unit:
                states[record] = ODD
        header = self._layout.meanings[column].header
        return Series(
            indicator=lines.indicator,
            unit=lines.unit,
            cells=cells,
            scan=Scan(numbers, states),
            rows=rows,
            column=column,
            marks=self._layout.sheet.marks,
            locate=lambda position: ((int(rows[position]), column), header),
        )
