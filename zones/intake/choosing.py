"""Which columns count: of a report what was done in its period, of a file of targets what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zones.intake.header_words import Role
from zones.intake.headers import Meaning
from zones.intake.layout import Layout
from zones.intake.periods import NO_PERIOD_SAID, Period


def choose_columns(layout: Layout, *, by_year: bool, asked: Period) -> Layout:
    """The layout with columns left aside that speak of another matter than the file was sent for.

    A report's targets are; so is, of two columns of one indicator, one of another year or quarter than the file's.
    """
    meanings = _of_targets(layout.meanings) if by_year else _of_reports(layout.meanings)
    title = layout.title_period()
    meant = asked if asked != NO_PERIOD_SAID else title
    return replace(layout, meanings=tuple(_of_period(meanings, meant)))


def _of_reports(meanings: Sequence[Meaning]) -> list[Meaning]:
    return [_aside(meaning) if meaning.target else meaning for meaning in meanings]


def _of_targets(meanings: Sequence[Meaning]) -> list[Meaning]:
    """A column that says it is the target goes before others of its indicator."""
    said = {_code(meaning) for meaning in meanings if meaning.target}
    return [_aside(meaning) if _code(meaning) in said and not meaning.target else meaning for meaning in meanings]


def _of_period(meanings: Sequence[Meaning], meant: Period) -> list[Meaning]:
    columns = [meaning for meaning in meanings if meaning.role is Role.FIGURE]
    codes = [_code(meaning) for meaning in columns]
    fitting = {_code(meaning) for meaning in columns if _fits(meaning.period, meant)}
    several = {code for code in codes if codes.count(code) > 1}
    return [
        _aside(meaning) if _code(meaning) in fitting & several and not _fits(meaning.period, meant) else meaning
        for meaning in meanings
    ]


def _fits(said: Period, meant: Period) -> bool:
    return said.year in {None, meant.year or said.year} and said.number in {None, meant.number or said.number}


def _code(meaning: Meaning) -> str:
    return meaning.indicator.code if meaning.indicator else ""


def _aside(meaning: Meaning) -> Meaning:
    return Meaning(Role.DERIVED, meaning.header)
