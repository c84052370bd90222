"""What the tables of services are put together from: headers in both languages, and exact or rounded cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from zones.domain.figures import Cell, Column
from zones.domain.indicator import Indicator
from zones.domain.region import Region

Words = tuple[str, str]
"""A text in Chinese and in English."""


class Holds(StrEnum):
    """What a column holds: texts, counts, percent (of a whole: share) or points to one decimal, amounts rounded or exact."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"
    SHARE = "share"
    AMOUNT = "amount"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Head:
    """A column's header."""

    zh: str
    en: str
    holds: Holds = Holds.TEXT


def columns(heads: Iterable[Head], language: str, *, indicator: Indicator | None = None) -> list[Column]:
    """The columns; amounts are all of one indicator (its unit in the header, its decimals), or each in a unit of its row."""
    return [_column(head, language, indicator) for head in heads]


def _column(head: Head, language: str, indicator: Indicator | None) -> Column:
    header = head.zh if language == "zh" else head.en
    match head.holds:
        case Holds.TEXT:
            return Column(header)
        case Holds.COUNT:
            return Column(header, numeric=True, decimals=0)
        case Holds.PERCENT:
            return Column(header, numeric=True, decimals=1)
        case Holds.SHARE:
            return Column(header, numeric=True, decimals=1, bar=True)
        case Holds.AMOUNT | Holds.EXACT if indicator is None:
            return Column(header, numeric=True)
        case Holds.AMOUNT | Holds.EXACT:
            decimals = indicator.decimals if head.holds is Holds.AMOUNT else None
            return Column(in_unit(header, indicator, language), numeric=True, decimals=decimals)


def in_unit(header: str, indicator: Indicator, language: str) -> str:
    """A header with the unit behind it: 数值(万元)."""
    unit = indicator.unit.label(language)
    return f"{header}({unit})" if language == "zh" else f"{header} ({unit})"


def exact(value: int | None, indicator: Indicator) -> Decimal | None:
    """A value in the declared unit with every digit."""
    return None if value is None else indicator.declared(value)


def said(words: Words, language: str) -> str:
    """A text in the reader's language."""
    return words[language != "zh"]


def joined(texts: Sequence[str], language: str) -> str:
    """Texts one after the other."""
    return ("、" if language == "zh" else ", ").join(texts)


def moment(at: datetime) -> str:
    """A moment by this machine's clock."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def region_cells(region: Region, language: str) -> tuple[Cell, ...]:
    """Name and code."""
    return region.label(language), region.code


def name_of(region: Region | None, language: str) -> str:
    """A region's name; nothing where there is none."""
    return "" if region is None else region.label(language)
