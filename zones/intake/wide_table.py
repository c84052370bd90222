"""A wide table: a line a region, a column an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Indicator, Unit
from zones.intake.calling import calls_of
from zones.intake.columns import BLANK, NUMBER, PickedCells, Scan
from zones.intake.figures import Series, marked
from zones.intake.header_words import Role
from zones.intake.headers import Headers
from zones.intake.layout import Layout
from zones.intake.lines import Lines, sort_lines
from zones.intake.records import Records, Table, Total, period_cells

Rows = npt.NDArray[np.int64]


def wide_records(layout: Layout, headers: Headers, table: Table) -> tuple[Records, Lines]:
    """The records of the lines that name a region and have figures; figures that name none are found."""
    lines = sort_lines(layout)
    columns = _figure_columns(layout)
    units = _units(layout, headers, columns)
    scans = {at: layout.sheet.columns[at].scan(layout.start) for at in columns}
    calls = calls_of(layout)
    regions = lines.regions
    below = np.arange(layout.start, layout.sheet.height, dtype=np.int64)
    filled = np.zeros(len(below), dtype=np.bool_)
    for at, scan in scans.items():
        filled |= (scan.states != BLANK) | marked(layout.cells(below, at), layout.source.marks)
    rows = regions[filled[regions - layout.start] & ~calls.nameless[regions - layout.start]]
    unnamed = _unnamed(layout, scans, {*rows.tolist(), *lines.totals.tolist(), *lines.passed.tolist()})
    naming = layout.naming or 0
    series = [_series(layout, at, scans[at], rows, columns[at], units[at]) for at in columns]
    totals = list(_totals(layout, lines, rows, series, columns, scans))
    extra = _unlabelled_total(layout, unnamed, rows, scans)
    _find_nameless([row for row in unnamed if row != extra], layout, table)
    records = Records(
        rows=rows,
        calls=calls.picked(rows - layout.start),
        quarters=period_cells(layout, layout.column(Role.QUARTER), rows),
        years=period_cells(layout, layout.column(Role.YEAR), rows),
        places=layout.cells(rows, naming),
        series=series,
        totals=totals,
    )
    return records, lines


def _figure_columns(layout: Layout) -> Mapping[int, Indicator]:
    """One column an indicator, by column; a second one is a finding of its own."""
    first: dict[str, int] = {}
    for at, meaning in enumerate(layout.meanings):
        if meaning.role is Role.FIGURE and meaning.indicator is not None:
            first.setdefault(meaning.indicator.code, at)
    return {at: indicator for at in first.values() if (indicator := layout.meanings[at].indicator) is not None}


def _units(layout: Layout, headers: Headers, columns: Mapping[int, Indicator]) -> dict[int, Unit]:
    """The unit of each column: its header's, else the one set above the table, else the declared one."""
    above = layout.units_above(headers, frozenset(indicator.unit.quantity for indicator in columns.values()))
    return {
        at: layout.meanings[at].unit or above.get(indicator.unit.quantity) or indicator.unit
        for at, indicator in columns.items()
    }


def _series(layout: Layout, at: int, scan: Scan, rows: Rows, indicator: Indicator, unit: Unit) -> Series:
    return Series(
        indicator=indicator,
        unit=unit,
        cells=PickedCells(layout.sheet.columns[at], rows),
        scan=scan.picked(rows - layout.start),
        at=np.arange(len(rows), dtype=np.int64),
        places=layout.cells(rows, at),
        marks=layout.source.marks,
    )


def _totals(
    layout: Layout,
    lines: Lines,
    rows: Rows,
    series: Sequence[Series],
    columns: Mapping[int, Indicator],
    scans: Mapping[int, Scan],
) -> Iterator[Total]:
    edges = [-1, *lines.totals.tolist(), layout.sheet.height]
    everything = np.ones(len(rows), dtype=np.bool_)
    for order, row in enumerate(lines.totals.tolist(), start=1):
        block = (rows > edges[order - 1]) & (rows < row)
        if not block.any():
            block = (rows > row) & (rows < edges[order + 1])
        line = np.array([row], dtype=np.int64)
        for at, one in zip(columns, series, strict=True):
            if scans[at].states[row - layout.start] != BLANK:
                told = _series(layout, at, scans[at], line, columns[at], one.unit)
                yield Total(told, everything, block, bool(lines.subtotal[order - 1]))


def _unnamed(layout: Layout, scans: Mapping[int, Scan], accounted: set[int]) -> list[int]:
    """Lines with numbers that name no region and are no total."""
    numbers = np.zeros(layout.sheet.height - layout.start, dtype=np.bool_)
    for scan in scans.values():
        numbers |= scan.states == NUMBER
    return [row for row in (np.flatnonzero(numbers) + layout.start).tolist() if row not in accounted]


def _unlabelled_total(layout: Layout, unnamed: Sequence[int], rows: Rows, scans: Mapping[int, Scan]) -> int | None:
    """The one nameless line whose every number is the sum of its column: a total that nobody labelled."""
    if len(unnamed) != 1 or len(rows) < 2:  # noqa: PLR2004
        return None
    inside = rows - layout.start
    told = [(scan.numbers[unnamed[0] - layout.start], scan.numbers[inside]) for scan in scans.values()]
    sums = [(number, float(np.nansum(numbers))) for number, numbers in told if np.isfinite(number)]
    return unnamed[0] if all(np.isclose(number, added, rtol=1e-9) for number, added in sums) else None


def _find_nameless(unnamed: Sequence[int], layout: Layout, table: Table) -> None:
    naming = layout.naming or 0
    for row in unnamed:
        place, _ = layout.cells(np.array([row], dtype=np.int64), naming)(0)
        header = layout.meanings[naming].header
        table.findings.add("nameless_row", cell=place, column=header, value="")
