"""Many values at once: a list as one parameter of a statement, rows handed over in one go, answers a column at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa  # type: ignore[import-untyped]
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Upsert = sqlite.Insert | postgresql.Insert
NumberColumn = tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]
"""Whole numbers, zero where there is none, and where there is none."""

# Stands for null while a list is read: amounts are bounded far above it.
_NO_NUMBER = np.iinfo(np.int64).min


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


def numbers_given(numbers: Iterable[int], dialect: str) -> str:
    """The list that `among` looks into as a text, which any driver takes without knowing the parameter's type."""
    listed = ",".join(map(str, numbers))
    return f"{{{listed}}}" if dialect == "postgresql" else f"[{listed}]"


def unweighed(name: str) -> sa.ScalarSelect[int]:
    """A number given as parameter `name` that the database plans without looking at it.

    PostgreSQL expects no rows of a quarter that is newer than its statistics, and would walk through all of the quarter
    for every region that it joins to it.
    """
    return sa.select(sa.bindparam(name, type_=sa.Integer)).scalar_subquery()


def texts_given(name: str, dialect: str) -> sa.Subquery:
    """The texts given as parameter `name`, a list of any length: the `place` of each (from zero) and the `text`."""
    if dialect == "postgresql":
        given = sa.func.unnest(sa.bindparam(name, type_=postgresql.ARRAY(sa.Text)))
        listed = given.table_valued("value", with_ordinality="key").render_derived()
        return sa.select((listed.c.key - 1).label("place"), listed.c.value.label("text")).subquery()
    listed = sa.func.json_each(sa.bindparam(name, type_=sa.JSON)).table_valued("key", "value")
    return sa.select(listed.c.key.label("place"), listed.c.value.label("text")).subquery()


def columnwise(statement: sa.Select[Any], dialect: str) -> sa.Select[Any]:
    """One row in the place of all: each column of a statement as a list in JSON.

    Python objects for every cell of a large answer cost more than the database's reading of it.
    """
    columns = statement.subquery().c
    if dialect == "postgresql":
        lists: list[sa.ColumnElement[Any]] = [sa.cast(sa.func.json_agg(column), sa.Text) for column in columns]
    else:
        lists = [sa.func.json_group_array(column) for column in columns]
    return sa.select(*lists)


def arrow_columns(
    connection: sa.Connection, statement: sa.Select[Any], given: Mapping[str, Any], types: Sequence[Any]
) -> list[Any]:
    """The columns of an answer that comes columnwise, texts and whole numbers, as Arrow arrays."""
    row = connection.execute(statement, given).one()
    return [_arrow(text or "[]", kind) for text, kind in zip(row, types, strict=True)]


def _arrow(listed: str, kind: Any) -> Any:
    if pa.types.is_string(kind):
        return pa.array(orjson.loads(listed), kind)
    numbers, absent = _numbers(listed[1:-1])
    return pa.array(numbers, kind, mask=absent)


def number_columns(
    connection: sa.Connection, statement: sa.Select[Any], given: Mapping[str, Any]
) -> Iterator[NumberColumn]:
    """The columns of an answer that comes columnwise, whole numbers all, each made of its text when it is asked for."""
    return (_numbers((text or "[]")[1:-1]) for text in connection.execute(statement, given).one())


def _numbers(listed: str) -> NumberColumn:
    """Whole numbers and null as JSON lists them."""
    numbers: npt.NDArray[np.int64] = np.fromstring(listed.replace("null", str(_NO_NUMBER)), dtype=np.int64, sep=",")
    absent = numbers == _NO_NUMBER
    numbers[absent] = 0
    return numbers, absent


def positions_among(
    numbers: npt.NDArray[np.int64], wanted: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where numbers stand among others (any place for one that does not), and which of them do; `numbers` are not empty."""
    order = np.argsort(numbers, kind="stable")
    at = order[np.minimum(np.searchsorted(numbers, wanted, sorter=order), len(numbers) - 1)]
    return at, numbers[at] == wanted


def plain_amounts(amounts: npt.NDArray[np.int64], absent: npt.NDArray[np.bool_]) -> list[int | None]:
    """Amounts as plain integers and None, as drivers take them."""
    plain: list[int | None] = amounts.tolist()
    for at in np.flatnonzero(absent).tolist():
        plain[at] = None
    return plain


def insert_rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows (values in the order of `names`) through the driver: a dictionary a row costs more than the insert."""
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        # Many times faster than an insert a row.
        statement = f"COPY {_target(connection, table, names)} FROM STDIN"
        with _usual_errors(connection, statement), closing(cursor), cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        return
    statement = _insert(connection, table, names)
    with _usual_errors(connection, statement), closing(cursor):
        cursor.executemany(statement, rows)


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


@contextmanager
def _usual_errors(connection: sa.Connection, statement: str) -> Iterator[None]:
    """What the driver raises is raised as of any other statement."""
    driver = connection.dialect.loaded_dbapi
    try:
        yield
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error
