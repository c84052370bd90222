"""Quarters and years as titles, headers and columns write them: 2006年一季度, 1—3月份, 上半年, 2006Q1, 2006.03."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zones.domain.errors import ZonesError
from zones.domain.quarter import MONTHS_A_QUARTER, Quarter
from zones.intake.numerals import leading_numeral
from zones.intake.text import Cell, key, plain

_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_MONTH = re.compile(
    r"(?<![〇○零\d])(?:元|十[一二]|[一二三四五六七八九十])(?=月|[至到—–~-](?:十[一二]|[一二三四五六七八九十])月)"
)
_DASH = r"[-—–−―~～至到一]{1,2}"
_YEAR = re.compile(
    r"(?:(?<!\d)|(?<=q[1-4]))((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)(?=(?:0[1-9]|1[0-2])(?!\d))|(?<!\d)(\d\d)(?=年)"
)
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_WORDS = re.compile(r"(?P<half>上半年|半年度|半年报)|(?P<three>前三个?季度|前3个?季度)|(?P<year>全年|年报)")
_QUARTER_CODE = re.compile(r"(?<![a-z])q([1-4])(?!\d(?!\d\d\d(?!\d)))|(?<!\d)([1-4])q(?![a-z])")
_QUARTER = re.compile(
    rf"(?:(?:[一二三四1-4])个?季度?{_DASH}第?)?((?<!十)[一二两三四]|(?<!\d)[1-4])个?季(?:度|末|报|$|(?=[^\u4e00-\u9fff]))"
)
_MONTHS = re.compile(rf"(?<![\d.])(?:1[0-2]|0?[1-9])月?(?:份)?{_DASH}(1[0-2]|0?[1-9])月")
_MONTHS_OF_YEAR = re.compile(rf"(?:19|20)\d\d[年./]0?1月?{_DASH}(1[0-2]|0?[1-9])(?!\d)")
_MONTH = re.compile(
    r"(?:19|20)\d\d(?:[-./年](1[0-2]|0?[1-9])(?!\d)|(0[1-9]|1[0-2])(?!\d))|(?<!\d)(1[0-2]|[1-9])月(?:底|末|份?$)"
)
_DAY_OF_FILLING_IN = re.compile(r"日期|打印|(?:制表|填表|填报|报送|报出|上报)时间|日填|日报|填$")


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says of time: a year, the number of a quarter, both or neither."""

    year: int | None = None
    number: int | None = None

    def quarter(self, *, year: int | None = None, number: int | None = None) -> Quarter | None:
        """The quarter, with what is left open taken from elsewhere; None while something stays open."""
        year, number = self.year or year, self.number or number
        if year is None or number is None:
            return None
        try:
            return Quarter(year, number)
        except ZonesError:
            return None


NO_PERIOD_SAID = Period()


def period_of(cell: Cell) -> Period:
    """The period a cell names; months count where a quarter ends with them."""
    if isinstance(cell, date):
        return Period(cell.year, _ending(cell.month))
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS), key(plain(cell)))
    text = _CHINESE_MONTH.sub(lambda match: str(_month(match[0])), text)
    return Period(_year(text), _number(text))


def period_of_title(text: str) -> Period:
    """The period a line above a table names; the day it was filled in on is none."""
    return NO_PERIOD_SAID if _DAY_OF_FILLING_IN.search(key(text)) else period_of(text)


def month_number(text: str) -> int | None:
    """The quarter that ends with a bare month: 3 or 3月 is the first."""
    digits = key(text).removesuffix("份").removesuffix("月")
    return _ending(int(digits)) if digits.isdecimal() and len(digits) <= len("12") else None


def _month(words: str) -> int:
    numeral = None if words == "元" else leading_numeral(words)
    return int(numeral[0]) if numeral else 1


def _year(text: str) -> int | None:
    match = _YEAR.search(text)
    if match is None:
        return None
    return int(match[1] or match[2]) if match[1] or match[2] else 2000 + int(match[3])


def _number(text: str) -> int | None:
    if words := _WORDS.search(text):
        return 2 if words["half"] else 3 if words["three"] else 4
    if code := _QUARTER_CODE.search(text):
        return int(code[1] or code[2])
    if quarter := _QUARTER.search(text):
        return _NUMBERS.get(quarter[1]) or int(quarter[1])
    if months := _MONTHS.search(text) or _MONTHS_OF_YEAR.search(text):
        return _ending(int(months[1]))
    if month := _MONTH.search(text):
        return _ending(int(month[1] or month[2] or month[3]))
    return None


def _ending(month: int) -> int | None:
    number, rest = divmod(month, MONTHS_A_QUARTER)
    return number if rest == 0 and number in range(1, 5) else None
