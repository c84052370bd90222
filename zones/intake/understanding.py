"""From a sheet to a draft: the table is found, its regions named, its periods settled, its cells read, its totals checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake import assembling
from zones.intake.columns_check import column_findings, missing_columns
from zones.intake.draft import Directory, Taken, Understood
from zones.intake.headers import Headers, Role
from zones.intake.layout import Known, Layout, find_layout
from zones.intake.long_table import long_records
from zones.intake.records import Records, Table, name_regions, settle_periods
from zones.intake.sheet import Sheet
from zones.intake.totals import total_findings
from zones.intake.wide_table import wide_records


def understand(
    sheet: Sheet, *, catalogue: Catalogue, regions: Directory, quarter: Quarter | None, scope: Region | None
) -> Understood:
    """What a quarterly report says; `quarter` is the one asked for, `scope` the region it may speak of."""
    asked = None if quarter is None else quarter.ordinal
    return _understood(Table(sheet, catalogue, regions, scope, by_year=False, asked=asked))


def understand_targets(
    sheet: Sheet, *, catalogue: Catalogue, regions: Directory, year: int | None, scope: Region | None
) -> Understood:
    """What a file of annual targets says; the periods of its draft are years."""
    return _understood(Table(sheet, catalogue, regions, scope, by_year=True, asked=year))


def _understood(table: Table) -> Understood:
    headers = Headers(table.catalogue, targets=table.by_year)
    layout = find_layout(table.sheet, headers, _known(table.directory))
    if layout is None:
        return Understood(None, (table.catalogue.findings["no_report_found"].finding(),))
    findings = [*column_findings(layout, headers, table), *missing_columns(layout, table)]
    taken = _taken(layout)
    if not layout.columns(Role.FIGURE) and layout.column(Role.VALUE) is None:
        return Understood(None, tuple(findings), taken)
    make = long_records if layout.kind == "long" else wide_records
    records, found = make(layout, headers, table)
    findings += found
    if not records.count:
        empty = [] if findings else [table.catalogue.findings["empty_file"].finding()]
        return Understood(None, (*findings, *empty), taken)
    return _assembled(records, layout, headers, table, findings, taken)


def _assembled(
    records: Records, layout: Layout, headers: Headers, table: Table, findings: list[Finding], taken: Taken
) -> Understood:
    periods, found = settle_periods(records, layout, table)
    findings += found
    named, found = name_regions(records, periods, table)
    findings += found
    reads = assembling.read_all(records, headers, table)
    for read in reads.values():
        findings += read.findings
    findings += total_findings(records, reads, layout, headers, table)
    draft, found = assembling.draft_of(records, reads, periods, named, table)
    return Understood(draft, (*findings, *found), taken)


def _known(directory: Directory) -> Known:
    def known(names: Collection[str]) -> Mapping[str, object]:
        return {name: regions for name, regions in directory.lookup(names).items() if regions}

    return known


def _taken(layout: Layout) -> Taken:
    kind = "transposed" if layout.turn else layout.kind
    lines = (layout.turn.header_row + 1,) if layout.turn else tuple(range(layout.first + 1, layout.last + 2))
    columns = tuple(
        (at, meaning.header, meaning.indicator.code if meaning.indicator else str(meaning.role))
        for at, meaning in enumerate(layout.meanings)
    )
    column = layout.column(Role.QUARTER)
    return Taken(
        kind, lines, columns, "column" if column is not None else "title" if layout.period().number else "asked"
    )
