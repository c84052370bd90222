"""The demonstration city: its regions, and the parts that some of them play so that every light and verdict is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zones.domain.quarter import Quarter
from zones.synthetic.measures import TARGETED, Mask, Whole
from zones.synthetic.model import Figures, Targets
from zones.synthetic.names import CITY_NAME, CITY_NAME_EN, COUNTIES, english
from zones.synthetic.places import CODE_SYSTEM, COLUMNS, NOTE

SEED = 20260630
LAST_QUARTER = Quarter(2026, 2)
SHOWN_YEAR = LAST_QUARTER.year

CITY = "990100"
ALL_MET, NONE_MET, OWN_REPORT = "990101", "990102", "990105"
"""Counties: every mid-year goal met, none met, and one that also reports itself."""

EXACT, ONE_SHORT = "990103015", "990103014"
"""Townships with tiny targets: at mid-year exactly at every goal, and one smallest unit below every goal."""

TIED = ("990103002", "990103009")
EARLY_BIRDS = ("990101001", "990105003", "990106001")
FAR_BEHIND = ("990104005", "990107006")
NEVER_REPORTS, NO_TARGET = "990104014", "990107010"
MERGED, MERGED_INTO, SET_UP = "990107012", "990107011", "990107013"
REDUCED, REDUCED_QUARTER = "990106004", Quarter(2025, 3)
"""The township whose cumulative infrastructure investment was corrected downward, and in which quarter."""

APPROXIMATE = {
    (Quarter(2025, 3), "990102004", "roads_built"): 100,
    (Quarter(2026, 2), "990102009", "roads_built"): 500,
    (Quarter(2026, 2), "990103006", "factory_area_completed"): 10_000,
    (Quarter(2026, 2), "990106011", "industrial_output"): 10_000_000,
}
"""The figures that their report calls approximate, and what they are rounded down to."""

KEY_GROUP = "市级重点集中区"

# Townships that report nothing themselves, by the names of their zones; then zones straight under a county.
_ZONES = {
    "990106002": (("筠川光电产业园", "Yunchuan Optics Zone"), ("筠川食品产业园", "Yunchuan Food Zone")),
    "990106003": (("暄陂新材料产业园", "Xuanbei Materials Zone"), ("暄陂纺织产业园", "Xuanbei Textile Zone")),
    "990106": (("溯泠循环经济园", "Suling Recycling Zone"), ("溯泠装备制造园", "Suling Machinery Zone")),
    "990103": (("霁川临港物流园", "Jichuan Logistics Zone"),),
}
_ABSENT = {
    "2023Q3": ("990102006", "990107003"),
    "2024Q1": ("990104002",),
    "2024Q2": ("990104003", "990106009"),
    "2025Q1": ("990104008", "990105011", "990107001"),
    "2025Q2": ("990104003",),
    "2025Q4": ("990102012",),
    "2026Q1": ("990104003", "990107008"),
    "2026Q2": ("990104003", "990104008", "990107002"),
}
_BLANK = ("roads_built", "profit_tax", "industrial_output")
_GOALS = {
    "infrastructure_investment": Fraction(1, 2),
    "fixed_asset_investment": Fraction(1, 2),
    "factory_area_started": Fraction(1, 2),
    "factory_area_completed": Fraction(1, 2),
    "land_transferred": Fraction(1, 2),
    "projects_planned": Fraction(1),
    "projects_landed": Fraction(1),
    "projects_started": Fraction(2, 3),
    "projects_completed": Fraction(1, 3),
}
# Targets of the two tiny townships, in smallest units.
_TINY = {
    "infrastructure_investment": 600_000,
    "fixed_asset_investment": 4_000_000,
    "new_investment": 2_000_000,
    "factory_area_started": 200_000,
    "factory_area_completed": 100_000,
    "projects_planned": 3,
    "projects_implemented": 3,
    "projects_landed": 3,
    "projects_started": 3,
    "projects_completed": 2,
    "completed_project_investment": 1_800_000,
    "land_transferred": 3_000,
    "roads_built": 1_000,
    "industrial_output": 20_000_000,
    "profit_tax": 1_500_000,
}
_OWN_TARGETS = {"infrastructure_investment": 1_000_000, "fixed_asset_investment": 10_000_000}
_OWN_REPORT_SINCE = Quarter(2025, 1)
OWN_REPORT_DIFFERS = {
    "infrastructure_investment": 3_500_000,
    "fixed_asset_investment": 0,
    "factory_area_started": 0,
    "factory_area_completed": -120_000,
    "projects_landed": 0,
    "projects_started": -2,
    "projects_completed": 0,
}
"""What the county's own report holds, and by how much it differs from the sum of its townships."""


def demonstration_regions() -> pd.DataFrame:
    """The city, its counties, townships and zones, parents first, in the columns of a regions file."""
    rows = {CITY: _row(CITY, CITY_NAME, "city", "", CITY_NAME_EN)}
    for number, (county, townships) in enumerate(COUNTIES, start=1):
        code = f"{CITY[:4]}{number:02}"
        rows[code] = _row(code, county, "county", CITY, english(county), reports=code == OWN_REPORT)
        for ordinal, name in enumerate(townships.split(), start=1):
            township = f"{code}{ordinal:03}"
            rows[township] = _row(township, name, "township", code, english(name), reports=township not in _ZONES)
    for parent, zones in _ZONES.items():
        for ordinal, (name, name_en) in enumerate(zones, start=1):
            zone = f"{parent}9{ordinal:02}"
            rows[zone] = _row(zone, name, "zone", parent, name_en, reports=True)
    merged, heir, new = rows[MERGED], rows[MERGED_INTO], rows[SET_UP]
    merged |= {"valid_to": "2024Q4", "note": f"{NOTE};2025年并入{heir['name']}"}
    heir["aliases"] = f"{merged['name']}@2025Q1.."
    new |= {"valid_from": "2025Q1", "note": f"{NOTE};2025年设立"}
    return pd.DataFrame(list(rows.values()), columns=list(COLUMNS))


def _row(code: str, name: str, level: str, parent: str, name_en: str, *, reports: bool = False) -> dict[str, str | int]:
    # Every third township is a key zone of the city.
    group = KEY_GROUP if level == "township" and int(code) % 3 == 1 else ""
    cells = (code, name, level, parent, "", int(reports), "", "", name_en, CODE_SYSTEM, group, 1, NOTE)
    return dict(zip(COLUMNS, cells, strict=True))


class DemonstrationCast:
    """The parts, played by units given by their codes; figures of special units are set, all others stay as drawn."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._codes = np.array(codes)
        self._at = {code: position for position, code in enumerate(codes)}
        self._county = np.array([code[:6] for code in codes])

    def arrange_targets(self, year: int, targets: Targets) -> None:  # noqa: ARG002
        """The tiny townships, and the two that always keep step."""
        first, second = (self._at[code] for code in TIED)
        tiny = [self._at[EXACT], self._at[ONE_SHORT]]
        for code, amounts in targets.items():
            amounts[second] = amounts[first]
            amounts[tiny] = _TINY.get(code, amounts[tiny])

    def arrange_figures(self, year: int, targets: Targets, figures: Figures) -> None:
        """Early birds, those far behind and ties every year; mid-year verdicts of the newest year; odd figures."""
        early, slow = ([self._at[code] for code in codes] for codes in (EARLY_BIRDS, FAR_BEHIND))
        for code, rows in figures.items():
            _lift(rows, np.array(early), _whole_target(code, targets))
            if code != "projects_planned":
                rows[:, slow] = rows[:, slow] * 2 // 5
            if year == SHOWN_YEAR and code in _GOALS:
                self._play_past_half(code, targets, rows)
            first, second = (self._at[item] for item in TIED)
            rows[:, second] = rows[:, first]
        self._play_corrected(year, figures)

    def _play_past_half(self, code: str, targets: Targets, rows: Whole) -> None:
        milestone = _milestone(code, targets)
        _lift(rows, np.flatnonzero(self._county == ALL_MET), milestone)
        if code != "projects_planned":
            _hold_back(rows, np.flatnonzero(self._county == NONE_MET), milestone)
        exact, short = self._at[EXACT], self._at[ONE_SHORT]
        rows[:, [exact, short]] = milestone[[exact, short]] * np.array([1, 2, 2, 2])[:, None] // 2
        rows[1:, short] -= int(code != "projects_planned")

    def _play_corrected(self, year: int, figures: Figures) -> None:
        """The figure that was reduced below the quarter before, and the round ones that are approximate."""
        for (quarter, region, code), step in APPROXIMATE.items():
            if quarter.year == year and code in figures:
                figures[code][quarter.number - 1, self._at[region]] //= step
                figures[code][quarter.number - 1, self._at[region]] *= step
        if year == REDUCED_QUARTER.year and "infrastructure_investment" in figures:
            rows, unit = figures["infrastructure_investment"], self._at[REDUCED]
            rows[2, unit] = rows[1, unit] * 9 // 10_000 * 1_000

    def absent(self, quarter: Quarter) -> Mask:
        """Who sends no report, as listed; one township never does."""
        return np.isin(self._codes, [NEVER_REPORTS, *_ABSENT.get(str(quarter), ())])

    def without_target(self, year: int) -> Mask:  # noqa: ARG002
        """One township was never given any."""
        return np.asarray(self._codes == NO_TARGET)

    def blanks(self, quarter: Quarter) -> Mapping[str, Mask]:
        """A few figures that take part in no mid-year goal are left open."""
        numbers = np.arange(len(self._codes))
        return {code: (numbers * 7 + quarter.ordinal * 3 + step * 11) % 41 == 0 for step, code in enumerate(_BLANK)}

    def own_targets(self, year: int, targets: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002
        """The city asks a little more than it hands down; the county that reports itself promised a round sum."""
        codes = [code for code in _OWN_TARGETS if code in targets.columns]
        steps = pd.Series(_OWN_TARGETS)[codes]
        county = targets.loc[targets.index.str.startswith(OWN_REPORT), codes].sum()
        city = targets[codes].sum() * 103 // 100
        rows = {CITY: city // steps * steps, OWN_REPORT: (county // steps + 1) * steps}
        return pd.DataFrame.from_dict(rows, orient="index", columns=codes).astype("Int64").rename_axis("code")

    def own_reports(self, quarter: Quarter, reports: pd.DataFrame) -> pd.DataFrame | None:
        """The county's own report: the sum of its townships, and in places a little off it."""
        if quarter < _OWN_REPORT_SINCE:
            return None
        codes = [code for code in OWN_REPORT_DIFFERS if code in reports.columns]
        sums = reports.loc[reports.index.str.startswith(OWN_REPORT), codes].sum()
        own = (sums + pd.Series(OWN_REPORT_DIFFERS)[codes]).to_frame(OWN_REPORT).T
        return own.astype("Int64").rename_axis("code")


def _whole_target(code: str, targets: Targets) -> Whole:
    """All of the year's work: the annual target, and every planned project landed and started."""
    if code in {"projects_planned", "projects_landed", "projects_started"}:
        return targets["projects_planned"]
    return targets[code] if code in TARGETED else np.zeros_like(targets["projects_planned"])


def _milestone(code: str, targets: Targets) -> Whole:
    """The least whole amount that meets the mid-year goal."""
    due = _GOALS[code]
    base = targets["projects_planned"] if code.startswith("projects_") else targets[code]
    return np.asarray(-(-base * due.numerator // due.denominator), dtype=np.int64)


def _lift(rows: Whole, units: NDArray[np.intp], least: Whole) -> None:
    """Bring units to at least an amount at mid-year, and never below it afterwards."""
    rows[1:, units] = np.maximum(rows[1:, units], least[units])


def _hold_back(rows: Whole, units: NDArray[np.intp], milestone: Whole) -> None:
    """Keep units below a milestone through mid-year."""
    rows[:2, units] = np.minimum(rows[:2, units], milestone[units] * 9 // 10)
