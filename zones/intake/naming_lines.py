"""The region of every record: plain codes for all lines at once, the rest one way of calling after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.regions import Regions
from zones.domain.tree import subtree
from zones.intake.calling import Calls
from zones.intake.coded import Coded, groups
from zones.intake.dating import NO_PERIOD
from zones.intake.naming import Called, Named, Namer, spoken_of
from zones.intake.records import Records, Table

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Placed:
    """The region of every record: `known[at[record]]`, none where `at` is -1."""

    known: Regions
    at: Numbers

    @property
    def ids(self) -> Numbers:
        """The region's id of every record, -1 where there is none."""
        return np.append(self.known.ids, -1)[self.at]

    def listed(self) -> list[Region | None]:
        """The region of every record, None where there is none."""
        regions: list[Region | None] = [*self.known, None]
        return [regions[at] for at in self.at.tolist()]

    def among(self, records: Numbers) -> Regions:
        """The regions of records that have one."""
        return self.known.picked(self.at[records])


def name_records(records: Records, periods: Numbers, table: Table) -> Placed:
    """The region of every record, none where it is not clear; each such record is found."""
    namer = Namer(table.directory, table.scope)
    placed = _by_code_alone(records.calls, periods, table)
    rest = np.flatnonzero(placed.at < 0)
    if not rest.size:
        return placed
    calls = records.calls.picked(rest).parted()
    if rest.size == records.count:
        calls = _with_known_codes(calls, namer)
    named = _one_by_one(records, calls, rest, periods, namer, table)
    at = placed.at.copy()
    at[rest] = np.where(named.at < 0, -1, named.at + len(placed.known))
    return Placed(placed.known + named.known, at)


def _with_known_codes(calls: Calls, namer: Namer) -> Calls:
    """The calls with their codes looked up; a column of which nobody knows a single code holds numbers of its own."""
    namer.learn(calls.codes.words)
    if any(namer.meant(word) for word in calls.codes.words) or calls.names.where(lambda text: not text).any():
        return calls
    return replace(calls, codes=Coded.same("", len(calls.codes)))


def _by_code_alone(calls: Calls, periods: Numbers, table: Table) -> Placed:
    """Regions of the lines whose code means one region and whose name is that region's name or left out."""
    places, regions = table.directory.plainly_coded(calls.codes.words)
    spans = [spoken_of(int(period), by_year=table.by_year) for period in {int(periods.min()), int(periods.max())}]
    plain = regions.exist_throughout(min(span[0] for span in spans), max(span[1] for span in spans))
    if table.scope is not None:
        inside = subtree(node=table.scope.node, level=table.scope.level)
        plain &= (regions.nodes >= inside.start) & (regions.nodes < inside.stop)
    at = np.full(len(calls.codes.words), -1, dtype=np.int64)
    at[places] = np.where(plain, np.arange(len(regions)), -1)
    found = at[calls.codes.at]
    agrees = (calls.names.at == _places_of_names(regions, calls.names)[found]) | calls.names.equal("")
    return Placed(regions, np.where(agrees, found, -1))


def _places_of_names(regions: Regions, names: Coded[str]) -> Numbers:
    """Where the name of each region stands among the names; -2 where nowhere, and at the end for who is no region."""
    places = pc.index_in(regions.column("name"), value_set=pa.array(names.words, pa.string()))
    return np.append(pc.fill_null(places, -2).to_numpy().astype(np.int64), -2)


def _one_by_one(records: Records, calls: Calls, rest: Numbers, periods: Numbers, namer: Namer, table: Table) -> Placed:
    """The regions of the records in `rest`, called by `calls`: one way of calling after the other."""
    namer.learn(_in_use(calls.codes))
    for names in (calls.names, *(above.names for above in calls.above)):
        namer.learn(_in_use(names))
        namer.learn_forms(_in_use(names))
    keys = [calls.codes.at, calls.names.at, periods[rest]]
    keys += [key for above in calls.above for key in (above.names.at, above.own.astype(np.int64))]
    first, group = groups(*keys)
    named = [namer.named(_call(calls, line, int(periods[rest[line]]), table)) for line in first.tolist()]
    troubled = np.array([bool(item.trouble) for item in named], dtype=np.bool_)
    for line in np.flatnonzero(troubled[group]).tolist():
        _find(named[group[line]], records, int(rest[line]), int(periods[rest[line]]), table)
    regions = [item.region for item in named if item.region is not None]
    clear = np.array([item.region is not None for item in named], dtype=np.bool_)
    return Placed(Regions.of(regions), np.where(clear, np.cumsum(clear) - 1, -1)[group])


def _in_use(names: Coded[str]) -> Sequence[str]:
    return [names.words[at] for at in np.unique(names.at).tolist()]


def _call(calls: Calls, line: int, period: int, table: Table) -> Called:
    above = tuple((item.names[line], bool(item.own[line])) for item in calls.above if item.names[line])
    return Called(calls.codes[line], calls.names[line], above, *spoken_of(period, by_year=table.by_year))


def _find(named: Named, records: Records, record: int, period: int, table: Table) -> None:
    if table.findings.full(named.trouble):
        table.findings.add_each(named.trouble, 1)
        return
    quarter = None if period == NO_PERIOD else Quarter.from_ordinal(spoken_of(period, by_year=table.by_year)[1])
    place, header = records.places(record)
    scope: Region | None = table.scope
    table.findings.add(
        named.trouble,
        cell=place,
        column=header,
        value=named.value,
        hint=named.hint,
        hint_en=named.hint_en,
        scope="" if scope is None else scope.name,
        quarter="" if quarter is None else quarter.label("zh"),
        quarter_en="" if quarter is None else quarter.label("en"),
    )
