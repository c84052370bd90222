"""What a reader finds in a produced document: its text, its tables, and the numbers of its charts."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}tab": "\t"}


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


class _Package:
    """The parts of an office document and what each refers to."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The kind and the part behind every relationship of a part."""
        folder, file = posixpath.split(name)
        relations = self.xml(f"{folder}/_rels/{file}.rels")
        return {
            item.get("Id"): (
                item.get("Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, item.get("Target"))),
            )
            for item in relations
        }

    def chart(self, name: str) -> Drawn:
        """A chart's numbers; those it caches are those of its embedded workbook."""
        drawn = _chart(self.xml(name))
        workbook = next(part for kind, part in self.related(name).values() if kind == "package")
        inside = _workbook_chart(self.archive.read(workbook))
        assert inside == drawn, (name, inside, drawn)
        return drawn


def of_docx(content: bytes) -> Extract:
    """A Word document."""
    package, found = _Package(content), Extract()
    parts = package.related("word/document.xml")
    for child in package.xml("word/document.xml").find(f"{_W}body"):
        if child.tag == f"{_W}p":
            text = _word_text(child).strip()
            found.paragraphs += [text] if text else []
            # What a chart is called for those who cannot see it.
            found.paragraphs += [told.get("descr") for told in child.iter(f"{_WP}docPr")]
            found.charts += [package.chart(parts[chart.get(f"{_R}id")][1]) for chart in child.iter(f"{_C}chart")]
        elif child.tag == f"{_W}tbl":
            rows = child.findall(f"{_W}tr")
            found.tables.append([[_word_text(cell) for cell in row.findall(f"{_W}tc")] for row in rows])
    return found


def _word_text(holder: Any) -> str:
    parts = (part for run in holder.iter(f"{_W}r") for part in run)
    return "".join(_BREAKS.get(part.tag) or (part.text or "" if part.tag == f"{_W}t" else "") for part in parts)


def of_pptx(content: bytes) -> Extract:
    """A deck: text boxes, tables, charts, speaker notes."""
    package, found = _Package(content), Extract()
    deck = package.related("ppt/presentation.xml")
    for entry in package.xml("ppt/presentation.xml").iter(f"{_P}sldId"):
        name = deck[entry.get(f"{_R}id")][1]
        parts, slide = package.related(name), package.xml(name)
        found.paragraphs += [text for box in slide.iter(f"{_P}txBody") for text in _slide_texts(box) if text.strip()]
        for table in slide.iter(f"{_A}tbl"):
            rows = table.findall(f"{_A}tr")
            found.tables.append([["\n".join(_slide_texts(cell)) for cell in row.findall(f"{_A}tc")] for row in rows])
        found.charts += [package.chart(parts[chart.get(f"{_R}id")][1]) for chart in slide.iter(f"{_C}chart")]
        for kind, notes in parts.values():
            if kind == "notesSlide":
                found.notes += [text for box in package.xml(notes).iter(f"{_P}txBody") for text in _slide_texts(box)]
    return found


def _slide_texts(box: Any) -> list[str]:
    return ["".join(item.text or "" for item in line.iter(f"{_A}t")) for line in box.iter(f"{_A}p")]


def _chart(space: Any) -> Drawn:
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
    heads, *rows = _rows(CalamineWorkbook.from_filelike(io.BytesIO(blob)), "Sheet1")
    columns = zip(*[row[1:] for row in rows], strict=True)
    numbers = [[None if cell == "" else _plain(Decimal(str(cell))) for cell in column] for column in columns]
    return Drawn([str(row[0]) for row in rows], dict(zip(heads[1:], numbers, strict=True)))


def _rows(book: CalamineWorkbook, sheet: str) -> list[list[Any]]:
    return list(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))


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
    head, _, body = content.partition(b"</head>")
    # The program that draws the charts is megabytes and says nothing.
    page.feed((head.partition(b"<script>")[0] + body).decode())
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
    if not re.search(r"[\\*>#]", text):
        return text.strip()
    plain = re.sub(r"^(#+ |> )|\*\*|(?<!\\)\*", "", text.strip())
    return re.sub(r"\\(.)", r"\1", plain).strip()


def of_xlsx(content: bytes, *, charts: bool = True) -> tuple[dict[str, list[list[Any]]], list[Drawn]]:
    """The shown values of every sheet with cells, and the charts with the numbers of the cells they are drawn from."""
    book, package = CalamineWorkbook.from_filelike(io.BytesIO(content)), _Package(content)
    sheets = {name: rows for name in book.sheet_names if (rows := _rows(book, name))}
    names = sorted(name for name in package.archive.namelist() if charts and name.startswith("xl/charts/chart"))
    return sheets, [_sheet_chart(package.xml(name), sheets) for name in names]


def _sheet_chart(space: Any, sheets: dict[str, list[list[Any]]]) -> Drawn:
    """What it caches is what stands in the cells."""
    names: list[str] = []
    series: dict[str, list[Decimal | None]] = {}
    for drawn in space.iter(f"{_C}ser"):
        name, names, numbers = (_cells(drawn.find(f"{_C}{part}"), sheets) for part in ("tx", "cat", "val"))
        shown = dict(_points(drawn.find(f"{_C}val")))
        for at, number in enumerate(numbers):
            assert at not in shown or float(shown[at]) == number
        series[name[0]] = [None if isinstance(number, str) else Decimal(str(number)) for number in numbers]
    return Drawn(names, series)


def _cells(holder: Any, sheets: dict[str, list[list[Any]]]) -> list[Any]:
    sheet, column, first, last = re.fullmatch(
        r"'?(.+?)'?!\$([A-Z])\$(\d+)(?::\$\2\$(\d+))?", holder.findtext(f".//{_C}f")
    ).groups()
    return [row[ord(column) - ord("A")] for row in sheets[sheet][int(first) - 1 : int(last or first)]]


def xml_of(content: bytes, name: str) -> Any:
    """One part of a zip-based document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))
