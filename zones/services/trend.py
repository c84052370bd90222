"""One indicator of one region over the quarters."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.progress import single_quarter
from zones.domain.quarter import Quarter, quarters_between
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.store import scattered_reads, submission_reads, value_reads

_RECENT = 8


def trend(
    deployment: Deployment, *, region: Region, indicator: Indicator, first: Quarter, last: Quarter
) -> list[TrendPoint]:
    """A point for every quarter from `first` to `last`; a quarter without a report is a point without a value."""
    return trends(deployment, region=region, indicators=[indicator], first=first, last=last)[0]


def trends(
    deployment: Deployment,
    *,
    region: Region,
    indicators: Sequence[Indicator],
    first: Quarter,
    last: Quarter,
    begun: bool = False,
) -> list[list[TrendPoint]]:
    """As trend, of several indicators at once; `begun` leaves out the quarters before an indicator's first report."""
    quarters = quarters_between(first, last)
    spans, codes = value_reads.single_spans([region]), [indicator.code for indicator in indicators]
    periods = [quarter.ordinal for quarter in [first - 1, *quarters]]
    with deployment.reading() as connection:
        figures = value_reads.values_in_force(connection, deployment.figures, periods=periods, spans=spans, codes=codes)
        targets = value_reads.values_in_force(
            connection,
            deployment.targets,
            periods=sorted({quarter.year for quarter in quarters}),
            spans=spans,
            codes=codes,
        )
        approximate = value_reads.approximate_values(
            connection, deployment.figures, periods=periods, nodes=[region.node]
        )
    node = region.node
    return [
        [
            _point(deployment, quarter, region, indicator, figures, targets, approximate)
            for quarter in (_since(quarters, figures, node, indicator.code) if begun else quarters)
        ]
        for indicator in indicators
    ]


def recent_trends(
    deployment: Deployment, *, region: Region, indicators: Sequence[Indicator], last: Quarter
) -> dict[str, list[TrendPoint]]:
    """The two years up to a quarter, by indicator code."""
    found = trends(deployment, region=region, indicators=indicators, first=last - (_RECENT - 1), last=last)
    return {indicator.code: points for indicator, points in zip(indicators, found, strict=True)}


def trends_of_regions(
    deployment: Deployment, *, regions: Sequence[Region], indicator: Indicator, last: Quarter
) -> dict[Region, list[TrendPoint]]:
    """The two years up to a quarter of one indicator, by region in the order given, wherever they stand in the tree."""
    quarters, codes = quarters_between(last - (_RECENT - 1), last), [indicator.code]
    periods = [quarter.ordinal for quarter in [quarters[0] - 1, *quarters]]
    years = sorted({quarter.year for quarter in quarters})
    nodes = [region.node for region in regions]
    with deployment.reading() as connection:
        figures = scattered_reads.values_of_regions(
            connection, deployment.figures, periods=periods, regions=regions, codes=codes
        )
        targets = scattered_reads.values_of_regions(
            connection, deployment.targets, periods=years, regions=regions, codes=codes
        )
        approximate = value_reads.approximate_values(connection, deployment.figures, periods=periods, nodes=nodes)
    return {
        region: [_point(deployment, quarter, region, indicator, figures, targets, approximate) for quarter in quarters]
        for region in regions
    }


def _since(quarters: Sequence[Quarter], figures: value_reads.Values, node: int, code: str) -> Sequence[Quarter]:
    """From the first report on."""
    values = figures.column([(quarter.ordinal, node) for quarter in quarters], code)
    return quarters[next((at for at, value in enumerate(values) if value is not None), len(quarters)) :]


def whole_trend(deployment: Deployment, *, region: Region, indicator: Indicator, last: Quarter) -> list[TrendPoint]:
    """The trend from the first quarter that was ever reported in the region's time, up to `last` at least."""
    with deployment.reading() as connection:
        periods = submission_reads.periods_of(connection, deployment.figures)
    first = Quarter.from_ordinal(min([*periods, last.ordinal]))
    newest = Quarter.from_ordinal(max([*periods, last.ordinal]))
    points = trend(deployment, region=region, indicator=indicator, first=first, last=newest)
    return _trimmed(points)


def _trimmed(points: list[TrendPoint]) -> list[TrendPoint]:
    """Without the quarters before the first and after the last value; nothing where there is none."""
    filled = [at for at, point in enumerate(points) if point.value is not None]
    return points[filled[0] : filled[-1] + 1] if filled else []


def _point(
    deployment: Deployment,
    quarter: Quarter,
    region: Region,
    indicator: Indicator,
    figures: value_reads.Values,
    targets: value_reads.Values,
    approximate: set[tuple[int, int, str]],
) -> TrendPoint:
    value = figures.value(quarter.ordinal, region.node, indicator.code)
    before = figures.value(quarter.ordinal - 1, region.node, indicator.code)
    own = single_quarter(cumulative=value, before=before, first=quarter.number == 1) if indicator.is_flow else None
    return TrendPoint(
        quarter=quarter,
        value=value,
        single_quarter=own,
        target=targets.value(quarter.year, region.node, indicator.code),
        schedule=deployment.catalogue.schedule(indicator, quarter),
        approximate=(quarter.ordinal, region.node, indicator.code) in approximate,
    )


def has_values(points: Sequence[TrendPoint]) -> bool:
    """Whether there is anything to draw."""
    return any(point.value is not None for point in points)
