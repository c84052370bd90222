"""Tables of the mid-year verdict: goals by region, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zones.domain.figures import Cell, Column, RegionPastHalf, Table
from zones.domain.indicator import Indicator
from zones.domain.past_half import GoalStanding, GoalState, Pace
from zones.domain.wording import percent as percent_text
from zones.domain.words import GOAL_STATE_SIGNS, VERDICT_SIGNS
from zones.exports.words import amount, columns, distance, marks, percent

_HEAD = ("region", "code", "verdict")
_MISSING = ("region", "code", "goal", "unit", "value", "target", "share", "milestone", "missing")
_PACE = ("pace", "needed")


def past_half_table(rows: Sequence[RegionPastHalf], language: str) -> Table:
    """A row a region with its verdict, a column a goal with the state in words and the share of the annual target."""
    goals = [standing.goal for standing in rows[0].standings] if rows else []
    return Table(
        title="双过半判定" if language == "zh" else "Past half",
        columns=[*columns(_HEAD, language), *(Column(goal.label(language)) for goal in goals)],
        rows=[
            (
                row.region.label(language),
                row.region.code,
                VERDICT_SIGNS[row.verdict].text(language),
                *(_state(standing, language) for standing in row.standings),
            )
            for row in rows
        ],
        notes=marks((row.region for row in rows), language),
    )


def _state(standing: GoalStanding, language: str) -> str:
    words = GOAL_STATE_SIGNS[standing.state].text(language)
    return words if standing.share is None else f"{words} {percent_text(standing.share)}"


def missing_table(
    rows: Sequence[RegionPastHalf], indicators: Mapping[str, Indicator], language: str, *, pace: Pace | None = None
) -> Table:
    """A row for every goal that a region has not met: what is there, what is due, what is missing, in declared units.

    With a pace, what a month has brought so far and what each month left must bring.
    """
    listed = [
        (
            *_missing_cells(row, standing, indicators, language),
            *(() if pace is None else _pace_cells(standing, pace, indicators[standing.goal.numerator])),
        )
        for row in rows
        for standing in row.standings
        if standing.state in {GoalState.MISSED, GoalState.NO_REPORT}
    ]
    return Table(
        title="双过半尚缺" if language == "zh" else "Missing for past half",
        columns=columns([*_MISSING, *(() if pace is None else _PACE)], language),
        rows=listed,
        notes=marks((row.region for row in rows), language),
    )


def _pace_cells(standing: GoalStanding, pace: Pace, indicator: Indicator) -> tuple[Cell, ...]:
    return amount(pace.so_far(standing), indicator), amount(pace.needed(standing), indicator)


def _missing_cells(
    row: RegionPastHalf, standing: GoalStanding, indicators: Mapping[str, Indicator], language: str
) -> tuple[Cell, ...]:
    indicator = indicators[standing.goal.numerator]
    return (
        row.region.label(language),
        row.region.code,
        standing.goal.label(language),
        indicator.unit.label(language),
        amount(standing.figure, indicator),
        amount(standing.target, indicator),
        percent(standing.share),
        amount(standing.milestone, indicator),
        distance(standing.missing, indicator),
    )
