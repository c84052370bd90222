"""What reports are held against beyond the single cell, as declared in checks.toml."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from zones.catalogue.declaration import Declared, only_tables_of

FILE = "checks.toml"


@dataclass(frozen=True, slots=True)
class Checks:
    """Chains of indicators that never exceed the one before, and the bounds of odd figures."""

    chains: tuple[tuple[str, ...], ...]
    powers: tuple[int, ...]
    power_within: Fraction
    siblings: int
    jump: Fraction


def load_checks(folder: Path, indicators: Collection[str]) -> Checks:
    """Read checks.toml; raises DeclarationError naming file, table and key."""
    tables = only_tables_of(folder, FILE)
    for name, table in tables.items():
        if name not in {"stages", "unit_suspect", "value_jump"}:
            table.refuse(name, zh="不认识的表", en="unknown table")
    stages, suspect, jump = (
        tables.get(name) or Declared(FILE, name, {}) for name in ("stages", "unit_suspect", "value_jump")
    )
    checks = Checks(
        chains=_chains(stages, indicators),
        powers=suspect.wholes("powers"),
        power_within=suspect.fraction("within"),
        siblings=suspect.whole("siblings", 5),
        jump=jump.fraction("times"),
    )
    for table in (stages, suspect, jump):
        table.close()
    return checks


def _chains(table: Declared, indicators: Collection[str]) -> tuple[tuple[str, ...], ...]:
    chains = table.lists("chains")
    for chain in chains:
        for code in chain:
            if code not in indicators:
                table.refuse("chains", zh=f"没有指标 {code}", en=f"there is no indicator {code}")
    return chains
