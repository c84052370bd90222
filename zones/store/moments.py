"""Moments as the store remembers them."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime | str) -> datetime:
    """A stored moment with its zone: SQLite keeps a text without one, PostgreSQL answers in its own."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def as_stored(moment: datetime, dialect: str) -> datetime | str:
    """A moment to hold stored ones against, as the driver takes it: SQLite compares texts."""
    at = moment.astimezone(UTC)
    return at.replace(tzinfo=None).isoformat(" ", "microseconds") if dialect == "sqlite" else at
