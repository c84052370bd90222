"""After any history of imports, corrections, withdrawals and changes of the tree, what is kept equals what follows.

The expectation is worked out from the submissions alone, with dictionaries and recursion, sharing nothing with the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import FIGURES, FIRMS, LEDGERS, MONEY, TARGETS, Book, declared
from zones.domain.region import Level, RegionDeclaration
from zones.domain.rollup import figure_in_force
from zones.store import commits, region_reads
from zones.store.ledger import IN, OWN, SUM, Ledger
from zones.store.schema import Approximation, table_of
from zones.store.value_reads import rollups, single_spans

CODES = (MONEY, FIRMS)
FIRST = 2005 * 4 + 2  # the quarters reach over a new year
PERIODS = {"figure": [FIRST, FIRST + 1, FIRST + 2], "target": [2005, 2006]}
SPANS = st.one_of(st.none(), st.integers(FIRST - 1, FIRST + 3))
AMOUNTS = st.one_of(st.none(), st.integers(0, 9))
PICKS = st.integers(0, 30)


@dataclass(frozen=True)
class Said:
    """What a submission says of one region and period; `rough` are the indicators called approximate."""

    code: str
    period: int
    amounts: Mapping[str, int | None]
    rough: frozenset[str]


@dataclass
class Naive:
    """The regions as declared, and every submission with whether it counts."""

    regions: dict[str, RegionDeclaration] = field(default_factory=dict)
    submissions: list[tuple[str, list[Said], bool]] = field(default_factory=list)

    def children(self, code: str) -> list[str]:
        return [child for child, region in self.regions.items() if region.parent == code]

    def own(self, ledger: str, period: int) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]]]:
        """The newest value that counts, by region and indicator, and which of them are approximate."""
        newest: dict[tuple[str, str], int] = {}
        rough: set[tuple[str, str]] = set()
        for name, rows, counts in self.submissions:
            for said in rows:
                if name != ledger or not counts or said.period != period:
                    continue
                for indicator, amount in said.amounts.items():
                    if amount is not None:
                        newest[said.code, indicator] = amount
                        rough.discard((said.code, indicator))
                        if indicator in said.rough:
                            rough.add((said.code, indicator))
        return newest, rough

    def value(self, own: Mapping[tuple[str, str], int], code: str, indicator: str) -> int | None:
        return own[code, indicator] if (code, indicator) in own else self.sum(own, code, indicator)

    def sum(self, own: Mapping[tuple[str, str], int], code: str, indicator: str) -> int | None:
        below = [self.value(own, child, indicator) for child in self.children(code)]
        present = [value for value in below if value is not None]
        return sum(present) if present else None

    def units_below(self, code: str, quarters: list[int]) -> list[str]:
        found = []
        for child in self.children(code):
            region = self.regions[child]
            if region.reports and any(
                (region.valid_from is None or region.valid_from <= quarter)
                and (region.valid_to is None or quarter <= region.valid_to)
                for quarter in quarters
            ):
                found.append(child)
            found += self.units_below(child, quarters)
        return found

    def units(self, code: str, quarters: list[int]) -> list[str]:
        """Who is counted beside a region's total: the units below, itself where there are none."""
        below = self.units_below(code, quarters)
        if below:
            return below
        lonely = Naive({"": declared("", Level.CITY, "above"), code: replace(self.regions[code], parent="")})
        return lonely.units_below("", quarters)


def quarters_of(ledger: str, period: int) -> list[int]:
    return [period] if ledger == "figure" else [period * 4 + at for at in range(4)]


START = [
    declared("p", Level.PROVINCE, reports=False),
    declared("c", Level.CITY, "p", reports=False),
    declared("a", Level.COUNTY, "c"),
    declared("b", Level.COUNTY, "c", reports=False),
    declared("d", Level.COUNTY, "p", valid_from=FIRST + 1),
    declared("a1", Level.TOWNSHIP, "a"),
    declared("a2", Level.TOWNSHIP, "a", valid_to=FIRST + 1),
    declared("az", Level.ZONE, "a"),
    declared("a1z", Level.ZONE, "a1", reports=False),
    declared("b1", Level.TOWNSHIP, "b"),
]

SAID = st.tuples(
    PICKS,
    st.integers(0, 2),
    st.fixed_dictionaries({}, optional=dict.fromkeys(CODES, AMOUNTS)),
    st.frozensets(st.sampled_from(CODES), max_size=1),
)
STEPS = st.one_of(
    st.tuples(st.just("figure"), st.lists(SAID, min_size=1, max_size=8)),
    st.tuples(st.just("figure"), st.lists(SAID, min_size=1, max_size=8)),
    st.tuples(st.just("target"), st.lists(SAID, min_size=1, max_size=4)),
    st.tuples(st.just("withdraw"), PICKS),
    st.tuples(st.just("add"), st.tuples(PICKS, st.sampled_from(list(Level)[1:]), st.booleans(), SPANS, SPANS)),
    st.tuples(st.just("move"), st.tuples(PICKS, PICKS)),
    st.tuples(st.just("change"), st.tuples(PICKS, st.booleans(), SPANS, SPANS)),
)


class Player:
    """Plays one history to the store and to the naive expectation alike."""

    def __init__(self, book: Book) -> None:
        self.book, self.naive = book, Naive()
        self.numbers: list[int] = []
        self.declare(*START)

    def declare(self, *regions: RegionDeclaration) -> None:
        self.book.declare(*regions)
        self.naive.regions.update({region.code: region for region in regions})

    def play(self, kind: str, what: object) -> None:
        getattr(self, f"play_{kind}")(what)

    def play_figure(self, given_rows: list[tuple[int, int, dict[str, int | None], frozenset[str]]]) -> None:
        self.submit(FIGURES, given_rows)

    def play_target(self, given_rows: list[tuple[int, int, dict[str, int | None], frozenset[str]]]) -> None:
        self.submit(TARGETS, given_rows)

    def submit(self, ledger: Ledger, given_rows: list[tuple[int, int, dict[str, int | None], frozenset[str]]]) -> None:
        codes, periods = list(self.naive.regions), PERIODS[ledger.name]
        rows: dict[tuple[str, int], Said] = {}
        for pick, at, amounts, rough in given_rows:
            code, period = codes[pick % len(codes)], periods[at % len(periods)]
            kept = frozenset(name for name in rough if amounts.get(name) is not None)
            rows[code, period] = Said(code, period, amounts, kept)
        said = [row for row in rows.values() if row.amounts]
        if not said:
            return
        self.numbers.append(
            self.book.submit(
                *((row.period, row.code, row.amounts) for row in said),
                ledger=ledger,
                approximate=[(at, name) for at, row in enumerate(said) for name in row.rough],
            )
        )
        self.naive.submissions.append((ledger.name, said, True))

    def play_withdraw(self, pick: int) -> None:
        counting = [at for at, (_, _, counts) in enumerate(self.naive.submissions) if counts]
        if counting:
            at = counting[pick % len(counting)]
            self.book.withdraw(self.numbers[at])
            self.naive.submissions[at] = (*self.naive.submissions[at][:2], False)

    def play_add(self, what: tuple[int, Level, bool, int | None, int | None]) -> None:
        pick, level, reports, since, until = what
        parents = [code for code, region in self.naive.regions.items() if region.level < level]
        code = f"n{len(self.naive.regions)}"
        parent = parents[pick % len(parents)]
        self.declare(declared(code, level, parent, reports=reports, **ordered(since, until)))

    def play_move(self, what: tuple[int, int]) -> None:
        pick, to = what
        region = list(self.naive.regions.values())[pick % len(self.naive.regions)]
        parents = [code for code, other in self.naive.regions.items() if other.level < region.level]
        if parents:
            self.declare(replace(region, parent=parents[to % len(parents)]))

    def play_change(self, what: tuple[int, bool, int | None, int | None]) -> None:
        pick, reports, since, until = what
        region = list(self.naive.regions.values())[pick % len(self.naive.regions)]
        self.declare(replace(region, reports=reports, **ordered(since, until)))


def ordered(since: int | None, until: int | None) -> dict[str, int | None]:
    if since is not None and until is not None:
        since, until = sorted((since, until))
    return {"valid_from": since, "valid_to": until}


def assert_kept_is_what_follows(book: Book, naive: Naive) -> None:
    for ledger in LEDGERS:
        in_force: dict[tuple[int, str, str], int | None] = {}
        parts: dict[tuple[int, str, str], int | None] = {}
        for period in PERIODS[ledger.name]:
            own, _ = naive.own(ledger.name, period)
            for code in naive.regions:
                for indicator in CODES:
                    in_force[period, code, indicator] = naive.value(own, code, indicator)
                    if naive.children(code):
                        units = naive.units_below(code, quarters_of(ledger.name, period))
                        parts[period, code, OWN + indicator] = own.get((code, indicator))
                        parts[period, code, SUM + indicator] = naive.sum(own, code, indicator)
                        parts[period, code, IN + indicator] = sum((unit, indicator) in own for unit in units) or None
        assert book.kept(ledger) == (
            {key: value for key, value in in_force.items() if value is not None},
            {key: value for key, value in parts.items() if value is not None},
        )


def assert_marks_are_what_follows(book: Book, naive: Naive) -> None:
    nodes = {region.node: code for code, region in book.regions().items()}
    with book.reading() as connection:
        marks = {
            (row.ledger, row.period, nodes[row.node], row.indicator)
            for row in connection.execute(sa.select(table_of(Approximation)))
        }
    assert marks == {
        (ledger, period, code, indicator)
        for ledger, periods in PERIODS.items()
        for period in periods
        for code, indicator in naive.own(ledger, period)[1]
    }


def assert_reads_are_what_follows(book: Book, naive: Naive) -> None:
    """What a page is told: figure with origin and discrepancy, and coverage."""
    regions = book.regions()
    assert {code: region.has_children for code, region in regions.items()} == {
        code: bool(naive.children(code)) for code in naive.regions
    }
    with book.reading() as connection:
        for period in PERIODS["figure"]:
            own, _ = naive.own("figure", period)
            expected = region_reads.expected_units(connection, regions.values(), period)
            read = rollups(
                connection, FIGURES, periods=[period], spans=single_spans(regions.values()), codes=list(CODES)
            )
            for code, region in regions.items():
                units = naive.units(code, [period])
                assert expected[region.node] == len(units)
                for indicator in CODES:
                    value = naive.value(own, code, indicator)
                    mine, below = own.get((code, indicator)), naive.sum(own, code, indicator)
                    assert read.figure(period, region, indicator, value) == figure_in_force(own=mine, children=below)
                    reported = sum((unit, indicator) in own for unit in units)
                    assert read.reported(period, region, indicator, value) == reported


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=12), widely_from=st.sampled_from([1, 3, commits.WIDELY_FROM]))
def test_what_is_kept_is_what_follows_from_the_submissions(
    book: Book, steps: list[tuple[str, object]], widely_from: int
) -> None:
    book.wipe()
    player = Player(book)
    with pytest.MonkeyPatch.context() as patch:
        # The database adds up what is small, memory what is wide: both must keep the same.
        patch.setattr(commits, "WIDELY_FROM", widely_from)
        for kind, what in steps:
            player.play(kind, what)
    assert_kept_is_what_follows(book, player.naive)
    assert_marks_are_what_follows(book, player.naive)
    assert_reads_are_what_follows(book, player.naive)
