"""Charts as Office draws them itself: editable, with their numbers in an embedded workbook; for Word and PowerPoint alike.

The chart is written in one piece: set property by property through a library it would take twenty times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from zones.domain.document import Chart, Look, Series
from zones.exports.briefing.form import Faces

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# On pace and behind keep apart in print and for the colour-blind: dark blue against light orange.
ON_PACE, WEAK, SECOND = "1F5FA8", "E08A1E", "B9C3CE"
_GRID, _AXIS = "E6E9ED", "9AA5B1"
_GAP = 55
_NAMES_AXIS, _VALUES_AXIS = 1, 2


def number_format(chart: Chart) -> str:
    """How its numbers print."""
    return "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")


def chart_xml(chart: Chart, faces: Faces, *, size: int, workbook: str) -> bytes:
    """The chart part of a document; `size` is the type's size in points, `workbook` the relationship of its workbook.

    It has no title of its own (the caption says it), labels on every bar, and weak points in a second colour.
    """
    type_ = _type(faces, size)
    drawn = "".join(_series(chart, at, series, type_) for at, series in enumerate(chart.series))
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATIONSHIPS}"><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:barChart>'
        f'<c:barDir val="{"bar" if chart.look is Look.BARS else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="{_GAP}"/><c:axId val="{_NAMES_AXIS}"/>'
        f'<c:axId val="{_VALUES_AXIS}"/></c:barChart>{_names_axis(chart)}{_values_axis(chart)}</c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{type_}'
        f'<c:externalData r:id={quoteattr(workbook)}><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _type(faces: Faces, size: int) -> str:
    """The face of Chinese and of Latin letters."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size * 100}">'
        f"<a:latin typeface={quoteattr(faces.latin.name)}/><a:ea typeface={quoteattr(faces.screen.name)}/>"
        '</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _filled(colour: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'


def _lined(colour: str) -> str:
    return f'<c:spPr><a:ln><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr>'


def _series(chart: Chart, at: int, series: Series, type_: str) -> str:
    column, last = chr(ord("B") + at), len(chart.categories) + 1
    weak = "".join(
        f'<c:dPt><c:idx val="{point}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_filled(WEAK)}</c:dPt>'
        for point, behind in enumerate(series.weak)
        if behind
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        f"{_texts([series.name])}</c:strRef></c:tx>{_filled(ON_PACE if at == 0 else SECOND)}"
        # A schedule is the same for all and stands on the axis: its labels would only crowd the others out.
        f'<c:invertIfNegative val="0"/>{weak}{_labels(chart, type_, shown=at == 0)}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_texts(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{_numbers(chart, series.values)}"
        "</c:numRef></c:val></c:ser>"
    )


def _texts(texts: Sequence[str]) -> str:
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{_points(escape(text) for text in texts)}</c:strCache>'


def _numbers(chart: Chart, values: Sequence[Decimal | None]) -> str:
    points = _points(None if value is None else str(value) for value in values)
    return (
        f"<c:numCache><c:formatCode>{number_format(chart)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    )


def _points(values: Iterable[str | None]) -> str:
    return "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )


def _labels(chart: Chart, type_: str, *, shown: bool) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{number_format(chart)}" sourceLinked="0"/>{type_}<c:showLegendKey val="0"/>'
        f'<c:showVal val="{int(shown)}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _names_axis(chart: Chart) -> str:
    bars = chart.look is Look.BARS
    return (
        f'<c:catAx><c:axId val="{_NAMES_AXIS}"/>'
        # Bars are drawn from the bottom up; the first category belongs on top.
        f'<c:scaling><c:orientation val="{"maxMin" if bars else "minMax"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if bars else "b"}"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_lined(_AXIS)}<c:crossAx val="{_VALUES_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _values_axis(chart: Chart) -> str:
    bars = chart.look is Look.BARS
    lowest = min(
        (value for series in chart.series for value in series.values if value is not None and value < 0), default=0
    )
    return (
        f'<c:valAx><c:axId val="{_VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="{lowest}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"b" if bars else "l"}"/><c:majorGridlines>{_lined(_GRID)}'
        '</c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"high" if bars else "nextTo"}"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{_NAMES_AXIS}"/><c:crosses val="autoZero"/></c:valAx>'
    )
