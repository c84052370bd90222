"""A wide table: a line a region, a column an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from zones.domain.finding import Finding
from zones.domain.indicator import Unit
from zones.intake.columns import NUMBER, Scan
from zones.intake.figures import Series
from zones.intake.headers import Headers, Meaning, Role
from zones.intake.layout import Layout
from zones.intake.lines import sort_lines
from zones.intake.naming import as_name
from zones.intake.records import Records, Table
from zones.intake.text import Cell, plain

_CODE_AND_NAME = re.compile(r"^(\d{6,12}(?:-\w+)?)[\s\-_、.]*(\D.*)$")


def wide_records(layout: Layout, headers: Headers, table: Table) -> tuple[Records, list[Finding]]:
    """The records of the lines that name a region, and a finding for each line that has figures and names none."""
    lines = sort_lines(layout)
    figures = [at for at, meaning in enumerate(layout.meanings) if meaning.role is Role.FIGURE and meaning.indicator]
    scans = {at: layout.sheet.columns[at].scan(layout.start) for at in figures}
    kept = _without_tail(lines.regions, scans, layout.start)
    rows = np.array(kept, dtype=np.int64)
    series = [
        _series(layout, at, scans[at], rows, _unit(layout.meanings[at], layout, headers))
        for at in _first_of(layout, figures)
    ]
    named = {role: _texts(layout, role, kept) for role in (Role.CODE, Role.REGION, Role.COUNTY)}
    codes, names = _parted(named[Role.CODE], named[Role.REGION])
    records = Records(
        lines=[layout.place(row, _naming(layout))[0] for row in kept],
        codes=codes,
        names=names,
        counties=named[Role.COUNTY],
        quarters=_cells(layout, Role.QUARTER, kept),
        years=_cells(layout, Role.YEAR, kept),
        naming_column=layout.meanings[_naming(layout)].header,
        naming_cells=lambda position: layout.place(kept[position], _naming(layout)),
        series=series,
        totals=lines.totals,
    )
    taken = {*lines.regions, *(total.row for total in lines.totals)}
    return records, _nameless(layout, scans, taken, table)


def _first_of(layout: Layout, figures: Sequence[int]) -> list[int]:
    """One column an indicator; a second one is a finding of its own."""
    seen: set[str] = set()
    first = []
    for at in figures:
        indicator = layout.meanings[at].indicator
        if indicator is not None and indicator.code not in seen:
            seen.add(indicator.code)
            first.append(at)
    return first


def _without_tail(rows: list[int], scans: dict[int, Scan], start: int) -> list[int]:
    """Without the lines behind the last figure: what stands there is no region but a word of the sender."""
    filled = np.zeros(0, dtype=np.bool_)
    for scan in scans.values():
        here = scan.states == NUMBER
        filled = here if not filled.size else filled | here
    last = int(np.flatnonzero(filled).max()) + start if filled.any() else start
    odd = {row for row in rows if row > last and any(scan.states[row - start] == 0 for scan in scans.values())}
    return [row for row in rows if row <= last or row in odd]


def _naming(layout: Layout) -> int:
    for role in (Role.REGION, Role.CODE, Role.COUNTY):
        column = layout.column(role)
        if column is not None:
            return column
    return 0


def _unit(meaning: Meaning, layout: Layout, headers: Headers) -> Unit:
    """The header's unit, else the one set above the table, else the declared one."""
    indicator = meaning.indicator
    if indicator is None:
        raise ValueError(meaning.header)
    return meaning.unit or layout.unit_lines(headers).get(indicator.unit.quantity) or indicator.unit


def _series(layout: Layout, at: int, scan: Scan, rows: npt.NDArray[np.int64], unit: Unit) -> Series:
    inside = rows - layout.start
    column = layout.sheet.columns[at]
    indicator = layout.meanings[at].indicator
    if indicator is None:
        raise ValueError(layout.meanings[at].header)

    def locate(position: int) -> tuple[tuple[int, int], str]:
        row = int(rows[position])
        return layout.place(row, at), layout.header(row, at)

    return Series(
        indicator=indicator,
        unit=unit,
        cells=_Picked(column, rows),
        scan=Scan(scan.numbers[inside], scan.states[inside]),
        rows=rows,
        column=at,
        marks=layout.sheet.marks,
        locate=locate,
    )


class _Picked(Sequence[Cell]):
    """The cells of some lines of a column, fetched when looked at."""

    def __init__(self, column: Any, rows: npt.NDArray[np.int64]) -> None:
        self._column, self._rows = column, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, position: Any) -> Any:
        return self._column[int(self._rows[position])]


def _texts(layout: Layout, role: Role, rows: Sequence[int]) -> list[str]:
    """The names in the first column of a role; a merged cell names every line it reaches over."""
    column = layout.column(role)
    if column is None:
        return [""] * len(rows)
    merged = bool(layout.sheet.merged)
    if merged:
        cells = [layout.sheet.cell(row, column) for row in rows]
    else:
        below = layout.sheet.columns[column].cells(layout.start)
        cells = [below[row - layout.start] for row in rows]
    if role is Role.COUNTY:
        cells = _carried(cells)
    known: dict[Cell, str] = {}
    return [known[cell] if cell in known else known.setdefault(cell, as_name(plain(cell))) for cell in cells]


def _carried(cells: Sequence[Cell]) -> list[Cell]:
    """A county that is written once for several lines holds until the next one."""
    carried: list[Cell] = []
    last: Cell = ""
    for cell in cells:
        last = cell if cell not in {None, ""} else last
        carried.append(last)
    return carried


def _cells(layout: Layout, role: Role, rows: Sequence[int]) -> list[Cell]:
    column = layout.column(role)
    return [None] * len(rows) if column is None else [layout.sheet.cell(row, column) for row in rows]


def _parted(codes: Sequence[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Code and name apart, where one cell holds both."""
    pairs = [
        (code, name)
        if code or not name[:1].isdigit()
        else ((match[1], match[2].strip()) if (match := _CODE_AND_NAME.match(name)) else (name, ""))
        for code, name in zip(codes, names, strict=True)
    ]
    return [code for code, _ in pairs], [name for _, name in pairs]


def _nameless(layout: Layout, scans: dict[int, Scan], taken: set[int], table: Table) -> list[Finding]:
    rows = {
        row
        for scan in scans.values()
        for row in (np.flatnonzero(scan.states == NUMBER) + layout.start).tolist()
        if row not in taken
    }
    naming = _naming(layout)
    nameless = [row for row in sorted(rows) if plain(layout.sheet.cell(row, naming)) == ""]
    return [
        table.catalogue.findings["unknown_region"].finding(
            row=layout.place(row, naming)[0] + 1,
            column=layout.meanings[naming].header,
            value="",
            hint="这一行有数据,却没有写地区",
            hint_en="The row has figures but names no region",
        )
        for row in nameless
    ]
