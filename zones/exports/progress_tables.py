"""Tables of progress: a region's figures, its children, a trend, a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zones.domain.figures import Cell, Column, ProgressRow, RankedRow, Table, TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.progress import completion
from zones.domain.region import Region
from zones.domain.words import STATUS_SIGNS, origin_word
from zones.exports.words import about, amount, columns, marks, percent

_REGION = ("region", "code")
_FIGURES = (
    "indicator", "unit", "value", "about", "target", "completion", "schedule", "lead", "status", "single", "yoy", "qoq",
    "rank", "peers", "remaining", "monthly", "origin", "expected", "reported", "discrepancy",
)  # fmt: skip
_CHILDREN = (
    *_REGION, "value", "about", "target", "completion", "lead", "status", "rank", "single", "yoy", "expected", "reported",
)  # fmt: skip
_RANKING = ("rank", *_REGION, "parent", "value", "target", "completion", "status")


def progress_table(rows: Sequence[ProgressRow], language: str, *, notes: Sequence[str] = ()) -> Table:
    """A row an indicator; of several regions a row each, with the region first."""
    regions = list({row.region.id: row.region for row in rows}.values())
    several = len(regions) > 1
    return Table(
        title=_title(regions, rows, language),
        columns=columns([*(_REGION if several else ()), *_FIGURES], language),
        rows=[
            [*(_region_cells(row.region, language) if several else ()), *_figure_cells(row, language)] for row in rows
        ],
        notes=[*marks(regions, language), *notes],
    )


def _title(regions: Sequence[Region], rows: Sequence[ProgressRow], language: str) -> str:
    if not rows:
        return "完成进度" if language == "zh" else "Progress"
    what = "完成进度" if language == "zh" else "progress"
    return f"{regions[0].label(language)} {rows[0].quarter.label(language)} {what}"


def _region_cells(region: Region, language: str) -> tuple[Cell, ...]:
    return region.label(language), region.code


def _figure_cells(row: ProgressRow, language: str) -> tuple[Cell, ...]:
    indicator = row.indicator
    return (
        indicator.label(language),
        indicator.unit.label(language),
        amount(row.value, indicator),
        about(approximate=row.approximate, language=language),
        amount(row.target, indicator),
        percent(row.completion),
        percent(row.schedule),
        percent(row.lead),
        STATUS_SIGNS[row.status].text(language),
        amount(row.single_quarter, indicator),
        percent(row.yoy),
        percent(row.qoq),
        row.rank,
        row.peers,
        amount(row.remaining, indicator),
        amount(row.needed_per_month, indicator),
        origin_word(row.figure.origin, language),
        row.coverage.expected,
        row.coverage.reported,
        amount(row.figure.discrepancy, indicator),
    )


def children_table(rows: Sequence[ProgressRow], language: str) -> Table:
    """One indicator's rows of the regions under one parent, beside each other."""
    indicator = rows[0].indicator if rows else None
    quarter = f" {rows[0].quarter.label(language)}" if rows else ""
    return Table(
        title=f"{indicator.label(language) if indicator else ''}{quarter}".strip(),
        columns=columns(_CHILDREN, language, indicator=indicator),
        rows=[_child_cells(row, language) for row in rows],
        notes=marks((row.region for row in rows), language),
    )


def _child_cells(row: ProgressRow, language: str) -> tuple[Cell, ...]:
    return (
        *_region_cells(row.region, language),
        amount(row.value, row.indicator),
        about(approximate=row.approximate, language=language),
        amount(row.target, row.indicator),
        percent(row.completion),
        percent(row.lead),
        STATUS_SIGNS[row.status].text(language),
        row.rank,
        amount(row.single_quarter, row.indicator),
        percent(row.yoy),
        row.coverage.expected,
        row.coverage.reported,
    )


def trend_table(
    points: Sequence[TrendPoint], indicator: Indicator, language: str, *, regions: Sequence[Region] = ()
) -> Table:
    """A row a quarter: cumulative and single quarter of a flow, the state of a stock, and what was due."""
    keys = ["quarter", "cumulative" if indicator.is_flow else "state", "about"]
    keys += (["single"] if indicator.is_flow else []) + ["target", "due"]
    rows = []
    for point in points:
        due = None if point.target is None else point.target * point.schedule
        single = [amount(point.single_quarter, indicator)] if indicator.is_flow else []
        value, mark = amount(point.value, indicator), about(approximate=point.approximate, language=language)
        rows.append([str(point.quarter), value, mark, *single, amount(point.target, indicator), amount(due, indicator)])
    return Table(
        title=indicator.label(language),
        columns=columns(keys, language, indicator=indicator),
        rows=rows,
        notes=marks(regions, language),
    )


def completions_table(trends: Mapping[Region, Sequence[TrendPoint]], indicator: Indicator, language: str) -> Table:
    """A row a region, a column a quarter: completion of the annual target in percent."""
    quarters = [point.quarter for point in next(iter(trends.values()), [])]
    what = "完成率(%)" if language == "zh" else "completion (%)"
    return Table(
        title=f"{indicator.label(language)} {what}",
        columns=[
            *columns(_REGION, language),
            *(Column(str(quarter), numeric=True, decimals=1) for quarter in quarters),
        ],
        rows=[
            (
                *_region_cells(region, language),
                *(percent(completion(actual=point.value, target=point.target)) for point in points),
            )
            for region, points in trends.items()
        ],
        notes=marks(trends, language),
    )


def ranking_table(rows: Sequence[RankedRow], indicator: Indicator, language: str) -> Table:
    """A row a region, best first."""
    return Table(
        title=f"{indicator.label(language)}{'排名' if language == 'zh' else ', ranking'}",
        columns=columns(_RANKING, language, indicator=indicator),
        rows=[
            (
                row.rank,
                *_region_cells(row.region, language),
                row.parent.label(language) if row.parent else "",
                amount(row.value, indicator),
                amount(row.target, indicator),
                percent(row.completion),
                STATUS_SIGNS[row.status].text(language),
            )
            for row in rows
        ],
        notes=marks((row.region for row in rows), language),
    )
