"""Checks across: a draft against what is in force before it, a year ago, beside it and below it. One rule a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.domain.indicator import Indicator, Unit
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake.draft import Amounts, Draft, Surroundings

_MOST_NAMES = 8
_MOST_OF_A_KIND = 200
_ENOUGH_TO_JUDGE_ALL = 3


def cross_check(draft: Draft, *, catalogue: Catalogue, surroundings: Surroundings) -> list[Finding]:
    """Every finding about a draft as a whole, in a stable order; of one kind at most the first two hundred."""
    check = _Check(draft, catalogue, surroundings)
    rules = (
        check.falls,
        check.stages,
        check.suspect_units,
        check.jumps,
        check.differences,
        check.unexpected,
        check.absent,
        check.without_target,
    )
    return [finding for rule in rules for finding in _first(rule())]


def _first(findings: Iterator[Finding]) -> Iterator[Finding]:
    for count, finding in enumerate(findings):
        if count == _MOST_OF_A_KIND:
            return
        yield finding


class _Check:
    """The rules, each yielding its findings."""

    def __init__(self, draft: Draft, catalogue: Catalogue, surroundings: Surroundings) -> None:
        self._draft, self._catalogue, self._around = draft, catalogue, surroundings
        self._first_quarter = draft.quarters % 4 == 0

    def falls(self) -> Iterator[Finding]:
        """A flow below the quarter before within the year; where most regions fall, the file looks single-quarter."""
        for code, values in self._draft.values.items():
            indicator = self._catalogue.indicators[code]
            if not indicator.is_flow:
                continue
            before = self._around.before[code]
            both = _present(values) & _present(before) & ~self._first_quarter
            fell = both & (values.data < before.data)
            count = int(fell.sum())
            if count >= _ENOUGH_TO_JUDGE_ALL and count * 2 > int(both.sum()):
                _, header = self._draft.cells[code](0)
                yield self._catalogue.findings["looks_single_quarter"].about(
                    column=header, indicator=indicator, values={}
                )
                continue
            for at in np.flatnonzero(fell).tolist():
                amounts = {"value": _shown(values, at, indicator), "before": _shown(before, at, indicator)}
                yield self._figure("cumulative_fell", at, indicator, **amounts)

    def stages(self) -> Iterator[Finding]:
        """A later stage above the one before it, where a report gives both."""
        values = self._draft.values
        for chain in self._catalogue.checks.chains:
            given = [code for code in chain if code in values]
            for earlier, later in pairwise(given):
                both = _present(values[earlier]) & _present(values[later])
                above = both & (values[later].data > values[earlier].data)
                for at in np.flatnonzero(above).tolist():
                    first, second = (self._catalogue.indicators[code] for code in (earlier, later))
                    yield self._figure(
                        "stages_out_of_order",
                        at,
                        second,
                        value=_shown(values[later], at, second),
                        before=_shown(values[earlier], at, first),
                        later=second.name,
                        later_en=second.name_en,
                        earlier=first.name,
                        earlier_en=first.name_en,
                    )

    def suspect_units(self) -> Iterator[Finding]:
        """A figure a power of ten away from what is usual for the region, else for the regions beside it."""
        for code, values in self._draft.values.items():
            indicator = self._catalogue.indicators[code]
            usual, own = self._usual(code)
            for at, times in self._powers_away(values, usual):
                likely = _likely(self._catalogue, indicator, times)
                yield self._figure(
                    "unit_suspect",
                    at,
                    indicator,
                    value=_shown(values, at, indicator),
                    basis="该地区以往数据" if own[at] else "其他地区同期数据",
                    basis_en="its own history" if own[at] else "the other regions",
                    times=f"{abs(times):,}",
                    likely=likely.name if likely else indicator.unit.name,
                    likely_en=likely.name_en if likely else indicator.unit.name_en,
                )

    def _usual(self, code: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """What is usual for each row (not a number where nothing is known), and whether it is the region's own."""
        ago, before = self._around.year_ago[code], self._around.before[code]
        flow = self._catalogue.indicators[code].is_flow
        usual = np.where(_present(ago), ago.data, np.nan).astype(np.float64)
        near = _present(before) & ~(self._first_quarter & flow) & np.isnan(usual)
        usual = np.where(near, before.data, usual)
        usual[usual <= 0] = np.nan
        own = ~np.isnan(usual)
        values = self._draft.values[code]
        present = _present(values) & (values.data > 0)
        if int(present.sum()) >= self._catalogue.checks.siblings and not own.all():
            usual = np.where(own, usual, np.median(values.data[present]))
        return usual, own

    def _powers_away(self, values: Amounts, usual: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
        """(row, power of ten it is away; negative where it is too small)."""
        within = float(self._catalogue.checks.power_within)
        found = []
        known = _present(values) & (values.data > 0) & ~np.isnan(usual)
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = np.where(known, values.data / usual, 1.0)
        for power in self._catalogue.checks.powers:
            for sign, off in ((1, ratio / power), (-1, ratio * power)):
                near = known & (off >= 1 / within) & (off <= within)
                found += [(at, sign * power) for at in np.flatnonzero(near).tolist()]
        return sorted(found)

    def jumps(self) -> Iterator[Finding]:
        """A figure far above or below the region's own of a year ago, and no power of ten off it."""
        times = float(self._catalogue.checks.jump)
        for code, values in self._draft.values.items():
            ago = self._around.year_ago[code]
            known = _present(values) & _present(ago) & (values.data > 0) & (ago.data > 0)
            with np.errstate(invalid="ignore", divide="ignore"):
                ratio = np.where(known, values.data / np.where(known, ago.data, 1), 1.0)
            far = (ratio >= times) | (ratio <= 1 / times)
            suspect = {at for at, _ in self._powers_away(values, self._usual(code)[0])}
            for at in np.flatnonzero(far).tolist():
                if at not in suspect:
                    indicator = self._catalogue.indicators[code]
                    amounts = {"value": _shown(values, at, indicator), "usual": _shown(ago, at, indicator)}
                    yield self._figure("value_jump", at, indicator, **amounts)

    def differences(self) -> Iterator[Finding]:
        """A region's own report against the sum of the regions below it."""
        for code, values in self._draft.values.items():
            below = self._around.children_sum[code]
            indicator = self._catalogue.indicators[code]
            for at in np.flatnonzero(_present(values) & _present(below) & (values.data != below.data)).tolist():
                difference = indicator.declared(int(values.data[at] - below.data[at]))
                yield self._figure(
                    "report_differs_from_sum",
                    at,
                    indicator,
                    value=_shown(values, at, indicator),
                    sum=_shown(below, at, indicator),
                    difference=f"{difference:,f}",
                )

    def unexpected(self) -> Iterator[Finding]:
        """Regions that report without being asked."""
        for region in {region.id: region for region in self._draft.regions if not region.reports}.values():
            yield self._catalogue.findings["region_not_expected"].about(region=region, values={})

    def absent(self) -> Iterator[Finding]:
        """Who was expected and is neither in the file nor in force."""
        if self._around.expected:
            yield self._catalogue.findings["region_missing"].about(values=_names(self._around.expected))

    def without_target(self) -> Iterator[Finding]:
        """Who has no annual target, so that no completion can be given."""
        if self._around.targets_missing:
            year = Quarter.from_ordinal(int(self._draft.quarters.max())).year
            yield self._catalogue.findings["target_missing"].about(
                values={"year": year, **_names(self._around.targets_missing)}
            )

    def _figure(self, code: str, at: int, indicator: Indicator, **values: object) -> Finding:
        """A finding about one figure, with its line, header, value and region."""
        region, cells = self._draft.regions[at], self._draft.cells.get(indicator.code)
        (row, column), header = cells(at) if cells else ((int(self._draft.lines[at]) - 1, 0), None)
        cell = (row, column) if cells else None
        return self._catalogue.findings[code].about(
            row=row + 1, column=header, cell=cell, region=region, indicator=indicator, values=values
        )


def _present(amounts: Amounts) -> npt.NDArray[np.bool_]:
    return ~np.ma.getmaskarray(amounts)


def _shown(amounts: Amounts, at: int, indicator: Indicator) -> str:
    """An amount exactly, in the declared unit."""
    return f"{indicator.declared(int(amounts.data[at])):,f}{indicator.unit.name}"


def _likely(catalogue: Catalogue, indicator: Indicator, times: int) -> Unit | None:
    """The unit in which the number would be usual: ten thousand times too large of 万元 were 元."""
    wanted = indicator.unit.smallest / times if times > 0 else indicator.unit.smallest * -times
    return next((unit for unit in catalogue.units[indicator.unit.quantity] if unit.smallest == wanted), None)


def _names(regions: Sequence[Region]) -> dict[str, str]:
    """The first names of a list, and how many more there are."""
    more = len(regions) - _MOST_NAMES
    return {
        "names": "、".join(region.name for region in regions[:_MOST_NAMES]),
        "more": f"等{len(regions)}个" if more > 0 else "",
        "more_en": f" and {more} more" if more > 0 else "",
    }
