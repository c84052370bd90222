"""Templates for reporting staff, filled with their regions and last quarter's figures."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.tree import SPAN
from zones.exports import report_template
from zones.services.deployment import Deployment
from zones.store import region_reads, value_reads


def template_for(deployment: Deployment, *, region: Region, quarter: Quarter, language: str) -> bytes:
    """An Excel template with a row for every unit expected to report at or below a region in the quarter."""
    indicators = list(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in indicators]
    before = quarter.ordinal - 1
    with deployment.reading() as connection:
        units = region_reads.reporting_units(connection, scope=region, quarter=quarter.ordinal) or [region]
        counties = counties_of(connection, units)
        spans = value_reads.single_spans([region])
        spans += [value_reads.descendants_span(region, level) for level in sorted({unit.level for unit in units})]
        values = value_reads.values_in_force(connection, deployment.figures, periods=[before], spans=spans, codes=codes)
    previous = {
        (unit.id, code): value
        for unit in units
        for code in codes
        if (value := values.value(before, unit.node, code)) is not None
    }
    return report_template(
        regions=units,
        parents={unit_id: county.label(language) for unit_id, county in counties.items()},
        quarter=quarter,
        indicators=indicators,
        previous=previous,
        language=language,
        title_region=region.label(language),
    )


def counties_of(connection: sa.Connection, units: Sequence[Region]) -> dict[int, Region]:
    """The county that each unit lies in, by the unit's id; a county itself and what is above has none."""
    size = SPAN[Level.COUNTY]
    wanted = {unit.node - unit.node % size for unit in units if unit.level > Level.COUNTY}
    counties = region_reads.regions_at(connection, wanted)
    found = {unit.id: counties.get(unit.node - unit.node % size) for unit in units if unit.level > Level.COUNTY}
    return {unit: county for unit, county in found.items() if county is not None}
