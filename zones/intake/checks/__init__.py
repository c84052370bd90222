"""Checks across: a draft against what is in force before it, years ago, beside it and below it. One rule a module."""

from __future__ import annotations

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.intake.checks import absences, falls, jumps, stages, sums, unit_suspects
from zones.intake.checks.held import Held
from zones.intake.checks.unsettled import unsettled
from zones.intake.collecting import Findings
from zones.intake.draft import Draft, Surroundings

__all__ = ["cross_check", "unsettled"]

_RULES = (falls.check, stages.check, unit_suspects.check, jumps.check, sums.check, absences.check)


def cross_check(draft: Draft, *, catalogue: Catalogue, surroundings: Surroundings) -> list[Finding]:
    """Every finding about a draft as a whole, in a stable order; of one kind so many are listed, the rest is counted."""
    held = Held(draft, catalogue, surroundings, Findings(catalogue))
    for rule in _RULES:
        rule(held)
    return list(held.findings.all())
