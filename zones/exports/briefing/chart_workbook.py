"""The workbook behind a native chart, so that its numbers can be edited where the chart stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from zones.domain.document import Chart
from zones.exports.briefing.native_chart import number_format
from zones.exports.briefing.packing import packed
from zones.exports.workbook import new_workbook

_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NUMBER_LOOK = 1


def chart_workbook(chart: Chart) -> bytes:
    """Laid out as the chart's formulas expect: names in column A, a series a column.

    Everything but the sheet is the same for all charts and written once. Nothing is compressed: the document around it is.
    """
    shell = _shell(number_format(chart))
    sheet = _sheet(chart).encode()
    return packed(((name, sheet if name == _SHEET else part) for name, part in shell), compressed=False)


@lru_cache(maxsize=16)
def _shell(numbers: str) -> tuple[tuple[str, bytes], ...]:
    """The parts of a workbook of one sheet with one look of numbers."""
    content = io.BytesIO()
    book = new_workbook(content)
    # The look is written because a cell has it; the sheet itself is replaced.
    book.add_worksheet("Sheet1").write_number(0, 0, 0, book.add_format({"num_format": numbers}))
    book.close()
    with zipfile.ZipFile(content) as archive:
        return tuple((item.filename, archive.read(item)) for item in archive.infolist())


def _sheet(chart: Chart) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<cols><col min="1" max="1" width="24" customWidth="1"/></cols>'
        f"<sheetData>{''.join(_rows(chart))}</sheetData></worksheet>"
    )


def _rows(chart: Chart) -> Iterator[str]:
    heads = "".join(_text(_address(0, at), series.name) for at, series in enumerate(chart.series, start=1))
    yield f'<row r="1">{heads}</row>'
    for line, name in enumerate(chart.categories, start=1):
        numbers = "".join(
            _number(_address(line, at), series.values[line - 1]) for at, series in enumerate(chart.series, start=1)
        )
        yield f'<row r="{line + 1}">{_text(_address(line, 0), name)}{numbers}</row>'


def _address(line: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{line + 1}"


def _text(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _number(address: str, value: Decimal | None) -> str:
    return "" if value is None else f'<c r="{address}" s="{_NUMBER_LOOK}"><v>{value}</v></c>'
