"""A part of a page is drawn anew alone, unless a commit came since: then the whole page is."""

from __future__ import annotations

import asyncio

from tests.visitor import Run, Visitor, visiting

HERE = {"region": "990102", "quarter": "2026Q2", "language": "en", "indicator": "land_transferred"}


async def pin_a_note(visitor: Visitor) -> None:
    """A small commit."""
    page = await visitor.open("trends", **HERE)
    for label, value in (("Note", "Handed over in June."), ("Your name", "Fang")):
        visitor.set_text(next(field.id for field in page.of("text_input") if field.label == label), value)
    pinned = await visitor.click(next(button.id for button in page.of("button") if button.label == "Pin"))
    assert "Handed over in June." in str(pinned.of("selectbox"))


async def before_and_after_a_commit(dashboard: str) -> tuple[Run, Run, Run]:
    """The page, its one part drawn anew, and the same once more after a commit."""
    async with visiting(dashboard) as reader, visiting(dashboard) as writer:
        page = await reader.open("about", **HERE)
        (part,) = page.fragments
        alone = await reader.rerun(part)
        await pin_a_note(writer)
        return page, alone, await reader.rerun(part)


def test_a_part_is_drawn_alone_until_a_commit(dashboard: str) -> None:
    page, alone, after = asyncio.run(before_and_after_a_commit(dashboard))
    assert alone.elements
    assert len(alone.elements) < len(page.elements) / 2
    assert len(after.elements) == len(page.elements)
    assert after.words() == page.words()
