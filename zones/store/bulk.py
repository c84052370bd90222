"""Many values at once: a list of numbers as one parameter of a statement, and rows handed over in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Upsert = sqlite.Insert | postgresql.Insert


def upsert_into(dialect: str, table: sa.Table) -> Upsert:
    """An INSERT of a dialect that can turn into an update."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def among(column: sa.ColumnElement[int], name: str, dialect: str) -> sa.ColumnElement[bool]:
    """Whether a column is one of the numbers given as parameter `name`, a list of any length.

    A parameter a number would be bounded (32,766 on SQLite), and writing it out costs more than looking the numbers up.
    """
    if dialect == "postgresql":
        return column == sa.any_(sa.bindparam(name, type_=postgresql.ARRAY(column.type)))
    listed = sa.func.json_each(sa.bindparam(name, type_=sa.JSON)).table_valued("value")
    return column.in_(sa.select(listed.c.value))


def unweighed(name: str) -> sa.ScalarSelect[int]:
    """A number given as parameter `name` that the database plans without looking at it.

    PostgreSQL expects no rows of a quarter that is newer than its statistics, and would walk through all of the quarter
    for every region that it joins to it.
    """
    return sa.select(sa.bindparam(name, type_=sa.Integer)).scalar_subquery()


def insert_rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows (values in the order of `names`) through the driver: a dictionary a row costs more than the insert."""
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {_target(connection, table, names)} FROM STDIN", rows)
    elif listed := list(rows):
        connection.exec_driver_sql(_insert(connection, table, names), listed)


def upsert_rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows, or bring the columns of `names` to them where a row of the key is there already."""
    if listed := list(rows):
        quote = connection.dialect.identifier_preparer.quote
        key = [quote(column.name) for column in table.primary_key]
        new = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in names if quote(name) not in key)
        insert = _insert(connection, table, names)
        connection.exec_driver_sql(f"{insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {new}", listed)


def _target(connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(name) for name in names)})"


def _insert(connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> str:
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    target = _target(connection, table, names)
    return f"INSERT INTO {target} VALUES ({', '.join(mark for _ in names)})"  # noqa: S608  names alone, quoted


def _copy(connection: sa.Connection, statement: str, rows: Iterable[Sequence[object]]) -> None:
    """Many times faster on PostgreSQL than an insert a row; errors are those of any other statement."""
    cursor: Any = connection.connection.cursor()
    driver = connection.dialect.loaded_dbapi
    try:
        with cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error
