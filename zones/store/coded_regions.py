"""Regions by their codes, for a whole file: a few are looked up, for very many all regions are gone through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import sqlalchemy as sa

from zones.domain.regions import FIELDS, TYPES, Numbers, Regions
from zones.store.bulk import arrow_columns, columnwise, number_columns, texts_given
from zones.store.region_reads import COLUMNS, REGION
from zones.store.schema import RegionAlias, table_of

# From so many texts on, it costs less to go through all regions than to look each of them up.
ALL_FROM = 20_000

_ALIAS = table_of(RegionAlias)
_CODE, _NAME = FIELDS.index("code"), FIELDS.index("name")


def plainly_coded(connection: sa.Connection, texts: Sequence[str]) -> tuple[list[int], Regions]:
    """Which of the texts (places in the list) are the code of one region and name nothing else, and those regions.

    No text may be in the list twice.
    """
    finding = _gone_through if len(texts) >= ALL_FROM else _looked_up
    at, columns, rows, taken = finding(connection, texts)
    times = np.bincount(np.concatenate([at, taken]), minlength=1)
    plain = times[at] == 1
    return at[plain].tolist(), Regions(columns, rows[plain])


def _looked_up(connection: sa.Connection, texts: Sequence[str]) -> tuple[Numbers, Sequence[Any], Numbers, Numbers]:
    """Places of texts that are codes, columns of regions and the row of each there; places of texts that name otherwise."""
    coded, otherwise = _looking_up(connection.dialect.name)
    given = {"texts": list(texts)}
    places, *columns = arrow_columns(connection, coded, given, [pa.int64(), *TYPES])
    taken, _ = next(number_columns(connection, otherwise, given))
    return places.to_numpy(), columns, np.arange(len(places)), taken


def _gone_through(connection: sa.Connection, texts: Sequence[str]) -> tuple[Numbers, Sequence[Any], Numbers, Numbers]:
    """The same of very many texts."""
    regions, aliases = _going_through(connection.dialect.name)
    columns = arrow_columns(connection, regions, {}, TYPES)
    asked = pa.array(texts, pa.string())
    by_code, by_name = _places(columns[_CODE], asked), _places(columns[_NAME], asked)
    by_alias = _places(arrow_columns(connection, aliases, {}, [pa.string()])[0], asked)
    coded = np.flatnonzero(by_code >= 0)
    taken = np.concatenate([by_name[(by_name >= 0) & (by_name != by_code)], by_alias[by_alias >= 0]])
    return by_code[coded], columns, coded, taken


def _places(texts: Any, asked: Any) -> Numbers:
    """Where each text stands among those asked for, -1 where it does not."""
    places: Numbers = pc.fill_null(pc.index_in(texts, value_set=asked), -1).to_numpy().astype(np.int64)
    return places


@lru_cache(maxsize=2)
def _looking_up(dialect: str) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Places of texts with the regions of which they are the code, and places of those that are a name or an alias."""
    asked = texts_given("texts", dialect)
    coded = sa.select(asked.c.place, *_plain_columns()).join(REGION, REGION.c.code == asked.c.text)
    other = sa.union_all(
        sa.select(asked.c.place).join(REGION, (REGION.c.name == asked.c.text) & (REGION.c.code != asked.c.text)),
        sa.select(asked.c.place).join(_ALIAS, _ALIAS.c.alias == asked.c.text),
    )
    return columnwise(coded, dialect), columnwise(sa.select(other.subquery()), dialect)


@lru_cache(maxsize=2)
def _going_through(dialect: str) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """All regions, and all aliases."""
    return columnwise(sa.select(*_plain_columns()), dialect), columnwise(sa.select(_ALIAS.c.alias), dialect)


def _plain_columns() -> list[sa.ColumnElement[Any]]:
    """The fields of a region as texts and whole numbers."""
    return [sa.cast(column, sa.Integer) if isinstance(column.type, sa.Boolean) else column for column in COLUMNS]
