"""Regions: spans of quarters, both ends inclusive, and labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zones.domain.region import LEVEL_BY_CODE, Level, Region

PLAIN = Region(
    id=1, code="1", code_system="local", name="城关镇", name_en="", level=Level.TOWNSHIP, node=1, parent_id=None,
    reports=True, synthetic=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "active"),
    [
        (None, None, [8000, 8001, 8002, 8003, 8004]),
        (8001, None, [8001, 8002, 8003, 8004]),
        (None, 8002, [8000, 8001, 8002]),
        (8001, 8002, [8001, 8002]),
        (8002, 8002, [8002]),
    ],
)
def test_active(valid_from: int | None, valid_to: int | None, active: list[int]) -> None:
    region = replace(PLAIN, valid_from=valid_from, valid_to=valid_to)
    quarters = range(8000, 8005)
    assert [quarter for quarter in quarters if region.active_in(quarter)] == active
    for first in quarters:
        for last in range(first, 8005):
            expected = any(first <= quarter <= last for quarter in active)
            assert region.active_between(first, last) is expected


def test_labels() -> None:
    assert PLAIN.label("zh") == "城关镇"
    assert PLAIN.label("en") == "城关镇"
    assert replace(PLAIN, name_en="Chengguan").label("en") == "Chengguan"


def test_levels_by_code_run_from_the_top() -> None:
    assert list(LEVEL_BY_CODE) == ["province", "city", "county", "township", "zone"]
    assert sorted(LEVEL_BY_CODE.values()) == list(LEVEL_BY_CODE.values())
