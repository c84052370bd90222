"""The number of changes is told at once or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tests.store.book import MONEY, Q1, Book, build_empty, declared
from zones.domain.region import Level
from zones.store.engine import open_engine
from zones.store.glimpse import Glimpse

if TYPE_CHECKING:
    from tests.conftest import PostgresDatabases, SqliteDatabases


def test_it_is_the_number_after_the_last_commit_of_anyone(sqlite_databases: SqliteDatabases) -> None:
    book = Book(sqlite_databases.copy_of("empty", build_empty))
    glimpse = Glimpse(book.engine)
    assert glimpse.changes_so_far() == 0
    book.declare(declared("county", Level.COUNTY))
    assert glimpse.changes_so_far() == 1
    for times in (2, 3):
        book.submit((Q1, "county", {MONEY: times}))
        assert glimpse.changes_so_far() == times
    book.close()


def test_an_unfinished_commit_is_neither_seen_nor_waited_for(sqlite_databases: SqliteDatabases) -> None:
    book = Book(sqlite_databases.copy_of("empty", build_empty))
    glimpse = Glimpse(book.engine)
    writer = sqlite3.connect(str(book.engine.url.database), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO setting (key, value) VALUES ('changes', '7')")
    assert glimpse.changes_so_far() == 0
    writer.execute("COMMIT")
    assert glimpse.changes_so_far() == 7
    writer.close()
    book.close()


def test_of_a_database_that_cannot_be_read_now_nothing_is_told(sqlite_databases: SqliteDatabases) -> None:
    url = sqlite_databases.copy_of("empty", build_empty)
    alone = sqlite3.connect(str(sa.make_url(url).database), isolation_level=None)
    alone.execute("PRAGMA locking_mode=EXCLUSIVE").close()
    alone.execute("UPDATE setting SET value = value").close()
    glimpse = Glimpse(open_engine(url))
    assert glimpse.changes_so_far() is None
    alone.close()
    assert glimpse.changes_so_far() == 0


def test_of_a_database_without_tables_nothing_is_told(tmp_path: Path) -> None:
    glimpse = Glimpse(open_engine(f"sqlite:///{tmp_path / 'zones.db'}"))
    assert glimpse.changes_so_far() is None


def test_a_server_would_have_to_be_waited_for(postgres_databases: PostgresDatabases) -> None:
    book = Book(postgres_databases.copy_of("empty", build_empty))
    assert Glimpse(book.engine).changes_so_far() is None
    book.close()
