"""A ledger: what was reported, what is in force and what was rolled up, one column an indicator.

There are two of the same make: figures by quarter (period = quarter ordinal) and annual targets by year (period = year).
Three tables each:

- `<name>_report`: every submission's rows as they came, never altered;
- `<name>`: the value in force of every region, clustered by (period, level, node) the way pages read it;
- `<name>_rollup`: for regions with children: their own report (own_), the sum of the children's values in force (sum_) and
  how many expected units below have reported (in_).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from zones.catalogue import Catalogue
from zones.domain.quarter import Quarter
from zones.store.schema import NAMING

OWN, SUM, IN = "own_", "sum_", "in_"
KEY = ("period", "level", "node")


@dataclass(frozen=True)
class Ledger:
    """The three tables of one ledger and the indicator codes that are their columns."""

    name: str
    codes: tuple[str, ...]
    report: sa.Table
    in_force: sa.Table
    rollup: sa.Table
    by_year: bool

    def quarters_of(self, period: int) -> tuple[int, int]:
        """The first and last quarter (ordinals) of a period: a quarter is itself, a year its four."""
        return (Quarter(period, 1).ordinal, Quarter(period, 4).ordinal) if self.by_year else (period, period)


def ledger(name: str, codes: Iterable[str], *, by_year: bool) -> Ledger:
    """The tables of a ledger with a column for every indicator code; its periods are years or quarters."""
    codes = tuple(codes)
    metadata = sa.MetaData(naming_convention=NAMING)
    return Ledger(
        name=name,
        codes=codes,
        report=_report_table(f"{name}_report", metadata, codes),
        in_force=_clustered_table(name, metadata, codes),
        rollup=_clustered_table(
            f"{name}_rollup", metadata, [prefix + code for prefix in (OWN, SUM, IN) for code in codes]
        ),
        by_year=by_year,
    )


def figures_of(catalogue: Catalogue) -> Ledger:
    """The ledger of figures by quarter."""
    return ledger("figure", catalogue.indicators, by_year=False)


def targets_of(catalogue: Catalogue) -> Ledger:
    """The ledger of annual targets."""
    return ledger("target", catalogue.indicators, by_year=True)


def _amounts(names: Iterable[str]) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=True) for name in names]


def _report_table(name: str, metadata: sa.MetaData, codes: Iterable[str]) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("period", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("region_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("submission_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("approximate", sa.Text, nullable=True),
        *_amounts(codes),
        sqlite_with_rowid=False,
    )


def _clustered_table(name: str, metadata: sa.MetaData, columns: Iterable[str]) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("period", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("node", sa.BigInteger, primary_key=True, autoincrement=False),
        *_amounts(columns),
        sqlite_with_rowid=False,
    )


def add_missing_columns(connection: sa.Connection, wanted: Ledger) -> list[str]:
    """Give the tables a column for every indicator that is new in the catalogue; returns what was added."""
    inspector = sa.inspect(connection)
    added = []
    for table in (wanted.report, wanted.in_force, wanted.rollup):
        present = {column["name"] for column in inspector.get_columns(table.name)}
        quote = connection.dialect.identifier_preparer.quote
        for column in table.columns:
            if column.name not in present:
                connection.exec_driver_sql(f"ALTER TABLE {quote(table.name)} ADD COLUMN {quote(column.name)} BIGINT")
                added.append(f"{table.name}.{column.name}")
    return added
