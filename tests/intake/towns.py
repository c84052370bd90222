"""A small list of regions in memory, and short ways to understand a table without a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.intake.writers import delimited
from zones.catalogue import Catalogue, load_catalogue
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.regions import Regions
from zones.domain.tree import child_node
from zones.intake import Draft, RegionName, Sheet, Understood, read_sheet, understand

QUARTER = Quarter(2026, 2)
MONEY, LANDED, LAND = "infrastructure_investment", "projects_landed", "land_transferred"


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue()


def region(
    number: int, name: str, level: Level = Level.TOWNSHIP, *, parent: Region | None = None, **how: Any
) -> Region:
    """A region whose code is its number."""
    node = child_node(parent=parent.node if parent else 0, level=level, ordinal=number % 100 + 1)
    return Region(
        id=number, code=f"9{number:05d}", code_system="local", name=name, name_en="", level=level, node=node,
        parent_id=parent.id if parent else None, reports=True, synthetic=False, **how,
    )  # fmt: skip


CITY = region(1, "清江市", Level.CITY, has_children=True)
JIA = region(10, "甲县", Level.COUNTY, parent=CITY, has_children=True)
YI = region(11, "乙县", Level.COUNTY, parent=CITY, has_children=True)
EAST, WEST, GATE = (region(20 + at, name, parent=JIA) for at, name in enumerate(("河东镇", "河西镇", "城关镇")))
OTHER_GATE = region(30, "城关镇", parent=YI)
MERGED = region(31, "南集乡", parent=YI, valid_to=Quarter(2020, 4).ordinal)
ALL = (CITY, JIA, YI, EAST, WEST, GATE, OTHER_GATE, MERGED)
OLD_NAME = RegionName(EAST, None, Quarter(2019, 4).ordinal)


@dataclass
class Towns:
    """The region list; `asked` counts the look-ups."""

    names: Mapping[str, Sequence[RegionName]]
    asked: int = 0
    suggested: int = 0

    def lookup(self, names: Collection[str]) -> Mapping[str, tuple[RegionName, ...]]:
        self.asked += 1
        return {name: tuple(self.names[name]) for name in names if name in self.names}

    def plainly_coded(self, texts: Sequence[str]) -> tuple[Sequence[int], Regions]:
        self.asked += 1
        plain = {
            at: named[0].region
            for at, text in enumerate(texts)
            if len(named := self.names.get(text, ())) == 1 and named[0].region.code == text
        }
        return list(plain), Regions.of(list(plain.values()))

    def parents(self, regions: Collection[Region]) -> Mapping[int, Region]:
        by_id = {item.id: item for item in ALL}
        return {item.id: by_id[item.parent_id] for item in regions if item.parent_id is not None}

    def suggestions(self, name: str) -> tuple[str, ...]:
        self.suggested += 1
        return ("河东镇(900020)",) if "河" in name else ()


def towns(regions: Sequence[Region] = ALL) -> Towns:
    """All regions by code, "system:code" and name, and an old name of one."""
    names: dict[str, list[RegionName]] = {"河东乡": [OLD_NAME]}
    for item in regions:
        for text in (item.code, f"local:{item.code}", item.name):
            names.setdefault(text, []).append(RegionName(item))
    return Towns(names)


def sheet_of(rows: Sequence[Sequence[Any]] | bytes, name: str = "report.csv", **how: Any) -> Sheet:
    """A table as a sheet; rows are written as a CSV first."""
    sheet = read_sheet(rows if isinstance(rows, bytes) else delimited(rows), name=name, **how)
    assert isinstance(sheet, Sheet)
    return sheet


def understood(
    rows: Sequence[Sequence[Any]] | bytes,
    *,
    quarter: Quarter | None = QUARTER,
    scope: Region | None = JIA,
    directory: Towns | None = None,
) -> Understood:
    """What a report of these rows says."""
    return understand(sheet_of(rows), catalogue=catalogue(), regions=directory or towns(), quarter=quarter, scope=scope)


def amounts(draft: Draft | None) -> dict[tuple[str, str], int]:
    """Amounts in smallest units by region name and indicator code."""
    if draft is None:
        return {}
    return {
        (draft.regions[at].name, code): value
        for code, values in draft.values.items()
        for at, value in enumerate(values.tolist())
        if value is not None
    }


def found(result: Understood) -> list[tuple[str, int | None]]:
    """(code, row) of every finding."""
    return [(finding.code, finding.row) for finding in result.findings]
