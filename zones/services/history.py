"""Every value a figure ever had, and taking a submission back."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.errors import ReasonMissingError
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.store import commits, submission_reads
from zones.store.ledger import Ledger
from zones.store.submission_reads import SubmissionRecord


@dataclass(frozen=True, slots=True)
class HistoricalValue:
    """One value of a figure's past (smallest unit), who said it, and whether it is the one in force."""

    value: int
    approximate: bool
    line: int
    submission: SubmissionRecord
    in_force: bool


def history(deployment: Deployment, *, region: Region, quarter: Quarter, indicator: Indicator) -> list[HistoricalValue]:
    """The values a region reported for an indicator and quarter, oldest first."""
    with deployment.reading_once() as connection:
        return past_of(connection, deployment.figures, region=region, period=quarter.ordinal, indicator=indicator)


def target_history(deployment: Deployment, *, region: Region, year: int, indicator: Indicator) -> list[HistoricalValue]:
    """The annual targets a region was given for an indicator and year, oldest first."""
    with deployment.reading_once() as connection:
        return past_of(connection, deployment.targets, region=region, period=year, indicator=indicator)


def past_of(
    connection: sa.Connection, ledger: Ledger, *, region: Region, period: int, indicator: Indicator
) -> list[HistoricalValue]:
    """As history and target_history, on an open connection."""
    past = submission_reads.past_values(connection, ledger, period=period, region=region, code=indicator.code)
    counting = [item.submission.id for item in past if item.submission.withdrawn_at is None]
    newest = max(counting, default=None)
    return [
        HistoricalValue(item.value, item.approximate, item.line, item.submission, item.submission.id == newest)
        for item in past
    ]


def recent_submissions(deployment: Deployment, *, limit: int = 50) -> list[SubmissionRecord]:
    """The newest submissions first."""
    with deployment.reading_once() as connection:
        return submission_reads.submissions(connection, limit=limit)


def withdraw(deployment: Deployment, *, submission: int, author: str, reason: str) -> None:
    """Take a submission back; the values before it come into force again. Raises ReasonMissingError without a reason."""
    if not reason.strip():
        raise ReasonMissingError
    with deployment.writing() as connection:
        commits.withdraw(connection, deployment.ledgers, submission=submission, author=author, reason=reason.strip())


def submitted_file(deployment: Deployment, submission: int) -> tuple[str, bytes] | None:
    """The name and bytes of a submission's file."""
    with deployment.reading_once() as connection:
        return submission_reads.submitted_file(connection, submission)
