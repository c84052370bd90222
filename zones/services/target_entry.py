"""Annual targets without a file: typed in, or carried over from another year; they go the way of any file all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from zones.domain.errors import ReasonMissingError, ZonesError
from zones.domain.figures import Column, Table
from zones.domain.handing_down import carried_over
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.exports import csv_bytes
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Outcome, Upload, check_targets, import_targets
from zones.services.own_values import OwnValues
from zones.store import region_reads, value_reads


class NothingEnteredError(ZonesError):
    """No target was typed in."""

    def __init__(self) -> None:
        super().__init__(zh="没有录入任何目标", en="no target was entered")


class EnteredTwiceError(ZonesError):
    """The same region and indicator were typed in with two values."""

    def __init__(self, *, region: Region, indicator: Indicator) -> None:
        super().__init__(
            zh=f"“{region.name}”的{indicator.name}录入了两个不同的数",
            en=f"two different values were entered for {indicator.name_en} of {region.label('en')}",
        )


class UnusableFactorError(ZonesError):
    """Targets are multiplied by something above zero."""

    def __init__(self) -> None:
        super().__init__(zh="系数应大于零", en="the factor must be above zero")


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target as typed: an exact number in the indicator's declared unit."""

    region: Region
    indicator: Indicator
    amount: Decimal


def enter_targets(
    deployment: Deployment, *, year: int, entries: Sequence[TargetEntry], author: str, reason: str
) -> Outcome:
    """Import typed targets as a small file of their own, with author and reason; findings come back as those of a file do.

    Raises NothingEnteredError, EnteredTwiceError or ReasonMissingError.
    """
    if not reason.strip():
        raise ReasonMissingError
    upload = entry_file(year=year, entries=entries, author=author, now=datetime.now().astimezone())
    return import_targets(deployment, upload, author=author, reason=reason)


def check_entries(deployment: Deployment, *, year: int, entries: Sequence[TargetEntry], author: str) -> Checked:
    """Every finding of typed targets; stores nothing."""
    return check_targets(
        deployment, entry_file(year=year, entries=entries, author=author, now=datetime.now().astimezone())
    )


def entry_file(*, year: int, entries: Sequence[TargetEntry], author: str, now: datetime) -> Upload:
    """Typed targets as a CSV: a row a region, a column an indicator, the unit in its header.

    The note below names author and moment, so that the same numbers typed in later are another submission.
    """
    amounts: dict[tuple[int, str], Decimal] = {}
    for entry in entries:
        known = amounts.setdefault((entry.region.id, entry.indicator.code), entry.amount)
        if known != entry.amount:
            raise EnteredTwiceError(region=entry.region, indicator=entry.indicator)
    if not amounts:
        raise NothingEnteredError
    regions = {entry.region.id: entry.region for entry in entries}
    indicators = {entry.indicator.code: entry.indicator for entry in entries}
    table = Table(
        title=f"{year}年度目标",
        columns=[
            Column("代码"),
            Column("地区"),
            Column("年度"),
            *(Column(f"{indicator.name}({indicator.unit.name})", numeric=True) for indicator in indicators.values()),
        ],
        rows=[
            (
                f"{region.code_system}:{region.code}",
                region.name,
                str(year),
                *(amounts.get((region.id, code)) for code in indicators),
            )
            for region in regions.values()
        ],
        notes=[f"手工录入,{author},{now.isoformat()}"],
    )
    return Upload(name=f"手工录入-{year}年度目标-{now:%Y%m%d-%H%M%S}.csv", content=csv_bytes(table), year=year)


def carried_targets(
    deployment: Deployment,
    *,
    region: Region,
    from_year: int,
    to_year: int,
    factor: Fraction,
    indicators: Sequence[Indicator] = (),
) -> list[TargetEntry]:
    """What another year's targets of a region and its children come to when multiplied; a proposal, nothing is stored.

    Only targets that were set come along, none that are sums. Raises UnusableFactorError.
    """
    if factor <= 0:
        raise UnusableFactorError
    wanted = tuple(indicators) or tuple(deployment.catalogue.indicators.values())
    codes = [indicator.code for indicator in wanted]
    first, last = Quarter(to_year, 1).ordinal, Quarter(to_year, 4).ordinal
    with deployment.reading() as connection:
        children = region_reads.children_of(connection, region.id)
        spans = [*value_reads.single_spans([region]), *value_reads.children_spans(region, children)]
        own = OwnValues(
            value_reads.values_in_force(connection, deployment.targets, periods=[from_year], spans=spans, codes=codes),
            value_reads.rollups(connection, deployment.targets, periods=[from_year], spans=spans, codes=codes),
        )
    return [
        TargetEntry(one, indicator, indicator.declared(carried_over(value, factor=factor, indicator=indicator)))
        for one in (region, *children)
        if one.active_between(first, last)
        for indicator in wanted
        if (value := own.value(from_year, one, indicator.code)) is not None
    ]
