"""Reading reporting.toml: when reports are due, and which figures are conspicuous."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zones.catalogue.declaration import Declared, only_tables_of
from zones.domain.punctuality import DeadlineRule
from zones.domain.quality import ConstantRule, OutlierRule, RoundRule

_FILE = "reporting.toml"
_TABLES = ("deadline", "outliers", "round_figures", "constant_figures")


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """When a report is punctual, and from when on figures are out of line, too round or constant."""

    deadline: DeadlineRule
    outliers: OutlierRule
    round_figures: RoundRule
    constant_figures: ConstantRule


def load_reporting(folder: Path) -> ReportingRules:
    """Read and check reporting.toml; raises DeclarationError."""
    tables = only_tables_of(folder, _FILE)
    for name, table in tables.items():
        if name not in _TABLES:
            table.refuse(name, zh="不认识的表", en="unknown table")
    deadline, outliers, rounding, constant = (tables.get(name) or Declared(_FILE, name, {}) for name in _TABLES)
    rules = ReportingRules(
        deadline=DeadlineRule(_at_least(0, deadline, "days_after_quarter_end")),
        outliers=_outliers(outliers),
        round_figures=_round(rounding),
        constant_figures=ConstantRule(
            quarters=_at_least(2, constant, "quarters"), least=_at_least(1, constant, "least")
        ),
    )
    for table in (deadline, outliers, rounding, constant):
        table.close()
    return rules


def _outliers(table: Declared) -> OutlierRule:
    rule = OutlierRule(
        quarters=_at_least(1, table, "quarters"),
        least_quarters=_at_least(3, table, "least_quarters"),
        least_siblings=_at_least(3, table, "least_siblings"),
        times=table.fraction("times"),
        least_spread=table.fraction("least_spread"),
    )
    if rule.least_quarters > rule.quarters:
        table.refuse("least_quarters", zh="不得大于 quarters", en="must not exceed quarters")
    if rule.times <= 0:
        table.refuse("times", zh="应大于零", en="must be above zero")
    if rule.least_spread < 0:
        table.refuse("least_spread", zh="不得小于零", en="must not be below zero")
    return rule


def _round(table: Declared) -> RoundRule:
    rule = RoundRule(
        quarters=_at_least(1, table, "quarters"),
        zeros=_at_least(1, table, "zeros"),
        least_figures=_at_least(1, table, "least_figures"),
        share=table.fraction("share"),
    )
    if not 0 < rule.share <= 1:
        table.refuse("share", zh="应大于 0、不大于 1", en="must be above 0 and at most 1")
    return rule


def _at_least(least: int, table: Declared, key: str) -> int:
    number = table.whole(key)
    if number < least:
        table.refuse(key, zh=f"应为不小于 {least} 的整数", en=f"must be {least} or more")
    return number
