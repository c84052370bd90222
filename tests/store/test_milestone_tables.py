"""The tables of milestones and notes: made by the migration exactly as the models say, and read by ranges of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.store.book import FIGURES, MONEY, Q1, Book
from tests.store.conftest import build_townships
from tests.store.sent import plan_of, sent
from zones.domain.milestone import Milestone
from zones.domain.region import Level
from zones.store import accepted_reads, annotations, milestones, reporting_reads
from zones.store.engine import writing
from zones.store.milestones import NewMilestone
from zones.store.moments import utc
from zones.store.schema import AnnotationRow, Base, MilestoneRow
from zones.store.value_reads import descendants_span

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases

OURS = {MilestoneRow.__tablename__, AnnotationRow.__tablename__}


def test_the_migration_makes_what_the_models_say(book: Book) -> None:
    with book.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [repr(difference) for difference in compare_metadata(context, Base.metadata)]
        tables = set(sa.inspect(connection).get_table_names())
    assert tables >= OURS
    assert [text for text in differences if any(f"'{name}'" in text or f"<{name}>" in text for name in OURS)] == []


def test_the_newest_declaration_counts(small: Book) -> None:
    region = small.regions()["jia1"]

    def declare(amount: int | None) -> None:
        milestone = None if amount is None else Milestone(amount=amount)
        with writing(small.engine) as connection:
            rows = [NewMilestone(region.id, MONEY, Q1, milestone)]
            milestones.declare(connection, rows, author="a", reason="r")

    declare(5)
    declare(7)
    span = descendants_span(small.regions()["city"], Level.TOWNSHIP)
    with small.reading() as connection:
        found = milestones.milestones_in(connection, period=Q1, spans=[span], codes=[MONEY])
        elsewhere = milestones.milestones_in(connection, period=Q1, spans=[span], codes=["other"])
    assert found == {(region.node, MONEY): Milestone(amount=7)}
    assert elsewhere == {}


def test_moments_come_back_with_their_zone(small: Book) -> None:
    with writing(small.engine) as connection:
        written = annotations.pin(
            connection, region=small.regions()["jia1"], period=Q1, indicator="", text="x", author="a"
        )
    with small.reading() as connection:
        read = annotations.pinned(connection, regions=[small.regions()["jia1"]], first=Q1, last=Q1)
    assert read == [written]
    assert read[0].created_at == utc(written.created_at)


@pytest.fixture
def plans(sqlite_databases: SqliteDatabases) -> Iterator[Plans]:
    """How SQLite goes about the statements of a read, on 5,000 townships."""
    book = Book(sqlite_databases.copy_of("townships", build_townships))
    yield Plans(book)
    book.close()


@dataclass
class Plans:
    """The query plans of everything that a read asks."""

    book: Book

    def of(self, read: Callable[[sa.Connection], object]) -> list[str]:
        with self.book.reading() as connection, sent(self.book.engine) as found:
            read(connection)
        with self.book.engine.connect() as connection:
            return plan_of(connection, [one for one in found if one[0].startswith("SELECT")])


def test_data_quality_of_one_county_never_goes_through_a_whole_quarter(plans: Plans) -> None:
    county = plans.book.regions()["c3"]
    for read in (
        lambda connection: reporting_reads.absent_units(connection, FIGURES, period=8000, scope=county),
        lambda connection: accepted_reads.submissions_with_warnings(connection, FIGURES, period=8000, scope=county),
    ):
        reports = [plan for plan in plans.of(read) if "figure_report" in plan]
        assert reports
        assert all("period=? AND region_id=?" in plan for plan in reports)


def test_the_number_of_statements_does_not_grow_with_the_units(townships: Book) -> None:
    with townships.reading() as connection, sent(townships.engine) as statements:
        absent = reporting_reads.absent_units(connection, FIGURES, period=8001, scope=townships.regions()["city"])
    assert len(absent) == 5000
    assert len([text for text, _ in statements if text.startswith("SELECT")]) <= 5
