"""The floor: the barest hand-written statements over the same tables that bring the same rows, through the bare driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa

from tests.bench.databases import CATALOGUE
from zones.domain.region import Level, Region
from zones.domain.tree import WHOLE_TREE, children_range, subtree
from zones.store.ledger import IN, OWN, SUM

CODES = tuple(CATALOGUE.indicators)
ROLLED_UP = tuple(prefix + code for prefix in (OWN, SUM, IN) for code in CODES)


@dataclass(frozen=True)
class Statement:
    """A statement with its parameters; `?` stands for each."""

    text: str
    given: tuple[object, ...] = ()


def bare_connection(url: str) -> sqlite3.Connection | psycopg.Connection[Any]:
    """The driver's own connection to a database, set as the product sets it."""
    address = sa.make_url(url)
    if address.drivername.startswith("sqlite"):
        assert address.database
        connection = sqlite3.connect(address.database)
        connection.execute("PRAGMA cache_size=-65536")
        return connection
    return psycopg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False))


def fetching(
    connection: sqlite3.Connection | psycopg.Connection[Any], wanted: Sequence[Statement]
) -> Callable[[], list[list[Any]]]:
    """A call that runs the statements and takes their rows."""
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    ready = [(one.text.replace("?", mark), one.given) for one in wanted]

    def fetch() -> list[list[Any]]:
        return [connection.execute(text, given).fetchall() for text, given in ready]

    return fetch


def cells(table: str, columns: Sequence[str], *, periods: Sequence[int], level: Level, nodes: range) -> Statement:
    """Some columns of a range of one level, in some periods."""
    listed, marks = ", ".join(columns), ", ".join("?" * len(periods))
    text = (
        f"SELECT period, node, {listed} FROM {table} WHERE period IN ({marks}) AND level = ? AND node BETWEEN ? AND ?"
    )
    return Statement(text, (*periods, int(level), nodes.start, nodes.stop - 1))


def in_force(
    *, level: Level, nodes: range, quarters: Sequence[int], years: Sequence[int], codes: Sequence[str] = CODES
) -> tuple[Statement, ...]:
    """Figures and targets in force."""
    return (
        cells("figure", codes, periods=quarters, level=level, nodes=nodes),
        cells("target", codes, periods=years, level=level, nodes=nodes),
    )


def rolled_up(*, level: Level, nodes: range, quarter: int, year: int) -> tuple[Statement, ...]:
    """What regions with children report themselves, what their children sum up to and how many are in."""
    return (
        cells("figure_rollup", ROLLED_UP, periods=[quarter], level=level, nodes=nodes),
        cells("target_rollup", ROLLED_UP, periods=[year], level=level, nodes=nodes),
    )


def marks(nodes: Sequence[int], *, quarters: Sequence[int]) -> Statement:
    """The approximate figures."""
    here, when = ", ".join("?" * len(nodes)), ", ".join("?" * len(quarters))
    text = (
        "SELECT period, node, indicator FROM approximation"
        f" WHERE ledger = 'figure' AND period IN ({when}) AND node IN ({here})"
    )
    return Statement(text, (*quarters, *nodes))


def one(region: Region) -> range:
    """The range of a region alone."""
    return range(region.node, region.node + 1)


def below(region: Region | None, level: Level) -> range:
    """The range of the direct children of a level."""
    return children_range(parent=region.node if region else 0, level=level)


def all_below(region: Region | None) -> range:
    """The range of everything below a region, of everything there is below none."""
    return subtree(node=region.node, level=region.level) if region else range(WHOLE_TREE)


def regions(condition: str, *given: object) -> Statement:
    """Whole regions, in tree order."""
    return Statement(f"SELECT * FROM region WHERE {condition} ORDER BY node", given)


def regions_within(region: Region | None, level: Level | None = None) -> Statement:
    """The regions of a range of the tree."""
    nodes = all_below(region)
    here = (nodes.start, nodes.stop - 1)
    if level is None:
        return regions("node BETWEEN ? AND ?", *here)
    return regions("level = ? AND node BETWEEN ? AND ?", int(level), *here)


def notes(listed: Sequence[Region], *, quarter: int) -> Statement:
    """The notes of the submissions that say something of the regions."""
    here = ", ".join("?" * len(listed))
    text = (
        "SELECT DISTINCT note, note_en FROM submission JOIN figure_report ON submission_id = submission.id"
        f" WHERE period = ? AND region_id IN ({here}) AND note <> ''"
    )
    return Statement(text, (quarter, *(region.id for region in listed)))


def expected(region: Region, *, quarter: int) -> Statement:
    """How many units are expected of a region."""
    text = "SELECT node, units FROM expectation WHERE node = ? AND since <= ? AND until >= ?"
    return Statement(text, (region.node, quarter, quarter))
