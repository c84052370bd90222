"""A text that a workbook keeps once and shows in many cells would fill the memory with its copies."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.intake.writers import Page, by_xlsxwriter, by_xlwt
from zones.intake import Sheet, read_sheet
from zones.intake.limits import Limits
from zones.intake.old_workbook import opened
from zones.intake.shared_texts import characters

LONG = "河" * 30_000
BOMB = [[LONG] * 20 for _ in range(100)]
MAKERS = [by_xlsxwriter, by_xlwt]


@pytest.mark.parametrize("maker", MAKERS)
def test_a_long_text_in_many_cells_is_refused(maker: type) -> None:
    (finding,) = read_sheet(maker(Page(BOMB)), name="report")
    assert finding.code == "too_large"
    assert isinstance(read_sheet(maker(Page([[LONG], *[["河"] * 20 for _ in range(100)]])), name="report"), Sheet)


@pytest.mark.parametrize("maker", MAKERS)
def test_ordinary_texts_are_counted_as_they_are(maker: type) -> None:
    rows = [[f"第{row}镇", "甲县", "x" * (row % 300)] for row in range(400)]
    count = sum(len(cell) for row in rows for cell in row)
    content = maker(Page(rows))
    assert isinstance(read_sheet(content, name="report", limits=Limits(characters=count)), Sheet)
    (finding,) = read_sheet(content, name="report", limits=Limits(characters=count - 1))
    assert finding.code == "too_large"


def test_texts_of_an_old_workbook_go_on_over_several_records() -> None:
    rows = [["河" * (at * 37 % 9_000), "a" * (at * 53 % 9_000)] for at in range(60)]
    assert opened(by_xlwt(Page(rows))).characters() == sum(len(cell) for row in rows for cell in row)


def test_cells_written_in_another_way_count_as_the_longest() -> None:
    with zipfile.ZipFile(io.BytesIO(by_xlsxwriter(Page([["河" * 500, "东"]])))) as book:
        sheet, texts = book.read("xl/worksheets/sheet1.xml"), book.read("xl/sharedStrings.xml")
    assert characters(sheet, texts, enough=0) == 501
    assert characters(sheet.replace(b't="s"', b"t='s'"), texts, enough=0) == 1000
    assert characters(sheet, b"", enough=0) == 0
