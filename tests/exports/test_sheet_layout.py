"""A sheet that can be read and printed: nothing is cut, no word is broken, and what is long takes several lines."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zones.domain.figures import Column, Table
from zones.exports import xlsx_bytes

LONG = "完成率达到序时进度的百分之八十为欠序时,低于百分之八十为严重欠序时。" * 2


def book_of(*tables: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables)))


def sheet_of(table: Table) -> Worksheet:
    return book_of(table).worksheets[0]


def width(sheet: Worksheet, letter: str) -> float:
    return float(sheet.column_dimensions[letter].width)


def test_no_latin_word_of_a_header_is_broken() -> None:
    sheet = sheet_of(Table("", [Column("Approximate"), Column("Own report less sum of townships")], []))
    assert width(sheet, "A") >= len("Approximate")
    assert len("townships") <= width(sheet, "B") < len("Own report less sum of townships")


def test_a_long_header_has_room_for_its_lines() -> None:
    header = "一个地区自己上报的数据与其下级各单位合计之间的差额" * 4
    sheet = sheet_of(Table("", [Column(header), Column("短")], []))
    lines = len(header) * 2 / width(sheet, "A")
    assert lines > 2
    assert sheet.row_dimensions[3].height >= 14 * lines
    assert sheet["A3"].alignment.wrap_text


def test_a_long_text_wraps_in_its_cell_and_keeps_off_the_number_before_it() -> None:
    sheet = sheet_of(Table("", [Column("数", numeric=True), Column("问题")], [(1, LONG)]))
    assert width(sheet, "B") < 50
    assert (sheet["B4"].alignment.wrap_text, sheet["B4"].alignment.indent) == (True, 1)


def test_a_note_wider_than_the_table_is_printed_whole() -> None:
    sheet = sheet_of(Table("", [Column("地区"), Column("数")], [("甲", "1")], [LONG, "短注"]))
    assert "A6:B6" in {str(merged) for merged in sheet.merged_cells.ranges}
    lines = len(LONG) * 2 / (width(sheet, "A") + width(sheet, "B"))
    assert sheet["A6"].alignment.wrap_text
    assert sheet.row_dimensions[6].height >= 14 * lines
    assert sheet["A7"].value == "短注"
    assert sheet.row_dimensions[7].height < 20
    assert sheet.print_area == "'表'!$A$1:$B$7"


def test_a_name_that_excel_keeps_for_itself_is_not_used() -> None:
    names = book_of(Table("History", [Column("a")], []), Table("history", [Column("a")], [])).sheetnames
    assert names == ["History 2", "history 3"]
