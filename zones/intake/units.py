"""Units as files write them: behind a header, in a line of their own, in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator, Unit
from zones.intake.text import key

_BRACKETED = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]?(.+)")
_BETWEEN = re.compile(r"[,、;/，；\s]+|和|及")


class Units:
    """The declared units, found by any of their names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_quantity = {
            quantity: {key(name): unit for unit in units for name in (unit.name, unit.name_en, *unit.aliases)}
            for quantity, units in catalogue.units.items()
        }
        self._all = {name for names in self._by_quantity.values() for name in names}

    def known(self, text: str) -> bool:
        """Whether the text is a unit of any quantity."""
        return key(text) in self._all

    def of(self, indicator: Indicator, text: str) -> Unit | None:
        """The unit of that name in which the indicator can be written."""
        return self._by_quantity[indicator.unit.quantity].get(key(text))

    def split(self, header: str) -> tuple[str, str]:
        """A header without its unit, and the unit: 基础设施投入(万元) and 基础设施投入/万元 alike."""
        text = key(header)
        for match in _BRACKETED.finditer(text):
            inside = match[1].removeprefix("单位:")
            if self.known(inside):
                return text[: match.start()] + text[match.end() :], inside
        head, _, behind = text.rpartition(max("/:,、", key=text.rfind))
        if head and self.known(behind):
            return head, behind
        return text, ""

    def behind(self, text: str) -> tuple[str, str]:
        """A header that ends in a unit without any sign between: 基础设施投入万元."""
        longest = max((name for name in self._all if text.endswith(name)), key=len, default="")
        return text.removesuffix(longest), longest

    def of_line(self, text: str) -> Mapping[str, Unit]:
        """The units that a line 单位:万元、平方米 sets, by quantity; a unit that fits two goes to the first left open."""
        match = _UNIT_LINE.search(key(text))
        if match is None:
            return {}
        found: dict[str, Unit] = {}
        for name in _BETWEEN.split(match[1].strip("()[]（）")):
            for quantity, names in self._by_quantity.items():
                if name in names and quantity not in found:
                    found[quantity] = names[name]
                    break
        return found
