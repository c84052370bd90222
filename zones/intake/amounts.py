"""Odd cells read one by one: 1.2亿元, 20多万, 三百八十七, 56.4%, a date, an error; each told apart from the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from zones.domain.indicator import Unit
from zones.intake.columns import has_no_value
from zones.intake.text import Cell, key, plain

_ABOUT_BEFORE = re.compile(r"^(约|近|大约|将近|接近|超|超过|逾|不到|不足|about|ca\.?|~|≈)")
_ABOUT_BEHIND = re.compile(r"(左右|上下|以上|余|多)$")
_ABOUT_WITHIN = re.compile(r"(?<=[\d百千万十])(余|多|几)(?=[百千万亿]|[^\d])")
_NUMBER = re.compile(r"^([+-]?)(\d[\d,]*(?:\.\d+)?|\.\d+)([eE][+-]?\d{1,3})?")
_GROUPS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$|^\.\d+$")
_CHINESE_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2,
                   "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}  # fmt: skip
_CHINESE_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MAGNITUDES = {"万": 10**4, "亿": 10**8}
_CHINESE = re.compile(r"^[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点]+")
_DIGIT = re.compile(r"\d")
_LONGEST_UNIT = 5
_ERRORS = ("#ref!", "#div/0!", "#value!", "#name?", "#n/a", "#num!", "#null!", "#spill!")
_BRACKETED_NEGATIVE = re.compile(r"^\((\d[\d,.]*)\)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell's exact number and the unit behind it (None: that of the column), and whether it is called approximate."""

    number: Fraction
    unit: Unit | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell is no amount: the code of a finding."""

    code: str


def read_amount(cell: Cell, unit_named: Callable[[str], Unit | None]) -> Amount | Trouble | None:
    """The amount of a cell, what is wrong with it, or None where it says that there is no value."""
    if isinstance(cell, bool | date | datetime | time | timedelta):
        return Trouble("not_a_number")
    text = key(plain(cell)).strip("'").replace("￥", "").replace("¥", "")
    if has_no_value(text):
        return None
    if text.startswith(_ERRORS):
        return Trouble("error_cell")
    if text.endswith(("%", "％", "‰")) or text.startswith("百分之"):
        return Trouble("share_in_value_column")
    negative = _BRACKETED_NEGATIVE.match(text)
    if negative:
        text = f"-{negative[1]}"
    text, approximate = _without_about(text)
    return _number_with_unit(text, unit_named, approximate=approximate)


def _without_about(text: str) -> tuple[str, bool]:
    plain_text = _ABOUT_BEFORE.sub("", text)
    plain_text = _ABOUT_WITHIN.sub("", plain_text)
    plain_text = _ABOUT_BEHIND.sub("", plain_text)
    return plain_text, plain_text != text


def _number_with_unit(text: str, unit_named: Callable[[str], Unit | None], *, approximate: bool) -> Amount | Trouble:
    read = _digits(text) or _chinese(text)
    if read is None:
        return Trouble("not_a_number")
    number, rest = read
    if not rest:
        return Amount(number, None, approximate)
    unit = unit_named(rest)
    if unit is not None:
        return Amount(number, unit, approximate)
    if rest in _MAGNITUDES:
        return Amount(number * _MAGNITUDES[rest], None, approximate)
    if rest[0] in _MAGNITUDES and (unit := unit_named(rest[1:])):
        return Amount(number * _MAGNITUDES[rest[0]], unit, approximate)
    return Trouble("unknown_unit" if len(rest) <= _LONGEST_UNIT and not _DIGIT.search(rest) else "not_a_number")


def _digits(text: str) -> tuple[Fraction, str] | None:
    match = _NUMBER.match(text)
    if match is None or not _GROUPS.match(match[2]):
        return None
    try:
        number = Decimal(match[1] + match[2].replace(",", "") + (match[3] or ""))
    except InvalidOperation:
        return None
    return Fraction(number), text[match.end() :]


def _chinese(text: str) -> tuple[Fraction, str] | None:
    """三百八十七, 一千二百万, 二〇〇, 一点二亿."""
    match = _CHINESE.match(text)
    if match is None:
        return None
    # A magnitude at the end belongs to the unit, as in 1200万: of money it means 万元.
    said = match[0].rstrip("万亿")
    words, _, decimals = said.partition("点")
    whole = _chinese_whole(words)
    if whole is None or any(letter not in _CHINESE_DIGITS for letter in decimals):
        return None
    digits = "".join(str(_CHINESE_DIGITS[letter]) for letter in decimals)
    part = Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0)
    return whole + part, text[len(said) :]


def _chinese_whole(words: str) -> int | None:
    if words and all(letter in _CHINESE_DIGITS for letter in words):
        return int("".join(str(_CHINESE_DIGITS[letter]) for letter in words))
    total = section = digit = 0
    for letter in words:
        if letter in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[letter]
        elif letter in _CHINESE_STEPS:
            section += (digit or 1) * _CHINESE_STEPS[letter]
            digit = 0
        elif letter in _MAGNITUDES:
            total = (total + section + digit) * _MAGNITUDES[letter]
            section = digit = 0
        else:
            return None
    return total + section + digit if words else None
