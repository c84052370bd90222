"""The region tree in memory while a file of regions is worked in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.region import Level, Region, RegionDeclaration
from zones.domain.tree import child_node, ordinal_of


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


class RegionTree:
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
        for number in sorted(self._children[old.id]):
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
