"""A bulletin as PDF, set by typst from the deployment's page template; texts are handed over as data, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import orjson
import pylopdf_fonts_zh_cn
import typst

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph
from zones.domain.errors import EnvironmentFailedError
from zones.domain.figures import cell_text
from zones.exports.briefing.amounts import day
from zones.exports.briefing.fitting import fitted
from zones.exports.briefing.form import Form, PdfFaces
from zones.exports.briefing.markdown import headings
from zones.exports.briefing.sentences import TemplateFailedError

_PAGE = "bulletin.typ"
_TEXT_WIDTH_MM = 156
_SIZES = (10.5, 9.0, 8.0, 7.0)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_WORDS = {
    "issue": ("第{number}期", "No. {number}"),
    "draft": ("草稿", "Draft"),
    "recipients": ("主送：", "To: "),
    "copied": ("抄送：", "Copies to: "),
    "printed": ("{date}印发", "Issued {date}"),
    "copies": ("（共印{copies}份）", "({copies} copies)"),
}


class MissingFaceError(EnvironmentFailedError):
    """A face that the PDF must carry is not there."""

    def __init__(self, *, face: str, folder: Path) -> None:
        super().__init__(
            zh=f"找不到字体“{face}”:请把字体文件放进 {folder},或在 briefing.toml 的 [pdf] 中换一个字体",
            en=f"the face {face} is not there: put its file into {folder}, or name another in [pdf] of briefing.toml",
        )
        self.face = face


def pdf_bytes(document: Document, form: Form) -> bytes:
    """The whole bulletin. Raises MissingFaceError, or TemplateFailedError for a mistake in the page template."""
    made: bytes = _set(document, form, "pdf")
    return made


def page_pictures(document: Document, form: Form) -> list[str]:
    """The pages of the PDF as SVG pictures, their letters drawn, so that they look the same on every machine."""
    made = _set(document, form, "svg")
    # A single page comes by itself.
    return [page.decode() for page in (made if isinstance(made, list) else [made])]


def _set(document: Document, form: Form, kind: Literal["pdf", "svg"]) -> Any:
    fonts = faces_at_hand(form.pdf)
    page = form.folder / _PAGE
    if not page.is_file():
        raise TemplateFailedError(file=page, line=1, name=_PAGE, zh="文件不存在", en="there is no such file")
    try:
        return typst.compile(
            page,
            format=kind,
            root=form.folder,
            font_paths=fonts,
            sys_inputs={"document": orjson.dumps(_data(document, form.pdf)).decode()},
            timestamp=_MADE,
        )
    except typst.TypstError as error:
        line = _line_of(error)
        raise TemplateFailedError(file=page, line=line, name=_PAGE, zh=error.message, en=error.message) from error


def faces_at_hand(faces: PdfFaces) -> typst.Fonts:
    """The faces to set with; raises MissingFaceError for the first one that is nowhere."""
    shipped = pylopdf_fonts_zh_cn.serif_path().parent
    folder = faces.folder or shipped
    paths: list[Path] = [path for path in (faces.folder, shipped) if path is not None and path.is_dir()]
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=paths)
    families = {family.casefold() for family in fonts.families()}
    for name in faces.names:
        if name.casefold() not in families:
            raise MissingFaceError(face=name, folder=folder)
    return fonts


def _line_of(error: typst.TypstError) -> int:
    """The line a diagnostic points at, 1 where it points nowhere."""
    for part in str(error.diagnostic).split():
        pieces = part.split(":")
        numbers = [piece for piece in pieces[1:] if piece.isdigit()]
        if numbers:
            return int(numbers[0])
    return 1


def _data(document: Document, faces: PdfFaces) -> dict[str, Any]:
    imprint, which = document.imprint, document.language != "zh"

    def word(key: str, **values: object) -> str:
        return _WORDS[key][which].format(**values)

    issued = day(imprint.issued, document.language)
    parts = list(headings(document))
    return {
        "language": document.language,
        "faces": {"title": faces.title, "heading": faces.heading, "subheading": faces.subheading, "body": faces.body,
                  "table": faces.table},
        "one_page": document.one_page,
        "mark": document.mark,
        "name": imprint.name,
        "issue": word("draft") if imprint.number is None else word("issue", number=imprint.number),
        "unit": imprint.unit,
        "date": issued,
        "title": list(document.title_lines),
        "opening": _blocks(document.opening),
        "sections": [{"heading": head, "blocks": _blocks(blocks)} for head, blocks in parts[: len(document.sections)]],
        "annexes": [{"heading": head, "blocks": _blocks(blocks)} for head, blocks in parts[len(document.sections) :]],
        "remarks": list(document.remarks),
        "foot": [
            *([word("recipients") + imprint.recipients] if imprint.recipients else []),
            *([word("copied") + imprint.copied_to] if imprint.copied_to else []),
        ],
        "printed": word("printed", date=issued),
        "copies": word("copies", copies=imprint.copies) if imprint.copies else "",
    }  # fmt: skip


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraph(text, lead):
            return {"kind": "paragraph", "text": text, "lead": lead}
        case Grid():
            return _grid(block)
        case Chart():
            return _chart(block)


def _grid(grid: Grid) -> dict[str, Any]:
    size, widths = fitted(grid.table, room=_TEXT_WIDTH_MM, sizes=_SIZES)
    return {
        "kind": "grid",
        "caption": grid.caption,
        "size": size,
        "widths": widths,
        "numeric": [column.numeric for column in grid.table.columns],
        "heads": grid.table.headers,
        "rows": [[cell_text(cell) for cell in row] for row in grid.table.rows],
        "notes": list(grid.table.notes),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    values = [value for series in chart.series for value in series.values if value is not None]
    top = max([*values, Decimal(1)])
    return {
        "kind": "chart",
        "caption": chart.caption,
        "names": list(chart.categories),
        "series": [
            {
                "name": series.name,
                "lengths": [None if value is None else max(float(value / top), 0.0) for value in series.values],
                "labels": [cell_text(value) for value in series.values],
                "weak": list(series.weak) or [False] * len(series.values),
            }
            for series in chart.series
        ],
    }
