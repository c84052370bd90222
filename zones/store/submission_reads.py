"""What was submitted: the list of submissions, their files, and every value a figure ever had."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from zones.domain.region import Region
from zones.store.bulk import among
from zones.store.ledger import Ledger
from zones.store.moments import utc
from zones.store.region_reads import chunks
from zones.store.schema import Submission, SubmissionPeriod, Withdrawal


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


def _record(row: Sequence[Any]) -> SubmissionRecord:
    values: list[Any] = [utc(value) if isinstance(value, datetime) else value for value in row]
    return SubmissionRecord(*values)


def submissions(connection: sa.Connection, *, limit: int = 100) -> list[SubmissionRecord]:
    """The newest submissions first."""
    statement = (
        sa.select(*_RECORD)
        .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
        .order_by(Submission.id.desc())
        .limit(limit)
    )
    return [_record(row) for row in connection.execute(statement)]


def submission_record(connection: sa.Connection, submission: int) -> SubmissionRecord | None:
    """One submission, or None."""
    statement = (
        sa.select(*_RECORD)
        .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
        .where(Submission.id == submission)
    )
    row = connection.execute(statement).first()
    return None if row is None else _record(row)


def submission_records(connection: sa.Connection, submissions: Collection[int]) -> dict[int, SubmissionRecord]:
    """Several submissions, by number."""
    found: dict[int, SubmissionRecord] = {}
    for part in chunks(submissions):
        statement = (
            sa.select(*_RECORD)
            .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
            .where(Submission.id.in_(part))
        )
        records = (_record(row) for row in connection.execute(statement))
        found.update({record.id: record for record in records})
    return found


def same_file(connection: sa.Connection, ledger: Ledger, *, digest: str, asked: str) -> int | None:
    """The submission of the same bytes for the same quarter and scope that still counts, if there is one."""
    withdrawn = sa.select(Withdrawal.submission_id)
    return connection.scalar(
        sa.select(sa.func.max(Submission.id)).where(
            Submission.digest == digest,
            Submission.ledger == ledger.name,
            Submission.asked == asked,
            Submission.id.not_in(withdrawn),
        )
    )


def submitted_file(connection: sa.Connection, submission: int) -> tuple[str, bytes] | None:
    """The name and the bytes of a submission's file, exactly as they came; None where none was kept."""
    row = connection.execute(
        sa.select(Submission.file_name, Submission.content).where(Submission.id == submission)
    ).first()
    return None if row is None or row.content is None else (row.file_name, zlib.decompress(row.content))


def past_values(
    connection: sa.Connection, ledger: Ledger, *, period: int, region: Region, code: str
) -> list[PastValue]:
    """Every value that was ever reported for a figure, oldest first."""
    report = ledger.report
    statement = (
        sa.select(report.c[code], report.c.approximate, report.c.line, *_RECORD)
        .join(Submission, Submission.id == report.c.submission_id)
        .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
        .where(report.c.period == period, report.c.region_id == region.id, report.c[code].is_not(None))
        .order_by(report.c.submission_id)
    )
    return [
        PastValue(value, code in (approximate or "").split(), line, _record(record))
        for value, approximate, line, *record in connection.execute(statement)
    ]


def periods_of(connection: sa.Connection, ledger: Ledger) -> list[int]:
    """Every period that a submission that counts speaks of, in order."""
    withdrawn = sa.select(Withdrawal.submission_id)
    statement = (
        sa.select(SubmissionPeriod.period)
        .where(SubmissionPeriod.ledger == ledger.name, SubmissionPeriod.submission_id.not_in(withdrawn))
        .distinct()
        .order_by(SubmissionPeriod.period)
    )
    return list(connection.scalars(statement))


def notes_of(
    connection: sa.Connection, ledger: Ledger, *, period: int, regions: Sequence[Region]
) -> list[tuple[str, str]]:
    """The notes (Chinese, English) of the submissions that say something of the regions in a period."""
    report = ledger.report
    statement = (
        sa.select(Submission.note, Submission.note_en)
        .join(report, report.c.submission_id == Submission.id)
        .where(
            report.c.period == period,
            among(report.c.region_id, "regions", connection.dialect.name),
            Submission.note != "",
            Submission.id.not_in(sa.select(Withdrawal.submission_id)),
        )
        .distinct()
        .order_by(Submission.note, Submission.note_en)
    )
    given = {"regions": [region.id for region in regions]}
    return [(note, note_en) for note, note_en in connection.execute(statement, given)]
