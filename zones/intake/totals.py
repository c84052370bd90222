"""合计 and 小计 lines: held against the sum of the lines they stand for, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from zones.domain.region import Region
from zones.domain.tree import SPAN
from zones.domain.wording import ExactAmount
from zones.intake.amounts import Amount, read_amount
from zones.intake.assembling import Gathered
from zones.intake.collecting import Findings
from zones.intake.figures import Series
from zones.intake.headers import Headers
from zones.intake.naming_lines import Placed
from zones.intake.records import Records, Table
from zones.intake.text import plain

Mask = npt.NDArray[np.bool_]


def check_totals(
    records: Records,
    gathered: Mapping[str, Gathered],
    placed: Placed,
    headers: Headers,
    table: Table,
) -> None:
    """Find every total that is none of the sums it may mean; where a part could not be read, nothing is said."""
    if not records.totals:
        return
    regions = placed.listed()
    kinds = _kinds(regions)
    for total in records.totals:
        column = gathered[total.series.indicator.code]
        told = _told(total.series, headers)
        if told is None or (column.unread & total.among).any():
            continue
        meant = [
            total.block,
            *(total.among & kind for kind in kinds),
            total.among & ~_above_others(regions, total.among),
        ]
        sums = [_sum(column, mask) for mask in (meant if total.subtotal else reversed(meant))]
        known = [added for added in sums if added is not None]
        if known and told not in known:
            _find(total.series, told, known[0], table.findings)


def _sum(column: Gathered, mask: Mask) -> int | None:
    chosen = column.amounts[mask]
    return int(chosen.sum()) if chosen.count() else None


def _kinds(regions: Sequence[Region | None]) -> list[Mask]:
    """The lines taken together: all of them, and those of each level."""
    levels = np.array([0 if region is None else int(region.level) for region in regions])
    return [np.ones(len(levels), dtype=np.bool_), *(levels == level for level in sorted(set(levels.tolist())))]


def _above_others(regions: Sequence[Region | None], among: Mask) -> Mask:
    """Regions that another line's region lies below: their lines are sums themselves."""
    nodes = np.array([-1 if region is None else region.node for region in regions], dtype=np.int64)
    ends = np.array([-1 if region is None else region.node + SPAN[region.level] for region in regions], dtype=np.int64)
    present = np.sort(np.unique(nodes[among]))
    return np.searchsorted(present, ends) - np.searchsorted(present, nodes, side="right") > 0


def _told(series: Series, headers: Headers) -> int | None:
    """The total as written, in smallest units; None where it cannot be read or is only about."""
    place, _ = series.places(0)
    if place in series.marks.errors or place in series.marks.unsaved:
        return None
    read = read_amount(series.cells[0], headers.units.of_cells(series.indicator))
    if not isinstance(read, Amount) or read.approximate:
        return None
    return round(read.number * (read.unit or series.unit).smallest)


def _find(series: Series, told: int, added: int, findings: Findings) -> None:
    place, header = series.places(0)
    indicator = series.indicator
    findings.add(
        "total_mismatch",
        cell=place,
        column=header,
        indicator=indicator,
        value=plain(series.cells[0]),
        sum=ExactAmount(added, indicator),
        difference=ExactAmount(told - added, indicator, signed=True),
    )
