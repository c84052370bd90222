"""What an import would change, and what that does to completion and light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zones.domain.indicator import Indicator
from zones.domain.progress import completion
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.status import Status
from zones.services.deployment import Deployment
from zones.services.importing import Checked
from zones.store import value_reads
from zones.store.value_reads import Values

_MOST = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a file beside the one in force (smallest units), with completion and light before and after."""

    region: Region
    quarter: Quarter
    indicator: Indicator
    old: int | None
    new: int
    target: int | None
    old_status: Status
    new_status: Status

    @property
    def old_completion(self) -> Fraction | None:
        """Completion as it stands."""
        return completion(actual=self.old, target=self.target)

    @property
    def new_completion(self) -> Fraction | None:
        """Completion after the import."""
        return completion(actual=self.new, target=self.target)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many figures are new, changed and as before, and the first changes in the order of the file."""

    new: int
    changed: int
    same: int
    listed: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether the import changes anything."""
        return self.new + self.changed > 0

    @property
    def cut(self) -> bool:
        """Whether more changes than listed."""
        return self.new + self.changed > len(self.listed)


def changes_of(deployment: Deployment, checked: Checked, *, most: int = _MOST) -> Changes:
    """What a checked report would change against what was in force when it was checked."""
    draft = checked.draft
    if draft is None:
        return Changes(0, 0, 0, ())
    kinds = {code: _kinds(checked, code) for code in draft.values}
    new, changed, same = (sum(int(kind[at].sum()) for kind in kinds.values()) for at in range(3))
    differing = [
        (at, code) for code, (fresh, other, _) in kinds.items() for at in np.flatnonzero(fresh | other).tolist()
    ]
    listed = tuple(_changes(deployment, checked, sorted(differing)[:most]))
    return Changes(new, changed, same, listed)


_Kind = npt.NDArray[np.bool_]


def _kinds(checked: Checked, code: str) -> tuple[_Kind, _Kind, _Kind]:
    """Which rows give a new figure, another one, the same one."""
    draft = checked.draft
    values, before = (draft.values if draft else {})[code], checked.in_force[code]
    said, known = ~np.ma.getmaskarray(values), ~np.ma.getmaskarray(before)
    equal = values.data == before.data
    return said & ~known, said & known & ~equal, said & known & equal


def _changes(deployment: Deployment, checked: Checked, places: list[tuple[int, str]]) -> Iterator[Change]:
    draft = checked.draft
    if draft is None:
        return
    targets = _targets(deployment, checked, [at for at, _ in places])
    rule = deployment.catalogue.default_rule
    for at, code in places:
        region, indicator = draft.regions[at], deployment.catalogue.indicators[code]
        quarter = Quarter.from_ordinal(int(draft.quarters[at]))
        before = checked.in_force[code]
        old = None if np.ma.getmaskarray(before)[at] else int(before.data[at])
        new, target = int(draft.values[code].data[at]), targets.value(quarter.year, region.node, code)
        schedule = deployment.catalogue.schedule(indicator, quarter)
        old_status, new_status = (
            rule.status(
                reported=value is not None, completion=completion(actual=value, target=target), schedule=schedule
            )
            for value in (old, new)
        )
        yield Change(region, quarter, indicator, old, new, target, old_status, new_status)


def _targets(deployment: Deployment, checked: Checked, rows: list[int]) -> Values:
    draft = checked.draft
    regions = [draft.regions[at] for at in sorted(set(rows))] if draft else []
    years = sorted({Quarter.from_ordinal(int(draft.quarters[at])).year for at in set(rows)}) if draft else []
    with deployment.reading() as connection:
        return value_reads.values_in_force(
            connection,
            deployment.targets,
            periods=years,
            spans=value_reads.covering_spans(regions),
            codes=list(draft.values) if draft else [],
        )
