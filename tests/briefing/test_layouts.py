"""Layouts: the choices of a bulletin kept under a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.store.book import CATALOGUE, MONEY, build_empty
from zones.domain.briefing import Length
from zones.domain.document import Imprint
from zones.domain.errors import UnknownNameError
from zones.domain.quarter import Quarter
from zones.services.briefing_layouts import (
    InvalidLayoutNameError,
    Layout,
    Masthead,
    delete_layout,
    find_layout,
    layouts,
    save_layout,
)
from zones.services.deployment import Deployment
from zones.store.engine import open_engine

if TYPE_CHECKING:
    from tests.conftest import Databases

LAYOUT = Layout(
    region="320800",
    indicators=(MONEY,),
    groups=("市级重点集中区",),
    ranks=False,
    length=Length.PAGE,
    language="en",
    masthead=Masthead(name="专报", copies=3),
)


@pytest.fixture
def deployment(databases: Databases) -> Iterator[Deployment]:
    made = Deployment(open_engine(databases.copy_of("empty", build_empty)), CATALOGUE)
    yield made
    made.engine.dispose()


def test_a_layout_comes_back_as_it_was_kept(deployment: Deployment) -> None:
    save_layout(deployment, name=" 季度专报 ", layout=LAYOUT, author="文秘")
    assert layouts(deployment) == {"季度专报": LAYOUT}
    assert find_layout(deployment, "季度专报") == LAYOUT


def test_a_name_holds_one_layout(deployment: Deployment) -> None:
    save_layout(deployment, name="a", layout=LAYOUT, author="x")
    save_layout(deployment, name="a", layout=Layout(), author="y")
    assert layouts(deployment) == {"a": Layout()}


def test_a_layout_that_is_not_there_is_named(deployment: Deployment) -> None:
    save_layout(deployment, name="a", layout=LAYOUT, author="x")
    with pytest.raises(UnknownNameError) as refused:
        find_layout(deployment, "b")
    assert refused.value.suggestions == ("a",)
    delete_layout(deployment, "a")
    with pytest.raises(UnknownNameError):
        delete_layout(deployment, "a")


@pytest.mark.parametrize("name", ["", "  ", "长" * 121])
def test_a_layout_needs_a_sensible_name(deployment: Deployment, name: str) -> None:
    with pytest.raises(InvalidLayoutNameError):
        save_layout(deployment, name=name, layout=LAYOUT, author="x")


def test_a_layout_chooses_for_any_quarter() -> None:
    choice = LAYOUT.choice(Quarter(2006, 1))
    assert (choice.region, choice.indicators, choice.ranks, choice.length) == ("320800", (MONEY,), False, Length.PAGE)
    assert LAYOUT.choice(Quarter(2006, 1), region="320831").region == "320831"


def test_a_masthead_says_only_what_it_says() -> None:
    declared = Imprint("简报", "办公室", 1, 2006, date(2006, 4, 1), "领导", "部门", 50)
    imprint = LAYOUT.masthead.on(declared)
    assert (imprint.name, imprint.unit, imprint.copies) == ("专报", "办公室", 3)
