"""A slide deck being built: the 16:9 page, and slides with their title, marks, tables, charts and speaker notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self

import pptx
from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from zones.domain.document import Chart
from zones.domain.figures import Table
from zones.exports.briefing.chart_workbook import chart_workbook
from zones.exports.briefing.fitting import fitted
from zones.exports.briefing.form import Faces
from zones.exports.briefing.native_chart import chart_xml
from zones.exports.briefing.packing import timeless
from zones.exports.briefing.slide_xml import Align, Box, Sheet, notes_xml

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
TOP = Inches(1.85)
ROOM_WIDTH, ROOM_HEIGHT = WIDTH - 2 * MARGIN, Inches(5.05)
ROOM: Box = (MARGIN, TOP, ROOM_WIDTH, ROOM_HEIGHT)
MUTED, ACCENT, RED = "5A6572", "14468C", "C00000"
_TITLE_BOX: Box = (MARGIN, Inches(0.5), ROOM_WIDTH, Inches(0.8))
_RULE_BOX: Box = (MARGIN, Inches(1.32), ROOM_WIDTH, 0)
_CAPTION_BOX: Box = (MARGIN, Inches(1.36), ROOM_WIDTH, Inches(0.4))
_MARK_BOX: Box = (MARGIN, Inches(0.12), ROOM_WIDTH, Inches(0.35))
_FOOT_BOX: Box = (MARGIN, Inches(7.02), ROOM_WIDTH, Inches(0.35))
_NUMBER_BOX: Box = (WIDTH - MARGIN - Inches(1), Inches(7.02), Inches(1), Inches(0.35))
_TITLE_ONLY = 5
_HEADER_LINES = 2
_TABLE_SIZES = (14.0, 12.0, 11.0, 10.0, 9.0)
_EMU_A_MM = 36000
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Deck:
    """An empty 16:9 deck whose layouts fill the wide page; nothing in it tells when it was made."""

    def __init__(self, faces: Faces, *, title: str, author: str) -> None:
        self.faces = faces
        self.deck = pptx.Presentation()
        self.package = self.deck.part.package
        self.slides = self.charts = 0
        _widen(self.deck)
        _name_theme_faces(self.deck.slide_master, faces)
        properties = self.deck.core_properties
        properties.title, properties.author = title, author
        properties.created = properties.modified = _MADE
        properties.last_modified_by = ""

    def saved(self) -> bytes:
        """The finished file."""
        content = io.BytesIO()
        self.deck.save(content)
        return timeless(content.getvalue())

    def slide(self, *, title: str, caption: str = "", mark: str, foot: str, notes: str) -> Slide:
        """A slide with its title, the mark of invented data in head and foot, the snapshot, its number, and notes."""
        self.slides += 1
        part = self._part("slides/slide", self.slides, CONTENT_TYPE.PML_SLIDE)
        part.relate_to(self.deck.slide_layouts[_TITLE_ONLY].part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        self.deck.slides._sldIdLst.add_sldId(self.deck.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE))  # noqa: SLF001
        if notes:
            self._add_notes(part, notes)
        sheet = Sheet(self.faces)
        sheet.title(title, box=_TITLE_BOX, size=26, colour=ACCENT)
        sheet.rule(box=_RULE_BOX, colour=ACCENT)
        if caption:
            sheet.text([caption], box=_CAPTION_BOX, size=16, colour=MUTED)
        if mark:
            sheet.text([mark], box=_MARK_BOX, size=12, colour=RED)
        below = "    ".join(text for text in (mark, foot) if text)
        sheet.text([below], box=_FOOT_BOX, size=11, colour=RED if mark else MUTED)
        sheet.text([str(self.slides)], box=_NUMBER_BOX, size=11, colour=MUTED, align=Align.RIGHT)
        return Slide(self, part, sheet)

    def chart_part(self, chart: Chart, *, size: int) -> Any:
        """A chart's part with its workbook inside."""
        self.charts += 1
        part = self._part("charts/chart", self.charts, CONTENT_TYPE.DML_CHART)
        place = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{self.charts}.xlsx")
        workbook = Part(place, CONTENT_TYPE.SML_SHEET, self.package, chart_workbook(chart))
        inside = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
        part.blob = chart_xml(chart, self.faces, size=size, workbook=inside)
        return part

    def _add_notes(self, slide: Any, text: str) -> None:
        part = self._part("notesSlides/notesSlide", self.slides, CONTENT_TYPE.PML_NOTES_SLIDE)
        part.blob = notes_xml(text, self.faces)
        part.relate_to(self.deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide, RELATIONSHIP_TYPE.SLIDE)
        slide.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)

    def _part(self, place: str, number: int, kind: str) -> Any:
        return Part(PackURI(f"/ppt/{place}{number}.xml"), kind, self.package)


class Slide:
    """One slide; it is written when it is closed, as a context."""

    def __init__(self, deck: Deck, part: Any, sheet: Sheet) -> None:
        self.deck, self.part, self.sheet = deck, part, sheet

    def __enter__(self) -> Self:
        """Shapes may be added."""
        return self

    def __exit__(self, *error: object) -> None:
        """The shapes become the slide."""
        self.part.blob = self.sheet.xml()

    def table(self, table: Table, rows: Sequence[Sequence[object]]) -> None:
        """Some rows of a table over the whole width."""
        room = ROOM_WIDTH / _EMU_A_MM
        size, widths = fitted(table, room=room, sizes=_TABLE_SIZES, header_lines=_HEADER_LINES)
        columns = [int(width * _EMU_A_MM) for width in widths]
        self.sheet.table(table, rows, box=ROOM, widths=columns, size=size)

    def chart(self, chart: Chart, *, box: Box, size: int) -> None:
        """A native chart; its workbook holds nothing of the moment."""
        reference = self.part.relate_to(self.deck.chart_part(chart, size=size), RELATIONSHIP_TYPE.CHART)
        self.sheet.chart(reference, box=box)


def _widen(deck: Any) -> None:
    """The default deck is 4:3; everything on its layouts is stretched to the wide page."""
    stretch = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for holder in (deck.slide_master, *deck.slide_master.slide_layouts):
        for shape in holder.shapes:
            if shape.element.find(f".//{qn('a:xfrm')}") is not None:
                shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))


def _name_theme_faces(master: Any, faces: Faces) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", faces.screen.name)
        fonts.find(qn("a:ea")).set("typeface", faces.screen.name)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
