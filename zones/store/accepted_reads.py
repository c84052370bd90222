"""What was found in files and accepted all the same."""

from __future__ import annotations

import sqlalchemy as sa

from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.store.ledger import Ledger
from zones.store.region_reads import REGION
from zones.store.schema import Submission, Withdrawal

# How the JSON of a stored finding begins to say that it is a warning; quotes inside texts are escaped there.
_WARNING = '"severity":"warning"'


def submissions_with_warnings(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region
) -> list[tuple[int, str]]:
    """Number and findings (JSON) of the submissions that count, speak of a region or what is below it, and had warnings."""
    report = ledger.report
    nodes = subtree(node=scope.node, level=scope.level)
    speaking = (
        sa.select(report.c.submission_id)
        .join(REGION, REGION.c.id == report.c.region_id)
        .where(report.c.period == period, REGION.c.node.between(nodes.start, nodes.stop - 1))
    )
    statement = (
        sa.select(Submission.id, Submission.findings)
        .where(
            Submission.id.in_(speaking),
            Submission.id.not_in(sa.select(Withdrawal.submission_id)),
            Submission.findings.contains(_WARNING, autoescape=True),
        )
        .order_by(Submission.id)
    )
    return [(number, findings) for number, findings in connection.execute(statement)]


def findings_of(connection: sa.Connection, submission: int) -> str:
    """The findings (JSON) that a submission was accepted with."""
    return connection.scalar(sa.select(Submission.findings).where(Submission.id == submission)) or "[]"
