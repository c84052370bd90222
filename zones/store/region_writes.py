"""Adding and changing regions: places in the tree, aliases, groups and how many units are expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.region import Level, Region, RegionDeclaration
from zones.domain.tree import subtree
from zones.store.bulk import among
from zones.store.ledger import Ledger
from zones.store.region_reads import REGION, all_regions
from zones.store.region_tree import RegionTree
from zones.store.schema import (
    FIRST_QUARTER,
    LAST_QUARTER,
    Approximation,
    Expectation,
    RegionAlias,
    RegionGroup,
    SubmissionPeriod,
    table_of,
)


@dataclass(frozen=True, slots=True)
class RegionChanges:
    """What an import of regions did: ids of parents whose figures must be rolled up again, and counts."""

    added: int
    changed: int
    parents: frozenset[int]
    newly_parents: frozenset[int]
    no_longer_parents: frozenset[int]


def declare_regions(
    connection: sa.Connection, declarations: Sequence[RegionDeclaration], ledgers: Collection[Ledger]
) -> RegionChanges:
    """Add new regions and bring known ones (same code system and code) to what is declared; parents come before children."""
    tree = RegionTree(all_regions(connection))
    added, moved = [], []
    for declared in sorted(declarations, key=lambda item: item.level):
        known = tree.by_key.get((declared.code_system, declared.code))
        parent = tree.parent_of(declared)
        if known is None:
            added.append(tree.add(declared, parent))
        else:
            moved += tree.change(known, declared, parent)
    _write(connection, tree, added)
    for ledger in ledgers if moved else ():
        periods = _periods(connection, ledger)
        for old, new in moved:
            _rekey(connection, ledger, periods=periods, old=old, new=new)
    _write_names(connection, tree, declarations)
    _write_expectations(connection, list(tree.by_id.values()))
    # A new region has no reports yet: it changes the figures of nobody.
    touched = {parent for old, new in moved for parent in (old.parent_id, new.parent_id) if parent is not None}
    touched |= tree.recounted
    return RegionChanges(
        added=len(added),
        changed=len(tree.changed),
        parents=frozenset(touched),
        newly_parents=frozenset(tree.newly_parents),
        no_longer_parents=frozenset(tree.no_longer_parents),
    )


def _write(connection: sa.Connection, tree: RegionTree, added: Sequence[Region]) -> None:
    new = {region.id for region in added}
    current = [_values(tree.by_id[region.id]) for region in added]
    if current:
        connection.execute(sa.insert(REGION), current)
    changed = [{"key": id_, **_values(tree.by_id[id_])} for id_ in sorted(tree.changed - new)]
    if changed:
        # Two passes, so that a node given to one region is free before another takes it.
        vacate = sa.update(REGION).where(REGION.c.id == sa.bindparam("key")).values(node=-REGION.c.node - 1)
        connection.execute(vacate, [{"key": values["key"]} for values in changed])
        columns: dict[str, object] = {
            name: sa.bindparam(name, type_=REGION.c[name].type) for name in changed[0] if name not in {"key", "id"}
        }
        connection.execute(sa.update(REGION).where(REGION.c.id == sa.bindparam("key")).values(columns), changed)


def _values(region: Region) -> dict[str, object]:
    return {column.name: getattr(region, column.name) for column in REGION.columns} | {"level": int(region.level)}


def _periods(connection: sa.Connection, ledger: Ledger) -> list[int]:
    """The periods that the ledger holds anything of."""
    table = table_of(SubmissionPeriod)
    return list(connection.scalars(sa.select(table.c.period).where(table.c.ledger == ledger.name).distinct()))


def _rekey(connection: sa.Connection, ledger: Ledger, *, periods: Collection[int], old: Region, new: Region) -> None:
    """Move the stored values of a subtree to its new place, a range of keys a period."""
    dialect, nodes = connection.dialect.name, subtree(node=old.node, level=old.level)
    marks = table_of(Approximation)
    ranges = [(marks, marks.c.ledger == ledger.name)]
    ranges += [
        (table, table.c.level == int(level))
        for table in (ledger.in_force, ledger.rollup)
        for level in Level
        if level >= old.level
    ]
    for table, where in ranges:
        node = table.c.node
        connection.execute(
            sa.update(table)
            .where(where, among(table.c.period, "periods", dialect), node.between(nodes.start, nodes.stop - 1))
            .values(node=node - old.node + new.node),
            {"periods": list(periods)},
        )


def _write_names(connection: sa.Connection, tree: RegionTree, declarations: Sequence[RegionDeclaration]) -> None:
    """Aliases and groups are as declared, for the regions that are declared."""
    alias, group = table_of(RegionAlias), table_of(RegionGroup)
    declared = [(tree.by_key[item.code_system, item.code].id, item) for item in declarations]
    ids = [{"key": region_id} for region_id, _ in declared]
    for table in (alias, group):
        if ids:
            connection.execute(sa.delete(table).where(table.c.region_id == sa.bindparam("key")), ids)
    aliases: Mapping[object, dict[str, object]] = {
        (region_id, name.name, name.since): {
            "region_id": region_id,
            "alias": name.name,
            "since": FIRST_QUARTER if name.since is None else name.since,
            "until": LAST_QUARTER if name.until is None else name.until,
        }
        for region_id, item in declared
        for name in item.aliases
    }
    members = [
        {"name": name, "region_id": region_id} for region_id, item in declared for name in dict.fromkeys(item.groups)
    ]
    if aliases:
        connection.execute(sa.insert(alias), list(aliases.values()))
    if members:
        connection.execute(sa.insert(group), members)


def _write_expectations(connection: sa.Connection, regions: Sequence[Region]) -> None:
    """How many reporting units stand below each region, as spans of quarters with a constant count."""
    by_id = {region.id: region for region in regions}
    changes: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for unit in regions:
        if not unit.reports:
            continue
        since = FIRST_QUARTER if unit.valid_from is None else unit.valid_from
        above = unit.parent_id
        while above is not None:
            changes[above][since] += 1
            if unit.valid_to is not None:
                changes[above][unit.valid_to + 1] -= 1
            above = by_id[above].parent_id
    table = table_of(Expectation)
    connection.execute(sa.delete(table))
    rows = [row for id_, steps in changes.items() for row in _spans(by_id[id_].node, steps)]
    if rows:
        connection.execute(sa.insert(table), rows)


def _spans(node: int, steps: Mapping[int, int]) -> list[dict[str, int]]:
    rows: list[dict[str, int]] = []
    units = 0
    quarters = sorted(quarter for quarter, change in steps.items() if change)
    for quarter, following in zip(quarters, [*quarters[1:], LAST_QUARTER + 1], strict=True):
        units += steps[quarter]
        rows.append({"node": node, "since": quarter, "until": following - 1, "units": units})
    return rows
