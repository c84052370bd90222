"""Every way to find regions answers what a look through all of them answers."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import Book, declared
from zones.domain.region import Alias, Level, Region, RegionDeclaration
from zones.store import coded_regions, group_reads, region_reads
from zones.store.region_reads import Family

QUARTERS = st.one_of(st.none(), st.integers(10, 13))
LOOKED_AT = range(9, 15)
NAMES = ("城关镇", "开发区", "东区")

REGIONS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(list(Level)),
        st.sampled_from(NAMES),
        st.booleans(),
        st.tuples(QUARTERS, QUARTERS),
        st.sets(st.sampled_from(NAMES), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


def tree(drawn: list[tuple[int, Level, str, bool, tuple[int | None, int | None], set[str]]]) -> list[RegionDeclaration]:
    made: list[RegionDeclaration] = []
    for at, (pick, level, name, reports, (since, until), others) in enumerate(drawn):
        above = [region.code for region in made if region.level < level]
        first, last = sorted((since, until)) if since is not None and until is not None else (since, until)
        made.append(
            declared(
                f"r{at}",
                level,
                above[pick % len(above)] if above else "",
                name=name,
                reports=reports,
                valid_from=first,
                valid_to=last,
                aliases=tuple(Alias(other, first, last) for other in sorted(others)),
                groups=tuple(sorted(others)),
            )
        )
    return made


class Naive:
    """Goes through all regions, every time."""

    def __init__(self, declarations: list[RegionDeclaration], regions: dict[str, Region]) -> None:
        self.declared = {region.code: region for region in declarations}
        self.regions = sorted(regions.values(), key=lambda region: region.node)

    def parent(self, region: Region) -> str:
        return self.declared[region.code].parent

    def above(self, region: Region) -> list[str]:
        line, code = [], self.parent(region)
        while code:
            line.insert(0, code)
            code = self.declared[code].parent
        return line

    def those(self, holds: Callable[[Region], bool]) -> list[str]:
        """The codes of the regions that a condition holds for, in tree order."""
        return [region.code for region in self.regions if holds(region)]

    def within(self, scope: Region) -> list[str]:
        return self.those(lambda region: region.code == scope.code or scope.code in self.above(region))

    def expects(self, region: Region, quarter: int) -> bool:
        return region.reports and region.active_in(quarter)

    def expected(self, scope: Region, quarter: int) -> int:
        below = self.those(lambda region: scope.code in self.above(region) and self.expects(region, quarter))
        return len(below) or int(self.expects(scope, quarter))


def codes(regions: list[Region]) -> list[str]:
    return [region.code for region in regions]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=REGIONS)
def test_reads_answer_what_a_look_through_all_regions_answers(
    book: Book, drawn: list[tuple[int, Level, str, bool, tuple[int | None, int | None], set[str]]]
) -> None:
    book.wipe()
    declarations = tree(drawn)
    book.declare(*declarations)
    naive = Naive(declarations, book.regions())
    with book.reading() as connection:
        assert_everywhere(connection, naive)
        for region in naive.regions:
            assert_around(connection, naive, region)


def assert_everywhere(connection: sa.Connection, naive: Naive) -> None:
    regions = naive.regions
    assert region_reads.all_regions(connection) == regions
    assert codes(region_reads.roots(connection)) == naive.those(lambda region: not naive.parent(region))
    assert region_reads.children_of(connection, None) == region_reads.roots(connection)
    assert region_reads.regions_by_id(connection, [region.id for region in regions[::2]]) == {
        region.id: region for region in regions[::2]
    }
    assert region_reads.names_below(connection, None) == [(region.name, region.code) for region in regions]
    members = region_reads.groups(connection)
    for name in NAMES:
        assert sorted(members.get(name, [])) == sorted(
            region.id for region in regions if name in naive.declared[region.code].groups
        )
        found = region_reads.regions_named(connection, [name])
        assert sorted(item.region.code for item in found) == sorted(
            code
            for code, region in naive.declared.items()
            for bears in (region.name, *(alias.name for alias in region.aliases))
            if bears == name
        )
    assert_plain_codes(connection, [*NAMES, *(region.code for region in regions)])
    for quarter in LOOKED_AT:
        units = region_reads.reporting_units(connection, scope=None, quarter=quarter)
        assert codes(units) == naive.those(lambda region, at=quarter: naive.expects(region, at))
        ids = region_reads.reporting_ids(connection, scope=None, quarter=quarter)
        assert sorted(ids.tolist()) == sorted(unit.id for unit in units)
        assert region_reads.expected_units(connection, regions, quarter) == {
            region.node: naive.expected(region, quarter) for region in regions
        }


def assert_plain_codes(connection: sa.Connection, texts: list[str]) -> None:
    """A text is a plain code where it names one region alone, and that one by its code."""
    meant = [[item.region for item in region_reads.regions_named(connection, [text])] for text in texts]
    expected = {at: named[0] for at, named in enumerate(meant) if len(named) == 1 and named[0].code == texts[at]}
    for going_through_from in (0, len(texts) + 1):
        with patch.object(coded_regions, "ALL_FROM", going_through_from):
            assert dict(zip(*coded_regions.plainly_coded(connection, texts), strict=True)) == expected


def assert_around(connection: sa.Connection, naive: Naive, region: Region) -> None:
    within = naive.within(region)
    assert codes(region_reads.subtree_of(connection, region)) == within
    assert [code for _, code in region_reads.names_below(connection, region)] == within
    assert codes(region_reads.children_of(connection, region.id)) == naive.those(
        lambda other: naive.parent(other) == region.code
    )
    assert_family(connection, naive, region)
    for level in Level:
        assert codes(region_reads.descendants(connection, region, level)) == naive.those(
            lambda other, at=level: other.level == at and other.code in within and other != region
        )
    for name in NAMES:
        assert codes(group_reads.group_members(connection, name, region)) == naive.those(
            lambda other, group=name: other.code in within and group in naive.declared[other.code].groups
        )
    for quarter in LOOKED_AT:
        assert codes(region_reads.reporting_units(connection, scope=region, quarter=quarter)) == naive.those(
            lambda other, at=quarter: other.code in within and naive.expects(other, at)
        )


def assert_family(connection: sa.Connection, naive: Naive, region: Region) -> None:
    family = region_reads.family_of(connection, region)
    assert codes(family.ancestors) == naive.above(region)
    assert codes(family.siblings) == naive.those(lambda other: naive.parent(other) == naive.parent(region))
    assert codes(family.children) == naive.those(lambda other: naive.parent(other) == region.code)
    alone = region_reads.family_of(connection, region, children=False)
    assert alone == Family(family.ancestors, family.siblings, [])


def test_a_region_is_named_by_code_with_and_without_its_system_name_and_alias(small: Book) -> None:
    small.declare(
        declared("320831", Level.COUNTY, "city", code_system="gb2007", name="金湖县", aliases=(Alias("金湖"),))
    )
    texts = ["320831", "gb2007:320831", "local:320831", "金湖县", "金湖", "城关镇", "", "jia' OR '1'='1"]
    with small.reading() as connection:
        found = {(item.text, item.region.code) for item in region_reads.regions_named(connection, texts)}
    assert found == {
        ("320831", "320831"),
        ("gb2007:320831", "320831"),
        ("金湖县", "320831"),
        ("金湖", "320831"),
        ("城关镇", "jia1"),
    }


def test_a_code_that_is_also_a_name_or_an_alias_or_of_two_systems_is_not_plain(small: Book) -> None:
    small.declare(
        declared("100", Level.COUNTY, "city", name="甲"),
        declared("200", Level.COUNTY, "city", name="100"),
        declared("300", Level.COUNTY, "city", aliases=(Alias("400"),)),
        declared("400", Level.COUNTY, "city"),
        declared("500", Level.COUNTY, "city", code_system="a"),
        declared("500", Level.COUNTY, "city", code_system="b"),
    )
    with small.reading() as connection:
        places, plain = coded_regions.plainly_coded(connection, ["100", "200", "300", "400", "500", "600", ""])
        assert_plain_codes(connection, ["100", "200", "300", "400", "500", "jia1"])
    assert places == [1, 2]
    assert codes(list(plain)) == ["200", "300"]


def test_more_names_and_regions_than_a_statement_carries(townships: Book) -> None:
    with townships.reading() as connection:
        named = region_reads.regions_named(connection, [f"local:t{at}" for at in range(10_001)])
        regions = region_reads.regions_by_id(connection, range(70_000))
        expected = region_reads.expected_units(connection, regions.values(), 8000)
    assert len(named) == 5000
    assert len(regions) == 5011
    assert sum(expected.values()) == 3 * 5000
