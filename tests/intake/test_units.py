# ruff: noqa: E501 - cases of one kind share a line, however long
"""Units behind headers, in a line above, and in cells."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.towns import catalogue
from zones.domain.indicator import Unit
from zones.intake.columns import NUMBER, CellColumn
from zones.intake.figures import exact_amounts
from zones.intake.units import Split, Units

UNITS = Units(catalogue())


@pytest.mark.parametrize(
    ("header", "core", "unit", "asides"),
    [
        ("基础设施投入(万元)", "基础设施投入", "万元", ()), ("基础设施投入（万元）", "基础设施投入", "万元", ()), ("基础设施投入【 万 元 】", "基础设施投入", "万元", ()),
        ("基础设施投入/万元", "基础设施投入", "万元", ()), ("基础设施投入:万元", "基础设施投入", "万元", ()), ("基础设施投入_万元", "基础设施投入", "万元", ()),
        ("基础设施投入(单位:万元)", "基础设施投入", "万元", ()), ("基础设施投入(累计,万元)", "基础设施投入", "万元", ("累计",)), ("(万元)", "", "万元", ()),
        ("基础设施投入(万美元)", "基础设施投入", "万美元", ()), ("入园企业(规上)", "入园企业", "", ("规上",)), ("厂房竣工(万㎡)", "厂房竣工", "万m2", ()),
        ("roads_built", "roads_built", "", ()), ("地区", "地区", "", ()), ("", "", "", ()),
    ],
)  # fmt: skip
def test_a_header_apart(header: str, core: str, unit: str, asides: tuple[str, ...]) -> None:
    assert UNITS.split(header) == Split(core, unit, asides)


@pytest.mark.parametrize(
    ("line", "names", "unknown"),
    [
        ("单位:万元", ("万元",), ()), ("(单位：万元、平方米)", ("万元", "平方米"), ()), ("金额单位:万元 面积单位:平方米", ("万元", "平方米"), ()),
        ("填报单位:河东镇 单位:万元", ("万元",), ()), ("填报单位:河东镇", (), ()), ("单位:美元", (), ("美元",)), ("建设情况表", (), ()),
    ],
)  # fmt: skip
def test_a_line_of_units(line: str, names: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    told = UNITS.of_line(line)
    assert (told.names, told.unknown) == (names, unknown)


def test_a_unit_goes_to_the_quantity_that_needs_it() -> None:
    def assigned(*names: str, to: tuple[str, ...]) -> dict[str, str]:
        return {quantity: unit.name for quantity, unit in UNITS.assigned(names, to).items()}

    assert assigned("平方米", to=("land", "money")) == {"land": "平方米"}
    assert assigned("平方米", "亩", to=("land", "area")) == {"land": "亩", "area": "平方米"}
    assert assigned("平方米", to=("area", "land")) == {"area": "平方米"}
    assert assigned("万元", to=("area",)) == {}


def test_a_unit_behind_a_name_without_a_sign() -> None:
    assert UNITS.behind("基础设施投入万元") == ("基础设施投入", "万元")
    assert UNITS.behind("地区") == ("地区", "")


ALL_UNITS = [unit for units in catalogue().units.values() for unit in units]


@given(st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=30), st.sampled_from(ALL_UNITS))
def test_a_column_converts_exactly_or_not_at_all(numbers: list[Decimal], unit: Unit) -> None:
    factor = unit.smallest
    scan = CellColumn([float(number) for number in numbers]).scan(0)
    values, clean = exact_amounts(scan, factor)
    assert (scan.states == NUMBER).all()
    for number, value, proven in zip(numbers, values.tolist(), clean.tolist(), strict=True):
        exact = Fraction(number) * factor
        assert proven == (exact.denominator == 1)
        assert not proven or value == exact
