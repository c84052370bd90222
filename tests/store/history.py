"""A city with years behind it: rows enough that a database which may walk through them has reason not to."""

from __future__ import annotations

import re

import sqlalchemy as sa

from tests.store.book import FIGURES, TARGETS, Book
from tests.store.conftest import build_townships
from zones.store.engine import writing

FIRST, LAST = 8000, 8015
VALUES = r"(figure|figure_rollup|figure_report|target|target_rollup|target_report|approximation)"
# Of these there are rows enough that a database that may walk has reason not to.
LARGE = r"(figure|figure_report|target|target_report)"
WALKS = re.compile(rf"SCAN {VALUES}\b|Seq Scan on {LARGE}\b")


def build_history(url: str) -> None:
    """The townships' one quarter copied to sixteen, and to five years of targets, straight into the tables."""
    build_townships(url)
    book = Book(url)
    with writing(book.engine) as connection:
        for ledger, periods in ((FIGURES, range(FIRST + 1, LAST + 1)), (TARGETS, range(1999, 2004))):
            copied = (
                (FIGURES.report, ledger.report),
                (FIGURES.in_force, ledger.in_force),
                (FIGURES.rollup, ledger.rollup),
            )
            for source, table in copied:
                names = [column.name for column in table.columns if column.name != "period"]
                for period in periods:
                    rows = sa.select(sa.literal(period), *(source.c[name] for name in names))
                    rows = rows.where(source.c.period == FIRST)
                    connection.execute(sa.insert(table).from_select(["period", *names], rows))
        connection.exec_driver_sql("ANALYZE")
    book.close()
