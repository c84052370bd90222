"""Reading rules.toml: the rules of the lights, and those of the red and black lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zones.catalogue.declaration import Declared, tables_of
from zones.domain.listing import ListRule, ListSide
from zones.domain.status import Bound, Measure, Status, StatusRule


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules by code; `default` is the one in force for lights. A deployment may do without red and black lists."""

    lights: Mapping[str, StatusRule]
    default: StatusRule
    lists: Mapping[str, ListRule]


def load_rules(folder: Path) -> Rules:
    """Read and check rules.toml; raises DeclarationError."""
    tables, top = tables_of(folder, "rules.toml")
    declared = tables.pop("rules", None)
    if declared is None:
        top.refuse("rules", zh="没有声明任何规则", en="declares no rule")
    lists = tables.pop("lists", None)
    for name, table in tables.items():
        table.refuse(
            name, zh="应写作 [rules.代码] 或 [lists.代码]", en="a rule is declared as [rules.code] or [lists.code]"
        )
    lights = {code: _light(code, table) for code, table in declared.subtables().items()}
    default = top.choice("default", lights)
    top.close()
    return Rules(lights, default, {} if lists is None else _lists(lists))


def _light(code: str, table: Declared) -> StatusRule:
    bounds = []
    for item in table.tables("bounds"):
        bounds.append(Bound(item.member("status", Status), item.member("measure", Measure), item.fraction("at_least")))
        item.close()
    rule = StatusRule(
        code=code,
        name=table.text("name"),
        name_en=table.text("name_en"),
        bounds=tuple(bounds),
        otherwise=table.member("otherwise", Status),
        text=table.text("text"),
        text_en=table.text("text_en"),
    )
    table.close()
    return rule


def _lists(tables: Declared) -> dict[str, ListRule]:
    return {code: _list(code, table) for code, table in tables.subtables().items()}


def _list(code: str, table: Declared) -> ListRule:
    black = table.subtable("black")
    rule = ListRule(
        code=code,
        name=table.text("name"),
        name_en=table.text("name_en"),
        measure=table.member("measure", Measure),
        red=_side(table.subtable("red"), "at_least"),
        black=_side(black, "below"),
    )
    if rule.black.bound > rule.red.bound:
        black.refuse(
            "below",
            zh="不得高于红榜的下限,否则同一地区会同时上两榜",
            en="must not be above the red list's bound, or a region could be on both lists",
        )
    table.close()
    return rule


def _side(table: Declared, bound: str) -> ListSide:
    side = ListSide(
        places=table.whole("places"),
        bound=table.fraction(bound),
        text=table.text("text"),
        text_en=table.text("text_en"),
    )
    if side.places < 1:
        table.refuse("places", zh="应为不小于 1 的整数", en="must be 1 or more")
    table.close()
    return side
