"""Notes pinned to a region and quarter, as charts and tables show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zones.domain.errors import ZonesError
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.store import annotations as store
from zones.store.annotations import AnnotationRecord

LONGEST = 500


class UnusableNoteError(ZonesError):
    """A note says nothing, or too much to be shown beside a figure."""

    def __init__(self) -> None:
        super().__init__(
            zh=f"批注不能为空,也不能超过{LONGEST}字", en=f"a note is not empty and not longer than {LONGEST} characters"
        )


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note with the region, the quarter and the indicator it is pinned to (None: all of them)."""

    region: Region
    quarter: Quarter
    indicator: Indicator | None
    record: AnnotationRecord


def annotate(
    deployment: Deployment,
    *,
    region: Region,
    quarter: Quarter,
    text: str,
    author: str,
    indicator: Indicator | None = None,
) -> Annotation:
    """Pin a note to a region and quarter; raises UnusableNoteError."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise UnusableNoteError
    code = "" if indicator is None else indicator.code
    with deployment.writing() as connection:
        record = store.pin(connection, region=region, period=quarter.ordinal, indicator=code, text=text, author=author)
    return Annotation(region, quarter, indicator, record)


def strike_annotation(deployment: Deployment, *, annotation: int, author: str) -> None:
    """Strike a note out; raises UnknownNameError or AlreadyStruckError."""
    with deployment.writing() as connection:
        store.strike(connection, annotation=annotation, author=author)


def annotations_of(
    deployment: Deployment,
    *,
    regions: Sequence[Region],
    first: Quarter,
    last: Quarter,
    indicators: Sequence[Indicator] = (),
    struck: bool = False,
) -> list[Annotation]:
    """The notes of some regions over some quarters, in order; of all indicators unless named, with struck ones if asked."""
    by_id = {region.id: region for region in regions}
    codes = [indicator.code for indicator in indicators]
    with deployment.reading() as connection:
        records = store.pinned(connection, regions=regions, first=first.ordinal, last=last.ordinal, indicators=codes)
    return [
        Annotation(
            region=by_id[record.region_id],
            quarter=Quarter.from_ordinal(record.period),
            indicator=deployment.catalogue.indicators.get(record.indicator),
            record=record,
        )
        for record in records
        if struck or record.stands
    ]
