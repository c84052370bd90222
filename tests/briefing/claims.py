"""Every number of a bulletin's prose, with the region and indicator it speaks of, held against the model.

The reader below knows the trade's phrases of the shipped templates and rounds by itself, with Decimal; it shares no code
with what writes the sentences. A number that no phrase accounts for is an error, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from re._constants import LITERAL
from re._parser import parse
from typing import NoReturn

from zones.domain.briefing import Briefing
from zones.domain.figures import ProgressRow
from zones.domain.indicator import Indicator
from zones.domain.past_half import GoalStanding, GoalState
from zones.domain.status import Status
from zones.exports.briefing.labels import Labels

N = r"(?P<n>\d[\d,]*(?:\.\d+)?)"
BEHIND = {Status.BEHIND, Status.FAR_BEHIND}
ON_PACE = {Status.DONE, Status.ON_SCHEDULE}
# Size of each printed unit in the smallest unit of its quantity, and the printed decimals.
UNITS = {
    "亿元": (10**8, 1), "万元": (10**4, 1), "万平方米": (10**6, 1), "平方米": (100, 1), "亩": (100, 1), "公里": (1000, 1),
    "million yuan": (10**6, 1), "yuan": (1, 0), "m²": (100, 1), "mu": (100, 1), "km": (1000, 1),
}  # fmt: skip
UNIT_ZH = r"(?P<u>亿元|万元|万平方米|平方米|亩|公里|个|家)"
UNIT_EN = r"(?: (?P<u>million yuan|yuan|m²|mu|km)\b)?"


class UnexplainedError(AssertionError):
    """A number that no phrase accounts for, or one that is not the model's."""


def refuse(problem: str) -> NoReturn:
    """Say what is wrong."""
    raise UnexplainedError(problem)


def rounded(value: Fraction | int, decimals: int) -> Decimal:
    """Half up, from the exact value."""
    exact = Fraction(value)
    ratio = Decimal(exact.numerator) / Decimal(exact.denominator)
    # An exact tie keeps its digits; anything else is far from one at this precision.
    return ratio.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


Check = Callable[["Reader", str, re.Match[str]], None]


@dataclass
class Reader:
    """Reads the prose of one briefing in one language."""

    model: Briefing
    language: str
    phrases: Sequence[tuple[str, Check]]
    checked: int = 0
    regions: dict[str, list[list[ProgressRow]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = Labels(self.model, self.language)
        for rows in (self.model.rows, *self.model.children, *self.model.units):
            if rows:
                for name in {rows[0].region.label(self.language), self.labels(rows[0].region)}:
                    self.regions.setdefault(name, []).append(list(rows))
        names = {row.indicator.label(self.language): row.indicator for row in self.model.rows}
        if self.language == "en":
            names = {name.lower(): item for name, item in names.items()}
        else:
            names["流转土地"] = next((i for i in names.values() if i.code == "land_transferred"), None)
        self.indicators = {name: item for name, item in names.items() if item is not None}
        self.goals = {item.goal.label(self.language): item for item in self.model.half_year.own.standings}

    # --- whom and what a number speaks of ---------------------------------------------------------------

    def region_at(self, text: str, at: int, names: Iterable[str] | None = None) -> list[list[ProgressRow]]:
        name = _last(text[:at], names or self.regions)
        own = [list(self.model.rows)]
        return own if name is None else self.regions[name]

    def indicator_at(self, text: str, at: int) -> Indicator:
        before = text[:at] if self.language == "zh" else text[:at].lower()
        name = _last(before, self.indicators)
        if name is None:
            refuse(f"no indicator before {text[max(0, at - 40) : at + 10]!r}")
        return self.indicators[name]

    def rows_at(self, text: str, at: int) -> list[ProgressRow]:
        item = self.indicator_at(text, at)
        return [row for rows in self.region_at(text, at) for row in rows if row.indicator == item]

    def children(self, item: Indicator) -> list[ProgressRow]:
        return self.model.child_rows(item)

    # --- checks ------------------------------------------------------------------------------------------

    def one_of(self, shown: str, values: Iterable[Fraction | int | None], size: Fraction | int, decimals: int) -> None:
        number = Decimal(shown.replace(",", ""))
        wanted = [rounded(Fraction(value) / Fraction(size), decimals) for value in values if value is not None]
        if number not in wanted:
            refuse(f"{shown} is none of {wanted}")
        self.checked += 1

    def amount(self, match: re.Match[str], values: Iterable[Fraction | int | None], *, count: int = 0) -> None:
        """An amount with its unit; things counted have `count` decimals."""
        size, decimals = UNITS.get(match["u"] or "", (1, count))
        self.one_of(match["n"], values, size, decimals)

    def percent(self, shown: str, values: Iterable[Fraction | None]) -> None:
        self.one_of(shown, [None if value is None else value * 100 for value in values], 1, 1)

    def whole(self, shown: str, wanted: int) -> None:
        self.one_of(shown, [wanted], 1, 0)

    def read(self, paragraph: str) -> None:
        """Check every number of a paragraph but that of its heading; raises UnexplainedError."""
        paragraph = re.sub(r"^(\d+\.|\(\d+\))\s*", "", paragraph)
        if not re.search(r"\d", paragraph):
            return
        taken: list[tuple[int, int]] = []
        for pattern, check in self.phrases:
            if constant(pattern) not in paragraph:
                continue
            for match in re.finditer(pattern, paragraph):
                spans = [match.span(name) for name in match.re.groupindex if match.group(name) is not None]
                numbers = [span for span in spans if re.search(r"\d", paragraph[span[0] : span[1]])]
                if any(
                    start < end_taken and start_taken < end
                    for start, end in numbers
                    for start_taken, end_taken in taken
                ):
                    continue
                try:
                    check(self, paragraph, match)
                except UnexplainedError as error:
                    problem = f"{error} in {match.group(0)!r} of {paragraph!r}"
                    raise UnexplainedError(problem) from error
                taken += numbers
        for number in re.finditer(r"\d[\d,.]*", paragraph):
            if not any(start <= number.start() < end for start, end in taken):
                refuse(f"{number.group(0)!r} in {paragraph[max(0, number.start() - 30) :][:60]!r}")


@cache
def constant(pattern: str) -> str:
    """The longest text that whatever matches a pattern must contain: most phrases need not be looked for at all."""
    runs = [""]
    for kind, value in parse(pattern):
        runs = [*runs, ""] if kind is not LITERAL else [*runs[:-1], runs[-1] + chr(value)]
    return max(runs, key=len)


def _last(text: str, names: Iterable[str]) -> str | None:
    """The name mentioned last; of names that overlap the longest counts."""
    best: tuple[int, int, str] | None = None
    for name in names:
        at = text.rfind(name)
        if at >= 0 and (best is None or (at + len(name), len(name)) > best[:2]):
            best = (at + len(name), len(name), name)
    return None if best is None else best[2]


def value(reader: Reader, text: str, match: re.Match[str]) -> None:
    rows = reader.rows_at(text, match.start("n"))
    reader.amount(match, [row.value for row in rows], count=0)


def of_rows(pick: Callable[[ProgressRow], Fraction | int | None], *, count: int = 0) -> Check:
    def check(reader: Reader, text: str, match: re.Match[str]) -> None:
        rows = reader.rows_at(text, match.start("n"))
        reader.amount(match, [pick(row) for row in rows], count=count)

    return check


def share(pick: Callable[[ProgressRow], Fraction | None]) -> Check:
    def check(reader: Reader, text: str, match: re.Match[str]) -> None:
        rows = reader.rows_at(text, match.start("n"))
        reader.percent(match["n"], [pick(row) for row in rows])

    return check


def signed(pick: Callable[[ProgressRow], Fraction | None], sign: int) -> Check:
    def check(reader: Reader, text: str, match: re.Match[str]) -> None:
        rows = reader.rows_at(text, match.start("n"))
        shares = [share for row in rows if (share := pick(row)) is not None and share * sign > 0]
        reader.percent(match["n"], [share * sign for share in shares])

    return check


def several(reader: Reader, text: str, match: re.Match[str]) -> None:
    """甲、乙分别完成年度目标的x、y: as many shares as regions, in their order."""
    item = reader.indicator_at(text, match.start("names"))
    names = _split(match["names"], reader.language)
    shares = [share.strip("%") for share in _split(match["shares"], reader.language)]
    if len(names) != len(shares):
        refuse(f"{names} against {shares}")
    for name, share in zip(names, shares, strict=True):
        known = _last(name, reader.regions)
        rows = [row for rows in reader.regions[known or name] for row in rows if row.indicator == item]
        reader.percent(share, [row.completion for row in rows])


def _split(text: str, language: str) -> list[str]:
    return re.split(r"、" if language == "zh" else r", | and ", text)


def place(reader: Reader, text: str, match: re.Match[str]) -> None:
    item = reader.indicator_at(text, match.start())
    name = _last(match["name"], reader.regions)
    rows = [row for rows in reader.regions[name or ""] for row in rows if row.indicator == item]
    ranked = [
        line.rank
        for ranking in reader.model.rankings
        if ranking.indicator == item
        for line in ranking.rows
        if reader.labels(line.region) == name and line.rank is not None
    ]
    reader.one_of(match["rank"], [*ranked, *(row.rank for row in rows)], 1, 0)
    reader.percent(match["n"], [row.completion for row in rows])


def months(number: str) -> Check:
    def check(reader: Reader, _text: str, match: re.Match[str]) -> None:
        quarter = reader.model.quarter
        wanted = {
            "so_far": quarter.last_month,
            "left": 12 - quarter.last_month,
            "half_left": reader.model.half_year.months_left,
        }[number]
        reader.whole(match["n"], wanted)

    return check


def calendar(reader: Reader, _text: str, match: re.Match[str]) -> None:
    """Years, quarters and dates: those of the quarter, of the data, and of the half-year."""
    quarter, day = reader.model.quarter, reader.model.data_date
    half = reader.model.half_year.as_of
    known = [str(quarter.year), str(quarter.last_month), str(quarter.number), "1"]
    known += [str(half.year), str(half.number)] if half else []
    known += [str(day.year), str(day.month), str(day.day)] if day else []
    for number in re.findall(r"\d+", match.group(0)):
        if number not in known:
            refuse(f"{number} in {match.group(0)}")


def counted(count: Callable[[Reader, str, re.Match[str]], int]) -> Check:
    def check(reader: Reader, text: str, match: re.Match[str]) -> None:
        reader.whole(match["n"], count(reader, text, match))

    return check


def statuses(*wanted: Status) -> Check:
    """How many indicators of the region spoken of stand under the lights."""

    def count(reader: Reader, text: str, match: re.Match[str]) -> int:
        rows = reader.region_at(text, match.start())[0]
        return sum(row.status in wanted for row in rows)

    return counted(count)


def on_pace(reader: Reader, text: str, match: re.Match[str]) -> None:
    """Of the region itself what is done already is counted apart; of a child it is not."""
    rows = reader.region_at(text, match.start())[0]
    own = rows[0].region == reader.model.region
    wanted = {Status.ON_SCHEDULE} if own else ON_PACE
    reader.whole(match["n"], sum(row.status in wanted for row in rows))


def late(reader: Reader, text: str, match: re.Match[str]) -> None:
    rows = reader.region_at(text, match.start())[0]
    own = rows[0].region == reader.model.region
    wanted = {Status.BEHIND} if own else BEHIND
    reader.whole(match["n"], sum(row.status in wanted for row in rows))


def judged(reader: Reader, text: str, match: re.Match[str]) -> int:
    return sum(row.completion is not None for row in reader.region_at(text, match.start())[0])


def children_standing(*wanted: Status) -> Check:
    def count(reader: Reader, text: str, match: re.Match[str]) -> int:
        return sum(row.status in wanted for row in reader.children(reader.indicator_at(text, match.start())))

    return counted(count)


def peers(reader: Reader, text: str, match: re.Match[str]) -> None:
    item = reader.indicator_at(text, match.start())
    ranked = [sum(row.rank is not None for row in reader.children(item))]
    ranked += [
        sum(line.rank is not None and line.completion is not None for line in ranking.rows)
        for ranking in reader.model.rankings
        if ranking.indicator == item
    ]
    reader.one_of(match["n"], ranked, 1, 0)


def own_rank(reader: Reader, text: str, match: re.Match[str]) -> None:
    named = "item" in match.re.groupindex
    item = reader.indicator_at(text, match.end("item") if named else match.start("n"))
    rows = [row for row in reader.model.rows if row.indicator == item]
    reader.one_of(match["n"], [row.rank for row in rows], 1, 0)
    reader.one_of(match["peers"], [row.peers for row in rows], 1, 0)


def silent(reader: Reader, _text: str, _match: re.Match[str]) -> int:
    return len(reader.model.reporting.silent)


def expected(reader: Reader, _text: str, _match: re.Match[str]) -> int:
    return reader.model.reporting.expected


def reported(reader: Reader, _text: str, _match: re.Match[str]) -> int:
    return reader.model.reporting.reported


def coverage(reader: Reader, text: str, match: re.Match[str]) -> None:
    """Units of one indicator, or of a child over all its indicators."""
    if "missing" in match.re.groupindex and match["missing"]:
        coverages = [row.coverage for row in reader.rows_at(text, match.start("n"))]
    else:
        rows = reader.region_at(text, match.start("n"))[0]
        coverages = [max((row.coverage for row in rows), key=lambda item: item.reported)]
    reader.one_of(match["n"], [item.expected for item in coverages], 1, 0)
    if "in" in match.re.groupindex:
        reader.one_of(match["in"], [item.reported for item in coverages], 1, 0)
    out = match["missing"] if "missing" in match.re.groupindex else match["out"]
    reader.one_of(out, [item.expected - item.reported for item in coverages], 1, 0)


def goal_at(reader: Reader, text: str, match: re.Match[str]) -> GoalStanding:
    name = _last(text[: match.start("n")], reader.goals)
    if name is None:
        refuse("no goal")
    return reader.goals[name]


def of_goal(pick: Callable[[Reader, GoalStanding], Fraction | int | None], *, count: int = 0) -> Check:
    def check(reader: Reader, text: str, match: re.Match[str]) -> None:
        reader.amount(match, [pick(reader, goal_at(reader, text, match))], count=count)

    return check


def goal_share(reader: Reader, text: str, match: re.Match[str]) -> None:
    reader.percent(match["n"], [goal_at(reader, text, match).share])


def goal_due(reader: Reader, text: str, match: re.Match[str]) -> None:
    name = _last(text[: match.start("due")], reader.goals)
    due = reader.goals[name or ""].due
    shown = match["due"]
    said = Fraction(shown.rstrip("%")) / (100 if shown.endswith("%") else 1)
    if said != due:
        refuse(f"{shown} against {due}")
    reader.checked += 1


def goals_in(*states: GoalState) -> Check:
    def count(reader: Reader, _text: str, _match: re.Match[str]) -> int:
        return sum(item.state in states for item in reader.model.half_year.own.standings)

    return counted(count)


def verdict_group(reader: Reader, text: str, match: re.Match[str]) -> None:
    end = text.find("；" if reader.language == "zh" else ";", match.end())
    names = text[match.end() : end if end >= 0 else len(text)].strip(" ：:。.")
    reader.whole(match["n"], len(_split(names, reader.language)))


def idle(reader: Reader, text: str, match: re.Match[str]) -> None:
    item = reader.indicator_at(text, match.start("n"))
    counts = [len(idle.regions) for idle in reader.model.reporting.idle if idle.indicator == item]
    reader.one_of(match["n"], counts, 1, 0)


def difference(reader: Reader, text: str, match: re.Match[str]) -> None:
    rows = reader.rows_at(text, match.start("n"))
    reader.amount(match, [abs(row.figure.discrepancy) for row in rows if row.figure.discrepancy is not None])


def pace(row: ProgressRow) -> Fraction | None:
    return None if row.value is None else Fraction(row.value, row.quarter.last_month)


def gap(row: ProgressRow) -> Fraction | None:
    if row.value is None or row.target is None:
        return None
    short = row.schedule * row.target - row.value
    return Fraction(-(-short // 1)) if row.indicator.unit.quantity == "count" else short


def needed_of_goal(reader: Reader, item: GoalStanding) -> Fraction | None:
    left = reader.model.half_year.months_left
    return None if item.missing is None or not left else Fraction(item.missing, left)


UNMET = (GoalState.MISSED, GoalState.NO_REPORT, GoalState.TOO_EARLY)
JUDGED = (GoalState.MET, *UNMET)
