"""The pieces a Word document is built of: runs with their faces, the page of GB/T 9704, page numbers, lines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from zones.exports.briefing.form import Face, Faces

# GB/T 9704: A4, 37 mm above, 35 below, 28 left, 26 right; 22 lines of 28 characters of size three (16 points).
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
TEXT_WIDTH_MM = 156
TITLE, BODY, SMALL, CAPTION = 22.0, 16.0, 14.0, 12.0
LINE = 28.0
RED = RGBColor(0xE0, 0x00, 0x00)
_FOOTER = Mm(24)
_NARROW = 24
_HEADER = Mm(20)
_LINE_GRID = "579"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT_TABLE = "/word/fontTable.xml"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def new_page(faces: Faces, *, language: str, title: str, author: str, gridded: bool) -> WordDocument:
    """An empty document with the official page, on its grid of 22 lines or free of it; nothing tells when it was made."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.created = document.core_properties.modified = _MADE
    document.core_properties.comments = ""
    document.core_properties.last_modified_by = ""
    document.core_properties.language = "zh-CN" if language == "zh" else "en"
    _set_up(document.sections[0], gridded=gridded)
    _set_body_style(document, faces, language)
    _name_fallbacks(document, faces)
    return document


def _set_up(section: Any, *, gridded: bool) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance, section.header_distance = _FOOTER, _HEADER
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001  python-docx has no name for the grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines" if gridded else "default")
    grid.set(qn("w:linePitch"), _LINE_GRID)


def narrow_margins(document: WordDocument) -> None:
    """More room above and below, for what must fit one page."""
    for section in document.sections:
        section.top_margin = section.bottom_margin = Mm(_NARROW)
        section.header_distance = section.footer_distance = Mm(_NARROW / 2)


def _set_body_style(document: WordDocument, faces: Faces, language: str) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    _name_faces(fonts, faces.body, faces)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN" if language == "zh" else "en-US")
    style.element.get_or_add_rPr().append(lang)


def _name_faces(fonts: Any, face: Face, faces: Faces) -> None:
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for attribute, name in (
        ("w:ascii", faces.latin.name),
        ("w:hAnsi", faces.latin.name),
        ("w:cs", faces.latin.name),
        ("w:eastAsia", face.name),
    ):
        fonts.set(qn(attribute), name)


def _name_fallbacks(document: WordDocument, faces: Faces) -> None:
    """In the font table each face names what stands in for it where a machine lacks it."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == _FONT_TABLE)
    table = etree.fromstring(part.blob)
    for face in {getattr(faces, key) for key in Faces.__slots__}:
        font = etree.SubElement(table, f"{{{_WORD}}}font", {f"{{{_WORD}}}name": face.name})
        etree.SubElement(font, f"{{{_WORD}}}altName", {f"{{{_WORD}}}val": face.instead})
        etree.SubElement(font, f"{{{_WORD}}}charset", {f"{{{_WORD}}}val": "86" if face != faces.latin else "00"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def put(
    paragraph: WordParagraph, text: str, face: Face, faces: Faces, *, size: float, colour: RGBColor | None = None
) -> None:
    """A run of text with its faces named for Chinese and for Latin letters."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    _name_faces(run._r.get_or_add_rPr().get_or_add_rFonts(), face, faces)  # noqa: SLF001


def shaped(
    paragraph: WordParagraph,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    line: float | None = LINE,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
) -> WordParagraph:
    """A paragraph's place: lines of exactly so many points (None: as high as its content), first-line indent in points."""
    place = paragraph.paragraph_format
    place.space_before, place.space_after = Pt(before), Pt(after)
    place.first_line_indent = Pt(indent) if indent else None
    if align is not None:
        place.alignment = align
    if line is None:
        place.line_spacing = 1.0
        _leave_grid(paragraph)
    else:
        place.line_spacing_rule, place.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    return paragraph


def _leave_grid(paragraph: WordParagraph) -> None:
    """Small type and pictures take the height they need, not that of the page's lines."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def outlined(paragraph: WordParagraph, level: int) -> None:
    """Headings are known to the reader's table of contents though they keep their own look."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(outline, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr")


def ruled(paragraph: WordParagraph, *, side: str, colour: str = "000000", eighths: int = 8) -> None:
    """A line above or below a paragraph, as wide as the text."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    edge = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)


def number_pages(document: WordDocument, faces: Faces, *, mark: str) -> None:
    """Page numbers as — 1 —, outside on both sides of a leaf; the mark of invented data in head and foot."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        line = shaped(header.paragraphs[0], align=WD_ALIGN_PARAGRAPH.CENTER, line=None)
        if mark:
            put(line, mark, faces.heading, faces, size=CAPTION, colour=RED)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = shaped(footer.paragraphs[0], align=side, line=None)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(SMALL)
        put(line, "— ", faces.number, faces, size=SMALL)
        _page_field(line, faces)
        put(line, " —", faces.number, faces, size=SMALL)
        if mark:
            below = shaped(footer.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER, line=None)
            put(below, mark, faces.heading, faces, size=CAPTION, colour=RED)


def _page_field(paragraph: WordParagraph, faces: Faces) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        put(paragraph, text if kind == "shown" else "", faces.number, faces, size=SMALL)
        run = paragraph.runs[-1]._r  # noqa: SLF001
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.text = text
            run.append(code)
