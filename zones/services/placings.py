"""A ranking with what a meeting asks of it: peers of a level or of a group, moves, gaps, red and black list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from zones.domain.errors import UnknownNameError
from zones.domain.indicator import Direction, Indicator
from zones.domain.listing import Listed, ListRule, listed
from zones.domain.placing import Placing, placings
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment
from zones.services.ranking import ranked
from zones.store import group_reads, region_reads, scattered_reads, value_reads
from zones.store.value_reads import Values

Peers = Level | str
"""Who is ranked against each other: all regions of a level, or the members of a group by its name."""


@dataclass(frozen=True, slots=True)
class PlacingView:
    """A ranking of a quarter, best first, who has no rank last."""

    region: Region
    peers: Peers
    indicator: Indicator
    quarter: Quarter
    schedule: Fraction
    rows: tuple[Placing, ...]

    @property
    def ranked(self) -> int:
        """How many have a rank."""
        return sum(item.row.rank is not None for item in self.rows)

    @property
    def regions(self) -> list[Region]:
        """Who is ranked, best first."""
        return [item.row.region for item in self.rows]

    def listed(self, rule: ListRule) -> Listed:
        """The red and the black list by a rule."""
        return listed(
            [item.row for item in self.rows],
            rule,
            schedule=self.schedule,
            descending=self.indicator.direction is Direction.UP,
        )


def groups_of(deployment: Deployment, region: Region) -> list[str]:
    """The groups that have a member at or below a region."""
    with deployment.reading_once() as connection:
        return group_reads.group_names(connection, region)


def ranking_with_moves(
    deployment: Deployment, *, region: Region, peers: Peers, indicator: Indicator, quarter: Quarter
) -> PlacingView:
    """The peers at and below a region with their moves since the quarter before, ranked then among those that were there.

    Raises UnknownNameError for a group that has no member there.
    """
    before = quarter - 1
    with deployment.reading() as connection:
        everyone = _peers(connection, region, peers)
        figures, targets = _read(connection, deployment, region, peers, everyone, indicator, (before, quarter))
        parent_ids = {item.parent_id for item in everyone if item.parent_id is not None}
        parents = region_reads.regions_by_id(connection, parent_ids)
    now, then = (
        ranked(
            deployment,
            [item for item in everyone if item.active_in(when.ordinal)],
            parents,
            indicator=indicator,
            quarter=when,
            figures=figures,
            targets=targets,
        )
        for when in (quarter, before)
    )
    ranks_before = {row.region.node: row.rank for row in then if row.rank is not None}
    return PlacingView(
        region=region,
        peers=peers,
        indicator=indicator,
        quarter=quarter,
        schedule=deployment.catalogue.schedule(indicator, quarter),
        rows=tuple(placings(now, ranks_before, descending=indicator.direction is Direction.UP)),
    )


def _peers(connection: sa.Connection, region: Region, peers: Peers) -> list[Region]:
    if isinstance(peers, Level):
        return region_reads.descendants(connection, region, peers)
    members = group_reads.group_members(connection, peers, region)
    if not members:
        known = tuple(group_reads.group_names(connection, region))
        raise UnknownNameError(kind_zh="分组", kind_en="group", name=peers, suggestions=known)
    return members


def _read(
    connection: sa.Connection,
    deployment: Deployment,
    region: Region,
    peers: Peers,
    everyone: Sequence[Region],
    indicator: Indicator,
    quarters: Sequence[Quarter],
) -> tuple[Values, Values]:
    """Figures and targets of both quarters: one range of a level, look-ups for a group."""
    periods = [quarter.ordinal for quarter in quarters]
    years = sorted({quarter.year for quarter in quarters})
    codes = [indicator.code]
    if isinstance(peers, Level):
        spans = [value_reads.descendants_span(region, peers)]
        return (
            value_reads.values_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes),
            value_reads.values_in_force(connection, deployment.targets, periods=years, spans=spans, codes=codes),
        )
    return (
        scattered_reads.values_of_regions(
            connection, deployment.figures, periods=periods, regions=everyone, codes=codes
        ),
        scattered_reads.values_of_regions(connection, deployment.targets, periods=years, regions=everyone, codes=codes),
    )
