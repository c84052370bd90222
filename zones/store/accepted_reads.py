"""What was found in files and accepted all the same."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa

from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.store.bulk import unweighed
from zones.store.ledger import Ledger
from zones.store.prepared import fetched
from zones.store.region_reads import REGION
from zones.store.schema import Submission, Withdrawal

# How the JSON of a stored finding begins to say that it is a warning; quotes inside texts are escaped there.
_WARNING = '"severity":"warning"'


def submissions_with_warnings(
    connection: sa.Connection, ledger: Ledger, *, period: int, scope: Region
) -> list[tuple[int, str]]:
    """Number and findings (JSON) of the submissions that count, speak of a region or what is below it, and had warnings."""
    nodes = subtree(node=scope.node, level=scope.level)
    given = {"for_period": period, "first": nodes.start, "last": nodes.stop - 1}
    return [(number, findings) for number, findings in fetched(connection, _with_warnings(ledger.report), given)]


@lru_cache(maxsize=4)
def _with_warnings(report: sa.Table) -> sa.Select[int, str]:
    inside = sa.select(REGION.c.id).where(REGION.c.node.between(sa.bindparam("first"), sa.bindparam("last")))
    # By the regions of the subtree: a join would go through every report of the quarter.
    speaking = sa.select(report.c.submission_id).where(
        report.c.period == unweighed("for_period"), report.c.region_id.in_(inside)
    )
    return (
        sa.select(Submission.id, Submission.findings)
        .where(
            Submission.id.in_(speaking),
            Submission.id.not_in(sa.select(Withdrawal.submission_id)),
            Submission.findings.contains(_WARNING, autoescape=True),
        )
        .order_by(Submission.id)
    )
