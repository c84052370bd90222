"""The records of a table: which line calls which region and period, and the cells of each indicator beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake.draft import Directory
from zones.intake.figures import Series
from zones.intake.layout import Layout
from zones.intake.lines import Totals
from zones.intake.naming import Called, Named, Namer, finding_of
from zones.intake.periods import Period, period_of
from zones.intake.sheet import Place, Sheet
from zones.intake.text import Cell, plain

NO_PERIOD = -1


@dataclass(frozen=True)
class Table:
    """A sheet and everything it is read with; `asked` is the quarter ordinal or year it was sent for."""

    sheet: Sheet
    catalogue: Catalogue
    directory: Directory
    scope: Region | None
    by_year: bool
    asked: int | None


@dataclass(frozen=True)
class Records:
    """One record a line with a region (in a long table, a region and period): lines, texts that name it, period cells."""

    lines: Sequence[int]
    codes: Sequence[str]
    names: Sequence[str]
    counties: Sequence[str]
    quarters: Sequence[Cell]
    years: Sequence[Cell]
    naming_column: str
    naming_cells: Callable[[int], Place]
    series: Sequence[Series]
    totals: Sequence[Totals] = ()

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.lines)


def settle_periods(records: Records, layout: Layout, table: Table) -> tuple[npt.NDArray[np.int64], list[Finding]]:
    """The period of every record: its own, else the titles', else the one asked for; another than asked is wrong."""
    title = layout.period()
    cells = list(zip(records.quarters, records.years, strict=True))
    by_cells = {pair: _said(pair, title, table) for pair in set(cells)}
    periods = np.array([NO_PERIOD if by_cells[pair] is None else by_cells[pair] for pair in cells], dtype=np.int64)
    findings = []
    if table.asked is not None:
        periods[periods == NO_PERIOD] = table.asked
    if (periods == NO_PERIOD).any():
        findings.append(table.catalogue.findings["missing_quarter"].finding())
    elif table.asked is not None and (wrong := sorted(set(periods.tolist()) - {table.asked})):
        findings.append(_wrong(wrong[0], table.asked, table))
    return periods, findings


def _said(pair: tuple[Cell, Cell], title: Period, table: Table) -> int | None:
    """The period that a record's own cells or the titles say; None where they leave it open."""
    quarter, year = (period_of(cell) if cell not in {None, ""} else Period() for cell in pair)
    if pair[0] not in {None, ""} and quarter == Period():
        quarter = _bare_number(pair[0])
    asked_year = None
    if table.asked is not None:
        asked_year = table.asked if table.by_year else Quarter.from_ordinal(table.asked).year
    years = quarter.year or year.year or _bare_year(pair[1]) or title.year
    if table.by_year:
        return years
    found = Period(years, quarter.number or year.number or title.number).quarter(year=asked_year)
    if found is None and years is not None and table.asked is not None and years != asked_year:
        # The titles name another year, and no quarter: the year alone tells that it is not the one asked for.
        return Quarter(years, Quarter.from_ordinal(table.asked).number).ordinal
    return None if found is None else found.ordinal


def _bare_number(cell: Cell) -> Period:
    text = plain(cell)
    return Period(number=int(text)) if text in {"1", "2", "3", "4"} else Period()


def _bare_year(cell: Cell) -> int | None:
    text = plain(cell)
    return int(text) if text.isdigit() and text[:2] in {"19", "20"} and len(text) == len("2006") else None


def _wrong(found: int, asked: int, table: Table) -> Finding:
    def label(period: int, language: str) -> str:
        if table.by_year:
            return f"{period}年" if language == "zh" else str(period)
        return Quarter.from_ordinal(period).label(language)

    return table.catalogue.findings["wrong_quarter"].finding(
        value=label(found, "zh"),
        found=label(found, "zh"),
        found_en=label(found, "en"),
        asked=label(asked, "zh"),
        asked_en=label(asked, "en"),
    )


def name_regions(
    records: Records, periods: npt.NDArray[np.int64], table: Table
) -> tuple[list[Region | None], list[Finding]]:
    """The region of every record, None where it is not clear, with a finding for each such record."""
    spans = {period: _span(period, table) for period in set(periods.tolist())}
    calls = [
        Called(code, name, county, *spans[period])
        for code, name, county, period in zip(
            records.codes, records.names, records.counties, periods.tolist(), strict=True
        )
    ]
    named = Namer(table.directory, table.scope).named(set(calls))
    regions: list[Region | None] = []
    findings = []
    for at, call in enumerate(calls):
        regions.append(named[call].region)
        if named[call].trouble:
            findings.append(_finding(named[call], records, at, periods, table))
    return regions, findings


def _span(period: int, table: Table) -> tuple[int, int]:
    if period == NO_PERIOD:
        return 0, 99_999
    return (Quarter(period, 1).ordinal, Quarter(period, 4).ordinal) if table.by_year else (period, period)


def _finding(named: Named, records: Records, at: int, periods: npt.NDArray[np.int64], table: Table) -> Finding:
    period = int(periods[at])
    quarter = None if period == NO_PERIOD else Quarter.from_ordinal(_span(period, table)[1])
    scope = table.scope.name if table.scope else ""
    return finding_of(
        named,
        catalogue=table.catalogue,
        cell=records.naming_cells(at),
        column=records.naming_column,
        quarter=quarter,
        scope=scope,
    )
