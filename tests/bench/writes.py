"""What commits cost at each size, on a copy of the database: a whole quarter, ten rows, a correction, a withdrawal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import psycopg

from tests.bench.databases import CATALOGUE, SEED, Databases, Kind
from tests.bench.floors import CODES, bare_connection
from tests.bench.measuring import Timing, once, timing
from zones.domain.regions import Regions
from zones.services.deployment import Deployment
from zones.services.generation import Preset, masked_column
from zones.services.history import withdraw
from zones.store import commits, region_reads
from zones.store.commits import NewSubmission, ReportRows
from zones.synthetic import country

_TEN, _WHOLE_RUNS, _SMALL_RUNS = 10, 3, 15
_UPLOAD = NewSubmission(file_name="bench.csv", content=b"", digest="", asked="", author="bench", reason="bench")


@dataclass(frozen=True)
class Write:
    """One write, measured; the floor puts the same rows into the same tables, without roll-ups and records."""

    preset: Preset
    name: str
    rows: int
    taken: Timing
    floor: Timing
    smallest: Write | None

    @property
    def growth(self) -> float | None:
        """In multiples of the smallest size's, where it is of the same number of rows."""
        if self.smallest is None or self.smallest.rows != self.rows:
            return None
        return self.taken.undisturbed / self.smallest.taken.undisturbed


def measured_writes(kept: Databases, kind: Kind, presets: Sequence[Preset]) -> Iterator[Write]:
    """Every write at every size."""
    smallest: dict[str, Write] = {}
    for preset in presets:
        with kept.copy(kind, preset) as (deployment, url):
            for write in _Writer(deployment, url, preset).writes():
                measured = replace(write, smallest=smallest.get(write.name))
                smallest.setdefault(write.name, measured)
                yield measured


class _Writer:
    """Writes quarters that come after the last one of a database."""

    def __init__(self, deployment: Deployment, url: str, preset: Preset) -> None:
        self._deployment, self._preset = deployment, preset
        made = country(preset.value, seed=SEED, catalogue=CATALOGUE)
        last = made.quarters[-1]
        frame = made.report(last)
        with deployment.reading() as connection:
            by_code = {region.code: region for region in region_reads.all_regions(connection)}
        self._regions = [by_code[code] for code in frame.index]
        self._values = {str(code): masked_column(frame[code]) for code in frame.columns}
        self._quarters = count(last.ordinal + 1)
        self._bare = bare_connection(url)

    def writes(self) -> Iterator[Write]:
        """The whole quarter first: what follows goes into a quarter that is there."""
        size = len(self._regions)
        yield self._measured("a whole quarter", size, lambda: self._commit(next(self._quarters), size), _WHOLE_RUNS)
        yield self._measured("ten rows of a new quarter", _TEN, self._ten_of_a_new_quarter, _SMALL_RUNS)
        quarter = next(self._quarters)
        self._commit(quarter, _TEN)
        yield self._measured("ten rows corrected", _TEN, lambda: self._commit(quarter, _TEN), _SMALL_RUNS)
        numbers = [self._commit(quarter, _TEN) for _ in range(_SMALL_RUNS + 1)]
        yield self._measured("ten rows withdrawn", _TEN, lambda: self._withdraw(numbers.pop()), _SMALL_RUNS)
        self._bare.close()

    def _measured(self, name: str, rows: int, act: Callable[[], object], runs: int) -> Write:
        act()
        taken = timing([once(act) for _ in range(runs)], in_process=False)
        floor = timing(
            [once(lambda: self._put_bare(next(self._quarters), rows)) for _ in range(runs)], in_process=False
        )
        return Write(self._preset, name, rows, taken, floor, None)

    def _ten_of_a_new_quarter(self) -> None:
        self._commit(next(self._quarters), _TEN)

    def _commit(self, quarter: int, size: int) -> int:
        rows = ReportRows(
            periods=np.full(size, quarter),
            regions=Regions.of(self._regions[:size]),
            lines=np.arange(2, size + 2),
            values={code: values[:size] for code, values in self._values.items()},
        )
        with self._deployment.writing() as connection:
            return commits.commit(connection, self._deployment.figures, _UPLOAD, rows)

    def _withdraw(self, number: int) -> None:
        withdraw(self._deployment, submission=number, author="bench", reason="bench")

    def _put_bare(self, quarter: int, size: int) -> None:
        """The rows into the reports and into what is in force, one insert a table, and a commit."""
        amounts = list(zip(*(self._values[code][:size].tolist() for code in CODES), strict=True))
        reports = [(quarter, at.id, 0, 2, *row) for at, row in zip(self._regions, amounts, strict=False)]
        in_force = [(quarter, int(at.level), at.node, *row) for at, row in zip(self._regions, amounts, strict=False)]
        _put(self._bare, "figure_report", ("period", "region_id", "submission_id", "line", *CODES), reports)
        _put(self._bare, "figure", ("period", "level", "node", *CODES), in_force)
        self._bare.commit()


def _put(
    connection: sqlite3.Connection | psycopg.Connection, table: str, names: Sequence[str], rows: Sequence[tuple]
) -> None:
    listed = ", ".join(names)
    if isinstance(connection, sqlite3.Connection):
        connection.executemany(f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})", rows)
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
