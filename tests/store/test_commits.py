"""Submissions only ever add up: corrections, blanks, own reports beside sums, withdrawals, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
import sqlalchemy as sa

from tests.store.book import (
    FIGURES,
    FIRMS,
    LEDGERS,
    MONEY,
    PROJECTS,
    Q1,
    Q2,
    TARGETS,
    Book,
    before_statement,
    declared,
    new_submission,
)
from zones.domain.errors import UnknownNameError
from zones.domain.region import Level
from zones.domain.rollup import Figure, Origin
from zones.store import commits, submission_reads
from zones.store.commits import AlreadyWithdrawnError, InventedMomentError, RepeatedRowError
from zones.store.engine import DoesNotFitError, writing


class StoppedError(Exception):
    """A test's own failure."""


def figure(book: Book, code: str, indicator: str = MONEY) -> Figure:
    region = book.regions()[code]
    return book.rollups(code, indicator).figure(Q1, region, indicator, book.value(code, indicator))


def changes(book: Book) -> int:
    with book.reading() as connection:
        return commits.changes_so_far(connection)


# --- what a report says ------------------------------------------------------------------------------------------


def test_a_report_is_in_force_and_rolls_up(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5, PROJECTS: 1}), (Q1, "jia2", {MONEY: 7}), (Q2, "jia2", {MONEY: 9}))
    assert [small.value(code) for code in ("jia1", "jia2", "jia", "city", "yi")] == [5, 7, 12, 12, None]
    assert small.value("city", PROJECTS) == 1
    assert small.value("city", period=Q2) == 9


def test_targets_are_kept_apart_from_figures(small: Book) -> None:
    small.submit((2006, "jia1", {MONEY: 100}), (2006, "jia2", {MONEY: 50}), ledger=TARGETS)
    assert small.value("city", ledger=TARGETS, period=2006) == 150
    assert small.value("city") is None


def test_a_blank_leaves_the_figure(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5, FIRMS: 3}))
    small.submit((Q1, "jia1", {MONEY: None, FIRMS: 4}))
    small.submit((Q1, "jia1", {FIRMS: None}))
    assert (small.value("jia1"), small.value("jia1", FIRMS)) == (5, 4)


def test_zero_is_a_figure(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 0}))
    assert small.value("city") == 0
    assert small.coverage("jia") == (1, 4)


def test_negative_and_very_large_figures_come_back_exactly(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 2**62 + 1}), (Q1, "jia2", {MONEY: -7}))
    assert (small.value("jia1"), small.value("jia")) == (2**62 + 1, 2**62 - 6)


def test_an_own_report_beats_the_sum_and_tells_the_difference(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}), (Q1, "jia2", {MONEY: 7}))
    assert figure(small, "jia") == Figure(12, Origin.ROLLED_UP, None)
    small.submit((Q1, "jia", {MONEY: 10}))
    assert figure(small, "jia") == Figure(10, Origin.REPORTED, -2)
    assert figure(small, "city") == Figure(10, Origin.ROLLED_UP, None)
    small.submit((Q1, "jia2", {MONEY: 1}))
    assert figure(small, "jia") == Figure(10, Origin.REPORTED, 4)


def test_coverage_counts_the_units_that_are_in(small: Book) -> None:
    assert small.coverage("city") == (0, 5)
    small.submit((Q1, "jia1", {MONEY: 5}), (Q1, "jia1z", {MONEY: 1}), (Q1, "yi", {FIRMS: 5}))
    assert (small.coverage("jia"), small.coverage("jia1"), small.coverage("city")) == ((2, 4), (1, 1), (2, 5))
    assert small.coverage("city", FIRMS) == (1, 5)


def test_a_total_reported_over_silent_townships_covers_none_of_them(small: Book) -> None:
    small.submit((Q1, "jia", {MONEY: 10}))
    assert (small.value("city"), small.coverage("jia"), small.coverage("city")) == (10, (0, 4), (0, 5))


# --- what is remembered ------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_was_said_before(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    before = small.dump()
    small.submit((Q1, "jia1", {MONEY: 6}))
    after = small.dump()
    for table in ("submission", "submission_period", "figure_report"):
        assert set(before[table]) < set(after[table])
    with small.reading() as connection:
        past = submission_reads.past_values(connection, FIGURES, period=Q1, region=small.regions()["jia1"], code=MONEY)
    assert [(item.value, item.submission.id) for item in past] == [(5, 1), (6, 2)]


def test_the_file_comes_back_byte_for_byte(small: Book) -> None:
    for content in (b"", b"\x00\xff" * 1000, "地区,投入\n".encode("gb18030"), bytes(range(256)) * 4000):
        submission = new_submission(content=content, file_name="季报.csv")
        number = small.submit((Q1, "jia1", {MONEY: 5}), submission=submission)
        with small.reading() as connection:
            assert submission_reads.submitted_file(connection, number) == ("季报.csv", content)


def test_what_is_said_of_a_submission_comes_back(small: Book) -> None:
    said = {
        "author": "王五",
        "reason": "更正",
        "note": "注",
        "note_en": "n",
        "synthetic": True,
        "file_name": "a'b\"c.csv",
    }
    number = small.submit(
        (Q1, "jia1", {MONEY: 5}), (Q1, "jia2", {MONEY: 1, FIRMS: 2}), submission=new_submission(**said)
    )
    with small.reading() as connection:
        record = submission_reads.submission_record(connection, number)
    assert record is not None
    assert {name: getattr(record, name) for name in said} == said
    assert (record.rows, record.figures, record.withdrawn_at) == (2, 3, None)
    assert record.created_at.utcoffset() is not None


def test_the_change_counter_grows_with_every_change_and_with_nothing_else(small: Book) -> None:
    start = changes(small)
    first = small.submit((Q1, "jia1", {MONEY: 5}))
    small.submit((Q1, "jia1", {MONEY: 6}))
    assert changes(small) == start + 2
    small.withdraw(first)
    assert changes(small) == start + 3
    for act in (lambda: small.withdraw(first), lambda: small.withdraw(99), lambda: small.value("city")):
        with suppress(AlreadyWithdrawnError, UnknownNameError):
            act()
        assert changes(small) == start + 3


# --- taking back ---------------------------------------------------------------------------------------------------


def test_what_is_withdrawn_brings_back_what_was_before(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5, FIRMS: 3}), (Q1, "jia", {MONEY: 9}), approximate=[(0, MONEY), (1, MONEY)])
    before = small.kept()
    second = small.submit((Q1, "jia1", {MONEY: 6}), (Q1, "jia", {MONEY: 1}), (Q1, "yi", {MONEY: 2}))
    assert small.marks() == set()
    small.withdraw(second)
    assert small.kept() == before
    assert small.marks() == {(Q1, "jia1", MONEY), (Q1, "jia", MONEY)}


def test_what_was_corrected_since_stays_when_the_older_is_withdrawn(small: Book) -> None:
    first = small.submit((Q1, "jia1", {MONEY: 5, FIRMS: 3}), approximate=[(0, FIRMS)])
    small.submit((Q1, "jia1", {MONEY: 6}))
    small.withdraw(first)
    assert (small.value("jia1"), small.value("jia1", FIRMS)) == (6, None)
    assert small.marks() == set()


def test_nothing_is_deleted_by_a_withdrawal(small: Book) -> None:
    number = small.submit((Q1, "jia1", {MONEY: 5}))
    before = small.dump()
    small.withdraw(number)
    after = small.dump()
    assert all(before[table] == after[table] for table in ("submission", "submission_period", "figure_report"))
    with small.reading() as connection:
        record = submission_reads.submission_record(connection, number)
    assert record is not None
    assert (record.withdrawn_at is not None, record.withdrawal_reason) == (True, "r")


def test_a_submission_of_several_quarters_is_withdrawn_from_all(small: Book) -> None:
    number = small.submit((Q1, "jia1", {MONEY: 5}), (Q2, "jia1", {MONEY: 6}))
    small.withdraw(number)
    assert (small.value("city"), small.value("city", period=Q2)) == (None, None)


def test_regions_that_moved_since_are_found_where_they_stand(small: Book) -> None:
    number = small.submit((Q1, "jia1", {MONEY: 5}), (Q1, "jia1z", {MONEY: 3}), approximate=[(1, MONEY)])
    small.declare(declared("jia1", Level.TOWNSHIP, "yi"))
    assert (small.value("jia"), small.value("yi")) == (None, 5)
    small.withdraw(number)
    assert (small.value("yi"), small.value("jia1z"), small.marks()) == (None, None, set())


def test_withdrawing_twice_is_refused(small: Book) -> None:
    number = small.submit((Q1, "jia1", {MONEY: 5}))
    small.withdraw(number)
    with pytest.raises(AlreadyWithdrawnError) as refusal:
        small.withdraw(number)
    assert refusal.value.message("zh") == f"第{number}号填报已撤回"
    assert refusal.value.message("en") == f"submission {number} is already withdrawn"


def test_an_unknown_number_is_refused(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    for number in (0, 2, 2**31 - 1):
        with pytest.raises(UnknownNameError, match=str(number)):
            small.withdraw(number)


# --- what cannot be stored -----------------------------------------------------------------------------------------


def assert_nothing_is_stored(small: Book, act: Callable[[], object], refusal: type[Exception]) -> None:
    before = small.dump()
    with pytest.raises(refusal):
        act()
    assert small.dump() == before


def test_two_rows_of_one_region_and_quarter_are_refused(small: Book) -> None:
    twice = [(Q1, "jia1", {MONEY: 5}), (Q2, "jia1", {MONEY: 5}), (Q1, "jia1", {MONEY: 5})]
    assert_nothing_is_stored(small, lambda: small.submit(*twice), RepeatedRowError)


def test_an_amount_beyond_the_column_is_refused(small: Book) -> None:
    rows = small.rows([(Q1, "jia1", {MONEY: 5})])
    large = commits.Amounts([2**70], mask=[False], dtype=object)
    assert_nothing_is_stored(small, lambda: small.submit_rows(replace(rows, values={MONEY: large})), DoesNotFitError)


@pytest.mark.parametrize("widely_from", [1, commits.WIDELY_FROM])
def test_a_sum_beyond_the_column_is_refused(small: Book, monkeypatch: pytest.MonkeyPatch, widely_from: int) -> None:
    monkeypatch.setattr(commits, "WIDELY_FROM", widely_from)
    halves = [(Q1, "jia1", {MONEY: 2**62}), (Q1, "jia2", {MONEY: 2**62})]
    assert_nothing_is_stored(small, lambda: small.submit(*halves), DoesNotFitError)


def test_a_submission_without_rows_says_nothing(small: Book) -> None:
    rows = small.rows([(Q1, "jia1", {MONEY: 5})])
    nothing = replace(rows, periods=rows.periods[:0], regions=rows.regions[:0], lines=rows.lines[:0], values={})
    before = small.kept()
    small.submit_rows(nothing)
    assert small.kept() == before


# --- all of it or nothing --------------------------------------------------------------------------------------------


def first_import(book: Book) -> None:
    book.submit(
        (Q1, "jia1", {MONEY: 5, FIRMS: 3}), (Q1, "jia", {MONEY: 9}), (Q2, "yi", {MONEY: 1}), approximate=[(0, MONEY)]
    )


def correction(book: Book) -> None:
    book.submit((Q1, "jia1", {MONEY: 6}), (Q1, "jia", {MONEY: 1}), (Q2, "jia1", {FIRMS: 1}), approximate=[(0, MONEY)])


def move(book: Book) -> None:
    book.declare(declared("jia1", Level.TOWNSHIP, "yi"), declared("new", Level.ZONE, "jia2"))


def fails(book: Book, act: Callable[[Book], object], at: int) -> bool:
    """Let the statement at a position fail; tells whether there was one."""
    positions = count()

    def fail(_statement: str) -> None:
        if next(positions) == at:
            raise StoppedError

    try:
        with before_statement(book.engine, fail):
            act(book)
    except StoppedError:
        return True
    return False


@pytest.mark.parametrize("act", [correction, lambda book: book.withdraw(1), move], ids=["commit", "withdraw", "move"])
def test_a_failure_at_any_statement_leaves_nothing_and_the_next_try_works(
    small: Book, act: Callable[[Book], object]
) -> None:
    first_import(small)
    before, fail_at = small.dump(), 0
    while fails(small, act, fail_at):
        assert small.dump() == before
        fail_at += 1
    assert fail_at >= 15
    assert small.dump() != before


def test_a_failure_of_the_very_commit_leaves_nothing(small: Book) -> None:
    first_import(small)
    before = small.dump()

    def fail(_connection: sa.Connection) -> None:
        raise StoppedError

    sa.event.listen(small.engine, "commit", fail)
    with pytest.raises(StoppedError):
        correction(small)
    sa.event.remove(small.engine, "commit", fail)
    assert small.dump() == before


def test_a_row_refused_after_others_leaves_nothing(small: Book) -> None:
    rows = small.rows([(Q1, "jia1", {MONEY: 5}), (Q1, "jia2", {MONEY: 6})])
    large = commits.Amounts([5, 2**70], mask=[False, False], dtype=object)
    assert_nothing_is_stored(small, lambda: small.submit_rows(replace(rows, values={MONEY: large})), DoesNotFitError)


def test_two_ledgers_are_withdrawn_by_their_own_numbers(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    target = small.submit((2006, "jia1", {MONEY: 50}), ledger=TARGETS)
    with writing(small.engine) as connection:
        commits.withdraw(connection, LEDGERS, submission=target, author="b", reason="r")
    assert small.value("jia1") == 5
    assert small.value("jia1", ledger=TARGETS, period=2006) is None


def test_only_invented_figures_are_told_to_have_come_at_a_moment() -> None:
    moment = datetime(2026, 7, 10, tzinfo=UTC)
    assert new_submission(synthetic=True, sent_at=moment).sent_at == moment
    with pytest.raises(InventedMomentError):
        new_submission(sent_at=moment)
