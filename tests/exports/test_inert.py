"""Whatever is typed is shown as it is: in no export does a text begin a formula, and none is lost on the way."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.figures import Column, Table
from zones.exports import csv_bytes, xlsx_bytes
from zones.exports.inert import inert, inert_on_a_page

SIGNS = "=+-@＝＋－＠"
UNSEEN = " \t\r\n\u00a0\u3000\u200b\u200f\u2060\ufeff\x00\x01\x1f\x7f"
HIDDEN_FORMULAS = st.builds(
    lambda before, sign, rest: f"{before}{sign}{rest}", st.text(UNSEEN), st.sampled_from(SIGNS), st.text(min_size=1)
)


def in_csv(text: str) -> str:
    content = csv_bytes(Table("", [Column("a"), Column("b")], [(text, "end")])).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))[1][0]


def in_workbook(text: str) -> object:
    content = xlsx_bytes([Table("", [Column("a")], [(text,)])])
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A4"].value


@given(HIDDEN_FORMULAS)
def test_nothing_unseen_before_the_sign_hides_a_formula(text: str) -> None:
    written = in_csv(text)
    only_signs = set(written.strip()) <= set("+-＋－")
    assert written.startswith("'") or only_signs


@pytest.mark.parametrize("unseen", list(UNSEEN))
def test_a_workbook_holds_no_hidden_formula_either(unseen: str) -> None:
    assert str(in_workbook(f"{unseen}=1+1")).startswith("'")


@given(st.text("河东镇abc123,;\"'。 ", min_size=1))
def test_a_harmless_text_is_left_alone(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_a_text_made_inert_stays_as_it_is(text: str) -> None:
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize("text", ["-", "--", "－", " - ", "+"])
def test_signs_alone_say_that_there_is_no_value(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(("text", "written"), [("甲\x00乙", "甲乙"), ("甲\ud800", "甲"), ("\x1f河\uffff", "河")])
def test_what_no_file_can_hold_is_left_out(text: str, written: str) -> None:
    assert (in_csv(text), in_workbook(text)) == (written, written)


@given(st.lists(st.decimals(-(10**10), 10**10, places=4), min_size=1, max_size=8))
def test_numbers_are_numbers_to_pandas_with_the_note_below(numbers: list[Decimal]) -> None:
    rows = [(f"甲{at}", number) for at, number in enumerate(numbers)]
    content = csv_bytes(Table("", [Column("地区"), Column("数值", numeric=True)], rows, ["演示数据"]))
    frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    assert frame["数值"].tolist()[:-1] == pytest.approx([float(number) for number in numbers])
    assert frame["地区"].iloc[-1] == "注:演示数据"
    assert pd.isna(frame["数值"].iloc[-1])


@pytest.mark.parametrize("text", ["-5", "+8613812345678", "1,234.5", "-34.5%", "河东镇"])
def test_a_grid_shows_a_plain_number_as_it_is(text: str) -> None:
    assert inert_on_a_page(text) == text


@pytest.mark.parametrize("text", ["=1+1", "-5+cmd", "+1-1", "@SUM(1)", "\t=1", "-A1"])
def test_a_grid_holds_no_formula_to_be_copied(text: str) -> None:
    assert inert_on_a_page(text).startswith("'")
