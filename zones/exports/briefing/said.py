"""What each sentence template is given: one frozen type a template, its fields the names the template may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zones.exports.briefing.facts import Fact


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when: in every template under these names. `whole` is 全市 and the like, `span` 1—3月."""

    region: str
    whole: str
    year: int
    number: int
    last_month: int
    months_left: int
    span: str
    quarter: str
    children_word: str
    units_word: str
    data_date: str
    ranks: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """phrase: how one indicator is said with its amount."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Opening:
    """opening: how many indicators stand how."""

    targeted: int
    done: int
    on_schedule: int
    behind: int
    far_behind: int
    first_time: bool
    comparable: bool
    best: Fact | None
    worst: Fact | None


@dataclass(frozen=True, slots=True)
class Topic:
    """topic: the figures of one field, such as investment."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """coverage: who is in, as of when, and which figures are not reported at all."""

    expected: int
    reported: int
    missing: int
    rate: str
    own: bool
    unreported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorDetail:
    """indicator: one indicator of the region and how it is spread over its children."""

    fact: Fact
    children: int
    judged: int
    on_pace: tuple[Fact, ...]
    late: tuple[Fact, ...]
    silent: tuple[str, ...]
    aimless: tuple[Fact, ...]
    best: tuple[Fact, ...]
    worst: tuple[Fact, ...]
    few: bool


@dataclass(frozen=True, slots=True)
class ChildDetail:
    """child: how one child stands over all indicators."""

    child: str
    reported: int
    facts: tuple[Fact, ...]
    targeted: int
    on_pace: int
    late: int
    far_behind: int
    best: Fact | None
    worst: Fact | None
    units_expected: int
    units_missing: int
    few: bool


@dataclass(frozen=True, slots=True)
class Silent:
    """children_silent: children without any figure."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one region stands in a ranking."""

    region: str
    rank: int
    tied: bool
    completion: str


@dataclass(frozen=True, slots=True)
class RankingDetail:
    """ranking: one indicator's order; `first` and `last` do not overlap, and `last` is empty where all are named."""

    name: str
    kind: str
    peers: int
    first: tuple[Place, ...]
    last: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class OwnRanks:
    """own_ranks: where the region itself stands among its peers."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """One mid-year goal in words; `due` is 50% or 2/3."""

    name: str
    share: str
    due: str
    figure: str
    missing: str
    needed: str


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The children of one verdict."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HalfYearSaid:
    """half_year: the mid-year verdict; `known` is false before any figure is in, `as_of` the months it rests on."""

    known: bool
    final: bool
    half_year: int
    as_of: str
    months_left: int
    verdict: str
    judged: int
    met: tuple[GoalSaid, ...]
    missed: tuple[GoalSaid, ...]
    silent: tuple[GoalSaid, ...]
    aimless: tuple[str, ...]
    groups: tuple[VerdictGroup, ...]


@dataclass(frozen=True, slots=True)
class IdleSaid:
    """Who has not begun with one indicator."""

    name: str
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Silence:
    """silence: who reported nothing, and who reported zero."""

    expected: int
    names: tuple[str, ...]
    count: int
    idle: tuple[IdleSaid, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A report's own words."""

    file: str
    author: str
    text: str
    reason: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problems:
    """problems: what lags, who lags, who is silent, and what the reports say themselves."""

    late: tuple[Fact, ...]
    lagging: tuple[str, ...]
    lagging_count: int
    silent_count: int
    unreported: tuple[str, ...]
    differing: tuple[Fact, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """steps: what the rest of the year (and of the half) must bring."""

    needs: tuple[Fact, ...]
    goals: tuple[GoalSaid, ...]
    half_months_left: int
    silent_count: int
    idle: tuple[IdleSaid, ...]


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """group: a named set of regions and its totals."""

    name: str
    members: int
    reported: int
    facts: tuple[Fact, ...]
    lagging: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """card: what one lagging region must make good."""

    child: str
    late: tuple[Fact, ...]
    worst: tuple[Fact, ...]
    far_behind: int


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """One figure that changed after the issue; texts in words, `—` for absent."""

    region: str
    name: str
    target: bool
    old: str
    new: str
    old_completion: str
    new_completion: str
    old_status: str
    new_status: str
    old_rank: str
    new_rank: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictSaid:
    """A mid-year verdict that changed after the issue."""

    region: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """correction: what changed since an issue."""

    issue: str
    issued: str
    title: str
    code: str
    today: str
    count: int
    own: tuple[ChangeSaid, ...]
    verdicts: tuple[VerdictSaid, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """title: the bulletin's title."""


# Every template a folder must hold, and what it is given besides the setting.
SENTENCES: Mapping[str, type] = {
    "title": Title,
    "phrase": Phrase,
    "opening": Opening,
    "topic": Topic,
    "coverage": Coverage,
    "indicator": IndicatorDetail,
    "child": ChildDetail,
    "children_silent": Silent,
    "ranking": RankingDetail,
    "own_ranks": OwnRanks,
    "half_year": HalfYearSaid,
    "silence": Silence,
    "problems": Problems,
    "steps": Steps,
    "group": GroupSaid,
    "card": Card,
    "correction": Correction,
}
VALUES = (Setting, Fact, Place, GoalSaid, VerdictGroup, IdleSaid, Note, ChangeSaid, VerdictSaid)
"""Everything a template can reach into."""
