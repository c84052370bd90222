"""Tables and charts of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm

from zones.domain.document import Chart, Grid
from zones.exports.briefing.chart_workbook import chart_workbook
from zones.exports.briefing.fitting import fitted
from zones.exports.briefing.form import Faces
from zones.exports.briefing.native_chart import CHART, chart_xml
from zones.exports.briefing.word import CAPTION, TEXT_WIDTH_MM, put, shaped
from zones.exports.briefing.word_table import table_element

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AIR = 10.0
FULL_SIZES = (10.5, 9.0, 8.0, 7.0)
SMALL_SIZES = (9.0, 8.0, 7.0)
_NOTE_TYPE = 9.0
_CHART_TYPE_SIZE = 9
_BAR_MM, _FRAME_MM, _LOWEST_MM, _HIGHEST_MM = 5.6, 13.0, 40.0, 190.0


def add_caption(document: WordDocument, text: str, faces: Faces, *, above: bool) -> None:
    """A caption in the middle: above a table it stays with it, below a figure it closes it."""
    line = shaped(
        document.add_paragraph(),
        align=WD_ALIGN_PARAGRAPH.CENTER,
        line=None,
        before=8 if above else 2,
        after=4 if above else 10,
    )
    line.paragraph_format.keep_with_next = above
    put(line, text, faces.heading, faces, size=CAPTION)


def add_grid(document: WordDocument, grid: Grid, faces: Faces, *, sizes: Sequence[float] = FULL_SIZES) -> None:
    """A table over the whole width, in the largest of the sizes that fits, its caption above and its notes below."""
    add_caption(document, grid.caption, faces, above=True)
    size, widths = fitted(grid.table, room=TEXT_WIDTH_MM, sizes=sizes)
    element = table_element(grid.table, size=size, widths=widths, faces=faces)
    below = shaped(document.add_paragraph(), line=None if grid.table.notes else _AIR, before=2)
    below._p.addprevious(element)  # noqa: SLF001
    for at, note in enumerate(grid.table.notes):
        line = below if at == 0 else shaped(document.add_paragraph(), line=None, before=2)
        put(line, note, faces.table, faces, size=_NOTE_TYPE)
    if grid.table.notes:
        shaped(document.add_paragraph(), line=_AIR)


def add_chart(document: WordDocument, chart: Chart, faces: Faces, *, number: int) -> None:
    """A native chart over the whole width, its workbook inside, its caption below."""
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _WORKBOOK_TYPE, chart_workbook(chart), package)
    inside = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = chart_xml(chart, faces, size=_CHART_TYPE_SIZE, workbook=inside)  # noqa: SLF001
    reference = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    line = shaped(document.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER, line=None, before=6)
    line.paragraph_format.keep_with_next = True
    line.add_run()._r.append(_drawing(reference, chart, number))  # noqa: SLF001
    add_caption(document, chart.caption, faces, above=False)


def chart_height_mm(chart: Chart) -> float:
    """As high as its bars need, within a page."""
    bars = len(chart.categories) * (1 + 0.5 * (len(chart.series) - 1))
    return min(max(_FRAME_MM + _BAR_MM * bars, _LOWEST_MM), _HIGHEST_MM)


def _drawing(reference: str, chart: Chart, number: int) -> Any:
    width, height = Emu(Mm(TEXT_WIDTH_MM - 2)), Emu(Mm(chart_height_mm(chart)))
    drawing = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{1000 + number}" name="Chart {number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{reference}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    drawing.find(f".//{qn('wp:docPr')}").set("descr", chart.caption)
    return drawing
