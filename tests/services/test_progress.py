"""What a region's figures say of it: against its target, beside its peers, and since last quarter and last year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.store.book import FIRMS, MONEY, PROJECTS, Q1, Q2, TARGETS, new_submission
from zones.domain.figures import ProgressRow
from zones.domain.quarter import Quarter
from zones.domain.rollup import Coverage, Origin
from zones.domain.status import Status
from zones.domain.wording import percent, points
from zones.services.progress import progress

if TYPE_CHECKING:
    from tests.services.conftest import Office

FIRST, SECOND = Quarter(2006, 1), Quarter(2006, 2)


def row_of(office: Office, code: str, *, quarter: Quarter = FIRST, indicator: str = MONEY) -> ProgressRow:
    chosen = [office.deployment.catalogue.indicators[indicator]]
    view = progress(office.deployment, region=office.region(code), quarter=quarter, indicators=chosen)
    return view.rows[0]


def test_a_figure_is_held_against_its_target_and_the_schedule(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 345}))
    office.book.submit((2006, "jia1", {MONEY: 1000}), ledger=TARGETS)
    row = row_of(office, "jia1")
    assert (row.value, row.target, row.completion, row.schedule) == (345, 1000, Fraction(345, 1000), Fraction(1, 4))
    assert (row.lead, row.remaining, row.needed_per_month) == (Fraction(95, 1000), 655, Fraction(655, 9))
    assert (row.status, row.figure.origin, row.target_origin) == (Status.ON_SCHEDULE, Origin.REPORTED, Origin.REPORTED)


def test_a_parent_without_a_report_of_its_own_is_the_sum_of_its_children(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "jiaz", {MONEY: 2}), (Q1, "yi1", {MONEY: 1}))
    office.book.submit((2006, "jia1", {MONEY: 10}), (2006, "yi1", {MONEY: 10}), ledger=TARGETS)
    row = row_of(office, "city")
    assert (row.value, row.target, row.figure.origin, row.target_origin) == (8, 20, Origin.ROLLED_UP, Origin.ROLLED_UP)
    assert row.coverage == Coverage(expected=4, reported=3)


def test_an_own_report_goes_before_the_sum_and_says_by_how_much_it_differs(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "jia2", {MONEY: 2}), (Q1, "jia", {MONEY: 9}))
    row = row_of(office, "jia")
    assert (row.value, row.figure.origin, row.figure.discrepancy) == (9, Origin.REPORTED, 2)
    assert row_of(office, "city").value == 9


def test_a_missing_report_is_missing_and_no_target_is_said(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    silent, aimless = row_of(office, "yi1"), row_of(office, "jia1")
    assert (silent.value, silent.status, silent.completion, silent.coverage) == (
        None,
        Status.NO_REPORT,
        None,
        Coverage(1, 0),
    )
    assert (aimless.status, aimless.completion, aimless.lead) == (Status.NO_TARGET, None, None)


def test_the_single_quarter_and_growth(office: Office) -> None:
    for period, value in ((Q1 - 4, 4), (Q2 - 4, 10), (Q1, 5), (Q2, 12)):
        office.book.submit((period, "jia1", {MONEY: value, FIRMS: value}))
    row = row_of(office, "jia1", quarter=SECOND)
    assert (row.single_quarter, row.yoy, row.qoq) == (7, Fraction(2, 10), Fraction(2, 5))
    first = row_of(office, "jia1")
    assert (first.single_quarter, first.yoy, first.qoq) == (5, Fraction(1, 4), None)
    stock = row_of(office, "jia1", quarter=SECOND, indicator=FIRMS)
    assert (stock.single_quarter, stock.qoq) == (None, Fraction(7, 5))


def test_a_gap_before_leaves_the_single_quarter_unknown(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 12}))
    row = row_of(office, "jia1", quarter=SECOND)
    assert (row.value, row.single_quarter, row.yoy, row.qoq) == (12, None, None, None)


def test_ties_share_a_rank_among_peers_of_one_level_and_parent(office: Office) -> None:
    rows = [(Q1, "jia1", {PROJECTS: 5}), (Q1, "jia2", {PROJECTS: 10}), (Q1, "jiaz", {PROJECTS: 1})]
    office.book.submit(*rows)
    office.book.submit(*((2006, code, {PROJECTS: 2 * amounts[PROJECTS]}) for _, code, amounts in rows), ledger=TARGETS)
    ranks = {code: row_of(office, code, indicator=PROJECTS) for code in ("jia1", "jia2", "jiaz")}
    assert {code: (row.rank, row.peers) for code, row in ranks.items()} == {
        "jia1": (1, 2),
        "jia2": (1, 2),
        "jiaz": (1, 1),
    }


def test_an_indicator_named_twice_is_answered_twice(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5, PROJECTS: 7}), (Q1, "jia2", {MONEY: 2}))
    money, projects = (office.deployment.catalogue.indicators[code] for code in (MONEY, PROJECTS))
    rows = progress(
        office.deployment, region=office.region("jia"), quarter=FIRST, indicators=[money, money, projects]
    ).rows
    assert [(row.value, row.coverage) for row in rows] == [
        (7, Coverage(3, 2)),
        (7, Coverage(3, 2)),
        (7, Coverage(3, 1)),
    ]


def test_children_come_with_their_region_in_tree_order(office: Office) -> None:
    office.book.submit((Q1, "jia2", {MONEY: 5}))
    view = progress(office.deployment, region=office.region("jia"), quarter=FIRST, children=True)
    assert [region.code for region in view.child_regions] == ["jiaz", "jia1", "jia2"]
    assert [region.code for region in view.ancestors] == ["city"]
    indicator = office.deployment.catalogue.indicators[MONEY]
    assert [row.value for row in view.child_rows(indicator)] == [None, None, 5]
    assert view.reported
    assert view.targeted == []
    assert [row.indicator.code for row in view.key_rows] == [MONEY]


def test_the_rule_and_the_notes_of_the_reports_stand_below(office: Office) -> None:
    note = new_submission(note="年份为推定", note_en="the year is assumed")
    office.book.submit((Q1, "jia1", {MONEY: 5}), submission=note)
    view = progress(office.deployment, region=office.region("jia1"), quarter=FIRST)
    rule = office.deployment.catalogue.default_rule
    assert view.remarks("zh") == [f"{rule.name}:{rule.text}", "年份为推定"]
    assert view.remarks("en")[1:] == ["the year is assumed"]


def test_a_stated_share_comes_out_again_at_one_decimal(office: Office) -> None:
    office.book.submit((Q1, "city", {MONEY: 120_000_000}))
    office.book.submit((2006, "city", {MONEY: 347_826_100}), ledger=TARGETS)
    row = row_of(office, "city")
    assert (percent(row.completion), points(row.lead)) == ("34.5%", "+9.5")
