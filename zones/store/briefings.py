"""Briefings in the store: layouts kept under a name, issued briefings with their documents, and what came after them."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy as sa

from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.store.ledger import Ledger
from zones.store.moments import utc
from zones.store.region_reads import REGION
from zones.store.schema import BriefingDocument, BriefingIssue, BriefingLayout, Submission, Withdrawal


@dataclass(frozen=True, slots=True)
class LayoutRecord:
    """A kept layout; `content` is JSON."""

    name: str
    content: str
    author: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issued briefing; `quarter` is an ordinal. Its model is read with `model_of`."""

    id: int
    code: str
    series: str
    year: int
    number: int
    region: str
    quarter: int
    title: str
    title_en: str
    author: str
    issued_at: datetime
    newest_submission: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A rendered document of an issue."""

    language: str
    format: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SubmissionBehind:
    """A submission that figures rest on; `findings` is the JSON of what was accepted with it."""

    id: int
    ledger: str
    file_name: str
    author: str
    created_at: datetime
    reason: str
    note: str
    note_en: str
    findings: str


@dataclass(frozen=True, slots=True)
class LaterWord:
    """Something said of a region's figure after a moment: a newer submission, or the withdrawal of an older one."""

    node: int
    indicator: str
    submission: int
    author: str
    at: datetime
    reason: str
    withdrawal: bool


_ISSUE = (
    BriefingIssue.id,
    BriefingIssue.code,
    BriefingIssue.series,
    BriefingIssue.year,
    BriefingIssue.number,
    BriefingIssue.region,
    BriefingIssue.quarter,
    BriefingIssue.title,
    BriefingIssue.title_en,
    BriefingIssue.author,
    BriefingIssue.issued_at,
    BriefingIssue.newest_submission,
    BriefingIssue.synthetic,
)


def _dated(row: Iterable[Any]) -> list[Any]:
    return [utc(value) if isinstance(value, datetime) else value for value in row]


def save_layout(connection: sa.Connection, *, name: str, content: str, author: str) -> None:
    """Keep a layout under a name, in place of what stood there."""
    delete_layout(connection, name)
    connection.execute(
        sa.insert(BriefingLayout).values(name=name, content=content, author=author, changed_at=datetime.now(UTC))
    )


def delete_layout(connection: sa.Connection, name: str) -> bool:
    """Forget a layout; tells whether there was one."""
    return connection.execute(sa.delete(BriefingLayout).where(BriefingLayout.name == name)).rowcount > 0


def layouts(connection: sa.Connection) -> list[LayoutRecord]:
    """Every kept layout, by name."""
    statement = sa.select(
        BriefingLayout.name, BriefingLayout.content, BriefingLayout.author, BriefingLayout.changed_at
    ).order_by(BriefingLayout.name)
    return [LayoutRecord(*_dated(row)) for row in connection.execute(statement)]


def next_number(connection: sa.Connection, *, series: str, year: int) -> int:
    """The number the next issue of a series gets in a year, from 1."""
    statement = sa.select(sa.func.max(BriefingIssue.number)).where(
        BriefingIssue.series == series, BriefingIssue.year == year
    )
    return (connection.scalar(statement) or 0) + 1


def issue_of(connection: sa.Connection, code: str) -> IssueRecord | None:
    """The issue of a snapshot code."""
    row = connection.execute(sa.select(*_ISSUE).where(BriefingIssue.code == code)).first()
    return None if row is None else IssueRecord(*_dated(row))


def issues(connection: sa.Connection, *, limit: int = 100) -> list[IssueRecord]:
    """The newest issues first."""
    statement = sa.select(*_ISSUE).order_by(BriefingIssue.id.desc()).limit(limit)
    return [IssueRecord(*_dated(row)) for row in connection.execute(statement)]


def model_of(connection: sa.Connection, issue: int) -> bytes:
    """The model of an issue, as JSON."""
    return zlib.decompress(
        connection.execute(sa.select(BriefingIssue.model).where(BriefingIssue.id == issue)).scalar_one()
    )


def add_issue(connection: sa.Connection, documents: Iterable[DocumentRecord], *, model: bytes, **values: Any) -> int:
    """Store an issue (the columns of BriefingIssue but `id`) with its documents; returns its id."""
    result = connection.execute(sa.insert(BriefingIssue).values(model=zlib.compress(model), **values))
    number = int(cast("tuple[int]", result.inserted_primary_key)[0])
    connection.execute(
        sa.insert(BriefingDocument),
        [
            {
                "issue_id": number,
                "language": item.language,
                "format": item.format,
                "name": item.name,
                "content": zlib.compress(item.content),
            }
            for item in documents
        ],
    )
    return number


def document_of(connection: sa.Connection, *, issue: int, language: str, format: str) -> DocumentRecord | None:  # noqa: A002
    """One document of an issue, exactly as it was issued."""
    row = connection.execute(
        sa.select(
            BriefingDocument.language, BriefingDocument.format, BriefingDocument.name, BriefingDocument.content
        ).where(
            BriefingDocument.issue_id == issue,
            BriefingDocument.language == language,
            BriefingDocument.format == format,
        )
    ).first()
    return None if row is None else DocumentRecord(row[0], row[1], row[2], zlib.decompress(row[3]))


def newest_submission(connection: sa.Connection) -> int:
    """The number of the last submission, 0 before the first."""
    return connection.scalar(sa.select(sa.func.max(Submission.id))) or 0


def submissions_behind(
    connection: sa.Connection, ledger: Ledger, *, periods: Collection[int], scope: Region
) -> list[SubmissionBehind]:
    """The submissions that count and say something of a region or of what is below it in some periods, oldest first."""
    report = ledger.report
    speaking = (
        sa.select(report.c.submission_id)
        .join(REGION, REGION.c.id == report.c.region_id)
        .where(report.c.period.in_(list(periods)), _within(scope))
    )
    statement = (
        sa.select(
            Submission.id,
            Submission.ledger,
            Submission.file_name,
            Submission.author,
            Submission.created_at,
            Submission.reason,
            Submission.note,
            Submission.note_en,
            Submission.findings,
        )
        .where(Submission.id.in_(speaking), Submission.id.not_in(sa.select(Withdrawal.submission_id)))
        .order_by(Submission.id)
    )
    return [SubmissionBehind(*_dated(row)) for row in connection.execute(statement)]


def later_words(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region, codes: Collection[str], issue: IssueRecord
) -> list[LaterWord]:
    """What was said after an issue of the figures of a region and of what is below it, oldest first."""
    report = ledger.report
    known = Submission.id <= issue.newest_submission
    withdrawn = sa.and_(known, Withdrawal.submission_id.is_not(None), Withdrawal.created_at > issue.issued_at)
    newer = sa.and_(~known, Withdrawal.submission_id.is_(None))
    wanted = list(codes)
    statement = (
        sa.select(
            REGION.c.node,
            Submission.id,
            Submission.author,
            Submission.created_at,
            Submission.reason,
            Withdrawal.author,
            Withdrawal.created_at,
            Withdrawal.reason,
            *(report.c[code] for code in wanted),
        )
        .join(Submission, Submission.id == report.c.submission_id)
        .join(REGION, REGION.c.id == report.c.region_id)
        .join(Withdrawal, Withdrawal.submission_id == Submission.id, isouter=True)
        .where(report.c.period == period, _within(scope), sa.or_(withdrawn, newer))
        .order_by(Submission.id, REGION.c.node)
    )
    return [word for row in connection.execute(statement) for word in _words(row, wanted)]


def _words(row: Any, codes: list[str]) -> list[LaterWord]:
    node, number, author, sent, reason, taken_by, taken, why, *amounts = row
    said = (author, sent, reason, False) if taken is None else (taken_by, taken, why, True)
    return [
        LaterWord(node, code, number, said[0], utc(said[1]), said[2], said[3])
        for code, amount in zip(codes, amounts, strict=True)
        if amount is not None
    ]


def _within(scope: Region) -> sa.ColumnElement[bool]:
    nodes = subtree(node=scope.node, level=scope.level)
    return REGION.c.node.between(nodes.start, nodes.stop - 1)
