"""A bulletin as slides: charts and tables to look at, the sentences as speaker notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pptx.util import Inches

from zones.domain.document import Chart, Document, Grid, Heading, Paragraph, Section
from zones.exports.briefing import slides
from zones.exports.briefing.amounts import day
from zones.exports.briefing.form import Faces
from zones.exports.briefing.slide_xml import Align
from zones.exports.briefing.slides import Deck
from zones.exports.briefing.tables import chunked
from zones.exports.workbook import text_width

# What is said of these is shown as text; elsewhere the charts and tables speak and the sentences go into the notes.
_TOLD = frozenset({"overall", "groups", "half_year", "silence", "problems", "steps"})
_ROWS_A_SLIDE = 12
_LETTERS_A_SLIDE = 900
_FEW_BARS, _FEW_SIZE, _MANY_SIZE = 10, 12, 9
_SMALL_TEXT = 14.0
_BESIDE, _GUTTER = 0.6, Inches(0.2)
_TITLE = (slides.MARGIN, Inches(2.3), slides.ROOM_WIDTH, Inches(2))
_BELOW = (slides.MARGIN, Inches(4.8), slides.ROOM_WIDTH, Inches(1.8))
_WORDS = {
    "issue": ("第{number}期", "No. {number}"),
    "draft": ("草稿", "Draft"),
    "code": ("快照码 {code}", "Snapshot {code}"),
    "rules": ("口径和规则", "Rules and sources"),
    "more": ("{title}(续)", "{title} (continued)"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one slide shows."""

    title: str
    notes: str = ""
    texts: tuple[str, ...] = ()
    chart: Chart | None = None
    grid: Grid | None = None
    rows: tuple[Sequence[object], ...] = ()


def pptx_bytes(document: Document, faces: Faces) -> bytes:
    """The deck: a title, then a slide a chart, a table or a page of text."""
    deck = Deck(faces, title=document.title, author=document.imprint.unit)
    _title_slide(deck, document)
    for plan in _planned(document):
        _draw(deck, plan, document)
    return deck.saved()


def _word(key: str, document: Document, **values: object) -> str:
    return _WORDS[key][document.language != "zh"].format(**values)


def _title_slide(deck: Deck, document: Document) -> None:
    imprint = document.imprint
    foot = _word("code", document, code=document.code)
    number = _word("draft", document) if imprint.number is None else _word("issue", document, number=imprint.number)
    lines = [number, imprint.unit, day(imprint.issued, document.language)]
    with deck.slide(title=imprint.name, mark=document.mark, foot=foot, notes=document.title) as slide:
        slide.sheet.text(document.title_lines, box=_TITLE, size=38, colour=slides.ACCENT, align=Align.CENTER)
        slide.sheet.text(lines, box=_BELOW, size=20, align=Align.CENTER)


def _planned(document: Document) -> Iterator[_Plan]:
    opening = Section("overall", document.title, document.opening)
    for section in (*((opening,) if document.opening else ()), *document.sections):
        yield from _section(section, document)
    yield _Plan(_word("rules", document), texts=document.remarks, notes="\n".join(document.remarks))


def _section(section: Section, document: Document) -> Iterator[_Plan]:
    """A section's slides; sentences that are not shown go into the notes of the next chart or table."""
    told = section.code in _TOLD
    if told:
        yield from _text_slides(section.heading, section.paragraphs, document)
    waiting: list[str] = []
    for block in section.blocks:
        match block:
            case Paragraph():
                waiting += [] if told else [block.whole]
            case Chart():
                beside = tuple(waiting[-1:]) if section.code == "indicators" else ()
                yield _Plan(section.heading, "\n".join(waiting) or block.caption, texts=beside, chart=block)
                waiting = []
            case Grid():
                yield from _table_slides(section.heading, block, "\n".join(waiting) or block.caption, document)
                waiting = []
            case Heading(text):
                waiting.append(text)
    if waiting:
        yield from _text_slides(section.heading, [Paragraph(text) for text in waiting], document)


def _text_slides(title: str, paragraphs: Iterable[Paragraph], document: Document) -> Iterator[_Plan]:
    page: list[str] = []
    for text in (paragraph.whole for paragraph in paragraphs):
        if page and sum(text_width(part) for part in (*page, text)) > _LETTERS_A_SLIDE:
            yield _Plan(title, "\n".join(page), texts=tuple(page))
            page, title = [], _continued(title, document)
        page.append(text)
    if page:
        yield _Plan(title, "\n".join(page), texts=tuple(page))


def _continued(title: str, document: Document) -> str:
    more = _word("more", document, title="")
    return title if title.endswith(more) else _word("more", document, title=title)


def _table_slides(title: str, grid: Grid, notes: str, document: Document) -> Iterator[_Plan]:
    for at, rows in enumerate(chunked(grid.table.rows, _ROWS_A_SLIDE)):
        shown = title if at == 0 else _continued(title, document)
        yield _Plan(shown, notes, grid=grid, rows=tuple(rows))


def _draw(deck: Deck, plan: _Plan, document: Document) -> None:
    subject = plan.chart.caption if plan.chart else plan.grid.caption if plan.grid else ""
    foot = _word("code", document, code=document.code)
    with deck.slide(title=plan.title, caption=subject, mark=document.mark, foot=foot, notes=plan.notes) as slide:
        if plan.grid:
            slide.table(plan.grid.table, plan.rows)
        elif plan.chart:
            width = int(slides.ROOM_WIDTH * (_BESIDE if plan.texts else 1))
            size = _FEW_SIZE if len(plan.chart.categories) <= _FEW_BARS else _MANY_SIZE
            slide.chart(plan.chart, box=(slides.MARGIN, slides.TOP, width, slides.ROOM_HEIGHT), size=size)
            if plan.texts:
                left = slides.MARGIN + width + _GUTTER
                box = (left, slides.TOP, slides.WIDTH - slides.MARGIN - left, slides.ROOM_HEIGHT)
                slide.sheet.text(plan.texts, box=box, size=_SMALL_TEXT)
        else:
            slide.sheet.text(plan.texts, box=slides.ROOM, size=_text_size(plan.texts))


def _text_size(texts: Sequence[str]) -> float:
    """Large type where there is room; a single long paragraph is set smaller rather than cut."""
    letters = sum(text_width(text) for text in texts)
    steps = ((560, 20.0), (_LETTERS_A_SLIDE, 17.0), (1300, 14.0))
    return next((size for most, size in steps if letters <= most), 12.0)
