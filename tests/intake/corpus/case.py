"""What a file of the corpus is: its bytes, what it was sent for, and what it must be understood to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.intake.place import EAST, GATE, LANDED, MONEY, PING, QUARTER, WEST
from zones.domain.finding import Severity

Key = tuple[str, str, str]
"""Region code, quarter, indicator code."""

Figures = dict[Key, Decimal]
"""Values in declared units."""

HEADER = ["地区", "基础设施投入(万元)", "落地项目(个)"]
ROWS = [["城关镇", 1200.5, 9], ["河东镇", 860, 7], ["河西镇", 430.25, 5]]
TABLE = [HEADER, *ROWS]
TITLE = ["平川县2025年二季度工业集中区建设情况表"]


@dataclass(frozen=True)
class Expected:
    """A finding that must be there; `column` is compared where it is given, and `hint` must stand in its words."""

    code: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    hint: str = ""


@dataclass(frozen=True)
class Case:
    """A file; `figures` is None where a refused file leaves open what was understood of it."""

    name: str
    file: str
    make: Callable[[], bytes]
    figures: Figures | None = None
    found: tuple[Expected, ...] = ()
    approximate: frozenset[Key] = frozenset()
    quarter: str | None = QUARTER
    scope: str | None = PING

    @property
    def refused(self) -> bool:
        """Whether an error stops it."""
        return any(item.severity is Severity.ERROR for item in self.found)


def case(
    name: str, content: bytes | Callable[[], bytes], *found: Expected, file: str = "report.csv", **how: Any
) -> Case:
    """A case from bytes, or from what makes them where they are many."""
    make = (lambda: content) if isinstance(content, bytes) else content
    return Case(name, file, make, found=found, **how)


def error(code: str, row: int | None = None, column: str | None = None, hint: str = "") -> Expected:
    """An error that must be found."""
    return Expected(code, Severity.ERROR, row, column, hint)


def warning(code: str, row: int | None = None, column: str | None = None, hint: str = "") -> Expected:
    """A warning that must be found."""
    return Expected(code, Severity.WARNING, row, column, hint)


def note(code: str, row: int | None = None, column: str | None = None, hint: str = "") -> Expected:
    """A note that must be found."""
    return Expected(code, Severity.NOTE, row, column, hint)


def figures(indicator: str, values: Mapping[str, Any] | Iterable[Any], *, quarter: str = QUARTER) -> Figures:
    """Figures of one indicator by region, or of the three townships in their order; None is no value."""
    by_region = values if isinstance(values, Mapping) else dict(zip((GATE, EAST, WEST), values, strict=True))
    return {
        (region, quarter, indicator): Decimal(str(value)) for region, value in by_region.items() if value is not None
    }


FIGURES: Figures = figures(MONEY, (1200.5, 860, 430.25)) | figures(LANDED, (9, 7, 5))
