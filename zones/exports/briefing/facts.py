"""One figure in words: everything a sentence template may say of it, worded already, so that templates only choose words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from zones.domain.briefing import GrowthBase
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Indicator
from zones.domain.region import Region
from zones.domain.rollup import Origin
from zones.domain.status import Status
from zones.domain.wording import grouped, percent, rounded
from zones.domain.words import status_word
from zones.exports.briefing.amounts import amount, pace

Phrasing = Callable[["Fact"], str]
Naming = Callable[[Region], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of one region and indicator, in words.

    `standing` is one of no_report, no_target, done, level, barely_ahead, barely_behind, ahead, behind; `growth` one of up,
    down, flat, zero, missing, first_time, none; `parts` are figures said within this one (其中). Texts are empty where
    there is nothing to say; `lead` and the rates are sizes without a sign; `single_fell` says that
    the cumulative figure is below that of the quarter before, by `single`.
    """

    region: str
    code: str
    name: str
    flow: bool
    reported: bool
    about: bool
    amount: str
    target: str
    completion: str
    schedule: str
    standing: str
    lead: str
    status: str
    growth: str
    rate: str
    single: str
    single_fell: bool
    single_growth: str
    single_rate: str
    rank: int | None
    peers: int
    tied: bool
    own: bool
    units_expected: int
    units_reported: int
    units_missing: int
    own_differs: str
    own_more: bool
    remaining: str
    needed: str
    pace: str
    gap: str
    phrase: str = ""
    parts: tuple[Fact, ...] = ()


def standing_of(row: ProgressRow) -> str:
    """How a figure stands against its target and schedule; a lead that would print as 0.0 is called barely so."""
    lead = row.lead
    if row.value is None:
        return "no_report"
    if row.completion is None or lead is None:
        return "no_target"
    if row.completion >= 1:
        return "done"
    if lead == 0:
        return "level"
    if rounded(lead * 100) == 0:
        return "barely_ahead" if lead > 0 else "barely_behind"
    return "ahead" if lead > 0 else "behind"


def growth_of(rate: Fraction | None) -> str:
    """Which way a rate goes, as it prints."""
    if rate is None:
        return "none"
    shown = rounded(rate * 100)
    return "flat" if shown == 0 else "up" if shown > 0 else "down"


def fact(
    row: ProgressRow, language: str, *, region: str = "", base: GrowthBase | None = None, tied: bool = False
) -> Fact:
    """A row in words, its region as named; `base` tells why there is no year-on-year rate, where that is known."""

    def said(value: int | Fraction | None) -> str:
        return "" if value is None else amount(value, row.indicator, language)

    discrepancy = row.figure.discrepancy or 0
    return Fact(
        region=region or row.region.label(language),
        code=row.indicator.code,
        name=indicator_name(row.indicator, language),
        flow=row.indicator.is_flow,
        reported=row.value is not None,
        about=row.approximate,
        amount=_about(said(row.value), row, language),
        target=said(row.target),
        completion="" if row.completion is None else percent(row.completion),
        schedule=percent(row.schedule),
        standing=standing_of(row),
        lead=_size(row.lead),
        status=status_word(row.status, language),
        growth=_growth(row, base),
        rate=_percent_size(row.yoy),
        single=said(None if row.single_quarter is None else abs(row.single_quarter)),
        single_fell=(row.single_quarter or 0) < 0,
        single_growth=growth_of(row.qoq),
        single_rate=_percent_size(row.qoq),
        rank=row.rank,
        peers=row.peers,
        tied=tied,
        own=row.figure.origin is Origin.REPORTED,
        units_expected=row.coverage.expected,
        units_reported=row.coverage.reported,
        units_missing=max(row.coverage.expected - row.coverage.reported, 0),
        own_differs=said(abs(discrepancy)) if discrepancy else "",
        own_more=discrepancy > 0,
        remaining=said(row.remaining),
        needed=pace(row.needed_per_month, row.indicator, language) if row.remaining else "",
        pace=pace(pace_of(row), row.indicator, language),
        gap=said(gap_of(row)),
    )


def pace_of(row: ProgressRow) -> Fraction | None:
    """What a flow brought a month since January."""
    if row.value is None or not row.indicator.is_flow:
        return None
    return Fraction(row.value, row.quarter.last_month)


def gap_of(row: ProgressRow) -> Fraction | None:
    """What is short of the schedule, in smallest units (whole things where things are counted); None where nothing is."""
    if row.value is None or row.target is None or row.completion is None:
        return None
    short = row.schedule * row.target - row.value
    if row.indicator.unit.quantity == "count":
        short = Fraction(ceil(short))
    return short if short > 0 else None


def indicator_name(indicator: Indicator, language: str) -> str:
    """An indicator as it stands inside a sentence."""
    name = indicator.label(language)
    return name if language == "zh" else name[:1].lower() + name[1:]


def _about(text: str, row: ProgressRow, language: str) -> str:
    if not row.approximate or not text:
        return text
    return f"约{text}" if language == "zh" else f"about {text}"


def _size(share_difference: Fraction | None) -> str:
    return "" if share_difference is None else grouped(abs(share_difference) * 100)


def _percent_size(rate: Fraction | None) -> str:
    return "" if rate is None else percent(abs(rate))


def _growth(row: ProgressRow, base: GrowthBase | None) -> str:
    if row.yoy is not None:
        return growth_of(row.yoy)
    match base:
        case GrowthBase.ZERO:
            return "zero"
        case GrowthBase.MISSING:
            return "missing"
        case GrowthBase.FIRST_TIME:
            return "first_time"
        case _:
            return "none"


def facts(rows: Iterable[ProgressRow], language: str, *, phrase: Phrasing, name: Naming) -> list[Fact]:
    """Rows of one indicator and several regions in words; who shares a rank is marked so."""
    listed = list(rows)
    ranks = [row.rank for row in listed]
    made = [
        fact(row, language, region=name(row.region), tied=row.rank is not None and ranks.count(row.rank) > 1)
        for row in listed
    ]
    return [replace(item, phrase=phrase(item)) for item in made]


def nested(listed: Iterable[Fact], part_of: Mapping[str, str]) -> tuple[Fact, ...]:
    """The figures with their parts inside them (其中); a part whose whole is not there stands alone."""
    present = {item.code: item for item in listed}

    def with_parts(item: Fact) -> Fact:
        inner = [with_parts(part) for part in present.values() if part_of.get(part.code) == item.code]
        return replace(item, parts=tuple(inner)) if inner else item

    return tuple(with_parts(item) for item in present.values() if part_of.get(item.code) not in present)


def weakest(listed: Iterable[ProgressRow]) -> list[ProgressRow]:
    """The rows behind schedule, furthest behind first."""
    late = [row for row in listed if row.status in {Status.BEHIND, Status.FAR_BEHIND} and row.lead is not None]
    return sorted(late, key=lambda row: (row.lead or Fraction(0), row.region.node))
