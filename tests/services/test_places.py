"""Regions as users name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.book import MONEY, Q1, declared
from zones.domain.errors import AmbiguousNameError, UnknownNameError
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services import places

if TYPE_CHECKING:
    from tests.services.conftest import Office


@pytest.mark.parametrize("text", ["jia2", "local:jia2", "河西镇", " jia2 "])
def test_a_region_is_found_by_code_and_by_an_unambiguous_name(office: Office, text: str) -> None:
    assert places.find_region(office.deployment, text).code == "jia2"


def test_a_name_of_several_regions_is_asked_back(office: Office) -> None:
    with pytest.raises(AmbiguousNameError) as raised:
        places.find_region(office.deployment, "城关镇")
    assert raised.value.candidates == ("local:jia1", "local:yi1")
    assert "local:jia1" in raised.value.message("zh")


def test_an_unknown_name_gets_the_nearest_ones(office: Office) -> None:
    with pytest.raises(UnknownNameError) as raised:
        places.find_region(office.deployment, "河西乡")
    assert raised.value.suggestions == ("河西镇(jia2)",)


def test_a_code_goes_before_a_name(office: Office) -> None:
    office.book.declare(declared("other", Level.TOWNSHIP, "yi", name="jia2"))
    assert places.find_region(office.deployment, "jia2").code == "jia2"


def test_a_place_knows_what_is_above_and_below_it_in_a_quarter(office: Office) -> None:
    office.book.declare(declared("old", Level.TOWNSHIP, "jia", valid_to=Q1 - 1))
    place = places.place_of(office.deployment, office.region("jia"), Quarter(2006, 1))
    assert [region.code for region in place.ancestors] == ["city"]
    assert [region.code for region in place.siblings] == ["jia", "yi"]
    assert [region.code for region in place.children] == ["jiaz", "jia1", "jia2"]
    before = places.place_of(office.deployment, office.region("jia"), Quarter(2005, 4))
    assert "old" in [region.code for region in before.children]


def test_a_reader_starts_where_most_is_reported(office: Office) -> None:
    office.book.declare(declared("small", Level.CITY), declared("town", Level.COUNTY, "small"))
    office.book.submit((Q1, "jia1", {MONEY: 1}))
    first = places.first_region(office.deployment)
    assert first is not None
    assert first.code == "city"
    assert places.quarters_reported(office.deployment) == [Quarter(2006, 1)]
    assert places.levels_below(office.deployment, office.region("city")) == [Level.COUNTY, Level.TOWNSHIP, Level.ZONE]
