"""The file as it was read, with every finding in its cell: what staff mend it by."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from zones.domain.finding import Finding, Severity
from zones.exports.inert import inert
from zones.exports.workbook import FONT, new_workbook, text_width

_SHEETS = {"file": ("填报表", "Report"), "findings": ("检查结果", "Findings")}
_HEADERS = (
    ("行", "Row"), ("列", "Column"), ("内容", "Value"), ("问题", "Finding"), ("建议", "Suggestion"),
)  # fmt: skip
_GROUNDS = {Severity.ERROR: "#f6c9d2", Severity.WARNING: "#fbdfc0", Severity.NOTE: "#dfe8f3"}
_NARROWEST, _WIDEST = 6, 36
_LONGEST_COMMENT = 1500
# Each comment is a drawing of its own: many thousands take Excel minutes to open.
_MOST_COMMENTS = 2000

Cells = Sequence[Sequence[str | int | float | None]]


def annotated_file(cells: Cells, findings: Sequence[Finding], *, language: str) -> bytes:
    """A workbook with the cells as read, coloured and commented where something was found, and a list of all findings."""
    content = io.BytesIO()
    book = new_workbook(content)
    sheet = book.add_worksheet(_SHEETS["file"][language != "zh"])
    _write_cells(book, sheet, cells, _by_cell(findings), language)
    _write_list(book, book.add_worksheet(_SHEETS["findings"][language != "zh"]), findings, language)
    book.close()
    return content.getvalue()


def _by_cell(findings: Sequence[Finding]) -> Mapping[tuple[int, int], list[Finding]]:
    """The findings by line and column from zero; one about a whole line stands in its first cell."""
    found: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        cell = finding.cell or ((finding.row - 1, 0) if finding.row else None)
        if cell is not None:
            found.setdefault(cell, []).append(finding)
    return found


def _write_cells(
    book: Any, sheet: Any, cells: Cells, found: Mapping[tuple[int, int], list[Finding]], language: str
) -> None:
    plain = book.add_format({"font_name": FONT, "font_size": 10})
    looks = {
        severity: book.add_format({"font_name": FONT, "font_size": 10, "bg_color": ground, "border": 1})
        for severity, ground in _GROUNDS.items()
    }
    commented = 0
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            here = found.get((row, column), [])
            look = looks[min((item.severity for item in here), key=list(Severity).index)] if here else plain
            _write(sheet, row, column, cell, look)
            if here and commented < _MOST_COMMENTS:
                commented += 1
                words = "\n".join(item.said(language) for item in here)
                sheet.write_comment(row, column, words[:_LONGEST_COMMENT], {"x_scale": 2, "y_scale": 1.2})
    for column in range(max((len(line) for line in cells), default=0)):
        widest = max(
            (text_width(str(line[column])) for line in cells[:_LINES_MEASURED] if column < len(line)), default=0
        )
        sheet.set_column(column, column, min(max(widest + 1, _NARROWEST), _WIDEST))


_LINES_MEASURED = 200


def _write(sheet: Any, row: int, column: int, cell: str | float | None, look: Any) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        sheet.write_number(row, column, cell, look)
    elif cell in {None, ""}:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_string(row, column, inert(str(cell)), look)


def _write_list(book: Any, sheet: Any, findings: Sequence[Finding], language: str) -> None:
    base = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
    head, body = book.add_format({**base, "bold": True, "bg_color": "#e9eef5"}), book.add_format(base)
    for column, names in enumerate(_HEADERS):
        sheet.write_string(0, column, names[language != "zh"], head)
    for row, finding in enumerate(findings, start=1):
        cells = (finding.row, finding.column, finding.value, finding.wording(language), finding.advice(language))
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, body)
    for column, width in enumerate((6, 24, 20, 60, 50)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
