"""What goes into a meeting, in one zip: the bulletin, the slides, the annex, and a card for each lagging region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zones.exports.briefing.cards import Card
from zones.exports.briefing.packing import packed

# What file systems refuse in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_NAMES = {
    "bulletin": ("1通报.docx", "1-bulletin.docx"),
    "slides": ("2汇报.pptx", "2-slides.pptx"),
    "annex": ("3附表.xlsx", "3-annex.xlsx"),
    "card": ("4进度提示卡/{code} {name}.docx", "4-cards/{code} {name}.docx"),
}


def pack_bytes(*, bulletin: bytes, slides: bytes, annex: bytes, cards: Iterable[Card], language: str) -> bytes:
    """The zip, with names in the reader's language."""
    return packed(_files(bulletin, slides, annex, cards, language))


def _files(
    bulletin: bytes, slides: bytes, annex: bytes, cards: Iterable[Card], language: str
) -> Iterator[tuple[str, bytes]]:
    which = language != "zh"
    yield _NAMES["bulletin"][which], bulletin
    yield _NAMES["slides"][which], slides
    yield _NAMES["annex"][which], annex
    for card in cards:
        code, name = (safe(text) for text in (card.region.code, card.region.label(language)))
        yield _NAMES["card"][which].format(code=code, name=name), card.content


def safe(name: str) -> str:
    """A text as a part of a file name."""
    return _FORBIDDEN.sub("_", name).strip(" .") or "_"
