"""Adding and changing regions: places in the tree, aliases, groups and how many units are expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.region import Level, Region, RegionDeclaration
from zones.domain.tree import child_node, ordinal_of, subtree
from zones.store.bulk import among
from zones.store.ledger import Ledger
from zones.store.region_reads import REGION, all_regions
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


class TreeOrderError(ZonesError):
    """A region cannot stand below that parent."""

    def __init__(self, *, code: str, parent: str) -> None:
        super().__init__(
            zh=f"地区 {code} 不能放在 {parent} 之下:上级的层级必须更高",
            en=f"{code} cannot stand below {parent}: the parent must be of a higher level",
        )


class LevelChangedError(ZonesError):
    """A region keeps its level; a raised region is a new one, the old ends with valid_to."""

    def __init__(self, code: str) -> None:
        super().__init__(
            zh=f"地区 {code} 的层级不能改变:请给旧地区填 valid_to,再新增升格后的地区",
            en=f"the level of {code} cannot change: end the old region with valid_to and add the raised one",
        )


class SyntheticBelowRealError(ZonesError):
    """Synthetic regions never stand in a real tree, nor real ones in a synthetic tree."""

    def __init__(self, code: str) -> None:
        super().__init__(
            zh=f"地区 {code}:虚构地区与真实地区不能互为上下级",
            en=f"{code}: synthetic and real regions cannot stand in one tree",
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
    tree = _Tree(all_regions(connection))
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


class _Tree:
    """The region tree in memory while a file of regions is worked in."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_id: dict[int, Region] = {}
        self.by_key: dict[tuple[str, str], Region] = {}
        self._by_code: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._children: dict[int, set[int]] = defaultdict(set)
        self._last: dict[tuple[int, Level], int] = defaultdict(int)
        self.changed: set[int] = set()
        self.recounted: set[int] = set()  # parents below which other units are expected now
        self.newly_parents: set[int] = set()
        self.no_longer_parents: set[int] = set()
        for region in regions:
            self._put(region)
        self._next_id = max(self.by_id, default=0) + 1

    def parent_of(self, declared: RegionDeclaration) -> Region | None:
        """The declared parent; raises where it is unknown, of no higher level or of the other kind."""
        if not declared.parent:
            return None
        keys = self._by_code.get(declared.parent, [])
        own_system = (declared.code_system, declared.parent)
        if not keys:
            raise UnknownNameError(kind_zh="上级地区", kind_en="parent region", name=declared.parent)
        parent = self.by_key[own_system if own_system in keys else keys[0]]
        if parent.level >= declared.level:
            raise TreeOrderError(code=declared.code, parent=declared.parent)
        if parent.synthetic != declared.synthetic:
            raise SyntheticBelowRealError(declared.code)
        return parent

    def add(self, declared: RegionDeclaration, parent: Region | None) -> Region:
        """A new region at the next place below its parent."""
        region = Region(
            id=self._next_id,
            code=declared.code,
            code_system=declared.code_system,
            name=declared.name,
            name_en=declared.name_en,
            level=declared.level,
            node=self._next_node(parent, declared.level),
            parent_id=parent.id if parent else None,
            reports=declared.reports,
            synthetic=declared.synthetic,
            valid_from=declared.valid_from,
            valid_to=declared.valid_to,
            note=declared.note,
        )
        self._next_id += 1
        self._put(region)
        if parent is not None:
            self._now_a_parent(parent.id)
        return region

    def change(self, known: Region, declared: RegionDeclaration, parent: Region | None) -> list[tuple[Region, Region]]:
        """Bring a known region to its declaration; returns (old, new) of it when it moves."""
        if known.level != declared.level:
            raise LevelChangedError(declared.code)
        if known.synthetic != declared.synthetic:
            raise SyntheticBelowRealError(declared.code)
        new = replace(
            known,
            name=declared.name,
            name_en=declared.name_en,
            reports=declared.reports,
            valid_from=declared.valid_from,
            valid_to=declared.valid_to,
            note=declared.note,
        )
        moves = known.parent_id != (parent.id if parent else None)
        if moves:
            new = replace(new, parent_id=parent.id if parent else None, node=self._next_node(parent, known.level))
        if new == known:
            return []
        self.changed.add(known.id)
        self._put(new)
        if known.parent_id is not None and _expected(known) != _expected(new):
            self.recounted.add(known.parent_id)
        if not moves:
            return []
        self._shift_descendants(known, new)
        if parent is not None:
            self._now_a_parent(parent.id)
        self._maybe_no_parent(known.parent_id)
        return [(known, new)]

    def _shift_descendants(self, old: Region, new: Region) -> None:
        for number in self._children[old.id]:
            region = self.by_id[number]
            self._put(replace(region, node=region.node - old.node + new.node))
            self.changed.add(number)
            self._shift_descendants(region, self.by_id[number])

    def _now_a_parent(self, region_id: int) -> None:
        if not self.by_id[region_id].has_children:
            self._put(replace(self.by_id[region_id], has_children=True))
            self.changed.add(region_id)
            self.newly_parents.add(region_id)
            self.no_longer_parents.discard(region_id)

    def _maybe_no_parent(self, region_id: int | None) -> None:
        if region_id is None or self._children[region_id]:
            return
        self._put(replace(self.by_id[region_id], has_children=False))
        self.changed.add(region_id)
        self.no_longer_parents.add(region_id)
        self.newly_parents.discard(region_id)

    def _next_node(self, parent: Region | None, level: Level) -> int:
        above = parent.node if parent else 0
        return child_node(parent=above, level=level, ordinal=self._last[above, level] + 1)

    def _put(self, region: Region) -> None:
        key = (region.code_system, region.code)
        if key not in self.by_key:
            self._by_code[region.code].append(key)
        elif (before := self.by_key[key].parent_id) is not None:
            self._children[before].discard(region.id)
        self.by_id[region.id] = self.by_key[key] = region
        parent = self.by_id.get(region.parent_id) if region.parent_id is not None else None
        if parent is not None:
            self._children[parent.id].add(region.id)
        place = (parent.node if parent else 0, region.level)
        self._last[place] = max(self._last[place], ordinal_of(node=region.node, level=region.level))


def _expected(region: Region) -> tuple[bool, int | None, int | None]:
    """What decides in which quarters a report is expected of a region."""
    return region.reports, region.valid_from, region.valid_to


def _write(connection: sa.Connection, tree: _Tree, added: Sequence[Region]) -> None:
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


def _write_names(connection: sa.Connection, tree: _Tree, declarations: Sequence[RegionDeclaration]) -> None:
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
