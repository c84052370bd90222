"""Committing a submission, and taking one back: reports, values in force and roll-ups change together or not at all."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast

import numpy as np
import sqlalchemy as sa

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.region import Region
from zones.store.ledger import KEY, OWN, Ledger
from zones.store.region_reads import REGION, chunks, regions_by_id
from zones.store.region_writes import RegionChanges
from zones.store.rollups import roll_up, upsert_into
from zones.store.schema import Approximation, Setting, Submission, SubmissionPeriod, Withdrawal, table_of

Amounts = np.ma.MaskedArray  # int64 amounts in smallest units; masked where there is no value

_CHANGES = "changes"


class AlreadyWithdrawnError(ZonesError):
    """A submission can be taken back once."""

    def __init__(self, submission: int) -> None:
        super().__init__(zh=f"第{submission}号填报已撤回", en=f"submission {submission} is already withdrawn")


@dataclass(frozen=True)
class NewSubmission:
    """What is to be remembered of an upload besides its figures; `asked` is the quarter and scope it was sent for."""

    file_name: str
    content: bytes | None
    digest: str
    asked: str
    author: str
    reason: str = ""
    note: str = ""
    note_en: str = ""
    synthetic: bool = False
    findings: str = "[]"


@dataclass(frozen=True)
class ReportRows:
    """Rows of one submission, aligned: a period, a region and a line each; `values` by indicator code.

    `approximate` holds (row position, indicator code) of the values that their report called approximate.
    """

    periods: np.ndarray
    regions: Sequence[Region]
    lines: np.ndarray
    values: dict[str, Amounts]
    approximate: frozenset[tuple[int, str]] = frozenset()

    @property
    def figures(self) -> int:
        """How many values there are."""
        return sum(int(values.count()) for values in self.values.values())


def digest_of(content: bytes) -> str:
    """The fingerprint by which the same file is known again."""
    return sha256(content).hexdigest()


def commit(connection: sa.Connection, ledger: Ledger, submission: NewSubmission, rows: ReportRows) -> int:
    """Store a submission, put its values in force and roll them up; returns its number."""
    number = _write_submission(connection, ledger, submission, rows)
    _write_reports(connection, ledger, number, rows)
    _write_approximations(connection, ledger, rows)
    for period in np.unique(rows.periods).tolist():
        regions = [rows.regions[position] for position in np.flatnonzero(rows.periods == period).tolist()]
        _put_reported(connection, ledger, submission=number, period=period, regions=regions, codes=list(rows.values))
        _refresh(connection, ledger, period=period, regions=regions)
    _count_change(connection)
    return number


def withdraw(
    connection: sa.Connection, ledgers: Iterable[Ledger], *, submission: int, author: str, reason: str
) -> None:
    """Take a submission back: the values before it come into force again. Nothing is deleted."""
    name = connection.scalar(sa.select(Submission.ledger).where(Submission.id == submission))
    ledger = next((item for item in ledgers if item.name == name), None)
    if ledger is None:
        raise UnknownNameError(kind_zh="填报编号", kind_en="submission", name=str(submission))
    if connection.scalar(sa.select(Withdrawal.submission_id).where(Withdrawal.submission_id == submission)):
        raise AlreadyWithdrawnError(submission)
    connection.execute(
        sa.insert(Withdrawal).values(
            submission_id=submission, author=author, created_at=datetime.now(UTC), reason=reason
        )
    )
    periods = connection.scalars(
        sa.select(SubmissionPeriod.period).where(SubmissionPeriod.submission_id == submission)
    ).all()
    for period in periods:
        report = ledger.report
        ids = connection.scalars(
            sa.select(report.c.region_id).where(report.c.period == period, report.c.submission_id == submission)
        ).all()
        _restore(connection, ledger, period=period, regions=list(regions_by_id(connection, ids).values()))
    _count_change(connection)


def follow_tree(connection: sa.Connection, ledgers: Iterable[Ledger], changes: RegionChanges) -> None:
    """After a change of the region tree, roll up again what it touched, in every period that has reports."""
    parents = changes.parents - changes.no_longer_parents
    for ledger in ledgers:
        switched = regions_by_id(connection, changes.newly_parents | changes.no_longer_parents)
        for period in _all_periods(connection, ledger):
            _restore(connection, ledger, period=period, regions=list(switched.values()))
            roll_up(connection, ledger, period=period, parents=parents)
    _count_change(connection)


def changes_so_far(connection: sa.Connection) -> int:
    """A number that grows with every change of what is in force."""
    return int(connection.scalar(sa.select(Setting.value).where(Setting.key == _CHANGES)) or 0)


def _write_submission(connection: sa.Connection, ledger: Ledger, submission: NewSubmission, rows: ReportRows) -> int:
    content = submission.content
    result = connection.execute(
        sa.insert(Submission).values(
            ledger=ledger.name,
            file_name=submission.file_name,
            digest=submission.digest,
            asked=submission.asked,
            size=len(content) if content is not None else 0,
            content=zlib.compress(content) if content is not None else None,
            author=submission.author,
            created_at=datetime.now(UTC),
            reason=submission.reason,
            note=submission.note,
            note_en=submission.note_en,
            synthetic=submission.synthetic,
            rows=len(rows.regions),
            figures=rows.figures,
            findings=submission.findings,
        )
    )
    number = int(cast("tuple[int]", result.inserted_primary_key)[0])
    connection.execute(
        sa.insert(SubmissionPeriod),
        [
            {"submission_id": number, "period": period, "ledger": ledger.name}
            for period in np.unique(rows.periods).tolist()
        ],
    )
    return number


def _columns(values: dict[str, Amounts]) -> dict[str, list[int | None]]:
    """The amounts as plain integers and None, as drivers take them."""
    columns = {}
    for code, amounts in values.items():
        plain = amounts.data.astype(object)
        plain[np.ma.getmaskarray(amounts)] = None
        columns[code] = plain.tolist()
    return columns


def _write_reports(connection: sa.Connection, ledger: Ledger, number: int, rows: ReportRows) -> None:
    approximate: dict[int, list[str]] = defaultdict(list)
    for position, code in sorted(rows.approximate):
        approximate[position].append(code)
    size, columns = len(rows.regions), _columns(rows.values)
    marks: list[str | None] = [None] * size
    for position, codes in approximate.items():
        marks[position] = " ".join(codes)
    listed = zip(
        rows.periods.tolist(),
        [region.id for region in rows.regions],
        [number] * size,
        rows.lines.tolist(),
        marks,
        *columns.values(),
        strict=True,
    )
    names = ["period", "region_id", "submission_id", "line", "approximate", *columns]
    if connection.dialect.name == "postgresql":
        _copy(connection, ledger.report, names, listed)
    else:
        _insert(connection, sa.insert(ledger.report), names, listed)


def _copy(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Hand rows to PostgreSQL by COPY, many times faster than an insert a row."""
    quote = connection.dialect.identifier_preparer.quote
    statement = f"COPY {quote(table.name)} ({', '.join(quote(name) for name in names)}) FROM STDIN"
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _write_approximations(connection: sa.Connection, ledger: Ledger, rows: ReportRows) -> None:
    """Remember which values in force are approximate; an exact value that replaces one clears the mark."""
    table = table_of(Approximation)
    for period in np.unique(rows.periods).tolist():
        marks = connection.execute(
            sa.select(table.c.node, table.c.indicator).where(table.c.ledger == ledger.name, table.c.period == period)
        ).all()
        if marks:
            _clear_approximations(connection, ledger, period, _said_again(rows, period, marks))
        new = [
            {"ledger": ledger.name, "period": period, "node": rows.regions[position].node, "indicator": code}
            for position, code in rows.approximate
            if rows.periods[position] == period
        ]
        if new:
            connection.execute(sa.insert(table), new)


def _said_again(rows: ReportRows, period: int, marks: Iterable[Sequence[Any]]) -> list[tuple[int, str]]:
    """The marks (node, indicator code) whose values the rows replace."""
    position_of = {rows.regions[at].node: at for at in np.flatnonzero(rows.periods == period).tolist()}
    absent = {code: np.ma.getmaskarray(values) for code, values in rows.values.items()}
    return [
        (node, code)
        for node, code in marks
        if node in position_of and code in absent and not absent[code][position_of[node]]
    ]


def _clear_approximations(
    connection: sa.Connection, ledger: Ledger, period: int, marks: Sequence[tuple[int, str]]
) -> None:
    if not marks:
        return
    table = table_of(Approximation)
    connection.execute(
        sa.delete(table).where(
            table.c.ledger == ledger.name,
            table.c.period == period,
            table.c.node == sa.bindparam("marked_node"),
            table.c.indicator == sa.bindparam("marked_code"),
        ),
        [{"marked_node": node, "marked_code": code} for node, code in marks],
    )


def _put_reported(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    submission: int,
    period: int,
    regions: Sequence[Region],
    codes: Sequence[str],
) -> None:
    """Put in force what a submission says; a value that is not given leaves the earlier one in force."""
    report = ledger.report
    for table, prefix, parents in ((ledger.in_force, "", False), (ledger.rollup, OWN, True)):
        ids = [region.id for region in regions if region.has_children is parents]
        names = [prefix + code for code in codes]
        for part in chunks(ids):
            said = (
                sa.select(report.c.period, REGION.c.level, REGION.c.node, *(report.c[code] for code in codes))
                .join(REGION, REGION.c.id == report.c.region_id)
                .where(report.c.period == period, report.c.submission_id == submission, report.c.region_id.in_(part))
            )
            insert = upsert_into(connection, table).from_select([*KEY, *names], said)
            new = {name: sa.func.coalesce(insert.excluded[name], table.c[name]) for name in names}
            connection.execute(insert.on_conflict_do_update(index_elements=KEY, set_=new))


def _set_own(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    period: int,
    regions: Sequence[Region],
    amounts: Sequence[Sequence[int | None]],
) -> None:
    """Set what regions report themselves, every indicator of it; None takes the value out of force."""
    for table, prefix, parents in ((ledger.in_force, "", False), (ledger.rollup, OWN, True)):
        at = [position for position, region in enumerate(regions) if region.has_children is parents]
        names = [prefix + code for code in ledger.codes]
        insert = upsert_into(connection, table)
        _insert(
            connection,
            insert.on_conflict_do_update(index_elements=KEY, set_={name: insert.excluded[name] for name in names}),
            [*KEY, *names],
            ((period, int(regions[row].level), regions[row].node, *amounts[row]) for row in at),
        )


def _insert(
    connection: sa.Connection, statement: sa.Insert, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Run an insert for many rows through the driver: building a parameter dictionary a row costs more than the insert."""
    listed = list(rows)
    if not listed:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
    order = [list(names).index(name) for name in compiled.positiontup] if compiled.positiontup else None
    if order is None:
        connection.exec_driver_sql(str(compiled), [dict(zip(names, row, strict=True)) for row in listed])
    elif order == list(range(len(names))):
        connection.exec_driver_sql(str(compiled), listed)
    else:
        connection.exec_driver_sql(str(compiled), [tuple(row[at] for at in order) for row in listed])


def _refresh(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]) -> None:
    """Roll up above the regions, and put parents that reported themselves in force."""
    parents = {region.id for region in regions if region.has_children}
    parents |= {region.parent_id for region in regions if region.parent_id is not None}
    roll_up(connection, ledger, period=period, parents=parents)


def _restore(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]) -> None:
    """Read again from the submissions what the regions report, and roll it up."""
    if not regions:
        return
    reported: dict[int, list[int | None]] = {}
    approximate: dict[int, set[str]] = defaultdict(set)
    for row in _reports(connection, ledger, period=period, regions=regions):
        amounts = reported.setdefault(row.region_id, [None] * len(ledger.codes))
        marked = set((row.approximate or "").split())
        for at, code in enumerate(ledger.codes):
            value = row[at + 2]
            if value is not None:
                amounts[at] = value
                (approximate[row.region_id].add if code in marked else approximate[row.region_id].discard)(code)
    _leave_other_table(connection, ledger, period=period, regions=regions)
    nothing: list[int | None] = [None] * len(ledger.codes)
    _set_own(
        connection,
        ledger,
        period=period,
        regions=regions,
        amounts=[reported.get(region.id, nothing) for region in regions],
    )
    _restore_approximations(connection, ledger, period=period, regions=regions, approximate=approximate)
    _refresh(connection, ledger, period=period, regions=regions)


def _leave_other_table(connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]) -> None:
    """A region without children has no roll-up row (it may have had children before)."""
    childless = [region.node for region in regions if not region.has_children]
    for part in chunks(childless):
        rollup = ledger.rollup
        connection.execute(sa.delete(rollup).where(rollup.c.period == period, rollup.c.node.in_(part)))


def _restore_approximations(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    period: int,
    regions: Sequence[Region],
    approximate: dict[int, set[str]],
) -> None:
    table = table_of(Approximation)
    for part in chunks([region.node for region in regions]):
        connection.execute(
            sa.delete(table).where(table.c.ledger == ledger.name, table.c.period == period, table.c.node.in_(part))
        )
    marks = [
        {"ledger": ledger.name, "period": period, "node": region.node, "indicator": code}
        for region in regions
        for code in sorted(approximate.get(region.id, ()))
    ]
    if marks:
        connection.execute(sa.insert(table), marks)


def _reports(
    connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]
) -> Iterable[sa.Row[Any]]:
    """The reports that count (not withdrawn) of the regions in a period, oldest first."""
    report = ledger.report
    withdrawn = sa.select(Withdrawal.submission_id)
    for part in chunks([region.id for region in regions]):
        yield from connection.execute(
            sa.select(report.c.region_id, report.c.approximate, *(report.c[code] for code in ledger.codes))
            .where(
                report.c.period == period,
                report.c.region_id.in_(part),
                report.c.submission_id.not_in(withdrawn),
            )
            .order_by(report.c.region_id, report.c.submission_id)
        )


def _all_periods(connection: sa.Connection, ledger: Ledger) -> list[int]:
    table = table_of(SubmissionPeriod)
    return list(connection.scalars(sa.select(table.c.period).where(table.c.ledger == ledger.name).distinct()))


def _count_change(connection: sa.Connection) -> None:
    setting = table_of(Setting)
    insert = upsert_into(connection, setting).values(key=_CHANGES, value=str(changes_so_far(connection) + 1))
    connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_={"value": insert.excluded.value}))
