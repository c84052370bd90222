"""The file as read, its findings in its cells: re-opened as whoever sent it opens it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from zones.domain.finding import Finding, Severity
from zones.exports import annotated_file

CELLS = [["地区", "基础设施投入(万元)"], ["河东镇", 345.5], ["=1+1", "待报"], ["", None]]


def finding(severity: Severity, cell: tuple[int, int] | None, message: str = "不是数字") -> Finding:
    return Finding(
        "a_code", severity, message, "not a number", "请填数字", "enter a number", row=3, column="甲", cell=cell
    )


def opened(*findings: Finding, language: str = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(annotated_file(CELLS, findings, language=language)))


def ground(book: openpyxl.Workbook, place: str) -> object:
    fill = book.worksheets[0][place].fill
    return fill.fgColor.rgb if fill.fill_type else None


def test_the_cells_stand_where_they_stood_and_none_becomes_a_formula() -> None:
    sheet = opened().worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["河东镇", 345.5]
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [("'=1+1", "s"), ("待报", "s")]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", ("不是数字", "请填数字")), ("en", ("not a number", "enter a number"))]
)
def test_a_finding_is_a_comment_in_its_cell(language: str, said: tuple[str, str]) -> None:
    sheet = opened(finding(Severity.ERROR, (2, 1)), language=language).worksheets[0]
    assert all(words in sheet["B3"].comment.text for words in said)
    assert sheet["A3"].comment is None


def test_severities_differ_and_the_gravest_of_a_cell_shows() -> None:
    grave, odd = finding(Severity.ERROR, (2, 1)), finding(Severity.WARNING, (1, 1), "偏大")
    book = opened(grave, odd)
    assert None not in {ground(book, "B3"), ground(book, "B2")}
    assert ground(book, "B3") != ground(book, "B2")
    assert ground(book, "A2") is None
    both = opened(finding(Severity.WARNING, (2, 1), "偏大"), grave)
    assert ground(both, "B3") == ground(book, "B3")
    assert all(words in both.worksheets[0]["B3"].comment.text for words in ("偏大", "不是数字"))


def test_every_finding_is_listed_also_one_about_no_cell() -> None:
    listed = opened(finding(Severity.NOTE, None, "=缺少上报单位")).worksheets[1]
    texts = [str(cell) for row in listed.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "'=缺少上报单位" in texts
    assert "请填数字" in texts
