"""Committing a submission, and taking one back: reports, values in force and roll-ups change together or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import cast

import numpy as np
import sqlalchemy as sa

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.regions import Numbers, Regions
from zones.store import approximations
from zones.store.bulk import insert_rows, plain_amounts, upsert_into
from zones.store.ledger import Ledger
from zones.store.own_reports import put_reported, restore
from zones.store.packing import packed
from zones.store.prepared import fetched
from zones.store.region_writes import RegionChanges
from zones.store.rollups import line_of, roll_up, whole_line
from zones.store.schema import Setting, Submission, SubmissionPeriod, Withdrawal, table_of
from zones.store.wide_rollups import roll_up_widely

Amounts = np.ma.MaskedArray  # int64 amounts in smallest units; masked where there is no value

CHANGES = "changes"
_CHANGES_SO_FAR = sa.select(Setting.value).where(Setting.key == sa.bindparam("key"))
_HIGHEST_KEY = 2**31 - 1
_ROWS_AT_ONCE = 4096
# From so many regions of one period on, it costs less to go through all of them than to find some of them.
WIDELY_FROM = 20_000


class AlreadyWithdrawnError(ZonesError):
    """A submission can be taken back once."""

    def __init__(self, submission: int) -> None:
        super().__init__(zh=f"第{submission}号填报已撤回", en=f"submission {submission} is already withdrawn")


class RepeatedRowError(ZonesError):
    """A submission says one thing of a region and period, not two."""

    exit_status = 1

    def __init__(self, *, region: str, period: int) -> None:
        super().__init__(
            zh=f"同一份填报里,地区 {region} 的同一期数据出现两次({period})",
            en=f"a submission has two rows of {region} for one period ({period})",
        )


class InventedMomentError(ZonesError):
    """A moment was given for figures that are not invented; those came when they came."""

    def __init__(self) -> None:
        super().__init__(zh="只有演示数据可以指定填报时间", en="only synthetic data may be given a moment of reporting")


@dataclass(frozen=True)
class NewSubmission:
    """What is to be remembered of an upload besides its figures; `asked` is the quarter and scope it was sent for.

    `sent_at` is given of invented figures alone, which were never sent: the moment they are told to have come.
    """

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
    sent_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.sent_at is not None and not self.synthetic:
            raise InventedMomentError


@dataclass(frozen=True)
class ReportRows:
    """Rows of one submission, aligned: a period, a region and a line each; `values` by indicator code.

    `approximate` holds (row position, indicator code) of the values that their report called approximate.
    """

    periods: np.ndarray
    regions: Regions
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
    """Store a submission, put its values in force and roll them up; returns its number.

    Regions are taken by their id alone: one that was moved since the rows were made is found where it stands now.
    """
    _refuse_repeated(rows)
    number = _write_submission(connection, ledger, submission, rows)
    _write_reports(connection, ledger, number, rows)
    for period in np.unique(rows.periods).tolist():
        positions = np.flatnonzero(rows.periods == period)
        regions = rows.regions.ids[positions].tolist()
        widely = len(positions) >= WIDELY_FROM
        line = whole_line(connection) if widely else line_of(connection, regions)
        put_reported(connection, ledger, submission=number, period=period, regions=regions, line=line, widely=widely)
        _replace_marks(connection, ledger, rows, period=period, positions=positions)
        if widely:
            ids, said = rows.regions.ids[positions], _said(rows, positions)
            roll_up_widely(connection, ledger, period=period, line=line, regions=ids, said=said)
        else:
            roll_up(connection, ledger, period=period, line=line)
    count_change(connection)
    return number


def withdraw(
    connection: sa.Connection, ledgers: Iterable[Ledger], *, submission: int, author: str, reason: str
) -> None:
    """Take a submission back: the values before it come into force again. Nothing is deleted."""
    # A number that no key can be is no key; PostgreSQL would refuse to look it up.
    known = Submission.id == submission if 0 < submission <= _HIGHEST_KEY else sa.false()
    name = connection.scalar(sa.select(Submission.ledger).where(known))
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
    report = ledger.report
    for period in periods:
        regions = connection.scalars(
            sa.select(report.c.region_id).where(report.c.period == period, report.c.submission_id == submission)
        ).all()
        restore(connection, ledger, period=period, regions=regions)
        roll_up(connection, ledger, period=period, line=line_of(connection, regions))
    count_change(connection)


def follow_tree(connection: sa.Connection, ledgers: Iterable[Ledger], changes: RegionChanges) -> None:
    """After a change of the region tree, roll up again what it touched, in every period that has reports."""
    switched = changes.newly_parents | changes.no_longer_parents
    line = line_of(connection, switched | changes.parents)
    for ledger in ledgers:
        for period in _all_periods(connection, ledger):
            restore(connection, ledger, period=period, regions=switched)
            roll_up(connection, ledger, period=period, line=line)
    count_change(connection)


def changes_so_far(connection: sa.Connection) -> int:
    """A number that grows with every change of what is in force."""
    found = fetched(connection, _CHANGES_SO_FAR, {"key": CHANGES})
    return int(found[0][0]) if found else 0


def _refuse_repeated(rows: ReportRows) -> None:
    pairs = np.stack([rows.periods, rows.regions.ids], axis=1)
    order = np.lexsort(pairs.T)
    again = order[1:][(pairs[order[1:]] == pairs[order[:-1]]).all(axis=1)]
    if again.size:
        first = int(again.min())
        raise RepeatedRowError(region=rows.regions[first].code, period=int(rows.periods[first]))


def _write_submission(connection: sa.Connection, ledger: Ledger, submission: NewSubmission, rows: ReportRows) -> int:
    content = submission.content
    result = connection.execute(
        sa.insert(table_of(Submission)).values(
            ledger=ledger.name,
            file_name=submission.file_name,
            digest=submission.digest,
            asked=submission.asked,
            size=len(content) if content is not None else 0,
            content=packed(content) if content is not None else None,
            author=submission.author,
            created_at=(submission.sent_at or datetime.now(UTC)).astimezone(UTC),
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
    periods = [(number, period, ledger.name) for period in np.unique(rows.periods).tolist()]
    insert_rows(connection, table_of(SubmissionPeriod), ["submission_id", "period", "ledger"], periods)
    return number


def _write_reports(connection: sa.Connection, ledger: Ledger, number: int, rows: ReportRows) -> None:
    # SQLite's driver takes many times longer for what is None, so empty columns stay out.
    said = {code: amounts for code, amounts in rows.values.items() if amounts.count()}
    names = ["period", "region_id", "submission_id", "line", *said, *(["approximate"] if rows.approximate else [])]
    insert_rows(connection, ledger.report, names, _report_rows(number, rows, list(said.values())))


def _report_rows(number: int, rows: ReportRows, said: Sequence[Amounts]) -> Iterator[tuple[object, ...]]:
    """Rows as drivers take them, made a part at a time: as Python objects they take many times the room."""
    marks, absent = _marks(rows), [np.ma.getmaskarray(amounts) for amounts in said]
    for begin in range(0, len(rows.periods), _ROWS_AT_ONCE):
        part = slice(begin, begin + _ROWS_AT_ONCE)
        periods, ids, lines = (every[part].tolist() for every in (rows.periods, rows.regions.ids, rows.lines))
        amounts = [plain_amounts(one.data[part], none[part]) for one, none in zip(said, absent, strict=True)]
        yield from zip(
            periods, ids, [number] * len(periods), lines, *amounts, *(each[part] for each in marks), strict=True
        )


def _said(rows: ReportRows, positions: Numbers) -> Mapping[str, Amounts]:
    """The values of some rows; a file of one period is taken as it is, not copied."""
    if len(positions) == len(rows.periods):
        return rows.values
    return {code: values[positions] for code, values in rows.values.items()}


def _marks(rows: ReportRows) -> list[list[str | None]]:
    """A column with the codes of the approximate values of each row, None where all are exact; none where all rows are."""
    if not rows.approximate:
        return []
    approximate: dict[int, list[str]] = defaultdict(list)
    for position, code in sorted(rows.approximate):
        approximate[position].append(code)
    return [[" ".join(approximate[at]) if at in approximate else None for at in range(len(rows.regions))]]


def _replace_marks(
    connection: sa.Connection, ledger: Ledger, rows: ReportRows, *, period: int, positions: Numbers
) -> None:
    """Remember which values are approximate; an exact value that replaces one clears the mark."""
    position_of = dict(zip(rows.regions.ids[positions].tolist(), positions.tolist(), strict=True))
    absent = {code: np.ma.getmaskarray(values) for code, values in rows.values.items()}
    old = approximations.marks_of(connection, ledger, period=period, regions=position_of)
    said_again = [(region, code) for region, code in old if code in absent and not absent[code][position_of[region]]]
    approximations.clear(connection, ledger, period=period, marks=said_again)
    new = [
        (int(rows.regions.ids[at]), code)
        for at, code in rows.approximate
        if rows.periods[at] == period and not absent[code][at]
    ]
    approximations.add(connection, ledger, period=period, marks=new)


def _all_periods(connection: sa.Connection, ledger: Ledger) -> list[int]:
    table = table_of(SubmissionPeriod)
    return list(connection.scalars(sa.select(table.c.period).where(table.c.ledger == ledger.name).distinct()))


def count_change(connection: sa.Connection) -> None:
    """Tell whoever remembers an answer that something it may rest on has changed."""
    setting = table_of(Setting)
    insert = upsert_into(connection.dialect.name, setting).values(
        key=CHANGES, value=str(changes_so_far(connection) + 1)
    )
    connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_={"value": insert.excluded.value}))
