"""What is told of the regions below: children, rankings, groups, and who lags."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.briefing import BEHIND, ON_PACE, Briefing, GroupStanding, Ranking
from zones.domain.figures import ProgressRow, RankedRow
from zones.domain.region import Region
from zones.domain.rollup import Figure, Origin
from zones.domain.status import Status
from zones.domain.wording import percent
from zones.exports.briefing import said
from zones.exports.briefing.amounts import children_word
from zones.exports.briefing.facts import fact, nested, weakest
from zones.exports.briefing.telling import ENDS, FEW, Telling, ends

_FEW_FACTS = 3


def children(telling: Telling) -> list[said.ChildDetail]:
    """Every child that reported anything."""
    return [_child(telling, rows) for rows in telling.briefing.children if any(row.value is not None for row in rows)]


def children_silent(telling: Telling) -> said.Silent:
    """The children without any figure."""
    silent = [rows[0].region for rows in telling.briefing.children if all(row.value is None for row in rows)]
    return said.Silent(tuple(telling.labels(region) for region in silent))


def _child(telling: Telling, rows: Sequence[ProgressRow]) -> said.ChildDetail:
    reported = [row for row in rows if row.value is not None]
    judged = [row for row in rows if row.completion is not None]
    best, worst = ends(judged)
    coverage = max((row.coverage for row in rows), key=lambda item: item.reported)
    region = rows[0].region
    few = len(reported) <= _FEW_FACTS
    return said.ChildDetail(
        child=telling.labels(region),
        facts=tuple(telling.spread(reported)) if few else (),
        reported=len(reported),
        targeted=len(judged),
        on_pace=sum(row.status in ON_PACE for row in judged),
        late=sum(row.status in BEHIND for row in judged),
        far_behind=sum(row.status is Status.FAR_BEHIND for row in judged),
        best=None if best is None else telling.fact(best),
        worst=None if worst is None else telling.fact(worst),
        units_expected=coverage.expected if region.has_children else 0,
        units_missing=max(coverage.expected - coverage.reported, 0) if region.has_children else 0,
        few=few,
    )


def own_ranks(telling: Telling) -> said.OwnRanks:
    """Where the region stands among its peers, where it has some."""
    ranked = [row for row in telling.briefing.targeted_rows if row.rank is not None and row.peers > 1]
    return said.OwnRanks(tuple(telling.fact(row) for row in ranked))


def child_rankings(telling: Telling) -> list[said.RankingDetail]:
    """The children's order in every indicator that at least two of them are judged by."""
    told = []
    for row in telling.briefing.rows:
        ranked = [item for item in telling.briefing.child_rows(row.indicator) if item.rank is not None]
        ordered = sorted(ranked, key=lambda item: (item.rank or 0, item.region.node))
        lines = [(item.region, item.rank or 0, percent(item.completion)) for item in ordered]
        if len(lines) > 1:
            told.append(_ranking(telling, telling.name(row.indicator), telling.setting().children_word, lines))
    return told


def unit_rankings(telling: Telling) -> list[said.RankingDetail]:
    """The townships' order over the whole region."""
    return [
        _ranking(
            telling,
            telling.name(item.indicator),
            children_word(item.level, telling.language),
            [(row.region, row.rank or 0, percent(row.completion)) for row in _ranked(item)],
        )
        for item in telling.briefing.rankings
        if len(_ranked(item)) > 1
    ]


def _ranking(telling: Telling, name: str, kind: str, lines: Sequence[tuple[Region, int, str]]) -> said.RankingDetail:
    ranks = [rank for _, rank, _ in lines]
    places = [
        said.Place(telling.labels(region), rank, ranks.count(rank) > 1, completion)
        for region, rank, completion in lines
    ]
    few = len(places) <= FEW
    return said.RankingDetail(
        name=name,
        kind=kind,
        peers=len(places),
        first=tuple(places if few else places[:ENDS]),
        last=() if few else tuple(places[-ENDS:]),
    )


def group(telling: Telling, standing: GroupStanding) -> said.GroupSaid:
    """A group and its totals."""
    lagging = [rows[0].region for rows in standing.members if any(row.status is Status.FAR_BEHIND for row in rows)]
    rows = group_rows(telling.briefing, standing)
    chosen = nested([telling.phrased(fact(row, telling.language)) for row in rows], telling.form.part_of)
    return said.GroupSaid(
        name=standing.name,
        members=len(standing.members),
        reported=sum(any(row.value is not None for row in rows) for rows in standing.members),
        facts=chosen,
        lagging=tuple(telling.labels(region) for region in lagging),
    )


def card(telling: Telling, rows: Sequence[ProgressRow]) -> said.Card:
    """What one lagging region must make good; the furthest behind are told, all stand in the table."""
    late = tuple(telling.fact(row) for row in weakest(rows))
    return said.Card(
        child=telling.labels(rows[0].region),
        late=late,
        worst=late[:ENDS],
        far_behind=sum(row.status is Status.FAR_BEHIND for row in rows),
    )


def group_rows(briefing: Briefing, group: GroupStanding) -> list[ProgressRow]:
    """A group's totals as rows, under the same rule as any region's; totals without any figure are left out."""
    schedules = {row.indicator.code: row.schedule for row in briefing.rows}
    return [
        ProgressRow(
            region=briefing.region,
            indicator=item.indicator,
            quarter=briefing.quarter,
            figure=Figure(item.value, Origin.ROLLED_UP, None),
            approximate=False,
            coverage=item.coverage,
            target=item.target,
            target_origin=None if item.target is None else Origin.ROLLED_UP,
            completion=item.completion,
            schedule=schedules[item.indicator.code],
            status=briefing.rule.status(
                reported=True, completion=item.completion, schedule=schedules[item.indicator.code]
            ),
            single_quarter=None,
            yoy=None,
            qoq=None,
            rank=None,
            peers=0,
        )
        for item in group.totals
        if item.value is not None
    ]


def _ranked(item: Ranking) -> list[RankedRow]:
    return [row for row in item.rows if row.rank is not None and row.completion is not None]
