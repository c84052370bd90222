"""Many regions at once: their numbers as arrays, and each of them made when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from zones.domain.region import Level, Region

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FIELDS = [field.name for field in fields(Region)]
_TEXTS = ("code", "code_system", "name", "name_en", "note")
_FLAGS = [FIELDS.index(name) for name in ("reports", "synthetic", "has_children")]
_LEVEL = FIELDS.index("level")
_LEVELS = {int(level): level for level in Level}
_OPEN = {"valid_from": np.iinfo(np.int64).min, "valid_to": np.iinfo(np.int64).max, "parent_id": -1}

TYPES = [pa.string() if name in _TEXTS else pa.int64() for name in FIELDS]
"""What a column of each field of Region holds; a flag is 0 or 1."""


class Regions(Sequence[Region]):
    """A sequence of regions, held a column a field; the same one may stand in it several times."""

    def __init__(self, columns: Sequence[Any], at: Numbers) -> None:
        """`columns` hold the fields of Region in their order, as Arrow arrays of TYPES; `at` is what stands where."""
        self._columns, self._at = columns, at

    @classmethod
    def of(cls, regions: Sequence[Region]) -> Regions:
        """Regions that are there one by one."""
        if isinstance(regions, cls):
            return regions
        columns = [[getattr(region, name) for region in regions] for name in FIELDS]
        for flag in _FLAGS:
            columns[flag] = list(map(int, columns[flag]))
        return cls(list(map(pa.array, columns, TYPES)), np.arange(len(regions)))

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, position: int) -> Region: ...
    @overload
    def __getitem__(self, position: slice) -> Regions: ...
    def __getitem__(self, position: int | slice) -> Region | Regions:
        if isinstance(position, slice):
            return Regions(self._columns, self._at[position])
        at = int(self._at[position])
        return made_of([column[at].as_py() for column in self._columns])

    def __iter__(self) -> Iterator[Region]:
        if not len(self):
            return iter(())
        places = pa.array(self._at)
        return map(made_of, zip(*(column.take(places).to_pylist() for column in self._columns), strict=True))

    def __add__(self, other: Regions) -> Regions:
        columns = [pa.concat_arrays(both) for both in zip(self._columns, other._columns, strict=True)]
        return Regions(columns, np.concatenate([self._at, other._at + len(self._columns[0])]))

    def picked(self, positions: npt.NDArray[Any]) -> Regions:
        """Some of them, by position or by a mask."""
        return Regions(self._columns, self._at[positions])

    def column(self, name: str) -> Any:
        """One field of each, as an Arrow array."""
        return self._columns[FIELDS.index(name)].take(pa.array(self._at))

    @cached_property
    def ids(self) -> Numbers:
        """Their lasting identities."""
        return self._numbers("id")

    @cached_property
    def nodes(self) -> Numbers:
        """Their places in the tree."""
        return self._numbers("node")

    @cached_property
    def levels(self) -> Numbers:
        """Their levels as numbers."""
        return self._numbers("level")

    @cached_property
    def parents(self) -> Numbers:
        """The ids of their parents, -1 for who has none."""
        return self._numbers("parent_id")

    @cached_property
    def reports(self) -> Mask:
        """Of whom a report is expected."""
        return self._numbers("reports").astype(np.bool_)

    @cached_property
    def synthetic(self) -> Mask:
        """Who is made up."""
        return self._numbers("synthetic").astype(np.bool_)

    @cached_property
    def has_children(self) -> Mask:
        """Who has regions below."""
        return self._numbers("has_children").astype(np.bool_)

    def exist_throughout(self, first: int, last: int) -> Mask:
        """Who exists in every quarter from `first` to `last` (ordinals, both included)."""
        since, until = self._numbers("valid_from"), self._numbers("valid_to")
        exist: Mask = (since <= first) & (until >= last)
        return exist

    def _numbers(self, name: str) -> Numbers:
        numbers: Numbers = self._columns[FIELDS.index(name)].fill_null(_OPEN.get(name, 0)).to_numpy()
        return numbers[self._at]


def made_of(values: Sequence[Any]) -> Region:
    """A region of its fields in their order; its level and its flags may be numbers."""
    row = list(values)
    row[_LEVEL] = _LEVELS[row[_LEVEL]]
    for flag in _FLAGS:
        row[flag] = bool(row[flag])
    return Region(*row)
