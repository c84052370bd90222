"""A bulletin as a Word document in the form of an official paper (GB/T 9704)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph, Section
from zones.exports.briefing.amounts import day
from zones.exports.briefing.composing import chinese
from zones.exports.briefing.form import Face, Faces
from zones.exports.briefing.word import (
    BODY,
    CAPTION,
    LINE,
    POINTS_A_MM,
    RED,
    SMALL,
    TEXT_WIDTH_MM,
    TITLE,
    Align,
    Place,
    Rule,
    paragraph,
    run,
)
from zones.exports.briefing.word_page import ChartPart, Page, document_bytes
from zones.exports.briefing.word_parts import FULL_SIZES, SMALL_SIZES, chart_part, chart_place_xml, grid_xml
from zones.exports.workbook import text_width

_ROOM = TEXT_WIDTH_MM * POINTS_A_MM
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
    writer = _Writer(document, faces)
    writer.write_page() if document.one_page else writer.write()
    return writer.saved()


def card_bytes(document: Document, faces: Faces) -> bytes:
    """A single page without head and foot of an official paper: title, text, table, remarks."""
    writer = _Writer(document, faces)
    writer.write_card()
    return writer.saved()


class _Writer:
    """One document being written."""

    def __init__(self, document: Document, faces: Faces) -> None:
        self.document, self.faces = document, faces
        self.measures = _MEASURES[document.language, document.one_page]
        self.zh = document.language == "zh"
        self.indent = 2 * self.measures.body if self.zh else 0
        self.body: list[str] = []
        self.charts: list[ChartPart] = []

    def saved(self) -> bytes:
        """The finished file."""
        document, measures = self.document, self.measures
        page = Page(
            self.faces,
            document.language,
            gridded=measures is _OFFICIAL,
            narrow=not measures.whole_page,
            mark=document.mark,
        )
        return document_bytes(
            page, title=document.title, author=document.imprint.unit, body="".join(self.body), charts=self.charts
        )

    def write(self) -> None:
        """Everything in order."""
        self._head()
        self._title()
        self._blocks(self.document.opening)
        for number, section in enumerate(self.document.sections, start=1):
            numeral = f"{chinese(number)}、" if self.zh else f"{number}. "
            self._heading(numeral + section.heading, self.faces.heading, 0)
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
            self._put(Place(line=None), remark, self.faces.table, 9)
        signed = f"{self.document.imprint.unit}  {self._issued()}"
        self._line(signed, Place(Align.RIGHT, self.measures.line, before=self.measures.line / 2))

    def _word(self, key: str, **values: object) -> str:
        return _WORDS[key][not self.zh].format(**values)

    def _issued(self) -> str:
        return day(self.document.imprint.issued, self.document.language)

    def _put(self, place: Place, text: str, face: Face, size: float, colour: str = "") -> None:
        self.body.append(paragraph(place, run(text, face, self.faces, size=size, colour=colour)))

    def _line(self, text: str, place: Place) -> None:
        self._put(place, text, self.faces.body, self.measures.body)

    def _head(self) -> None:
        imprint, faces, tall = self.document.imprint, self.faces, self.measures.whole_page
        size = int(min(self.measures.name, _ROOM / max(text_width(imprint.name) / 2, 1)))
        self._put(Place(Align.CENTER, None, after=6 if tall else 0), imprint.name, faces.title, size, RED)
        number = self._word("draft") if imprint.number is None else self._word("issue", number=imprint.number)
        self._line(number, Place(Align.CENTER, self.measures.line))
        text = f"{imprint.unit}\t{self._issued()}"
        sizes = (size for size in _HEAD_SIZES if (text_width(text) / 2 + 4) * size < _ROOM)
        red = Rule("bottom", RED, _RED_LINE)
        place = Place(line=self.measures.line, after=18 if tall else 6, tab=_ROOM, rules=[red])
        self._put(place, text, faces.body, next(sizes, _HEAD_SIZES[-1]))

    def _title(self) -> None:
        """A title that takes two lines is broken where its template breaks it, not in the middle of a word."""
        measures, space = self.measures, 12 if self.measures.whole_page else 4
        fits = text_width(self.document.title) / 2 * measures.title <= _ROOM
        text = self.document.title if fits else "\n".join(self.document.title_lines)
        place = Place(Align.CENTER, measures.title_line, before=space, after=1.5 * space)
        self._put(place, text, self.faces.title, measures.title)

    def _heading(self, text: str, face: Face, level: int) -> None:
        place = Place(line=self.measures.line, indent=self.indent, keep=True, outline=level)
        self._put(place, text, face, self.measures.body)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(text):
                    self._heading(text, self.faces.subheading, 1)
                case Paragraph():
                    self._paragraph(block)
                case Grid():
                    self.body.append(grid_xml(block, self.faces, sizes=self.measures.tables))
                case Chart():
                    self.charts.append(chart_part(block, self.faces, number=len(self.charts) + 1))
                    self.body.append(chart_place_xml(block, self.charts[-1], self.faces))

    def _paragraph(self, block: Paragraph) -> None:
        faces, size = self.faces, self.measures.body
        lead = block.lead if self.zh or not block.lead else f"{block.lead} "
        heads = [run(lead, faces.subheading, faces, size=size)] if lead else []
        place = Place(line=self.measures.line, indent=self.indent)
        self.body.append(paragraph(place, *heads, run(block.text, faces.body, faces, size=size)))

    def _annex_list(self) -> None:
        """附件说明: one blank line below the text, every annex by number and name."""
        for number, annex in enumerate(self.document.annexes, start=1):
            head = self._word("annexes") if number == 1 else "\u3000" * 3 if self.zh else " " * 12
            place = Place(line=self.measures.line, indent=self.indent, before=self.measures.line if number == 1 else 0)
            self._line(f"{head}{number}. {annex.heading}", place)

    def _signature(self) -> None:
        line, right = self.measures.line, 2 * self.measures.body
        self._line(self.document.imprint.unit, Place(Align.RIGHT, line, before=2 * line, right=right, keep=True))
        self._line(self._issued(), Place(Align.RIGHT, line, right=right))

    def _annex(self, number: int, annex: Section) -> None:
        measures, faces = self.measures, self.faces
        mark = Place(line=measures.line, new_page=True, keep=True)
        self._put(mark, self._word("annex", number=number), faces.heading, measures.body)
        title = Place(Align.CENTER, measures.title_line, before=6, after=8, keep=True, outline=0)
        self._put(title, annex.heading, faces.title, measures.title)
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
        self.body.append(paragraph(Place(line=LINE)))
        for at, text in enumerate(shown):
            last = at == len(shown) - 1
            above = [Rule("top", eighths=8 if at == 0 else 6)] if at == 0 or text is printed else []
            rules = [*above, *([Rule("bottom")] if last else [])]
            place = Place(line=24, sides=SMALL, tab=_ROOM - SMALL, keep=not last, rules=rules)
            self._put(place, text, self.faces.body, size)
