"""Where a figure comes from: formula, who said it in which file and row, earlier values, warnings accepted with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.rollup import Coverage, Figure, Origin
from zones.domain.wording import ABSENT, table_value
from zones.services.accepted import AcceptedWarning, warnings_accepted
from zones.services.deployment import Deployment
from zones.services.history import HistoricalValue, past_of
from zones.store import region_reads, value_reads
from zones.store.ledger import Ledger

_REPORTED = ("本级上报 {value}", "Own report: {value}")
_DIFFERS = (",下级合计 {sum},相差 {difference}", "; the children add up to {sum}, a difference of {difference}")
_ROLLED_UP = ("下级汇总 {value} = {parts}", "Sum of the children: {value} = {parts}")
_SILENT = (";未报:{names}", "; no figure from {names}")
_NOTHING = ("没有上报,也没有下级数据", "Neither reported nor summed up")


@dataclass(frozen=True, slots=True)
class Part:
    """A child's part in the sum; None where it has no figure."""

    region: Region
    value: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """All there is to say about one figure (or annual target) in force; amounts in smallest units.

    `period` is a quarter ordinal, of a target (`by_year`) a year. `values` is everything the region itself ever reported
    for it, oldest first.
    """

    region: Region
    indicator: Indicator
    period: int
    by_year: bool
    figure: Figure
    coverage: Coverage
    parts: tuple[Part, ...]
    values: tuple[HistoricalValue, ...]
    warnings: tuple[AcceptedWarning, ...]

    @property
    def in_force(self) -> HistoricalValue | None:
        """The region's own value that counts, with its file, row, author and moment."""
        return next((item for item in self.values if item.in_force), None)

    @property
    def earlier(self) -> tuple[HistoricalValue, ...]:
        """What it was before, and what was taken back."""
        return tuple(item for item in self.values if not item.in_force)

    def formula(self, language: str) -> str:
        """How the figure comes about, in words and numbers."""
        if self.figure.value is None:
            return _said(_NOTHING, language)
        value = self._stated(self.figure.value, language)
        if self.figure.origin is Origin.REPORTED:
            return _said(_REPORTED, language).format(value=value) + self._difference(language)
        given = [part for part in self.parts if part.value is not None]
        named = (f"{part.region.label(language)} {table_value(part.value, self.indicator)}" for part in given)
        return _said(_ROLLED_UP, language).format(value=value, parts=" + ".join(named)) + self._silent(language)

    def _stated(self, value: int, language: str) -> str:
        """In the declared unit, as the parts are: a sum in 亿元 of parts in 万元 could not be followed."""
        stated, unit = table_value(value, self.indicator), self.indicator.unit
        if language == "zh":
            return f"{stated}{unit.name}"
        # "5.0 10,000 yuan" would read as two numbers.
        return f"{stated} ({unit.name_en})" if unit.name_en[:1].isdigit() else f"{stated} {unit.name_en}"

    def _difference(self, language: str) -> str:
        if not self.figure.discrepancy or self.figure.value is None:
            return ""
        total = self.figure.value - self.figure.discrepancy
        return _said(_DIFFERS, language).format(
            sum=table_value(total, self.indicator), difference=table_value(self.figure.discrepancy, self.indicator)
        )

    def _silent(self, language: str) -> str:
        names = [part.region.label(language) for part in self.parts if part.value is None]
        joint = "、" if language == "zh" else ", "
        return _said(_SILENT, language).format(names=joint.join(names)) if names else ""

    def source(self, language: str) -> str:
        """File, row, author and moment of the region's own report; a dash where it made none."""
        own = self.in_force
        if own is None:
            return ABSENT
        sent = f"{own.submission.created_at.astimezone():%Y-%m-%d %H:%M}"
        if language == "zh":
            return f"{own.submission.file_name} 第{own.line}行,{own.submission.author},{sent}"
        return f"{own.submission.file_name}, row {own.line}, {own.submission.author}, {sent}"


def provenance(deployment: Deployment, *, region: Region, quarter: Quarter, indicator: Indicator) -> Provenance:
    """Where the figure of a region, quarter and indicator comes from."""
    with deployment.reading() as connection:
        return _provenance(connection, deployment.figures, region, quarter.ordinal, indicator)


def target_provenance(deployment: Deployment, *, region: Region, year: int, indicator: Indicator) -> Provenance:
    """Where an annual target comes from."""
    with deployment.reading() as connection:
        return _provenance(connection, deployment.targets, region, year, indicator)


def _provenance(
    connection: sa.Connection, ledger: Ledger, region: Region, period: int, indicator: Indicator
) -> Provenance:
    alone, code = value_reads.single_spans([region]), indicator.code
    in_force = value_reads.values_in_force(connection, ledger, periods=[period], spans=alone, codes=[code])
    value = in_force.value(period, region.node, code)
    sums = value_reads.rollups(connection, ledger, periods=[period], spans=alone, codes=[code])
    last_quarter = ledger.quarters_of(period)[1]
    expected = region_reads.expected_units(connection, [region], last_quarter)[region.node]
    values = past_of(connection, ledger, region=region, period=period, indicator=indicator)
    figure = sums.figure(period, region, code, value)
    return Provenance(
        region=region,
        indicator=indicator,
        period=period,
        by_year=ledger.by_year,
        figure=figure,
        coverage=Coverage(expected, sums.reported(period, region, code, value)),
        parts=tuple(_parts(connection, ledger, region, period, indicator)),
        values=tuple(values),
        warnings=tuple(_warnings(connection, ledger, region, period, indicator, figure, values)),
    )


def _parts(
    connection: sa.Connection, ledger: Ledger, region: Region, period: int, indicator: Indicator
) -> Iterator[Part]:
    """Every child that has a figure, or exists and has none, in tree order."""
    children = region_reads.children_of(connection, region.id)
    values = value_reads.values_in_force(
        connection,
        ledger,
        periods=[period],
        spans=value_reads.children_spans(region, children),
        codes=[indicator.code],
    )
    first, last = ledger.quarters_of(period)
    for child in children:
        value = values.value(period, child.node, indicator.code)
        if value is not None or child.active_between(first, last):
            yield Part(child, value)


def _warnings(
    connection: sa.Connection,
    ledger: Ledger,
    region: Region,
    period: int,
    indicator: Indicator,
    figure: Figure,
    values: Sequence[HistoricalValue],
) -> Iterator[AcceptedWarning]:
    """Of an own report: what was accepted in that file about the region; of a sum: what was accepted anywhere below it."""
    counting = {item.submission.id for item in values if item.in_force}
    for warning in warnings_accepted(connection, ledger, region=region, period=period):
        about_it = warning.finding.indicator in {None, indicator.code}
        if figure.origin is Origin.REPORTED:
            of_region = warning.region is None or warning.region.id == region.id
            about_it = about_it and of_region and warning.submission.id in counting
        if about_it:
            yield warning


def _said(words: tuple[str, str], language: str) -> str:
    return words[language != "zh"]
