"""What each sentence template is given, taken from the model: the choice of what to say, without a word of prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from zones.domain.briefing import BEHIND, Briefing, GrowthBase, status_counts
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Indicator
from zones.domain.progress import MONTHS_A_YEAR
from zones.domain.region import Region
from zones.domain.rollup import Origin
from zones.domain.status import Status
from zones.exports.briefing import said
from zones.exports.briefing.amounts import children_word, day, percent_of, span, whole
from zones.exports.briefing.facts import Fact, fact, facts, indicator_name, nested
from zones.exports.briefing.form import Form
from zones.exports.briefing.labels import Labels
from zones.exports.briefing.sentences import Sentences

FEW, ENDS = 6, 3
"""So many regions are named one by one; of more, only so many from either end."""
_MOST_NAMES = 30


@dataclass(frozen=True)
class Telling:
    """One briefing in one language, as far as templates need it."""

    briefing: Briefing
    sentences: Sentences
    form: Form

    @cached_property
    def labels(self) -> Labels:
        """How regions are named here."""
        return Labels(self.briefing, self.language)

    @property
    def language(self) -> str:
        """The language of the templates."""
        return self.sentences.language

    def setting(self) -> said.Setting:
        """Where and when."""
        model, language = self.briefing, self.language
        return said.Setting(
            region=model.region.label(language),
            whole=whole(model.region, language),
            year=model.quarter.year,
            number=model.quarter.number,
            last_month=model.quarter.last_month,
            months_left=MONTHS_A_YEAR - model.quarter.last_month,
            span=span(model.quarter, language),
            quarter=model.quarter.label(language),
            children_word=children_word(model.child_level, language),
            units_word=children_word(model.unit_level, language),
            data_date="" if model.data_date is None else day(model.data_date, language),
            ranks=model.choice.ranks,
        )

    def fact(self, row: ProgressRow) -> Fact:
        """A row of the briefing's own region, with its phrase and what its growth rests on."""
        key = row.region.id, row.indicator.code
        if key not in self._facts:
            self._facts[key] = self._worded(row)
        return self._facts[key]

    @cached_property
    def _facts(self) -> dict[tuple[int, str], Fact]:
        """What was worded before: a figure is told of in several sections."""
        return {}

    def _worded(self, row: ProgressRow) -> Fact:
        own = row.region.id == self.briefing.region.id
        base: GrowthBase | None = self.briefing.trend(row.indicator).growth_base() if own else None
        return self.phrased(fact(row, self.language, region=self.labels(row.region), base=base))

    def spread(self, rows: Iterable[ProgressRow]) -> list[Fact]:
        """Rows of several regions."""
        return facts(rows, self.language, phrase=self._phrase, name=self.labels)

    def phrased(self, item: Fact) -> Fact:
        """A figure with its phrase."""
        return replace(item, phrase=self._phrase(item))

    def _phrase(self, item: Fact) -> str:
        return self.sentences.phrase(said.Phrase(item)) if item.reported else ""

    # --- the whole region --------------------------------------------------------------------------------

    def opening(self) -> said.Opening:
        """How many indicators stand how, and which is furthest and least far."""
        model = self.briefing
        counts = status_counts(model.rows)
        best, worst = ends(model.targeted_rows)
        bases = [model.trend(row.indicator).growth_base() for row in model.reported_rows]
        return said.Opening(
            targeted=len(model.targeted_rows),
            done=counts.get(Status.DONE, 0),
            on_schedule=counts.get(Status.ON_SCHEDULE, 0),
            behind=counts.get(Status.BEHIND, 0),
            far_behind=counts.get(Status.FAR_BEHIND, 0),
            first_time=all(base is GrowthBase.FIRST_TIME for base in bases),
            comparable=any(row.yoy is not None for row in model.reported_rows),
            best=None if best is None else self.fact(best),
            worst=None if worst is None else self.fact(worst),
        )

    def topics(self) -> list[said.Topic]:
        """The reported figures by field."""
        rows = {row.indicator.code: row for row in self.briefing.reported_rows}
        told = []
        for topic in self.form.topics_of(rows):
            chosen = nested([self.fact(rows[code]) for code in topic.indicators if code in rows], self.form.part_of)
            told.append(said.Topic(topic.label(self.language), chosen))
        return told

    def coverage(self) -> said.Coverage:
        """Who is in, and which figures are not reported."""
        reporting = self.briefing.reporting
        return said.Coverage(
            expected=reporting.expected if self.briefing.region.has_children else 0,
            reported=reporting.reported,
            missing=len(reporting.silent),
            rate=percent_of(reporting.reported, reporting.expected),
            own=any(row.figure.origin is Origin.REPORTED for row in self.briefing.rows),
            unreported=self.unreported(),
        )

    def unreported(self) -> tuple[str, ...]:
        """The indicators without a figure, by name."""
        return tuple(self.name(row.indicator) for row in self.briefing.unreported_rows)

    def name(self, indicator: Indicator) -> str:
        """An indicator as it stands inside a sentence."""
        return indicator_name(indicator, self.language)

    def names(self, regions: Sequence[Region]) -> tuple[str, ...]:
        """The first of many regions, by name."""
        return tuple(self.labels(region) for region in regions[:_MOST_NAMES])

    def details(self) -> list[said.IndicatorDetail]:
        """Every reported indicator with its spread over the children."""
        return [self._detail(row) for row in self.briefing.reported_rows]

    def _detail(self, row: ProgressRow) -> said.IndicatorDetail:
        below = self.briefing.child_rows(row.indicator)
        judged = self._ordered([item for item in below if item.completion is not None])
        few = len(judged) <= FEW
        alike = len({row.completion for row in judged}) == 1
        told = self.spread(judged)
        late = tuple(item for item, source in zip(told, judged, strict=True) if source.status in BEHIND)
        return said.IndicatorDetail(
            fact=self.fact(row),
            children=len(below),
            judged=len(judged),
            on_pace=tuple(item for item in told if item not in late),
            late=late,
            silent=tuple(self.labels(item.region) for item in below if item.value is None),
            aimless=tuple(self.spread(item for item in below if item.status is Status.NO_TARGET)),
            best=() if few or alike else tuple(told[:ENDS]),
            worst=() if few or alike else tuple(told[-ENDS:]),
            few=few,
        )

    def _ordered(self, rows: Sequence[ProgressRow]) -> list[ProgressRow]:
        """By completion where ranks are wanted, else as the tree has them."""
        if not self.briefing.choice.ranks:
            return list(rows)
        return sorted(rows, key=lambda row: (-(row.completion or 0), row.region.node))


def ends(rows: Iterable[ProgressRow]) -> tuple[ProgressRow | None, ProgressRow | None]:
    """The row furthest ahead of schedule and the one furthest behind; no second one where all stand alike."""
    judged = [row for row in rows if row.lead is not None]
    if not judged:
        return None, None
    best = max(judged, key=_lead)
    worst = min(judged, key=_lead)
    return best, None if worst is best else worst


def _lead(row: ProgressRow) -> Fraction:
    return row.lead or Fraction(0)
