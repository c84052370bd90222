"""The charts of a bulletin as numbers and names: every format draws them with its own native means."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.briefing import BEHIND, Briefing, Trend
from zones.domain.document import Chart, Look, Series
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Indicator
from zones.exports.briefing.labels import Labels
from zones.exports.words import amount, percent

_NEWEST = 8
_WORDS = {
    "completion": ("完成率", "Completion"),
    "schedule": ("序时进度", "Schedule"),
    "cumulative": ("累计", "Cumulative"),
    "state": ("期末数", "State"),
}


def overall(rows: Sequence[ProgressRow], caption: str, language: str) -> Chart:
    """Completion beside schedule, an indicator a category."""
    return Chart(
        code="overall",
        caption=caption,
        categories=tuple(row.indicator.label(language) for row in rows),
        series=(
            Series(
                _word("completion", language),
                tuple(percent(row.completion) for row in rows),
                tuple(row.status in BEHIND for row in rows),
            ),
            Series(_word("schedule", language), tuple(percent(row.schedule) for row in rows)),
        ),
        unit="%",
    )


def children(rows: Sequence[ProgressRow], indicator: Indicator, caption: str, labels: Labels, language: str) -> Chart:
    """The completion of every judged child, in the order given."""
    return Chart(
        code=f"children:{indicator.code}",
        caption=caption,
        categories=tuple(labels(row.region) for row in rows),
        series=(
            Series(
                _word("completion", language),
                tuple(percent(row.completion) for row in rows),
                tuple(row.status in BEHIND for row in rows),
            ),
        ),
        unit="%",
    )


def trend(item: Trend, caption: str, language: str) -> Chart:
    """The newest quarters of one indicator, cumulative or as a state, in the declared unit."""
    points = item.points[-_NEWEST:]
    name = _word("cumulative" if item.indicator.is_flow else "state", language)
    return Chart(
        code=f"trend:{item.indicator.code}",
        caption=caption,
        categories=tuple(str(point.quarter) for point in points),
        series=(Series(name, tuple(amount(point.value, item.indicator) for point in points)),),
        unit=item.indicator.unit.label(language),
        look=Look.COLUMNS,
        decimals=item.indicator.decimals,
    )


def judged_children(briefing: Briefing, indicator: Indicator) -> list[ProgressRow]:
    """The children with a completion: best first where ranks are wanted, else in tree order."""
    rows = [row for row in briefing.child_rows(indicator) if row.completion is not None]
    if not briefing.choice.ranks:
        return rows
    return sorted(rows, key=lambda row: (-(row.completion or 0), row.region.node))


def _word(key: str, language: str) -> str:
    return _WORDS[key][language != "zh"]
