"""A produced document opened and held against the model: every number of its text, its tables and its charts."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pytest

from tests.briefing.expected import (
    ABSENT,
    Facts,
    checked_grid,
    expected_chart,
    expected_sheets,
    interactive,
    interactive_trend,
)
from tests.briefing.extracts import Drawn, of_docx, of_html, of_markdown, of_pptx, of_xlsx
from tests.briefing.framing import around, in_order, numbered_captions, prose, said, squeezed
from tests.briefing.reading import reader
from zones.domain.document import Chart, Grid
from zones.domain.figures import cell_text
from zones.services.briefing_documents import Format, Press


class Audit:
    """One bulletin in one language: what it must say, and the checks of its documents."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.facts = Facts(press)

    def words(self) -> int:
        """The document before it becomes a file: how many numbers of sentences, captions, tables and charts were right."""
        document = self.press.document
        claims = reader(self.press.briefing, self.press.language)
        for text in prose(document):
            claims.read(text)
        for at, text in numbered_captions(document):
            number = re.match(r"(?:图|表|Figure |Table )(\d+)\.? ", text)
            assert number, text
            assert int(number.group(1)) == at, text
            claims.read(text[number.end() :])
        tables = sum(checked_grid(grid, self.facts) for grid in document.grids)
        for chart, wanted in zip(document.charts, self.charts, strict=True):
            values = {series.name: list(series.values) for series in chart.series}
            assert plain(Drawn(list(chart.categories), values)) == wanted, chart.caption
        return claims.checked + tables + sum(len(drawn.categories) for drawn in self.charts)

    def document(self, wanted: Format, content: bytes) -> int:
        """A file: how many numbers were found in it; raises AssertionError for one that is not the model's."""
        return self._checks[wanted](content)

    @cached_property
    def charts(self) -> list[Drawn]:
        return [expected_chart(chart, self.facts) for chart in self.press.document.charts]

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        return [
            [grid.table.headers, *([cell_text(cell) for cell in row] for row in grid.table.rows)]
            for grid in self.press.document.grids
        ]

    @cached_property
    def lines(self) -> set[str]:
        """Every paragraph, however a format sets its lead."""
        return {squeezed(text) for text in said(self.press.document)}

    @cached_property
    def frame(self) -> set[str]:
        """What else stands around them."""
        return {squeezed(text) for text in around(self.press.document)}

    @cached_property
    def _checks(self) -> dict[Format, Callable[[bytes], int]]:
        return {
            Format.DOCX: self._word,
            Format.PPTX: self._slides,
            Format.XLSX: self._workbook,
            Format.HTML: self._page,
            Format.MARKDOWN: self._markdown,
        }

    def _text(self, texts: Iterable[str]) -> int:
        """All that must be said is said, and no number stands anywhere else."""
        found = {squeezed(text) for text in texts}
        assert self.lines - found == set()
        assert {text for text in found - self.lines - self.frame if re.search(r"\d", text)} == set()
        return sum(len(re.findall(r"\d[\d,.]*", text)) for text in found)

    def _tables(self, found: list[list[list[str]]]) -> int:
        assert found == self.tables
        return sum(bool(re.search(r"\d", cell)) for table in found for row in table for cell in row)

    def _charts(self, found: list[Drawn]) -> int:
        assert found == self.charts
        return sum(value is not None for drawn in found for values in drawn.series.values() for value in values)

    def _word(self, content: bytes) -> int:
        found = of_docx(content)
        return self._text(found.paragraphs) + self._tables(found.tables) + self._charts(found.charts)

    def _slides(self, content: bytes) -> int:
        """Sentences are on the slides or in the notes; long tables go on over several slides, the annexes are left out."""
        found = of_pptx(content)
        numbers = {str(number) for number in range(1, len(found.paragraphs))}
        texts = self._text(text for text in (*found.paragraphs, *found.notes) if text not in numbers)
        shown = [grid for section in self.press.document.sections for grid in section.grids]
        wanted = [[cell_text(cell) for cell in row] for grid in shown for row in grid.table.rows]
        assert [row for table in found.tables for row in table[1:]] == wanted
        heads = [grid.table.headers for grid in shown]
        assert all(table[0] in heads for table in found.tables)
        return texts + sum(map(len, wanted)) + self._charts(found.charts)

    def _page(self, content: bytes) -> int:
        found, figures = of_html(content)
        half = self.press.briefing.half_year.as_of is not None
        assert len(figures) == len(self.charts) + half
        drawn = sum(
            self._interactive(chart, figure) for chart, figure in zip(self.press.document.charts, figures, strict=False)
        )
        return self._text(found.paragraphs) + self._tables(found.tables) + drawn

    def _interactive(self, chart: Chart, figure: dict[str, Any]) -> int:
        """Drawn from exact numbers."""
        if chart.code.startswith("trend:"):
            return self._history(chart, figure)
        bars = next(trace for trace in figure["data"] if trace.get("name") == "completion")
        shown = sorted(value for value in numbers_of(bars["x"]) if value is not None)
        assert shown == pytest.approx(interactive(chart, self.facts))
        return len(shown)

    def _history(self, chart: Chart, figure: dict[str, Any]) -> int:
        """Every value and every target since the first report, in smallest units."""
        traces = {trace.get("name"): trace for trace in figure["data"]}
        points = interactive_trend(chart, self.facts)
        values = [value for value in numbers_of(traces["value"]["y"]) if value is not None]
        assert values == [point.value for point in points if point.value is not None]
        targets = (
            {value for value in numbers_of(traces["target"]["y"]) if value is not None} if "target" in traces else set()
        )
        assert targets == {point.target for point in points if point.target is not None}
        return len(values) + len(targets)

    def _markdown(self, content: bytes) -> int:
        """A chart is the table of its numbers, after its caption, in the order of the text."""
        found = of_markdown(content)
        tables, charts = iter(self.tables), iter(self.charts)
        blocks = [block for block in in_order(self.press.document) if isinstance(block, Grid | Chart)]
        assert len(found.tables) == len(blocks)
        for block, table in zip(blocks, found.tables, strict=True):
            if isinstance(block, Grid):
                assert table == next(tables)
            else:
                assert [as_drawn(row) for row in table[1:]] == list(as_rows(next(charts))), block.caption
        return self._text(found.paragraphs) + sum(len(row) for table in found.tables for row in table)

    def _workbook(self, content: bytes) -> int:
        sheets, charts = of_xlsx(content)
        wanted = list(expected_sheets(self.press, self.facts))
        assert len(sheets) == len(wanted)
        checked = 0
        for (name, rows), (title, expected) in zip(sheets.items(), wanted, strict=True):
            assert name.startswith(title.translate(str.maketrans(dict.fromkeys("[]:*?/\\'", " ")))[:20]), (name, title)
            checked += same_cells(rows[3:], expected, name)
        for drawn in charts:
            values = [value for series in drawn.series.values() for value in series]
            assert None not in values, "a cell without a number would be drawn as zero"
            checked += len(values)
        return checked


def same_cells(rows: list[list[Any]], wanted: list[list[Any]], name: str) -> int:
    """Cell by cell, then no number below them but those of the region's own report."""
    checked = 0
    for row, expected in zip(rows, wanted, strict=False):
        for cell, value in zip(row, expected, strict=False):
            if value is not ...:
                assert cell == (pytest.approx(value) if isinstance(value, float | int) else value), (
                    name,
                    row,
                    expected,
                )
                checked += isinstance(cell, float)
    assert len(rows) >= len(wanted)
    return checked


def numbers_of(values: Any) -> list[Any]:
    """The numbers of a trace, which plotly may write as text in base 64."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


def plain(drawn: Drawn) -> Drawn:
    """Numbers without trailing zeros, to be compared."""
    series = {
        name: [None if value is None else value.normalize() + 0 for value in values]
        for name, values in drawn.series.items()
    }
    return Drawn(drawn.categories, series)


def as_drawn(row: list[str]) -> tuple[Any, ...]:
    """A row of a chart's table: its name and its numbers."""
    return (row[0], *(None if cell == ABSENT else Decimal(cell.replace(",", "")) for cell in row[1:]))


def as_rows(drawn: Drawn) -> Iterator[tuple[Any, ...]]:
    for at, name in enumerate(drawn.categories):
        yield (name, *(values[at] for values in drawn.series.values()))
