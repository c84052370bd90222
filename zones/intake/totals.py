"""合计 and 小计 lines: held against the sum of the lines they stand for, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from zones.domain.finding import Finding
from zones.intake.amounts import Amount, read_amount
from zones.intake.draft import Amounts
from zones.intake.figures import Read, Series
from zones.intake.headers import Headers
from zones.intake.layout import Layout
from zones.intake.lines import Totals
from zones.intake.records import Records, Table
from zones.intake.text import plain


def total_findings(
    records: Records, reads: Mapping[str, Read], layout: Layout, headers: Headers, table: Table
) -> Iterator[Finding]:
    """A finding for every total that is none of the sums it may mean."""
    before = -1
    for total in records.totals:
        for series in records.series:
            code = series.indicator.code
            told = _told(series, total, layout, headers)
            if told is None:
                continue
            inside = (series.rows < total.row) & (series.rows > (before if total.subtotal else -1))
            sums = _sums(reads[code].amounts, inside, records, total)
            if sums and told not in sums:
                yield _mismatch(series, total, told, sums[0], layout, table)
        if total.subtotal:
            before = total.row


def _told(series: Series, total: Totals, layout: Layout, headers: Headers) -> int | None:
    """The total as written, in smallest units; None where there is none or it cannot be read."""
    place = total.row, series.column
    if place in series.marks.errors or place in series.marks.unsaved:
        return None
    cell = layout.sheet.cell(*place)
    read = read_amount(cell, lambda text: headers.units.of(series.indicator, text))
    if not isinstance(read, Amount) or read.approximate:
        return None
    return round(read.number * (read.unit or series.unit).smallest)


def _sums(amounts: Amounts, inside: npt.NDArray[np.bool_], records: Records, total: Totals) -> list[int]:
    """The sums that a total may mean: of all its lines, or, where names repeat by county, of either kind of line."""
    chosen = amounts[inside]
    sums = [int(chosen.sum())] if chosen.count() else []
    if total.subtotal or not any(records.codes):
        return sums
    lengths = np.array([len(code) for code in records.codes])[inside]
    for length in sorted({int(size) for size in lengths.tolist()}, reverse=True):
        part = chosen[lengths == length]
        if part.count():
            sums.append(int(part.sum()))
    return sums


def _mismatch(series: Series, total: Totals, told: int, added: int, layout: Layout, table: Table) -> Finding:
    unit = series.unit
    row, _ = layout.place(total.row, series.column)
    return table.catalogue.findings["total_mismatch"].finding(
        row=row + 1,
        column=layout.header(total.row, series.column),
        value=f"{plain(layout.sheet.cell(total.row, series.column))}",
        sum=f"{float(added / unit.smallest):,.10g}{unit.name}",
        indicator=series.indicator.code,
        told=told,
    )
