"""Every chart with the same few fixed inputs: what the tests of all of them look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from tests.charts.making import (
    AREA,
    FIRMS,
    GOALS,
    INDICATORS,
    LANDED,
    MONEY,
    past_half_row,
    progress_row,
    region,
    series,
    trend,
)
from zones.charts import (
    Mark,
    Measure,
    bullets,
    children_by_completion,
    compare_lines,
    cumulative_against_target,
    funnel,
    goal_matrix,
    single_quarters,
    small_multiples,
    sparkline,
)
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.series import Extent, Form, Series

LANGUAGES = ("zh", "en")
NAMES = (("河东镇", "Hedong Town"), ("青石镇", "Qingshi Town"), ("北坡乡", "Beipo Township"))
SOURCE = {"zh": "来源:各单位季报", "en": "Source: quarterly reports"}
FIRST = Quarter(2024, 3)
# In 元, 万元 being 10,000: two years' ends, a gap, and a year's fourth quarter above its target.
CUMULATIVE = (30_000_000, 52_345_678, 11_000_000, None, 41_000_000, 130_000_000, 9_000_000)
TARGET = 120_000_000
MILESTONES = {Quarter(2025, 2): Fraction(TARGET, 2)}
STATES = (300, 305, None, 311, 311, 320, 318)
STAGES = ("projects_planned", "projects_landed", "projects_started", "projects_completed")
# Charts that stand inside something that says what they show.
UNFRAMED = frozenset({"sparkline"})


@dataclass(frozen=True)
class Gallery:
    """The charts of some regions in a language."""

    language: str
    regions: Sequence[Region]
    note: str

    def figures(self) -> dict[str, go.Figure]:
        """Every chart by name."""
        return {**self._of_quarter(), **self._of_quarters(), **self._of_many()}

    def _of_quarter(self) -> dict[str, go.Figure]:
        place, said = self.regions[0], {"language": self.language, "note": self.note}
        measured = [(MONEY, 62_345_000, TARGET), (AREA, None, 1_000_000), (LANDED, 31, 24), (FIRMS, 320, None)]
        stages = [(None, 24), (24, None), (None, None), (8, None)]
        return {
            "bullets": bullets([_row(place, item, value, target) for item, value, target in measured], **said),
            "children": children_by_completion(
                self._rows(MONEY, [62_345_000, 150_000_000, None], [TARGET, TARGET, None]), **said
            ),
            "children-without-targets": children_by_completion(
                self._rows(FIRMS, [12, 320, 12], [None, None, None]), **said
            ),
            "funnel": funnel(
                [_row(place, INDICATORS[code], *amounts) for code, amounts in zip(STAGES, stages, strict=True)], **said
            ),
            "goal-matrix": goal_matrix(
                [
                    past_half_row(self.regions[0], [600, 599, 601, 1300, 1200, 800, 399, None]),
                    past_half_row(self.regions[1], [None] * len(GOALS)),
                    past_half_row(self.regions[2], [600] * len(GOALS), targets=[1200] * 7 + [None]),
                ],
                GOALS,
                indicators=INDICATORS,
                **said,
            ),
        }

    def _of_quarters(self) -> dict[str, go.Figure]:
        flow = trend(CUMULATIVE, first=FIRST, target=TARGET)
        stock = trend(STATES, first=FIRST, indicator=FIRMS, target=350)
        said = {"region": self.regions[0], "language": self.language, "note": self.note}
        return {
            "cumulative": cumulative_against_target(flow, indicator=MONEY, **said, milestones=MILESTONES),
            "stock": cumulative_against_target(stock, indicator=FIRMS, **said),
            "single-quarters": single_quarters(flow, indicator=MONEY, **said),
            "single-quarters-beside": single_quarters(flow, indicator=MONEY, years_beside=True, **said),
            "sparkline": sparkline(flow, MONEY, language=self.language),
        }

    def _of_many(self) -> dict[str, go.Figure]:
        said = {"language": self.language, "note": self.note}
        trends = {
            place: trend([None if value is None else value // part for value in CUMULATIVE], first=FIRST, target=TARGET)
            for part, place in enumerate(self.regions, start=1)
        }
        grown = [Fraction(1, 10), None, Fraction(-59, 1000), Fraction(0)]
        name = self.regions[1].name
        marks = [Mark(FIRST + 1, f"{name}停工", self.regions[1]), Mark(FIRST + 1, f"{name}口径调整")]
        return {
            "small-multiples": small_multiples(trends, indicator=MONEY, **said),
            "small-multiples-of-figures": small_multiples(trends, indicator=MONEY, measure=Measure.FIGURE, **said),
            "lines": compare_lines([self._line(at, MONEY) for at in range(3)], marks=marks, **said),
            "lines-of-two-units": compare_lines([self._line(0, MONEY), self._line(0, FIRMS)], **said),
            "lines-of-growth": compare_lines(
                [series(place, MONEY, grown, first=FIRST, form=Form.YOY) for place in self.regions[:2]], **said
            ),
            "lines-indexed": compare_lines(
                [
                    series(place, MONEY, [None, 100, 117, 94], first=FIRST, extent=Extent.SINGLE, form=Form.INDEX)
                    for place in self.regions[:2]
                ],
                **said,
            ),
        }

    def _rows(
        self, indicator: Indicator, values: Sequence[int | None], targets: Sequence[int | None]
    ) -> list[ProgressRow]:
        return [
            _row(place, indicator, value, target)
            for place, value, target in zip(self.regions, values, targets, strict=True)
        ]

    def _line(self, at: int, indicator: Indicator) -> Series:
        values, target = (CUMULATIVE, TARGET) if indicator is MONEY else (STATES, None)
        own = [None if value is None else value // (at + 1) for value in values]
        return series(self.regions[at], indicator, own, first=FIRST, target=target)


def gallery(language: str, *, synthetic: bool = False) -> dict[str, go.Figure]:
    """Every chart of three towns."""
    regions = [region(at, name, name_en, synthetic=synthetic) for at, (name, name_en) in enumerate(NAMES, start=1)]
    return Gallery(language, regions, SOURCE[language]).figures()


def gallery_of(text: str, language: str) -> dict[str, go.Figure]:
    """Every chart of three towns whose names, sources and notes are all one text."""
    return Gallery(language, [region(at, text) for at in range(1, 4)], text).figures()


def _row(place: Region, indicator: Indicator, value: int | None, target: int | None) -> ProgressRow:
    return progress_row(place, value=value, target=target, indicator=indicator)
