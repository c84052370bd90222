"""Amounts, regions and periods put together: records of one region and period become one row of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Indicator, Unit
from zones.intake.coded import groups
from zones.intake.dating import NO_PERIOD
from zones.intake.draft import Amounts, Cells, Draft
from zones.intake.figures import Read, Series
from zones.intake.naming_lines import Placed
from zones.intake.records import Records, Table

Positions = npt.NDArray[np.int64]


@dataclass
class Gathered:
    """One indicator's amounts, a cell a record: which could not be read, which are approximate, where they stand."""

    indicator: Indicator
    unit: Unit
    amounts: Amounts
    unread: npt.NDArray[np.bool_]
    approximate: npt.NDArray[np.bool_]
    rows: Positions
    columns: Positions
    headers: dict[int, str]


def gather(read: Iterable[tuple[Series, Read]], count: int) -> dict[str, Gathered]:
    """Everything read, by indicator code, over `count` records."""
    found: dict[str, Gathered] = {}
    for series, amounts in read:
        code = series.indicator.code
        if len(series.at) == count:
            found[code] = _whole(series, amounts)
            continue
        if code not in found:
            found[code] = _empty(series, count)
        _put(found[code], series, amounts)
    return found


def _whole(series: Series, read: Read) -> Gathered:
    """A column of its own, a cell for every record."""
    approximate = np.zeros(len(series.at), dtype=np.bool_)
    approximate[sorted(read.approximate)] = True
    places = series.places
    return Gathered(
        indicator=series.indicator,
        unit=series.unit,
        amounts=read.amounts,
        unread=read.unread,
        approximate=approximate,
        rows=places.rows,
        columns=places.columns,
        headers=dict(places.headers),
    )


def _empty(series: Series, count: int) -> Gathered:
    return Gathered(
        indicator=series.indicator,
        unit=series.unit,
        amounts=np.ma.MaskedArray(np.zeros(count, dtype=np.int64), mask=True),
        unread=np.zeros(count, dtype=np.bool_),
        approximate=np.zeros(count, dtype=np.bool_),
        rows=np.full(count, -1, dtype=np.int64),
        columns=np.full(count, -1, dtype=np.int64),
        headers={-1: ""},
    )


def _put(into: Gathered, series: Series, read: Read) -> None:
    at = series.at
    into.amounts[at] = read.amounts
    into.unread[at] = read.unread
    into.approximate[at[sorted(read.approximate)]] = True
    into.rows[at], into.columns[at] = series.places.rows, series.places.columns
    into.headers |= series.places.headers


def draft_of(
    records: Records,
    gathered: Mapping[str, Gathered],
    periods: Positions,
    regions: Placed,
    table: Table,
) -> Draft | None:
    """The rows whose region and period are clear; a region and period said twice must say the same."""
    ids = regions.ids
    clear = np.flatnonzero((ids >= 0) & (periods != NO_PERIOD))
    if not clear.size:
        return None
    first, group = groups(periods[clear], ids[clear])
    first = clear[first]
    merging = _Merging(records, first, clear, group)
    picked = {code: merging.merged(column) for code, column in gathered.items()}
    merging.find_repeated(regions, table)
    filled = np.zeros(len(first), dtype=np.bool_)
    for code, source in picked.items():
        filled |= ~np.ma.getmaskarray(gathered[code].amounts[source])
    if not filled.any():
        return None
    return _draft(records, gathered, picked, np.flatnonzero(filled), first, periods, regions)


def _draft(
    records: Records,
    gathered: Mapping[str, Gathered],
    picked: Mapping[str, Positions],
    kept: Positions,
    first: Positions,
    periods: Positions,
    regions: Placed,
) -> Draft:
    """`picked` holds, by indicator, the record that each row's figure comes from; `kept` are the rows that have one."""
    everything = slice(None)
    lines = first[kept]
    source = {
        code: everything if len(kept) == records.count else records_of[kept] for code, records_of in picked.items()
    }
    return Draft(
        quarters=periods[lines],
        regions=regions.among(lines),
        lines=records.places.rows[lines] + 1,
        values={code: gathered[code].amounts[at] for code, at in source.items()},
        approximate=frozenset(
            (row, code)
            for code, at in source.items()
            for row in np.flatnonzero(gathered[code].approximate[at]).tolist()
        ),
        units={code: gathered[code].unit for code in source},
        cells={code: _cells(gathered[code], at) for code, at in source.items()},
    )


def _cells(column: Gathered, at: Positions | slice) -> Cells:
    return Cells(column.rows[at], column.columns[at], column.headers)


class _Merging:
    """Brings records of one region and period together: the first that has a figure says it."""

    def __init__(self, records: Records, first: Positions, clear: Positions, group: Positions) -> None:
        self._records, self._first, self._clear, self._row_of = records, first, clear, group
        self._single = len(first) == len(clear)
        self._differs, self._repeats, self._adds = (np.zeros(records.count, dtype=np.bool_) for _ in range(3))
        self._said_by = np.arange(records.count)

    def merged(self, column: Gathered) -> Positions:
        """The record that each row's figure comes from."""
        source = self._first.copy()
        if self._single:
            return source
        present = ~np.ma.getmaskarray(column.amounts)[self._clear]
        records, rows = self._clear[present], self._row_of[present]
        _, earliest = np.unique(rows, return_index=True)
        source[rows[earliest]] = records[earliest]
        self._adds[records[earliest]] = True
        again = np.ones(len(records), dtype=np.bool_)
        again[earliest] = False
        records, said_by = records[again], source[rows[again]]
        differ = column.amounts.data[records] != column.amounts.data[said_by]
        self._differs[records[differ]], self._repeats[records[~differ]] = True, True
        new = ~self._differs[records] | differ
        self._said_by[records[new]] = said_by[new]
        return source

    def find_repeated(self, regions: Placed, table: Table) -> None:
        """A record that differs from an earlier one is an error; one that adds nothing to it is noted."""
        found = self._differs | (self._repeats & ~self._adds)
        for record in np.flatnonzero(found).tolist():
            place, header = self._records.places(record)
            region = regions.known[int(regions.at[record])]
            table.findings.add(
                "duplicate_row" if self._differs[record] else "repeated_row",
                cell=place,
                column=header,
                region=region,
                value=region.name,
                other=int(self._records.places.rows[self._said_by[record]]) + 1,
            )
