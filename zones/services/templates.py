"""Templates for reporting staff, filled with their regions and last quarter's figures."""

from __future__ import annotations

from zones.domain.quarter import Quarter
from zones.domain.region import Region
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
        parents = region_reads.regions_by_id(connection, {unit.parent_id for unit in units if unit.parent_id})
        spans = value_reads.single_spans([region])
        spans += [value_reads.descendants_span(region, level) for level in sorted({unit.level for unit in units})]
        values = value_reads.values_in_force(connection, deployment.figures, periods=[before], spans=spans, codes=codes)
    previous = {
        (unit.id, code): value
        for unit in units
        for code in codes
        if (value := values.value(before, unit.node, code)) is not None
    }
    names = {
        unit.id: parents[unit.parent_id].label(language)
        for unit in units
        if unit.parent_id is not None and unit.parent_id in parents
    }
    return report_template(
        regions=units,
        parents=names,
        quarter=quarter,
        indicators=indicators,
        previous=previous,
        language=language,
        title_region=region.label(language),
    )
