"""From a file to figures in force: checked against one state, committed whole, mended on the page, told what it changes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.intake.corpus.case import HEADER, TABLE
from tests.intake.place import EAST, GATE, MONEY, PING, SHI_GATE, WEST, build_place
from tests.intake.writers import Page, by_openpyxl, delimited
from tests.store.book import CATALOGUE, TARGETS, Book
from zones.domain.quarter import Quarter
from zones.domain.status import Status
from zones.services.changes import changes_of
from zones.services.deployment import Deployment
from zones.services.history import submitted_file
from zones.services.importing import (
    FiguresChangedError,
    Reading,
    Upload,
    check_report,
    import_checked,
    import_report,
)
from zones.services.inspection import annotated, corrected_template, inspection
from zones.services.places import find_region

if TYPE_CHECKING:
    from tests.conftest import Databases

QUARTER = Quarter(2025, 2)
MISTAKEN = [HEADER, ["无名镇", 860, 9], ["河西镇", -5, 6], ["城关镇", 1200.5, "待报"]]


@pytest.fixture
def book(databases: Databases) -> Iterator[Book]:
    opened = Book(databases.copy_of("place", build_place))
    yield opened
    opened.close()


@pytest.fixture
def place(book: Book) -> Deployment:
    return Deployment(book.engine, CATALOGUE)


def upload(place: Deployment, content: bytes, name: str = "report.csv", **more: object) -> Upload:
    return Upload(name, content, quarter=QUARTER, scope=find_region(place, PING), **more)


def test_another_region_meanwhile_does_no_harm(place: Deployment, book: Book) -> None:
    checked = check_report(place, upload(place, delimited(TABLE)))
    book.submit((QUARTER.ordinal - 1, GATE, {"roads_built": 5}), (QUARTER.ordinal, SHI_GATE, {MONEY: 7}))
    assert import_checked(place, checked, author="王").accepted


def test_the_same_figures_meanwhile_are_told(place: Deployment, book: Book) -> None:
    checked = check_report(place, upload(place, delimited(TABLE)))
    book.submit((QUARTER.ordinal, EAST, {MONEY: 7}))
    with pytest.raises(FiguresChangedError):
        import_checked(place, checked, author="王")
    assert book.value(EAST, period=QUARTER.ordinal) == 7
    again = check_report(place, checked.upload)
    assert import_checked(place, again, author="王").accepted
    assert book.value(EAST, period=QUARTER.ordinal) == 8_600_000


def test_the_same_file_meanwhile_is_told(place: Deployment) -> None:
    first, second = (check_report(place, upload(place, delimited(TABLE))) for _ in range(2))
    assert import_checked(place, first, author="王").accepted
    with pytest.raises(FiguresChangedError):
        import_checked(place, second, author="李")


def test_cells_said_anew_are_checked_and_kept_with_the_file_as_it_came(place: Deployment, book: Book) -> None:
    content = delimited(MISTAKEN, encoding="gb18030")
    refused = check_report(place, upload(place, content))
    assert {(item.code, item.cell) for item in refused.errors} == {
        ("unknown_region", (1, 0)),
        ("negative_value", (2, 1)),
        ("not_a_number", (3, 2)),
    }
    mends = (((1, 0), "河东镇"), ((2, 1), "430.25"), ((3, 2), "8"))
    mended = check_report(place, upload(place, content, mends=mends))
    assert mended.errors == []
    assert [item.code for item in mended.findings if item.code == "mended_cell"] == ["mended_cell"] * 3
    outcome = import_checked(place, mended, author="王")
    assert outcome.submission is not None
    assert submitted_file(place, outcome.submission) == ("report.csv", content)
    assert book.value(WEST, period=QUARTER.ordinal) == 4_302_500
    assert check_report(place, upload(place, content, mends=mends)).repeats == outcome.submission
    assert check_report(place, upload(place, content)).repeats is None


def test_a_mend_takes_a_workbooks_mark_away(place: Deployment) -> None:
    content = by_openpyxl(Page([HEADER, ["河东镇", "=1+1", 9], ["河西镇", 500.5, 6]]))
    mended = check_report(place, upload(place, content, "report.xlsx", mends=(((1, 1), "345"),)))
    assert mended.errors == []


def test_the_sender_may_know_better_how_a_file_is_read(place: Deployment) -> None:
    content = "地区;基础设施投入(万元)\r\n河东镇;345\r\n".encode("gb18030")
    told = check_report(place, upload(place, content, reading=Reading(encoding="gb18030", delimiter=";")))
    assert told.errors == []
    wrong = check_report(place, upload(place, content, reading=Reading(encoding="utf-8")))
    assert [item.code for item in wrong.errors] == ["unreadable_file"]
    sheets = by_openpyxl(Page([HEADER, ["河东镇", 1, 1]], name="旧表"), Page(TABLE))
    other = check_report(place, upload(place, sheets, "report.xlsx", reading=Reading(sheet="旧表")))
    assert other.draft is not None
    assert other.sheet is not None
    assert [region.code for region in other.draft.regions] == [EAST]
    assert (other.sheet.decision.sheet, other.sheet.decision.other_sheets) == ("旧表", ("报表",))
    none = check_report(place, upload(place, sheets, "report.xlsx", reading=Reading(sheet="新表")))
    assert ["旧表、报表" in item.message for item in none.errors] == [True]


def test_what_changes_tells_completion_and_light(place: Deployment, book: Book) -> None:
    book.submit((2025, EAST, {MONEY: 15_000_000}), ledger=TARGETS)
    book.submit((QUARTER.ordinal, EAST, {MONEY: 1_000_000}), (QUARTER.ordinal, WEST, {MONEY: 4_302_500}))
    changes = changes_of(place, check_report(place, upload(place, delimited(TABLE))))
    assert (changes.new, changes.changed, changes.same, changes.cut) == (4, 1, 1, False)
    changed = next(item for item in changes.listed if item.old is not None)
    assert (changed.region.code, changed.old, changed.new) == (EAST, 1_000_000, 8_600_000)
    assert (changed.old_status, changed.new_status) == (Status.FAR_BEHIND, Status.ON_SCHEDULE)
    assert changed.new_completion is not None
    assert changed.new_completion > (changed.old_completion or 1)
    few = changes_of(place, check_report(place, upload(place, delimited(TABLE))), most=2)
    assert (len(few.listed), few.cut) == (2, True)


def test_the_file_is_shown_with_what_was_found_in_its_cells(place: Deployment) -> None:
    seen = inspection(check_report(place, upload(place, delimited(MISTAKEN))))
    assert seen is not None
    assert (seen.lines, seen.columns, seen.cut) == ((1, 2, 3, 4), ("A", "B", "C"), False)
    assert seen.cells[1] == ("无名镇", "860", "9")
    assert {place: [item.code for item in found] for place, found in seen.found.items()} == {
        (1, 0): ["unknown_region"],
        (2, 1): ["negative_value"],
        (3, 2): ["not_a_number"],
    }
    assert seen.place(1, "B") == (1, 1)
    assert inspection(check_report(place, upload(place, b""))) is None


def test_the_annotated_file_says_it_in_the_cells(place: Deployment) -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotated(check_report(place, upload(place, delimited(MISTAKEN))), "zh")))
    sheet, listed = book.worksheets
    assert (sheet["A1"].value, sheet["A2"].value) == ("地区", "无名镇")
    assert sheet["B3"].comment is not None
    assert "为负数" in sheet["B3"].comment.text
    assert sheet["B3"].fill.fgColor.rgb == "FFF6C9D2"
    assert sheet["B2"].comment is None
    assert {row[3].value for row in listed.iter_rows(min_row=2)} >= {"第2行的地区“无名镇”不在名单中"}


def test_the_corrected_template_holds_what_was_understood_and_imports_again(place: Deployment) -> None:
    checked = check_report(place, upload(place, delimited(MISTAKEN)))
    content = corrected_template(place, checked, "zh")
    assert content is not None
    again = check_report(place, upload(place, content, "template.xlsx"))
    assert again.errors == []
    assert again.draft is not None
    assert checked.draft is not None
    assert {region.code for region in again.draft.regions} == {region.code for region in checked.draft.regions}
    assert corrected_template(place, check_report(place, upload(place, b"")), "zh") is None


def test_in_one_go(place: Deployment) -> None:
    outcome = import_report(place, upload(place, delimited(TABLE)), author="王")
    assert outcome.accepted
    assert import_report(place, upload(place, delimited(TABLE)), author="王").submission == outcome.submission
