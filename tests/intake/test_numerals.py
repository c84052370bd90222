# ruff: noqa: E501 - cases of one kind share a line, however long
"""Chinese numerals: every number up to 9,999 as it is written and as it is said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.intake.numerals import leading_numeral

_DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number from 1 to 9,999 as an official paper writes it."""
    text, gap = "", False
    for size, step in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + step
        gap = not digit
    return text


@given(st.integers(1, 9_999))
def test_every_number_is_read_as_written(number: int) -> None:
    assert leading_numeral(written(number)) == (number, "")
    assert leading_numeral(written(number) + "万元") == (number, "万元")
    assert leading_numeral(written(number).replace("一十", "十", 1 if number < 20 else 0)) == (number, "")


@given(st.text("零一二三四五六七八九两十百千", min_size=1, max_size=6))
def test_nothing_that_looks_like_a_numeral_raises(text: str) -> None:
    read = leading_numeral(text)
    assert read is None or (read[0] >= 0 and read[1] == "")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("两", 2), ("十二", 12), ("二十", 20), ("一百五", 150), ("一百零五", 105), ("一千二", 1200), ("一千二百五", 1250), ("二百五十", 250),
        ("百", 100), ("二〇〇六", 2006), ("一二三", 123), ("壹仟贰佰", 1200), ("一点二", Fraction(6, 5)), ("零点零五", Fraction(1, 20)),
    ],
)  # fmt: skip
def test_as_people_say_it(said: str, number: int | Fraction) -> None:
    assert leading_numeral(said) == (number, "")


@pytest.mark.parametrize("said", ["五六十", "三五百", "一百二百", "十百", "一二百", "河东", "", "点五", "万"])
def test_what_is_no_single_number(said: str) -> None:
    assert leading_numeral(said) is None
