"""Many regions at once say what each of them says."""

from __future__ import annotations

from dataclasses import astuple, fields

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.region import Level, Region
from zones.domain.regions import TYPES, Regions

OPEN = st.one_of(st.none(), st.integers(0, 9000))
REGION = st.builds(
    Region,
    id=st.integers(1, 10**6), code=st.text(max_size=3), code_system=st.just("local"), name=st.text(max_size=3),
    name_en=st.just(""), level=st.sampled_from(Level), node=st.integers(0, 10**12), parent_id=OPEN, reports=st.booleans(),
    synthetic=st.booleans(), valid_from=OPEN, valid_to=OPEN, note=st.just(""), has_children=st.booleans(),
)  # fmt: skip
LISTS = st.lists(REGION, max_size=6)


def as_told(region: Region) -> list[object]:
    """A region as a database without flags and levels tells it."""
    return [int(value) if isinstance(value, bool) else value for value in astuple(region)]


@given(LISTS, LISTS, st.integers(0, 9000), st.integers(0, 9000))
def test_many_regions_say_what_each_says(one: list[Region], other: list[Region], first: int, last: int) -> None:
    everyone = one + other
    columns = list(zip(*map(as_told, everyone), strict=True)) or [()] * len(fields(Region))
    told = list(map(pa.array, columns, TYPES))
    for regions in (Regions.of(everyone), Regions(told, np.arange(len(everyone)))):
        assert list(regions) == everyone
        assert [regions[at] for at in range(len(regions))] == everyone
        assert list(regions[1:]) == everyone[1:]
        assert [type(region.reports) for region in regions] == [bool] * len(everyone)
        assert [type(region.level) for region in regions] == [Level] * len(everyone)
        assert regions.ids.tolist() == [item.id for item in everyone]
        assert regions.nodes.tolist() == [item.node for item in everyone]
        assert regions.levels.tolist() == [int(item.level) for item in everyone]
        assert regions.parents.tolist() == [-1 if item.parent_id is None else item.parent_id for item in everyone]
        assert regions.reports.tolist() == [item.reports for item in everyone]
        assert regions.synthetic.tolist() == [item.synthetic for item in everyone]
        assert regions.has_children.tolist() == [item.has_children for item in everyone]
        assert regions.column("name").to_pylist() == [item.name for item in everyone]
        assert regions.exist_throughout(first, last).tolist() == [
            (item.valid_from is None or item.valid_from <= first) and (item.valid_to is None or item.valid_to >= last)
            for item in everyone
        ]


@given(LISTS, LISTS, st.data())
def test_regions_are_joined_and_picked_in_their_order(
    one: list[Region], other: list[Region], data: st.DataObject
) -> None:
    joined = Regions.of(one) + Regions.of(other).picked(np.arange(len(other))[::-1])
    expected = one + other[::-1]
    assert list(joined) == expected
    places = data.draw(st.lists(st.integers(0, len(expected) - 1), max_size=5) if expected else st.just([]))
    assert list(joined.picked(np.array(places, dtype=np.int64))) == [expected[at] for at in places]
    assert Regions.of(joined) is joined
