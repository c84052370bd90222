"""From a sheet to a draft: the table is found, its regions named, its periods settled, its cells read, its totals checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from zones.catalogue import Catalogue
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake import assembling
from zones.intake.choosing import choose_columns
from zones.intake.collecting import Findings
from zones.intake.columns_check import check_columns
from zones.intake.dating import date_records
from zones.intake.draft import Directory, Taken, Understood
from zones.intake.figures import read_series
from zones.intake.header_search import find_layout
from zones.intake.header_words import Role
from zones.intake.headers import Headers
from zones.intake.layout import LONG, WIDE, Layout
from zones.intake.lines import Lines
from zones.intake.long_table import long_records
from zones.intake.name_forms import other_forms
from zones.intake.naming_lines import name_records
from zones.intake.periods import Period
from zones.intake.records import Records, Table
from zones.intake.sheet import Sheet
from zones.intake.totals import check_totals
from zones.intake.turning import Known
from zones.intake.wide_table import wide_records


def understand(
    sheet: Sheet, *, catalogue: Catalogue, regions: Directory, quarter: Quarter | None, scope: Region | None
) -> Understood:
    """What a quarterly report says; `quarter` is the one asked for, `scope` the region it may speak of."""
    asked = None if quarter is None else quarter.ordinal
    table = Table(sheet, catalogue, regions, scope, by_year=False, asked=asked, findings=Findings(catalogue))
    return _understood(table, Period() if quarter is None else Period(quarter.year, quarter.number))


def understand_targets(
    sheet: Sheet, *, catalogue: Catalogue, regions: Directory, year: int | None, scope: Region | None
) -> Understood:
    """What a file of annual targets says; the periods of its draft are years."""
    table = Table(sheet, catalogue, regions, scope, by_year=True, asked=year, findings=Findings(catalogue))
    return _understood(table, Period(year))


def _understood(table: Table, asked: Period) -> Understood:
    headers = Headers(table.catalogue)
    found = find_layout(table.sheet, headers, _known(table.directory))
    if found is None:
        table.findings.add("no_report_found")
        return Understood(None, table.findings.all())
    layout, region_from = _with_sender(choose_columns(found, by_year=table.by_year, asked=asked), table)
    check_columns(layout, headers, table)
    _find_sheets_left_out(table)
    readable = layout.columns(Role.FIGURE) if layout.kind == WIDE else layout.columns(Role.VALUE)
    if not readable or (layout.naming is None and not layout.sender):
        return Understood(None, table.findings.all(), _taken(layout, headers, region_from))
    records, lines = (long_records if layout.kind == LONG else wide_records)(layout, headers, table)
    return _assembled(records, lines, layout, headers, table, region_from)


def _assembled(
    records: Records, lines: Lines, layout: Layout, headers: Headers, table: Table, region_from: str
) -> Understood:
    taken = _taken(layout, headers, region_from)
    taken = replace(
        taken,
        totals=tuple(row + 1 for row in lines.totals.tolist()),
        left_out=tuple(row + 1 for row in lines.passed.tolist()),
    )
    if not records.count:
        if not table.findings.stops:
            table.findings.add("empty_file")
        return Understood(None, table.findings.all(), taken)
    dated = date_records(records, layout, table)
    regions = name_records(records, dated.periods, table)
    read = (
        (series, read_series(series, catalogue=table.catalogue, headers=headers, findings=table.findings))
        for series in records.series
    )
    gathered = assembling.gather(read, records.count)
    check_totals(records, gathered, regions, headers, table)
    fitting = {code: column for code, column in gathered.items() if code not in _misfits(layout)}
    draft = assembling.draft_of(records, fitting, dated.periods, regions, table)
    if draft is None and not table.findings.stops:
        table.findings.add("empty_file")
    return Understood(draft, table.findings.all(), replace(taken, period_from=dated.said_in))


def _find_sheets_left_out(table: Table) -> None:
    """Other sheets of the workbook that look like reports: one is read at a time."""
    decision = table.sheet.decision
    if decision.other_reports:
        names = decision.other_reports
        table.findings.add("sheet_left_out", sheet=decision.sheet, names="、".join(names), names_en=", ".join(names))


def _misfits(layout: Layout) -> set[str]:
    """Indicators whose column is in a unit of something else: what its numbers amount to is not known."""
    figures = [item for item in layout.meanings if item.role is Role.FIGURE and item.unit_text and item.unit is None]
    return {item.indicator.code for item in figures if item.indicator is not None}


def _with_sender(layout: Layout, table: Table) -> tuple[Layout, str]:
    """A table without a column of regions speaks of who fills it in, or of the one unit it was sent for."""
    if layout.naming is not None:
        return layout, "column"
    sender = layout.named_sender()
    if sender:
        return replace(layout, sender=sender), "sender"
    scope = table.scope
    alone = scope is not None and not scope.has_children
    return (replace(layout, sender=f"{scope.code_system}:{scope.code}"), "scope") if alone and scope else (layout, "")


def _known(directory: Directory) -> Known:
    """Tells which names regions bear, as they are written or in another form."""

    def known(names: Collection[str]) -> Mapping[str, object]:
        forms = {name: [name, *(form for stage in other_forms(name) for form in stage)] for name in names}
        found = directory.lookup({form for listed in forms.values() for form in listed})
        return {name: listed for name, listed in forms.items() if any(found.get(form) for form in listed)}

    return known


def _taken(layout: Layout, headers: Headers, region_from: str) -> Taken:
    turn = layout.turn
    columns = tuple(
        (at, meaning.header, meaning.indicator.code if meaning.indicator else str(meaning.role))
        for at, meaning in enumerate(layout.meanings)
    )
    quantities = frozenset(item.indicator.unit.quantity for item in layout.meanings if item.indicator)
    return Taken(
        layout="transposed" if turn else layout.kind,
        header_lines=(turn.header_row + 1,) if turn else tuple(range(layout.first + 1, layout.last + 2)),
        columns=columns,
        period_from="",
        units=tuple((quantity, unit.name) for quantity, unit in layout.units_above(headers, quantities).items()),
        region_from=region_from,
    )
