"""The demonstration city: everything that can be seen of a city can be seen of this one."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pandas as pd
import pytest

from zones.catalogue import Catalogue, load_catalogue
from zones.domain.past_half import Verdict, standing, verdict
from zones.domain.progress import completion
from zones.domain.quarter import Quarter
from zones.domain.status import Status
from zones.synthetic import CITY, SEED, SyntheticCountry, country
from zones.synthetic import demonstration as parts

HALF = Quarter(2026, 2)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def city(catalogue: Catalogue) -> SyntheticCountry:
    return country("small", seed=SEED, catalogue=catalogue)


@pytest.fixture(scope="module")
def report(city: SyntheticCountry) -> pd.DataFrame:
    return city.report(HALF)


@pytest.fixture(scope="module")
def targets(city: SyntheticCountry) -> pd.DataFrame:
    return city.targets(HALF.year)


def test_seven_counties_a_hundred_townships_and_zones_at_both_places(city: SyntheticCountry) -> None:
    regions = city.regions
    assert regions["level"].value_counts().to_dict() == {"city": 1, "county": 7, "township": 100, "zone": 7}
    level = regions.set_index("code")["level"]
    parents = regions.loc[regions["level"] == "zone", "parent"]
    assert set(level[parents]) == {"county", "township"}
    assert [str(quarter) for quarter in (city.quarters[0], city.quarters[-1])] == ["2023Q3", "2026Q2"]
    assert len(city.quarters) == 12


def test_names_repeat_across_counties_only(city: SyntheticCountry) -> None:
    regions = city.regions
    repeated = regions[regions["name"].duplicated(keep=False)]
    assert len(repeated) == 2
    assert repeated["parent"].nunique() == 2
    assert not regions.duplicated(["parent", "name"]).any()
    assert (regions["name_en"] != "").all()


def test_counties_show_every_verdict(catalogue: Catalogue, report: pd.DataFrame, targets: pd.DataFrame) -> None:
    verdicts = {f"99010{number}": _verdict(f"99010{number}", catalogue, report, targets) for number in range(1, 8)}
    assert verdicts[parts.ALL_MET] is Verdict.ALL_MET
    assert verdicts[parts.NONE_MET] is Verdict.NONE_MET
    assert Verdict.SOME_MET in verdicts.values()


def test_one_township_stands_exactly_on_every_goal(
    catalogue: Catalogue, report: pd.DataFrame, targets: pd.DataFrame
) -> None:
    for goal in catalogue.goals.values():
        reached = Fraction(
            int(report.loc[parts.EXACT, goal.numerator]), int(targets.loc[parts.EXACT, goal.denominator])
        )
        assert reached == goal.due, goal.code
    assert _verdict(parts.EXACT, catalogue, report, targets) is Verdict.ALL_MET


def test_another_is_one_smallest_unit_short_of_every_goal(
    catalogue: Catalogue, report: pd.DataFrame, targets: pd.DataFrame
) -> None:
    short, exact = report.loc[parts.ONE_SHORT], report.loc[parts.EXACT]
    for goal in catalogue.goals.values():
        assert short[goal.numerator] == exact[goal.numerator] - 1, goal.code
    assert _verdict(parts.ONE_SHORT, catalogue, report, targets) is Verdict.NONE_MET


def test_every_light_is_lit(catalogue: Catalogue, report: pd.DataFrame, targets: pd.DataFrame) -> None:
    for code in ("infrastructure_investment", "fixed_asset_investment"):
        lights = Counter(
            catalogue.default_rule.status(
                completion=completion(actual=int(actual), target=int(targets.loc[region, code])),
                schedule=catalogue.schedule(catalogue.indicators[code], HALF),
                reported=True,
            )
            for region, actual in report[code].items()
            if region in targets.index
        )
        assert min(lights[light] for light in (Status.DONE, Status.ON_SCHEDULE, Status.BEHIND, Status.FAR_BEHIND)) > 2


def test_early_birds_are_done_and_the_slowest_far_behind(report: pd.DataFrame, targets: pd.DataFrame) -> None:
    share = report["fixed_asset_investment"] / targets["fixed_asset_investment"]
    assert (share[list(parts.EARLY_BIRDS)] >= 1).all()
    assert (share[list(parts.FAR_BEHIND)] < 0.4).all()


def test_two_townships_share_their_rank(report: pd.DataFrame, targets: pd.DataFrame) -> None:
    first, second = parts.TIED
    for code in ("infrastructure_investment", "land_transferred", "projects_started"):
        assert report.loc[first, code] == report.loc[second, code]
        assert targets.loc[first, code] == targets.loc[second, code]


def test_some_reports_are_missing_and_one_township_never_reports(city: SyntheticCountry) -> None:
    reported = {quarter: set(city.report(quarter).index) for quarter in city.quarters}
    assert all(parts.NEVER_REPORTS not in codes for codes in reported.values())
    assert parts.NEVER_REPORTS in city.targets(HALF.year).index
    late = {"990104003", "990104008", "990107002"}
    assert late.isdisjoint(reported[HALF])
    assert "990107002" in reported[HALF - 1]


def test_one_township_has_no_target_yet_reports(city: SyntheticCountry, report: pd.DataFrame) -> None:
    assert all(parts.NO_TARGET not in city.targets(year).index for year in range(2023, 2027))
    assert parts.NO_TARGET in report.index


def test_a_township_is_merged_and_another_set_up(city: SyntheticCountry) -> None:
    before, after = city.report(Quarter(2024, 4)).index, city.report(Quarter(2025, 1)).index
    assert parts.MERGED in before
    assert parts.MERGED not in after
    assert parts.SET_UP not in before
    assert parts.SET_UP in after
    assert parts.MERGED not in city.targets(2025).index
    heir = city.regions.set_index("code").loc[parts.MERGED_INTO]
    merged = city.regions.set_index("code").loc[parts.MERGED]
    assert heir["aliases"] == f"{merged['name']}@2025Q1.."


def test_a_county_reports_itself_and_differs_from_its_sum(report: pd.DataFrame, targets: pd.DataFrame) -> None:
    units = report[report.index.str.startswith(parts.OWN_REPORT) & (report.index != parts.OWN_REPORT)]
    for code, difference in parts.OWN_REPORT_DIFFERS.items():
        assert report.loc[parts.OWN_REPORT, code] - units[code].sum() == difference, code
    assert CITY not in report.index
    assert targets.loc[CITY, "infrastructure_investment"] > targets.loc[targets.index.str.len() > 6].sum().iloc[0]


def test_some_figures_are_left_open(report: pd.DataFrame) -> None:
    assert report.loc[report.index != parts.OWN_REPORT].isna().sum().sum() > 0


def _verdict(region: str, catalogue: Catalogue, report: pd.DataFrame, targets: pd.DataFrame) -> Verdict:
    """The verdict over the sums of what stands below a region (or the unit itself)."""

    def total(frame: pd.DataFrame, code: str) -> int:
        below = frame[frame.index.str.startswith(region) & ((frame.index != region) | (len(region) > 6))]
        return int(below[code].sum())

    return verdict(
        standing(
            goal,
            figure=total(report, goal.numerator),
            target=total(targets, goal.denominator),
            due=goal.due,
            half_is_in=True,
        )
        for goal in catalogue.goals.values()
    )
