"""What was submitted: the list of submissions, their files, and every value a figure ever had."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from zones.domain.region import Region
from zones.store.bulk import among, numbers_given, unweighed
from zones.store.ledger import Ledger
from zones.store.moments import utc
from zones.store.packing import unpacked
from zones.store.prepared import fetched
from zones.store.region_reads import chunks, listed
from zones.store.schema import Submission, SubmissionPeriod, Withdrawal, table_of


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """One submission as lists show it; `withdrawn_at` is None while it counts."""

    id: int
    ledger: str
    file_name: str
    author: str
    created_at: datetime
    reason: str
    note: str
    note_en: str
    synthetic: bool
    rows: int
    figures: int
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


@dataclass(frozen=True, slots=True)
class PastValue:
    """A value that a figure had, with the submission that said it and the line it stood on."""

    value: int
    approximate: bool
    line: int
    submission: SubmissionRecord


_RECORD = (
    Submission.id,
    Submission.ledger,
    Submission.file_name,
    Submission.author,
    Submission.created_at,
    Submission.reason,
    Submission.note,
    Submission.note_en,
    Submission.synthetic,
    Submission.rows,
    Submission.figures,
    Withdrawal.created_at,
    Withdrawal.reason,
)
_WITHDRAWN = sa.select(Withdrawal.submission_id)
# Built once: building a statement costs more than running it.
_RECORDS = sa.select(*_RECORD).join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
_NEWEST = _RECORDS.order_by(Submission.id.desc()).limit(sa.bindparam("limit"))
_BY_NUMBER = _RECORDS.where(Submission.id.in_(listed("numbers")))
_PERIODS = (
    sa.select(SubmissionPeriod.period)
    .where(SubmissionPeriod.ledger == sa.bindparam("ledger"), SubmissionPeriod.submission_id.not_in(_WITHDRAWN))
    .distinct()
    .order_by(SubmissionPeriod.period)
)


# Where a record holds what drivers have in their own ways: whether it is synthetic, when it came, when it was withdrawn.
_CREATED, _SYNTHETIC, _WITHDRAWN_AT = 4, 8, 11


def _record(row: Sequence[Any]) -> SubmissionRecord:
    values = list(row)
    values[_CREATED] = utc(values[_CREATED])
    values[_SYNTHETIC] = bool(values[_SYNTHETIC])
    if values[_WITHDRAWN_AT] is not None:
        values[_WITHDRAWN_AT] = utc(values[_WITHDRAWN_AT])
    return SubmissionRecord(*values)


def submissions(connection: sa.Connection, *, limit: int = 100) -> list[SubmissionRecord]:
    """The newest submissions first."""
    return [_record(row) for row in fetched(connection, _NEWEST, {"limit": limit})]


def submission_record(connection: sa.Connection, submission: int) -> SubmissionRecord | None:
    """One submission, or None."""
    return submission_records(connection, [submission]).get(submission)


def submission_records(connection: sa.Connection, submissions: Collection[int]) -> dict[int, SubmissionRecord]:
    """Several submissions, by number."""
    found: dict[int, SubmissionRecord] = {}
    for part in chunks(submissions):
        records = (_record(row) for row in fetched(connection, _BY_NUMBER, {"numbers": part}))
        found.update({record.id: record for record in records})
    return found


def same_file(connection: sa.Connection, ledger: Ledger, *, digest: str, asked: str) -> int | None:
    """The submission of the same bytes for the same quarter and scope that still counts, if there is one."""
    table = table_of(Submission)
    found: int | None = connection.scalar(
        sa.select(sa.func.max(table.c.id)).where(
            table.c.digest == digest,
            table.c.ledger == ledger.name,
            table.c.asked == asked,
            table.c.id.not_in(sa.select(table_of(Withdrawal).c.submission_id)),
        )
    )
    return found


def submitted_file(connection: sa.Connection, submission: int) -> tuple[str, bytes] | None:
    """The name and the bytes of a submission's file, exactly as they came; None where none was kept."""
    row = connection.execute(
        sa.select(Submission.file_name, Submission.content, Submission.size).where(Submission.id == submission)
    ).first()
    if row is None or row.content is None:
        return None
    return row.file_name, unpacked(row.content, size=row.size)


def past_values(
    connection: sa.Connection, ledger: Ledger, *, period: int, region: Region, code: str
) -> list[PastValue]:
    """Every value that was ever reported for a figure, oldest first."""
    given = {"period": period, "region": region.id}
    return [
        PastValue(value, code in (approximate or "").split(), line, _record(record))
        for value, approximate, line, *record in fetched(connection, _past(ledger.report, code), given)
    ]


@lru_cache(maxsize=64)
def _past(report: sa.Table, code: str) -> sa.Select[Any]:
    return (
        sa.select(report.c[code], report.c.approximate, report.c.line, *_RECORD)
        .join(Submission, Submission.id == report.c.submission_id)
        .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
        .where(
            report.c.period == sa.bindparam("period"),
            report.c.region_id == sa.bindparam("region"),
            report.c[code].is_not(None),
        )
        .order_by(report.c.submission_id)
    )


def periods_of(connection: sa.Connection, ledger: Ledger) -> list[int]:
    """Every period that a submission that counts speaks of, in order."""
    return [period for (period,) in fetched(connection, _PERIODS, {"ledger": ledger.name})]


def notes_of(
    connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]
) -> list[tuple[str, str]]:
    """The notes (Chinese, English) of the submissions that say something of the regions in a period."""
    dialect = connection.dialect.name
    given = {"period": period, "regions": numbers_given((region.id for region in regions), dialect)}
    return [(note, note_en) for note, note_en in fetched(connection, _noted(ledger.report, dialect), given)]


@lru_cache(maxsize=16)
def _noted(report: sa.Table, dialect: str) -> sa.Select[str, str]:
    return (
        sa.select(Submission.note, Submission.note_en)
        .join(report, report.c.submission_id == Submission.id)
        .where(
            report.c.period == unweighed("period"),
            among(report.c.region_id, "regions", dialect),
            Submission.note != "",
            Submission.id.not_in(_WITHDRAWN),
        )
        .distinct()
        .order_by(Submission.note, Submission.note_en)
    )
