"""Indicators and the units they are written in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """A flow is cumulative within its year and restarts each January; a stock is a state at the quarter's end."""

    FLOW = "flow"
    STOCK = "stock"


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"


def quotient(numerator: int, denominator: int) -> int | float:
    """A quotient as a JSON number: whole where it is whole, else the float nearest to it."""
    whole, rest = divmod(numerator, denominator)
    return numerator / denominator if rest else whole


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a quantity (money, area, land, length, count); `smallest` is its size in the quantity's smallest unit."""

    name: str
    name_en: str
    quantity: str
    smallest: Fraction
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name if language == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. Values are whole numbers of the quantity's smallest unit; `unit` is the declared one."""

    code: str
    name: str
    name_en: str
    unit: Unit
    kind: Kind
    decimals: int
    direction: Direction
    aliases: tuple[str, ...] = ()
    note: str = ""
    note_en: str = ""

    @property
    def is_flow(self) -> bool:
        """Whether the figure restarts each January."""
        return self.kind is Kind.FLOW

    @property
    def scale(self) -> int:
        """Smallest units in one declared unit, such as 10,000 元 in 1 万元; always a whole number."""
        return self.unit.smallest.numerator

    def label(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name if language == "zh" else self.name_en

    def declared(self, value: int) -> Decimal:
        """A value in the declared unit, exact (every declared scale is a power of ten)."""
        return Decimal(value) / Decimal(self.scale)

    def number(self, value: int | None) -> int | float | None:
        """A value as a JSON number in the declared unit: whole where it is whole."""
        if value is None:
            return None
        return quotient(value, self.scale)
