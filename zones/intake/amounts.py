"""Odd cells read one by one: 1.2亿元, 20多万, 三百八十七, 56.4%, a date, an error; each told apart from the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from zones.domain.indicator import Unit
from zones.intake.columns import has_no_value
from zones.intake.numerals import leading_numeral
from zones.intake.text import Cell, key, normalised, plain

_BEFORE = r"大约|约为|约|将近|接近|近|超过|已超|超|逾|突破|不到|不足|少于|多于|大于|小于|至少|about|ca\.?|[~≈><≥≤]=?"
_ABOUT_BEFORE = re.compile(rf"^(?:{_BEFORE})+")
_ABOUT_BEHIND = re.compile(r"左右|上下|以上|以下|开外|\+$")
_ABOUT_WITHIN = re.compile(r"(?<=[\d零一二两三四五六七八九十百千万亿])(?:余|多|几|来)")
_NUMBER = re.compile(r"([+-]?)(\d[\d,]*(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,3}))?")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+")
_TWO_NUMBERS = re.compile(r"\d\s*(?:[\t\r\n]|\s{2})\s*\d|\d\s\d{4}")
_MAGNITUDES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_LIKE_A_UNIT = re.compile(
    r"[^\d,、;/:|]{0,4}(?:元|币|米|㎡|亩|顷|公里|英里)|[十百千万亿]*(?:[km]?m2?|ha|吨|度|人|户|个|家|项|幢|栋|宗|座|条|套|台|件)"
)
_ERRORS = ("#ref!", "#div/0!", "#value!", "#name?", "#n/a", "#num!", "#null!", "#spill!", "#calc!", "#blocked!")
_BRACKETED_NEGATIVE = re.compile(r"^\(([\d,.]+)\)$")
_BRACKETED_UNIT = re.compile(r"^([^()]+)\(([^()\d]+)\)$")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"(?:19|20)\d\d(?:[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?|年\d{{1,2}}月(?:\d{{1,2}}日?)?)(?:\d\d:\d\d(?::\d\d)?)?"
    rf"|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}-(?:{_MONTHS})(?:-\d\d)?|(?:{_MONTHS})-\d{{1,4}}|\d{{1,2}}:\d\d(?::\d\d)?"
)
_LONGEST = 60
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "￥": "", "¥": "", "〜": "~"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell's exact number and the unit it is in (None: that of the column), and whether it is called approximate."""

    number: Fraction
    unit: Unit | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell is no amount: the code of a finding."""

    code: str


@dataclass(frozen=True, slots=True)
class UnitsOfCells:
    """The units that cells of one indicator may be written in: `named` by any name, `base` the one 万 and 亿 count."""

    named: Callable[[str], Unit | None]
    base: Unit


def like_a_unit(text: str) -> bool:
    """Whether a text looks like a unit, known or not: 美元, 吨, 平方英里."""
    return bool(_LIKE_A_UNIT.fullmatch(text))


def read_amount(cell: Cell, units: UnitsOfCells) -> Amount | Trouble | None:
    """The amount of a cell, what is wrong with it, or None where it says that there is no value."""
    if isinstance(cell, bool):
        return Trouble("not_a_number")
    if isinstance(cell, date | datetime | time | timedelta):
        return Trouble("date_in_value_column")
    written = plain(cell).translate(_SIGNS)
    if _TWO_NUMBERS.search(written) or _marks_a_footnote(written):
        return Trouble("not_a_number")
    text = key(normalised(written))
    if has_no_value(text):
        return None
    code = "not_a_number" if len(text) > _LONGEST else _no_amount(text)
    return Trouble(code) if code else _amount(text, units)


def _marks_a_footnote(written: str) -> bool:
    """Whether a digit of another kind stands beside the number: 1200① and 1200² are not 12001 and 12002; m² is a unit."""
    return not written.isascii() and any(
        unicodedata.category(letter) == "No" and not before.isalpha()
        for before, letter in zip(f" {written}", written, strict=False)
    )


def _no_amount(text: str) -> str:
    """The finding of a text that is something else than a number; empty for what may be one."""
    if text.startswith(_ERRORS):
        return "error_cell"
    if text.startswith("="):
        return "formula_without_value"
    if "%" in text or "‰" in text or text.startswith(("百分之", "千分之")):
        return "share_in_value_column"
    return "date_in_value_column" if _DATE.fullmatch(text) else ""


def _amount(text: str, units: UnitsOfCells) -> Amount | Trouble:
    if negative := _BRACKETED_NEGATIVE.match(text):
        text = f"-{negative[1]}"
    elif behind := _BRACKETED_UNIT.match(text):
        text = behind[1] + behind[2]
    text, approximate = _without_about(text)
    text = text.removeprefix("人民币").removeprefix("rmb").removesuffix("整").replace("个亿", "亿")
    read = _number(text)
    if read is None:
        return Trouble("not_a_number")
    number, rest = read
    if not rest:
        return Amount(number, None, approximate)
    return _with_unit(number, rest, units, approximate=approximate)


def _without_about(text: str) -> tuple[str, bool]:
    exact = _ABOUT_BEHIND.sub("", _ABOUT_WITHIN.sub("", _ABOUT_BEFORE.sub("", text)))
    return exact, exact != text


def _number(text: str) -> tuple[Fraction, str] | None:
    match = _NUMBER.match(text)
    if match is None:
        return leading_numeral(text)
    sign, digits, exponent = match.groups()
    if not _GROUPS.fullmatch(digits):
        return None
    number = Fraction(Decimal(f"{sign}{digits.replace(',', '')}e{exponent or 0}"))
    return number, text[match.end() :]


def _with_unit(number: Fraction, rest: str, units: UnitsOfCells, *, approximate: bool) -> Amount | Trouble:
    """A number and what stands behind it: a unit, 万 or 亿 of the base unit, or 亿 and 万 one after the other."""
    unit = units.named(rest)
    if unit is not None:
        return Amount(number, unit, approximate)
    size, behind = 1, rest
    while behind[:1] in _MAGNITUDES:
        size, behind = size * _MAGNITUDES[behind[0]], behind[1:]
    if size == 1:
        return Trouble("unknown_unit" if like_a_unit(rest) else "not_a_number")
    if not behind:
        return Amount(number * size, units.base, approximate)
    unit = units.named(behind)
    if unit is not None:
        return Amount(number * size, unit, approximate)
    return _compound(number * size, behind, size, units, approximate=approximate)


def _compound(high: Fraction, behind: str, size: int, units: UnitsOfCells, *, approximate: bool) -> Amount | Trouble:
    """1亿2000万元: a smaller amount behind the first, both of the base unit; 3万5 is 35,000."""
    low = _number(behind)
    if low is None or low[0] < 0 or high < 0 or high % size:
        return Trouble("unknown_unit" if like_a_unit(behind) else "not_a_number")
    number, rest = low
    if len(behind) - len(rest) == 1 and rest[:1] not in _MAGNITUDES:
        number *= size // 10
    below = _with_unit(number, rest, units, approximate=approximate) if rest else Amount(number)
    if isinstance(below, Trouble):
        return below
    added = below.number * (below.unit or units.base).smallest / units.base.smallest
    return Trouble("not_a_number") if added >= size else Amount(high + added, units.base, approximate)
