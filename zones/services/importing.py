"""From a file to figures in force: check it whole, then commit it whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np
import sqlalchemy as sa

from zones.catalogue import Catalogue
from zones.domain.errors import ZonesError
from zones.domain.finding import Finding, Severity
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.intake import (
    Draft,
    Place,
    Sheet,
    Taken,
    Understood,
    column_letters,
    cross_check,
    read_sheet,
    understand,
    understand_targets,
)
from zones.services.accepted import kept_findings, with_regions
from zones.services.deployment import Deployment
from zones.services.directory import Directory
from zones.services.json_forms import finding_json, numbers
from zones.services.surroundings import in_force_for, surroundings_of
from zones.store import commits, submission_reads
from zones.store.commits import Amounts, NewSubmission, ReportRows
from zones.store.ledger import Ledger


class FiguresChangedError(ZonesError):
    """Somebody else's import came between the check and the commit."""

    def __init__(self) -> None:
        super().__init__(
            zh="检查之后有人更新了数据,请重新核对后再确认",
            en="figures were changed since this file was checked; check it again, then confirm",
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read where the sender knows better: encoding, delimiter, sheet; None leaves it to the file."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file as it came, what it was sent for (a quarter of a report or a year of targets, and a scope), and how it is read.

    `mends` are cells (line and column from zero) that its sender said anew on the page; the file itself stays as it came.
    """

    name: str
    content: bytes
    quarter: Quarter | None = None
    scope: Region | None = None
    year: int | None = None
    reading: Reading = Reading()
    mends: tuple[tuple[Place, str], ...] = ()

    @property
    def asked(self) -> str:
        """Period, scope, sheet and mends in one text: the same bytes sent for another quarter are another submission."""
        chosen = (self.mends, self.reading.sheet) if self.reading.sheet else self.mends
        mended = f"|{commits.digest_of(repr(chosen).encode())[:16]}" if chosen else ""
        return f"{self.quarter or self.year or ''}|{self.scope.code if self.scope else ''}{mended}"

    def sheet(self, catalogue: Catalogue) -> Sheet | list[Finding]:
        """The table of the file with its mends, or the finding that says why it cannot be read."""
        read = self.reading
        sheet = read_sheet(
            self.content,
            name=self.name,
            catalogue=catalogue,
            encoding=read.encoding,
            delimiter=read.delimiter,
            sheet=read.sheet,
        )
        return sheet if isinstance(sheet, list) else sheet.mended(dict(self.mends))


@dataclass(frozen=True)
class Checked:
    """What a check found; nothing is stored.

    `repeats` is the submission that the same file already is; `in_force` holds what the draft would replace, aligned to
    its rows; `version` is the state of the database that was checked against; `sheet` and `taken` show how it was read.
    """

    upload: Upload
    ledger: Ledger
    draft: Draft | None
    findings: tuple[Finding, ...]
    repeats: int | None
    version: int
    in_force: Mapping[str, Amounts] = field(default_factory=dict)
    sheet: Sheet | None = None
    taken: Taken | None = None

    @property
    def errors(self) -> list[Finding]:
        """What stops the file."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What must be confirmed."""
        return [finding for finding in self.findings if finding.severity is Severity.WARNING]

    @property
    def importable(self) -> bool:
        """Whether it can be committed, once the warnings are confirmed."""
        return self.draft is not None and not self.errors

    @property
    def quarters(self) -> list[Quarter]:
        """The quarters the file speaks of (of a file of targets: none)."""
        if self.draft is None or self.ledger.name != "figure":
            return []
        return [Quarter.from_ordinal(period) for period in sorted(set(self.draft.quarters.tolist()))]


@dataclass(frozen=True)
class Outcome:
    """What an import did: the new submission's number, or None when the file was refused or is there already."""

    checked: Checked
    submission: int | None = None
    accepted: bool = False
    reason: str = ""
    confirmations_missing: list[Finding] = field(default_factory=list)


def check_report(deployment: Deployment, upload: Upload) -> Checked:
    """Every finding of a quarterly report; stores nothing."""
    with deployment.reading() as connection:
        return _checked(connection, deployment, upload, deployment.figures)


def check_targets(deployment: Deployment, upload: Upload) -> Checked:
    """Every finding of a file of annual targets; stores nothing."""
    with deployment.reading() as connection:
        return _checked(connection, deployment, upload, deployment.targets)


def import_checked(
    deployment: Deployment,
    checked: Checked,
    *,
    author: str,
    confirmed: bool = False,
    reason: str = "",
    note: str = "",
    note_en: str = "",
    sent_at: datetime | None = None,
) -> Outcome:
    """Commit what was checked; `confirmed` accepts the warnings, a `reason` too, and some warnings ask for one.

    Raises FiguresChangedError when another import meanwhile changed what this one was held against. `sent_at` is told of
    invented figures alone; of others it raises InventedMomentError.
    """
    if checked.repeats is not None:
        return Outcome(checked, submission=checked.repeats, accepted=True)
    reason = reason.strip()
    unconfirmed = [] if reason else [item for item in checked.warnings if item.needs_reason or not confirmed]
    if not checked.importable or unconfirmed or checked.draft is None:
        return Outcome(checked, confirmations_missing=unconfirmed)
    submission = NewSubmission(
        file_name=checked.upload.name,
        content=checked.upload.content,
        digest=commits.digest_of(checked.upload.content),
        asked=checked.upload.asked,
        author=author,
        reason=reason,
        note=note,
        note_en=note_en,
        synthetic=bool(checked.draft.regions.synthetic.all()),
        findings=kept_findings(with_regions(checked.findings, checked.draft)),
        sent_at=sent_at,
    )
    with deployment.writing() as connection:
        if commits.changes_so_far(connection) != checked.version:
            _refuse_if_overtaken(connection, deployment, checked)
        number = commits.commit(connection, checked.ledger, submission, report_rows(checked.draft))
    return Outcome(checked, submission=number, accepted=True, reason=reason)


def _refuse_if_overtaken(connection: sa.Connection, deployment: Deployment, checked: Checked) -> None:
    """Another import came between: it does no harm unless this one would now be judged or would change otherwise."""
    again = _checked(connection, deployment, checked.upload, checked.ledger)
    if again.findings != checked.findings or again.repeats is not None or not _same(again.in_force, checked.in_force):
        raise FiguresChangedError


def _same(one: Mapping[str, Amounts], other: Mapping[str, Amounts]) -> bool:
    return one.keys() == other.keys() and all(one[code].tolist() == other[code].tolist() for code in one)


def import_report(deployment: Deployment, upload: Upload, **confirmation: Any) -> Outcome:
    """Check and commit in one go, checking again when another import came between; see `import_checked`."""
    while True:
        try:
            return import_checked(deployment, check_report(deployment, upload), **confirmation)
        except FiguresChangedError:
            continue


def import_targets(deployment: Deployment, upload: Upload, **confirmation: Any) -> Outcome:
    """Check and commit a file of annual targets; see `import_checked`."""
    while True:
        try:
            return import_checked(deployment, check_targets(deployment, upload), **confirmation)
        except FiguresChangedError:
            continue


def report_rows(draft: Draft) -> ReportRows:
    """A draft in the form the store takes."""
    return ReportRows(
        periods=draft.quarters,
        regions=draft.regions,
        lines=draft.lines,
        values=draft.values,
        approximate=draft.approximate,
    )


def _checked(connection: sa.Connection, deployment: Deployment, upload: Upload, ledger: Ledger) -> Checked:
    version = commits.changes_so_far(connection)
    sheet = upload.sheet(deployment.catalogue)
    if isinstance(sheet, list):
        return Checked(upload, ledger, None, tuple(sheet), None, version)
    understood = _understood(connection, deployment, upload, ledger, sheet)
    draft, findings = understood.draft, [*understood.findings, *_mend_notes(upload, deployment.catalogue)]
    in_force: Mapping[str, Amounts] = {}
    if draft is not None and not ledger.by_year and not _of_another_quarter(findings):
        surroundings = surroundings_of(connection, deployment, draft, upload.scope)
        if _has_errors(findings):
            # A line that cannot be read may be the report of whoever seems absent.
            surroundings = replace(surroundings, expected=())
        findings += cross_check(draft, catalogue=deployment.catalogue, surroundings=surroundings)
        in_force = surroundings.in_force
    elif draft is not None:
        in_force = in_force_for(connection, ledger, draft)
    repeats = submission_reads.same_file(
        connection, ledger, digest=commits.digest_of(upload.content), asked=upload.asked
    )
    return Checked(upload, ledger, draft, tuple(findings), repeats, version, in_force, sheet, understood.taken)


def _understood(
    connection: sa.Connection, deployment: Deployment, upload: Upload, ledger: Ledger, sheet: Sheet
) -> Understood:
    regions = Directory(connection, upload.scope)
    catalogue, scope = deployment.catalogue, upload.scope
    if ledger.by_year:
        return understand_targets(sheet, catalogue=catalogue, regions=regions, year=upload.year, scope=scope)
    return understand(sheet, catalogue=catalogue, regions=regions, quarter=upload.quarter, scope=scope)


def _mend_notes(upload: Upload, catalogue: Catalogue) -> list[Finding]:
    """What the sender changed on the page is kept with the submission."""
    return [
        catalogue.findings["mended_cell"].finding(
            row=row + 1, column=column_letters(column), value=text, cell=(row, column)
        )
        for (row, column), text in upload.mends
    ]


def _of_another_quarter(findings: Sequence[Finding]) -> bool:
    """Whether it is open which quarter's figures a file has, and with it what they are to be held against."""
    return any(finding.code == "wrong_quarter" for finding in findings)


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def outcome_json(outcome: Outcome, deployment: Deployment, language: str) -> dict[str, Any]:
    """What `zones check --json` and `zones import --json` print."""
    checked = outcome.checked
    quarters = checked.quarters
    asked = checked.upload.quarter or (quarters[0] if len(quarters) == 1 else None)
    return {
        "file": checked.upload.name,
        "quarter": None if asked is None else str(asked),
        "accepted": outcome.accepted,
        "submission": outcome.submission,
        "figures": [] if checked.draft is None else _figures_json(checked, deployment),
        "findings": [finding_json(finding, language) for finding in checked.findings],
    }


def _figures_json(checked: Checked, deployment: Deployment) -> list[dict[str, Any]]:
    draft = checked.draft
    if draft is None:
        return []
    by_quarter = checked.ledger.name == "figure"
    periods = [str(Quarter.from_ordinal(period)) if by_quarter else str(period) for period in draft.quarters.tolist()]
    regions = draft.regions.column("code").to_pylist()
    found: list[dict[str, Any]] = []
    for code, amounts in draft.values.items():
        indicator = deployment.catalogue.indicators[code]
        unit, rows = indicator.unit.name, np.flatnonzero(~np.ma.getmaskarray(amounts))
        approximate = {row for row, of in draft.approximate if of == code}
        found += [
            {
                "region": regions[row],
                "quarter": periods[row],
                "indicator": code,
                "value": value,
                "unit": unit,
                "approximate": row in approximate,
            }
            for row, value in zip(rows.tolist(), numbers(amounts.data[rows], indicator), strict=True)
        ]
    return found
