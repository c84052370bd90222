"""How a region and its children stand in a quarter, against their annual targets and beside their peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from zones.domain import progress as rules
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Direction, Indicator
from zones.domain.quarter import Quarter
from zones.domain.ranking import ranks
from zones.domain.region import Region
from zones.domain.rollup import Coverage
from zones.domain.status import StatusRule
from zones.services.deployment import Deployment
from zones.services.places import active_children
from zones.store import region_reads, submission_reads, value_reads
from zones.store.value_reads import Rollups, Span, Values

_BEFORE, _TWO_BEFORE, _YEAR_AGO = 1, 2, 4


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The rows of a region, and of each child where asked for; `notes` are (Chinese, English) notes of the reports."""

    region: Region
    ancestors: tuple[Region, ...]
    quarter: Quarter
    rows: tuple[ProgressRow, ...]
    children: tuple[tuple[ProgressRow, ...], ...]
    rule: StatusRule
    notes: tuple[tuple[str, str], ...]

    @property
    def all_rows(self) -> tuple[ProgressRow, ...]:
        """The region's rows, then those of its children."""
        return self.rows + tuple(row for rows in self.children for row in rows)

    @property
    def child_regions(self) -> tuple[Region, ...]:
        """The children shown, in tree order."""
        return tuple(rows[0].region for rows in self.children if rows)

    @property
    def reported(self) -> bool:
        """Whether the region has any figure at all."""
        return any(row.value is not None for row in self.rows)

    @property
    def targeted(self) -> list[ProgressRow]:
        """The rows that can be held against a target."""
        return [row for row in self.rows if row.completion is not None]

    def rows_named(self, codes: Sequence[str]) -> list[ProgressRow]:
        """The region's rows of some indicators, in the order of the codes."""
        by_code = {row.indicator.code: row for row in self.rows}
        return [by_code[code] for code in codes if code in by_code]

    @property
    def key_rows(self) -> list[ProgressRow]:
        """The rows for cards: those with a figure or a target, the ones with a target first."""
        shown = [row for row in self.rows if row.value is not None or row.target is not None]
        return sorted(shown, key=lambda row: row.target is None)

    def remarks(self, language: str) -> list[str]:
        """What stands below the figures: the rule behind the lights, and the notes of the reports."""
        rule = f"{self.rule.label(language)}{':' if language == 'zh' else ': '}{self.rule.wording(language)}"
        return [rule, *(note if language == "zh" else note_en or note for note, note_en in self.notes)]

    def child_rows(self, indicator: Indicator) -> list[ProgressRow]:
        """One indicator's rows of all children."""
        return [row for rows in self.children for row in rows if row.indicator == indicator]


def progress(
    deployment: Deployment,
    *,
    region: Region,
    quarter: Quarter,
    indicators: Sequence[Indicator] = (),
    children: bool = False,
) -> ProgressView:
    """The figures of section 3 for a region (and its direct children) in a quarter; all indicators unless named."""
    wanted = tuple(indicators) or tuple(deployment.catalogue.indicators.values())
    with deployment.reading() as connection:
        ancestors = region_reads.ancestors_of(connection, region)
        siblings = active_children(connection, region.parent_id, quarter)
        group = _Group(connection, deployment, ancestors[-1] if ancestors else None, siblings, quarter, wanted)
        rows = group.rows(connection, [region])
        below: list[tuple[ProgressRow, ...]] = []
        if children:
            own_children = active_children(connection, region.id, quarter)
            below = _Group(connection, deployment, region, own_children, quarter, wanted).rows(connection, own_children)
        notes = submission_reads.notes_of(
            connection,
            deployment.figures,
            period=quarter.ordinal,
            regions=[region, *(group_rows[0].region for group_rows in below if group_rows)],
        )
    return ProgressView(
        region=region,
        ancestors=tuple(ancestors),
        quarter=quarter,
        rows=rows[0],
        children=tuple(below),
        rule=deployment.catalogue.default_rule,
        notes=tuple(notes),
    )


class _Group:
    """Regions under one parent: they are read together, since each is ranked among its peers."""

    def __init__(
        self,
        connection: sa.Connection,
        deployment: Deployment,
        parent: Region | None,
        regions: Sequence[Region],
        quarter: Quarter,
        indicators: Sequence[Indicator],
    ) -> None:
        self._deployment = deployment
        self._quarter = quarter
        self._indicators = indicators
        self._codes = [indicator.code for indicator in indicators]
        self._spans = value_reads.children_spans(parent, regions)
        self._values = self._read_values(connection, [quarter.ordinal], self._spans)
        self._targets = value_reads.values_in_force(
            connection, deployment.targets, periods=[quarter.year], spans=self._spans, codes=self._codes
        )
        self._ranks, self._peers = self._rank(regions)

    def rows(self, connection: sa.Connection, regions: Sequence[Region]) -> list[tuple[ProgressRow, ...]]:
        """The rows of some of the group's regions: a tuple a region, an indicator each."""
        spans = value_reads.single_spans(regions) if len(regions) == 1 else self._spans
        now = self._quarter.ordinal
        periods = [now, now - _BEFORE, now - _TWO_BEFORE, now - _YEAR_AGO]
        history = self._read_values(connection, periods, spans)
        codes, ledgers = self._codes, self._deployment
        figures = value_reads.rollups(connection, ledgers.figures, periods=[now], spans=spans, codes=codes)
        targets = value_reads.rollups(
            connection, ledgers.targets, periods=[self._quarter.year], spans=spans, codes=codes
        )
        expected = region_reads.expected_units(connection, regions, now)
        approximate = value_reads.approximate_values(
            connection, ledgers.figures, periods=[now], nodes=[region.node for region in regions]
        )
        return [
            tuple(
                self._row(
                    region,
                    indicator,
                    history,
                    figures,
                    targets,
                    expected[region.node],
                    approximate=(now, region.node, indicator.code) in approximate,
                )
                for indicator in self._indicators
            )
            for region in regions
        ]

    def _row(
        self,
        region: Region,
        indicator: Indicator,
        history: Values,
        figures: Rollups,
        targets: Rollups,
        expected: int,
        *,
        approximate: bool,
    ) -> ProgressRow:
        now, code, node = self._quarter.ordinal, indicator.code, region.node
        window = rules.Window(
            current=history.value(now, node, code),
            before=history.value(now - _BEFORE, node, code),
            two_before=history.value(now - _TWO_BEFORE, node, code),
            year_ago=history.value(now - _YEAR_AGO, node, code),
        )
        flow, number = indicator.is_flow, self._quarter.number
        target = self._targets.value(self._quarter.year, node, code)
        completion = rules.completion(actual=window.current, target=target)
        schedule = self._deployment.catalogue.schedule(indicator, self._quarter)
        return ProgressRow(
            region=region,
            indicator=indicator,
            quarter=self._quarter,
            figure=figures.figure(now, region, code, window.current),
            approximate=approximate,
            coverage=Coverage(expected, figures.reported(now, region, code, window.current)),
            target=target,
            target_origin=targets.figure(self._quarter.year, region, code, target).origin,
            completion=completion,
            schedule=schedule,
            status=self._deployment.catalogue.default_rule.status(
                reported=window.current is not None, completion=completion, schedule=schedule
            ),
            single_quarter=rules.own_quarter(window, flow=flow, number=number),
            yoy=rules.year_on_year(window),
            qoq=rules.quarter_on_quarter(window, flow=flow, number=number),
            rank=self._ranks[region.level, code].get(node),
            peers=self._peers[region.level, code],
        )

    def _read_values(self, connection: sa.Connection, periods: Sequence[int], spans: Sequence[Span]) -> Values:
        return value_reads.values_in_force(
            connection, self._deployment.figures, periods=periods, spans=spans, codes=self._codes
        )

    def _rank(
        self, regions: Sequence[Region]
    ) -> tuple[Mapping[tuple[int, str], dict[int, int]], Mapping[tuple[int, str], int]]:
        """Ranks by completion among the regions of one level, and how many were ranked."""
        by_level: dict[int, list[int]] = defaultdict(list)
        for region in regions:
            by_level[region.level].append(region.node)
        ranked: dict[tuple[int, str], dict[int, int]] = {}
        for level, nodes in by_level.items():
            for indicator in self._indicators:
                completions = {node: self._completion(node, indicator.code) for node in nodes}
                ranked[level, indicator.code] = ranks(completions, descending=indicator.direction is Direction.UP)
        return defaultdict(dict, ranked), defaultdict(int, {key: len(value) for key, value in ranked.items()})

    def _completion(self, node: int, code: str) -> Fraction | None:
        return rules.completion(
            actual=self._values.value(self._quarter.ordinal, node, code),
            target=self._targets.value(self._quarter.year, node, code),
        )
