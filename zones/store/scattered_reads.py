"""Values in force of regions that do not lie side by side: the members of a group, the lines of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from zones.domain.region import Region
from zones.store.ledger import Ledger
from zones.store.prepared import fetched
from zones.store.region_reads import chunks, listed
from zones.store.value_reads import Values


def values_of_regions(
    connection: sa.Connection,
    ledger: Ledger,
    *,
    periods: Collection[int],
    regions: Collection[Region],
    codes: Sequence[str],
) -> Values:
    """The values in force of some indicators and regions, wherever they stand in the tree: a look-up a region and period."""
    statement = _reading(ledger.in_force, tuple(codes))
    by_level: dict[int, set[int]] = defaultdict(set)
    for region in regions:
        by_level[region.level].add(region.node)
    rows: dict[tuple[int, int], Sequence[int | None]] = {}
    for level, nodes in by_level.items():
        for part in chunks(nodes):
            given = {"periods": list(periods), "level": level, "nodes": part}
            rows.update({(row[0], row[1]): row[2:] for row in fetched(connection, statement, given)})
    return Values(codes, rows)


@lru_cache(maxsize=64)
def _reading(table: sa.Table, codes: tuple[str, ...]) -> sa.Select[Any]:
    return sa.select(table.c.period, table.c.node, *(table.c[code] for code in codes)).where(
        table.c.period.in_(listed("periods")),
        table.c.level == sa.bindparam("level"),
        table.c.node.in_(listed("nodes")),
    )
