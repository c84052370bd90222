"""Notes are pinned, read back in order, struck out once, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.book import MONEY, PROJECTS
from zones.domain.errors import UnknownNameError
from zones.domain.quarter import Quarter
from zones.services.annotations import (
    LONGEST,
    Annotation,
    UnusableNoteError,
    annotate,
    annotations_of,
    strike_annotation,
)
from zones.store.annotations import AlreadyStruckError

if TYPE_CHECKING:
    from tests.services.conftest import Office

FIRST, SECOND = Quarter(2006, 1), Quarter(2006, 2)


def pin(office: Office, text: str, *, code: str = "jia1", quarter: Quarter = FIRST, indicator: str = "") -> Annotation:
    chosen = office.deployment.catalogue.indicators[indicator] if indicator else None
    return annotate(
        office.deployment, region=office.region(code), quarter=quarter, text=text, author="李", indicator=chosen
    )


def read(office: Office, *codes: str, last: Quarter = SECOND, **how: object) -> list[str]:
    regions = [office.region(code) for code in codes]
    found = annotations_of(office.deployment, regions=regions, first=FIRST, last=last, **how)
    return [item.record.text for item in found]


def test_notes_come_back_by_quarter_for_the_regions_asked_for(office: Office) -> None:
    pin(office, "二季度", quarter=SECOND)
    pin(office, "一季度")
    pin(office, "乙县", code="yi")
    pin(office, "以后", quarter=Quarter(2007, 1))
    assert read(office, "jia1") == ["一季度", "二季度"]
    assert read(office, "jia1", last=FIRST) == ["一季度"]
    assert read(office, "yi", "jia1") == ["一季度", "乙县", "二季度"]
    assert read(office, "jia2") == []


def test_a_note_of_all_indicators_stands_beside_those_of_one(office: Office) -> None:
    pin(office, "投入", indicator=MONEY)
    pin(office, "项目", indicator=PROJECTS)
    pin(office, "全部")
    money = office.deployment.catalogue.indicators[MONEY]
    assert read(office, "jia1", indicators=[money]) == ["投入", "全部"]
    found = annotations_of(office.deployment, regions=[office.region("jia1")], first=FIRST, last=FIRST)
    assert [item.indicator and item.indicator.code for item in found] == [MONEY, PROJECTS, None]
    assert {(item.region.code, item.quarter, item.record.author) for item in found} == {("jia1", FIRST, "李")}


def test_a_struck_note_is_hidden_and_kept(office: Office) -> None:
    note = pin(office, "写错了")
    assert note.record.stands
    strike_annotation(office.deployment, annotation=note.record.id, author="王")
    assert read(office, "jia1") == []
    kept = annotations_of(office.deployment, regions=[office.region("jia1")], first=FIRST, last=FIRST, struck=True)[
        0
    ].record
    assert (kept.text, kept.stands, kept.struck_by) == ("写错了", False, "王")
    assert kept.struck_at is not None
    assert kept.struck_at >= kept.created_at
    with pytest.raises(AlreadyStruckError):
        strike_annotation(office.deployment, annotation=note.record.id, author="王")


def test_an_unknown_note_is_named(office: Office) -> None:
    with pytest.raises(UnknownNameError) as caught:
        strike_annotation(office.deployment, annotation=404, author="王")
    assert "404" in caught.value.zh


@pytest.mark.parametrize("text", ["", "  \n ", "长" * (LONGEST + 1)])
def test_a_note_says_something_and_not_too_much(office: Office, text: str) -> None:
    with pytest.raises(UnusableNoteError):
        pin(office, text)
    assert read(office, "jia1") == []


def test_what_is_typed_is_kept_as_typed(office: Office) -> None:
    text = "<b>'; DROP TABLE annotation; --\n换行"
    pin(office, f"  {text} ")
    assert read(office, "jia1") == [text]


def test_notes_are_changes_that_remembered_answers_are_told_of(office: Office) -> None:
    before = office.deployment.version()
    note = pin(office, "一")
    strike_annotation(office.deployment, annotation=note.record.id, author="王")
    assert office.deployment.version() == before + 2
