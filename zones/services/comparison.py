"""Any indicators and regions over any quarters, side by side: amounts, growth or an index, each with what was due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter, quarters_between
from zones.domain.region import Region
from zones.domain.series import Extent, Figures, Form, Series, SeriesPoint, index_base, indexed, values_of
from zones.services.deployment import Deployment
from zones.store import scattered_reads, value_reads
from zones.store.value_reads import Values

# A single quarter a year ago needs the cumulative figure of the quarter before it.
_LOOKED_BACK = 5


@dataclass(frozen=True, slots=True)
class _Read:
    """Everything the lines are made of."""

    deployment: Deployment
    quarters: Sequence[Quarter]
    extent: Extent
    form: Form
    figures: Values
    targets: Values
    approximate: set[tuple[int, int, str]]


def comparison(
    deployment: Deployment,
    *,
    regions: Sequence[Region],
    indicators: Sequence[Indicator],
    first: Quarter,
    last: Quarter,
    extent: Extent = Extent.CUMULATIVE,
    form: Form = Form.AMOUNT,
) -> list[Series]:
    """A line for every region and indicator, region by region; a quarter without a figure is a point without a value."""
    quarters = quarters_between(first, last)
    periods = list(range(first.ordinal - _LOOKED_BACK, last.ordinal + 1))
    codes = [indicator.code for indicator in indicators]
    years = sorted({quarter.year for quarter in quarters})
    with deployment.reading() as connection:
        read = _Read(
            deployment=deployment,
            quarters=quarters,
            extent=extent,
            form=form,
            figures=scattered_reads.values_of_regions(
                connection, deployment.figures, periods=periods, regions=regions, codes=codes
            ),
            targets=scattered_reads.values_of_regions(
                connection, deployment.targets, periods=years, regions=regions, codes=codes
            ),
            approximate=value_reads.approximate_values(
                connection, deployment.figures, periods=periods, nodes=[region.node for region in regions]
            ),
        )
    return [_series(read, region, indicator, periods) for region in regions for indicator in indicators]


def _series(read: _Read, region: Region, indicator: Indicator, periods: Sequence[int]) -> Series:
    code, node = indicator.code, region.node
    figures = Figures({at: read.figures.value(at, node, code) for at in periods}, flow=indicator.is_flow)
    values = values_of(figures, read.quarters, extent=read.extent, form=read.form)
    due = [_due(read, region, indicator, quarter) for quarter in read.quarters]
    at = index_base(values) if read.form is Form.INDEX else None
    if read.form is Form.INDEX:
        base = None if at is None else values[at]
        values = [indexed(value, base=base) for value in values]
        due = [indexed(asked, base=base) for asked in due]
    points = tuple(
        SeriesPoint(quarter, value, asked, (quarter.ordinal, node, code) in read.approximate)
        for quarter, value, asked in zip(read.quarters, values, due, strict=True)
    )
    return Series(region, indicator, read.extent, read.form, points, base=None if at is None else read.quarters[at])


def _due(read: _Read, region: Region, indicator: Indicator, quarter: Quarter) -> Fraction | None:
    """What the schedule asks for by a quarter's end, or within the single quarter of a flow; nothing is asked of growth."""
    target = read.targets.value(quarter.year, region.node, indicator.code)
    if target is None or read.form in {Form.YOY, Form.QOQ}:
        return None
    schedule = read.deployment.catalogue.schedule
    share = schedule(indicator, quarter)
    if read.extent is Extent.SINGLE and indicator.is_flow and quarter.number > 1:
        share -= schedule(indicator, quarter - 1)
    return target * share
