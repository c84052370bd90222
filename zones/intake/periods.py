"""Quarters and years as titles and columns write them: 2006年一季度, 1—3月份, 上半年, 2006Q1, 2006.03."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from zones.domain.errors import ZonesError
from zones.domain.quarter import MONTHS_A_QUARTER, Quarter
from zones.intake.text import Cell, key, plain

_DIGITS = str.maketrans("〇○零０一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DASH = r"[-—–−~～至到一]{1,2}"
_PATTERNS = (
    re.compile(_YEAR + r"[-./年]?q(?P<number>[1-4])(?!\d)"),
    re.compile(r"q(?P<number>[1-4])[-/.,]?" + _YEAR),
    re.compile(_YEAR + r"?年?度?第?(?P<number>[一二三四1-4])季度?"),
    re.compile(_YEAR + r"?年?1月?" + _DASH + r"(?P<month>12|[1-9])月"),
    re.compile(_YEAR + r"?年?度?(?P<words>上半年|前三季度|前3季度|全年)"),
    re.compile(_YEAR + r"[-./年](?P<month>1[0-2]|0?[1-9])(?:月|$|(?=[-./])|(?=[^\d]))"),
)
_WORDS = {"上半年": 2, "前三季度": 3, "前3季度": 3, "全年": 4}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_ANY_YEAR = re.compile(_YEAR + r"(?=年|$|\D)")


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


def period_of(cell: Cell) -> Period:
    """The period a cell names; months count where a quarter ends with them."""
    if isinstance(cell, date | datetime):
        return _ending(cell.year, cell.month)
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), key(plain(cell)))
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        found = match.groupdict()
        year = int(found["year"]) if found["year"] else None
        if found.get("month"):
            period = _ending(year, int(found["month"]))
            if period.number is None:
                continue
            return period
        word = found.get("words")
        number = found.get("number") or ""
        return Period(year, _WORDS[word] if word else _NUMBERS.get(number) or int(number))
    year_alone = _ANY_YEAR.search(text)
    return Period(int(year_alone["year"])) if year_alone else Period()


def _ending(year: int | None, month: int) -> Period:
    number, rest = divmod(month, MONTHS_A_QUARTER)
    return Period(year, number) if rest == 0 else Period(year)
