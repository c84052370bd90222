"""Where a figure comes from: the formula in words, the file and row, what it was before, what was accepted with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, Q1, TARGETS, new_submission
from zones.domain.finding import Finding, Severity
from zones.domain.quarter import Quarter
from zones.domain.rollup import Coverage, Origin
from zones.domain.wording import ABSENT
from zones.services.accepted import kept_findings
from zones.services.provenance import Provenance, provenance, target_provenance

if TYPE_CHECKING:
    from tests.services.conftest import Office

WAN = 10_000


def origin_of(office: Office, code: str, indicator: str = MONEY) -> Provenance:
    return provenance(
        office.deployment,
        region=office.region(code),
        quarter=Quarter(2006, 1),
        indicator=office.deployment.catalogue.indicators[indicator],
    )


def warning(region: str | None, indicator: str | None = MONEY) -> Finding:
    return Finding("value_jump", Severity.WARNING, "差距过大", "out of line", region=region, indicator=indicator)


def test_an_own_report_with_its_file_row_and_author(office: Office) -> None:
    first = office.book.submit((Q1, "jia1", {MONEY: 4 * WAN}))
    sent = new_submission(file_name="更正.csv", author="张", reason="更正")
    second = office.book.submit((Q1, "jia2", {MONEY: WAN}), (Q1, "jia1", {MONEY: 5 * WAN}), submission=sent)
    found = origin_of(office, "jia1")
    assert (found.figure.value, found.figure.origin, found.coverage) == (5 * WAN, Origin.REPORTED, Coverage(1, 1))
    assert found.in_force is not None
    assert (found.in_force.submission.id, found.in_force.line) == (second, 3)
    assert [(item.value, item.submission.id) for item in found.earlier] == [(4 * WAN, first)]
    assert found.formula("zh") == "本级上报 5.0万元"
    assert found.source("zh").startswith("更正.csv 第3行,张,")
    assert found.source("en").startswith("更正.csv, row 3, 张, ")


def test_a_sum_names_each_part_and_who_is_missing(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 3 * WAN}), (Q1, "jiaz", {MONEY: 2 * WAN}))
    found = origin_of(office, "jia")
    assert [(part.region.code, part.value) for part in found.parts] == [
        ("jiaz", 2 * WAN),
        ("jia1", 3 * WAN),
        ("jia2", None),
    ]
    assert sum(part.value or 0 for part in found.parts) == found.figure.value == 5 * WAN
    assert found.formula("zh") == "下级汇总 5.0万元 = 甲县工业园 2.0 + 城关镇 3.0;未报:河西镇"
    assert found.formula("en").startswith(
        "Sum of the children: 5.0 (10,000 yuan) = 甲县工业园 2.0 + 城关镇 3.0; no figure"
    )
    assert (found.coverage, found.in_force, found.source("zh")) == (Coverage(3, 2), None, ABSENT)


def test_a_large_sum_is_said_in_the_unit_of_its_parts(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 30_000 * WAN}), (Q1, "jia2", {MONEY: 20_000 * WAN}))
    assert (
        origin_of(office, "jia").formula("zh")
        == "下级汇总 50,000.0万元 = 城关镇 30,000.0 + 河西镇 20,000.0;未报:甲县工业园"
    )


def test_an_own_report_beside_a_sum_says_by_how_much_they_differ(office: Office) -> None:
    office.book.submit((Q1, "jia", {MONEY: 9 * WAN}), (Q1, "jia1", {MONEY: 10 * WAN}))
    found = origin_of(office, "jia")
    assert found.formula("zh") == "本级上报 9.0万元,下级合计 10.0,相差 -1.0"
    assert "a difference of -1.0" in found.formula("en")
    office.book.submit((Q1, "jia", {MONEY: 10 * WAN}))
    assert origin_of(office, "jia").formula("zh") == "本级上报 10.0万元"


def test_nothing_is_said_of_what_is_not_there(office: Office) -> None:
    found = origin_of(office, "yi")
    assert (found.figure.value, found.values, [part.value for part in found.parts]) == (None, (), [None])
    assert (found.formula("zh"), found.formula("en")) == ("没有上报,也没有下级数据", "Neither reported nor summed up")


def test_the_warnings_of_an_own_report_are_those_about_it(office: Office) -> None:
    listed = [warning("jia1"), warning("jia2"), warning("jia1", PROJECTS), warning(None, None)]
    sent = new_submission(findings=kept_findings(listed), reason="已核实")
    office.book.submit((Q1, "jia1", {MONEY: 1}), (Q1, "jia2", {MONEY: 1}), submission=sent)
    found = origin_of(office, "jia1").warnings
    assert [(item.finding.region, item.finding.indicator) for item in found] == [("jia1", MONEY), (None, None)]
    assert {item.submission.reason for item in found} == {"已核实"}


def test_the_warnings_of_a_corrected_value_go_with_it(office: Office) -> None:
    sent = new_submission(findings=kept_findings([warning("jia1")]))
    office.book.submit((Q1, "jia1", {MONEY: 1}), submission=sent)
    office.book.submit((Q1, "jia1", {MONEY: 2}))
    assert origin_of(office, "jia1").warnings == ()


def test_a_sum_carries_the_warnings_of_its_parts(office: Office) -> None:
    sent = new_submission(findings=kept_findings([warning("jia1"), warning("jia2", PROJECTS)]))
    office.book.submit((Q1, "jia1", {MONEY: 1}), (Q1, "jia2", {MONEY: 1}), submission=sent)
    found = origin_of(office, "jia").warnings
    assert [(item.finding.region, item.finding.indicator) for item in found] == [("jia1", MONEY)]


def test_a_target_has_a_provenance_too(office: Office) -> None:
    number = office.book.submit((2006, "jia1", {MONEY: 7 * WAN}), (2006, "jia2", {MONEY: WAN}), ledger=TARGETS)
    money = office.deployment.catalogue.indicators[MONEY]
    own = target_provenance(office.deployment, region=office.region("jia1"), year=2006, indicator=money)
    assert (own.figure.value, own.in_force and own.in_force.submission.id) == (7 * WAN, number)
    above = target_provenance(office.deployment, region=office.region("jia"), year=2006, indicator=money)
    assert above.formula("zh") == "下级汇总 8.0万元 = 城关镇 7.0 + 河西镇 1.0;未报:甲县工业园"
