"""Reads of values answer what a look through the whole table answers."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import FIGURES, FIRMS, MONEY, PROJECTS, Q1, Q2, TARGETS, Book, declared
from zones.domain.region import Level, Region, RegionDeclaration
from zones.domain.regions import Regions
from zones.store import matrix_reads, region_reads
from zones.store.scattered_reads import values_of_regions
from zones.store.value_reads import (
    Span,
    approximate_values,
    children_spans,
    covering_spans,
    descendants_span,
    rollups,
    single_spans,
    values_in_force,
)

CODES = (MONEY, PROJECTS, FIRMS)
PERIODS = (Q1, Q2, Q1 + 4)
# Twelve of them still have a total that the column holds.
AMOUNTS = st.one_of(st.none(), st.integers(-(2**58), 2**58))
PICKS = st.integers(0, 30)

TREES = st.lists(st.tuples(PICKS, st.sampled_from(list(Level))), min_size=1, max_size=8)
SAID = st.lists(
    st.tuples(PICKS, st.sampled_from(PERIODS), st.fixed_dictionaries(dict.fromkeys(CODES, AMOUNTS)), st.booleans()),
    max_size=12,
)


class Naive:
    """The table of values in force as a dictionary."""

    def __init__(self, connection: sa.Connection) -> None:
        self.rows = {
            (row["period"], row["level"], row["node"]): row
            for row in connection.execute(sa.select(FIGURES.in_force)).mappings()
        }

    def value(self, period: int, region: Region, code: str) -> int | None:
        row = self.rows.get((period, int(region.level), region.node))
        return None if row is None else row[code]


def fill(book: Book, levels: list[tuple[int, Level]], said: list[tuple[int, int, dict[str, int | None], bool]]) -> None:
    made: list[RegionDeclaration] = []
    for at, (pick, level) in enumerate(levels):
        above = [region.code for region in made if region.level < level]
        made.append(declared(f"r{at}", level, above[pick % len(above)] if above else ""))
    book.declare(*made)
    rows = {(period, made[pick % len(made)].code): (amounts, rough) for pick, period, amounts, rough in said}
    rough = [(at, MONEY) for at, (_, marked) in enumerate(rows.values()) if marked]
    book.submit(*((period, code, amounts) for (period, code), (amounts, _) in rows.items()), approximate=rough)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(levels=TREES, said=SAID)
def test_reads_answer_what_a_look_through_the_table_answers(
    book: Book, levels: list[tuple[int, Level]], said: list[tuple[int, int, dict[str, int | None], bool]]
) -> None:
    book.wipe()
    fill(book, levels, said)
    with book.reading() as connection:
        naive, regions = Naive(connection), region_reads.all_regions(connection)
        for spans, exactly in spans_of(regions):
            assert_same(connection, naive, regions, spans, exactly)
        for period in PERIODS:
            assert_matrix(connection, naive, regions, period)
        for chosen in (regions, regions[::2], regions[:1]):
            found = values_of_regions(connection, FIGURES, periods=PERIODS, regions=chosen, codes=CODES)
            for region in regions:
                for period in PERIODS:
                    expected = naive.value(period, region, MONEY) if region in chosen else None
                    assert found.value(period, region.node, MONEY) == expected


def spans_of(regions: list[Region]) -> list[tuple[list[Span], list[Region]]]:
    """The spans that a page asks for, each with the regions it must hold, and no others of them."""
    asked = [(single_spans(regions), regions), (single_spans(regions[:1]), regions[:1])]
    for parent in (None, *regions):
        children = [region for region in regions if region.parent_id == (parent.id if parent else None)]
        asked.append((children_spans(parent, children), children))
    by_id = {region.id: region for region in regions}
    for region in regions:
        for level in list(Level)[region.level :]:
            below = [other for other in regions if other.level == level and region.id in line(other, by_id)]
            asked.append(([descendants_span(region, level)], below))
    return asked


def line(region: Region, by_id: dict[int, Region]) -> list[int]:
    """The ids of a region and of everything above it."""
    return [region.id, *(line(by_id[region.parent_id], by_id) if region.parent_id is not None else [])]


def assert_same(
    connection: sa.Connection, naive: Naive, regions: list[Region], spans: list[Span], exactly: list[Region]
) -> None:
    values = values_in_force(connection, FIGURES, periods=PERIODS, spans=spans, codes=CODES)
    parts = rollups(connection, FIGURES, periods=PERIODS, spans=spans, codes=CODES)
    for period in PERIODS:
        keys = [(period, region.node) for region in regions]
        for code in CODES:
            expected = [naive.value(period, region, code) if region in exactly else None for region in regions]
            assert [values.value(period, region.node, code) for region in regions] == expected
            assert values.column(keys, code) == expected
            for region, value in zip(regions, expected, strict=True):
                if region in exactly:
                    assert parts.figure(period, region, code, value).value == value
        for region in regions:
            anything = region in exactly and any(naive.value(period, region, code) is not None for code in CODES)
            assert values.any_value(period, region.node) == anything


def assert_matrix(connection: sa.Connection, naive: Naive, regions: list[Region], period: int) -> None:
    """Arrays say what single values say, whoever is asked for and in whatever order, found one by one or in a range."""
    asked = [*reversed(regions), regions[0]]
    expected = {code: [naive.value(period, region, code) for region in asked] for code in CODES}
    given: dict[str, Any] = {"periods": np.full(len(asked), period), "regions": Regions.of(asked), "codes": CODES}
    for most in (0, 1000):
        with patch.object(matrix_reads, "_MOST_FOUND_SINGLY", most):
            amounts = matrix_reads.amounts_in_force(connection, FIGURES, **given)
            known = matrix_reads.any_in_force(connection, FIGURES, **given)
        assert {code: values.tolist() for code, values in amounts.items()} == expected
        assert known.tolist() == [
            any(value is not None for value in row) for row in zip(*expected.values(), strict=True)
        ]


def test_a_covering_span_holds_all_of_its_regions(small: Book) -> None:
    regions = small.regions()
    spans = covering_spans([regions["jia1"], regions["jia2"], regions["yi"]])
    assert [
        (span.level, regions[code].node in span.nodes) for span, code in zip(spans, ("yi", "jia1"), strict=True)
    ] == [
        (Level.COUNTY, True),
        (Level.TOWNSHIP, True),
    ]
    assert regions["jia2"].node in spans[1].nodes


def test_approximate_values_are_those_of_the_quarters_and_regions_asked_for(small: Book) -> None:
    small.submit(
        (Q1, "jia1", {MONEY: 5}),
        (Q2, "jia1", {FIRMS: 5}),
        (Q1, "yi", {MONEY: 1}),
        approximate=[(0, MONEY), (1, FIRMS), (2, MONEY)],
    )
    small.submit((2006, "jia1", {MONEY: 5}), approximate=[(0, MONEY)], ledger=TARGETS)
    node = {code: region.node for code, region in small.regions().items()}
    with small.reading() as connection:
        asked = [([Q1], ["jia1"]), ([Q1, Q2], list(node)), ([Q2], ["yi"]), ([], list(node))]
        found = [
            approximate_values(connection, FIGURES, periods=periods, nodes=[node[code] for code in among])
            for periods, among in asked
        ]
    assert found == [
        {(Q1, node["jia1"], MONEY)},
        {(Q1, node["jia1"], MONEY), (Q2, node["jia1"], FIRMS), (Q1, node["yi"], MONEY)},
        set(),
        set(),
    ]


def test_more_regions_than_a_statement_carries(townships: Book) -> None:
    with townships.reading() as connection:
        regions = list(region_reads.all_regions(connection))
        values = values_of_regions(connection, FIGURES, periods=[8000], regions=regions, codes=[MONEY])
        marks = approximate_values(connection, FIGURES, periods=[8000], nodes=range(70_000))
    assert sum(values.value(8000, region.node, MONEY) or 0 for region in regions) == 3 * sum(range(5000))
    assert marks == set()
