"""Whole columns turned into amounts: at once where that is proven exact, and as a naive loop would in every case."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.towns import catalogue
from zones.domain.indicator import Indicator, Unit
from zones.domain.wording import rounded
from zones.intake.amounts import Amount, read_amount
from zones.intake.collecting import Findings
from zones.intake.columns import CellColumn, Column, TextColumn
from zones.intake.draft import Cells
from zones.intake.figures import LARGEST, Read, Series, exact_amounts, read_series
from zones.intake.headers import Headers
from zones.intake.sheet import Marks
from zones.intake.text import Cell

HEADERS = Headers(catalogue())
MONEY, COUNT = (catalogue().indicators[code] for code in ("infrastructure_investment", "projects_landed"))
TEXTS = st.one_of(
    st.decimals(-(10**6), 10**11, places=4).map(str),
    st.decimals(0, 1, places=7).map(str),
    st.integers(0, 10**18).map(str),
    st.sampled_from(
        ["", "—", "1,234.5", "1.2亿元", "20多万", "34.5%", "待报", " 12 ", "1e5", "0012.50", "nan", "#REF!", "12000元"]
    ),
)
NUMBERS = st.one_of(st.floats(0, 10**9), st.integers(0, 10**12), st.decimals(0, 10**9, places=4).map(float), st.none())


def text_column(cells: list[str]) -> TextColumn:
    return TextColumn(pa.chunked_array([cells[:3], cells[3:]], type=pa.string()))


def series(
    column: Column, *, indicator: Indicator = MONEY, unit: Unit | None = None, marks: Marks | None = None
) -> Series:
    lines = np.arange(len(column))
    places = Cells(lines, np.full(len(lines), 1), {1: "投入"})
    cells = column.cells(0)
    return Series(indicator, unit or indicator.unit, cells, column.scan(0), lines, places, marks or Marks())


def read(one: Series) -> tuple[Read, list[tuple[str, int | None]]]:
    findings = Findings(catalogue())
    result = read_series(one, catalogue=catalogue(), headers=HEADERS, findings=findings)
    return result, [(item.code, item.row) for item in findings.all()]


def naively(cell: Cell, unit: Unit) -> int | None:
    """What one cell amounts to, read by itself."""
    amount = read_amount(cell, HEADERS.units.of_cells(MONEY))
    if not isinstance(amount, Amount):
        return None
    exact = amount.number * (amount.unit or unit).smallest
    value = int(rounded(exact, 0))
    return value if value >= 0 and abs(exact) <= LARGEST else None


@given(st.lists(TEXTS, min_size=1, max_size=25), st.sampled_from(catalogue().units["money"]))
def test_a_column_of_texts_says_what_its_cells_say(cells: list[str], unit: Unit) -> None:
    result, _ = read(series(text_column(cells), unit=unit))
    assert result.amounts.tolist() == [naively(cell, unit) for cell in cells]


@given(st.lists(NUMBERS, min_size=1, max_size=25), st.sampled_from(catalogue().units["money"]))
def test_a_column_of_numbers_says_what_its_cells_say(cells: list[Cell], unit: Unit) -> None:
    result, _ = read(series(CellColumn(cells), unit=unit))
    assert result.amounts.tolist() == [naively(cell, unit) for cell in cells]


@given(st.lists(st.decimals(0, 10**9, places=4), min_size=1, max_size=25))
def test_plain_decimals_take_the_quick_way(numbers: list[object]) -> None:
    scan = text_column([str(number) for number in numbers]).scan(0)
    values, clean = exact_amounts(scan, Fraction(10_000))
    assert clean.all()
    assert values.tolist() == [Fraction(str(number)) * 10_000 for number in numbers]


def test_more_digits_than_a_binary_number_holds() -> None:
    result, found = read(series(text_column(["1234567890.1234567", "0.1000000000000000000001"])))
    assert result.amounts.tolist() == [12_345_678_901_235, 1000]
    assert found == [("rounded_value", 1), ("rounded_value", 2)]


def test_the_noise_of_binary_fractions_is_no_digit() -> None:
    result, found = read(series(CellColumn([0.1 + 0.2, 1234.1 + 0.1 + 0.1])))
    assert (result.amounts.tolist(), found) == ([3000, 12_343_000], [])


def test_each_odd_cell_has_its_finding_in_its_line() -> None:
    cells = ["5", "20多万", "-3", "待报", "34.5%", "#REF!", "5美元", "1e300", "1.00001"]
    result, found = read(series(text_column(cells)))
    assert [code for code, _ in sorted(found, key=lambda item: item[1] or 0)] == [
        "approximate_value", "negative_value", "not_a_number", "share_in_value_column", "error_cell", "unknown_unit",
        "impossible_value", "rounded_value",
    ]  # fmt: skip
    assert result.amounts.tolist() == [50_000, 200_000, None, None, None, None, None, None, 10_000]
    assert result.approximate == {1}
    assert result.unread.tolist() == [False, False, True, True, True, True, True, True, False]


def test_a_count_must_be_whole() -> None:
    result, found = read(series(text_column(["9", "9.0", "9.5", "十二", "两个"]), indicator=COUNT))
    assert (result.amounts.tolist(), found) == ([9, 9, None, 12, 2], [("fraction_of_a_count", 3)])


def test_marks_of_a_workbook_go_before_the_value() -> None:
    marks = Marks(percents=frozenset({(0, 1)}), unsaved=frozenset({(1, 1)}), errors={(2, 1): "#DIV/0!"})
    result, found = read(series(CellColumn([0.345, "", "", 5.0]), marks=marks))
    assert result.amounts.tolist() == [None, None, None, 50_000]
    assert found == [("share_in_value_column", 1), ("formula_without_value", 2), ("error_cell", 3)]
