"""Amounts, regions and periods put together: records of one region and period become one row of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from zones.domain.finding import Finding
from zones.domain.region import Region
from zones.intake.draft import Draft
from zones.intake.figures import Locate, Read, Series, read_series
from zones.intake.headers import Headers
from zones.intake.records import NO_PERIOD, Records, Table


def read_all(records: Records, headers: Headers, table: Table) -> dict[str, Read]:
    """Every indicator's amounts, by code."""
    return {
        series.indicator.code: read_series(series, catalogue=table.catalogue, headers=headers)
        for series in records.series
    }


def draft_of(
    records: Records,
    reads: Mapping[str, Read],
    periods: npt.NDArray[np.int64],
    regions: Sequence[Region | None],
    table: Table,
) -> tuple[Draft | None, list[Finding]]:
    """The rows whose region and period are clear; a region and period said twice must say the same."""
    clear = [at for at, region in enumerate(regions) if region is not None and periods[at] != NO_PERIOD]
    first_of: dict[tuple[int, int], int] = {}
    again: list[tuple[int, int]] = []
    for at in clear:
        region = regions[at]
        if region is None:
            continue
        first = first_of.setdefault((int(periods[at]), region.id), at)
        if first != at:
            again.append((at, first))
    findings = _merge(again, reads, records, regions, table)
    kept = np.array(sorted(first_of.values()), dtype=np.int64)
    if not kept.size:
        return None, findings
    return _draft(kept, records, reads, periods, regions), findings


def _merge(
    again: Sequence[tuple[int, int]],
    reads: Mapping[str, Read],
    records: Records,
    regions: Sequence[Region | None],
    table: Table,
) -> list[Finding]:
    """Fill what a first record leaves open from a later one; two values that differ are an error, all the same a note."""
    findings = []
    for at, first in again:
        differs, filled = False, False
        for read in reads.values():
            amounts = read.amounts
            if amounts.mask[at]:
                continue
            if amounts.mask[first]:
                amounts[first] = amounts.data[at]
                filled = True
            elif amounts.data[first] != amounts.data[at]:
                differs = True
        if filled and not differs:
            continue
        region = regions[at]
        findings.append(
            table.catalogue.findings["duplicate_row" if differs else "repeated_row"].finding(
                row=records.lines[at] + 1,
                other=records.lines[first] + 1,
                column=records.naming_column,
                value=region.name if region else "",
                region=region.code if region else None,
            )
        )
    return findings


def _draft(
    kept: npt.NDArray[np.int64],
    records: Records,
    reads: Mapping[str, Read],
    periods: npt.NDArray[np.int64],
    regions: Sequence[Region | None],
) -> Draft:
    position_of = {record: position for position, record in enumerate(kept.tolist())}
    approximate = frozenset(
        (position_of[at], code) for code, read in reads.items() for at in read.approximate if at in position_of
    )
    return Draft(
        quarters=periods[kept],
        regions=[region for at in kept.tolist() if (region := regions[at]) is not None],
        lines=np.array([records.lines[at] + 1 for at in kept.tolist()], dtype=np.int64),
        values={code: read.amounts[kept] for code, read in reads.items()},
        approximate=approximate,
        cells={series.indicator.code: _located(series, kept) for series in records.series},
    )


def _located(series: Series, kept: npt.NDArray[np.int64]) -> Locate:
    return lambda position: series.locate(int(kept[position]))
