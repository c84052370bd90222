"""What regions report themselves, put in force: a submission's newest word, or everything that still counts read again.

A region without children has its own report as its value in force; one with children has it beside the roll-up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.domain.region import Region
from zones.store import approximations
from zones.store.approximations import Mark
from zones.store.bulk import Upsert, among, unweighed, upsert_into, upsert_rows
from zones.store.ledger import KEY, OWN, Ledger
from zones.store.region_reads import REGION, regions_by_id
from zones.store.rollups import Line
from zones.store.schema import Withdrawal


def put_reported(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    submission: int,
    period: int,
    regions: Collection[int],
    line: Line,
    widely: bool,
) -> None:
    """Put in force what a submission says of regions (ids); a value that is not given leaves the earlier one in force.

    `line` tells which of them have children; of very many, the reports of the period are walked through (`widely`), which
    is cheaper then than finding them one by one.
    """
    given = np.array(list(regions), dtype=np.int64)
    above = np.isin(given, line.ids)
    for parents in (False, True):
        mine = given[above == parents].tolist()
        if mine:
            statement = _putting_reported(ledger, connection.dialect.name, parents=parents, widely=widely)
            wanted = {} if widely else {"regions": mine}
            connection.execute(statement, {"for_period": period, "submission": submission, **wanted})


@lru_cache(maxsize=16)
def _putting_reported(ledger: Ledger, dialect: str, *, parents: bool, widely: bool) -> Upsert:
    report = ledger.report
    table, prefix = (ledger.rollup, OWN) if parents else (ledger.in_force, "")
    said = (
        sa.select(report.c.period, REGION.c.level, REGION.c.node, *(report.c[code] for code in ledger.codes))
        .join(REGION, REGION.c.id == report.c.region_id)
        .where(
            report.c.period == unweighed("for_period"),
            report.c.submission_id == sa.bindparam("submission"),
            REGION.c.has_children.is_(parents) if widely else among(report.c.region_id, "regions", dialect),
        )
    )
    names = [prefix + code for code in ledger.codes]
    insert = upsert_into(dialect, table).from_select([*KEY, *names], said)
    new = {name: sa.func.coalesce(insert.excluded[name], table.c[name]) for name in names}
    return insert.on_conflict_do_update(index_elements=KEY, set_=new)


def restore(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Collection[int]) -> None:
    """Read again from the submissions what regions (ids) report; roll-ups at and above them must follow."""
    if not regions:
        return
    current = regions_by_id(connection, regions)
    _forget(connection, ledger, period=period, regions=current.values())
    newest = _newest(connection, ledger, period=period, regions=regions)
    for parents in (False, True):
        table, prefix = (ledger.rollup, OWN) if parents else (ledger.in_force, "")
        rows = [
            (period, int(region.level), region.node, *newest.amounts(number))
            for number, region in current.items()
            if number in newest.reported and region.has_children is parents
        ]
        upsert_rows(connection, table, [*KEY, *(prefix + code for code in ledger.codes)], rows)
    old = approximations.marks_of(connection, ledger, period=period, regions=regions)
    approximations.clear(connection, ledger, period=period, marks=old)
    approximations.add(connection, ledger, period=period, marks=newest.marks())


@dataclass(frozen=True)
class _Newest:
    """The newest report that counts, by region id, for every indicator code: id, approximate indicators, amounts."""

    by_code: Mapping[str, Mapping[int, Sequence[Any]]]

    @cached_property
    def reported(self) -> set[int]:
        """The regions that report anything."""
        return {region for reports in self.by_code.values() for region in reports}

    def amounts(self, region: int) -> Iterator[int | None]:
        """What a region reports, an amount an indicator."""
        for at, reports in enumerate(self.by_code.values(), start=2):
            report = reports.get(region)
            yield None if report is None else report[at]

    def marks(self) -> set[Mark]:
        """What of it is approximate."""
        return {
            (region, code)
            for code, reports in self.by_code.items()
            for region, report in reports.items()
            if report[1] and code in report[1].split()
        }


def _newest(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Collection[int]) -> _Newest:
    report = ledger.report
    statement = (
        sa.select(report.c.region_id, report.c.approximate, *(report.c[code] for code in ledger.codes))
        .where(
            report.c.period == period,
            among(report.c.region_id, "regions", connection.dialect.name),
            report.c.submission_id.not_in(sa.select(Withdrawal.submission_id)),
        )
        .order_by(report.c.submission_id)
    )
    rows = [tuple(row) for row in connection.execute(statement, {"regions": list(regions)})]
    # Older reports come first: of several reports of a region the last one stays.
    return _Newest(
        {code: {row[0]: row for row in rows if row[at] is not None} for at, code in enumerate(ledger.codes, start=2)}
    )


def _forget(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Iterable[Region]) -> None:
    """Empty what stands at the regions' places: one that has or had children may have rows in both tables.

    Rows stay, for the sake of indicators that the catalogue no longer declares.
    """
    by_level: dict[int, list[int]] = {}
    for region in regions:
        by_level.setdefault(int(region.level), []).append(region.node)
    for table in (ledger.in_force, ledger.rollup):
        nothing = {column.name: None for column in table.columns if column.name not in KEY}
        for level, nodes in by_level.items():
            here = among(table.c.node, "nodes", connection.dialect.name)
            statement = sa.update(table).where(table.c.period == period, table.c.level == level, here)
            connection.execute(statement.values(nothing), {"nodes": nodes})
