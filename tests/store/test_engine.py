"""Opening, reading and writing: what goes wrong around a database ends in words, and the next try works."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.store.book import FIGURES, MONEY, Q1, Book, before_statement, build_empty, declared
from zones.domain.region import Level
from zones.store import commits, engine
from zones.store.engine import (
    DatabaseFailedError,
    DoesNotFitError,
    InvalidDatabaseUrlError,
    NotInitialisedError,
    open_engine,
    pack,
    reading,
    reading_once,
    writing,
)

if TYPE_CHECKING:
    from tests.conftest import Databases

QUICKLY = 0.05


@contextmanager
def opened(url: str) -> Iterator[sa.Engine]:
    database = open_engine(url)
    yield database
    database.dispose()


def read(database: sa.Engine) -> int:
    with reading(database) as connection:
        return commits.changes_so_far(connection)


def write(database: sa.Engine) -> None:
    with writing(database) as connection:
        commits.count_change(connection)


def assert_fails_in_words(act: Callable[[sa.Engine], object], database: sa.Engine, *words: str) -> None:
    with pytest.raises(DatabaseFailedError) as failure:
        act(database)
    assert failure.value.exit_status == 3
    assert failure.value.message("zh").startswith("数据库无法使用")
    assert failure.value.message("en").startswith("the database cannot be used")
    assert any(word in str(failure.value) for word in words)


# --- addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "zones.db",
        "mysql://someone:geheim@host/zones",
        "postgresql://someone:geheim@host:port/zones",
        "postgresql:",
        "sqlite://someone:geheim@host/zones.db",
        "sqlite:///zones.db?mode=ro",
        "sqlite:///file:zones.db?uri=true&timeout=soon",
        "sqlite:///zones\0.db",
    ],
)
def test_an_address_of_no_supported_database_is_refused(url: str) -> None:
    with pytest.raises(InvalidDatabaseUrlError) as refusal:
        open_engine(url)
    assert refusal.value.exit_status == 2
    assert "数据库地址无效" in refusal.value.message("zh")
    assert "not a usable database address" in refusal.value.message("en")
    assert "geheim" not in refusal.value.message("zh") + refusal.value.message("en")


@pytest.mark.parametrize("driver", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_postgresql_is_reached_whatever_driver_the_address_names(postgres_url: str, driver: str) -> None:
    build_empty(postgres_url)
    with opened(postgres_url.replace("postgresql+psycopg", driver, 1)) as database:
        assert read(database) == 0


# --- what an opened database is like -----------------------------------------------------------------------


def test_sqlite_writes_ahead_syncs_fully_and_holds_foreign_keys(sqlite_url: str) -> None:
    with opened(sqlite_url) as database, reading(database) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


class TurnedAway:
    """A connection that SQLite turns away, without waiting, a few times."""

    def __init__(self, times: int, name: str) -> None:
        self.left, self.name = times, name

    def execute(self, statement: str) -> sqlite3.Cursor:
        assert statement == "PRAGMA journal_mode=WAL"
        if self.left:
            self.left -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorname = self.name
            raise error
        return sqlite3.connect(":memory:").cursor()


def test_a_file_that_another_process_sets_up_at_the_same_moment_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = TurnedAway(3, "SQLITE_BUSY")
    engine._write_ahead(connection)
    assert connection.left == 0
    with pytest.raises(sqlite3.OperationalError):
        engine._write_ahead(TurnedAway(1, "SQLITE_READONLY"))
    monkeypatch.setattr(engine, "_BUSY_SECONDS", QUICKLY)
    with pytest.raises(sqlite3.OperationalError):
        engine._write_ahead(TurnedAway(10**9, "SQLITE_BUSY"))


def test_a_writer_on_postgresql_has_plans_made_for_what_it_asks(remote: Book) -> None:
    with writing(remote.engine) as connection:
        assert connection.exec_driver_sql("SHOW plan_cache_mode").scalar() == "force_custom_plan"
    with reading(remote.engine) as connection:
        assert connection.exec_driver_sql("SHOW plan_cache_mode").scalar() == "auto"


def test_a_name_of_an_unknown_region_is_not_stored(book: Book) -> None:
    alias = sa.text("INSERT INTO region_alias (region_id, alias, since, until) VALUES (7, 'a', 0, 1)")
    with pytest.raises(sa.exc.IntegrityError), writing(book.engine) as connection:
        connection.execute(alias)


def test_folders_of_the_file_are_made(tmp_path: Path) -> None:
    build_empty(f"sqlite:///{tmp_path}/some/where/zones.db")
    assert (tmp_path / "some" / "where" / "zones.db").exists()


def test_who_reads_sees_one_state(small: Book) -> None:
    with reading(small.engine) as connection:
        before = commits.changes_so_far(connection)
        small.submit((Q1, "jia1", {MONEY: 5}))
        assert commits.changes_so_far(connection) == before
    assert read(small.engine) == before + 1


def test_a_single_read_sees_each_commit_and_begins_no_transaction(small: Book) -> None:
    with reading_once(small.engine) as connection:
        before = commits.changes_so_far(connection)
        small.submit((Q1, "jia1", {MONEY: 5}))
        assert commits.changes_so_far(connection) == before + 1
        assert not connection.in_transaction()
    # The connection is a usual one again.
    test_who_reads_sees_one_state(small)


def test_a_writer_sees_what_the_writer_before_left(small: Book) -> None:
    with writing(small.engine) as connection:
        commits.count_change(connection)
        before = commits.changes_so_far(connection)
    with writing(small.engine) as connection:
        assert commits.changes_so_far(connection) == before
        if small.engine.name == "postgresql":
            assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "read committed"


def test_postgresql_keeps_the_plans_of_small_reads(remote: Book) -> None:
    for _ in range(2):
        read(remote.engine)
    with reading(remote.engine) as connection:
        connection.execute(sa.text("SELECT 1 AS not_kept"))
        kept = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars().all()
    assert any("setting" in statement for statement in kept)
    assert not any("not_kept" in statement for statement in kept)


# --- what goes wrong -----------------------------------------------------------------------------------------


def test_an_empty_database_asks_to_be_set_up(database_url: str) -> None:
    with opened(database_url) as database:
        for act in (read, write):
            with pytest.raises(NotInitialisedError) as refusal:
                act(database)
            assert refusal.value.exit_status == 3
            assert "zones init" in refusal.value.message("zh")
            assert "zones init" in refusal.value.message("en")


def test_a_column_that_is_not_there_asks_for_the_upgrade(small: Book) -> None:
    with writing(small.engine) as connection:
        connection.exec_driver_sql(f"ALTER TABLE figure DROP COLUMN {MONEY}")
    with pytest.raises(NotInitialisedError):
        small.value("jia1")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://127.0.0.1:1/zones",
        "postgresql://127.0.0.1:1/zones?option=none",
        "postgresql://127.0.0.1:1/zones?connect_timeout=soon",
        "postgresql:///zones?host=/nowhere",
    ],
)
def test_a_server_out_of_reach(url: str) -> None:
    with opened(url) as database:
        for act in (read, write):
            assert_fails_in_words(act, database, "connection", "connect_timeout")


def test_a_database_that_the_server_does_not_have(postgres_url: str) -> None:
    with opened(f"{postgres_url}".replace("/zones_", "/no_zones_")) as database:
        assert_fails_in_words(read, database, "does not exist")


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", Path("/proc/none")):
        assert_fails_in_words(lambda _: open_engine(f"sqlite:///{folder}/zones.db"), None, "file", "none")  # noqa: B023


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}") as database:
        assert_fails_in_words(read, database, "unable to open")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir or Madam, " * 100)
    with opened(f"sqlite:///{tmp_path}/letter.db") as database:
        for act in (read, write):
            assert_fails_in_words(act, database, "not a database")


def test_a_damaged_file(sqlite_url: str) -> None:
    build_empty(sqlite_url)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with opened(sqlite_url) as database:
        assert_fails_in_words(write, database, "malformed")


def test_a_file_that_is_not_to_be_written(sqlite_url: str) -> None:
    build_empty(sqlite_url)
    with opened(sqlite_url.replace("///", "///file:") + "?mode=ro&uri=true") as database:
        assert read(database) == 0
        assert_fails_in_words(write, database, "readonly")
        assert read(database) == 0


def test_a_role_without_the_right(postgres_url: str) -> None:
    build_empty(postgres_url)
    with opened(postgres_url) as database, database.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE guest LOGIN")
        connection.commit()
        try:
            with opened(postgres_url.replace("postgres:@", "guest@")) as theirs:
                for act in (read, write):
                    assert_fails_in_words(act, theirs, "permission denied")
        finally:
            connection.exec_driver_sql("DROP ROLE guest")
            connection.commit()


def test_another_writer_for_too_long(small: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_BUSY_SECONDS", QUICKLY)
    with opened(small.url) as database:
        with writing(small.engine) as connection:
            commits.count_change(connection)
            assert_fails_in_words(write, database, "lock")
            assert read(database) == 1
        write(database)
        assert read(database) == 3


def test_more_readers_than_connections(small: Book) -> None:
    pool = small.engine.pool
    pool._timeout = QUICKLY
    taken = [small.engine.connect() for _ in range(pool.size() + pool._max_overflow)]
    assert_fails_in_words(read, small.engine, "limit")
    for connection in taken:
        connection.close()
    assert read(small.engine) == 1


def test_a_full_disk(sqlite_databases: Databases) -> None:
    book = Book(sqlite_databases.empty())
    build_empty(book.url)
    book.declare(*(declared(f"c{at}", Level.COUNTY) for at in range(500)))
    before = book.dump()
    rows = [(Q1, f"c{at}", dict.fromkeys(FIGURES.codes, 10**12)) for at in range(500)]
    with book.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    book.close()

    def bound(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 5}")

    sa.event.listen(book.engine, "connect", bound)
    assert_fails_in_words(lambda _: book.submit(*rows), book.engine, "full")
    assert book.dump() == before
    sa.event.remove(book.engine, "connect", bound)
    book.close()
    book.submit(*rows)
    assert book.value("c499") == 10**12
    book.close()


# --- what does not fit ---------------------------------------------------------------------------------------


def assert_refused_as_too_large(small: Book, act: Callable[[], object]) -> None:
    before = small.dump()
    with pytest.raises(DoesNotFitError) as refusal:
        act()
    assert refusal.value.exit_status == 1
    assert "没有保存任何内容" in refusal.value.message("zh")
    assert "nothing was stored" in refusal.value.message("en")
    assert small.dump() == before


def test_a_total_beyond_what_the_database_holds(small: Book) -> None:
    large = {MONEY: 2**62}
    small.submit((Q1, "jia2", large))
    assert small.value("jia") == 2**62
    assert_refused_as_too_large(small, lambda: small.submit((Q1, "jiaz", large)))


def test_a_number_beyond_what_the_database_holds(small: Book) -> None:
    def set_level(level: int) -> None:
        with writing(small.engine) as connection:
            connection.execute(sa.text("UPDATE submission SET size = :level"), {"level": level})

    small.submit((Q1, "jia1", {MONEY: 5}))
    assert_refused_as_too_large(small, lambda: set_level(2**70))


@pytest.mark.parametrize("name", ["a" * 121, "a\0b"])
def test_a_text_that_postgresql_does_not_hold(postgres_url: str, name: str) -> None:
    build_empty(postgres_url)
    book = Book(postgres_url)
    assert_refused_as_too_large(book, lambda: book.declare(declared("a", Level.COUNTY, name=name)))
    book.close()


# --- a server that goes away -----------------------------------------------------------------------------------


@pytest.fixture
def remote(postgres_databases: Databases) -> Iterator[Book]:
    """A county on PostgreSQL."""
    book = Book(postgres_databases.copy_of("upgraded", build_empty))
    book.declare(declared("county", Level.COUNTY))
    yield book
    book.close()


def lose_connections(book: Book) -> None:
    with opened(book.url) as other, other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("table", ["submission", "figure", "setting"])
def test_a_connection_lost_in_the_middle_of_a_commit(remote: Book, table: str) -> None:
    before = remote.dump()

    def lose(statement: str) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            lose_connections(remote)

    with before_statement(remote.engine, lose):
        assert_fails_in_words(lambda _: remote.submit((Q1, "county", {MONEY: 5})), remote.engine, "terminating", "lost")
    assert remote.dump() == before
    remote.submit((Q1, "county", {MONEY: 5}))
    assert remote.value("county") == 5


def test_a_connection_lost_before_rows_are_handed_over(remote: Book) -> None:
    before = remote.dump()

    def lose(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO submission "):
            lose_connections(remote)

    sa.event.listen(remote.engine, "after_cursor_execute", lose)
    assert_fails_in_words(lambda _: remote.submit((Q1, "county", {MONEY: 5})), remote.engine, "terminating", "lost")
    sa.event.remove(remote.engine, "after_cursor_execute", lose)
    assert remote.dump() == before


def test_a_connection_lost_while_nobody_used_it_is_not_noticed(remote: Book) -> None:
    assert remote.value("county") is None
    lose_connections(remote)
    remote.submit((Q1, "county", {MONEY: 5}))
    lose_connections(remote)
    assert remote.value("county") == 5


def test_a_server_that_crashes_in_the_middle_of_a_commit_and_comes_back(remote: Book) -> None:
    before = remote.dump()

    def crash(statement: str) -> None:
        if statement.startswith("INSERT INTO setting "):
            with opened(remote.url) as other, other.connect() as connection:
                number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
                # The tests' server confirms commits before they are on disk.
                connection.exec_driver_sql("CHECKPOINT")
                # A killed process of the server's makes it drop everybody and recover from its log.
                os.kill(number, signal.SIGKILL)

    with before_statement(remote.engine, crash):
        assert_fails_in_words(lambda _: remote.submit((Q1, "county", {MONEY: 5})), remote.engine, "connection", "lost")
    wait_until_it_answers(remote)
    assert remote.dump() == before
    remote.submit((Q1, "county", {MONEY: 5}))
    assert remote.value("county") == 5


def wait_until_it_answers(book: Book) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            read(book.engine)
        except DatabaseFailedError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not come back")


def unused_pages(database: sa.Engine) -> int:
    with reading(database) as connection:
        return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())


def test_packing_leaves_nothing_unused_and_everything_there(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    with writing(small.engine) as connection:
        connection.exec_driver_sql("CREATE TABLE gone AS SELECT 1 AS some UNION SELECT 2")
        connection.exec_driver_sql("DROP TABLE gone")
    before, local = small.dump(), small.engine.name == "sqlite"
    assert not local or unused_pages(small.engine) > 0
    pack(small.engine)
    assert not local or unused_pages(small.engine) == 0
    assert small.dump() == before
    write(small.engine)


def test_packing_fails_in_words(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'x.sqlite3'}") as database:
        with database.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE some (thing)")
        with closing(sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with database.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=1")
            assert_fails_in_words(pack, database, "locked")
