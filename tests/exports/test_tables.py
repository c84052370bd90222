"""Tables taken away: what a cell says on the page it says in Excel and CSV, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.domain.figures import Column, Table
from zones.exports import csv_bytes, xlsx_bytes

TABLE = Table(
    "甲县 2026年二季度",
    [Column("地区"), Column("数值(万元)", numeric=True, decimals=1), Column("个数", numeric=True)],
    [("河东镇", Decimal("1234.5"), 3), ("河西镇", None, Decimal("-5.90")), ("", Decimal("0.0"), None)],
    ["演示数据,虚构,不是真实统计"],
)
DANGEROUS = ("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", "\u3000@x")


def csv_rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"))))


def sheet_of(*tables: Table) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables))).worksheets[0]


def one_cell(text: str) -> Table:
    return Table(text, [Column(text)], [(text,)], [text])


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_as_excel_does() -> None:
    content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5


def test_csv_holds_numbers_as_numbers_and_nothing_as_nothing() -> None:
    assert csv_rows(TABLE) == [
        ["地区", "数值(万元)", "个数"],
        ["河东镇", "1234.5", "3"],
        ["河西镇", "", "-5.90"],
        ["", "0.0", ""],
        ["注:演示数据,虚构,不是真实统计"],
    ]


def test_a_code_that_excel_would_spoil_stays_a_text() -> None:
    rows = csv_rows(Table("", [Column("代码")], [("012345",), ("320831001000",), ("990101001",)]))
    assert [row[0] for row in rows[1:]] == ['="012345"', '="320831001000"', "990101001"]


def test_a_large_decimal_is_written_without_an_exponent() -> None:
    rows = csv_rows(Table("", [Column("数值", numeric=True)], [(Decimal("1E+12"),), (Decimal("0.0000001"),)]))
    assert [row[0] for row in rows[1:]] == ["1000000000000", "0.0000001"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_begins_a_formula(text: str) -> None:
    for row in csv_rows(one_cell(text)):
        assert row[0].startswith(("'", "注:"))
    for row in sheet_of(one_cell(text)).iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert cell.value is None or str(cell.value).startswith("'")


@given(st.text(min_size=1, max_size=40))
def test_whatever_is_typed_comes_out_as_a_text(text: str) -> None:
    cells = [cell for row in sheet_of(one_cell(text)).iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("text", ["-", "+", "—", "无"])
def test_a_lone_dash_stays_a_dash(text: str) -> None:
    assert csv_rows(one_cell(text))[1] == [text]


def test_a_sheet_has_title_header_numbers_with_their_places_and_notes() -> None:
    sheet = sheet_of(TABLE)
    assert sheet["A1"].value == TABLE.title
    assert [cell.value for cell in sheet[3]] == ["地区", "数值(万元)", "个数"]
    assert (sheet["B4"].value, sheet["B4"].number_format) == (1234.5, "#,##0.0")
    assert (sheet["C4"].value, sheet["C4"].number_format) == (3, "#,##0")
    assert (sheet["C5"].value, sheet["C5"].number_format) == (-5.9, "#,##0.00")
    assert sheet["B5"].value is None
    assert sheet["A8"].value == "演示数据,虚构,不是真实统计"


def test_a_sheet_is_ready_to_print() -> None:
    sheet = sheet_of(TABLE)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:C6"


def test_a_column_is_as_wide_as_its_chinese_text() -> None:
    wide = Table("", [Column("地区"), Column("b")], [("青海互助绿色产业园区", "1")])
    sheet = sheet_of(wide)
    assert sheet.column_dimensions["A"].width > 20
    assert sheet.column_dimensions["B"].width < 10


def test_sheets_of_one_title_get_names_of_their_own() -> None:
    title = "[很长的标题]:" * 6
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes([Table(title, [], []), Table(title, [], []), Table("", [], [])]))
    )
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_same_table_gives_the_same_bytes() -> None:
    assert xlsx_bytes([TABLE]) == xlsx_bytes([TABLE])
