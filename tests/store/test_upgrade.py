"""Creating the tables and bringing them to another catalogue: nothing is lost, and both databases are alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.store.book import CATALOGUE, FIGURES, MONEY, Q1, TARGETS, Book, before_statement, declared
from zones.catalogue import Catalogue
from zones.domain.region import Level
from zones.store import commits
from zones.store.engine import DatabaseFailedError, open_engine, reading, writing
from zones.store.ledger import figures_of
from zones.store.schema import Base
from zones.store.upgrade import ForeignDatabaseError, upgrade

NEW = "parks"
LARGER = replace(
    CATALOGUE, indicators={**CATALOGUE.indicators, NEW: replace(CATALOGUE.indicators["enterprises"], code=NEW)}
)
SMALLER = replace(CATALOGUE, indicators={code: it for code, it in CATALOGUE.indicators.items() if code != MONEY})


class StoppedError(Exception):
    """A test's own failure."""


@pytest.fixture
def database(database_url: str) -> Iterator[sa.Engine]:
    """An empty database."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def tables(engine: sa.Engine) -> set[str]:
    with reading(engine) as connection:
        return set(sa.inspect(connection).get_table_names())


def commit_with(catalogue: Catalogue, book: Book, amounts: dict[str, int]) -> None:
    rows = replace(book.rows([(Q1, "jia1", {MONEY: 0})]), values={})
    values = {code: commits.Amounts([amount], mask=[False]) for code, amount in amounts.items()}
    submission = commits.NewSubmission(file_name="b.csv", content=None, digest="", asked="", author="b")
    with writing(book.engine) as connection:
        commits.commit(connection, figures_of(catalogue), submission, replace(rows, values=values))


# --- what it makes ---------------------------------------------------------------------------------------------


def test_the_second_time_changes_nothing(book: Book) -> None:
    book.declare(declared("a", Level.COUNTY))
    book.submit((Q1, "a", {MONEY: 5}))
    before = book.dump()
    assert upgrade(book.engine, CATALOGUE) == []
    assert book.dump() == before


def test_the_first_time_tells_the_columns(database: sa.Engine) -> None:
    added = upgrade(database, CATALOGUE)
    assert len(added) == 2 * 5 * len(CATALOGUE.indicators)
    assert f"figure_rollup.sum_{MONEY}" in added


def test_the_migrations_make_what_the_models_declare(book: Book) -> None:
    with book.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        models = [Base.metadata, FIGURES.report.metadata, TARGETS.report.metadata]
        assert compare_metadata(context, models) == []  # type: ignore[arg-type]


def shape(url: str) -> dict[str, Any]:
    """Columns, keys and indexes of every table, in words that both databases share."""
    engine = open_engine(url)
    upgrade(engine, CATALOGUE)
    with reading(engine) as connection:
        found = sa.inspect(connection)
        shapes = {
            table: {
                "columns": [
                    (column["name"], kind(column["type"]), column["nullable"]) for column in found.get_columns(table)
                ],
                "key": found.get_pk_constraint(table)["constrained_columns"],
                "unique": sorted(tuple(item["column_names"]) for item in found.get_unique_constraints(table)),
                "references": sorted(
                    (item["constrained_columns"], item["referred_table"]) for item in found.get_foreign_keys(table)
                ),
                "indexes": sorted(
                    (item["name"], item["column_names"]) for item in found.get_indexes(table) if not item["unique"]
                ),
            }
            for table in found.get_table_names()
        }
    engine.dispose()
    return shapes


def kind(of: sa.types.TypeEngine[Any]) -> str:
    """SQLite has one type for bytes and its own name for moments."""
    for known in (sa.BigInteger, sa.Integer, sa.Boolean, sa.DateTime, sa.LargeBinary, sa.Text):
        if isinstance(of, known):
            return known.__name__
    return f"String({of.length})" if isinstance(of, sa.String) else repr(of)


def test_both_databases_have_the_same_shape(sqlite_url: str, postgres_url: str) -> None:
    assert shape(sqlite_url) == shape(postgres_url)


# --- another catalogue -----------------------------------------------------------------------------------------


def test_a_new_indicator_is_a_column_more_and_nothing_less(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    before = (small.value("jia"), small.coverage("jia"))
    added = upgrade(small.engine, LARGER)
    assert sorted(added) == sorted(
        column
        for name in ("figure", "target")
        for column in (
            f"{name}_report.{NEW}",
            f"{name}.{NEW}",
            *(f"{name}_rollup.{part}_{NEW}" for part in ("own", "sum", "in")),
        )
    )
    assert (small.value("jia"), small.coverage("jia")) == before
    assert upgrade(small.engine, LARGER) == []


def test_a_new_indicator_can_be_reported_and_rolls_up(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    upgrade(small.engine, LARGER)
    commit_with(LARGER, small, {NEW: 3})
    assert small.value("jia", NEW, ledger=figures_of(LARGER)) == 3
    assert small.value("city") == 5


def test_an_indicator_taken_out_leaves_its_figures(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5, "enterprises": 1}))
    assert upgrade(small.engine, SMALLER) == []
    commit_with(SMALLER, small, {"enterprises": 2})
    with writing(small.engine) as connection:
        commits.withdraw(connection, [figures_of(SMALLER)], submission=2, author="a", reason="r")
    assert upgrade(small.engine, CATALOGUE) == []
    assert small.value("city", "enterprises") == 1
    assert small.value("jia1") == 5
    assert small.value("city") == 5


# --- what goes wrong -------------------------------------------------------------------------------------------


def test_an_upgrade_that_breaks_off_leaves_nothing_and_can_be_tried_again(database: sa.Engine) -> None:
    statements: list[str] = []
    for stop_at in (1, 10, 30, 60, 120):
        statements.clear()

        def stop(statement: str, last: int = stop_at) -> None:
            statements.append(statement)
            if len(statements) == last:
                raise StoppedError

        with pytest.raises(StoppedError), before_statement(database, stop):
            upgrade(database, CATALOGUE)
        assert tables(database) == set()
    upgrade(database, CATALOGUE)
    assert tables(database) > set(Base.metadata.tables)


def test_a_database_of_a_newer_version_is_left_alone(small: Book) -> None:
    with writing(small.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = small.dump()
    with pytest.raises(ForeignDatabaseError) as refusal:
        upgrade(small.engine, LARGER)
    assert refusal.value.exit_status == 3
    assert "更新的版本" in refusal.value.message("zh")
    assert "newer version" in refusal.value.message("en")
    assert small.dump() == before


def test_a_database_of_another_program_is_left_alone(database: sa.Engine) -> None:
    with writing(database) as connection:
        connection.exec_driver_sql("CREATE TABLE region (name TEXT)")
    with pytest.raises(DatabaseFailedError, match="already exists"):
        upgrade(database, CATALOGUE)
    assert tables(database) == {"region"}
