"""Tables of where a figure comes from; its earlier values are in tables.history_table, its warnings in warnings_table."""

from __future__ import annotations

from zones.domain.figures import Cell, Column, Table
from zones.domain.quarter import Quarter
from zones.domain.wording import ABSENT, prose_value
from zones.domain.words import origin_word
from zones.exports.words import amount, marks
from zones.services.provenance import Provenance
from zones.services.table_parts import Head, Holds, columns, region_cells, said

_PARTS = (Head("地区", "Region"), Head("代码", "Code"), Head("数值", "Figure", Holds.AMOUNT))


def provenance_table(found: Provenance, language: str) -> Table:
    """What there is to say of one figure, a line each: value, how it came about, coverage, source, reason, note."""
    zh = language == "zh"
    own = found.in_force
    value = prose_value(found.figure.value, found.indicator, language)
    coverage = f"{found.coverage.reported}/{found.coverage.expected}"
    origin = origin_word(found.figure.origin, language)
    reason = "" if own is None else own.submission.reason
    notes = ("", "") if own is None else (own.submission.note, own.submission.note_en or own.submission.note)
    lines: list[tuple[str, Cell]] = [
        ("数值" if zh else "Figure", value),
        ("来源" if zh else "Origin", origin or ABSENT),
        ("算式" if zh else "How it comes about", found.formula(language)),
        ("已报/应报" if zh else "Reported of expected", coverage),
        ("文件、行、填报人、时间" if zh else "File, row, by, at", found.source(language)),
        ("原因" if zh else "Reason", reason or ABSENT),
        ("说明" if zh else "Note", said(notes, language) or ABSENT),
    ]
    return Table(
        title=_title(found, language),
        columns=[Column("项目" if zh else "What"), Column("内容" if zh else "Content")],
        rows=lines,
        notes=marks([found.region], language),
    )


def parts_table(found: Provenance, language: str) -> Table:
    """A row a child with its part in the sum; a child without a figure has none."""
    return Table(
        title=_title(found, language),
        columns=columns(_PARTS, language, indicator=found.indicator),
        rows=[(*region_cells(part.region, language), amount(part.value, found.indicator)) for part in found.parts],
        notes=marks([found.region], language),
    )


def _title(found: Provenance, language: str) -> str:
    period = str(found.period) if found.by_year else Quarter.from_ordinal(found.period).label(language)
    return f"{found.region.label(language)} {period} {found.indicator.label(language)}"
