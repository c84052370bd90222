"""Tables and charts of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls
from docx.shared import Emu, Mm

from zones.domain.document import Chart, Grid
from zones.exports.briefing.chart_workbook import chart_workbook
from zones.exports.briefing.fitting import fitted
from zones.exports.briefing.form import Faces
from zones.exports.briefing.native_chart import CHART, chart_xml
from zones.exports.briefing.word import CAPTION, TEXT_WIDTH_MM, Align, Place, paragraph, run
from zones.exports.briefing.word_page import CHART_WORKBOOK, ChartPart
from zones.exports.briefing.word_table import table_xml

_AIR = 10.0
FULL_SIZES = (10.5, 9.0, 8.0, 7.0)
SMALL_SIZES = (9.0, 8.0, 7.0)
_NOTE_TYPE = 9.0
_CHART_TYPE_SIZE = 9
_BAR_MM, _FRAME_MM, _LOWEST_MM, _HIGHEST_MM = 5.6, 13.0, 40.0, 190.0


def caption_xml(text: str, faces: Faces, *, above: bool) -> str:
    """A caption in the middle: above a table it stays with it, below a figure it closes it."""
    place = Place(Align.CENTER, line=None, before=8 if above else 2, after=4 if above else 10, keep=above)
    return paragraph(place, run(text, faces.heading, faces, size=CAPTION))


def grid_xml(grid: Grid, faces: Faces, *, sizes: Sequence[float] = FULL_SIZES) -> str:
    """A table over the whole width, in the largest of the sizes that fits, its caption above and its notes below."""
    size, widths = fitted(grid.table, room=TEXT_WIDTH_MM, sizes=sizes)
    notes = [
        paragraph(Place(line=None, before=2), run(note, faces.table, faces, size=_NOTE_TYPE))
        for note in grid.table.notes
    ]
    return "".join(
        (
            caption_xml(grid.caption, faces, above=True),
            table_xml(grid.table, size=size, widths=widths, faces=faces),
            *notes,
            paragraph(Place(line=_AIR)),
        )
    )


def chart_part(chart: Chart, faces: Faces, *, number: int) -> ChartPart:
    """A native chart with its workbook inside."""
    content = chart_xml(chart, faces, size=_CHART_TYPE_SIZE, workbook=CHART_WORKBOOK)
    return ChartPart(number, content, chart_workbook(chart))


def chart_place_xml(chart: Chart, part: ChartPart, faces: Faces) -> str:
    """Where a chart stands: over the whole width, its caption below."""
    place = Place(Align.CENTER, line=None, before=6, keep=True)
    return paragraph(place, f"<w:r>{_drawing(chart, part)}</w:r>") + caption_xml(chart.caption, faces, above=False)


def chart_height_mm(chart: Chart) -> float:
    """As high as its bars need, within a page."""
    bars = len(chart.categories) * (1 + 0.5 * (len(chart.series) - 1))
    return min(max(_FRAME_MM + _BAR_MM * bars, _LOWEST_MM), _HIGHEST_MM)


def _drawing(chart: Chart, part: ChartPart) -> str:
    width, height = Emu(Mm(TEXT_WIDTH_MM - 2)), Emu(Mm(chart_height_mm(chart)))
    return (
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{1000 + part.number}" name="Chart {part.number}"'
        f" descr={quoteattr(chart.caption)}/>"
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{part.reference}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
