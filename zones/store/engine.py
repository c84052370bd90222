"""Connections: one way to read, one way to write, on both databases."""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from zones.domain.errors import EnvironmentFailedError, ZonesError
from zones.store.prepared import BY_ITSELF, run

_WRITES = "zones_writes"
_WRITER_LOCK = 0x7A6F6E65  # any number, the same for every process of one deployment
_BUSY_SECONDS = 60
_PAUSE = 0.01
# What PostgreSQL calls errors (SQLSTATE). Not allowed here, or a table of that name is there already:
_NOT_OURS = {"42501", "42P07"}
# No such table or column:
_MISSING = {"42P01", "42703"}
_PASSWORD = re.compile(r"://.*@", re.DOTALL)


class DatabaseFailedError(EnvironmentFailedError):
    """The database cannot be reached, is locked for too long, or has no room."""

    def __init__(self, reason: str) -> None:
        super().__init__(zh=f"数据库无法使用:{reason}", en=f"the database cannot be used: {reason}")


class InvalidDatabaseUrlError(ZonesError):
    """ZONES_DATABASE_URL or --database names no database that is supported. A password in it is not repeated."""

    def __init__(self, url: str) -> None:
        shown = _PASSWORD.sub("://***@", url)
        super().__init__(
            zh=f"数据库地址无效:{shown}(应以 sqlite:/// 或 postgresql:// 开头)",
            en=f"not a usable database address: {shown} (it starts with sqlite:/// or postgresql://)",
        )


class NotInitialisedError(EnvironmentFailedError):
    """The database has no tables yet, or those of another version."""

    def __init__(self) -> None:
        super().__init__(
            zh="数据库尚未初始化或版本不符,请先运行 python -m zones init",
            en="the database is not set up or of another version; run python -m zones init first",
        )


class DoesNotFitError(ZonesError):
    """A number, a total or a text is larger than the database holds."""

    exit_status = 1

    def __init__(self, reason: str) -> None:
        super().__init__(
            zh=f"数值、合计或文字超出数据库能保存的范围,没有保存任何内容:{reason}",
            en=f"a number, a total or a text is larger than the database holds; nothing was stored: {reason}",
        )


def open_engine(url: str) -> sa.Engine:
    """An engine for a database address; nothing is connected yet."""
    try:
        parsed = sa.make_url(url)
        match parsed.drivername.partition("+")[0]:
            case "sqlite":
                engine = _sqlite_engine(parsed.set(drivername="sqlite"))
            case "postgresql" | "postgres":
                engine = _postgresql_engine(parsed.set(drivername="postgresql+psycopg"))
            case _:
                raise InvalidDatabaseUrlError(url)
        engine.dialect.create_connect_args(engine.url)
    except (SQLAlchemyError, ValueError) as error:
        raise InvalidDatabaseUrlError(url) from error
    return engine


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    # "file:" names carry options of their own, such as mode=ro, and open what is there; others take none.
    is_plain = not (url.database or "").startswith("file:")
    if (is_plain and url.query) or "\0" in (url.database or ""):
        raise ValueError(url)
    if is_plain and url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseFailedError(str(error)) from error
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver guesses
        _write_ahead(connection)
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "cache_size=-8192"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(BY_ITSELF, False):
            run(connection, "BEGIN IMMEDIATE" if options.get(_WRITES, False) else "BEGIN", (), {})

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Of two processes that turn a new file to write-ahead logging at once, SQLite lets one fail without waiting."""
    give_up = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > give_up:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _postgresql_engine(url: sa.URL) -> sa.Engine:
    # PostgreSQL shows every statement the newest state unless asked for one state of all; SQLite always shows one.
    engine = sa.create_engine(
        url,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        # Small reads are prepared at once (zones.store.prepared); others, whose lists may be long, are planned for them.
        connect_args={"prepare_threshold": sys.maxsize},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get(_WRITES, False):
            # A plan made for any list of regions would walk through a quarter to find ten of them.
            connection.exec_driver_sql(
                f"SELECT set_config('lock_timeout', '{_BUSY_SECONDS}s', true),"
                " set_config('plan_cache_mode', 'force_custom_plan', true)"
            )
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")

    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection that sees one state of the database."""
    with _worded(), engine.connect() as connection:
        yield connection
        # Where a transaction is rolled back, psycopg forgets all statements that it has prepared.
        connection.commit()


@contextmanager
def reading_once(engine: sa.Engine) -> Iterator[sa.Connection]:
    """The same for a single statement: it sees one state by itself, and no transaction begins and ends around it."""
    with _outside_transactions(engine) as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction, one writer at a time: all of it is kept or nothing."""
    # Who has waited for the writer before is to see what that one has written.
    options = {_WRITES: True, **_isolated(engine, "READ COMMITTED")}
    with _worded(), engine.execution_options(**options).begin() as connection:
        yield connection


def pack(engine: sa.Engine) -> None:
    """After much was written: leave no room unused and, on PostgreSQL, learn how values are spread.

    SQLite needs twice the room meanwhile, and nobody else can write.
    """
    on_postgresql = engine.name == "postgresql"
    statements = ["VACUUM (ANALYZE)"] if on_postgresql else ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
    with _outside_transactions(engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@contextmanager
def _outside_transactions(engine: sa.Engine) -> Iterator[sa.Connection]:
    with _worded(), engine.connect() as connection:
        yield connection.execution_options(**{BY_ITSELF: True, **_isolated(engine, "AUTOCOMMIT")})


def _isolated(engine: sa.Engine, level: str) -> dict[str, Any]:
    """The option of a level for PostgreSQL; SQLite has but one."""
    return {"isolation_level": level} if engine.name == "postgresql" else {}


@contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseFailedError(str(error)) from error
    except OverflowError as error:
        raise DoesNotFitError(str(error)) from error
    except DBAPIError as error:
        reason = str(error.orig).strip()
        if _tables_are_missing(error):
            raise NotInitialisedError from error
        if isinstance(error, DataError) or "integer overflow" in reason:
            raise DoesNotFitError(reason) from error
        if _database_failed(error):
            raise DatabaseFailedError(reason) from error
        raise


def _database_failed(error: DBAPIError) -> bool:
    """Whether the database is at fault, not the statement: away, locked, full, read-only, damaged, no database at all."""
    return (
        isinstance(error, OperationalError | InternalError | InterfaceError)
        or type(error) is DatabaseError
        or error.statement is None  # while connecting
        or getattr(error.orig, "sqlstate", "") in _NOT_OURS
    )


def _tables_are_missing(error: DBAPIError) -> bool:
    text = str(error.orig)
    return "no such table" in text or "no such column" in text or getattr(error.orig, "sqlstate", "") in _MISSING
