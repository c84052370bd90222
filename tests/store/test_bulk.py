"""Many numbers as one parameter, and many rows in one go, on both databases."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import FIGURES, FIRMS, MONEY, Book
from zones.store.bulk import among, insert_rows, upsert_rows
from zones.store.engine import DoesNotFitError, writing

TABLE = FIGURES.in_force
NAMES = ["period", "level", "node", MONEY, FIRMS]
WHOLE = st.integers(-(2**63), 2**63 - 1)


def rows_of(connection: sa.Connection) -> list[tuple[object, ...]]:
    statement = sa.select(*(TABLE.c[name] for name in NAMES)).order_by(TABLE.c.node)
    return [tuple(row) for row in connection.execute(statement)]


def nodes_among(connection: sa.Connection, nodes: Sequence[int]) -> list[int]:
    statement = sa.select(TABLE.c.node).where(among(TABLE.c.node, "nodes", connection.dialect.name))
    return sorted(connection.scalars(statement, {"nodes": nodes}))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.dictionaries(st.integers(0, 2**62), st.tuples(st.none() | WHOLE, st.none() | WHOLE), max_size=5))
def test_rows_come_back_as_they_were_handed_over(book: Book, rows: dict[int, tuple[int | None, int | None]]) -> None:
    listed = [(1, 4, node, *amounts) for node, amounts in sorted(rows.items())]
    with writing(book.engine) as connection:
        connection.execute(sa.delete(TABLE))
        insert_rows(connection, TABLE, NAMES, reversed(listed))
        assert rows_of(connection) == listed
        assert nodes_among(connection, list(rows)) == sorted(rows)
        swapped = [(*row[:3], row[4], row[3]) for row in listed]
        upsert_rows(connection, TABLE, NAMES, swapped)
        assert rows_of(connection) == swapped


def test_an_upsert_leaves_the_columns_that_it_does_not_name(book: Book) -> None:
    with writing(book.engine) as connection:
        insert_rows(connection, TABLE, NAMES, [(1, 4, 1, 5, 6)])
        upsert_rows(connection, TABLE, NAMES[:4], [(1, 4, 1, None), (1, 4, 2, 7)])
        assert rows_of(connection) == [(1, 4, 1, None, 6), (1, 4, 2, 7, None)]


def test_a_list_may_be_longer_than_any_statement(book: Book) -> None:
    with writing(book.engine) as connection:
        insert_rows(connection, TABLE, NAMES[:3], ((1, 4, node * 10**9) for node in range(3000)))
        asked = [node * 2 * 10**9 for node in range(200_000)]
        assert nodes_among(connection, asked) == asked[:1500]
        assert nodes_among(connection, []) == []


def test_a_row_that_does_not_fit_is_worded(book: Book) -> None:
    def hand_over() -> None:
        with writing(book.engine) as connection:
            insert_rows(connection, TABLE, NAMES[:4], [(1, 4, 1, 5), (1, 4, 2, 2**63)])

    with pytest.raises(DoesNotFitError):
        hand_over()
    with book.reading() as connection:
        assert rows_of(connection) == []
