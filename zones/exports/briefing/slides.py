"""The pieces a slide deck is built of: the 16:9 page, text boxes with their faces, tables, charts, marks, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pptx
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from zones.domain.document import Chart, Look
from zones.domain.figures import Table, cell_text
from zones.exports.briefing.fitting import fitted
from zones.exports.briefing.form import Faces
from zones.exports.briefing.native_chart import chart_data, chart_workbook, dress

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
TOP = Inches(1.85)
ROOM_WIDTH, ROOM_HEIGHT = WIDTH - 2 * MARGIN, Inches(5.05)
INK, MUTED, ACCENT, RED = "1F2933", "5A6572", "14468C", "C00000"
_TITLE_ONLY = 5
_HEADER_LINES = 2
_TABLE_SIZES = (14.0, 12.0, 11.0, 10.0, 9.0)
_MM_AN_INCH = 25.4
_EMU_A_MM = 36000
_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
_TYPES = {Look.BARS: 57, Look.COLUMNS: 51}
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def new_deck(faces: Faces, *, title: str, author: str) -> Presentation:
    """An empty 16:9 deck whose layouts fill the wide page; nothing in it tells when it was made."""
    deck = pptx.Presentation()
    stretch = WIDTH / (deck.slide_width or WIDTH)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.shapes:
            if shape.element.find(f".//{qn('a:xfrm')}") is not None:
                shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))
    _name_theme_faces(master, faces)
    properties = deck.core_properties
    properties.title, properties.author = title, author
    properties.created = properties.modified = _MADE
    properties.last_modified_by = ""
    return deck


def _name_theme_faces(master: Any, faces: Faces) -> None:
    part = master.part.part_related_by(_THEME)
    theme = etree.fromstring(part.blob)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", faces.screen.name)
        fonts.find(qn("a:ea")).set("typeface", faces.screen.name)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def new_slide(
    deck: Presentation, faces: Faces, *, title: str, caption: str = "", mark: str, foot: str, notes: str
) -> Any:
    """A slide with its title, the mark of invented data in head and foot, the snapshot, its number, and speaker notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = MARGIN, Inches(0.5), ROOM_WIDTH, Inches(0.8)
    head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    head.text_frame.word_wrap = True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(head.text_frame.paragraphs[0], title, faces, size=26, colour=ACCENT, bold=True)
    line = slide.shapes.add_connector(1, MARGIN, Inches(1.32), WIDTH - MARGIN, Inches(1.32))
    line.line.color.rgb = RGBColor.from_string(ACCENT)
    if caption:
        add_text(slide, [caption], faces, box=(MARGIN, Inches(1.36), ROOM_WIDTH, Inches(0.4)), size=16, colour=MUTED)
    if mark:
        add_text(slide, [mark], faces, box=(MARGIN, Inches(0.12), ROOM_WIDTH, Inches(0.35)), size=12, colour=RED)
    below = (MARGIN, Inches(7.02), ROOM_WIDTH, Inches(0.35))
    parts = [text for text in (mark, foot) if text]
    add_text(slide, ["    ".join(parts)], faces, box=below, size=11, colour=RED if mark else MUTED)
    number = (WIDTH - MARGIN - Inches(1), Inches(7.02), Inches(1), Inches(0.35))
    add_text(slide, [str(len(deck.slides))], faces, box=number, size=11, colour=MUTED, align=PP_ALIGN.RIGHT)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            for run in paragraph.runs:
                _name_face(run, faces)
    return slide


def write(paragraph: Any, text: str, faces: Faces, *, size: float, colour: str = INK, bold: bool = False) -> None:
    """A run with its faces named for Chinese and for Latin letters."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    _name_face(run, faces)


def _name_face(run: Any, faces: Faces) -> None:
    properties = run._r.get_or_add_rPr()  # noqa: SLF001  python-pptx names the Latin face only
    for tag in ("a:latin", "a:ea"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        etree.SubElement(properties, qn(tag), {"typeface": faces.screen.name})


def add_text(
    slide: Any,
    paragraphs: Sequence[str],
    faces: Faces,
    *,
    box: tuple[int, int, int, int],
    size: float,
    colour: str = INK,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    """A text box: left, top, width and height in EMU."""
    frame = slide.shapes.add_textbox(*(Emu(int(value)) for value in box)).text_frame
    frame.word_wrap = True
    for at, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.space_after = Pt(size / 2)
        paragraph.line_spacing = 1.15
        write(paragraph, text, faces, size=size, colour=colour)


def add_table(slide: Any, table: Table, rows: Sequence[Any], faces: Faces) -> None:
    """Some rows of a table over the whole width, numbers to the right."""
    room = ROOM_WIDTH / 914400 * _MM_AN_INCH
    size, widths = fitted(table, room=room, sizes=_TABLE_SIZES, header_lines=_HEADER_LINES)
    height = Inches(0.36) * (len(rows) + 1)
    made = slide.shapes.add_table(len(rows) + 1, len(table.columns), MARGIN, TOP, ROOM_WIDTH, height).table
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(int(width * _EMU_A_MM))
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _fill_cell(cell, column.header, faces, size=size, align=PP_ALIGN.CENTER, colour="FFFFFF", bold=True)
    made.rows[0].height = Inches(0.6)
    for line, row in zip(list(made.rows)[1:], rows, strict=True):
        line.height = Inches(0.34)
        for cell, value, column in zip(line.cells, row, table.columns, strict=True):
            align = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
            _fill_cell(cell, cell_text(value), faces, size=size, align=align)


def _fill_cell(
    cell: Any, text: str, faces: Faces, *, size: float, align: PP_ALIGN, colour: str = INK, bold: bool = False
) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = align
    write(paragraph, text, faces, size=size, colour=colour, bold=bold)


def add_chart(slide: Any, chart: Chart, faces: Faces, *, box: tuple[int, int, int, int], size: int = 12) -> None:
    """A native chart; its workbook holds nothing of the moment."""
    places = (Emu(int(value)) for value in box)
    frame = slide.shapes.add_chart(_TYPES[chart.look], *places, chart_data(chart))
    dress(frame.chart, chart, faces, size=size)
    frame.chart.part.chart_workbook.xlsx_part._blob = chart_workbook(chart)  # noqa: SLF001
