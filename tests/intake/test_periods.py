# ruff: noqa: E501 - cases of one kind share a line, however long
"""Quarters and years in every spelling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.quarter import Quarter
from zones.intake.periods import NO_PERIOD_SAID, Period, month_number, period_of, period_of_title

YEARS = st.integers(1990, 2099)
NUMBERS = st.integers(1, 4)


@given(YEARS, NUMBERS)
def test_every_spelling_of_a_quarter(year: int, number: int) -> None:
    month, word = number * 3, "一二三四"[number - 1]
    spellings = [
        f"{year}年{word}季度", f"{year}年第{word}季度", f"{year}年度{number}季度", f"{year}Q{number}", f"{year}-Q{number}", f"Q{number} {year}",
        f"{year}年1-{month}月", f"{year}年1—{month}月份", f"{year}年1至{month}月", f"{year}.{month:02d}", f"{year}{month:02d}", f"{year}年{month}月",
        f"{year}-{month:02d}-30", f"截至{year}年{month}月底", f"{number}Q{year}", f"某县{year}年{word}季度建设情况",
    ]  # fmt: skip
    assert {period_of(text) for text in spellings} == {Period(year, number)}


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("上半年", Period(None, 2)), ("前三季度", Period(None, 3)), ("2006年前三季度", Period(2006, 3)), ("2006年前两季度", Period(2006, 2)),
        ("全年", Period(None, 4)), ("一至三月份", Period(None, 1)), ("元至三月", Period(None, 1)), ("二〇〇六年上半年", Period(2006, 2)),
        ("二○二五年一季度至二季度", Period(2025, 2)), ("06年一季度", Period(2006, 1)), ("2006年", Period(2006)), (2006, Period(2006)), (2006.03, Period(2006, 1)),
        (date(2006, 3, 31), Period(2006, 1)), (datetime(2006, 4, 1), Period(2006)), ("2006年1-2月", Period(2006)), ("截至2010年8月", Period(2010)),  # noqa: DTZ001
        ("四季青镇2006年1-9月", Period(2006, 3)), ("河东镇", NO_PERIOD_SAID), ("", NO_PERIOD_SAID), ("2006年投入1.2亿元", Period(2006)), ("十五季度", NO_PERIOD_SAID),
    ],
)  # fmt: skip
def test_other_spellings(cell: Any, period: Period) -> None:
    assert period_of(cell) == period


@pytest.mark.parametrize(
    "text", ["填报日期:2006年6月30日", "打印日期:2006-06-30", "制表时间:2006.06.30", "2006年6月30日填"]
)
def test_the_day_of_filling_in_is_no_period(text: str) -> None:
    assert period_of_title(text) == NO_PERIOD_SAID
    assert period_of_title("截至2006年6月30日") == Period(2006, 2)


def test_what_is_open_comes_from_elsewhere() -> None:
    assert Period(2006).quarter(number=2) == Quarter(2006, 2)
    assert Period(None, 3).quarter(year=2007) == Quarter(2007, 3)
    assert Period(2006, 1).quarter(year=2007, number=3) == Quarter(2006, 1)
    assert Period(2006).quarter() is None
    assert Period(1900, 1).quarter() is None


def test_a_bare_month_counts_where_it_ends_a_quarter() -> None:
    assert [month_number(text) for text in ("3", "6月", "9月份", "12", "1", "13", "", "三")] == [
        1,
        2,
        3,
        4,
        *[None] * 4,
    ]
