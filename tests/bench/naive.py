"""The naive way: every report of every quarter in one pandas table, filtered and grouped for each question."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.bench.databases import CATALOGUE, SEED
from tests.bench.places import QUARTER, Places
from zones.domain.region import Level, Region
from zones.services.generation import Preset
from zones.synthetic import country

_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.ZONE)


class WholeTable:
    """A row a report: `period`, a column a level with the region's code there, a column an indicator.

    `targets` is alike, a row a year and region. Made from the same country as the database, not read from it: reading
    alone would take minutes.
    """

    def __init__(self, preset: Preset) -> None:
        made = country(preset.value, seed=SEED, catalogue=CATALOGUE)
        above = _line_of(made.regions)
        years = sorted({quarter.year for quarter in made.quarters})
        self.reports = _stacked({quarter.ordinal: made.report(quarter) for quarter in made.quarters}, above)
        self.targets = _stacked({year: made.targets(year) for year in years}, above)

    def with_children(self, region: Region, child_level: Level) -> pd.DataFrame:
        """Figures, growth, completion and rank of a region's children, all indicators."""
        now = QUARTER.ordinal
        mine = self.reports[
            (self.reports[region.level.code] == region.code) & self.reports["period"].isin([now, now - 1, now - 4])
        ]
        summed = mine.groupby(["period", child_level.code], observed=True).sum(numeric_only=True)
        current, completion = summed.loc[now], self._completion(region, child_level, summed.loc[now])
        growth = current / summed.loc[now - 4] - 1
        return pd.concat([current, growth, completion, completion.rank(ascending=False)], axis=1)

    def matrix(self, region: Region) -> pd.DataFrame:
        """Whether each township of a region is past half, all indicators."""
        mine = self.reports[
            (self.reports[region.level.code] == region.code) & (self.reports["period"] == QUARTER.ordinal)
        ]
        summed = mine.groupby(Level.TOWNSHIP.code, observed=True).sum(numeric_only=True)
        return self._completion(region, Level.TOWNSHIP, summed) >= 1 / 2

    def trend(self, region: Region, code: str) -> pd.Series:
        """One indicator of a region over all quarters."""
        mine = self.reports[self.reports[region.level.code] == region.code]
        return mine.groupby("period")[code].sum()

    def ranking(self, level: Level, code: str) -> pd.Series:
        """All regions of a level by completion."""
        now = self.reports[self.reports["period"] == QUARTER.ordinal].groupby(level.code, observed=True)[code].sum()
        due = self.targets[self.targets["period"] == QUARTER.year].groupby(level.code, observed=True)[code].sum()
        return (now / due).rank(ascending=False).sort_values()

    def side_by_side(self, level: Level) -> pd.DataFrame:
        """All regions of a level, all indicators."""
        return (
            self.reports[self.reports["period"] == QUARTER.ordinal]
            .groupby(level.code, observed=True)
            .sum(numeric_only=True)
        )

    def _completion(self, region: Region, level: Level, summed: pd.DataFrame) -> pd.DataFrame:
        due = self.targets[(self.targets[region.level.code] == region.code) & (self.targets["period"] == QUARTER.year)]
        return summed / due.groupby(level.code, observed=True).sum(numeric_only=True)


def naive_ways(table: WholeTable, at: Places, code: str) -> dict[str, Callable[[], object]]:
    """The naive way to each question that has one, by the question's name."""
    return {
        "overview": lambda: table.with_children(at.county, Level.TOWNSHIP),
        "matrix": lambda: table.matrix(at.city),
        "trend": lambda: table.trend(at.county, code),
        "national ranking": lambda: table.ranking(Level.COUNTY, code),
        "provinces": lambda: table.side_by_side(at.roots[0].level),
    }


def _line_of(regions: pd.DataFrame) -> pd.DataFrame:
    """The code of each region's province, city, county, township and zone, as far as it stands under one or is one."""
    level, parent = regions.set_index("code")["level"], regions.set_index("code")["parent"]
    line = pd.DataFrame(index=level.index, columns=[level.code for level in _LEVELS], dtype="object")
    here = pd.Series(level.index, index=level.index)
    for _ in _LEVELS:
        known = here[here.isin(level.index)]
        levels = known.map(level)
        for name in line.columns:
            mine = known[levels == name]
            line.loc[mine.index, name] = mine
        here = known.map(parent)
    return line


def _stacked(by_period: dict[int, pd.DataFrame], above: pd.DataFrame) -> pd.DataFrame:
    frames = list(by_period.values())
    whole = pd.concat([frame.astype("float64") for frame in frames])
    line = above.astype("category").loc[whole.index].reset_index(drop=True)
    whole = whole.reset_index(drop=True)
    periods = np.repeat(list(by_period), [len(frame) for frame in frames])
    return pd.concat([line, whole], axis=1).assign(period=periods)
