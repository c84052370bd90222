"""Adding and changing regions: each has its place, figures move along, and totals follow the tree."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.book import FIRMS, MONEY, Q1, Q2, TARGETS, Book, declared
from zones.domain.errors import UnknownNameError
from zones.domain.region import Alias, Level, RegionDeclaration
from zones.domain.rollup import Figure, Origin
from zones.domain.tree import SPAN, TreeFullError, ordinal_of
from zones.store import commits, region_reads
from zones.store.region_tree import LevelChangedError, SyntheticBelowRealError, TreeOrderError
from zones.store.schema import FIRST_QUARTER, LAST_QUARTER, Expectation, table_of


def figure(book: Book, code: str) -> Figure:
    region = book.regions()[code]
    return book.rollups(code).figure(Q1, region, MONEY, book.value(code))


def assert_refused(book: Book, refusal: type[Exception], *declarations: RegionDeclaration) -> None:
    before = book.dump()
    with pytest.raises(refusal) as failure:
        book.declare(*declarations)
    assert failure.value.message("zh") != failure.value.message("en")
    assert book.dump() == before


# --- adding ----------------------------------------------------------------------------------------------------


def test_a_new_region_takes_the_next_place_and_nobody_moves(small: Book) -> None:
    before = small.regions()
    changes = small.declare(declared("jia3", Level.TOWNSHIP, "jia"), declared("jia3z", Level.ZONE, "jia3"))
    after = small.regions()
    assert (changes.added, after["jia3"].node - before["jia2"].node) == (2, SPAN[Level.TOWNSHIP])
    assert {code: region.node for code, region in before.items()} == {code: after[code].node for code in before}
    assert after["jia3z"].parent_id == after["jia3"].id


def test_every_level_stands_below_any_higher_one(book: Book) -> None:
    book.declare(
        declared("p", Level.PROVINCE),
        *(declared(f"p-{level.code}", level, "p") for level in list(Level)[1:]),
        *(declared(f"root-{level.code}", level) for level in Level),
    )
    regions = book.regions()
    with book.reading() as connection:
        assert {region.code for region in region_reads.subtree_of(connection, regions["p"])} == {
            "p", *(f"p-{level.code}" for level in list(Level)[1:])
        }  # fmt: skip
        assert {region.code for region in region_reads.roots(connection)} == {
            "p", *(f"root-{level.code}" for level in Level)
        }  # fmt: skip


def test_parents_may_follow_their_children_in_a_file(book: Book) -> None:
    book.declare(declared("z", Level.ZONE, "t"), declared("t", Level.TOWNSHIP, "c"), declared("c", Level.COUNTY))
    regions = book.regions()
    assert (regions["z"].parent_id, regions["t"].parent_id) == (regions["t"].id, regions["c"].id)


def test_a_township_added_below_a_county_that_reported_itself(small: Book) -> None:
    small.submit((Q1, "yi", {MONEY: 10, FIRMS: 1}), approximate=[(0, MONEY)])
    small.submit((2006, "yi", {MONEY: 40}), ledger=TARGETS)
    assert figure(small, "yi") == Figure(10, Origin.REPORTED, None)
    small.declare(declared("yi1", Level.TOWNSHIP, "yi"))
    assert figure(small, "yi") == Figure(10, Origin.REPORTED, None)
    assert small.coverage("yi") == (0, 1)
    small.submit((Q1, "yi1", {MONEY: 4}))
    assert figure(small, "yi") == Figure(10, Origin.REPORTED, 6)
    assert (small.value("city"), small.value("city", ledger=TARGETS, period=2006)) == (10, 40)
    assert small.coverage("city") == (2, 6)
    assert small.marks() == {(Q1, "yi", MONEY)}


def test_a_full_tree_is_told(book: Book) -> None:
    book.declare(declared("province", Level.PROVINCE), declared("city", Level.CITY, "province"))
    for level, parent, limit in ((Level.PROVINCE, "", 98), (Level.CITY, "province", 98), (Level.COUNTY, "city", 999)):
        book.declare(*(declared(f"{level.code}{at}", level, parent) for at in range(limit)))
        assert_refused(book, TreeFullError, declared("one more", level, parent))
    assert max(region.node for region in book.regions().values()) < 10**13


# --- changing --------------------------------------------------------------------------------------------------


def test_the_same_declaration_changes_nothing(small: Book) -> None:
    again = declared("jia1", Level.TOWNSHIP, "jia", name="城关镇")
    before = small.regions()
    changes = small.declare(again)
    assert (changes.added, changes.changed, changes.parents) == (0, 0, frozenset())
    assert small.regions() == before


def test_a_new_name_leaves_place_and_figures(small: Book) -> None:
    small.submit((Q1, "jia1", {MONEY: 5}))
    before = small.regions()["jia1"]
    small.declare(declared("jia1", Level.TOWNSHIP, "jia", name="新城镇", name_en="Xincheng"))
    assert small.regions()["jia1"] == replace(before, name="新城镇", name_en="Xincheng")
    assert small.value("city") == 5


def test_figures_and_everything_below_move_along(small: Book) -> None:
    small.submit(
        (Q1, "jia1z", {MONEY: 5}), (Q1, "jia2", {MONEY: 2}), (Q2, "jia1z", {MONEY: 6}), approximate=[(0, MONEY)]
    )
    small.submit((2006, "jia1z", {MONEY: 50}), ledger=TARGETS)
    small.declare(declared("jia1", Level.TOWNSHIP, "yi", name="城关镇"))
    assert [small.value(code) for code in ("jia", "yi", "jia1", "jia1z", "city")] == [2, 5, 5, 5, 7]
    assert [small.value(code, period=Q2) for code in ("jia", "yi")] == [None, 6]
    assert small.value("yi", ledger=TARGETS, period=2006) == 50
    assert small.marks() == {(Q1, "jia1z", MONEY)}
    assert (small.coverage("jia"), small.coverage("yi")) == ((1, 2), (1, 2))


def test_moving_there_and_back_restores_every_figure(small: Book) -> None:
    small.submit((Q1, "jia1z", {MONEY: 5}), (Q1, "jia1", {MONEY: 9}), (Q1, "yi", {MONEY: 1}))
    before = small.kept()
    for parent in ("yi", "jia"):
        small.declare(declared("jia1", Level.TOWNSHIP, parent, name="城关镇"))
    assert small.kept() == before


def test_the_last_child_that_leaves_makes_its_parent_report_for_itself(small: Book) -> None:
    small.submit((Q1, "jia1z", {MONEY: 5}), (Q1, "jia1", {FIRMS: 3}))
    small.declare(declared("jia1z", Level.ZONE, "jia2"))
    regions = small.regions()
    assert (regions["jia1"].has_children, regions["jia2"].has_children) == (False, True)
    assert (small.value("jia1"), small.value("jia1", FIRMS), small.value("jia2")) == (None, 3, 5)


def test_a_move_whose_parent_moves_in_the_same_file(small: Book) -> None:
    small.submit((Q1, "jia1z", {MONEY: 5}), (Q1, "jia2", {MONEY: 2}))
    small.declare(
        declared("other", Level.CITY),
        declared("jia", Level.COUNTY, "other", reports=False, name="甲县"),
        declared("jia1z", Level.ZONE, "yi"),
        declared("jia3", Level.TOWNSHIP, "jia"),
    )
    assert [small.value(code) for code in ("city", "yi", "other", "jia", "jia1")] == [5, 5, 2, 2, None]
    nodes = [region.node for region in small.regions().values()]
    assert len(set(nodes)) == len(nodes)


def test_many_that_leave_for_a_new_county(townships: Book) -> None:
    merged = [declared(f"t{at}", Level.TOWNSHIP, "new") for at in range(0, 1000, 10)]
    townships.declare(declared("new", Level.COUNTY, "city", reports=False), *merged)
    moved = range(0, 1000, 10)
    assert townships.value("new", period=8000) == sum(moved)
    assert townships.value("c0", period=8000) == sum(at for at in range(0, 5000, 10) if at not in moved)
    assert townships.value("city", period=8000) == sum(range(5000))


def test_a_region_that_ended_is_expected_no_longer(small: Book) -> None:
    small.submit((Q1, "jia1z", {MONEY: 5}), (Q2, "jia1z", {MONEY: 6}))
    small.declare(
        declared("jia2", Level.TOWNSHIP, "jia", valid_to=Q1), declared("jia1z", Level.ZONE, "jia1", valid_to=Q1)
    )
    assert [small.coverage("jia", period=period) for period in (Q1, Q2)] == [(1, 4), (0, 2)]
    assert small.value("jia", period=Q2) == 6


# --- refusing --------------------------------------------------------------------------------------------------


def test_what_cannot_stand_in_the_tree_is_refused_whole(small: Book) -> None:
    for refusal, declaration in (
        (UnknownNameError, declared("x", Level.ZONE, "nowhere")),
        (TreeOrderError, declared("x", Level.COUNTY, "jia")),
        (TreeOrderError, declared("x", Level.CITY, "jia1")),
        (TreeOrderError, declared("jia", Level.COUNTY, "jia")),
        (LevelChangedError, declared("jia", Level.CITY)),
        (SyntheticBelowRealError, declared("x", Level.ZONE, "jia", synthetic=True)),
        (SyntheticBelowRealError, declared("city", Level.CITY, synthetic=True)),
    ):
        assert_refused(small, refusal, declared("fine", Level.COUNTY, "city"), declaration)


def test_a_real_region_does_not_stand_below_a_synthetic_one(small: Book) -> None:
    small.declare(declared("made", Level.CITY, synthetic=True), declared("made1", Level.COUNTY, "made", synthetic=True))
    assert_refused(small, SyntheticBelowRealError, declared("yi", Level.COUNTY, "made", name="乙县"))
    assert_refused(small, SyntheticBelowRealError, declared("made1", Level.COUNTY, "city", synthetic=True))


# --- names, groups, expectations ---------------------------------------------------------------------------------


def test_aliases_and_groups_are_replaced_by_a_new_declaration(small: Book) -> None:
    old = declared(
        "jia2", Level.TOWNSHIP, "jia", aliases=(Alias("旧名", 1, 2), Alias("旧名", 5)), groups=("重点", "其他")
    )
    new = replace(old, aliases=(Alias("新名"),), groups=("重点", "重点"))
    number = small.regions()["jia2"].id
    for region, names, groups in (
        (old, [("旧名", 1, 2), ("旧名", 5, LAST_QUARTER)], ["其他", "重点"]),
        (new, [("新名", FIRST_QUARTER, LAST_QUARTER)], ["重点"]),
        (replace(old, aliases=(), groups=()), [], []),
    ):
        small.declare(region)
        with small.reading() as connection:
            found = region_reads.regions_named(connection, ["旧名", "新名"])
            assert sorted((name.text, name.since, name.until) for name in found) == names
            assert region_reads.groups(connection) == {group: [number] for group in groups}


def test_expectations_are_spans_of_a_constant_count(book: Book) -> None:
    book.declare(
        declared("c", Level.COUNTY),
        declared("a", Level.TOWNSHIP, "c", valid_from=10, valid_to=19),
        declared("b", Level.TOWNSHIP, "c", valid_from=15),
        declared("d", Level.TOWNSHIP, "c", reports=False),
        declared("e", Level.TOWNSHIP, "c", valid_to=4),
    )
    spans = sa.select(*(table_of(Expectation).c[name] for name in ("since", "until", "units")))
    with book.reading() as connection:
        assert [tuple(row) for row in connection.execute(spans.order_by("since"))] == [
            (FIRST_QUARTER, 4, 1),
            (5, 9, 0),
            (10, 14, 1),
            (15, 19, 2),
            (20, LAST_QUARTER, 1),
        ]


# --- any file of regions -----------------------------------------------------------------------------------------

PICKS = st.integers(0, 20)
FILES = st.lists(
    st.lists(st.tuples(PICKS, PICKS, st.sampled_from(list(Level)), st.booleans()), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(files=FILES)
def test_the_tree_holds_together_after_any_files(book: Book, files: list[list[tuple[int, int, Level, bool]]]) -> None:
    """Each file adds regions and moves known ones at once; every figure stays with its region."""
    book.wipe()
    known: dict[str, RegionDeclaration] = {}
    for number, file in enumerate(files):
        given_now: dict[str, RegionDeclaration] = {}
        for at, (pick, to, level, adds) in enumerate(file):
            code = f"r{number}-{at}" if adds or not known else list(known)[pick % len(known)]
            level = known[code].level if code in known else level  # noqa: PLW2901
            above = [other for other, region in {**known, **given_now}.items() if region.level < level]
            given_now[code] = declared(code, level, above[to % len(above)] if above else "")
        book.declare(*given_now.values())
        known |= given_now
        book.submit(*((Q1, code, {MONEY: 1}) for code in given_now if not book.regions()[code].has_children))
        assert_the_tree_holds(book, known)


def assert_the_tree_holds(book: Book, known: dict[str, RegionDeclaration]) -> None:
    regions = book.regions()
    by_id = {region.id: region for region in regions.values()}
    assert {code: region.level for code, region in regions.items()} == {code: it.level for code, it in known.items()}
    assert len({region.node for region in regions.values()}) == len(regions)
    for code, region in regions.items():
        parent = by_id[region.parent_id] if region.parent_id is not None else None
        assert (parent.code if parent else "") == known[code].parent
        ordinal = ordinal_of(node=region.node, level=region.level)
        assert region.node == (parent.node if parent else 0) + ordinal * SPAN[region.level]
        assert ordinal >= 1
        assert region.has_children == any(other.parent == code for other in known.values())
    for (_, code, column), value in book.kept()[0].items():
        if not regions[code].has_children:
            assert (column, value) == (MONEY, 1)


def test_nothing_declared_changes_nothing(small: Book) -> None:
    before = small.dump()
    assert small.declare().changed == 0
    assert {**small.dump(), "setting": []} == {**before, "setting": []}
    with small.reading() as connection:
        assert commits.changes_so_far(connection) == 2
