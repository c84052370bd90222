"""A Word table written in one piece: cell by cell through python-docx a long annex would take ten times as long."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from zones.domain.figures import Cell, Column, Table, cell_text
from zones.exports.briefing.form import Face, Faces

_TWIPS_A_MM = 1440 / 25.4
_GROUND, _EDGE = "EEF2F7", "808890"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_SIDE_TWIPS, _CELL_PADDING_TWIPS = 57, 20


def table_xml(table: Table, *, size: float, widths: Sequence[float], faces: Faces) -> str:
    """The table: its header repeats on every page, no row is cut, numbers stand to the right.

    `size` is the type's size in points, `widths` are millimetres.
    """
    twips = [round(width * _TWIPS_A_MM) for width in widths]
    heads = _row([_cell(column.header, faces.heading, faces, size, "center", width, head=True)
                  for column, width in zip(table.columns, twips, strict=True)], head=True)  # fmt: skip
    rows = "".join(_row(_cells(row, table.columns, twips, faces, size)) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{_borders()}<w:tblLayout w:type="fixed"/>{_margins()}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>'
    )


def _borders() -> str:
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_EDGE}"/>' for side in _SIDES)
    return f"<w:tblBorders>{edges}</w:tblBorders>"


def _margins() -> str:
    sides = "".join(f'<w:{side} w:w="{_CELL_SIDE_TWIPS}" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _cells(
    row: Sequence[Cell], columns: Sequence[Column], twips: Sequence[int], faces: Faces, size: float
) -> list[str]:
    return [
        _cell(cell_text(cell), faces.table, faces, size, "right" if column.numeric else "left", width)
        for cell, column, width in zip(row, columns, twips, strict=True)
    ]


def _cell(text: str, face: Face, faces: Faces, size: float, align: str, width: int, *, head: bool = False) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/>' if head else ""
    east, latin = quoteattr(face.name), quoteattr(faces.latin.name)
    half_points = round(size * 2)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="{_CELL_PADDING_TWIPS}"'
        f' w:after="{_CELL_PADDING_TWIPS}" w:line="240" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>'
        f"<w:r><w:rPr><w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}/>"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
