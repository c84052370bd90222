"""The briefing model of a region and a quarter, computed once from the same use cases as the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from zones.domain.briefing import (
    Briefing,
    Choice,
    GroupStanding,
    GroupTotal,
    HalfYear,
    Idle,
    Ranking,
    Reporting,
    Source,
    Trend,
    rows_of,
)
from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.figures import ProgressRow
from zones.domain.finding import Finding, Severity
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.rollup import Coverage, total
from zones.services.accepted import findings_kept, warnings_accepted
from zones.services.briefing_json import code_of
from zones.services.deployment import Deployment
from zones.services.past_half import past_half
from zones.services.places import find_region
from zones.services.progress import progress
from zones.services.ranking import ranking
from zones.services.trend import trends
from zones.store import briefings, region_reads, submission_reads, value_reads
from zones.store.briefings import SubmissionBehind

_MOST_TRIES = 5
# Growth looks back a year; nothing older is behind the figures of a quarter.
_LOOKED_BACK = (0, 1, 2, 4)


class NothingReportedError(ZonesError):
    """A region that nobody reported anything for cannot have a briefing."""

    exit_status = 1

    def __init__(self, *, region: Region, quarter: Quarter) -> None:
        super().__init__(
            zh=f"{region.name}{quarter.label('zh')}没有任何上报数据,不能生成通报;请先导入季报或另选季度",
            en=f"nothing is reported for {region.label('en')} in {quarter}, so there is no briefing; "
            "import a report or choose another quarter",
        )


class FiguresMovingError(ZonesError):
    """Reports kept coming in while a briefing was computed; it would mix two states."""

    exit_status = 3

    def __init__(self) -> None:
        super().__init__(
            zh="计算期间数据不断更新,请稍后再试",
            en="reports keep coming in while the briefing is computed; try again in a moment",
        )


@dataclass(frozen=True)
class _Scope:
    """What is asked for, resolved."""

    deployment: Deployment
    choice: Choice
    region: Region
    indicators: tuple[Indicator, ...]

    @property
    def quarter(self) -> Quarter:
        return self.choice.quarter

    @property
    def codes(self) -> list[str]:
        return [indicator.code for indicator in self.indicators]


def briefing(deployment: Deployment, choice: Choice) -> Briefing:
    """The model of a bulletin; all of it is of one state of the database. Raises NothingReportedError."""
    for _ in range(_MOST_TRIES):
        version = deployment.version()
        model = _computed(_resolved(deployment, choice))
        if deployment.version() == version:
            return replace(model, code=code_of(model))
    raise FiguresMovingError


def _resolved(deployment: Deployment, choice: Choice) -> _Scope:
    region = find_region(deployment, choice.region)
    catalogue = deployment.catalogue
    chosen = {catalogue.indicator(code).code for code in choice.indicators} or set(catalogue.indicators)
    indicators = tuple(item for code, item in catalogue.indicators.items() if code in chosen)
    named = replace(
        choice,
        region=f"{region.code_system}:{region.code}",
        indicators=tuple(item.code for item in indicators) if choice.indicators else (),
    )
    return _Scope(deployment, named, region, indicators)


def _computed(scope: _Scope) -> Briefing:
    view = progress(
        scope.deployment, region=scope.region, quarter=scope.quarter, indicators=scope.indicators, children=True
    )
    if not view.reported:
        raise NothingReportedError(region=scope.region, quarter=scope.quarter)
    units = _units(scope, view.child_regions)
    with scope.deployment.reading() as connection:
        reporting = _reporting(connection, scope)
        sources = _sources(connection, scope)
    model = Briefing(
        choice=scope.choice,
        region=scope.region,
        rows=view.rows,
        children=view.children,
        units=units,
        trends=_trends(scope),
        rankings=_rankings(scope, units),
        half_year=_half_year(scope, view.child_regions),
        reporting=reporting,
        groups=tuple(_group(scope, name) for name in scope.choice.groups),
        rule=view.rule,
        sources=sources,
        data_date=max((source.received for source in sources), default=None),
    )
    return model if scope.choice.ranks else _without_ranks(model)


def _units(scope: _Scope, children: Sequence[Region]) -> tuple[tuple[ProgressRow, ...], ...]:
    """The rows of the children's children; above cities they are too many to be named one by one."""
    if scope.region.level < Level.CITY:
        return ()
    return tuple(
        rows
        for child in children
        if child.has_children
        for rows in progress(
            scope.deployment, region=child, quarter=scope.quarter, indicators=scope.indicators, children=True
        ).children
    )


def _trends(scope: _Scope) -> tuple[Trend, ...]:
    with scope.deployment.reading() as connection:
        periods = submission_reads.periods_of(connection, scope.deployment.figures)
    first = Quarter.from_ordinal(min([*periods, scope.quarter.ordinal]))
    histories = trends(
        scope.deployment, region=scope.region, indicators=scope.indicators, first=first, last=scope.quarter, begun=True
    )
    return tuple(Trend(indicator, tuple(points)) for indicator, points in zip(scope.indicators, histories, strict=True))


def _rankings(scope: _Scope, units: Sequence[Sequence[ProgressRow]]) -> tuple[Ranking, ...]:
    """The units beside each other over the whole region, by every indicator that some of them have a target for."""
    levels = {rows[0].region.level for rows in units if rows}
    if not scope.choice.ranks or Level.TOWNSHIP not in levels:
        return ()
    judged = [item for item in scope.indicators if any(row.completion is not None for row in rows_of(units, item))]
    return tuple(
        Ranking(
            item,
            Level.TOWNSHIP,
            tuple(
                ranking(
                    scope.deployment,
                    region=scope.region,
                    level=Level.TOWNSHIP,
                    indicator=item,
                    quarter=scope.quarter,
                )
            ),
        )
        for item in judged
    )


def _half_year(scope: _Scope, children: Sequence[Region]) -> HalfYear:
    view = past_half(
        scope.deployment,
        region=scope.region,
        year=scope.quarter.year,
        levels=sorted({child.level for child in children}),
        until=scope.quarter,
    )
    shown = {child.id for child in children}
    return HalfYear(
        year=view.year,
        as_of=view.as_of,
        goals=view.goals,
        indicators=tuple(scope.deployment.catalogue.indicators[goal.numerator] for goal in view.goals),
        own=next(row for row in view.rows if row.region.id == scope.region.id),
        children=tuple(row for row in view.rows if row.region.id in shown),
    )


def _reporting(connection: sa.Connection, scope: _Scope) -> Reporting:
    quarter, deployment = scope.quarter, scope.deployment
    units = region_reads.reporting_units(connection, scope=scope.region, quarter=quarter.ordinal)
    below = [unit for unit in units if unit.id != scope.region.id] or units
    spans = [value_reads.descendants_span(scope.region, level) for level in sorted({unit.level for unit in below})]
    figures = value_reads.values_in_force(
        connection, deployment.figures, periods=[quarter.ordinal], spans=spans, codes=scope.codes
    )
    targets = value_reads.values_in_force(
        connection, deployment.targets, periods=[quarter.year], spans=spans, codes=scope.codes
    )
    idle = []
    for indicator in scope.indicators:
        still = tuple(
            unit
            for unit in below
            if figures.value(quarter.ordinal, unit.node, indicator.code) == 0
            and (targets.value(quarter.year, unit.node, indicator.code) or 0) > 0
        )
        if still:
            idle.append(Idle(indicator, still))
    silent = tuple(unit for unit in below if not figures.any_value(quarter.ordinal, unit.node))
    return Reporting(len(below), silent, tuple(idle))


def _sources(connection: sa.Connection, scope: _Scope) -> tuple[Source, ...]:
    quarters = [scope.quarter.ordinal - back for back in _LOOKED_BACK]
    figures = briefings.submissions_behind(connection, scope.deployment.figures, periods=quarters, scope=scope.region)
    targets = briefings.submissions_behind(
        connection, scope.deployment.targets, periods=[scope.quarter.year], scope=scope.region
    )
    now = {
        item.id
        for item in briefings.submissions_behind(
            connection, scope.deployment.figures, periods=[scope.quarter.ordinal], scope=scope.region
        )
    }
    accepted = warnings_accepted(
        connection, scope.deployment.figures, region=scope.region, period=scope.quarter.ordinal
    )
    return tuple(
        _source(
            item,
            [warning.finding for warning in accepted if warning.submission.id == item.id],
            current=item.id in now,
        )
        for item in (*figures, *targets)
    )


def _source(item: SubmissionBehind, accepted: Sequence[Finding], *, current: bool) -> Source:
    """Notes and accepted warnings are those of the quarter's own reports; older ones are sources of growth only.

    A reason for warnings about regions that are not spoken of is not told either.
    """
    elsewhere = not accepted and any(finding.severity is Severity.WARNING for finding in findings_kept(item.findings))
    return Source(
        number=item.id,
        ledger=item.ledger,
        file_name=item.file_name,
        author=item.author,
        received=_day(item),
        reason=item.reason if current and not elsewhere else "",
        note=item.note if current else "",
        note_en=item.note_en if current else "",
        warnings=tuple(finding.wording("zh") for finding in accepted),
        warnings_en=tuple(finding.wording("en") for finding in accepted),
    )


def _day(item: SubmissionBehind) -> date:
    """The day it came, by this machine's clock."""
    return item.created_at.astimezone().date()


def _group(scope: _Scope, name: str) -> GroupStanding:
    with scope.deployment.reading() as connection:
        known = region_reads.groups(connection)
        if name not in known:
            raise UnknownNameError(kind_zh="分组", kind_en="group", name=name, suggestions=tuple(known))
        below = region_reads.subtree_of(connection, scope.region)
    wanted = set(known[name])
    members = [region for region in below if region.id in wanted and region.active_in(scope.quarter.ordinal)]
    rows = tuple(
        progress(scope.deployment, region=member, quarter=scope.quarter, indicators=scope.indicators).rows
        for member in members
    )
    return GroupStanding(name, rows, tuple(_group_total(rows, indicator) for indicator in scope.indicators))


def _group_total(members: Sequence[Sequence[ProgressRow]], indicator: Indicator) -> GroupTotal:
    rows = rows_of(members, indicator)
    reported = sum(row.value is not None for row in rows)
    return GroupTotal(
        indicator=indicator,
        value=total(row.value for row in rows),
        target=total(row.target for row in rows),
        coverage=Coverage(expected=len(rows), reported=reported),
    )


def _without_ranks(model: Briefing) -> Briefing:
    def bare(rows: Sequence[ProgressRow]) -> tuple[ProgressRow, ...]:
        return tuple(replace(row, rank=None, peers=0) for row in rows)

    return replace(
        model,
        rows=bare(model.rows),
        children=tuple(bare(rows) for rows in model.children),
        units=tuple(bare(rows) for rows in model.units),
        groups=tuple(replace(group, members=tuple(bare(rows) for rows in group.members)) for group in model.groups),
    )
