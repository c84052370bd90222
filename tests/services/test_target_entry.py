"""Targets typed in or carried over go the way of any file: same checks, same ledger, with author and reason."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import MONEY, PROJECTS, TARGETS, declared
from zones.domain.errors import ReasonMissingError
from zones.domain.region import Level
from zones.services.history import recent_submissions, submitted_file, target_history
from zones.services.importing import Outcome, Upload, import_targets
from zones.services.target_entry import (
    EnteredTwiceError,
    NothingEnteredError,
    TargetEntry,
    UnusableFactorError,
    carried_targets,
    check_entries,
    enter_targets,
    entry_file,
)

if TYPE_CHECKING:
    from tests.services.conftest import Office

PLANNED = "projects_planned"
WAN = 10_000


def entry(office: Office, code: str, amount: str, indicator: str = MONEY) -> TargetEntry:
    return TargetEntry(office.region(code), office.deployment.catalogue.indicators[indicator], Decimal(amount))


def enter(office: Office, *entries: TargetEntry, reason: str = "市政府下达") -> Outcome:
    return enter_targets(office.deployment, year=2006, entries=entries, author="张", reason=reason)


def target(office: Office, code: str, indicator: str = MONEY) -> int | None:
    return office.book.value(code, indicator, period=2006, ledger=TARGETS)


def test_typed_targets_are_in_force_as_typed(office: Office) -> None:
    outcome = enter(
        office, entry(office, "jia1", "1234.5678"), entry(office, "jia2", "100"), entry(office, "jia2", "7", PLANNED)
    )
    assert (outcome.accepted, outcome.checked.findings) == (True, ())
    assert (target(office, "jia1"), target(office, "jia2")) == (12_345_678, 100 * WAN)
    assert (target(office, "jia1", PLANNED), target(office, "jia2", PLANNED)) == (None, 7)
    assert target(office, "jia") == 12_345_678 + 100 * WAN


def test_the_submission_says_that_it_was_typed_by_whom_and_why(office: Office) -> None:
    outcome = enter(office, entry(office, "jia1", "5"))
    record = recent_submissions(office.deployment)[0]
    assert record.id == outcome.submission
    assert record.file_name.startswith("手工录入-2006")
    assert (record.ledger, record.author, record.reason, record.figures) == ("target", "张", "市政府下达", 1)
    money = office.deployment.catalogue.indicators[MONEY]
    past = target_history(office.deployment, region=office.region("jia1"), year=2006, indicator=money)
    assert [(item.value, item.line) for item in past] == [(5 * WAN, 2)]
    name, content = submitted_file(office.deployment, record.id) or ("", b"")
    assert name == record.file_name
    assert "张" in content.decode("utf-8-sig").splitlines()[-1]


def test_the_kept_file_can_be_imported_again_by_anyone(office: Office) -> None:
    outcome = enter(office, entry(office, "yi1", "5.5"), entry(office, "jia1", "6"))
    name, content = submitted_file(office.deployment, outcome.submission or 0) or ("", b"")
    office.book.withdraw(outcome.submission or 0)
    assert target(office, "yi1") is None
    again = import_targets(office.deployment, Upload(name, content), author="李", confirmed=True)
    assert again.accepted
    assert (target(office, "yi1"), target(office, "jia1")) == (55_000, 60_000)


def test_going_back_to_an_earlier_number_is_a_new_submission(office: Office) -> None:
    for amount in ("10", "20", "10"):
        enter(office, entry(office, "jia1", amount))
    assert target(office, "jia1") == 10 * WAN
    assert len(recent_submissions(office.deployment)) == 3


def test_townships_of_one_name_are_told_apart(office: Office) -> None:
    enter(office, entry(office, "jia1", "1"), entry(office, "yi1", "2"))
    assert office.region("jia1").name == office.region("yi1").name
    assert (target(office, "jia1"), target(office, "yi1")) == (WAN, 2 * WAN)


@pytest.mark.parametrize(
    ("amount", "indicator", "code"), [("-1", MONEY, "negative_value"), ("1.5", PLANNED, "fraction_of_a_count")]
)
def test_what_a_file_may_not_say_cannot_be_typed_either(office: Office, amount: str, indicator: str, code: str) -> None:
    outcome = enter(office, entry(office, "jia1", amount, indicator))
    assert (outcome.accepted, [finding.code for finding in outcome.checked.errors]) == (False, [code])
    assert recent_submissions(office.deployment) == []


def test_a_check_stores_nothing_and_shows_what_would_change(office: Office) -> None:
    enter(office, entry(office, "jia1", "10"))
    checked = check_entries(office.deployment, year=2006, entries=[entry(office, "jia1", "20")], author="张")
    assert checked.importable
    assert checked.in_force[MONEY].tolist() == [10 * WAN]
    assert target(office, "jia1") == 10 * WAN


def test_nothing_typed_two_numbers_for_one_cell_and_no_reason_are_refused(office: Office) -> None:
    with pytest.raises(NothingEnteredError):
        enter(office)
    with pytest.raises(EnteredTwiceError) as caught:
        enter(office, entry(office, "jia1", "1"), entry(office, "jia1", "2"))
    assert "城关镇" in caught.value.zh
    with pytest.raises(ReasonMissingError):
        enter(office, entry(office, "jia1", "1"), reason=" ")
    assert enter(office, entry(office, "jia1", "1"), entry(office, "jia1", "1.0")).accepted


def test_a_name_or_author_that_begins_like_a_formula_stays_inert(office: Office) -> None:
    office.book.declare(declared("odd", Level.TOWNSHIP, "yi", name="=1+1镇"))
    upload = entry_file(
        year=2006, entries=[entry(office, "odd", "1")], author='=HYPERLINK("x")', now=datetime.now().astimezone()
    )
    rows = list(csv.reader(upload.content.decode("utf-8-sig").splitlines()))
    assert [cell for row in rows for cell in row if cell.startswith("=")] == []
    assert any("HYPERLINK" in cell for cell in rows[-1])
    assert enter(office, entry(office, "odd", "1")).accepted
    assert target(office, "odd") == WAN


def test_targets_come_over_from_another_year_with_an_exact_factor(office: Office) -> None:
    office.book.submit(
        (2005, "jia1", {MONEY: 100 * WAN, PLANNED: 10}), (2005, "jia2", {PLANNED: 15}), (2005, "yi1", {PLANNED: 9}),
        ledger=TARGETS,
    )  # fmt: skip
    proposal = carried_targets(
        office.deployment, region=office.region("jia"), from_year=2005, to_year=2006, factor=Fraction(11, 10)
    )
    assert [(item.region.code, item.indicator.code, item.amount) for item in proposal] == [
        ("jia1", MONEY, Decimal(110)),
        ("jia1", PLANNED, Decimal(11)),
        ("jia2", PLANNED, Decimal(17)),  # 16.5
    ]
    assert enter(office, *proposal).accepted
    assert (target(office, "jia1"), target(office, "jia2", PLANNED)) == (110 * WAN, 17)


def test_sums_do_not_come_over_and_a_target_of_the_parent_does(office: Office) -> None:
    office.book.submit((2005, "jia1", {PLANNED: 10}), ledger=TARGETS)
    carry = {"from_year": 2005, "to_year": 2006, "factor": Fraction(2)}
    assert [item.region.code for item in carried_targets(office.deployment, region=office.region("jia"), **carry)] == [
        "jia1"
    ]
    office.book.submit((2005, "jia", {PLANNED: 12}), ledger=TARGETS)
    proposal = carried_targets(office.deployment, region=office.region("jia"), **carry)
    assert [(item.region.code, item.amount) for item in proposal] == [("jia", 24), ("jia1", 20)]


def test_a_region_that_is_gone_takes_no_target_along_and_indicators_can_be_chosen(office: Office) -> None:
    office.book.submit((2005, "jia1", {PLANNED: 10, PROJECTS: 3}), (2005, "jia2", {PLANNED: 4}), ledger=TARGETS)
    office.book.declare(declared("jia2", Level.TOWNSHIP, "jia", name="河西镇", valid_to=2005 * 4 + 3))
    proposal = carried_targets(
        office.deployment,
        region=office.region("jia"),
        from_year=2005,
        to_year=2006,
        factor=Fraction(1),
        indicators=[office.deployment.catalogue.indicators[PLANNED]],
    )
    assert [(item.region.code, item.amount) for item in proposal] == [("jia1", 10)]


@pytest.mark.parametrize("factor", [Fraction(0), Fraction(-1, 2)])
def test_a_factor_is_above_zero(office: Office, factor: Fraction) -> None:
    with pytest.raises(UnusableFactorError):
        carried_targets(office.deployment, region=office.region("jia"), from_year=2005, to_year=2006, factor=factor)
