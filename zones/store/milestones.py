"""Milestones of single regions: declared in rows that are never altered, the newest of which counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from zones.domain.milestone import Milestone
from zones.domain.region import Region
from zones.store import commits
from zones.store.moments import utc
from zones.store.prepared import fetched
from zones.store.region_reads import REGION, listed
from zones.store.schema import MilestoneRow, table_of
from zones.store.value_reads import Span

_TABLE = table_of(MilestoneRow)
_DECLARED = (
    sa.select(REGION.c.node, _TABLE.c.indicator, _TABLE.c.share, _TABLE.c.amount)
    .join(_TABLE, _TABLE.c.region_id == REGION.c.id)
    .where(
        REGION.c.level == sa.bindparam("level"),
        REGION.c.node.between(sa.bindparam("first"), sa.bindparam("last")),
        _TABLE.c.period == sa.bindparam("period"),
        _TABLE.c.indicator.in_(listed("codes")),
    )
    .order_by(_TABLE.c.id)
)


@dataclass(frozen=True, slots=True)
class NewMilestone:
    """What is to be due of a region (id) and indicator at a quarter (ordinal); None lifts what was declared before."""

    region_id: int
    indicator: str
    period: int
    milestone: Milestone | None


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """One declaration; without a milestone it lifted the ones before it. `counts` says that it is the newest."""

    id: int
    indicator: str
    period: int
    milestone: Milestone | None
    author: str
    created_at: datetime
    reason: str
    counts: bool


def declare(connection: sa.Connection, milestones: Iterable[NewMilestone], *, author: str, reason: str) -> None:
    """Declare milestones; what was declared before stays readable."""
    now = datetime.now(UTC)
    rows = [_values(item, author=author, reason=reason, now=now) for item in milestones]
    if rows:
        connection.execute(sa.insert(_TABLE), rows)
        commits.count_change(connection)


def _values(item: NewMilestone, *, author: str, reason: str, now: datetime) -> dict[str, object]:
    share = None if item.milestone is None else item.milestone.share
    return {
        "region_id": item.region_id,
        "indicator": item.indicator,
        "period": item.period,
        "share": None if share is None else str(share),
        "amount": None if item.milestone is None else item.milestone.amount,
        "author": author,
        "created_at": now,
        "reason": reason,
    }


def milestones_in(
    connection: sa.Connection, *, period: int, spans: Collection[Span], codes: Sequence[str]
) -> dict[tuple[int, str], Milestone]:
    """The milestones that count at a quarter, by node and indicator code, for every region in the spans."""
    found: dict[tuple[int, str], Milestone | None] = {}
    for span in spans:
        given = {"level": int(span.level), "first": span.nodes.start, "last": span.nodes.stop - 1}
        rows = fetched(connection, _DECLARED, {**given, "period": period, "codes": list(codes)})
        found.update({(node, code): _milestone(share, amount) for node, code, share, amount in rows})
    return {key: milestone for key, milestone in found.items() if milestone is not None}


def declarations(
    connection: sa.Connection, *, region: Region, first: int, last: int, indicator: str | None = None
) -> list[MilestoneRecord]:
    """Every declaration for a region and the quarters from `first` to `last` (ordinals), newest first."""
    where = [_TABLE.c.region_id == region.id, _TABLE.c.period.between(first, last)]
    if indicator is not None:
        where.append(_TABLE.c.indicator == indicator)
    names = ("id", "indicator", "period", "share", "amount", "author", "created_at", "reason")
    statement = sa.select(*(_TABLE.c[name] for name in names)).where(*where).order_by(_TABLE.c.id.desc())
    return list(_records(connection.execute(statement)))


def _records(rows: Iterable[Sequence[Any]]) -> Iterator[MilestoneRecord]:
    """The newest comes first and counts, unless it lifted the others."""
    seen: set[tuple[str, int]] = set()
    for number, indicator, period, share, amount, author, created_at, reason in rows:
        milestone = _milestone(share, amount)
        newest = (indicator, period) not in seen
        seen.add((indicator, period))
        yield MilestoneRecord(
            id=number,
            indicator=indicator,
            period=period,
            milestone=milestone,
            author=author,
            created_at=utc(created_at),
            reason=reason,
            counts=newest and milestone is not None,
        )


def _milestone(share: str | None, amount: int | None) -> Milestone | None:
    if share is None and amount is None:
        return None
    return Milestone(share=None if share is None else Fraction(share), amount=amount)
