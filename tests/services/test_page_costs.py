"""What a page's read costs, in the databases' own counters: it may grow with what is shown, never with what is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import sqlalchemy as sa

from tests.store.book import CATALOGUE, MONEY, Book
from tests.store.history import FIRST, LAST, WALKS, build_history
from tests.store.sent import plan_of, sent
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services import places, reporting
from zones.services.accepted import accepted_warnings
from zones.services.annotations import annotations_of
from zones.services.comparison import comparison
from zones.services.deployment import Deployment
from zones.services.discrepancies import discrepancies
from zones.services.history import history, recent_submissions
from zones.services.odd_figures import odd_figures
from zones.services.outliers import outliers
from zones.services.past_half import past_half
from zones.services.placings import groups_of, ranking_with_moves
from zones.services.progress import progress
from zones.services.trend import whole_trend
from zones.store import region_reads

if TYPE_CHECKING:
    from tests.conftest import Databases

# On one worker with whoever else wants the city with years behind it: it takes seconds to build.
pytestmark = pytest.mark.xdist_group("history")

INDICATOR = CATALOGUE.indicators[MONEY]
QUARTER = Quarter.from_ordinal(FIRST + 9)  # a second quarter, with a year and more before it

Page = Callable[[Deployment, Region], object]


def side_bar(deployment: Deployment, county: Region) -> None:
    places.quarters_reported(deployment)
    places.find_region(deployment, county.code)
    places.place_of(deployment, county, QUARTER)


def overview(deployment: Deployment, county: Region) -> None:
    progress(deployment, region=county, quarter=QUARTER, children=True)


def region(deployment: Deployment, county: Region) -> None:
    whole_trend(deployment, region=county, indicator=INDICATOR, last=QUARTER)
    history(deployment, region=county, quarter=QUARTER, indicator=INDICATOR)
    progress(deployment, region=county, quarter=QUARTER)


def matrix(deployment: Deployment, county: Region) -> None:
    past_half(deployment, region=county, year=QUARTER.year)


def ranks(deployment: Deployment, county: Region) -> None:
    places.levels_below(deployment, county)
    groups_of(deployment, county)
    ranking_with_moves(deployment, region=county, peers=Level.TOWNSHIP, indicator=INDICATOR, quarter=QUARTER)


def trends(deployment: Deployment, county: Region) -> None:
    span = {"first": Quarter.from_ordinal(FIRST), "last": Quarter.from_ordinal(LAST)}
    with deployment.reading() as connection:
        regions = region_reads.children_of(connection, county.parent_id)[:8]
    comparison(deployment, regions=regions, indicators=[INDICATOR], **span)
    annotations_of(deployment, regions=regions, indicators=[INDICATOR], **span)


def quality(deployment: Deployment, county: Region) -> None:
    where = {"region": county, "quarter": QUARTER}
    places.levels_below(deployment, county)
    for check in (
        reporting.reporting_rates,
        reporting.absent_units,
        reporting.late_units,
        discrepancies,
        accepted_warnings,
    ):
        check(deployment, **where)


def second_look(deployment: Deployment, county: Region) -> None:
    where = {"region": places.find_region(deployment, "t3"), "quarter": QUARTER}
    outliers(deployment, **where)
    odd_figures(deployment, **where)


def submissions(deployment: Deployment, county: Region) -> None:
    recent_submissions(deployment, limit=50)


PAGES: tuple[Page, ...] = (side_bar, overview, region, matrix, ranks, trends, quality, second_look, submissions)


@dataclass(frozen=True)
class Cost:
    """Statements sent; steps of SQLite's virtual machine, in hundreds; rows PostgreSQL read."""

    statements: int
    steps: int
    rows: int

    def within(self, ceiling: Cost) -> bool:
        """Whether it is no more than the ceiling, in each of the three."""
        return self.statements <= ceiling.statements and self.steps <= ceiling.steps and self.rows <= ceiling.rows


# Of a county with 500 townships among 5,000, over sixteen quarters (a second look: of one township). A figure here may
# be lowered; to raise one is to make a page slower for everyone, and needs a reason in the commit that does.
CEILINGS = {
    "side_bar": Cost(statements=4, steps=100, rows=520),
    "overview": Cost(statements=14, steps=720, rows=3_200),
    "region": Cost(statements=14, steps=10, rows=125),
    "matrix": Cost(statements=7, steps=350, rows=2_050),
    "ranks": Cost(statements=7, steps=190, rows=2_050),
    "trends": Cost(statements=5, steps=32, rows=180),
    "quality": Cost(statements=12, steps=1_990, rows=19_000),
    "second_look": Cost(statements=8, steps=10, rows=25),
    "submissions": Cost(statements=1, steps=1, rows=2),
}


@pytest.fixture
def deployment(databases: Databases) -> Iterator[Deployment]:
    """A city of 5,000 townships with sixteen quarters."""
    book = Book(databases.copy_of("history", build_history))
    yield Deployment(book.engine, CATALOGUE)
    book.close()


@contextmanager
def steps_of_sqlite(engine: sa.Engine) -> Iterator[list[int]]:
    """One entry for every hundred steps that the virtual machine takes for a statement."""
    found: list[int] = []

    def count() -> None:
        found.append(1)

    def watch(connection: sqlite3.Connection, *_rest: object) -> None:
        connection.set_progress_handler(count, 100)

    engine.dispose()
    sa.event.listen(engine, "connect", watch)
    yield found
    sa.event.remove(engine, "connect", watch)
    engine.dispose()


@contextmanager
def rows_of_postgresql(engine: sa.Engine) -> Iterator[list[int]]:
    """The rows read by each transaction, through an index or without, from the tables and by the server's count."""
    found: list[int] = []
    count = "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int FROM pg_stat_xact_user_tables"

    def look(connection: sa.Connection) -> None:
        cursor = connection.connection.cursor()
        found.append(cursor.execute(count).fetchone()[0])
        # What is not flushed at a transaction's end is counted again with the next one.
        cursor.execute("SELECT pg_stat_force_next_flush()")

    sa.event.listen(engine, "commit", look)
    with pytest.MonkeyPatch.context() as patch:
        # Outside transactions there would be nothing to count by.
        patch.setattr(Deployment, "reading_once", Deployment.reading)
        yield found
    sa.event.remove(engine, "commit", look)


def cost_of(deployment: Deployment, page: Page, county: Region) -> Cost:
    """What a page costs; of the counter that the other database has, nothing."""
    counters = {"sqlite": steps_of_sqlite, "postgresql": rows_of_postgresql}
    with sent(deployment.engine) as statements, counters[deployment.engine.name](deployment.engine) as counted:
        page(deployment, county)
    on_sqlite = deployment.engine.name == "sqlite"
    return Cost(len(statements), sum(counted) if on_sqlite else 0, 0 if on_sqlite else sum(counted))


def test_no_page_costs_more_than_it_did(deployment: Deployment) -> None:
    county = places.find_region(deployment, "c3")
    found = {page.__name__: cost_of(deployment, page, county) for page in PAGES}
    assert {name: cost for name, cost in found.items() if not cost.within(CEILINGS[name])} == {}


def test_no_page_costs_more_once_its_statements_are_planned_for_any_parameters(postgres_databases: Databases) -> None:
    book = Book(postgres_databases.copy_of("history", build_history))

    @sa.event.listens_for(book.engine, "connect")
    def plan_once(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.commit()

    deployment = Deployment(book.engine, CATALOGUE)
    county = places.find_region(deployment, "c3")
    found = {page.__name__: cost_of(deployment, page, county) for page in PAGES}
    assert all(cost.rows for cost in found.values())
    assert {name: cost for name, cost in found.items() if not cost.within(CEILINGS[name])} == {}
    book.close()


def test_no_page_walks_through_a_table_of_values(deployment: Deployment) -> None:
    county = places.find_region(deployment, "c3")
    with sent(deployment.engine) as statements:
        for page in PAGES:
            page(deployment, county)
    with deployment.reading() as connection:
        steps = plan_of(connection, statements)
    assert len(steps) > len(PAGES)
    assert [step for step in steps if WALKS.search(step)] == []
