"""The empty page of GB/T 9704 that a bulletin is written on, made once for each look, and the document packed from it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from zones.exports.briefing.form import Face, Faces
from zones.exports.briefing.packing import packed
from zones.exports.briefing.word import BODY, CAPTION, RED, SMALL, Align, Place, paragraph, run

# GB/T 9704: A4, 37 mm above, 35 below, 28 left, 26 right; 22 lines of 28 characters of size three (16 points).
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_FOOTER, _HEADER, _NARROW = Mm(24), Mm(20), Mm(24)
_LINE_GRID = "579"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT_TABLE = "/word/fontTable.xml"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_TITLE, _AUTHOR = "TITLE-OF-THE-BULLETIN", "AUTHOR-OF-THE-BULLETIN"
_TYPES, _TEXT = "[Content_Types].xml", "word/document.xml"
_RELATIONS, _CORE = "word/_rels/document.xml.rels", "docProps/core.xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART_WORKBOOK = "rId1"


@dataclass(frozen=True, slots=True)
class Page:
    """The look of a document's pages; `mark` stands in head and foot of data that is invented."""

    faces: Faces
    language: str
    gridded: bool
    narrow: bool
    mark: str


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart's part and the workbook in it, which it knows as CHART_WORKBOOK."""

    number: int
    content: bytes
    workbook: bytes

    @property
    def reference(self) -> str:
        """The name of its relationship in the text."""
        return f"rIdChart{self.number}"


def document_bytes(page: Page, *, title: str, author: str, body: str, charts: Sequence[ChartPart]) -> bytes:
    """The finished file: the page, the paragraphs and tables of the body on it, and its charts."""
    more = {
        _TEXT: ("<w:sectPr ", body),
        _TYPES: ("</Types>", _chart_types(charts)),
        _RELATIONS: ("</Relationships>", _chart_relations(charts)),
    }

    def parts() -> Iterator[tuple[str, bytes]]:
        for name, content in _shell(page):
            if name in more:
                mark, added = more[name]
                before, found, after = content.decode().rpartition(mark)
                yield name, f"{before}{added}{found}{after}".encode()
            elif name == _CORE:
                told = content.decode().replace(_TITLE, escape(title)).replace(_AUTHOR, escape(author))
                yield name, told.encode()
            else:
                yield name, content
        for chart in charts:
            yield from _chart_files(chart)

    return packed(parts())


def _chart_types(charts: Sequence[ChartPart]) -> str:
    sheets = f'<Default Extension="xlsx" ContentType="{_SHEET_TYPE}"/>' if charts else ""
    return sheets + "".join(
        f'<Override PartName="/word/charts/chart{chart.number}.xml" ContentType="{_CHART_TYPE}"/>' for chart in charts
    )


def _chart_relations(charts: Sequence[ChartPart]) -> str:
    return "".join(
        f'<Relationship Id="{chart.reference}" Type="{_OFFICE}/chart" Target="charts/chart{chart.number}.xml"/>'
        for chart in charts
    )


def _chart_files(chart: ChartPart) -> Iterator[tuple[str, bytes]]:
    yield f"word/charts/chart{chart.number}.xml", chart.content
    relation = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"><Relationship '
        f'Id="{CHART_WORKBOOK}" Type="{_OFFICE}/package" Target="../embeddings/chart{chart.number}.xlsx"/></Relationships>'
    )
    yield f"word/charts/_rels/chart{chart.number}.xml.rels", relation.encode()
    yield f"word/embeddings/chart{chart.number}.xlsx", chart.workbook


@lru_cache(maxsize=16)
def _shell(page: Page) -> tuple[tuple[str, bytes], ...]:
    """The parts of an empty document; nothing in it tells when it was made."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = _TITLE, _AUTHOR
    properties.created = properties.modified = _MADE
    properties.comments = properties.last_modified_by = ""
    properties.language = "zh-CN" if page.language == "zh" else "en"
    _set_up(document.sections[0], page)
    _set_body_style(document, page)
    _name_fallbacks(document, page.faces)
    _number_pages(document, page)
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as archive:
        return tuple((item.filename, archive.read(item)) for item in archive.infolist())


def _set_up(section: Any, page: Page) -> None:
    """The official margins; more room above and below for what must fit one page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = (_NARROW, _NARROW) if page.narrow else (TOP, BOTTOM)
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance = _NARROW // 2 if page.narrow else _FOOTER
    section.header_distance = _NARROW // 2 if page.narrow else _HEADER
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001  python-docx has no name for the grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines" if page.gridded else "default")
    grid.set(qn("w:linePitch"), _LINE_GRID)


def _set_body_style(document: WordDocument, page: Page) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    _name_faces(fonts, page.faces.body, page.faces)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN" if page.language == "zh" else "en-US")
    style.element.get_or_add_rPr().append(lang)


def _name_faces(fonts: Any, face: Face, faces: Faces) -> None:
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(attribute), faces.latin.name)
    fonts.set(qn("w:eastAsia"), face.name)


def _name_fallbacks(document: WordDocument, faces: Faces) -> None:
    """In the font table each face names what stands in for it where a machine lacks it."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == _FONT_TABLE)
    table = etree.fromstring(part.blob)
    for face in dict.fromkeys(getattr(faces, key) for key in Faces.__slots__):
        font = etree.SubElement(table, f"{{{_WORD}}}font", {f"{{{_WORD}}}name": face.name})
        etree.SubElement(font, f"{{{_WORD}}}altName", {f"{{{_WORD}}}val": face.instead})
        etree.SubElement(font, f"{{{_WORD}}}charset", {f"{{{_WORD}}}val": "86" if face != faces.latin else "00"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _number_pages(document: WordDocument, page: Page) -> None:
    """Page numbers as — 1 —, outside on both sides of a leaf; the mark of invented data in head and foot."""
    document.settings.odd_and_even_pages_header_footer = True
    section, faces = document.sections[0], page.faces
    marked = [run(page.mark, faces.heading, faces, size=CAPTION, colour=RED)] if page.mark else []
    for header in (section.header, section.even_page_header):
        _fill(header, [paragraph(Place(Align.CENTER, line=None, style="Header"), *marked)])
    below = [paragraph(Place(Align.CENTER, line=None, style="Footer"), *marked)] if page.mark else []
    for footer, side in ((section.footer, Align.RIGHT), (section.even_page_footer, Align.LEFT)):
        number = paragraph(Place(side, line=None, sides=SMALL, style="Footer"), *_page_field(faces))
        _fill(footer, [number, *below])


def _fill(story: Any, paragraphs: Sequence[str]) -> None:
    """A header or footer holds these paragraphs and nothing else."""
    story.is_linked_to_previous = False
    element = story._element  # noqa: SLF001
    for old in list(element):
        element.remove(old)
    for text in paragraphs:
        element.append(parse_xml(text.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def _page_field(faces: Faces) -> list[str]:
    fields = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    code = "<w:instrText>PAGE</w:instrText>"
    inside = ("— ", fields[0], code, fields[1], "1", fields[2], " —")
    return [
        run("", faces.number, faces, size=SMALL, inside=part)
        if part.startswith("<")
        else run(part, faces.number, faces, size=SMALL)
        for part in inside
    ]
