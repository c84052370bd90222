"""Adding regions from a file."""

from __future__ import annotations

from dataclasses import dataclass

from zones.domain.finding import Finding, Severity
from zones.intake import read_regions, read_sheet
from zones.services.deployment import Deployment
from zones.store import commits, region_reads, region_writes
from zones.store.region_writes import RegionChanges


@dataclass(frozen=True)
class RegionOutcome:
    """What an import of regions did; no changes when the file was refused."""

    findings: tuple[Finding, ...]
    changes: RegionChanges | None


def import_regions(deployment: Deployment, *, name: str, content: bytes) -> RegionOutcome:
    """Add the regions of a file, or bring known ones to what it says; all of them or none."""
    sheet = read_sheet(content, name=name)
    if isinstance(sheet, list):
        return RegionOutcome(tuple(sheet), None)
    with deployment.writing() as connection:
        known = {region.code for region in region_reads.all_regions(connection)}
        declared, findings = read_regions(sheet, catalogue=deployment.catalogue, known=known)
        if any(finding.severity is Severity.ERROR for finding in findings):
            return RegionOutcome(tuple(findings), None)
        changes = region_writes.declare_regions(connection, declared, deployment.ledgers)
        if changes.added or changes.changed:
            commits.follow_tree(connection, deployment.ledgers, changes)
    return RegionOutcome(tuple(findings), changes)
