"""How a region's figure comes about: its own report, else the sum of its children (section 3.3 of the design)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where a figure or a target comes from."""

    REPORTED = "reported"
    ROLLED_UP = "rolled_up"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected reporting units below a region are in (for a unit without any below it: itself)."""

    expected: int
    reported: int

    @property
    def complete(self) -> bool:
        """Whether nobody is missing."""
        return self.reported >= self.expected


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in force; `discrepancy` is own report less the children's sum where both exist."""

    value: int | None
    origin: Origin | None
    discrepancy: int | None


def total(values: Iterable[int | None]) -> int | None:
    """The sum of what is there; None when nothing is: a missing report is never zero."""
    present = [value for value in values if value is not None]
    return sum(present) if present else None


def figure_in_force(*, own: int | None, children: int | None) -> Figure:
    """The figure of a region from its own report and the sum of its children's figures."""
    if own is not None:
        return Figure(own, Origin.REPORTED, None if children is None else own - children)
    if children is not None:
        return Figure(children, Origin.ROLLED_UP, None)
    return Figure(None, None, None)
