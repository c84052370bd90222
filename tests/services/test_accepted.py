"""Warnings that were accepted: kept in both languages, found again by region and quarter, with who and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from tests.store.book import MONEY, Q1, Q2, new_submission
from zones.domain.finding import Finding, Severity
from zones.domain.quarter import Quarter
from zones.services.accepted import AcceptedWarning, accepted_warnings, findings_kept, kept_findings
from zones.services.importing import Upload, import_report
from zones.store.submission_reads import submissions

if TYPE_CHECKING:
    from tests.services.conftest import Office


def finding(
    code: str = "cumulative_fell", severity: Severity = Severity.WARNING, region: str | None = "jia1"
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message="低于上季度",
        message_en="below last quarter",
        suggestion="请说明",
        suggestion_en="say why",
        row=3,
        column="投入(万元)",
        value='"severity":"warning"',
        region=region,
        indicator=MONEY,
        needs_reason=True,
    )


def warned(office: Office, code: str = "city", quarter: int = 1) -> list[AcceptedWarning]:
    return accepted_warnings(office.deployment, region=office.region(code), quarter=Quarter(2006, quarter))


def submit(office: Office, *codes: str, findings: list[Finding], period: int = Q1) -> int:
    kept = new_submission(findings=kept_findings(findings), author="张", reason="核减")
    return office.book.submit(*((period, code, {MONEY: 1}) for code in codes), submission=kept)


def test_findings_come_back_as_they_were_kept() -> None:
    findings = [finding(), finding("region_missing", Severity.NOTE, None)]
    assert findings_kept(kept_findings(findings)) == findings


def test_what_was_kept_in_one_language_is_said_in_it() -> None:
    old = [{name: value for name, value in item.items() if not name.endswith("_en") and name != "needs_reason"}
           for item in orjson.loads(kept_findings([finding()]))]  # fmt: skip
    read = findings_kept(orjson.dumps(old).decode())[0]
    assert (read.wording("zh"), read.wording("en"), read.needs_reason) == ("低于上季度", "低于上季度", False)


def test_warnings_with_who_accepted_them_and_why(office: Office) -> None:
    number = submit(office, "jia1", findings=[finding(), finding("value_jump", Severity.NOTE)])
    found = warned(office)
    assert [(item.finding.code, item.region and item.region.code) for item in found] == [("cumulative_fell", "jia1")]
    assert (found[0].submission.id, found[0].submission.author, found[0].submission.reason) == (number, "张", "核减")
    assert found[0].finding.wording("en") == "below last quarter"


def test_only_the_regions_asked_for_and_what_is_said_of_the_file(office: Office) -> None:
    submit(office, "jia1", "yi1", findings=[finding(), finding("unknown_column", region=None), finding(region="yi1")])
    assert [(item.finding.code, item.finding.region) for item in warned(office, "yi")] == [
        ("unknown_column", None),
        ("cumulative_fell", "yi1"),
    ]
    assert warned(office, "jia2") == []


def test_another_quarter_and_a_submission_taken_back_do_not_count(office: Office) -> None:
    submit(office, "jia1", findings=[finding()], period=Q2)
    taken_back = submit(office, "jia1", findings=[finding()])
    office.book.withdraw(taken_back)
    assert warned(office) == []
    assert len(warned(office, quarter=2)) == 1


def test_a_submission_without_warnings_is_not_even_read(office: Office) -> None:
    submit(office, "jia1", findings=[finding(severity=Severity.NOTE)])
    assert warned(office) == []


@pytest.mark.parametrize(
    "content",
    [
        "代码,基础设施投入(万元)\nyi1,5\njia1,约500\n",
        "代码,指标,数值\nyi1,落地项目,3\nyi1,基础设施投入,5\njia1,落地项目,4\njia1,基础设施投入,约500\n",
    ],
)
def test_a_finding_about_a_cell_is_about_the_region_whose_figure_stands_there(office: Office, content: str) -> None:
    upload = Upload("春.csv", content.encode(), quarter=Quarter(2006, 1), scope=office.region("city"))
    assert import_report(office.deployment, upload, author="张", confirmed=True, reason="估计数").accepted
    assert [item.region and item.region.code for item in warned(office)] == ["jia1"]
    assert warned(office, "yi") == []


def test_an_import_keeps_what_it_was_accepted_with(office: Office) -> None:
    content = "代码,基础设施投入(万元)\njia1,约500\n".encode()
    upload = Upload("春.csv", content, quarter=Quarter(2006, 1), scope=office.region("city"))
    outcome = import_report(office.deployment, upload, author="张", confirmed=True, reason="估计数")
    assert outcome.accepted
    found = warned(office)
    assert [item.finding.code for item in found] == ["approximate_value"]
    assert "approximate" in found[0].finding.wording("en")
    with office.deployment.reading() as connection:
        assert found[0].submission == submissions(connection)[0]
