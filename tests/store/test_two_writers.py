"""Several who write at once: every commit lands once, nobody is turned away, and who reads never sees half of one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest
import sqlalchemy as sa

from tests.store.book import CATALOGUE, FIGURES, MONEY, Q1, Book, declared
from tests.store.processes import all_at_once
from zones.domain.region import Level
from zones.store import commits, submission_reads
from zones.store.region_reads import all_regions
from zones.store.upgrade import upgrade
from zones.store.value_reads import single_spans, values_in_force

WRITERS, READERS, TOWNSHIPS, PATIENCE = 10, 50, 20, 60
CODES = [f"t{at}" for at in range(TOWNSHIPS)]


@pytest.fixture
def county(book: Book) -> Book:
    """A county whose townships have all reported 1."""
    book.declare(
        declared("county", Level.COUNTY, reports=False), *(declared(t, Level.TOWNSHIP, "county") for t in CODES)
    )
    submit(1, book)
    return book


def submit(amount: int, book: Book) -> int:
    return book.submit(*((Q1, code, {MONEY: amount}) for code in CODES))


def assert_all_landed(book: Book, amounts: set[int]) -> None:
    report = FIGURES.report
    with book.reading() as connection:
        found = submission_reads.submissions(connection)
        said = {
            number: set(connection.scalars(sa.select(report.c[MONEY]).where(report.c.submission_id == number)))
            for number in (record.id for record in found)
        }
        changes = commits.changes_so_far(connection)
    assert sorted(said) == list(range(1, len(amounts) + 1))
    assert all(len(one) == 1 for one in said.values())
    assert set().union(*said.values()) == amounts
    (newest,) = said[max(said)]
    assert book.value("county") == newest * TOWNSHIPS
    assert changes == 1 + len(amounts)


def look(book: Book) -> list[int | None]:
    """The county's total and its townships' amounts, as one reader sees them."""
    with book.reading() as connection:
        regions = {region.code: region for region in all_regions(connection)}
        spans = single_spans(regions.values())
        values = values_in_force(connection, FIGURES, periods=[Q1], spans=spans, codes=[MONEY])
    return [values.value(Q1, regions[code].node, MONEY) for code in ("county", *CODES)]


def look_until(finished: Event, started: Event, url: str) -> int:
    """Look again and again, and a last time when all is done; returns how many different states were seen."""
    book, seen, last = Book(url), set(), False
    while not last:
        last = finished.is_set()
        total, *parts = look(book)
        assert total == sum(part or 0 for part in parts)
        assert len(set(parts)) == 1
        seen.add(total)
        started.set()
    book.close()
    return len(seen)


def test_threads_that_write_at_once(county: Book) -> None:
    finished, started = Event(), Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(look_until, finished, started, county.url)
        assert started.wait(60)
        numbers = list(pool.map(lambda amount: submit(amount, county), range(2, 2 + WRITERS)))
        finished.set()
        assert reader.result() > 1
    assert sorted(numbers) == list(range(2, 2 + WRITERS))
    assert_all_landed(county, set(range(1, 2 + WRITERS)))


def test_ten_write_while_fifty_read(county: Book) -> None:
    finished, started = Event(), Barrier(READERS + 1)
    amounts = range(2, 2 + WRITERS)

    def read() -> set[int | None]:
        """Look once when all are here, again while they write, and a last time when all is done."""
        book, seen = Book(county.url), set()
        started.wait(PATIENCE)
        last = False
        while not last:
            last = finished.wait(0.1)
            total, *parts = look(book)
            assert total == sum(part or 0 for part in parts)
            assert len(set(parts)) == 1
            seen.add(parts[0])
        book.close()
        return seen

    def write(amount: int) -> int:
        book = Book(county.url)
        number = submit(amount, book)
        book.close()
        return number

    with ThreadPoolExecutor(READERS) as readers, ThreadPoolExecutor(WRITERS) as writers:
        reading = [readers.submit(read) for _ in range(READERS)]
        started.wait(PATIENCE)
        numbers = list(writers.map(write, amounts))
        finished.set()
        seen = [reader.result() for reader in reading]
    assert sorted(numbers) == list(amounts)
    assert_all_landed(county, {1, *amounts})
    newest = county.value(CODES[0])
    assert all(newest in states and states <= {1, *amounts} for states in seen)


def test_fifty_read_what_was_there_while_a_commit_is_not_done(county: Book) -> None:
    """Nobody who reads waits for a commit: all of them are served before it ends."""
    held, go_on = Event(), Event()
    writer = Book(county.url)

    def hold(_connection: object) -> None:
        held.set()
        assert go_on.wait(PATIENCE)

    sa.event.listen(writer.engine, "commit", hold)
    with ThreadPoolExecutor(1) as writers, ThreadPoolExecutor(READERS) as readers:
        number = writers.submit(submit, 7, writer)
        assert held.wait(PATIENCE)
        seen = list(readers.map(lambda _: look_once(county.url), range(READERS)))
        assert not number.done()
        go_on.set()
        assert number.result() == 2
    writer.close()
    assert seen == [[TOWNSHIPS, *[1] * TOWNSHIPS]] * READERS
    assert look(county) == [7 * TOWNSHIPS, *[7] * TOWNSHIPS]


def look_once(url: str) -> list[int | None]:
    book = Book(url)
    seen = look(book)
    book.close()
    return seen


def test_processes_that_write_at_once(county: Book) -> None:
    amounts = range(2, 2 + 4)
    assert all_at_once(county.url, [partial(submit, amount) for amount in amounts]) == [0] * len(amounts)
    assert_all_landed(county, {1, *amounts})


def test_one_withdraws_what_two_want_withdrawn(county: Book) -> None:
    second = submit(2, county)

    def withdraw() -> bool:
        try:
            county.withdraw(second)
        except commits.AlreadyWithdrawnError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _: withdraw(), range(2))) == [False, True]
    assert county.value("county") == TOWNSHIPS


def test_processes_that_set_up_an_empty_database_at_once(database_url: str) -> None:
    assert all_at_once(database_url, [lambda book: upgrade(book.engine, CATALOGUE) for _ in range(4)]) == [0] * 4
    book = Book(database_url)
    book.declare(declared("county", Level.COUNTY))
    book.close()


def test_a_region_that_moved_since_its_rows_were_made(small: Book) -> None:
    prepared = small.rows([(Q1, "jia1z", {MONEY: 5}), (Q1, "jia1", {MONEY: 7})], approximate=[(0, MONEY)])
    small.declare(declared("jia1", Level.TOWNSHIP, "yi"))
    small.declare(declared("below", Level.ZONE, "jia1"), declared("jia1z", Level.ZONE, "jia2"))
    small.submit_rows(prepared)
    parts = {code: small.value(code) for code in ("jia", "jia2", "jia1z", "yi", "jia1")}
    assert parts == {"jia": 5, "jia2": 5, "jia1z": 5, "yi": 7, "jia1": 7}
    assert small.marks() == {(Q1, "jia1z", MONEY)}
