"""Checks across: each rule on figures that just break it and on figures that just do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.towns import EAST, GATE, JIA, LANDED, MONEY, QUARTER, WEST, catalogue, region
from zones.domain.finding import Finding
from zones.domain.region import Level, Region
from zones.domain.regions import Regions
from zones.intake import Draft, Surroundings, cross_check, unsettled
from zones.intake.draft import Amounts, Cells

FIRMS, STARTED, COMPLETED = "enterprises", "projects_started", "projects_completed"
WAN = 10_000
TOWNS = (EAST, WEST, GATE)
Row = Sequence[int | None]


def masked(values: Row) -> Amounts:
    data = [0 if value is None else value for value in values]
    return np.ma.MaskedArray(np.array(data, dtype=np.int64), mask=[value is None for value in values])


def check(
    values: Mapping[str, Row],
    *,
    regions: Sequence[Region] = TOWNS,
    quarter: int = QUARTER.ordinal,
    unit: str = "",
    earlier: Sequence[Mapping[str, Row]] = (),
    expected: Sequence[Region] = (),
    targets_missing: Sequence[Region] = (),
    **around: Mapping[str, Row],
) -> list[Finding]:
    """The findings about rows of figures and what is around them; what is not given is not known."""
    size = len(regions)
    columns = {code: at for at, code in enumerate(values, start=1)}
    lines = np.arange(size)
    units = {item.name: item for item in catalogue().units["money"]}
    draft = Draft(
        quarters=np.full(size, quarter),
        regions=Regions.of(regions),
        lines=lines + 2,
        values={code: masked(row) for code, row in values.items()},
        units={MONEY: units[unit]} if unit else {},
        cells={code: Cells(lines + 1, np.full(size, at), {at: code}) for code, at in columns.items()},
    )

    def known(name: str) -> dict[str, Amounts]:
        return {code: masked(around.get(name, {}).get(code, [None] * size)) for code in values}

    return cross_check(
        draft,
        catalogue=catalogue(),
        surroundings=Surroundings(
            before=known("before"),
            year_ago=known("year_ago"),
            in_force=known("in_force"),
            children_sum=known("children_sum"),
            expected=expected,
            targets_missing=targets_missing,
            earlier=tuple({code: masked(year.get(code, [None] * size)) for code in values} for year in earlier),
            beside={code: masked(row) for code, row in around.get("beside", {}).items()},
        ),
    )


def codes(findings: Sequence[Finding]) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in findings]


def test_a_flow_falls_within_its_year() -> None:
    before = {MONEY: (5 * WAN, 5 * WAN, 5 * WAN)}
    findings = check({MONEY: (4 * WAN, 5 * WAN, 6 * WAN)}, before=before)
    assert codes(findings) == [("cumulative_fell", 2)]
    (fell,) = findings
    assert (fell.region, fell.indicator, fell.column, fell.cell, fell.needs_reason) == (
        EAST.code,
        MONEY,
        MONEY,
        (1, 1),
        True,
    )
    assert "4万元" in fell.message
    assert "50,000 yuan" in fell.message_en
    assert check({MONEY: (4 * WAN, 5 * WAN, 6 * WAN)}, before=before, quarter=2026 * 4) == []
    assert check({FIRMS: (4, 5, 6)}, before={FIRMS: (5, 5, 5)}) == []
    assert check({MONEY: (None, None, 6 * WAN)}, before=before) == []


def test_where_most_fall_the_figures_look_like_single_quarters() -> None:
    before = {MONEY: (5 * WAN, 5 * WAN, 5 * WAN)}
    assert codes(check({MONEY: (4 * WAN, 3 * WAN, 2 * WAN)}, before=before)) == [("looks_single_quarter", None)]
    assert codes(check({MONEY: (4 * WAN, 3 * WAN, 6 * WAN)}, before=before)) == [
        ("cumulative_fell", 2),
        ("cumulative_fell", 3),
    ]


def test_a_later_stage_exceeds_the_last_one_known() -> None:
    values = {LANDED: (5, 5, None), STARTED: (6, None, 6), COMPLETED: (3, 6, 7)}
    findings = check(values)
    assert sorted(codes(findings)) == [
        ("stages_out_of_order", 2),
        ("stages_out_of_order", 3),
        ("stages_out_of_order", 4),
    ]
    assert {(item.row, item.indicator) for item in findings} == {(2, STARTED), (3, COMPLETED), (4, COMPLETED)}
    assert check({LANDED: (5, 5, 5), STARTED: (5, 5, 5), COMPLETED: (5, 0, 5)}) == []


def test_a_stage_is_held_against_what_is_in_force_of_the_others() -> None:
    findings = check({COMPLETED: (6, 4, 6)}, beside={STARTED: (5, 5, None)})
    assert codes(findings) == [("stages_out_of_order", 2)]
    earlier = check({STARTED: (5, 7, 5)}, beside={COMPLETED: (6, 6, None)})
    assert [(item.row, item.indicator) for item in earlier] == [(2, STARTED)]


def test_a_power_of_ten_away_from_its_history() -> None:
    year_ago = {MONEY: (300 * WAN, 300 * WAN, 300 * WAN)}
    findings = check({MONEY: (4_000_000 * WAN, 400 * WAN, WAN // 20)}, year_ago=year_ago)
    assert codes(findings) == [("unit_suspect", 2), ("unit_suspect", 4)]
    assert "单位是否应为元?" in findings[0].suggestion
    assert "单位是否应为亿元?" in findings[1].suggestion


def test_the_likely_unit_starts_from_the_one_written() -> None:
    findings = check({MONEY: (300, 300 * WAN, None)}, year_ago={MONEY: (300 * WAN,) * 3}, unit="元")
    assert codes(findings) == [("unit_suspect", 2)]
    assert "单位是否应为万元?" in findings[0].suggestion


def test_a_count_has_no_other_unit_and_jumps_instead() -> None:
    assert codes(check({LANDED: (40_000, 4, 4)}, year_ago={LANDED: (4, 4, 4)})) == [("value_jump", 2)]


def test_a_power_of_ten_away_from_the_regions_beside_it() -> None:
    many = [region(40 + at, f"第{at}镇", parent=JIA) for at in range(8)]
    values = [400 * WAN, 350 * WAN, 4_200_000 * WAN, 380 * WAN, 500 * WAN, 450 * WAN, 300 * WAN, 320 * WAN]
    assert codes(check({MONEY: values}, regions=many)) == [("unit_suspect", 4)]
    assert check({MONEY: values[:4]}, regions=many[:4]) == []
    uneven = [4 * WAN, 40 * WAN, 400 * WAN, 4_000 * WAN, 40_000 * WAN, 400_000 * WAN, 4_000_000 * WAN, 40 * WAN]
    assert check({MONEY: uneven}, regions=many) == []
    higher = [*many[:7], region(50, "丙县", Level.COUNTY)]
    assert check({MONEY: [4 * WAN] * 7 + [40_000 * WAN]}, regions=higher) == []


def test_a_jump_is_out_of_line_with_every_year_known() -> None:
    jump = catalogue().checks.jump
    usual = {MONEY: (10 * WAN, 10 * WAN, 10 * WAN)}
    at, below = int(10 * WAN * jump), int(10 * WAN * jump) - 1
    findings = check({MONEY: (at, below, 10 * WAN)}, year_ago=usual)
    assert codes(findings) == [("value_jump", 2)]
    assert "10万元" in findings[0].message
    assert codes(check({MONEY: (int(10 * WAN / jump), 10 * WAN, None)}, year_ago=usual)) == [("value_jump", 2)]
    assert check({MONEY: (at, below, 10 * WAN)}, year_ago=usual, earlier=[{MONEY: (at, 1, 1)}]) == []
    assert codes(check({MONEY: (at, None, None)}, earlier=[{MONEY: (None, 1, 1)}, {MONEY: (10 * WAN, 1, 1)}])) == [
        ("value_jump", 2)
    ]


def test_a_report_differs_from_the_sum_below() -> None:
    findings = check({MONEY: (5 * WAN, 5 * WAN, None)}, children_sum={MONEY: (5 * WAN, 3 * WAN, 3 * WAN)})
    assert codes(findings) == [("report_differs_from_sum", 3)]
    assert "2" in findings[0].message


def test_who_is_absent_unasked_or_without_a_target() -> None:
    unasked = replace(GATE, reports=False)
    many = [region(40 + at, f"第{at}镇", parent=JIA) for at in range(30)]
    findings = check({MONEY: (1, 1, 1)}, regions=(EAST, WEST, unasked), expected=many, targets_missing=many[:2])
    assert codes(findings) == [("region_not_expected", None), ("region_missing", None), ("target_missing", None)]
    assert "第7镇等30个" in findings[1].message
    assert "22 more" in findings[1].message_en
    assert "2026" in findings[2].message
    assert "第1镇" in findings[2].message


def test_many_findings_of_one_kind_stay_readable() -> None:
    many = [region(40 + at % 60, f"第{at}镇", parent=JIA) for at in range(500)]
    findings = check({LANDED: [1] * 500, STARTED: [2] * 500}, regions=many)
    assert len(findings) < 300
    assert {item.code for item in findings} == {"stages_out_of_order"}
    assert str(500 - len(findings) + 1) in findings[-1].message


@pytest.mark.parametrize("code", ["cumulative_fell", "stages_out_of_order", "value_jump", "region_not_expected"])
def test_a_rule_can_be_turned_off(code: str) -> None:
    how: dict[str, Any] = {
        "regions": (EAST, WEST, replace(GATE, reports=False)),
        "before": {LANDED: (5, 1, 1)},
        "year_ago": {LANDED: (1, 1, 100)},
    }
    found = {item.code for item in check({LANDED: (4, 4, 4), STARTED: (9, 1, 1)}, **how)}
    assert code in found
    texts = {**catalogue().findings, code: replace(catalogue().findings[code], off=True)}
    quiet = replace(catalogue(), findings=texts)
    size = 3
    draft = Draft(
        np.full(size, QUARTER.ordinal),
        Regions.of(how["regions"]),
        np.arange(size) + 2,
        {LANDED: masked((4, 4, 4)), STARTED: masked((9, 1, 1))},
    )
    nothing = {LANDED: masked([None] * 3), STARTED: masked([None] * 3)}
    around = Surroundings(
        {**nothing, LANDED: masked((5, 1, 1))}, {**nothing, LANDED: masked((1, 1, 100))}, nothing, nothing, (), ()
    )
    assert {item.code for item in cross_check(draft, catalogue=quiet, surroundings=around)} == found - {code}
    assert catalogue().checks.jump == Fraction(20)


SIZES = st.one_of(st.none(), st.sampled_from([0, 1, 3, 90, 10_000, 30_000, 100_000, 10**8]))
CHOIR = tuple(region(40 + at, f"第{at}镇", parent=JIA) for at in range(8))
YEAR = st.lists(SIZES, min_size=len(CHOIR), max_size=len(CHOIR))


@given(said=YEAR, before=YEAR, year_ago=YEAR, earlier=st.tuples(YEAR, YEAR))
def test_the_years_before_last_say_nothing_of_rows_that_last_year_settles(
    said: Row, before: Row, year_ago: Row, earlier: tuple[Row, Row]
) -> None:
    size = len(CHOIR)
    draft = Draft(np.full(size, QUARTER.ordinal), Regions.of(CHOIR), np.arange(size) + 2, {FIRMS: masked(said)})
    still_open = unsettled(draft, year_ago={FIRMS: masked(year_ago)}, catalogue=catalogue())
    needed = [[value if asked else None for value, asked in zip(year, still_open, strict=True)] for year in earlier]
    whole, part = (
        check(
            {FIRMS: said},
            regions=CHOIR,
            before={FIRMS: before},
            year_ago={FIRMS: year_ago},
            earlier=[{FIRMS: year} for year in years],
        )
        for years in (earlier, needed)
    )
    assert whole == part
