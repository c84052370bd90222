"""A briefing put together as a document: sentences, tables and charts in the order of an official bulletin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from zones.domain.briefing import Briefing, Length
from zones.domain.document import Block, Document, Grid, Heading, Imprint, Paragraph, Section
from zones.domain.figures import Column, ProgressRow, Table
from zones.domain.wording import percent
from zones.domain.words import synthetic_mark
from zones.exports.briefing import drawings, tables, telling_below, telling_state
from zones.exports.briefing.captions import LEDGERS, SOURCE_HEADS, TITLES, Captions, remarks
from zones.exports.briefing.form import Form
from zones.exports.briefing.printable import printable
from zones.exports.briefing.sentences import Sentences
from zones.exports.briefing.telling import Telling

_FEWEST_BARS = 2


@dataclass
class Composer:
    """One briefing in one language on its way to a document."""

    briefing: Briefing
    sentences: Sentences
    form: Form
    imprint: Imprint

    def __post_init__(self) -> None:
        self.telling = Telling(self.briefing, self.sentences, self.form)
        self.setting = self.telling.setting()
        self.values = {
            "region": self.setting.region,
            "children": self.setting.children_word,
            "units": self.setting.units_word,
            "span": self.briefing.quarter.span(self.language),
        }
        self.captions = Captions(self.language, self.values)

    @property
    def language(self) -> str:
        """The language of the sentences."""
        return self.sentences.language

    def document(self) -> Document:
        """The whole bulletin."""
        full = self.briefing.choice.length is Length.FULL
        opening = () if full else tuple(self._page())
        sections = tuple(self._sections()) if full else ()
        annexes = tuple(self._annexes()) if full else ()
        return Document(
            language=self.language,
            title_lines=self.sentences.title(self.setting),
            subject=self.briefing.quarter.span(self.language),
            imprint=self.imprint,
            opening=opening,
            sections=sections,
            annexes=annexes,
            remarks=tuple(remarks(self.briefing, self.language)),
            mark=synthetic_mark(self.language) if self.briefing.synthetic else "",
            code=self.briefing.code,
            one_page=not full,
        )

    def say(self, name: str, value: object) -> list[Paragraph]:
        """The paragraphs of one sentence template."""
        return self.sentences.say(name, value, self.setting)

    def _titled(self, key: str) -> str:
        return TITLES[key][self.language != "zh"].format(**self.values)

    # --- one page ----------------------------------------------------------------------------------------

    def _page(self) -> Iterator[Block]:
        yield from self.say("opening", self.telling.opening())
        yield from self.say("coverage", self.telling.coverage())
        yield self._overall_grid(every=False)

    def _overall_grid(self, *, every: bool) -> Grid:
        grid = tables.overall(self.briefing, self.captions.table("overall"), self.language, every=every)
        return replace(
            grid, table=replace(grid.table, notes=(*grid.table.notes, *remarks(self.briefing, self.language)))
        )

    # --- sections ----------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[Section]:
        parts = (
            ("overall", self._overall),
            ("indicators", self._indicators),
            ("children", self._children),
            ("groups", self._groups),
            ("ranks", self._ranks),
            ("half_year", self._half_year),
            ("silence", self._silence),
            ("problems", self._problems),
            ("steps", self._steps),
        )
        yield from self._made(parts)

    def _made(self, parts: Iterable[tuple[str, Callable[[], Iterator[Block]]]]) -> Iterator[Section]:
        """The parts that have anything to say."""
        for code, blocks in parts:
            made = tuple(blocks())
            if made:
                yield Section(code, self._titled(code), tuple(numbered(made, self.language)))

    def _overall(self) -> Iterator[Block]:
        yield from self.say("opening", self.telling.opening())
        for topic in self.telling.topics():
            yield from self.say("topic", topic)
        yield from self.say("coverage", self.telling.coverage())
        yield self._overall_grid(every=True)
        judged = self.briefing.targeted_rows
        if len(judged) >= _FEWEST_BARS:
            yield drawings.overall(judged, self.captions.figure("overall_chart"), self.language)

    def _indicators(self) -> Iterator[Block]:
        for row, detail in zip(self.briefing.reported_rows, self.telling.details(), strict=True):
            yield from self.say("indicator", detail)
            yield from self._drawn(row)

    def _drawn(self, row: ProgressRow) -> Iterator[Block]:
        """The children beside each other, else the region over time; nothing where there is nothing to compare."""
        below = drawings.judged_children(self.briefing, row.indicator)
        name = row.indicator.label(self.language)
        if len(below) >= _FEWEST_BARS:
            schedule = f"{percent(row.schedule)}"
            caption = self.captions.figure("child_chart", indicator=name, schedule=schedule)
            yield drawings.children(below, row.indicator, caption, self.telling.labels, self.language)
            return
        trend = self.briefing.trend(row.indicator)
        if sum(point.value is not None for point in trend.points) >= _FEWEST_BARS and not self.briefing.children:
            caption = self.captions.figure("trend_chart", indicator=name, unit=row.indicator.unit.label(self.language))
            yield drawings.trend(trend, caption, self.language)

    def _children(self) -> Iterator[Block]:
        if not self.briefing.children:
            return
        for child in telling_below.children(self.telling):
            yield from self.say("child", child)
        silent = telling_below.children_silent(self.telling)
        if silent.names:
            yield from self.say("children_silent", silent)
        yield from self._spread("children", "completion")

    def _spread(self, code: str, kind: str) -> list[Grid]:
        return tables.spread(
            code, self.captions.tables(kind), self.briefing.children, kind, self.language, labels=self.telling.labels
        )

    def _groups(self) -> Iterator[Block]:
        for standing in self.briefing.groups:
            yield from self.say("group", telling_below.group(self.telling, standing))
            caption = self.captions.table("group", group=standing.name)
            yield tables.group(self.briefing, standing, caption, self.language)

    def _ranks(self) -> Iterator[Block]:
        if not self.briefing.choice.ranks:
            return
        own = telling_below.own_ranks(self.telling)
        if own.facts:
            yield from self.say("own_ranks", own)
        for heading, rankings in (
            (self.setting.children_word, telling_below.child_rankings(self.telling)),
            (self.setting.units_word, telling_below.unit_rankings(self.telling)),
        ):
            if rankings:
                yield Heading(f"各{heading}位次" if self.language == "zh" else f"Among {heading}")
            for ranking in rankings:
                yield from self.say("ranking", ranking)
        if self.briefing.children:
            yield from self._spread("children", "rank")

    def _half_year(self) -> Iterator[Block]:
        yield from self.say("half_year", telling_state.half_year(self.telling))
        half = self.briefing.half_year
        if half.as_of is not None:
            captions = self.captions.tables("half_year" if half.final else "half_so_far")
            yield from tables.half_year(half, captions, self.telling.labels, self.language)

    def _silence(self) -> Iterator[Block]:
        if self.briefing.region.has_children:
            yield from self.say("silence", telling_state.silence(self.telling))

    def _problems(self) -> Iterator[Block]:
        yield from self.say("problems", telling_state.problems(self.telling))

    def _steps(self) -> Iterator[Block]:
        yield from self.say("steps", telling_state.steps(self.telling))

    # --- annexes -----------------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Section]:
        parts = (
            ("annex_region", self._annex_region),
            ("annex_children", self._annex_children),
            ("annex_units", self._annex_units),
            ("annex_half", self._annex_half),
            ("annex_silent", self._annex_silent),
            ("annex_sources", self._annex_sources),
        )
        yield from self._made(parts)

    def _annex_region(self) -> Iterator[Block]:
        yield tables.more(self.briefing, self.captions.table("more"), self.language)

    def _annex_children(self) -> Iterator[Block]:
        if self.briefing.children:
            yield from self._spread("children", "amount")

    def _annex_units(self) -> Iterator[Block]:
        if self.briefing.units:
            captions = self.captions.tables("unit_completion")
            yield from tables.spread(
                "units",
                captions,
                self.briefing.units,
                "completion",
                self.language,
                labels=self.telling.labels,
                beneath=True,
            )

    def _annex_half(self) -> Iterator[Block]:
        lines = tables.missing_lines(self.briefing.half_year, self.telling.labels, self.language)
        if lines:
            yield tables.missing(lines, self.captions.table("missing"), self.language)

    def _annex_silent(self) -> Iterator[Block]:
        if self.briefing.reporting.silent and self.briefing.region.has_children:
            yield tables.silent(
                self.briefing.reporting.silent, self.captions.table("silent"), self.telling.labels, self.language
            )

    def _annex_sources(self) -> Iterator[Block]:
        caption = self.captions.table("sources")
        which = self.language != "zh"
        rows = [
            (
                source.number,
                LEDGERS.get(source.ledger, (source.ledger, source.ledger))[which],
                source.file_name,
                source.author,
                source.received.isoformat(),
                source.remark(self.language),
            )
            for source in self.briefing.sources
        ]
        heads = [Column(head[which], numeric=at == 0, decimals=0) for at, head in enumerate(SOURCE_HEADS)]
        yield Grid("sources", caption, Table(title=caption, columns=heads, rows=rows))


def compose(briefing: Briefing, *, sentences: Sentences, form: Form, imprint: Imprint) -> Document:
    """A briefing as a document in the language of the sentences."""
    return printable(Composer(briefing, sentences, form, imprint).document())


def numbered(blocks: Iterable[Block], language: str) -> Iterator[Block]:
    """Headings and leads with their numbers: （一） for the second order, 1. for what stands below a heading."""
    listed = list(blocks)
    headed = any(isinstance(block, Heading) for block in listed)
    high = low = 0
    for block in listed:
        match block:
            case Heading(text):
                high, low = high + 1, 0
                yield Heading(second_order(high, language) + text)
            case Paragraph(_, lead) if lead and headed:
                low += 1
                yield replace(block, lead=f"{low}.{'' if language == 'zh' else ' '}{lead}")
            case Paragraph(_, lead) if lead:
                high += 1
                yield replace(block, lead=second_order(high, language) + lead)
            case _:
                yield block


def second_order(number: int, language: str) -> str:
    """The number of a heading of the second order: （一）, (1)."""
    return f"（{chinese(number)}）" if language == "zh" else f"({number}) "


def chinese(number: int) -> str:
    """A number below a hundred as headings write it: 一, 十一, 二十."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
