"""An invented country: its regions, annual targets and quarterly reports, each made when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from zones.catalogue import Catalogue
from zones.domain.quarter import Quarter, quarters_between
from zones.synthetic.cast import Cast, Ordinary
from zones.synthetic.demonstration import LAST_QUARTER, DemonstrationCast, demonstration_regions
from zones.synthetic.measures import KNOWN, TARGETED, Mask, Whole
from zones.synthetic.model import Model
from zones.synthetic.places import NATION, PROVINCE, Size, systematic_regions

Preset = Literal["small", "province", "nation"]
PRESETS: tuple[Preset, ...] = ("small", "province", "nation")

_QUARTERS_SMALL, _QUARTERS_LARGE = 12, 80


class SyntheticCountry:
    """Regions and what they report.

    `regions` has the columns of a regions file, parents before children; `quarters` are those with reports, in order.
    Amounts are whole numbers of the indicator's smallest unit in nullable Int64 columns, with region codes as index.
    """

    def __init__(
        self,
        *,
        regions: pd.DataFrame,
        quarters: tuple[Quarter, ...],
        model: Model,
        cast: Cast,
        catalogue: Catalogue,
        units: pd.DataFrame,
    ) -> None:
        self.regions, self.quarters = regions, quarters
        self._model, self._cast = model, cast
        self.indicators = tuple(code for code in KNOWN if code in catalogue.indicators)
        self._codes = pd.Index(units["code"], name="code")
        self._since, self._until = _ordinals(units["valid_from"], 0), _ordinals(units["valid_to"], 99_999)

    def targets(self, year: int) -> pd.DataFrame:
        """The year's annual targets: a row a region that has any, a column a flow."""
        amounts = self._model.targets(year)
        active = (self._since <= Quarter(year, 4).ordinal) & (self._until >= Quarter(year, 1).ordinal)
        codes = [code for code in self.indicators if code in TARGETED]
        frame = self._frame({code: amounts[code] for code in codes}, active & ~self._cast.without_target(year), {})
        return _with_own(frame, self._cast.own_targets(year, frame))

    def report(self, quarter: Quarter) -> pd.DataFrame:
        """What is in force for the quarter: a row a region that reported, a column an indicator."""
        amounts = self._model.figures(quarter.year)
        active = (self._since <= quarter.ordinal) & (quarter.ordinal <= self._until)
        row = quarter.number - 1
        frame = self._frame(
            {code: amounts[code][row] for code in self.indicators},
            active & ~self._cast.absent(quarter),
            self._cast.blanks(quarter),
        )
        return _with_own(frame, self._cast.own_reports(quarter, frame))

    def _frame(self, amounts: Mapping[str, Whole], present: Mask, blanks: Mapping[str, Mask]) -> pd.DataFrame:
        nothing = np.zeros(int(present.sum()), dtype=np.bool_)
        columns = {
            code: pd.arrays.IntegerArray(values[present], blanks[code][present] if code in blanks else nothing.copy())
            for code, values in amounts.items()
        }
        return pd.DataFrame(columns, index=self._codes[present])


def country(preset: Preset | str, *, seed: int, catalogue: Catalogue) -> SyntheticCountry:
    """The country of a preset; the same seed gives the same country. Raises KeyError for an unknown preset.

    small: the demonstration city, twelve quarters; province: 1,500 townships in 100 counties, 80 quarters; nation:
    41,000 townships in 2,850 counties, 340 cities and 31 provinces, 80 quarters. All end with the same quarter.
    """
    sizes: dict[str, Size | None] = {"small": None, "province": PROVINCE, "nation": NATION}
    size = sizes[preset]
    regions = demonstration_regions() if size is None else systematic_regions(size)
    units = regions[(regions["reports"] == 1) & regions["level"].isin(["township", "zone"])]
    codes = units["code"].tolist()
    last = LAST_QUARTER
    first = last - ((_QUARTERS_SMALL if size is None else _QUARTERS_LARGE) - 1)
    cast: Cast = DemonstrationCast(codes) if size is None else Ordinary(seed=seed, units=len(codes))
    county = pd.factorize(_county_codes(units))[0].astype(np.int64)
    return SyntheticCountry(
        regions=regions,
        quarters=tuple(quarters_between(first, last)),
        model=Model(seed=seed, county=county, first_year=first.year, cast=cast),
        cast=cast,
        catalogue=catalogue,
        units=units,
    )


def _county_codes(units: pd.DataFrame) -> pd.Series:
    """Each unit's county, or what stands in for it: the parent of a township, else the digits they share."""
    return units["code"].str.slice(0, 6).where(units["level"] == "zone", units["parent"])


def _ordinals(quarters: pd.Series, empty: int) -> Whole:
    return np.array([Quarter.parse(text).ordinal if text else empty for text in quarters], dtype=np.int64)


def _with_own(frame: pd.DataFrame, own: pd.DataFrame | None) -> pd.DataFrame:
    return frame if own is None else pd.concat([own.reindex(columns=frame.columns).astype("Int64"), frame])
