"""A file as it was read: its cells beside what was found in them, and the two files that staff mend it with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zones.domain.finding import Finding, Severity
from zones.domain.quarter import Quarter
from zones.exports import annotated_file, report_template
from zones.intake import Cell, Place, Sheet, column_letters, plain
from zones.services.deployment import Deployment
from zones.services.importing import Checked
from zones.services.templates import counties_of

_MOST_LINES = 200
_LINES_AROUND = 40
_SHORT_NUMBER = re.compile(r"-?(0|[1-9]\d{0,7})(\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Inspection:
    """Some lines of a file (numbered from 1), their cells as texts, and the findings by line and column from zero."""

    lines: tuple[int, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    found: Mapping[Place, tuple[Finding, ...]]
    height: int

    @property
    def cut(self) -> bool:
        """Whether the file has more lines than shown."""
        return self.height > len(self.lines)

    def place(self, position: int, letters: str) -> Place:
        """The line and column (from zero) of a shown cell."""
        return self.lines[position] - 1, self.columns.index(letters)


def inspection(checked: Checked) -> Inspection | None:
    """The head of the file and every line with a finding, up to two hundred; None of a file that could not be read."""
    sheet = checked.sheet
    if sheet is None:
        return None
    found: dict[Place, tuple[Finding, ...]] = {}
    for finding in checked.findings:
        if finding.cell is not None:
            found[finding.cell] = (*found.get(finding.cell, ()), finding)
    rows = sorted({*range(min(sheet.height, _LINES_AROUND)), *sorted(row for row, _ in found)[:_MOST_LINES]})
    if sheet.height <= _MOST_LINES:
        rows = list(range(sheet.height))
    return Inspection(
        lines=tuple(row + 1 for row in rows),
        columns=tuple(column_letters(at) for at in range(sheet.width)),
        cells=tuple(tuple(plain(cell) for cell in sheet.row(row)) for row in rows),
        found=found,
        height=sheet.height,
    )


def worst(findings: tuple[Finding, ...]) -> Severity:
    """The gravest of some findings."""
    return min((finding.severity for finding in findings), key=list(Severity).index)


def annotated(checked: Checked, language: str) -> bytes:
    """The file as read, with its findings in the cells, as an Excel workbook."""
    sheet = checked.sheet
    cells = [] if sheet is None else _cells(sheet)
    return annotated_file(cells, checked.findings, language=language)


def _cells(sheet: Sheet) -> list[list[str | int | float | None]]:
    columns = [column.cells(0) for column in sheet.columns]
    return [[_as_number(cell) for cell in line] for line in zip(*columns, strict=True)]


def _as_number(cell: Cell) -> str | int | float:
    """A number as a number, also where a text file could only write its digits (a code of many digits stays a text)."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    text = plain(cell)
    return float(text) if _SHORT_NUMBER.fullmatch(text) else text


def corrected_template(deployment: Deployment, checked: Checked, language: str) -> bytes | None:
    """The template of the file's quarter filled with what was understood; None where nothing was, or of several quarters."""
    draft = checked.draft
    if draft is None or len(checked.quarters) != 1:
        return None
    quarter: Quarter = checked.quarters[0]
    with deployment.reading() as connection:
        counties = counties_of(connection, draft.regions)
    values = {
        (draft.regions[at].id, code): value
        for code, amounts in draft.values.items()
        for at, value in enumerate(amounts.tolist())
        if value is not None
    }
    scope = checked.upload.scope
    return report_template(
        regions=draft.regions,
        parents={unit: county.label(language) for unit, county in counties.items()},
        quarter=quarter,
        indicators=list(deployment.catalogue.indicators.values()),
        previous={},
        language=language,
        title_region=scope.label(language) if scope else "",
        values=values,
    )
