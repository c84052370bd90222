"""Regions as users name them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from zones.domain.errors import AmbiguousNameError, UnknownNameError
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment
from zones.store import region_reads, submission_reads

_ENOUGH_ALIKE = 60
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A region with the regions above it (root first), those beside it in a quarter, itself among them, and its children."""

    region: Region
    ancestors: tuple[Region, ...]
    siblings: tuple[Region, ...]
    children: tuple[Region, ...]


def find_region(deployment: Deployment, text: str) -> Region:
    """The region of a code ("320800", "nbs:320831001") or an unambiguous name; raises UnknownName or AmbiguousName."""
    with deployment.reading() as connection:
        return region_named(connection, text)


def region_named(connection: sa.Connection, text: str) -> Region:
    """As find_region, on an open connection; codes go before names."""
    named = region_reads.regions_named(connection, [text.strip()])
    by_code = {item.region for item in named if text.strip() in {item.region.code, _full_code(item.region)}}
    regions = by_code or {item.region for item in named}
    if not regions:
        raise UnknownNameError(
            kind_zh="地区", kind_en="region", name=text, suggestions=suggested_regions(connection, text, None)
        )
    if len(regions) > 1:
        raise AmbiguousNameError(name=text, candidates=tuple(sorted(_full_code(region) for region in regions)))
    return regions.pop()


def _full_code(region: Region) -> str:
    return f"{region.code_system}:{region.code}"


def suggested_regions(connection: sa.Connection, text: str, scope: Region | None) -> tuple[str, ...]:
    """The names most like a text, each with its code, best first."""
    names = region_reads.names_below(connection, scope)
    alike = process.extract(
        text,
        [name for name, _ in names],
        scorer=fuzz.ratio,
        limit=_MOST_SUGGESTIONS,
        score_cutoff=_ENOUGH_ALIKE,
    )
    return tuple(f"{name}({names[at][1]})" for name, _, at in alike)


def place_of(deployment: Deployment, region: Region, quarter: Quarter) -> Place:
    """A region with what is above it, and with the regions beside and below it that exist in the quarter."""
    with deployment.reading_once() as connection:
        family = region_reads.family_of(connection, region)
    return Place(
        region=region,
        ancestors=tuple(family.ancestors),
        siblings=tuple(active(family.siblings, quarter)),
        children=tuple(active(family.children, quarter)),
    )


def active(regions: Iterable[Region], quarter: Quarter) -> list[Region]:
    """Those of the regions that exist in a quarter."""
    return [region for region in regions if region.active_in(quarter.ordinal)]


def active_children(connection: sa.Connection, parent_id: int | None, quarter: Quarter) -> list[Region]:
    """The direct children that exist in the quarter, in tree order."""
    return active(region_reads.children_of(connection, parent_id), quarter)


def first_region(deployment: Deployment) -> Region | None:
    """Where a reader starts who has chosen nothing: the root with most reporting units in the newest quarter."""
    with deployment.reading() as connection:
        roots = region_reads.roots(connection)
        periods = submission_reads.periods_of(connection, deployment.figures)
        units = region_reads.expected_units(connection, roots, periods[-1]) if periods else {}
    return max(roots, key=lambda root: units.get(root.node, 0), default=None)


def levels_below(deployment: Deployment, region: Region) -> list[Level]:
    """The levels that occur below a region, highest first."""
    with deployment.reading() as connection:
        return [level for level in Level if region_reads.has_descendants(connection, region, level)]


def quarters_reported(deployment: Deployment) -> list[Quarter]:
    """Every quarter that something was reported for, oldest first."""
    with deployment.reading_once() as connection:
        periods = submission_reads.periods_of(connection, deployment.figures)
    return [Quarter.from_ordinal(period) for period in periods]
