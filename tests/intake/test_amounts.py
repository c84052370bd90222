# ruff: noqa: E501 - cases of one kind share a line, however long
"""Odd cells: what amount they say, and what kind of trouble each of them is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.towns import catalogue
from zones.intake.amounts import Amount, Trouble, read_amount
from zones.intake.units import Units

UNITS = Units(catalogue())


def read(cell: Any, indicator: str = "infrastructure_investment") -> Amount | Trouble | None:
    return read_amount(cell, UNITS.of_cells(catalogue().indicators[indicator]))


def said(cell: Any, indicator: str = "infrastructure_investment") -> tuple[Fraction | int, str | None, bool]:
    amount = read(cell, indicator)
    assert isinstance(amount, Amount)
    return amount.number, amount.unit.name if amount.unit else None, amount.approximate


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        ("1,234.5", "1234.5", None), ("１，２３４．５", "1234.5", None), ("001.50", "1.5", None), (".5", "0.5", None), ("5.", "5", None),
        ("+5", "5", None), ("−5", "-5", None), ("－5", "-5", None), ("(1,234)", "-1234", None), ("1e3", "1000", None), ("¥300", "300", None),
        ("1 234.5", "1234.5", None), (345, "345", None), (0.1 + 0.2, "0.3", None), ("1.2亿元", "1.2", "亿元"), ("3685万元", "3685", "万元"),
        ("300(万元)", "300", "万元"), ("1.2个亿", "1.2", "亿元"), ("5千元", "5", "千元"), ("5千万元", "50000000", "元"), ("1亿2000万元", "120000000", "元"),
        ("一亿两千万", "120000000", "元"), ("三万五", "35000", "元"), ("1万5", "15000", "元"), ("12万3千", "123000", "元"), ("三百八十七", "387", None),
        ("一千二百万元", "1200", "万元"), ("两百", "200", None), ("300万元整", "300", "万元"), ("'345", "345", None), ('="345"', "345", None),
    ],
)  # fmt: skip
def test_an_amount_and_its_unit(cell: Any, number: str, unit: str | None) -> None:
    assert said(cell) == (Fraction(number), unit, False)


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        ("20多万", 20, "万元"), ("近5万", 5, "万元"), ("约3000", 3000, None), ("约150", 150, None), ("3000余", 3000, None), ("100左右", 100, None),
        ("超过30", 30, None), ("超30", 30, None), ("十几", 10, None), ("百余", 100, None), ("将近一千二百万元", 1200, "万元"), ("≥30", 30, None),
        ("1.2亿元左右", Fraction(6, 5), "亿元"), ("100+", 100, None),
    ],
)  # fmt: skip
def test_an_approximate_amount_is_its_base_number(cell: str, number: Any, unit: str | None) -> None:
    assert said(cell) == (number, unit, True)


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [("56.4万㎡", "56.4", "万平方米"), ("56.4万", "564000", "平方米"), ("5000m²", "5000", "平方米")],
)
def test_a_magnitude_alone_counts_the_base_unit(cell: str, number: str, unit: str) -> None:
    assert said(cell, "factory_area_completed") == (Fraction(number), unit, False)


@pytest.mark.parametrize("cell", ["", " ", "—", "-", "/", "无", "暂无", "……", "N/A", None, "　"])
def test_no_value_is_not_zero(cell: Any) -> None:
    assert read(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("待报", "not_a_number"), ("345/9", "not_a_number"), ("1.2.3", "not_a_number"), ("1,23", "not_a_number"), ("3-5", "not_a_number"),
        ("几十", "not_a_number"), ("三五百", "not_a_number"), ("120预计", "not_a_number"), ("12\n34", "not_a_number"), ("12  34", "not_a_number"),
        ("1200①", "not_a_number"), ("1200²", "not_a_number"), ("½", "not_a_number"), (True, "not_a_number"), ("TRUE", "not_a_number"),
        ("1.2亿3", "not_a_number"), ("9" * 400, "not_a_number"), ("5美元", "unknown_unit"), ("5平方米", "unknown_unit"), ("5吨", "unknown_unit"),
        ("34.5%", "share_in_value_column"), ("34.5％", "share_in_value_column"), ("百分之三十", "share_in_value_column"), ("3‰", "share_in_value_column"),
        ("#REF!", "error_cell"), ("#DIV/0!", "error_cell"), ("#N/A", "error_cell"), (date(2026, 6, 1), "date_in_value_column"),
        (datetime(2026, 6, 1, 8), "date_in_value_column"), (time(9), "date_in_value_column"), (timedelta(1), "date_in_value_column"),  # noqa: DTZ001
        ("2026/3/5", "date_in_value_column"), ("3月5日", "date_in_value_column"), ("5-Mar", "date_in_value_column"), ("12:30", "date_in_value_column"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_apart(cell: Any, code: str) -> None:
    assert read(cell) == Trouble(code)


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_a_unit_converts_exactly(number: Decimal, unit: str) -> None:
    amount = read(f"{number:,f}{unit}")
    assert isinstance(amount, Amount)
    assert amount.unit is not None
    size = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 10**6, "亿元": 10**8}[unit]
    assert amount.number * amount.unit.smallest == Fraction(number) * size


@given(st.text(max_size=20))
def test_any_text_is_an_amount_a_trouble_or_nothing(text: str) -> None:
    result = read(text)
    assert result is None or isinstance(result, Amount | Trouble)
