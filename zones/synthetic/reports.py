"""The demonstration city's figures as the tables its staff would send, with their corrections and approximations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator, Unit
from zones.domain.quarter import Quarter
from zones.synthetic.country import SyntheticCountry
from zones.synthetic.demonstration import APPROXIMATE, CITY, OWN_REPORT, REDUCED, REDUCED_QUARTER
from zones.synthetic.names import CITY_NAME
from zones.synthetic.sheets import Cell, Sheet, exact

MARK = "(合成演示数据)"
_PLACE = ("所属县区", "代码", "地区")

Amounts = dict[str, int | None]
"""Smallest units by indicator."""

Changes = Mapping[tuple[str, str], int]
"""Smallest units added to a figure, by region code and indicator."""

MISREPORTED: Mapping[Quarter, Changes] = {
    REDUCED_QUARTER: {
        (REDUCED, "infrastructure_investment"): 1_260_000,
        ("990101007", "fixed_asset_investment"): 2_000_000,
        ("990107004", "roads_built"): -300,
        ("990107004", "projects_completed"): -1,
    },
}
"""How far the first report of a quarter was off what its correction says."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a report writes its figures: the unit of a quantity where it is not the declared one, a total, blanks."""

    units: Mapping[str, str] = field(default_factory=dict)
    total: bool = False
    blank: str = ""


class Reports:
    """Sheets of the demonstration city."""

    def __init__(self, country: SyntheticCountry, catalogue: Catalogue) -> None:
        self._country, self._catalogue = country, catalogue
        self._names: dict[str, str] = dict(zip(country.regions["code"], country.regions["name"], strict=True))
        self.indicators = [item for code, item in catalogue.indicators.items() if code in country.indicators]

    def of_quarter(self, quarter: Quarter, style: Style) -> Sheet:
        """What all units first reported, a row each, a column an indicator."""
        amounts = _amounts(self._country.report(quarter).drop(index=[OWN_REPORT], errors="ignore"))
        for (code, indicator), change in MISREPORTED.get(quarter, {}).items():
            amounts[code][indicator] = (amounts[code][indicator] or 0) + change
        return self._wide(f"{quarter.label('zh')}乡镇工业集中区建设情况", amounts, style, quarter)

    def of_correction(self, quarter: Quarter) -> Sheet:
        """Only what was wrong in a quarter's first report, as it should be."""
        right = _amounts(self._country.report(quarter))
        wrong: dict[str, Amounts] = defaultdict(dict)
        for code, indicator in MISREPORTED[quarter]:
            wrong[code][indicator] = right[code][indicator]
        return self._wide(f"{quarter.label('zh')}数据更正表", wrong, Style(), quarter)

    def of_targets(self, year: int) -> Sheet:
        """Annual targets of every region that has any."""
        amounts = _amounts(self._country.targets(year))
        return self._wide(f"{year}年度工业集中区建设目标", amounts, Style(), None)

    def of_county(self, county: str, quarter: Quarter) -> Sheet:
        """What the units of one county report."""
        frame = self._country.report(quarter)
        amounts = _amounts(frame[frame.index.str.startswith(county) & (frame.index != county)])
        return self._wide(
            f"{self._names[county]}{quarter.label('zh')}乡镇工业集中区建设情况", amounts, Style(), quarter
        )

    def of_own_county(self, quarters: Iterable[Quarter]) -> Sheet:
        """The reports of the county that also reports itself, a row a figure."""
        name = self._names[OWN_REPORT]
        rows: list[list[Cell]] = []
        for quarter in quarters:
            amounts = _amounts(self._country.report(quarter)).get(OWN_REPORT, {})
            for item in self.indicators:
                value = amounts.get(item.code)
                if value is not None:
                    rows.append([str(quarter), OWN_REPORT, name, item.name, exact(value, item.scale), item.unit.name])
        return Sheet(f"{CITY_NAME}{name}汇总上报数{MARK}", ("季度", "代码", "地区", "指标", "数值", "单位"), rows)

    def of_regions(self) -> Sheet:
        """The regions file; it has no title line, its column `synthetic` says what it is."""
        rows = [[str(cell) for cell in row] for row in self._country.regions.itertuples(index=False)]
        return Sheet("", list(self._country.regions.columns), rows)

    def _wide(self, title: str, amounts: Mapping[str, Amounts], style: Style, quarter: Quarter | None) -> Sheet:
        used = [item for item in self.indicators if any(row.get(item.code) is not None for row in amounts.values())]
        units = [self._unit(item, style) for item in used]
        columns = list(zip(used, (unit.smallest for unit in units), strict=True))
        rows: list[list[Cell]] = [
            [
                self._county(code),
                code,
                self._names[code],
                *(_cell(row.get(item.code), int(scale), style, (quarter, code, item.code)) for item, scale in columns),
            ]
            for code, row in amounts.items()
        ]
        if style.total:
            sums = [exact(sum(row[item.code] or 0 for row in amounts.values()), int(scale)) for item, scale in columns]
            rows.append(["", "", "合计", *sums])
        headers = [f"{item.name}({unit.name})" for item, unit in zip(used, units, strict=True)]
        return Sheet(f"{CITY_NAME}{title}{MARK}", [*_PLACE, *headers], rows)

    def _unit(self, indicator: Indicator, style: Style) -> Unit:
        """The unit that a column is written in."""
        name = style.units.get(indicator.unit.quantity, indicator.unit.name)
        return next(unit for unit in self._catalogue.units[indicator.unit.quantity] if unit.name == name)

    def _county(self, code: str) -> str:
        county = code[:6]
        return "" if county in {CITY, code} else self._names[county]


def _amounts(frame: pd.DataFrame) -> dict[str, Amounts]:
    """Plain numbers by region code and indicator."""
    columns = {code: frame[code].astype(object).where(frame[code].notna(), None).tolist() for code in frame.columns}
    return {
        str(region): {code: column[position] for code, column in columns.items()}
        for position, region in enumerate(frame.index)
    }


def _cell(value: int | None, scale: int, style: Style, place: tuple[Quarter | None, str, str]) -> Cell:
    if value is None:
        return style.blank
    amount = exact(value, scale)
    return f"约{amount}" if place in APPROXIMATE else amount


def negative(cell: Cell) -> Cell:
    """The same amount with a minus before it."""
    return -cell if isinstance(cell, Decimal) else cell
