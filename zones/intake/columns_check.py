"""What is wrong with the columns of a table: unknown, twice, missing, or in a unit that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from zones.domain.finding import Finding
from zones.intake.headers import Headers, Meaning, Role
from zones.intake.layout import Layout
from zones.intake.records import Table
from zones.intake.text import column_letters, plain


def column_findings(layout: Layout, headers: Headers, table: Table) -> Iterator[Finding]:
    """Findings about single columns, from left to right."""
    seen: dict[str, str] = {}
    for at, meaning in enumerate(layout.meanings):
        if meaning.role is Role.UNKNOWN and _has_data(layout, at):
            yield _unknown(meaning, headers, table)
        elif meaning.role is Role.BLANK and layout.turn is None and _has_numbers(layout, at):
            yield _unknown(Meaning(Role.UNKNOWN, f"({column_letters(at)})"), headers, table)
        elif meaning.role is Role.FIGURE and meaning.indicator is not None:
            other = seen.setdefault(meaning.indicator.code, meaning.header)
            if other is not meaning.header or list(layout.meanings).index(meaning) != at:
                yield table.catalogue.findings["duplicate_column"].finding(
                    column=meaning.header, other=other, indicator=meaning.indicator.code
                )
            if meaning.unit_text and meaning.unit is None:
                yield _unknown_unit(meaning, table)


def missing_columns(layout: Layout, table: Table) -> Iterator[Finding]:
    """A table needs who it speaks of, and at least one indicator."""
    named = any(layout.column(role) is not None for role in (Role.REGION, Role.CODE, Role.COUNTY))
    if not named:
        yield table.catalogue.findings["missing_column"].finding(name="地区")
    if layout.kind == "wide" and not layout.columns(Role.FIGURE):
        yield table.catalogue.findings["missing_column"].finding(name="指标")


def _unknown(meaning: Meaning, headers: Headers, table: Table) -> Finding:
    alike = headers.alike(meaning.header)
    return table.catalogue.findings["unknown_column"].finding(
        column=meaning.header,
        hint=f"是否指“{alike}”?" if alike else "如不需要可以忽略,否则请改用模板中的表头",
        hint_en=f"Did you mean {alike}?" if alike else "Ignore this, or use a header of the template",
    )


def _unknown_unit(meaning: Meaning, table: Table) -> Finding:
    indicator = meaning.indicator
    units = table.catalogue.units[indicator.unit.quantity] if indicator else ()
    return table.catalogue.findings["unknown_unit"].finding(
        column=meaning.header,
        value=meaning.unit_text,
        indicator=indicator.code if indicator else None,
        units="、".join(unit.name for unit in units),
        units_en=", ".join(unit.name for unit in units),
    )


def _has_data(layout: Layout, at: int) -> bool:
    return any(plain(cell) for cell in layout.sheet.columns[at].cells(layout.start))


def _has_numbers(layout: Layout, at: int) -> bool:
    return any(
        isinstance(cell, int | float) and not isinstance(cell, bool)
        for cell in layout.sheet.columns[at].cells(layout.start)
    )
