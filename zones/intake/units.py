"""Units as files write them: behind a header, in a line of their own, in a cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator, Unit
from zones.intake.amounts import UnitsOfCells, like_a_unit
from zones.intake.text import key

_BRACKETED = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_UNIT_LINE = re.compile(r"单位[:：]?(?:为)?((?:(?!单位)[^)\]】〕])+)")
_OWN_UNIT = re.compile(r"(?:填报|报送|上报|编报|填表|制表|编制|主管|汇总|负责|责任)单位")
_NEXT_QUANTITY = re.compile(r"(?:金额|投资|建筑|土地|面积|数量|长度|里程)+$")
_BETWEEN = re.compile(r"[,、;/|]|和|及")
_BEHIND_A_SIGN = "/:,、_|-"


@dataclass(frozen=True, slots=True)
class Split:
    """A header without its unit, the unit as written, and what else its brackets say."""

    core: str
    unit_text: str = ""
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What a line 单位:万元、平方米 names: the known units, and the words that look like a unit and are none."""

    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Units:
    """The declared units, found by any of their names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_quantity = {
            quantity: {key(name): unit for unit in units for name in (unit.name, unit.name_en, *unit.aliases)}
            for quantity, units in catalogue.units.items()
        }
        self._all = {name for names in self._by_quantity.values() for name in names}
        self._longest_first = sorted(self._all, key=len, reverse=True)

    def known(self, text: str) -> bool:
        """Whether the text is a unit of any quantity."""
        return key(text) in self._all

    def of(self, indicator: Indicator, text: str) -> Unit | None:
        """The unit of that name in which the indicator can be written."""
        return self._by_quantity[indicator.unit.quantity].get(key(text))

    def of_cells(self, indicator: Indicator) -> UnitsOfCells:
        """The units that cells of an indicator may be written in."""
        names = self._by_quantity[indicator.unit.quantity]
        base = names.get(key(indicator.unit.name.lstrip("百千万亿")), indicator.unit)
        return UnitsOfCells(lambda text: names.get(key(text)), base)

    def split(self, header: str) -> Split:
        """A header apart: 基础设施投入(万元) and 基础设施投入/万元 alike."""
        text = key(header)
        unit_text = ""
        asides: list[str] = []
        for match in _BRACKETED.finditer(text):
            unit, said = self._aside(match[1])
            unit_text, asides = unit or unit_text, [*asides, *said]
        core = _BRACKETED.sub("", text)
        if unit_text:
            return Split(core, unit_text, tuple(asides))
        if self.known(core):
            return Split("", core, tuple(asides))
        at = max(core.rfind(sign) for sign in _BEHIND_A_SIGN)
        head, behind = core[: max(at, 0)], core[at + 1 :].removeprefix("单位")
        if head and (self.known(behind) or like_a_unit(behind)):
            return Split(head.removesuffix("单位"), behind, tuple(asides))
        return Split(core, "", tuple(asides))

    def _aside(self, inside: str) -> tuple[str, list[str]]:
        """The unit within a bracket, and the other words there."""
        unit, asides = "", []
        for word in [inside, *_BETWEEN.split(inside)] if inside else []:
            bare = word.removeprefix("计量").removeprefix("单位").lstrip(":")
            if self.known(bare) or like_a_unit(bare):
                unit = unit or bare
            elif word != inside or not _BETWEEN.search(inside):
                asides.append(word)
        return unit, [] if unit == inside else [word for word in dict.fromkeys(asides) if word]

    def behind(self, text: str) -> tuple[str, str]:
        """A header that ends in a unit without any sign between: 基础设施投入万元."""
        longest = next((name for name in self._longest_first if text.endswith(name)), "")
        return text.removesuffix(longest), longest

    def of_line(self, text: str) -> UnitLine:
        """The units that a line above a table names, in their order."""
        names, unknown = [], []
        for match in _UNIT_LINE.finditer(_OWN_UNIT.sub("", key(text))):
            for word in _BETWEEN.split(match[1].strip("([【〔:")):
                name = _NEXT_QUANTITY.sub("", word)
                if name in self._all:
                    names.append(name)
                elif like_a_unit(name) and len(name) > 1:
                    unknown.append(name)
        return UnitLine(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(unknown)))

    def assigned(self, names: Collection[str], quantities: Collection[str]) -> Mapping[str, Unit]:
        """Named units by the quantity each is for; a unit that fits two goes to the one that no other unit names."""
        found: dict[str, Unit] = {}
        fitting = {name: [item for item in quantities if name in self._by_quantity[item]] for name in names}
        for name in sorted(names, key=lambda name: len(fitting[name])):
            free = [quantity for quantity in fitting[name] if quantity not in found]
            if free:
                found[free[0]] = self._by_quantity[free[0]][name]
        return found
