"""Reads go to their rows by an index, on both databases; none walks through a table of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import sqlalchemy as sa

from tests.store.book import FIGURES, FIRMS, MONEY, TARGETS, Book
from tests.store.history import FIRST, LAST, VALUES, WALKS, build_history
from tests.store.sent import plan_of, sent
from zones.domain.region import Level, Region
from zones.domain.regions import Regions as ManyRegions
from zones.store import coded_regions, matrix_reads, region_reads, scattered_reads, submission_reads, value_reads

if TYPE_CHECKING:
    from tests.conftest import Databases

# On one worker with whoever else wants the city with years behind it: it takes seconds to build.
pytestmark = pytest.mark.xdist_group("history")


Regions = dict[str, Region]
Read = Callable[[sa.Connection, Regions], object]

CODES = [MONEY, FIRMS]


def children(connection: sa.Connection, regions: Regions) -> None:
    county = regions["c3"]
    spans = value_reads.children_spans(county, [region for region in regions.values() if region.parent_id == county.id])
    for ledger, period in ((FIGURES, FIRST + 3), (TARGETS, 2000)):
        value_reads.values_in_force(connection, ledger, periods=[period], spans=spans, codes=CODES)
        value_reads.rollups(connection, ledger, periods=[period], spans=spans, codes=CODES)


def matrix(connection: sa.Connection, regions: Regions) -> None:
    below = [region for region in regions.values() if region.parent_id == regions["c3"].id]
    for some in (below, below * 40):
        given: dict[str, Any] = {
            "periods": np.full(len(some), FIRST + 4),
            "regions": ManyRegions.of(some),
            "codes": CODES,
        }
        matrix_reads.amounts_in_force(connection, FIGURES, **given)
        matrix_reads.any_in_force(connection, TARGETS, **given)


def trend(connection: sa.Connection, regions: Regions) -> None:
    spans = value_reads.single_spans([regions["t7"], regions["c7"]])
    periods = range(FIRST, LAST + 1)
    value_reads.values_in_force(connection, FIGURES, periods=periods, spans=spans, codes=CODES)
    value_reads.rollups(connection, FIGURES, periods=periods, spans=spans, codes=CODES)


def ranking(connection: sa.Connection, regions: Regions) -> None:
    span = value_reads.descendants_span(regions["city"], Level.COUNTY)
    value_reads.values_in_force(connection, FIGURES, periods=[FIRST + 3], spans=[span], codes=[MONEY])


def scattered(connection: sa.Connection, regions: Regions) -> None:
    members = [regions[f"t{at}"] for at in range(0, 5000, 250)]
    scattered_reads.values_of_regions(connection, FIGURES, periods=[FIRST, LAST], regions=members, codes=CODES)


def marks(connection: sa.Connection, regions: Regions) -> None:
    nodes = [regions[f"t{at}"].node for at in range(20)]
    value_reads.approximate_values(connection, FIGURES, periods=[FIRST + 3], nodes=nodes)


def history(connection: sa.Connection, regions: Regions) -> None:
    submission_reads.past_values(connection, FIGURES, period=FIRST + 3, region=regions["t7"], code=MONEY)


def notes(connection: sa.Connection, regions: Regions) -> None:
    few = [regions[f"t{at}"] for at in range(20)]
    submission_reads.notes_of(connection, FIGURES, period=FIRST + 3, regions=few)


def names(connection: sa.Connection, regions: Regions) -> None:
    region_reads.regions_named(connection, ["t7", "local:t8", "t9"])
    coded_regions.plainly_coded(connection, ["t7", "t8", "t9"])


def places(connection: sa.Connection, regions: Regions) -> None:
    county = regions["c3"]
    region_reads.children_of(connection, county.id)
    region_reads.family_of(connection, regions["t7"])
    for code in ("city", "c3", "t7"):
        region_reads.family_of(connection, regions[code], children=code != "city")
    region_reads.descendants(connection, county, Level.TOWNSHIP)
    region_reads.expected_units(connection, [county], FIRST)
    region_reads.regions_by_id(connection, [3, 4])


READS = [children, matrix, trend, ranking, scattered, marks, history, notes, names, places]


@pytest.fixture
def history_book(databases: Databases) -> Iterator[Book]:
    """A city of 5,000 townships with sixteen quarters."""
    book = Book(databases.copy_of("history", build_history))
    yield book
    book.close()


def plan_of_read(book: Book, read: Read, *, may_walk: bool = True) -> list[str]:
    """How the database goes about every statement of a read, a line a step."""
    regions = book.regions()
    with book.reading() as connection, sent(book.engine) as statements:
        read(connection, regions)
    with book.reading() as connection:
        if not may_walk:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return plan_of(connection, statements)


def test_no_read_walks_through_a_table_of_values(history_book: Book) -> None:
    plans = {read.__name__: plan_of_read(history_book, read) for read in READS}
    assert all(plans.values())
    assert [step for plan in plans.values() for step in plan if WALKS.search(step)] == []


def test_postgresql_has_an_index_for_every_read_of_values(postgres_databases: Databases) -> None:
    book = Book(postgres_databases.copy_of("history", build_history))
    steps = [step for read in READS for step in plan_of_read(book, read, may_walk=False)]
    book.close()
    assert [step for step in steps if re.search(rf"Seq Scan on {VALUES}\b", step)] == []
    assert any("Index" in step for step in steps)


def test_a_quarter_that_the_statistics_do_not_know_is_looked_up_region_by_region(
    postgres_databases: Databases,
) -> None:
    """PostgreSQL expects no rows of it; were it told the quarter, it would walk through all of it for every child."""
    book = Book(postgres_databases.copy_of("history", build_history))
    with sent(book.engine) as statements:
        book.submit(*((LAST + 1, f"t{at}", {MONEY: 1}) for at in range(3, 100, 10)))
    sums = [one for one in statements if one[0].startswith("INSERT INTO figure_rollup") and "sum(" in one[0]]
    with book.reading() as connection:
        steps = plan_of(connection, sums)
    book.close()
    assert steps
    assert [step for step in steps if "Join Filter" in step] == []


def test_ranges_are_as_narrow_as_the_key_allows(sqlite_databases: Databases) -> None:
    """SQLite says what it searches by: period, level and nodes of the values, period and region of the reports."""
    book = Book(sqlite_databases.copy_of("history", build_history))
    steps = [step for read in READS for step in plan_of_read(book, read) if re.search(rf"SEARCH {VALUES}\b", step)]
    book.close()
    assert steps
    narrow = re.compile(r"\(period=\? AND (level=\? AND node[=>]|region_id=)|\(ledger=\? AND period=\? AND node=")
    assert [step for step in steps if not narrow.search(step)] == []
