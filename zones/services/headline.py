"""One sentence that says how a region stands: lights counted, the extremes named, who below is furthest behind, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zones.domain.figures import ProgressRow
from zones.domain.status import Status
from zones.domain.wording import grouped
from zones.services.progress import ProgressView
from zones.services.table_parts import Words, joined, said

_MOST_NAMED = 3
_BEHIND = {Status.BEHIND, Status.FAR_BEHIND}
_COUNTS: Words = (
    "{span},{region}{targeted}项有目标的指标中,{lights}",
    "{span}, {region}: of {targeted} targeted indicators {lights}",
)
_LIGHTS: tuple[tuple[frozenset[Status], Words], ...] = (
    (frozenset({Status.DONE, Status.ON_SCHEDULE}), ("{count}项达序时或已完成", "{count} are on schedule or done")),
    (frozenset({Status.BEHIND}), ("{count}项欠序时", "{count} behind")),
    (frozenset({Status.FAR_BEHIND}), ("{count}项严重欠序时", "{count} far behind")),
)
_NO_TARGETS: Words = ("{span},{region}没有可对照的年度目标", "{span}, {region}: no annual targets to compare with")
_AHEAD: Words = ("超序时最多的是{name}({points}个百分点)", "furthest ahead is {name} ({points} points)")
_LEAST: Words = ("欠序时最多的是{name}({points}个百分点)", "furthest behind is {name} ({points} points)")
_WORST: Words = ("下级中{names}落后指标最多({count}项)", "below it most indicators ({count}) are behind in {names}")
_NONE_BEHIND: Words = ("下级没有落后指标", "nobody below it is behind")
_COVERAGE: Words = ("应报{expected}个单位,已报{reported}个", "{reported} of {expected} expected units have reported")


def headline(view: ProgressView, language: str) -> str:
    """The sentence; parts that have nothing to tell of are left out."""
    parts = [
        _counts(view, language),
        *_ends(view.targeted, language),
        *_below(view, language),
        _coverage(view, language),
    ]
    return (";" if language == "zh" else "; ").join(parts) + ("。" if language == "zh" else ".")


def _counts(view: ProgressView, language: str) -> str:
    return said(_COUNTS if view.targeted else _NO_TARGETS, language).format(
        span=view.quarter.span(language),
        region=view.region.label(language),
        targeted=len(view.targeted),
        lights=joined(_lights(view.targeted, language), language),
    )


def _lights(rows: Sequence[ProgressRow], language: str) -> list[str]:
    counts = [(sum(row.status in lights for row in rows), words) for lights, words in _LIGHTS]
    return [said(words, language).format(count=count) for count, words in counts if count]


def _ends(rows: Sequence[ProgressRow], language: str) -> list[str]:
    ordered = sorted(rows, key=_lead, reverse=True)
    ahead = [said(_AHEAD, language).format(**_named(row, language)) for row in ordered[:1] if _lead(row) > 0]
    behind = [said(_LEAST, language).format(**_named(row, language)) for row in ordered[-1:] if _lead(row) < 0]
    return ahead + behind


def _lead(row: ProgressRow) -> Fraction:
    return row.lead or Fraction(0)


def _named(row: ProgressRow, language: str) -> dict[str, str]:
    return {"name": row.indicator.label(language), "points": grouped(abs(_lead(row)) * 100)}


def _below(view: ProgressView, language: str) -> list[str]:
    counts = {rows[0].region: sum(row.status in _BEHIND for row in rows) for rows in view.children if rows}
    if not any(row.completion is not None for rows in view.children for row in rows):
        return []
    most = max(counts.values())
    if most == 0:
        return [said(_NONE_BEHIND, language)]
    worst = [region.label(language) for region, count in counts.items() if count == most]
    if len(worst) > _MOST_NAMED:
        return []
    return [said(_WORST, language).format(names=joined(worst, language), count=most)]


def _coverage(view: ProgressView, language: str) -> str:
    fullest = max((row.coverage for row in view.rows), key=lambda coverage: coverage.reported)
    return said(_COVERAGE, language).format(expected=fullest.expected, reported=fullest.reported)
