"""A one-page card for each lagging region: how far behind it is, and what would close the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zones.domain.briefing import Briefing
from zones.domain.document import Document, Imprint
from zones.domain.figures import ProgressRow
from zones.domain.region import Region
from zones.domain.words import synthetic_mark
from zones.exports.briefing import tables, telling_below
from zones.exports.briefing.captions import Captions, remarks
from zones.exports.briefing.composing import numbered
from zones.exports.briefing.docx import card_bytes
from zones.exports.briefing.form import Form
from zones.exports.briefing.printable import printable
from zones.exports.briefing.sentences import Sentences
from zones.exports.briefing.telling import Telling

_TITLES = ("{region}{quarter}进度提示卡", "{region}: Catching up, {quarter}")


@dataclass(frozen=True, slots=True)
class Card:
    """One region's card as a Word document."""

    region: Region
    content: bytes


def cards(briefing: Briefing, *, sentences: Sentences, form: Form, imprint: Imprint) -> Iterator[Card]:
    """The cards of all lagging regions, in tree order."""
    telling = Telling(briefing, sentences, form)
    for rows in briefing.lagging:
        yield Card(rows[0].region, card_bytes(card_document(telling, rows, imprint), form.faces))


def card_document(telling: Telling, rows: Sequence[ProgressRow], imprint: Imprint) -> Document:
    """What a card says."""
    briefing, language = telling.briefing, telling.language
    region = rows[0].region
    quarter = briefing.quarter.label(language)
    title = _TITLES[language != "zh"].format(region=region.label(language), quarter=quarter)
    captions = Captions(language, {"region": region.label(language), "span": briefing.quarter.span(language)})
    told = telling.sentences.say("card", telling_below.card(telling, rows), telling.setting())
    grid = tables.card(rows, captions.table("card"), language)
    document = Document(
        language=language,
        title_lines=(title,),
        subject=briefing.quarter.span(language),
        imprint=imprint,
        opening=tuple(numbered((*told, grid), language)),
        sections=(),
        annexes=(),
        remarks=tuple(remarks(briefing, language)),
        mark=synthetic_mark(language) if region.synthetic else "",
        code=briefing.code,
        one_page=True,
    )
    return printable(document)
