"""The region of every record: plain codes and names for all lines at once, the rest one way of calling after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake.calling import Calls
from zones.intake.coded import Coded, groups
from zones.intake.dating import NO_PERIOD
from zones.intake.naming import Called, Named, Namer, spoken_of
from zones.intake.records import Records, Table

Objects = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]


def name_records(records: Records, periods: npt.NDArray[np.int64], table: Table) -> Objects:
    """The region of every record, None where it is not clear; each such record is found."""
    namer = Namer(table.directory, table.scope)
    calls = _with_known_codes(records.calls, namer)
    regions, simple = _by_code_alone(calls, periods, namer, table)
    rest = np.flatnonzero(~simple)
    if rest.size:
        _name_one_by_one(records, calls.picked(rest), rest, periods, regions, namer, table)
    return regions


def _with_known_codes(calls: Calls, namer: Namer) -> Calls:
    """The calls with their codes looked up; a column of which nobody knows a single code holds numbers of its own."""
    namer.learn(calls.codes.words)
    if any(namer.meant(word) for word in calls.codes.words) or calls.names.where(lambda text: not text).any():
        return calls
    return replace(calls, codes=Coded.same("", len(calls.codes)))


def _by_code_alone(calls: Calls, periods: npt.NDArray[np.int64], namer: Namer, table: Table) -> tuple[Objects, Mask]:
    """Regions of the lines whose code means one region and whose name is that region's name or left out."""
    spans = [spoken_of(int(period), by_year=table.by_year) for period in {int(periods.min()), int(periods.max())}]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    found = np.empty(len(calls.codes.words), dtype=object)
    found[:] = [namer.only(word, first=first, last=last) for word in calls.codes.words]
    name_at = {name: at for at, name in enumerate(calls.names.words)}
    blank = name_at.get("", -1)
    expected = np.array([-2 if region is None else name_at.get(region.name, -2) for region in found], dtype=np.int64)
    known = np.array([region is not None for region in found], dtype=np.bool_)
    named = (calls.names.at == expected[calls.codes.at]) | (calls.names.at == blank)
    return found[calls.codes.at], known[calls.codes.at] & named


def _name_one_by_one(
    records: Records,
    calls: Calls,
    rest: npt.NDArray[np.int64],
    periods: npt.NDArray[np.int64],
    regions: Objects,
    namer: Namer,
    table: Table,
) -> None:
    for names in (calls.names, *(above.names for above in calls.above)):
        namer.learn(_in_use(names))
        namer.learn_forms(_in_use(names))
    keys = [calls.codes.at, calls.names.at, periods[rest]]
    keys += [key for above in calls.above for key in (above.names.at, above.own.astype(np.int64))]
    first, group = groups(*keys)
    named = [namer.named(_call(calls, line, int(periods[rest[line]]), table)) for line in first.tolist()]
    found = np.empty(len(named), dtype=object)
    found[:] = [item.region for item in named]
    regions[rest] = found[group]
    troubled = np.array([bool(item.trouble) for item in named], dtype=np.bool_)
    for line in np.flatnonzero(troubled[group]).tolist():
        _find(named[group[line]], records, int(rest[line]), int(periods[rest[line]]), table)


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
