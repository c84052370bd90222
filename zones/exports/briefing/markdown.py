"""A bulletin as Markdown and as plain text, to be pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph
from zones.domain.figures import Column, Table, cell_text
from zones.exports.briefing.amounts import day
from zones.exports.briefing.composing import chinese

# What Markdown would take for a mark where a name or a note merely contains it.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_WORDS = {
    "issue": ("第{number}期", "No. {number}"),
    "draft": ("草稿", "Draft"),
    "annex": ("附件{number} ", "Annex {number}. "),
}


def markdown_bytes(document: Document) -> bytes:
    """The whole bulletin as Markdown; a chart is the table of its numbers."""
    return ("\n\n".join(_markdown(document)) + "\n").encode()


def text_bytes(document: Document) -> bytes:
    """The whole bulletin as plain text: a paragraph a line, tables with tabs between the cells."""
    return ("\n".join(_plain(document)) + "\n").encode()


def headings(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Every part with its numbered heading."""
    zh = document.language == "zh"
    for number, section in enumerate(document.sections, start=1):
        yield (f"{chinese(number)}、" if zh else f"{number}. ") + section.heading, section.blocks
    for number, annex in enumerate(document.annexes, start=1):
        yield _WORDS["annex"][not zh].format(number=number) + annex.heading, annex.blocks


def _imprint(document: Document) -> list[str]:
    imprint, which = document.imprint, document.language != "zh"
    number = _WORDS["draft"][which] if imprint.number is None else _WORDS["issue"][which].format(number=imprint.number)
    return [imprint.name, number, imprint.unit, day(imprint.issued, document.language)]


def _markdown(document: Document) -> Iterator[str]:
    if document.mark:
        yield f"> **{_inert(document.mark)}**"
    yield f"# {_inert(document.title)}"
    yield "  ".join(_inert(text) for text in _imprint(document))
    yield from _blocks(document.opening)
    for heading, blocks in headings(document):
        yield f"## {_inert(heading)}"
        yield from _blocks(blocks)
    yield "\n".join(f"- {_inert(remark)}" for remark in document.remarks)
    if document.mark:
        yield f"> **{_inert(document.mark)}**"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield f"### {_inert(text)}"
            case Paragraph(text, lead):
                yield f"**{_inert(lead)}** {_inert(text)}" if lead else _inert(text)
            case Grid():
                yield f"*{_inert(block.caption)}*"
                yield _table(block.table)
                yield from (_inert(note) for note in block.table.notes)
            case Chart():
                yield f"*{_inert(block.caption)}*"
                yield _table(numbers(block))


def numbers(chart: Chart) -> Table:
    """A chart as the table of its numbers."""
    columns = [Column(""), *(Column(f"{series.name} ({chart.unit})", numeric=True) for series in chart.series)]
    rows = [(name, *(series.values[at] for series in chart.series)) for at, name in enumerate(chart.categories)]
    return Table(chart.caption, columns, rows)


def _table(table: Table) -> str:
    heads = [_inert(head) or " " for head in table.headers]
    rules = ["---:" if column.numeric else "---" for column in table.columns]
    rows = [[_inert(cell_text(cell)) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def _inert(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _plain(document: Document) -> Iterator[str]:
    if document.mark:
        yield document.mark
    yield document.title
    yield "  ".join(_imprint(document))
    yield from _plain_blocks(document.opening)
    for heading, blocks in headings(document):
        yield from ("", heading)
        yield from _plain_blocks(blocks)
    yield ""
    yield from document.remarks
    if document.mark:
        yield document.mark


def _plain_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield text
            case Paragraph(text, lead):
                yield f"{lead} {text}" if lead else text
            case Grid():
                yield from _plain_table(block.table)
            case Chart():
                yield from _plain_table(numbers(block))


def _plain_table(table: Table) -> Iterator[str]:
    yield table.title
    yield "\t".join(table.headers)
    yield from ("\t".join(" ".join(cell_text(cell).split()) for cell in row) for row in table.rows)
    yield from table.notes
