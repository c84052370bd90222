"""Places in the region tree as whole numbers, so that a region's whole subtree is one range of numbers.

A node is thirteen decimal digits, PP CC XXX TTT ZZZ: the ordinals of province, city, county, township and zone, zero for
a level that is not there (a zone straight under a county has TTT = 000). A new region takes the next ordinal below its
parent, so no other region is ever renumbered.
"""

from __future__ import annotations

from zones.domain.errors import ZonesError
from zones.domain.region import Level

_DIGITS = {Level.PROVINCE: 2, Level.CITY: 2, Level.COUNTY: 3, Level.TOWNSHIP: 3, Level.ZONE: 3}

# What one step at a level adds to a node; equally the size of the range below a node of that level.
SPAN = {level: int(10 ** sum(_DIGITS[below] for below in Level if below > level)) for level in Level}
WHOLE_TREE = int(10 ** sum(_DIGITS.values()))


class TreeFullError(ZonesError):
    """A region has more children of one level than the tree numbers hold."""

    def __init__(self, *, level: Level, limit: int) -> None:
        super().__init__(
            zh=f"同一上级之下最多 {limit} 个 {level.code}", en=f"a region holds at most {limit} of level {level.code}"
        )


def child_node(*, parent: int, level: Level, ordinal: int) -> int:
    """The node of the `ordinal`-th child (from 1) of that level below `parent` (0 for a root)."""
    limit = int(10 ** _DIGITS[level]) - 1
    if not 1 <= ordinal <= limit:
        raise TreeFullError(level=level, limit=limit)
    return parent + ordinal * SPAN[level]


def ordinal_of(*, node: int, level: Level) -> int:
    """The ordinal a node has at a level, zero where that level is not there."""
    size = int(10 ** _DIGITS[level])
    return node // SPAN[level] % size


def subtree(*, node: int, level: Level) -> range:
    """All nodes of a region and of everything below it."""
    return range(node, node + SPAN[level])


def line_above(node: int) -> set[int]:
    """The nodes of a region and of all regions above it; no other region's is among them."""
    return {node // span * span for span in SPAN.values()}


def children_range(*, parent: int, level: Level) -> range:
    """The nodes that direct children of one level can have: every level between them and the parent is zero."""
    above = [SPAN[other] for other in Level if other < level]
    size = min(above, default=WHOLE_TREE)
    return range(parent, parent + size) if parent else range(size)
