"""The period of every record: its own, else what titles, headers or the sheet's name say, else the one asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from zones.domain.quarter import Quarter
from zones.intake.coded import groups
from zones.intake.header_words import Role
from zones.intake.layout import Layout
from zones.intake.periods import NO_PERIOD_SAID, Period, month_number, period_of, period_of_title
from zones.intake.records import Records, Table
from zones.intake.text import Cell, plain

NO_PERIOD = -1
_NUMBERS = frozenset({"1", "2", "3", "4"})


@dataclass(frozen=True)
class Dated:
    """The period of every record (quarter ordinal or year, NO_PERIOD where it is open), and where it was said."""

    periods: npt.NDArray[np.int64]
    said_in: str


def date_records(records: Records, layout: Layout, table: Table) -> Dated:
    """Settle the period of every record and find those that are open or another than asked for."""
    dating = _Dating(layout, table)
    first, group = groups(records.quarters.at, records.years.at)
    periods = np.full(len(first), NO_PERIOD, dtype=np.int64)
    for at, (line, count) in enumerate(zip(first.tolist(), np.bincount(group).tolist(), strict=True)):
        periods[at] = dating.settled(records, line, count)
    return Dated(periods[group], dating.said_in)


class _Dating:
    """Reads periods in the light of what headers, titles and the sender say."""

    def __init__(self, layout: Layout, table: Table) -> None:
        self._layout, self._table = layout, table
        self._column, self._years = layout.column(Role.QUARTER), layout.column(Role.YEAR)
        self._title = layout.title_period()
        self._header = next((item.period for item in layout.meanings if item.period != NO_PERIOD_SAID), NO_PERIOD_SAID)
        self._tab = period_of_title(table.sheet.decision.sheet)
        self._judged: set[int] = set()
        self._months = self._column is not None and "月" in layout.meanings[self._column].header
        asked = table.asked
        self._asked_year = asked if table.by_year or asked is None else Quarter.from_ordinal(asked).year

    @property
    def said_in(self) -> str:
        """Where the period was found."""
        if self._column is not None or (self._table.by_year and self._years is not None):
            return "column"
        if self._title.number or (self._table.by_year and self._title.year):
            return "title"
        if self._header.number:
            return "header"
        return "sheet" if self._tab.number else "asked"

    def settled(self, records: Records, line: int, count: int) -> int:
        """The period of `count` records that say the same, the first of them in a line; NO_PERIOD where it stays open."""
        asked = self._table.asked
        found = self._said(records.quarters[line], records.years[line])
        if found is None and (asked is None or self._unclear(records.quarters[line])):
            self._find("missing_quarter", records, line, count)
            return NO_PERIOD
        if found is not None and asked is not None and found != asked:
            self._find("wrong_quarter", records, line, count, found=found, asked=asked)
        period = asked if found is None else found
        if period is None:
            return NO_PERIOD
        if not self._table.by_year:
            self._judge_headers(period)
        return period

    def _said(self, quarter_cell: Cell, year_cell: Cell) -> int | None:
        """The period that a record says together with what stands above it."""
        quarter, year = self._quarter(quarter_cell), period_of(year_cell)
        said_year = quarter.year or year.year or self._title.year or self._header.year
        if self._table.by_year:
            return said_year
        if self._unclear(quarter_cell):
            return None
        number = quarter.number or year.number or self._title.number or self._header.number
        if number is None and self._tab.number and (said_year is None or self._tab.year in {None, said_year}):
            number, said_year = self._tab.number, said_year or self._tab.year
        found = Period(said_year, number).quarter(year=self._asked_year)
        if found is None and said_year is not None and self._table.asked is not None and said_year != self._asked_year:
            # The file names another year, and no quarter: the year alone tells that it is not the one asked for.
            found = Period(said_year, Quarter.from_ordinal(self._table.asked).number).quarter()
        return None if found is None else found.ordinal

    def _unclear(self, quarter_cell: Cell) -> bool:
        """Whether a cell that should say the quarter says something else."""
        return bool(plain(quarter_cell)) and self._quarter(quarter_cell) == NO_PERIOD_SAID

    def _quarter(self, cell: Cell) -> Period:
        text = plain(cell)
        said = period_of(cell)
        if said.number is None and self._months:
            return Period(said.year, month_number(text))
        return Period(number=int(text)) if text in _NUMBERS else said

    def _judge_headers(self, period: int) -> None:
        """A header that names another quarter than the record has: 1-3月累计 in a file of the second quarter."""
        quarter = Quarter.from_ordinal(period)
        for at, meaning in enumerate(self._layout.meanings):
            said = meaning.period.quarter(year=quarter.year, number=quarter.number)
            if meaning.role is Role.FIGURE and said is not None and said != quarter and at not in self._judged:
                self._judged.add(at)
                labels = self._labels(said.ordinal, period)
                self._table.findings.add(
                    "wrong_quarter_in_header", column=meaning.header, value=meaning.header, **labels
                )

    def _find(self, code: str, records: Records, line: int, count: int, **periods: int) -> None:
        labels: dict[str, Any] = self._labels(periods["found"], periods["asked"]) if periods else {}
        column = self._column if self._column is not None else self._years
        if column is None:
            self._table.findings.add(code, **labels)
            return
        place, header = self._layout.cells(records.rows[line : line + 1], column)(0)
        written = plain(records.quarters[line] if self._column is not None else records.years[line])
        self._table.findings.add(f"{code}_in_row", cell=place, column=header, value=written, **labels)
        self._table.findings.add_each(f"{code}_in_row", count - 1)

    def _labels(self, found: int, asked: int) -> dict[str, Any]:
        said = {"found": found, "asked": asked}
        labels = {name: self._label(period, "zh") for name, period in said.items()}
        return labels | {f"{name}_en": self._label(period, "en") for name, period in said.items()}

    def _label(self, period: int, language: str) -> str:
        if self._table.by_year:
            return f"{period}年" if language == "zh" else str(period)
        return Quarter.from_ordinal(period).label(language)
