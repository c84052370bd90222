"""What a page sends to a first visitor may not grow unnoticed: bytes of websocket messages, held against recorded ones."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from tests.visitor import visiting

# Of the synthetic city, which has every part of a page; re-record on purpose when a page is meant to say more.
HERE = {"region": "990100", "quarter": "2026Q2", "language": "zh"}
RECORDED: dict[str, int] = json.loads((Path(__file__).parent / "page_sizes.json").read_text(encoding="utf-8"))
GROWTH = 1.03


async def sizes_of(dashboard: str) -> dict[str, tuple[int, int]]:
    """Bytes of every page at its first visit, and of a rerun with nothing changed."""
    sizes = {}
    for page in RECORDED:
        # A page that is drawn for the first time is sent in more pieces.
        async with visiting(dashboard) as visitor:
            await visitor.open(page, **HERE)
        async with visiting(dashboard) as visitor:
            first = await visitor.open(page, **HERE)
            again = await visitor.rerun()
            sizes[page] = first.size, again.size
    return sizes


def test_no_page_sends_more_than_was_recorded(untouched_dashboard: str) -> None:
    sizes = asyncio.run(sizes_of(untouched_dashboard))
    grown = {page: first for page, (first, _) in sizes.items() if first > RECORDED[page] * GROWTH}
    assert not grown, f"recorded: {RECORDED}"
    # A record far above the page would no longer hold anything.
    assert not {page: first for page, (first, _) in sizes.items() if first * 1.25 < RECORDED[page]}
    # The matrices, which a browser keeps, are not sent again.
    first, again = sizes["past-half"]
    assert again < first / 10


def test_every_page_is_held(dashboard: str) -> None:
    router = (Path(__file__).resolve().parents[2] / "app.py").read_text(encoding="utf-8")
    assert sorted(RECORDED) == sorted(part.partition('"')[0] for part in router.split('url_path="')[1:])
