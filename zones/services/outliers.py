"""Figures out of line: with the region's own past, and with the regions beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from zones.domain.indicator import Indicator
from zones.domain.progress import single_quarter
from zones.domain.quality import Basis, Deviation, Norm, OutlierRule
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.below import Below, regions_below
from zones.services.deployment import Deployment
from zones.services.outlier_screen import Screen, screen
from zones.store import value_reads
from zones.store.value_reads import Values

_ONE_POINT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Outlier:
    """One figure out of line. By its history: the single quarter (of a stock: the change) in smallest units.

    By its siblings: the single quarter as a share of the region's annual target, so that large and small compare.
    """

    region: Region
    indicator: Indicator
    basis: Basis
    deviation: Deviation


def outliers(
    deployment: Deployment,
    *,
    region: Region,
    quarter: Quarter,
    level: Level | None = None,
    indicators: Sequence[Indicator] = (),
) -> list[Outlier]:
    """The figures out of line of a region's children (or of a level below it) in a quarter, the furthest off first."""
    wanted = tuple(indicators) or tuple(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in wanted]
    rule = deployment.catalogue.reporting.outliers
    # One quarter more than is looked at: a single quarter needs the one before it.
    periods = list(range(quarter.ordinal - rule.quarters - 1, quarter.ordinal + 1))
    with deployment.reading() as connection:
        below = regions_below(connection, region=region, quarter=quarter, level=level)
        figures = value_reads.values_in_force(
            connection, deployment.figures, periods=periods, spans=below.spans, codes=codes
        )
        targets = value_reads.values_in_force(
            connection, deployment.targets, periods=[quarter.year], spans=below.spans, codes=codes
        )
    look = screen(rule, wanted, regions=below.regions, quarter=quarter, figures=figures, targets=targets)
    judges = [_Judge(rule, quarter, indicator, below, figures, targets) for indicator in wanted]
    found = [*_by_history(judges, below, look), *_beside(judges, below, look)]
    return sorted(found, key=lambda item: (-item.deviation.times, item.region.node, item.indicator.code))


def _by_history(judges: Sequence[_Judge], below: Below, look: Screen) -> Iterator[Outlier]:
    for row, column in np.argwhere(look.suspects_by_history()).tolist():
        found = judges[column].against_history(below.regions[row])
        if found is not None:
            yield found


def _beside(judges: Sequence[_Judge], below: Below, look: Screen) -> Iterator[Outlier]:
    for level in {region.level for region in below.regions}:
        rows = [at for at, region in enumerate(below.regions) if region.level == level]
        suspects = look.suspects_beside(rows)
        for column in np.flatnonzero(suspects.any(axis=0)).tolist():
            regions = [below.regions[rows[at]] for at in np.flatnonzero(suspects[:, column]).tolist()]
            yield from judges[column].against_siblings(regions, level)


class _Judge:
    """One indicator of all regions shown, by exact numbers."""

    def __init__(
        self,
        rule: OutlierRule,
        quarter: Quarter,
        indicator: Indicator,
        below: Below,
        figures: Values,
        targets: Values,
    ) -> None:
        self._rule, self._quarter, self._indicator, self._below = rule, quarter, indicator, below
        self._figures, self._targets = figures, targets
        # The quarters looked at, the newest first, and whether each starts a flow anew: asked of every region, made once.
        quarters = [quarter - back for back in range(rule.quarters + 1)]
        self._starts = {each.ordinal: indicator.is_flow and each.number == 1 for each in quarters}

    def against_history(self, region: Region) -> Outlier | None:
        """The region's figure, where it is out of line with those before it."""
        deviation = self._against_history(region)
        return None if deviation is None else Outlier(region, self._indicator, Basis.HISTORY, deviation)

    def against_siblings(self, regions: Sequence[Region], level: Level) -> Iterator[Outlier]:
        """Those of the regions that are out of line with what is usual on their level, all of it included."""
        beside = [self._share(region) for region in self._below.regions if region.level == level]
        norm = self._rule.norm([share for share in beside if share is not None], least=self._rule.least_siblings + 1)
        for region in regions:
            deviation = self._against_siblings(region, self._share(region), norm)
            if deviation is not None:
                yield Outlier(region, self._indicator, Basis.SIBLINGS, deviation)

    def _against_history(self, region: Region) -> Deviation | None:
        now, *past = (self._own_part(region, at) for at in self._starts)
        if now is None:
            return None
        known = [value for value in past if value is not None]
        norm = self._rule.norm(known, least=self._rule.least_quarters)
        one_unit = Fraction(self._indicator.scale)
        return None if norm is None else self._rule.deviation(now, norm, step=one_unit)

    def _against_siblings(self, region: Region, share: Fraction | None, norm: Norm | None) -> Deviation | None:
        """Of a small target one unit is a large share, and no reason to wonder."""
        target = self._targets.value(self._quarter.year, region.node, self._indicator.code)
        if share is None or norm is None or target is None:
            return None
        return self._rule.deviation(share, norm, step=max(_ONE_POINT, Fraction(self._indicator.scale, target)))

    def _own_part(self, region: Region, at: int) -> int | None:
        """The single quarter of a flow, the change of a stock since the quarter before."""
        code = self._indicator.code
        now, before = (self._figures.value(period, region.node, code) for period in (at, at - 1))
        return single_quarter(cumulative=now, before=before, first=self._starts[at])

    def _share(self, region: Region) -> Fraction | None:
        target = self._targets.value(self._quarter.year, region.node, self._indicator.code)
        part = self._own_part(region, self._quarter.ordinal) if self._indicator.is_flow else None
        return None if part is None or target is None or target <= 0 else Fraction(part, target)
