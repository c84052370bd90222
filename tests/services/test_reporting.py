"""Who has reported, who in time, who not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tests.store.book import MONEY, PROJECTS, Q1, Q2, declared
from zones.domain.punctuality import Tally
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.reporting import (
    ReportingView,
    absent_units,
    late_units,
    latest_report,
    quarters_of,
    reporting_rates,
)
from zones.store.engine import writing
from zones.store.schema import Submission

if TYPE_CHECKING:
    from tests.services.conftest import Office

SPRING = Quarter(2006, 1)
# 15 days after the end of March, by this machine's clock.
LAST_DAY = date(2006, 4, 15)
MIDNIGHT = datetime(2006, 4, 16).astimezone()


def send(office: Office, code: str, moment: datetime, amounts: dict[str, int | None] | None = None) -> int:
    """A report of the first quarter that came at a moment."""
    number = office.book.submit((Q1, code, {MONEY: 1} if amounts is None else amounts))
    with writing(office.book.engine) as connection:
        change = sa.update(Submission).where(Submission.id == number)
        connection.execute(change.values(created_at=moment.astimezone(UTC)))
    return number


def rates(office: Office, code: str = "city", **how: object) -> ReportingView:
    return reporting_rates(office.deployment, region=office.region(code), quarter=SPRING, **how)


def absent(office: Office, code: str = "city") -> list[str]:
    found = absent_units(office.deployment, region=office.region(code), quarter=SPRING)
    return [item.region.code for item in found]


def late(office: Office, code: str = "city") -> list[tuple[str, int]]:
    found = late_units(office.deployment, region=office.region(code), quarter=SPRING)
    return [(item.region.code, item.days) for item in found]


def test_rates_by_county_and_in_total(office: Office) -> None:
    send(office, "jia1", MIDNIGHT - timedelta(days=10))
    send(office, "jiaz", MIDNIGHT + timedelta(days=1))
    view = rates(office)
    assert (view.deadline, view.total) == (LAST_DAY, Tally(expected=4, reported=2, punctual=1))
    assert {row.region.code: row.tally for row in view.rows} == {
        "jia": Tally(expected=3, reported=2, punctual=1),
        "yi": Tally(expected=1, reported=0, punctual=0),
    }


def test_rates_of_children_of_two_levels_and_of_all_townships(office: Office) -> None:
    send(office, "jia1", MIDNIGHT - timedelta(days=1))
    below = {row.region.code: row.tally for row in rates(office, "jia").rows}
    assert below == {"jiaz": Tally(1, 0, 0), "jia1": Tally(1, 1, 1), "jia2": Tally(1, 0, 0)}
    townships = rates(office, level=Level.TOWNSHIP)
    assert [row.region.code for row in townships.rows] == ["jia1", "jia2", "yi1"]
    assert townships.total.expected == 4


def test_a_unit_without_anything_below_it_stands_for_itself(office: Office) -> None:
    send(office, "yi1", MIDNIGHT - timedelta(days=1))
    view = rates(office, "yi1")
    assert (view.total, [row.region.code for row in view.rows]) == (Tally(1, 1, 1), ["yi1"])


def test_units_further_down_count_for_the_region_they_stand_under(office: Office) -> None:
    office.book.declare(declared("jia1z", Level.ZONE, "jia1", name="城关工业园"))
    send(office, "jia1z", MIDNIGHT - timedelta(days=1))
    below = {row.region.code: row.tally for row in rates(office, "jia").rows}
    assert below["jia1"] == Tally(expected=2, reported=1, punctual=1)


def test_the_deadline_is_kept_to_the_moment(office: Office) -> None:
    send(office, "jia1", MIDNIGHT - timedelta(microseconds=1))
    send(office, "jia2", MIDNIGHT)
    send(office, "yi1", MIDNIGHT + timedelta(days=3))
    assert rates(office).total.punctual == 1
    assert late(office) == [("jia2", 1), ("yi1", 4)]
    assert late(office, "jia") == [("jia2", 1)]


def test_a_correction_after_the_deadline_leaves_a_report_punctual(office: Office) -> None:
    send(office, "jia1", MIDNIGHT - timedelta(days=1))
    send(office, "jia1", MIDNIGHT + timedelta(days=30), {MONEY: 2})
    assert rates(office).total == Tally(4, 1, 1)
    assert late(office) == []


def test_a_report_taken_back_was_none(office: Office) -> None:
    number = send(office, "jia1", MIDNIGHT - timedelta(days=1))
    office.book.withdraw(number)
    assert rates(office).total == Tally(4, 0, 0)
    assert absent(office) == ["jiaz", "jia1", "jia2", "yi1"]


def test_a_row_of_blanks_is_no_report_and_a_zero_is_one(office: Office) -> None:
    send(office, "jia1", MIDNIGHT - timedelta(days=1), {MONEY: None, PROJECTS: None})
    send(office, "jia2", MIDNIGHT - timedelta(days=1), {MONEY: 0})
    assert absent(office) == ["jiaz", "jia1", "yi1"]


def test_the_list_of_the_absent_names_what_they_stand_under(office: Office) -> None:
    send(office, "jiaz", MIDNIGHT)
    found = absent_units(office.deployment, region=office.region("city"), quarter=SPRING)
    assert [(item.region.name, item.parent and item.parent.name) for item in found] == [
        ("城关镇", "甲县"),
        ("河西镇", "甲县"),
        ("城关镇", "乙县"),
    ]
    assert absent(office, "yi") == ["yi1"]


def test_who_does_not_exist_in_the_quarter_is_not_expected(office: Office) -> None:
    office.book.declare(declared("jia2", Level.TOWNSHIP, "jia", name="河西镇", valid_from=Q2))
    assert rates(office).total.expected == 3
    assert "jia2" not in absent(office)


def test_another_quarter_is_another_matter(office: Office) -> None:
    office.book.submit((Q2, "jia1", {MONEY: 1}))
    assert rates(office).total.reported == 0


def test_rates_and_lists_agree(office: Office) -> None:
    send(office, "jia1", MIDNIGHT)
    send(office, "yi1", MIDNIGHT - timedelta(days=2))
    total = rates(office).total
    assert total.expected - total.reported == len(absent(office))
    assert total.reported - total.punctual == len(late(office))


def test_when_a_report_last_came_from_a_region_or_below_it(office: Office) -> None:
    later = MIDNIGHT + timedelta(days=3)
    send(office, "jia1", MIDNIGHT)
    send(office, "yi1", later)
    of_county = latest_report(office.deployment, region=office.region("jia"), quarter=SPRING)
    of_city = latest_report(office.deployment, region=office.region("city"), quarter=SPRING)
    assert (of_county, of_city) == (MIDNIGHT, later)
    assert latest_report(office.deployment, region=office.region("jia2"), quarter=SPRING) is None


def test_the_quarters_a_region_reported_for(office: Office) -> None:
    send(office, "jia1", MIDNIGHT)
    quarters = [SPRING, SPRING + 1]
    (only,) = quarters_of(office.deployment, region=office.region("city"), quarters=quarters)
    assert (only.quarter, only.tally, only.latest) == (SPRING, Tally(4, 1, 0), MIDNIGHT)
