"""Invented countries: consistent figures, the same for the same seed, and quick enough for a whole nation."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from zones.catalogue import Catalogue, load_catalogue
from zones.domain.quarter import Quarter
from zones.synthetic import SEED, SyntheticCountry, country
from zones.synthetic.demonstration import REDUCED, REDUCED_QUARTER
from zones.synthetic.measures import KNOWN, PROJECT_STAGES, STOCKS, TARGETED
from zones.synthetic.model import Model
from zones.synthetic.places import COLUMNS

NEWEST = Quarter(2026, 2)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module", params=["small", "province"])
def made(request: pytest.FixtureRequest, catalogue: Catalogue) -> SyntheticCountry:
    return country(request.param, seed=SEED, catalogue=catalogue)


@pytest.fixture(scope="module")
def nation(catalogue: Catalogue) -> SyntheticCountry:
    return country("nation", seed=SEED, catalogue=catalogue)


def test_every_shipped_indicator_has_synthetic_figures(catalogue: Catalogue) -> None:
    assert set(catalogue.indicators) == set(KNOWN)
    assert {code for code, item in catalogue.indicators.items() if not item.is_flow} == set(STOCKS)


def test_sizes(made: SyntheticCountry, nation: SyntheticCountry) -> None:
    levels = nation.regions["level"].value_counts().to_dict()
    assert levels == {"province": 31, "city": 340, "county": 2_850, "township": 41_000}
    assert len(nation.quarters) == 80
    assert made.quarters[-1] == nation.quarters[-1] == NEWEST


def test_regions_are_marked_and_form_a_tree(made: SyntheticCountry, nation: SyntheticCountry) -> None:
    for regions in (made.regions, nation.regions):
        assert list(regions.columns) == list(COLUMNS)
        assert regions["code"].is_unique
        assert (regions["synthetic"] == 1).all()
        assert (regions["code_system"] == "synthetic").all()
        assert regions["code"].str.startswith("9").all()
        place = pd.Series(range(len(regions)), index=regions["code"])
        below = regions[regions["parent"] != ""]
        assert (place[below["parent"]].to_numpy() < place[below["code"]].to_numpy()).all()


def test_projects_and_factories_go_through_their_stages_in_order(made: SyntheticCountry) -> None:
    for quarter in made.quarters:
        report = _units(made, made.report(quarter))
        for earlier, later in itertools.pairwise(PROJECT_STAGES):
            assert (report[later] <= report[earlier]).all(), (quarter, later)
        assert (report["projects_started"] <= report["projects_implemented"]).all()
        assert (report["factory_area_completed"] <= report["factory_area_started"]).all()
        assert (report["completed_project_investment"] <= report["fixed_asset_investment"]).all()


def test_nothing_is_negative_and_everything_is_a_whole_number(made: SyntheticCountry) -> None:
    for frame in (*(made.report(quarter) for quarter in made.quarters), made.targets(NEWEST.year)):
        assert (frame.dtypes == "Int64").all()
        assert (frame.fillna(0) >= 0).to_numpy().all()
        assert frame.index.is_unique


def test_flows_never_fall_within_a_year_but_for_the_corrected_one(made: SyntheticCountry) -> None:
    fell = set()
    for before, quarter in itertools.pairwise(made.quarters):
        if before.year == quarter.year:
            old, new = (_units(made, made.report(item))[list(TARGETED)] for item in (before, quarter))
            both = old.index.intersection(new.index)
            lower = (new.loc[both] < old.loc[both]).fillna(value=False)
            fell |= {(quarter, region, code) for code in TARGETED for region in both[lower[code]]}
    expected = {(REDUCED_QUARTER, REDUCED, "infrastructure_investment")} if len(made.quarters) == 12 else set()
    assert fell == expected


def test_land_to_date_grows_by_what_is_transferred(made: SyntheticCountry) -> None:
    for before, quarter in itertools.pairwise(made.quarters):
        old, new = (_units(made, made.report(item)) for item in (before, quarter))
        both = old.index.intersection(new.index)
        old, new = old.loc[both], new.loc[both]
        carried = old["land_transferred"] if before.year == quarter.year else 0
        grown = new["land_transferred_total"] - old["land_transferred_total"]
        assert (grown == new["land_transferred"] - carried).all(), quarter


def test_the_year_ends_near_its_targets_and_summer_builds_more_than_winter(made: SyntheticCountry) -> None:
    half, end = (made.report(Quarter(2025, number)) for number in (2, 4))
    targets = made.targets(2025)
    for code in ("infrastructure_investment", "fixed_asset_investment", "land_transferred"):
        both = half.index.intersection(end.index).intersection(targets.index)
        share = end.loc[both, code].sum() / targets.loc[both, code].sum()
        assert 0.8 < share < 1.15, code
        assert 0.4 < half.loc[both, code].sum() / end.loc[both, code].sum() < 0.62, code


def test_the_same_seed_gives_the_same_country_in_any_order(catalogue: Catalogue) -> None:
    onward, backward = (country("province", seed=5, catalogue=catalogue) for _ in range(2))
    quarters = onward.quarters[-6:]
    forth = {quarter: onward.report(quarter) for quarter in quarters}
    back = {quarter: backward.report(quarter) for quarter in reversed(quarters)}
    for quarter in quarters:
        pd.testing.assert_frame_equal(forth[quarter], back[quarter])
    other = country("province", seed=6, catalogue=catalogue).report(NEWEST)
    assert not other.equals(forth[NEWEST])


def test_a_nation_comes_a_quarter_at_a_time(nation: SyntheticCountry) -> None:
    report = nation.report(nation.quarters[0])
    assert report.shape[1] == len(KNOWN)
    assert 0.985 < len(report) / 41_000 < 0.995
    assert nation.targets(nation.quarters[0].year).shape == (41_000, len(TARGETED))
    assert set(report.index) <= set(nation.regions["code"])
    assert int(report["fixed_asset_investment"].sum()) > 10**11


def test_only_one_year_is_kept(nation: SyntheticCountry) -> None:
    first, second = nation.quarters[0].year, nation.quarters[0].year + 1
    nation.targets(first), nation.targets(second)
    model = nation._model
    assert isinstance(model, Model)
    assert model._kept is not None
    assert model._kept[0] == second


def test_an_indicator_that_nobody_declared_gets_no_column(catalogue: Catalogue) -> None:
    fewer = {code: item for code, item in catalogue.indicators.items() if code != "roads_built"}
    without = Catalogue(**{**vars(catalogue), "indicators": fewer})
    whole = country("small", seed=SEED, catalogue=catalogue).report(NEWEST)
    pd.testing.assert_frame_equal(
        country("small", seed=SEED, catalogue=without).report(NEWEST), whole.drop(columns="roads_built")
    )


def test_an_unknown_preset_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        country("planet", seed=1, catalogue=catalogue)


def _units(made: SyntheticCountry, report: pd.DataFrame) -> pd.DataFrame:
    """Without the counties that also report themselves."""
    levels = made.regions.set_index("code")["level"]
    return report[np.isin(levels[report.index], ["township", "zone"])]
