"""Regions: a tree of province > city > county > township > zone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How high a region stands; a larger number is further down."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    ZONE = 5

    @property
    def code(self) -> str:
        """The name used in files, commands and JSON."""
        return self.name.lower()


LEVEL_BY_CODE = {level.code: level for level in Level}


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the store knows it.

    `node` is its place in the tree (see zones.domain.tree), `id` its lasting identity. `valid_from` and `valid_to` are
    quarter ordinals, both inclusive, None where open. `reports` says that a quarterly report is expected of it.
    """

    id: int
    code: str
    code_system: str
    name: str
    name_en: str
    level: Level
    node: int
    parent_id: int | None
    reports: bool
    synthetic: bool
    valid_from: int | None = None
    valid_to: int | None = None
    note: str = ""
    has_children: bool = False

    def active_in(self, quarter_ordinal: int) -> bool:
        """Whether the region exists in that quarter."""
        return (self.valid_from is None or self.valid_from <= quarter_ordinal) and (
            self.valid_to is None or quarter_ordinal <= self.valid_to
        )

    def active_between(self, first: int, last: int) -> bool:
        """Whether the region exists in any of the quarters from `first` to `last` (ordinals, both included)."""
        return (self.valid_from is None or self.valid_from <= last) and (
            self.valid_to is None or first <= self.valid_to
        )

    def label(self, language: str) -> str:
        """The name in the reader's language; a region without an English name keeps its Chinese one."""
        return self.name if language == "zh" or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name or code of a region and the quarters (ordinals, inclusive, None where open) it was in use."""

    name: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class RegionDeclaration:
    """A region as a file declares it; `parent` is the parent's code, empty for a root."""

    code: str
    code_system: str
    name: str
    level: Level
    parent: str
    reports: bool
    name_en: str = ""
    aliases: tuple[Alias, ...] = ()
    groups: tuple[str, ...] = ()
    synthetic: bool = False
    valid_from: int | None = None
    valid_to: int | None = None
    note: str = ""
