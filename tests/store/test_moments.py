"""Moments come back as they were, and are held against stored ones as SQLAlchemy stores them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from zones.store.moments import as_stored, utc

SHANGHAI = timezone(timedelta(hours=8))
MOMENTS = (
    datetime(2026, 7, 16, 0, 0, tzinfo=SHANGHAI),
    datetime(2026, 7, 15, 15, 59, 59, 999_999, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 30, 0, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_sqlite_is_given_the_text_that_it_keeps(moment: datetime) -> None:
    dialect = sqlite.dialect()
    kept = sa.DateTime(timezone=True).dialect_impl(dialect).bind_processor(dialect)
    assert kept is not None
    assert as_stored(moment, "sqlite") == kept(moment.astimezone(UTC))


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_stored_moment_comes_back_in_one_zone(moment: datetime, dialect: str) -> None:
    back = utc(as_stored(moment, dialect))
    assert back == moment
    assert back.tzinfo is UTC


def test_texts_order_as_their_moments_do() -> None:
    assert sorted(MOMENTS) == sorted(MOMENTS, key=lambda moment: str(as_stored(moment, "sqlite")))
