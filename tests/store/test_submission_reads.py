"""Reads of submissions answer what a list of everything that was sent answers."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import FIGURES, FIRMS, LEDGERS, MONEY, Q1, Q2, TARGETS, Book, new_submission
from zones.domain.region import Region
from zones.store import submission_reads
from zones.store.ledger import Ledger

FILES = ("a", "b")
REGIONS = ("jia1", "jia", "yi")
PERIODS = {"figure": (Q1, Q2), "target": (2006, 2007)}
AMOUNTS = st.one_of(st.none(), st.integers(0, 9))

SENT = st.tuples(
    st.sampled_from(LEDGERS),
    st.sampled_from(FILES),
    st.dictionaries(
        st.tuples(st.sampled_from(REGIONS), st.integers(0, 1)),
        st.fixed_dictionaries({MONEY: AMOUNTS, FIRMS: AMOUNTS}),
        min_size=1,
        max_size=3,
    ),
    st.booleans(),
)


@dataclass
class Sent:
    """One submission as it was sent; `rows` by region code and period."""

    number: int
    ledger: Ledger
    file: str
    rows: dict[tuple[str, int], dict[str, int | None]]
    rough: bool
    counts: bool = True


def send(book: Book, drawn: list[tuple[Ledger, str, dict[tuple[str, int], dict[str, int | None]], bool]]) -> list[Sent]:
    sent = []
    for ledger, file, picked, rough in drawn:
        rows = {(code, PERIODS[ledger.name][at]): amounts for (code, at), amounts in picked.items()}
        approximate = [(at, MONEY) for at, amounts in enumerate(rows.values()) if rough and amounts[MONEY] is not None]
        number = book.submit(
            *((period, code, amounts) for (code, period), amounts in rows.items()),
            ledger=ledger,
            approximate=approximate,
            submission=new_submission(
                digest=file, content=file.encode(), asked=file, note=file * rough, file_name=file
            ),
        )
        sent.append(Sent(number, ledger, file, rows, rough))
    return sent


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.lists(SENT, min_size=1, max_size=5), withdrawn=st.sets(st.integers(0, 4), max_size=2))
def test_reads_answer_what_a_list_of_all_that_was_sent_answers(
    small: Book,
    drawn: list[tuple[Ledger, str, dict[tuple[str, int], dict[str, int | None]], bool]],
    withdrawn: set[int],
) -> None:
    regions = small.regions()
    small.wipe(keep=("region", "expectation"))
    sent = send(small, drawn)
    for at in sorted(withdrawn):
        if at < len(sent):
            small.withdraw(sent[at].number)
            sent[at].counts = False
    assert_lists_are_right(small, sent)
    for ledger in LEDGERS:
        for code in REGIONS:
            for period in PERIODS[ledger.name]:
                assert_past_is_right(small, sent, ledger, regions[code], period)
    with small.reading() as connection:
        for code in REGIONS:
            notes = submission_reads.notes_of(connection, FIGURES, period=Q1, regions=[regions[code]])
            assert notes == sorted(
                {
                    (it.file, "")
                    for it in sent
                    if it.counts and it.rough and it.ledger is FIGURES and (code, Q1) in it.rows
                }
            )


def assert_lists_are_right(small: Book, sent: list[Sent]) -> None:
    with small.reading() as connection:
        listed = submission_reads.submissions(connection, limit=3)
        assert [record.id for record in listed] == [item.number for item in reversed(sent)][:3]
        records = submission_reads.submission_records(connection, [item.number for item in sent])
        for item in sent:
            record = submission_reads.submission_record(connection, item.number)
            assert record == records[item.number]
            assert record is not None
            figures = sum(value is not None for amounts in item.rows.values() for value in amounts.values())
            assert (record.ledger, record.file_name, record.rows, record.figures) == (
                item.ledger.name,
                item.file,
                len(item.rows),
                figures,
            )
            assert (record.withdrawn_at is None) == item.counts
            assert submission_reads.submitted_file(connection, item.number) == (item.file, item.file.encode())
        for ledger in LEDGERS:
            mine = [item for item in sent if item.ledger is ledger and item.counts]
            for file in FILES:
                same = submission_reads.same_file(connection, ledger, digest=file, asked=file)
                assert same == max((item.number for item in mine if item.file == file), default=None)
                assert submission_reads.same_file(connection, ledger, digest=file, asked="another") is None
            periods = sorted({period for item in mine for _, period in item.rows})
            assert submission_reads.periods_of(connection, ledger) == periods


def assert_past_is_right(small: Book, sent: list[Sent], ledger: Ledger, region: Region, period: int) -> None:
    for indicator in (MONEY, FIRMS):
        with small.reading() as connection:
            past = submission_reads.past_values(connection, ledger, period=period, region=region, code=indicator)
        said = [
            (item.rows[region.code, period][indicator], item.rough and indicator == MONEY, item.number)
            for item in sent
            if item.ledger is ledger and item.rows.get((region.code, period), {}).get(indicator) is not None
        ]
        assert [(item.value, item.approximate, item.submission.id) for item in past] == said


def test_what_is_not_there_is_none(small: Book) -> None:
    with small.reading() as connection:
        assert submission_reads.submission_record(connection, 1) is None
        assert submission_reads.submission_records(connection, [1, 2]) == {}
        assert submission_reads.submitted_file(connection, 1) is None
        assert submission_reads.submissions(connection) == []
        assert submission_reads.periods_of(connection, TARGETS) == []


def test_a_file_that_was_not_kept_is_none(small: Book) -> None:
    number = small.submit((Q1, "jia1", {MONEY: 5}), submission=new_submission(content=None))
    with small.reading() as connection:
        assert submission_reads.submitted_file(connection, number) is None


def test_notes_of_more_regions_than_a_statement_carries(townships: Book) -> None:
    townships.submit((8001, "t1", {MONEY: 1}), submission=new_submission(note="注", note_en="n"))
    regions = list(townships.regions().values()) * 14
    with townships.reading() as connection:
        assert submission_reads.notes_of(connection, FIGURES, period=8001, regions=regions) == [("注", "n")]
