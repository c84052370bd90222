"""Amounts, shares and lists as a bulletin's prose says them, in either language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.wording import ABSENT, grouped, percent, prose_value, stated_share

_PLAIN = 12
_WHOLES = {Level.PROVINCE: "全省", Level.CITY: "全市", Level.COUNTY: "全县"}
_TOWN_WHOLES = {"街道": "全街道", "乡": "全乡", "区": "全区"}
_CHILDREN = {
    Level.PROVINCE: ("省", "provinces"),
    Level.CITY: ("市", "cities"),
    Level.COUNTY: ("县区", "counties"),
    Level.TOWNSHIP: ("乡镇", "townships"),
    Level.ZONE: ("集中区", "zones"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def amount(value: int | Fraction | None, indicator: Indicator, language: str) -> str:
    """A value with its unit: 1.2亿元, 56.4万平方米, 387个; in English 120.0 million yuan, 564,000.0 m², 387."""
    if value is None or language == "zh":
        return prose_value(value, indicator, language)
    if indicator.unit.quantity == "count":
        return grouped(Fraction(value) / indicator.scale, indicator.decimals)
    return prose_value(value, indicator, language)


def pace(value: Fraction | None, indicator: Indicator, language: str) -> str:
    """An amount a month: as any amount, but counts to one decimal, since half a project a month is no project a year."""
    if value is None:
        return ""
    if indicator.unit.quantity != "count":
        return amount(value, indicator, language)
    number = grouped(value / indicator.scale)
    return f"{number}{indicator.unit.name}" if language == "zh" else number


def share(value: Fraction | None) -> str:
    """A due share: 50%, a plain fraction itself (2/3), which no decimal says exactly, and any other as a percentage."""
    if value is None:
        return ABSENT
    whole_percent = (value * 100).denominator == 1
    return stated_share(value) if whole_percent or value.denominator <= _PLAIN else percent(value)


def listed(names: Iterable[str], language: str) -> str:
    """Names in a row: 甲、乙、丙; A, B and C."""
    items = list(names)
    if language == "zh":
        return "、".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def span(quarter: Quarter, language: str) -> str:
    """The months from January, without the year: 1—3月; January–March."""
    return quarter.span_zh if language == "zh" else quarter.span("en").rpartition(" ")[0]


def whole(region: Region, language: str) -> str:
    """The region as its own bulletin calls it: 全市, 全县; in English by its name."""
    if language != "zh":
        return region.label(language)
    if region.level is Level.COUNTY and region.name.endswith("区"):
        return "全区"
    if region.level is Level.TOWNSHIP:
        return next((word for end, word in _TOWN_WHOLES.items() if region.name.endswith(end)), "全镇")
    return _WHOLES.get(region.level, region.name)


def children_word(level: Level | None, language: str) -> str:
    """What the parts of a region are called: 县区, 乡镇; counties, townships."""
    if level is None:
        return "地区" if language == "zh" else "regions"
    return _CHILDREN[level][language != "zh"]


def day(moment: date, language: str) -> str:
    """A date as official papers write it: 2026年7月15日; 15 July 2026."""
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def percent_of(part: int, full: int) -> str:
    """A count as a share of another: 96.2%."""
    return percent(Fraction(part, full)) if full else ABSENT
