"""A bulletin as a Word document in the form of an official paper (GB/T 9704)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph, Section
from zones.exports.briefing.amounts import day
from zones.exports.briefing.composing import chinese
from zones.exports.briefing.form import Faces
from zones.exports.briefing.packing import timeless
from zones.exports.briefing.word import (
    BODY,
    CAPTION,
    LINE,
    RED,
    SMALL,
    TEXT_WIDTH_MM,
    TITLE,
    narrow_margins,
    new_page,
    number_pages,
    outlined,
    put,
    ruled,
    shaped,
)
from zones.exports.briefing.word_parts import FULL_SIZES, SMALL_SIZES, add_chart, add_grid
from zones.exports.workbook import text_width

_ROOM = TEXT_WIDTH_MM * 72 / 25.4
_RED_LINE = 20
_HEAD_SIZES = (16.0, 14.0, 12.0, 10.5)
_WORDS = {
    "issue": ("第{number}期", "No. {number}"),
    "draft": ("草稿", "Draft"),
    "annex": ("附件{number}", "Annex {number}"),
    "annexes": ("附件：", "Annexes: "),
    "recipients": ("主送：", "To: "),
    "copied": ("抄送：", "Copies to: "),
    "printed": ("{date}印发", "Issued {date}"),
    "copies": ("（共印{copies}份）", "({copies} copies)"),
}


@dataclass(frozen=True, slots=True)
class _Measures:
    """Sizes in points: running text and its lines, the bulletin's name, the title and its lines, tables."""

    body: float
    line: float
    name: float
    title: float
    title_line: float
    tables: tuple[float, ...]
    whole_page: bool = True


# An official paper, the same in English, and what must fit one page.
_OFFICIAL = _Measures(BODY, LINE, 48, TITLE, 36, FULL_SIZES)
_ENGLISH = _Measures(13, 20, 40, 20, 28, FULL_SIZES)
_PAGE = _Measures(CAPTION, 19, 36, 18, 24, SMALL_SIZES, whole_page=False)
_ENGLISH_PAGE = _Measures(11, 15, 30, 16, 20, SMALL_SIZES[1:], whole_page=False)
_MEASURES = {
    ("zh", False): _OFFICIAL,
    ("zh", True): _PAGE,
    ("en", False): _ENGLISH,
    ("en", True): _ENGLISH_PAGE,
}


def docx_bytes(document: Document, faces: Faces) -> bytes:
    """The whole bulletin: head, title, body, signature, annexes, foot; or what fits one page."""
    writer = _writer(document, faces)
    writer.write_page() if document.one_page else writer.write()
    return writer.saved()


def card_bytes(document: Document, faces: Faces) -> bytes:
    """A single page without head and foot of an official paper: title, text, table, remarks."""
    writer = _writer(document, faces)
    writer.write_card()
    return writer.saved()


def _writer(document: Document, faces: Faces) -> _Writer:
    measures = _MEASURES[document.language, document.one_page]
    page = new_page(
        faces,
        language=document.language,
        title=document.title,
        author=document.imprint.unit,
        gridded=measures is _OFFICIAL,
    )
    if not measures.whole_page:
        narrow_margins(page)
    number_pages(page, faces, mark=document.mark)
    return _Writer(page, document, faces, measures)


class _Writer:
    """One document being written."""

    def __init__(self, page: WordDocument, document: Document, faces: Faces, measures: _Measures) -> None:
        self.page, self.document, self.faces, self.measures = page, document, faces, measures
        self.zh = document.language == "zh"
        self.indent = 2 * measures.body if self.zh else 0
        self.charts = count(1)

    def saved(self) -> bytes:
        """The finished file."""
        content = io.BytesIO()
        self.page.save(content)
        return timeless(content.getvalue())

    def write(self) -> None:
        """Everything in order."""
        self._head()
        self._title()
        self._blocks(self.document.opening)
        for number, section in enumerate(self.document.sections, start=1):
            self._heading(f"{chinese(number)}、" if self.zh else f"{number}. ", section)
            self._blocks(section.blocks)
        self._annex_list()
        self._signature()
        for number, annex in enumerate(self.document.annexes, start=1):
            self._annex(number, annex)
        self._foot()

    def write_page(self) -> None:
        """Head, title and text on one page; the head says who and when."""
        self._head()
        self._title()
        self._blocks(self.document.opening)

    def write_card(self) -> None:
        """Title, text, remarks, and who says so when."""
        self._title()
        self._blocks(self.document.opening)
        for remark in self.document.remarks:
            put(shaped(self.page.add_paragraph(), line=None), remark, self.faces.table, self.faces, size=9)
        signed = f"{self.document.imprint.unit}  {self._issued()}"
        self._line(signed, align=WD_ALIGN_PARAGRAPH.RIGHT, before=self.measures.line / 2)

    def _word(self, key: str, **values: object) -> str:
        return _WORDS[key][not self.zh].format(**values)

    def _issued(self) -> str:
        return day(self.document.imprint.issued, self.document.language)

    def _line(
        self, text: str, *, align: WD_ALIGN_PARAGRAPH | None = None, indent: float = 0, before: float = 0
    ) -> None:
        line = shaped(self.page.add_paragraph(), align=align, line=self.measures.line, indent=indent, before=before)
        put(line, text, self.faces.body, self.faces, size=self.measures.body)

    def _head(self) -> None:
        imprint, faces, tall = self.document.imprint, self.faces, self.measures.whole_page
        size = min(self.measures.name, _ROOM / max(text_width(imprint.name) / 2, 1))
        name = shaped(self.page.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER, line=None, after=6 if tall else 0)
        put(name, imprint.name, faces.title, faces, size=int(size), colour=RED)
        number = self._word("draft") if imprint.number is None else self._word("issue", number=imprint.number)
        self._line(number, align=WD_ALIGN_PARAGRAPH.CENTER)
        line = shaped(self.page.add_paragraph(), line=self.measures.line, after=18 if tall else 6)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
        text = f"{imprint.unit}\t{self._issued()}"
        sizes = (size for size in _HEAD_SIZES if (text_width(text) / 2 + 4) * size < _ROOM)
        put(line, text, faces.body, faces, size=next(sizes, _HEAD_SIZES[-1]))
        ruled(line, side="bottom", colour="E00000", eighths=_RED_LINE)

    def _title(self) -> None:
        """A title that takes two lines is broken where its template breaks it, not in the middle of a word."""
        measures, space = self.measures, 12 if self.measures.whole_page else 4
        fits = text_width(self.document.title) / 2 * measures.title <= _ROOM
        text = self.document.title if fits else "\n".join(self.document.title_lines)
        line = shaped(
            self.page.add_paragraph(),
            align=WD_ALIGN_PARAGRAPH.CENTER,
            line=measures.title_line,
            before=space,
            after=1.5 * space,
        )
        put(line, text, self.faces.title, self.faces, size=measures.title)

    def _heading(self, number: str, section: Section) -> None:
        line = shaped(self.page.add_paragraph(), indent=self.indent, line=self.measures.line)
        line.paragraph_format.keep_with_next = True
        outlined(line, 0)
        put(line, number + section.heading, self.faces.heading, self.faces, size=self.measures.body)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(text):
                    line = shaped(self.page.add_paragraph(), indent=self.indent, line=self.measures.line)
                    line.paragraph_format.keep_with_next = True
                    outlined(line, 1)
                    put(line, text, self.faces.subheading, self.faces, size=self.measures.body)
                case Paragraph():
                    self._paragraph(block)
                case Grid():
                    add_grid(self.page, block, self.faces, sizes=self.measures.tables)
                case Chart():
                    add_chart(self.page, block, self.faces, number=next(self.charts))

    def _paragraph(self, block: Paragraph) -> None:
        line = shaped(self.page.add_paragraph(), indent=self.indent, line=self.measures.line)
        if block.lead:
            lead = block.lead if self.zh else f"{block.lead} "
            put(line, lead, self.faces.subheading, self.faces, size=self.measures.body)
        put(line, block.text, self.faces.body, self.faces, size=self.measures.body)

    def _annex_list(self) -> None:
        """附件说明: one blank line below the text, every annex by number and name."""
        for number, annex in enumerate(self.document.annexes, start=1):
            head = self._word("annexes") if number == 1 else "\u3000" * 3 if self.zh else " " * 12
            before = self.measures.line if number == 1 else 0
            self._line(f"{head}{number}. {annex.heading}", indent=self.indent, before=before)

    def _signature(self) -> None:
        for at, text in enumerate((self.document.imprint.unit, self._issued())):
            before = 2 * self.measures.line if at == 0 else 0
            self._line(text, align=WD_ALIGN_PARAGRAPH.RIGHT, before=before)
            place = self.page.paragraphs[-1].paragraph_format
            place.right_indent = Pt(2 * self.measures.body)
            place.keep_with_next = at == 0

    def _annex(self, number: int, annex: Section) -> None:
        measures = self.measures
        mark = shaped(self.page.add_paragraph(), line=measures.line)
        mark.paragraph_format.page_break_before = True
        mark.paragraph_format.keep_with_next = True
        put(mark, self._word("annex", number=number), self.faces.heading, self.faces, size=measures.body)
        title = shaped(
            self.page.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER, line=measures.title_line, before=6, after=8
        )
        title.paragraph_format.keep_with_next = True
        outlined(title, 0)
        put(title, annex.heading, self.faces.title, self.faces, size=measures.title)
        self._blocks(annex.blocks)

    def _foot(self) -> None:
        """版记: who it goes to, who had it printed and when, between two lines."""
        imprint = self.document.imprint
        printed = f"{imprint.unit}\t{self._word('printed', date=self._issued())}"
        lines = [
            self._word("recipients") + imprint.recipients if imprint.recipients else "",
            self._word("copied") + imprint.copied_to if imprint.copied_to else "",
            printed,
            f"\t{self._word('copies', copies=imprint.copies)}" if imprint.copies else "",
        ]
        shown = [text for text in lines if text]
        size = next((size for size in (SMALL, CAPTION) if (text_width(printed) / 2 + 4) * size < _ROOM), 10.5)
        shaped(self.page.add_paragraph(), line=LINE)
        for at, text in enumerate(shown):
            line = shaped(self.page.add_paragraph(), line=24)
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(SMALL)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH_MM) - Pt(SMALL), WD_TAB_ALIGNMENT.RIGHT)
            line.paragraph_format.keep_with_next = at < len(shown) - 1
            put(line, text, self.faces.body, self.faces, size=size)
            if at == 0 or text is printed:
                ruled(line, side="top", eighths=8 if at == 0 else 6)
            if at == len(shown) - 1:
                ruled(line, side="bottom", eighths=8)
