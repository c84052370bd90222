"""What is wrong with the columns of a table: unknown, twice, missing, or in a unit that does not fit."""

from __future__ import annotations

from zones.intake.columns import NUMBER
from zones.intake.header_words import Role
from zones.intake.headers import Headers, Meaning
from zones.intake.layout import WIDE, Layout
from zones.intake.records import Table
from zones.intake.sheet import Place
from zones.intake.text import column_letters


def check_columns(layout: Layout, headers: Headers, table: Table) -> None:
    """Find what is wrong with single columns, from left to right, and what is missing altogether."""
    seen: dict[str, str] = {}
    for at, meaning in enumerate(layout.meanings):
        if meaning.role is Role.UNKNOWN and _filled(layout, at):
            _find_unknown(layout, at, meaning.header, headers, table)
        elif meaning.role is Role.BLANK and layout.turn is None and _has_numbers(layout, at):
            _find_unknown(layout, at, f"({column_letters(at)})", headers, table)
        elif meaning.role is Role.FIGURE and meaning.indicator is not None:
            _check_figure(layout, at, meaning, seen, table)
    _find_missing(layout, table)
    _find_unknown_units(layout, headers, table)


def _check_figure(layout: Layout, at: int, meaning: Meaning, seen: dict[str, str], table: Table) -> None:
    indicator = meaning.indicator
    if indicator is None:
        return
    header_cell = _header_cell(layout, at)
    if indicator.code in seen:
        table.findings.add(
            "duplicate_column",
            column=meaning.header,
            header_cell=header_cell,
            indicator=indicator,
            other=seen[indicator.code],
        )
    seen.setdefault(indicator.code, meaning.header)
    if meaning.unit_text and meaning.unit is None:
        fitting = table.catalogue.units[indicator.unit.quantity]
        table.findings.add(
            "unknown_unit",
            column=meaning.header,
            header_cell=header_cell,
            indicator=indicator,
            value=meaning.unit_text,
            units="、".join(unit.name for unit in fitting),
            units_en=", ".join(unit.name for unit in fitting),
        )


def _find_missing(layout: Layout, table: Table) -> None:
    """A table needs who it speaks of, and at least one indicator."""
    if layout.naming is None and not layout.sender:
        table.findings.add("missing_column", name="地区")
    if layout.kind == WIDE and not layout.columns(Role.FIGURE):
        table.findings.add("missing_column", name="指标")


def _find_unknown_units(layout: Layout, headers: Headers, table: Table) -> None:
    """A line above that sets a unit nobody knows."""
    for name in layout.unit_line(headers).unknown:
        units = [unit.name for quantity in table.catalogue.units.values() for unit in quantity]
        table.findings.add("unknown_unit_above", value=name, units="、".join(units), units_en=", ".join(units))


def _find_unknown(layout: Layout, at: int, header: str, headers: Headers, table: Table) -> None:
    alike = headers.alike(header)
    table.findings.add(
        "unknown_column",
        column=header,
        header_cell=_header_cell(layout, at),
        hint=f"是否指“{alike}”?" if alike else "如不需要可以忽略,否则请改用模板中的表头",
        hint_en=f"Did you mean {alike}?" if alike else "Ignore this, or use a header of the template",
    )


def _header_cell(layout: Layout, at: int) -> Place:
    """Where the header of a column (in a transposed table, of a line) stands in the file."""
    return (layout.last, at) if layout.turn is None else (layout.turn.rows[at], layout.turn.columns[0])


def _filled(layout: Layout, at: int) -> bool:
    coded = layout.sheet.columns[at].coded(layout.start)
    return any(word is not None and str(word).strip() for word in coded.words)


def _has_numbers(layout: Layout, at: int) -> bool:
    return bool((layout.sheet.columns[at].scan(layout.start).states == NUMBER).any())
