"""A database of regions and reports that a test fills and looks into, in few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.catalogue import load_catalogue
from zones.domain.region import Level, Region, RegionDeclaration
from zones.domain.regions import Regions
from zones.store import commits, region_reads, region_writes
from zones.store.commits import NewSubmission, ReportRows
from zones.store.engine import open_engine, reading, writing
from zones.store.ledger import IN, OWN, SUM, Ledger, figures_of, targets_of
from zones.store.region_writes import RegionChanges
from zones.store.schema import Approximation, table_of
from zones.store.upgrade import upgrade
from zones.store.value_reads import Rollups, Span, rollups, single_spans, values_in_force

CATALOGUE = load_catalogue()
# One pair for all tests: the statements of a ledger are built once.
FIGURES, TARGETS = figures_of(CATALOGUE), targets_of(CATALOGUE)
LEDGERS = (FIGURES, TARGETS)
MONEY, PROJECTS, FIRMS = "infrastructure_investment", "projects_landed", "enterprises"
Q1, Q2 = 2006 * 4, 2006 * 4 + 1

_MARKS = table_of(Approximation)

Place = tuple[int, str, str]
"""Period, region code and column."""

Row = tuple[int, str, Mapping[str, int | None]]
"""Period, region code and amounts in the smallest unit."""


def declared(code: str, level: Level, parent: str = "", *, reports: bool = True, **rest: Any) -> RegionDeclaration:
    """A region of the test's own; its name is its code unless given."""
    values = {"code_system": "local", "name": code, **rest}
    return RegionDeclaration(code=code, level=level, parent=parent, reports=reports, **values)


def build_empty(url: str) -> None:
    """An upgraded database without regions."""
    engine = open_engine(url)
    upgrade(engine, CATALOGUE)
    engine.dispose()


class Book:
    """One database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with reading(self.engine) as connection:
            yield connection

    def declare(self, *declarations: RegionDeclaration) -> RegionChanges:
        """As an import of regions does it."""
        with writing(self.engine) as connection:
            changes = region_writes.declare_regions(connection, declarations, LEDGERS)
            commits.follow_tree(connection, LEDGERS, changes)
        return changes

    def regions(self) -> dict[str, Region]:
        with self.reading() as connection:
            return {region.code: region for region in region_reads.all_regions(connection)}

    def rows(self, rows: Sequence[Row], *, approximate: Sequence[tuple[int, str]] = ()) -> ReportRows:
        regions = self.regions()
        codes = [code for code in FIGURES.codes if any(code in amounts for _, _, amounts in rows)]
        given = {code: [amounts.get(code) for _, _, amounts in rows] for code in codes}
        return ReportRows(
            periods=np.array([period for period, _, _ in rows]),
            regions=Regions.of([regions[code] for _, code, _ in rows]),
            lines=np.arange(2, len(rows) + 2),
            values={
                code: np.ma.MaskedArray(
                    np.array([value or 0 for value in values], dtype=np.int64), mask=[value is None for value in values]
                )
                for code, values in given.items()
            },
            approximate=frozenset(approximate),
        )

    def submit(
        self,
        *rows: Row,
        ledger: Ledger = FIGURES,
        approximate: Sequence[tuple[int, str]] = (),
        submission: NewSubmission | None = None,
    ) -> int:
        return self.submit_rows(self.rows(rows, approximate=approximate), ledger=ledger, submission=submission)

    def submit_rows(
        self, rows: ReportRows, *, ledger: Ledger = FIGURES, submission: NewSubmission | None = None
    ) -> int:
        with writing(self.engine) as connection:
            return commits.commit(connection, ledger, submission or new_submission(), rows)

    def withdraw(self, submission: int) -> None:
        with writing(self.engine) as connection:
            commits.withdraw(connection, LEDGERS, submission=submission, author="b", reason="r")

    def value(self, code: str, indicator: str = MONEY, *, period: int = Q1, ledger: Ledger = FIGURES) -> int | None:
        region = self.regions()[code]
        with self.reading() as connection:
            values = values_in_force(
                connection, ledger, periods=[period], spans=single_spans([region]), codes=[indicator]
            )
        return values.value(period, region.node, indicator)

    def rollups(self, code: str, indicator: str = MONEY, *, period: int = Q1, ledger: Ledger = FIGURES) -> Rollups:
        region = self.regions()[code]
        spans: list[Span] = single_spans([region])
        with self.reading() as connection:
            return rollups(connection, ledger, periods=[period], spans=spans, codes=[indicator])

    def coverage(
        self, code: str, indicator: str = MONEY, *, period: int = Q1, ledger: Ledger = FIGURES
    ) -> tuple[int, int]:
        """How many have reported, of how many expected."""
        region = self.regions()[code]
        value = self.value(code, indicator, period=period, ledger=ledger)
        reported = self.rollups(code, indicator, period=period, ledger=ledger).reported(
            period, region, indicator, value
        )
        with self.reading() as connection:
            quarter = ledger.quarters_of(period)[1]
            return reported, region_reads.expected_units(connection, [region], quarter)[region.node]

    def marks(self, *, ledger: Ledger = FIGURES) -> set[tuple[int, str, str]]:
        """Period, region code and indicator of the approximate values in force."""
        code_of = {region.node: code for code, region in self.regions().items()}
        with self.reading() as connection:
            found = connection.execute(sa.select(_MARKS).where(_MARKS.c.ledger == ledger.name))
            return {(mark.period, code_of[mark.node], mark.indicator) for mark in found}

    def kept(self, ledger: Ledger = FIGURES) -> tuple[dict[Place, int], dict[Place, int]]:
        """Values in force and parts of roll-ups, by period, region code and column; what is absent or zero is left out."""
        code_of = {(int(region.level), region.node): code for code, region in self.regions().items()}
        found: list[dict[Place, int]] = []
        with self.reading() as connection:
            for table, prefixes in ((ledger.in_force, [""]), (ledger.rollup, [OWN, SUM, IN])):
                values: dict[Place, int] = {}
                for row in connection.execute(sa.select(table)).mappings():
                    for name in (prefix + code for prefix in prefixes for code in ledger.codes):
                        if row[name] is not None and not (name.startswith(IN) and row[name] == 0):
                            # A row of a place where no region is would fail here.
                            values[row["period"], code_of[row["level"], row["node"]], name] = row[name]
                found.append(values)
        return found[0], found[1]

    @cached_property
    def _tables(self) -> list[str]:
        with self.reading() as connection:
            return sa.inspect(connection).get_table_names()

    def dump(self) -> dict[str, list[str]]:
        """Every row of every table."""
        with self.reading() as connection:
            return {
                name: sorted(repr(tuple(row)) for row in connection.execute(sa.select("*").select_from(sa.table(name))))
                for name in self._tables
            }

    def wipe(self, *, keep: Sequence[str] = ()) -> None:
        """Every row away but those of some tables."""
        with writing(self.engine) as connection:
            names = [name for name in self._tables if name not in {"alembic_version", *keep}]
            first = ["region_alias", "region_group", "submission_period", "withdrawal"]
            for name in sorted(names, key=lambda name: (name not in first, name == "region", name)):
                if name == "region":
                    connection.exec_driver_sql("UPDATE region SET parent_id = NULL")
                connection.execute(sa.delete(sa.table(name)))

    def close(self) -> None:
        self.engine.dispose()


def new_submission(**changes: Any) -> NewSubmission:
    """An upload that says nothing in particular."""
    values = {"file_name": "a.csv", "content": b"a", "digest": "d", "asked": "2006Q1|", "author": "a", **changes}
    return NewSubmission(**values)


@contextmanager
def before_statement(engine: sa.Engine, act: Callable[[str], None]) -> Iterator[None]:
    """Call `act` with every statement before it runs."""

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        act(statement)

    sa.event.listen(engine, "before_cursor_execute", listen)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", listen)
