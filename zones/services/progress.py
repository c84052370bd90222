"""How a region and its children stand in a quarter, against their annual targets and beside their peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
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
from zones.domain.status import Lights, StatusRule
from zones.services.deployment import Deployment
from zones.services.places import active
from zones.store import region_reads, submission_reads, value_reads
from zones.store.value_reads import Rollup, Rollups, Span, Values

# The quarters that growth needs, counted back: this one, the two before, a year ago.
_WINDOW = (0, 1, 2, 4)


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
        family = region_reads.family_of(connection, region, children=children)
        parent = family.ancestors[-1] if family.ancestors else None
        siblings = active(family.siblings, quarter)
        rows = _Group(deployment, parent, siblings, quarter, wanted).rows_of(connection, region)
        below: list[tuple[ProgressRow, ...]] = []
        if children:
            own_children = active(family.children, quarter)
            below = _Group(deployment, region, own_children, quarter, wanted).all_rows(connection)
        notes = submission_reads.notes_of(
            connection,
            deployment.figures,
            period=quarter.ordinal,
            regions=[region, *(group_rows[0].region for group_rows in below if group_rows)],
        )
    return ProgressView(
        region=region,
        ancestors=tuple(family.ancestors),
        quarter=quarter,
        rows=rows,
        children=tuple(below),
        rule=deployment.catalogue.default_rule,
        notes=tuple(notes),
    )


class _Group:
    """Regions under one parent: they are read together, since each is ranked among its peers."""

    def __init__(
        self,
        deployment: Deployment,
        parent: Region | None,
        regions: Sequence[Region],
        quarter: Quarter,
        indicators: Sequence[Indicator],
    ) -> None:
        self._deployment = deployment
        self._regions = regions
        self._quarter = quarter
        self._indicators = indicators
        self._codes = [indicator.code for indicator in indicators]
        self._spans = value_reads.children_spans(parent, regions)
        self._window = [quarter.ordinal - back for back in _WINDOW]

    def all_rows(self, connection: sa.Connection) -> list[tuple[ProgressRow, ...]]:
        """The rows of the whole group: a tuple a region, an indicator each."""
        history = self._values(connection, self._window, self._spans)
        return self._rows(connection, self._regions, self._spans, peers=history, history=history)

    def rows_of(self, connection: sa.Connection, region: Region) -> tuple[ProgressRow, ...]:
        """The rows of one region: of those beside it, only what it is ranked by is read."""
        spans = value_reads.single_spans([region])
        peers = self._values(connection, self._window[:1], self._spans)
        history = self._values(connection, self._window, spans)
        return self._rows(connection, [region], spans, peers=peers, history=history)[0]

    def _values(self, connection: sa.Connection, periods: Sequence[int], spans: Sequence[Span]) -> Values:
        return value_reads.values_in_force(
            connection, self._deployment.figures, periods=periods, spans=spans, codes=self._codes
        )

    def _rows(
        self,
        connection: sa.Connection,
        regions: Sequence[Region],
        spans: Sequence[Span],
        *,
        peers: Values,
        history: Values,
    ) -> list[tuple[ProgressRow, ...]]:
        now, year, codes = self._quarter.ordinal, self._quarter.year, self._codes
        ledger, target_ledger = self._deployment.ledgers
        targets = value_reads.values_in_force(connection, target_ledger, periods=[year], spans=self._spans, codes=codes)
        nodes = [region.node for region in regions]
        read = _Read(
            history=history,
            targets=targets,
            figure_sums=value_reads.rollups(connection, ledger, periods=[now], spans=spans, codes=codes),
            target_sums=value_reads.rollups(connection, target_ledger, periods=[year], spans=spans, codes=codes),
            expected=region_reads.expected_units(connection, regions, now),
            approximate=value_reads.approximate_values(connection, ledger, periods=[now], nodes=nodes),
        )
        columns = self._columns(peers, targets)
        return [_rows(read, region, columns, self._quarter) for region in regions]

    def _columns(self, peers: Values, targets: Values) -> list[_Column]:
        catalogue = self._deployment.catalogue
        schedules = [catalogue.schedule(indicator, self._quarter) for indicator in self._indicators]
        lights = {schedule: catalogue.default_rule.lights(schedule) for schedule in set(schedules)}
        return [
            self._column(indicator, schedule, lights[schedule], peers, targets)
            for indicator, schedule in zip(self._indicators, schedules, strict=True)
        ]

    def _column(
        self, indicator: Indicator, schedule: Fraction, lights: Lights, peers: Values, targets: Values
    ) -> _Column:
        """Ranks by completion are among the regions of one level."""
        now, year, nodes = self._quarter.ordinal, self._quarter.year, [region.node for region in self._regions]
        values = peers.column([(now, node) for node in nodes], indicator.code)
        aims = targets.column([(year, node) for node in nodes], indicator.code)
        by_level: dict[int, dict[int, Fraction | None]] = defaultdict(dict)
        for region, actual, target in zip(self._regions, values, aims, strict=True):
            by_level[region.level][region.node] = rules.completion(actual=actual, target=target)
        descending = indicator.direction is Direction.UP
        return _Column(
            indicator=indicator,
            schedule=schedule,
            lights=lights,
            completions=by_level,
            ranks={level: ranks(values, descending=descending) for level, values in by_level.items()},
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the regions shown."""

    history: Values
    targets: Values
    figure_sums: Rollups
    target_sums: Rollups
    expected: Mapping[int, int]
    approximate: AbstractSet[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class _Column:
    """What all rows of an indicator share; the peers' completions and ranks by level and node."""

    indicator: Indicator
    schedule: Fraction
    lights: Lights
    completions: Mapping[int, Mapping[int, Fraction | None]]
    ranks: Mapping[int, Mapping[int, int]]

    def completion(self, region: Region, *, actual: int | None, target: int | None) -> Fraction | None:
        """The completion of any region, which is known of a peer."""
        known = self.completions.get(region.level, {}).get(region.node)
        return rules.completion(actual=actual, target=target) if known is None else known


@dataclass(frozen=True, slots=True)
class _Shown:
    """What all rows of a region share; `approximate` holds indicator codes."""

    region: Region
    quarter: Quarter
    figures: Rollup
    targets: Rollup
    expected: int
    approximate: AbstractSet[str]


def _rows(read: _Read, region: Region, columns: Sequence[_Column], quarter: Quarter) -> tuple[ProgressRow, ...]:
    """A region's rows, an indicator each."""
    now, year, node = quarter.ordinal, quarter.year, region.node
    shown = _Shown(
        region=region,
        quarter=quarter,
        figures=read.figure_sums.of(now, region),
        targets=read.target_sums.of(year, region),
        expected=read.expected[node],
        approximate={code for period, marked, code in read.approximate if (period, marked) == (now, node)},
    )
    windows = zip(*(read.history.row(now - back, node) for back in _WINDOW), strict=True)
    values = zip(columns, windows, read.targets.row(year, node), strict=True)
    return tuple(
        _row(shown, column, at, rules.Window(*window), target) for at, (column, window, target) in enumerate(values)
    )


def _row(shown: _Shown, column: _Column, at: int, window: rules.Window, target: int | None) -> ProgressRow:
    """One of the rows; `at` is the indicator's place among those read."""
    region, number, value = shown.region, shown.quarter.number, window.current
    flow = column.indicator.is_flow
    completion = column.completion(region, actual=value, target=target)
    ranks = column.ranks.get(region.level, {})
    return ProgressRow(
        region=region,
        indicator=column.indicator,
        quarter=shown.quarter,
        figure=shown.figures.figure(at, value),
        approximate=column.indicator.code in shown.approximate,
        coverage=Coverage(shown.expected, shown.figures.reported(at, value)),
        target=target,
        target_origin=shown.targets.figure(at, target).origin,
        completion=completion,
        schedule=column.schedule,
        status=column.lights.status(reported=value is not None, completion=completion),
        single_quarter=rules.own_quarter(window, flow=flow, number=number),
        yoy=rules.year_on_year(window),
        qoq=rules.quarter_on_quarter(window, flow=flow, number=number),
        rank=ranks.get(region.node),
        peers=len(ranks),
    )
