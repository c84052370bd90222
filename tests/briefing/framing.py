"""The words of a document in the order it has them: what it says, and what stands around that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph, Section

QUOTED = ("填报说明", "Note of the report")
_CHINESE = "一二三四五六七八九"


def prose(document: Document) -> Iterator[str]:
    """The running text of the sections; a report's own words are quoted, not computed."""
    glue = "" if document.language == "zh" else " "
    for block in document.blocks():
        if isinstance(block, Paragraph) and not any(word in block.lead for word in QUOTED):
            yield f"{block.lead}{glue}{block.text}"


def numbered_captions(document: Document) -> Iterator[tuple[int, str]]:
    """Tables and figures with the number each must have."""
    for blocks in (document.grids, document.charts):
        yield from enumerate((block.caption for block in blocks), start=1)


def in_order(document: Document) -> Iterator[Block]:
    yield from document.opening
    for part in document.parts:
        yield from part.blocks


def said(document: Document) -> Iterator[str]:
    for block in document.blocks():
        if isinstance(block, Paragraph):
            yield block.lead + block.text


def around(document: Document) -> Iterator[str]:
    """Title, head, foot, headings, captions, notes and remarks."""
    imprint, zh = document.imprint, document.language == "zh"
    day = imprint.issued
    date = f"{day.year}年{day.month}月{day.day}日" if zh else f"{day.day} {day:%B} {day.year}"
    issue = f"第{imprint.number}期" if zh else f"No. {imprint.number}"
    printed, copies = (
        (f"{date}印发", f"（共印{imprint.copies}份）") if zh else (f"Issued {date}", f"({imprint.copies} copies)")
    )
    yield from (document.title, *document.title_lines, document.mark, imprint.name, imprint.unit, issue, date)
    yield from (f"{imprint.unit}{date}", f"{imprint.name}{issue}{imprint.unit}{date}", f"{imprint.unit}{printed}")
    yield from (
        copies,
        f"{imprint.unit}{printed}{copies}",
        f"{document.mark}{'快照码' if zh else 'Snapshot'}{document.code}",
    )
    yield from (
        f"{'主送：' if zh else 'To:'}{imprint.recipients}",
        f"{'抄送：' if zh else 'Copies to:'}{imprint.copied_to}",
    )
    for number, section in enumerate(document.sections, start=1):
        yield f"{chinese(number)}、{section.heading}" if zh else f"{number}.{section.heading}"
    for number, annex in enumerate(document.annexes, start=1):
        yield from annexed(number, annex, zh=zh)
    for block in document.blocks():
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Grid):
            yield from (block.caption, *block.table.notes)
        elif isinstance(block, Chart):
            yield block.caption
    yield from document.remarks
    yield "".join(f"-{remark}" for remark in document.remarks)


def annexed(number: int, annex: Section, *, zh: bool) -> Iterator[str]:
    mark = f"附件{number}" if zh else f"Annex{number}"
    yield from (mark, f"{mark}{'' if zh else '.'}{annex.heading}", f"{number}.{annex.heading}")
    yield f"{'附件：' if zh else 'Annexes:'}{number}.{annex.heading}"


def chinese(number: int) -> str:
    return _CHINESE[number - 1] if number < 10 else "十" + (_CHINESE[number - 11] if number > 10 else "")


def squeezed(text: str) -> str:
    """Without blanks, which formats set as they like."""
    return re.sub(r"\s+", "", text)
