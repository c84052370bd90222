"""The catalogue: everything declared, cross-checked and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from zones.catalogue.checks import Checks, load_checks
from zones.catalogue.declaration import Declared, only_tables_of
from zones.catalogue.reporting import ReportingRules, load_reporting
from zones.catalogue.rules import load_rules
from zones.catalogue.texts import FindingText, finding_text
from zones.domain.errors import UnknownNameError
from zones.domain.indicator import Direction, Indicator, Kind, Unit
from zones.domain.listing import ListRule
from zones.domain.past_half import Goal
from zones.domain.quarter import Quarter
from zones.domain.status import StatusRule

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalogue"
LINEAR = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
_CODE = re.compile(r"[a-z][a-z0-9_]{0,45}")
# An indicator's code becomes a column; these columns stand beside it in every such table.
_RESERVED = {"period", "region_id", "submission_id", "line", "approximate", "level", "node"}
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Catalogue:
    """What is declared, by code. `schedules` holds four due shares per indicator."""

    indicators: Mapping[str, Indicator]
    units: Mapping[str, tuple[Unit, ...]]
    goals: Mapping[str, Goal]
    rules: Mapping[str, StatusRule]
    default_rule: StatusRule
    lists: Mapping[str, ListRule]
    schedules: Mapping[str, tuple[Fraction, ...]]
    findings: Mapping[str, FindingText]
    code_systems: Mapping[str, tuple[str, str]]
    checks: Checks
    reporting: ReportingRules
    folder: Path = field(compare=False)

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code or name; raises UnknownNameError."""
        found = self.indicators.get(code) or next(
            (item for item in self.indicators.values() if code in (item.name, item.name_en, *item.aliases)), None
        )
        if found is None:
            raise UnknownNameError(kind_zh="指标", kind_en="indicator", name=code, suggestions=tuple(self.indicators))
        return found

    def schedule(self, indicator: Indicator, quarter: Quarter) -> Fraction:
        """The share of the annual target due by the end of the quarter."""
        return self.schedules[indicator.code][quarter.number - 1]


def load_catalogue(folder: Path = DEFAULT_FOLDER) -> Catalogue:
    """Load and check every declaration of a folder; raises DeclarationError naming file, table and key."""
    units = _units(folder)
    indicators, schedules = _indicators(folder, units)
    rules = load_rules(folder)
    return Catalogue(
        indicators=indicators,
        units=units,
        goals=_goals(folder, indicators),
        rules=rules.lights,
        default_rule=rules.default,
        lists=rules.lists,
        schedules=schedules,
        findings={code: finding_text(code, table) for code, table in only_tables_of(folder, "findings.toml").items()},
        code_systems={code: _names(table) for code, table in only_tables_of(folder, "code_systems.toml").items()},
        checks=load_checks(folder, indicators),
        reporting=load_reporting(folder),
        folder=folder,
    )


def _names(table: Declared) -> tuple[str, str]:
    names = table.text("name"), table.text("name_en")
    table.close()
    return names


def _units(folder: Path) -> dict[str, tuple[Unit, ...]]:
    return {quantity: _units_of(quantity, table) for quantity, table in only_tables_of(folder, "units.toml").items()}


def _units_of(quantity: str, table: Declared) -> tuple[Unit, ...]:
    table.text("name"), table.text("name_en")
    units, seen = [], set[str]()
    for item in table.tables("units"):
        unit = Unit(
            name=item.text("name"),
            name_en=item.text("name_en"),
            quantity=quantity,
            smallest=item.fraction("smallest"),
            aliases=item.texts("aliases"),
        )
        if unit.smallest <= 0:
            item.refuse("smallest", zh="应大于零", en="must be above zero")
        for name in (unit.name, *unit.aliases):
            if name in seen:
                item.refuse("aliases", zh=f"“{name}”重复", en=f"{name!r} is declared twice")
            seen.add(name)
        item.close()
        units.append(unit)
    table.close()
    return tuple(units)


def _indicators(
    folder: Path, units: Mapping[str, tuple[Unit, ...]]
) -> tuple[dict[str, Indicator], dict[str, tuple[Fraction, ...]]]:
    indicators: dict[str, Indicator] = {}
    schedules: dict[str, tuple[Fraction, ...]] = {}
    owners: dict[str, str] = {}
    for code, table in only_tables_of(folder, "indicators.toml").items():
        if not _CODE.fullmatch(code):
            table.refuse(
                code, zh="代码只能用小写字母、数字和下划线", en="a code has lower-case letters, digits and _ only"
            )
        if code in _RESERVED:
            table.refuse(code, zh="这个代码已作他用", en="this code is taken by the product itself")
        indicators[code] = _indicator(code, table, units)
        schedules[code] = _schedule(table)
        table.close()
        for key, name in _names_of(indicators[code]):
            if owners.setdefault(name, code) != code:
                table.refuse(key, zh=f"“{name}”已属于 {owners[name]}", en=f"{name!r} already means {owners[name]}")
    return indicators, schedules


def _names_of(indicator: Indicator) -> list[tuple[str, str]]:
    """Everything an indicator is found by, with the key that declares it."""
    named = [(indicator.code, indicator.code), ("name", indicator.name), ("name_en", indicator.name_en)]
    return named + [("aliases", alias) for alias in indicator.aliases]


def _indicator(code: str, table: Declared, units: Mapping[str, tuple[Unit, ...]]) -> Indicator:
    quantity = table.choice("quantity", {name: name for name in units})
    unit = table.choice("unit", {unit.name: unit for unit in units[quantity]})
    if not re.fullmatch(r"10*", str(unit.smallest)):
        table.refuse("unit", zh="申报单位应是最小单位的十的幂倍", en="must be a power of ten of the smallest unit")
    decimals = table.whole("decimals", 1)
    if not 0 <= decimals <= _MOST_DECIMALS:
        table.refuse("decimals", zh=f"应在 0 到 {_MOST_DECIMALS} 之间", en=f"must be between 0 and {_MOST_DECIMALS}")
    return Indicator(
        code=code,
        name=table.text("name"),
        name_en=table.text("name_en"),
        unit=unit,
        kind=table.member("kind", Kind),
        decimals=decimals,
        direction=table.member("direction", Direction, Direction.UP),
        aliases=table.texts("aliases"),
        note=table.text("note", ""),
        note_en=table.text("note_en", ""),
    )


def _schedule(table: Declared) -> tuple[Fraction, ...]:
    schedule = table.fractions("schedule", LINEAR)
    if len(schedule) != len(LINEAR) or sorted(schedule) != list(schedule) or not 0 < schedule[0] <= schedule[-1]:
        table.refuse("schedule", zh="应为四个不下降的正分数", en="must be four positive fractions that never fall")
    return schedule


def _goals(folder: Path, indicators: Mapping[str, Indicator]) -> dict[str, Goal]:
    goals = {}
    for code, table in only_tables_of(folder, "goals.toml").items():
        numerator = table.choice("numerator", indicators)
        denominator = table.choice("denominator", indicators)
        if numerator.unit.quantity != denominator.unit.quantity:
            table.refuse("denominator", zh="与分子的计量不同", en="measures another quantity than the numerator")
        goals[code] = Goal(
            code=code,
            name=table.text("name"),
            name_en=table.text("name_en"),
            numerator=numerator.code,
            denominator=denominator.code,
            due=table.fraction("due"),
        )
        if goals[code].due <= 0:
            table.refuse("due", zh="应大于零", en="must be above zero")
        table.close()
    return goals
