"""Places in the tree: subtrees and children are ranges of numbers that never run into each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.domain.region import Level
from zones.domain.tree import TreeFullError, child_node, children_range, line_above, ordinal_of, subtree

MOST = {Level.PROVINCE: 99, Level.CITY: 99, Level.COUNTY: 999, Level.TOWNSHIP: 999, Level.ZONE: 999}
Place = tuple[tuple[Level, int], ...]
"""The way from the root: a level and an ordinal a step."""


def steps_of(level: Level) -> st.SearchStrategy[tuple[Level, int]]:
    ordinals = st.one_of(st.sampled_from([1, 2, MOST[level]]), st.integers(1, MOST[level]))
    return st.tuples(st.just(level), ordinals)


PLACES: st.SearchStrategy[Place] = (
    st.sets(st.sampled_from(list(Level)), min_size=1)
    .flatmap(lambda levels: st.tuples(*(steps_of(level) for level in sorted(levels))))
    .map(tuple)
)


def node_of(place: Place) -> int:
    node = 0
    for level, ordinal in place:
        node = child_node(parent=node, level=level, ordinal=ordinal)
    return node


@given(PLACES)
@settings(max_examples=80)
def test_a_node_tells_its_ordinals(place: Place) -> None:
    node = node_of(place)
    assert {level: ordinal_of(node=node, level=level) for level in Level} == dict.fromkeys(Level, 0) | dict(place)


@given(st.sets(PLACES, min_size=2, max_size=8))
@settings(max_examples=80)
def test_different_places_have_different_nodes(places: set[Place]) -> None:
    assert len({node_of(place) for place in places}) == len(places)


@given(PLACES, PLACES)
@settings(max_examples=150)
def test_a_subtree_holds_exactly_what_is_below(one: Place, other: Place) -> None:
    inside = node_of(other) in subtree(node=node_of(one), level=one[-1][0])
    assert inside == (other[: len(one)] == one)


@given(PLACES)
@settings(max_examples=80)
def test_the_line_above_is_every_step_of_the_way(place: Place) -> None:
    steps = {node_of(place[: at + 1]) for at in range(len(place))}
    # A root above nothing: no region is at 0.
    assert line_above(node_of(place)) - {0} == steps


@given(PLACES, st.data())
@settings(max_examples=80)
def test_descendants_are_in_the_subtree_and_children_in_the_range(place: Place, data: st.DataObject) -> None:
    level = place[-1][0]
    below = [item for item in Level if item > level]
    if not below:
        assert len(subtree(node=node_of(place), level=level)) == 1
        return
    child = (*place, data.draw(steps_of(data.draw(st.sampled_from(below)))))
    assert node_of(child) in subtree(node=node_of(place), level=level)
    assert node_of(child) in children_range(parent=node_of(place), level=child[-1][0])


@given(PLACES, PLACES, st.sampled_from(list(Level)))
@settings(max_examples=150)
def test_children_of_different_parents_never_overlap(one: Place, other: Place, level: Level) -> None:
    """Of a level's nodes, a parent's range holds its own direct children only."""
    child = (*other, (level, 1))
    if one == other or other[-1][0] >= level or one[-1][0] >= level:
        return
    assert node_of(child) not in children_range(parent=node_of(one), level=level)


def test_children_ranges_of_a_small_tree_partition_each_level() -> None:
    places: list[Place] = [()]
    for level in Level:
        places += [(*place, (level, ordinal)) for place in places for ordinal in (1, 2)]
    by_level = {level: [place for place in places if place and place[-1][0] is level] for level in Level}
    for level, children in by_level.items():
        parents = [place for place in places if not place or place[-1][0] < level]
        for parent in parents:
            held = [
                child for child in children if node_of(child) in children_range(parent=node_of(parent), level=level)
            ]
            assert held == [child for child in children if child[:-1] == parent]


def test_levels_may_be_left_out() -> None:
    county = node_of(((Level.PROVINCE, 1), (Level.CITY, 2), (Level.COUNTY, 3)))
    zone = child_node(parent=county, level=Level.ZONE, ordinal=7)
    assert (county, zone) == (1_02_003_000_000, 1_02_003_000_007)
    assert zone in children_range(parent=county, level=Level.ZONE)
    below_township = child_node(
        parent=child_node(parent=county, level=Level.TOWNSHIP, ordinal=1), level=Level.ZONE, ordinal=7
    )
    assert below_township not in children_range(parent=county, level=Level.ZONE)
    assert below_township in subtree(node=county, level=Level.COUNTY)

    province = node_of(((Level.PROVINCE, 1),))
    direct = child_node(parent=province, level=Level.COUNTY, ordinal=1)
    assert direct in children_range(parent=province, level=Level.COUNTY)
    assert county not in children_range(parent=province, level=Level.COUNTY)


@pytest.mark.parametrize("level", list(Level))
def test_a_full_place_is_said(level: Level) -> None:
    assert child_node(parent=0, level=level, ordinal=MOST[level]) > 0
    for ordinal in (0, MOST[level] + 1):
        with pytest.raises(TreeFullError) as caught:
            child_node(parent=0, level=level, ordinal=ordinal)
        assert str(MOST[level]) in caught.value.zh
        assert level.code in caught.value.en


def test_the_last_place_of_one_parent_ends_before_the_next_begins() -> None:
    for upper, lower in itertools.combinations(Level, 2):
        first, second = (child_node(parent=0, level=upper, ordinal=ordinal) for ordinal in (1, 2))
        assert child_node(parent=first, level=lower, ordinal=MOST[lower]) < second
