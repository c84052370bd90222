"""A process killed in the middle of an import leaves nothing of it behind, and the same import then goes through."""

from __future__ import annotations

from tests.store.book import FIGURES, MONEY, Book, declared
from tests.store.processes import killed_at
from zones.domain.region import Level

PERIOD = 8001
MOMENTS = (
    "INSERT INTO submission ",
    "INSERT INTO figure ",
    "INSERT INTO figure_rollup ",
    "INSERT INTO setting ",
    "COMMIT",
)


def import_quarter(book: Book) -> None:
    book.submit(*((PERIOD, f"t{at}", dict.fromkeys(FIGURES.codes, at)) for at in range(5000)))


def test_an_import_killed_at_any_moment_can_be_made_again(townships: Book) -> None:
    before = townships.dump()
    for moment in MOMENTS:
        killed_at(townships.url, moment, import_quarter)
        assert townships.dump() == before
    import_quarter(townships)
    assert townships.value("city", MONEY, period=PERIOD) == sum(range(5000))
    assert townships.coverage("city", MONEY, period=PERIOD) == (5000, 5000)


def test_a_withdrawal_killed_at_any_moment_can_be_made_again(townships: Book) -> None:
    before = townships.dump()
    for moment in ("UPDATE figure ", "INSERT INTO figure_rollup ", "COMMIT"):
        killed_at(townships.url, moment, lambda book: book.withdraw(1))
        assert townships.dump() == before
    townships.withdraw(1)
    assert townships.value("city", period=8000) is None


def test_a_change_of_the_tree_killed_at_any_moment_can_be_made_again(small: Book) -> None:
    small.submit((PERIOD, "jia1z", {MONEY: 5}), (PERIOD, "jia2", {MONEY: 2}))
    before = small.dump()
    for moment in ("UPDATE region ", "UPDATE figure ", "DELETE FROM expectation", "COMMIT"):
        killed_at(small.url, moment, move)
        assert small.dump() == before
    move(small)
    assert small.value("jia", period=PERIOD) == 2
    assert small.value("yi", period=PERIOD) == 5


def move(book: Book) -> None:
    book.declare(declared("jia1", Level.TOWNSHIP, "yi", name="城关镇"))
