"""The shapes of a slide, each written in one piece: run by run through python-pptx a deck would take ten times as long.

Places are left, top, width and height in EMU, sizes of type in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

from zones.domain.figures import Table, cell_text
from zones.exports.briefing.form import Faces
from zones.exports.briefing.native_chart import CHART

Box = tuple[int, int, int, int]

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRAME = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
# The look of tables that every Office knows: medium style 2, accent 1.
_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_CELL_SIDE, _CELL_EDGE = 45720, 18288
_HEADER_HEIGHT, _ROW_HEIGHT = 548640, 310896
_LINE_PERCENT = 115000
INK = "1F2933"


class Align(StrEnum):
    """Where a line of text stands."""

    LEFT = "l"
    CENTER = "ctr"
    RIGHT = "r"


@dataclass
class Sheet:
    """A slide's shapes in the order they were added."""

    faces: Faces
    shapes: list[str] = field(default_factory=list)

    def xml(self) -> bytes:
        """The slide's part."""
        shapes = "".join(self.shapes)
        tree = f"<p:cSld><p:spTree>{_FRAME}{shapes}</p:spTree></p:cSld>"
        return f"{_HEAD}<p:sld {_NAMESPACES}>{tree}{_COLOURS}</p:sld>".encode()

    def _named(self, kind: str) -> str:
        number = len(self.shapes) + 2
        return f'<p:cNvPr id="{number}" name="{kind} {number}"/>'

    def title(self, text: str, *, box: Box, size: float, colour: str) -> None:
        """The slide's title, as its layout knows it."""
        line = _line(run(text, self.faces, size=size, colour=colour, bold=True), Align.LEFT)
        self.shapes.append(
            f'<p:sp><p:nvSpPr>{self._named("Title")}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f'<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>{_placed(box)}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" anchor="ctr"/><a:lstStyle/>{line}</p:txBody></p:sp>'
        )

    def rule(self, *, box: Box, colour: str) -> None:
        """A line across the slide."""
        self.shapes.append(
            f"<p:cxnSp><p:nvCxnSpPr>{self._named('Line')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{_placed(box)}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="12700">{_solid(colour)}</a:ln></p:spPr></p:cxnSp>'
        )

    def text(
        self,
        paragraphs: Sequence[str],
        *,
        box: Box,
        size: float,
        colour: str = INK,
        align: Align = Align.LEFT,
    ) -> None:
        """A text box."""
        air = (
            f'<a:lnSpc><a:spcPct val="{_LINE_PERCENT}"/></a:lnSpc>'
            f'<a:spcAft><a:spcPts val="{round(size * 50)}"/></a:spcAft>'
        )
        lines = "".join(_line(run(text, self.faces, size=size, colour=colour), align, air) for text in paragraphs)
        self.shapes.append(
            f'<p:sp><p:nvSpPr>{self._named("Text")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{_placed(box)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square"><a:spAutoFit/></a:bodyPr><a:lstStyle/>{lines}</p:txBody></p:sp>'
        )

    def table(
        self, table: Table, rows: Sequence[Sequence[object]], *, box: Box, widths: Sequence[int], size: float
    ) -> None:
        """Some rows of a table, numbers to the right; `widths` of the columns in EMU."""
        grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
        heads = "".join(self._cell(head, Align.CENTER, size=size, colour="FFFFFF", bold=True) for head in table.headers)
        lines = "".join(f'<a:tr h="{_ROW_HEIGHT}">{self._cells(table, row, size)}</a:tr>' for row in rows)
        height = _HEADER_HEIGHT + _ROW_HEIGHT * len(rows)
        self._framed(
            (*box[:3], height), "Table", _TABLE,
            f'<a:tbl><a:tblPr firstRow="1" bandRow="1"><a:tableStyleId>{_TABLE_STYLE}</a:tableStyleId></a:tblPr>'
            f'<a:tblGrid>{grid}</a:tblGrid><a:tr h="{_HEADER_HEIGHT}">{heads}</a:tr>{lines}</a:tbl>',
        )  # fmt: skip

    def _cells(self, table: Table, row: Sequence[object], size: float) -> str:
        return "".join(
            self._cell(cell_text(value), Align.RIGHT if column.numeric else Align.LEFT, size=size)  # type: ignore[arg-type]
            for value, column in zip(row, table.columns, strict=True)
        )

    def _cell(self, text: str, align: Align, *, size: float, colour: str = INK, bold: bool = False) -> str:
        line = _line(run(text, self.faces, size=size, colour=colour, bold=bold), align)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{line}</a:txBody><a:tcPr"
            f' marL="{_CELL_SIDE}" marR="{_CELL_SIDE}" marT="{_CELL_EDGE}" marB="{_CELL_EDGE}" anchor="ctr"/></a:tc>'
        )

    def chart(self, reference: str, *, box: Box) -> None:
        """A native chart by the name of its relationship."""
        self._framed(box, "Chart", CHART, f'<c:chart xmlns:c="{CHART}" r:id={quoteattr(reference)}/>')

    def _framed(self, box: Box, kind: str, uri: str, content: str) -> None:
        self.shapes.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._named(kind)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'{_placed(box, tag="p:xfrm")}<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
            "</p:graphicFrame>"
        )


def notes_xml(text: str, faces: Faces) -> bytes:
    """The part of a slide's speaker notes: the slide's picture and the words."""
    lines = "".join(f"<a:p>{run(line, faces)}</a:p>" for line in text.split("\n"))
    tree = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>"
    )
    return (
        f"{_HEAD}<p:notes {_NAMESPACES}><p:cSld><p:spTree>{_FRAME}{tree}</p:spTree></p:cSld>{_COLOURS}</p:notes>"
    ).encode()


def run(text: str, faces: Faces, *, size: float | None = None, colour: str = "", bold: bool = False) -> str:
    """A run with its faces named for Chinese and for Latin letters."""
    face = quoteattr(faces.screen.name)
    look = "" if size is None else f' sz="{round(size * 100)}" b="{int(bold)}"'
    fill = _solid(colour) if colour else ""
    return (
        f"<a:r><a:rPr{look}>{fill}<a:latin typeface={face}/><a:ea typeface={face}/></a:rPr>"
        f"<a:t>{escape(text)}</a:t></a:r>"
    )


def _line(runs: str, align: Align, more: str = "") -> str:
    return f'<a:p><a:pPr algn="{align}">{more}</a:pPr>{runs}</a:p>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _placed(box: Box, tag: str = "a:xfrm") -> str:
    left, top, width, height = (int(value) for value in box)
    return f'<{tag}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'
