"""What was found in reports and accepted all the same: how it is kept with a submission, and who accepted what and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import orjson
import sqlalchemy as sa

from zones.domain.finding import Finding, Severity
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.intake import Draft
from zones.services.deployment import Deployment
from zones.services.json_forms import finding_json
from zones.store import accepted_reads, region_reads, submission_reads
from zones.store.ledger import Ledger
from zones.store.submission_reads import SubmissionRecord


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning with the submission it was accepted in, whose `reason` says why; no region where it is about the file."""

    finding: Finding
    region: Region | None
    submission: SubmissionRecord


def with_regions(findings: Sequence[Finding], draft: Draft) -> list[Finding]:
    """Findings about a cell that say no region, with the region whose figure stands in that cell."""
    return [_with_region(finding, draft) for finding in findings]


def _with_region(finding: Finding, draft: Draft) -> Finding:
    cells = None if finding.indicator is None else draft.cells.get(finding.indicator)
    if finding.region is not None or finding.cell is None or cells is None:
        return finding
    row, column = finding.cell
    here = np.flatnonzero((cells.rows == row) & (cells.columns == column)).tolist()
    return replace(finding, region=draft.regions[here[0]].code) if here else finding


def kept_findings(findings: Sequence[Finding]) -> str:
    """Findings as JSON, as a submission keeps them: both languages, so that either can be read later."""
    return orjson.dumps([_kept(finding) for finding in findings]).decode()


def _kept(finding: Finding) -> dict[str, Any]:
    return {
        **finding_json(finding, "zh"),
        "message_en": finding.message_en,
        "suggestion_en": finding.suggestion_en,
        "needs_reason": finding.needs_reason,
    }


def findings_kept(text: str) -> list[Finding]:
    """The inverse of `kept_findings`; what was kept before there were two languages is said in the first."""
    return [_finding(values) for values in orjson.loads(text)]


def _finding(values: dict[str, Any]) -> Finding:
    return Finding(
        code=values["code"],
        severity=Severity(values["severity"]),
        message=values["message"],
        message_en=values.get("message_en", values["message"]),
        suggestion=values["suggestion"],
        suggestion_en=values.get("suggestion_en", values["suggestion"]),
        row=values["row"],
        column=values["column"],
        value=values["value"],
        region=values["region"],
        indicator=values["indicator"],
        needs_reason=values.get("needs_reason", False),
    )


def accepted_warnings(deployment: Deployment, *, region: Region, quarter: Quarter) -> list[AcceptedWarning]:
    """The warnings accepted in reports of a quarter about a region and what is below it, and about the files as a whole."""
    with deployment.reading() as connection:
        return warnings_accepted(connection, deployment.figures, region=region, period=quarter.ordinal)


def warnings_accepted(
    connection: sa.Connection, ledger: Ledger, *, region: Region, period: int
) -> list[AcceptedWarning]:
    """As accepted_warnings, of either ledger and on an open connection."""
    kept = accepted_reads.submissions_with_warnings(connection, ledger, period=period, scope=region)
    warnings = [(number, finding) for number, text in kept for finding in _warnings(findings_kept(text))]
    records = submission_reads.submission_records(connection, [number for number, _ in kept])
    inside = _regions_inside(connection, region, {finding.region for _, finding in warnings if finding.region})
    return [
        AcceptedWarning(finding, None if finding.region is None else inside[finding.region], records[number])
        for number, finding in warnings
        if finding.region is None or finding.region in inside
    ]


def _warnings(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is Severity.WARNING)


def _regions_inside(connection: sa.Connection, scope: Region, codes: set[str]) -> dict[str, Region]:
    """The regions of those codes at and below a region, by code."""
    nodes = subtree(node=scope.node, level=scope.level)
    named = region_reads.regions_named(connection, codes)
    return {item.region.code: item.region for item in named if item.region.node in nodes and item.region.code in codes}
