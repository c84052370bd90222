"""What a reader finds in a produced document: its text, its tables, and the numbers of its charts."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pptx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass
class Drawn:
    """A chart's numbers by series name, in the order of its categories."""

    categories: list[str]
    series: dict[str, list[Decimal | None]]


@dataclass
class Extract:
    """A document taken apart."""

    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    charts: list[Drawn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def of_docx(content: bytes) -> Extract:
    """A Word document; every chart's cached numbers are those of its embedded workbook."""
    document = docx.Document(io.BytesIO(content))
    found = Extract()
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            text = WordParagraph(child, document).text.strip()
            found.paragraphs += [text] if text else []
            for reference in child.iter(f"{_C}chart"):
                part = document.part.related_parts[reference.get(qn("r:id"))]
                drawn = _chart(part.blob)
                workbook = next(iter(part.rels.values())).target_part.blob
                assert _workbook_chart(workbook) == drawn
                found.charts.append(drawn)
        elif child.tag == qn("w:tbl"):
            found.tables.append([[cell.text for cell in row.cells] for row in WordTable(child, document).rows])
    return found


def of_pptx(content: bytes) -> Extract:
    """A deck: text boxes, tables, charts, speaker notes."""
    found = Extract()
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.paragraphs += [line for line in shape.text_frame.text.split("\n") if line.strip()]
            if shape.has_table:
                found.tables.append([[cell.text for cell in row.cells] for row in shape.table.rows])
            if shape.has_chart:
                drawn = _chart(shape.chart.part.blob)
                assert _workbook_chart(shape.chart.part.chart_workbook.xlsx_part.blob) == drawn
                found.charts.append(drawn)
        if slide.has_notes_slide:
            found.notes += slide.notes_slide.notes_text_frame.text.split("\n")
    return found


def _chart(blob: bytes) -> Drawn:
    space = etree.fromstring(blob)
    names: list[str] = []
    series: dict[str, list[Decimal | None]] = {}
    for drawn in space.iter(f"{_C}ser"):
        name = "".join(drawn.find(f"{_C}tx").itertext()).split("!")[-1]
        name = drawn.find(f"{_C}tx").findtext(f".//{_C}v") or name
        names = [value for _, value in _points(drawn.find(f"{_C}cat"))]
        numbers = dict(_points(drawn.find(f"{_C}val")))
        series[name] = [Decimal(numbers[at]) if at in numbers else None for at in range(len(names))]
    return Drawn(names, {name: [_plain(value) for value in values] for name, values in series.items()})


def _points(holder: Any) -> Iterator[tuple[int, str]]:
    for point in holder.iter(f"{_C}pt"):
        yield int(point.get("idx")), point.findtext(f"{_C}v")


def _workbook_chart(blob: bytes) -> Drawn:
    rows = list(openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True))
    heads = [str(cell) for cell in rows[0][1:]]
    columns = list(zip(*[row[1:] for row in rows[1:]], strict=True))
    numbers = [[None if cell is None else _plain(Decimal(str(cell))) for cell in column] for column in columns]
    return Drawn([str(row[0]) for row in rows[1:]], dict(zip(heads, numbers, strict=True)))


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Extract()
        self.scripts: list[str] = []
        self._text: list[str] = []
        self._table: list[list[str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in {"p", "h1", "h2", "h3", "figcaption", "td", "th", "script", "style"}:
            self._text, self._inside = [], tag
        if tag == "table":
            self._table = []
        if tag == "tr":
            self._table.append([])

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text).strip()
        if tag in {"p", "h1", "h2", "h3", "figcaption"} and self._inside == tag:
            self.found.paragraphs += [text] if text else []
        if tag in {"td", "th"}:
            self._table[-1].append(text)
        if tag == "table":
            self.found.tables.append(self._table)
        if tag == "script":
            self.scripts.append("".join(self._text))
        if tag in {"p", "h1", "h2", "h3", "figcaption", "td", "th", "script", "style"}:
            self._inside = ""


def of_html(content: bytes) -> tuple[Extract, list[dict[str, Any]]]:
    """A page: its text and tables, and the figures its charts are drawn from."""
    page = _Page()
    page.feed(content.decode())
    figures = [figure for script in page.scripts for figure in _figures(script)]
    return page.found, figures


def _figures(script: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    for call in re.finditer(r"Plotly\.newPlot\(\s*\"[\w-]+\",\s*", script):
        data, end = decoder.raw_decode(script, call.end())
        layout, _ = decoder.raw_decode(script, re.compile(r",\s*").match(script, end).end())
        yield {"data": data, "layout": layout}


def of_markdown(content: bytes) -> Extract:
    """Markdown: what stands between blank lines."""
    found = Extract()
    for block in content.decode().split("\n\n"):
        if block.startswith("|"):
            rows = [[_shown(cell) for cell in line[2:-2].split(" | ")] for line in block.split("\n")]
            found.tables.append([rows[0], *rows[2:]])
        else:
            found.paragraphs.append(_shown(block))
    return found


def _shown(text: str) -> str:
    plain = re.sub(r"^(#+ |> )|\*\*|(?<!\\)\*", "", text.strip())
    return re.sub(r"\\(.)", r"\1", plain).strip()


def of_xlsx(content: bytes) -> dict[str, list[list[Any]]]:
    """The shown values of every sheet."""
    with warnings.catch_warnings():
        # Data bars are an extension that this reader does not know.
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def xml_of(content: bytes, name: str) -> Any:
    """One part of a zip-based document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))
