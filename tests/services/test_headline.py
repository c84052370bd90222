"""The sentence a page opens with: it says what the rows say and leaves out what there is nothing to say of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, Q1, TARGETS
from zones.domain.quarter import Quarter
from zones.services.headline import headline
from zones.services.progress import progress

if TYPE_CHECKING:
    from tests.services.conftest import Office

SPRING = Quarter(2006, 1)


def said(office: Office, code: str = "jia", language: str = "zh") -> str:
    view = progress(office.deployment, region=office.region(code), quarter=SPRING, children=True)
    return headline(view, language)


def fill(office: Office) -> None:
    office.book.submit(
        (2006, "jia1", {MONEY: 1000, PROJECTS: 100}), (2006, "jia2", {MONEY: 1000, PROJECTS: 100}), ledger=TARGETS
    )
    office.book.submit((Q1, "jia1", {MONEY: 345, PROJECTS: 20}), (Q1, "jia2", {MONEY: 250, PROJECTS: 2}))


def test_it_counts_lights_and_names_the_extremes_and_who_is_behind(office: Office) -> None:
    fill(office)
    assert said(office) == (
        "2006年1—3月,甲县2项有目标的指标中,1项达序时或已完成、1项严重欠序时;"
        f"超序时最多的是{office.deployment.catalogue.indicators[MONEY].name}(4.8个百分点);"
        f"欠序时最多的是{office.deployment.catalogue.indicators[PROJECTS].name}(14.0个百分点);"
        "下级中城关镇、河西镇落后指标最多(1项);应报3个单位,已报2个。"
    )


def test_in_english_too(office: Office) -> None:
    fill(office)
    assert "of 2 targeted indicators 1 are on schedule or done, 1 far behind" in said(office, language="en")
    assert "2 of 3 expected units have reported" in said(office, language="en")


def test_without_targets_only_what_is_known_is_said(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 345}))
    assert said(office) == "2006年1—3月,甲县没有可对照的年度目标;应报3个单位,已报1个。"


def test_where_all_are_on_schedule_nobody_is_named(office: Office) -> None:
    office.book.submit((2006, "jia1", {MONEY: 1000}), ledger=TARGETS)
    office.book.submit((Q1, "jia1", {MONEY: 250}))
    assert "下级没有落后指标" in said(office)
    assert "超序时" not in said(office)
