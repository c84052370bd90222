"""Every value a figure ever had, and taking a submission back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.book import MONEY, Q1, new_submission
from zones.domain.errors import ReasonMissingError, UnknownNameError
from zones.domain.quarter import Quarter
from zones.services import history as past

if TYPE_CHECKING:
    from tests.services.conftest import Office

QUARTER = Quarter(2006, 1)


def told(office: Office) -> list[tuple[int, bool, bool]]:
    money = office.deployment.catalogue.indicators[MONEY]
    values = past.history(office.deployment, region=office.region("jia1"), quarter=QUARTER, indicator=money)
    return [(item.value, item.in_force, item.submission.withdrawn_at is not None) for item in values]


def test_the_newest_that_counts_is_in_force(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    wrong = office.book.submit((Q1, "jia1", {MONEY: 500}))
    assert told(office) == [(5, False, False), (500, True, False)]
    past.withdraw(office.deployment, submission=wrong, author="王", reason="多报")
    assert told(office) == [(5, True, False), (500, False, True)]
    assert office.book.value("jia1") == 5


@pytest.mark.parametrize("reason", ["", " \u3000\n"])
def test_nothing_is_withdrawn_without_a_reason(office: Office, reason: str) -> None:
    number = office.book.submit((Q1, "jia1", {MONEY: 5}))
    with pytest.raises(ReasonMissingError):
        past.withdraw(office.deployment, submission=number, author="王", reason=reason)
    assert told(office) == [(5, True, False)]


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**63, 2**70])
def test_a_number_that_nothing_has_is_an_unknown_name(office: Office, number: int) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    with pytest.raises(UnknownNameError, match=str(number)):
        past.withdraw(office.deployment, submission=number, author="王", reason="多报")


def test_submissions_are_listed_newest_first_with_their_files(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}), submission=new_submission(file_name="一季度.csv", content=b"abc"))
    office.book.submit((Q1, "jia1", {MONEY: 6}), submission=new_submission(file_name="更正.csv", content=b"\x00\xff"))
    records = past.recent_submissions(office.deployment)
    assert [record.file_name for record in records] == ["更正.csv", "一季度.csv"]
    assert past.submitted_file(office.deployment, records[0].id) == ("更正.csv", b"\x00\xff")
    assert past.submitted_file(office.deployment, 999) is None
