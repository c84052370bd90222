"""Values in force of many regions at once, as arrays: what a whole file is held against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from zones.store.ledger import Ledger
from zones.store.value_reads import Span

Amounts = Any
"""A numpy masked array of int64 amounts; masked where nothing is in force."""


_NOTHING = np.array(None, dtype=object)


class Matrix:
    """Values in force: a row a period and region, a column an indicator."""

    def __init__(
        self,
        codes: Sequence[str],
        keys: Sequence[tuple[int, int]],
        amounts: npt.NDArray[np.int64],
        absent: npt.NDArray[np.bool_],
    ) -> None:
        self._codes = codes
        self._row_of = {key: at for at, key in enumerate(keys)}
        # One row more, of nothing, for whoever is not there.
        self._amounts = np.vstack([amounts, np.zeros((1, len(codes)), dtype=np.int64)])
        self._absent = np.vstack([absent, np.ones((1, len(codes)), dtype=np.bool_)])

    def aligned(self, keys: Sequence[tuple[int, int]]) -> dict[str, Amounts]:
        """The amounts by indicator code, aligned to (period, node) keys."""
        nothing = len(self._amounts) - 1
        rows = np.fromiter((self._row_of.get(key, nothing) for key in keys), dtype=np.int64, count=len(keys))
        return {
            code: np.ma.MaskedArray(self._amounts[rows, at], mask=self._absent[rows, at])
            for at, code in enumerate(self._codes)
        }

    def any_value(self, keys: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
        """Whether each (period, node) has a value of any indicator."""
        nothing = len(self._amounts) - 1
        rows = np.fromiter((self._row_of.get(key, nothing) for key in keys), dtype=np.int64, count=len(keys))
        return np.asarray(~self._absent[rows].all(axis=1))


def matrix_in_force(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    periods: Collection[int],
    spans: Collection[Span],
    codes: Sequence[str],
) -> Matrix:
    """The values in force of some indicators, for every region in the spans."""
    table = ledger.in_force
    statement = sa.select(table.c.period, table.c.node, *(table.c[code] for code in codes)).where(
        table.c.period.in_(list(periods)),
        table.c.level == sa.bindparam("level"),
        table.c.node.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    rows: list[tuple[Any, ...]] = []
    for span in spans:
        given = {"level": int(span.level), "first": span.nodes.start, "last": span.nodes.stop - 1}
        rows += [tuple(row) for row in connection.execute(statement, given)]
    cells = np.array([row[2:] for row in rows], dtype=object).reshape(len(rows), len(codes))
    absent = np.asarray(cells == _NOTHING, dtype=np.bool_)
    cells[absent] = 0
    return Matrix(codes, [(row[0], row[1]) for row in rows], cells.astype(np.int64), absent)
