"""Charts as Office draws them itself: editable, with their numbers in an embedded workbook; for Word and PowerPoint alike."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart as OfficeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Pt

from zones.domain.document import Chart, Look
from zones.exports.briefing.form import Faces
from zones.exports.workbook import new_workbook

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# On pace and behind keep apart in print and for the colour-blind: dark blue against light orange.
ON_PACE, WEAK, SECOND = "1F5FA8", "E08A1E", "B9C3CE"
_TYPES = {Look.BARS: XL_CHART_TYPE.BAR_CLUSTERED, Look.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED}
_GAP = 55


def chart_data(chart: Chart) -> CategoryChartData:
    """The numbers of a chart as the chart writer takes them."""
    data = CategoryChartData(number_format=number_format(chart))
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.name, [None if value is None else float(value) for value in series.values])
    return data


def number_format(chart: Chart) -> str:
    """How its numbers print."""
    return "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")


def chart_xml(chart: Chart, faces: Faces, *, size: int, workbook: str) -> bytes:
    """The chart part of a document; `size` is the type's size in points, `workbook` the relationship of its workbook."""
    space = parse_xml(ChartXmlWriter(_TYPES[chart.look], chart_data(chart)).xml.encode())
    dress(OfficeChart(space, None), chart, faces, size=size)
    external = etree.SubElement(space, f"{{{_CHART}}}externalData", {f"{{{_RELATIONSHIPS}}}id": workbook})
    etree.SubElement(external, f"{{{_CHART}}}autoUpdate", {"val": "0"})
    _put_in_order(space, external)
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def _put_in_order(space: Any, external: Any) -> None:
    """The schema wants the workbook before what the user drew on a chart."""
    shapes = space.find(f"{{{_CHART}}}userShapes")
    if shapes is not None:
        shapes.addprevious(external)


def chart_workbook(chart: Chart) -> bytes:
    """The workbook behind a chart, laid out as its formulas expect: names in column A, a series a column."""
    content = io.BytesIO()
    book = new_workbook(content)
    sheet = book.add_worksheet("Sheet1")
    numbers = book.add_format({"num_format": number_format(chart)})
    for line, name in enumerate(chart.categories, start=1):
        sheet.write_string(line, 0, name)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, series.name)
        for line, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(line, column, float(value), numbers)
    sheet.set_column(0, 0, 24)
    book.close()
    return content.getvalue()


def dress(office: OfficeChart, chart: Chart, faces: Faces, *, size: int) -> None:
    """The look of a chart: no title of its own (the caption says it), labels on every bar, weak points in a second colour."""
    office.has_title = False
    office.font.size = Pt(size)
    office.has_legend = len(chart.series) > 1
    if office.has_legend:
        office.legend.position = XL_LEGEND_POSITION.BOTTOM
        office.legend.include_in_layout = False
    plot = office.plots[0]
    plot.gap_width, plot.overlap = _GAP, 0
    for at, (drawn, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        drawn.invert_if_negative = False
        # A schedule is the same for all and stands on the axis: its labels would only crowd the others out.
        _label(drawn.data_labels, chart, size, shown=at == 0)
        _fill(drawn, ON_PACE if at == 0 else SECOND)
        for point, weak in enumerate(series.weak):
            if weak:
                _fill(drawn.points[point], WEAK)
    _dress_axes(office, chart)
    _name_face(office, faces)


def _label(labels: Any, chart: Chart, size: int, *, shown: bool) -> None:
    labels.number_format, labels.number_format_is_linked = number_format(chart), False
    labels.show_value = shown
    labels.font.size = Pt(size)


def _fill(shape: Any, colour: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _dress_axes(office: OfficeChart, chart: Chart) -> None:
    values, names = office.value_axis, office.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("E6E9ED")
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    values.minimum_scale = min(0, *(float(value) for series in chart.series for value in series.values if value))
    names.format.line.color.rgb = RGBColor.from_string("9AA5B1")
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    # Bars are drawn from the bottom up; the first category belongs on top.
    names.reverse_order = chart.look is Look.BARS
    if chart.look is Look.BARS:
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _name_face(office: OfficeChart, faces: Faces) -> None:
    """The face of Chinese and of Latin letters, in every text of the chart."""
    for properties in office.element.iter(f"{{{_DRAWING}}}defRPr", f"{{{_DRAWING}}}rPr"):
        for tag, face in (("latin", faces.latin.name), ("ea", faces.screen.name)):
            old = properties.find(f"{{{_DRAWING}}}{tag}")
            if old is not None:
                properties.remove(old)
            etree.SubElement(properties, f"{{{_DRAWING}}}{tag}", {"typeface": face})
