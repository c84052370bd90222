"""Notes pinned to a region and quarter: written once, struck out at most, never deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import sqlalchemy as sa

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.region import Region
from zones.store import commits
from zones.store.moments import utc
from zones.store.region_reads import chunks
from zones.store.schema import AnnotationRow, table_of

_TABLE = table_of(AnnotationRow)
_COLUMNS = [
    _TABLE.c[name]
    for name in ("id", "region_id", "period", "indicator", "text", "author", "created_at", "struck_at", "struck_by")
]


class AlreadyStruckError(ZonesError):
    """A note can be struck out once."""

    def __init__(self, annotation: int) -> None:
        super().__init__(zh=f"第{annotation}号批注已划去", en=f"note {annotation} is already struck out")


@dataclass(frozen=True, slots=True)
class AnnotationRecord:
    """A note; `period` is a quarter ordinal, an empty `indicator` means all of them, `struck_at` is None while it stands."""

    id: int
    region_id: int
    period: int
    indicator: str
    text: str
    author: str
    created_at: datetime
    struck_at: datetime | None
    struck_by: str | None

    @property
    def stands(self) -> bool:
        """Whether it is not struck out."""
        return self.struck_at is None


def pin(
    connection: sa.Connection, *, region: Region, period: int, indicator: str, text: str, author: str
) -> AnnotationRecord:
    """Write a note; returns it."""
    values = {"region_id": region.id, "period": period, "indicator": indicator, "text": text, "author": author}
    now = datetime.now(UTC)
    result = connection.execute(sa.insert(_TABLE).values(created_at=now, **values))
    number = int(cast("tuple[int]", result.inserted_primary_key)[0])
    commits.count_change(connection)
    return AnnotationRecord(number, region.id, period, indicator, text, author, now, None, None)


def strike(connection: sa.Connection, *, annotation: int, author: str) -> None:
    """Strike a note out; it stays readable with who did it and when."""
    row = connection.execute(sa.select(_TABLE.c.struck_at).where(_TABLE.c.id == annotation)).first()
    if row is None:
        raise UnknownNameError(kind_zh="批注编号", kind_en="note", name=str(annotation))
    if row.struck_at is not None:
        raise AlreadyStruckError(annotation)
    struck = sa.update(_TABLE).where(_TABLE.c.id == annotation)
    connection.execute(struck.values(struck_at=datetime.now(UTC), struck_by=author))
    commits.count_change(connection)


def pinned(
    connection: sa.Connection, *, regions: Collection[Region], first: int, last: int, indicators: Collection[str] = ()
) -> list[AnnotationRecord]:
    """The notes of some regions from one quarter to another (ordinals), by quarter, struck ones among them.

    With indicators: those of these indicators, and those that speak of all.
    """
    where = [_TABLE.c.period.between(first, last)]
    if indicators:
        where.append(_TABLE.c.indicator.in_(["", *indicators]))
    found = []
    for part in chunks([region.id for region in regions]):
        statement = sa.select(*_COLUMNS).where(_TABLE.c.region_id.in_(part), *where)
        found += [_record(row) for row in connection.execute(statement)]
    return sorted(found, key=lambda record: (record.period, record.id))


def _record(row: sa.Row[tuple[object, ...]]) -> AnnotationRecord:
    values = [utc(value) if isinstance(value, datetime) else value for value in row]
    return AnnotationRecord(*values)  # type: ignore[arg-type]
