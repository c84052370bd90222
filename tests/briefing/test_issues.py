"""Issued means frozen: numbered, the same bytes for ever, and honest about what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.briefing.extracts import of_docx
from tests.services.conftest import Office, build_office
from tests.store.book import CATALOGUE, MONEY, Q2, TARGETS, Book, new_submission
from zones.domain.briefing import Choice
from zones.domain.correction import Differences
from zones.domain.errors import UnknownNameError
from zones.domain.past_half import Verdict
from zones.domain.quarter import Quarter
from zones.domain.status import Status
from zones.services.briefing_changes import differences
from zones.services.briefing_documents import Format, Templates, correction
from zones.services.briefing_issues import Issued, Order, issue, issues, reopen
from zones.services.briefing_json import differences_json
from zones.services.briefing_layouts import Masthead
from zones.services.deployment import Deployment
from zones.services.sample import Step

if TYPE_CHECKING:
    from tests.conftest import Databases

DAY = date(2006, 7, 15)
WAN = 10_000
# The submission that all figures of the fixture come from; the first one is that of the targets.
_REPORT = 2
FORMATS = (Format.DOCX, Format.MARKDOWN)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """A small city with half a year's reports, on both kinds of database."""
    book = Book(databases.copy_of("office", build_office))
    book.submit(
        (2006, "jia1", {MONEY: 100 * WAN}), (2006, "jia2", {MONEY: 100 * WAN}), (2006, "yi1", {MONEY: 100 * WAN}),
        ledger=TARGETS,
    )  # fmt: skip
    book.submit((Q2, "jia1", {MONEY: 60 * WAN}), (Q2, "jia2", {MONEY: 50 * WAN}), (Q2, "yi1", {MONEY: 52 * WAN}))
    yield Office(Deployment(book.engine, CATALOGUE), book)
    book.close()


def issued(office: Office, templates: Templates, code: str = "city", **changes: Any) -> Issued:
    order = Order(**{"templates": templates, "author": "文秘", "issued": DAY, "formats": FORMATS, **changes})
    return issue(office.deployment, Choice(code, Quarter(2006, 2)), order)


def test_issues_are_numbered_within_their_series_and_year(office: Office, templates: Templates) -> None:
    first = issued(office, templates)
    second = issued(office, templates, "jia")
    other = issued(office, templates, "yi", masthead=Masthead(name="专报"))
    later = issued(office, templates, "jia1", issued=date(2007, 1, 5))
    assert [(item.record.year, item.record.number) for item in (first, second, other, later)] == [
        (2006, 1), (2006, 2), (2006, 1), (2007, 1),
    ]  # fmt: skip
    assert [record.code for record in issues(office.deployment)] == [
        item.record.code for item in (later, other, second, first)
    ]


def test_the_number_is_printed_in_both_languages(office: Office, templates: Templates) -> None:
    issued(office, templates)
    code = issued(office, templates, "jia").record.code
    for language, words in (("zh", "第2期"), ("en", "No. 2")):
        document = reopen(office.deployment, code, language=language, wanted=Format.DOCX)
        assert words in of_docx(document.content).paragraphs


def test_reopening_gives_the_same_bytes_whatever_happened_since(office: Office, templates: Templates) -> None:
    code = issued(office, templates).record.code
    before = [reopen(office.deployment, code, language="zh", wanted=wanted) for wanted in FORMATS]
    office.book.submit((Q2, "jia1", {MONEY: 10 * WAN}))
    issued(office, templates)
    after = [reopen(office.deployment, code, language="zh", wanted=wanted) for wanted in FORMATS]
    assert [item.content for item in after] == [item.content for item in before]
    assert before[0].name == "清江市2006Q2通报.docx"


def test_the_same_figures_are_issued_once(office: Office, templates: Templates) -> None:
    first = issued(office, templates)
    again = issued(office, templates)
    assert (first.again, again.again) == (False, True)
    assert again.record == first.record
    assert len(issues(office.deployment)) == 1


def test_progress_is_told_step_by_step(office: Office, templates: Templates) -> None:
    told: list[Step] = []
    order = Order(templates, "文秘", DAY, formats=FORMATS)
    issue(office.deployment, Choice("city", Quarter(2006, 2)), order, tell=told.append)
    assert len(told) == 1 + 2 * len(FORMATS)


def test_a_number_taken_meanwhile_is_not_given_twice(office: Office, templates: Templates) -> None:
    """Another writer issues while ours is being printed: ours is printed anew with the next number."""
    others = iter(["jia"])

    def meanwhile(_step: Step) -> None:
        for code in others:
            issued(office, templates, code)

    order = Order(templates, "文秘", DAY, formats=FORMATS)
    ours = issue(office.deployment, Choice("city", Quarter(2006, 2)), order, tell=meanwhile)
    assert ours.record.number == 2
    word = reopen(office.deployment, ours.record.code, language="zh", wanted=Format.DOCX)
    assert "第2期" in of_docx(word.content).paragraphs


def test_what_was_never_issued_is_named(office: Office, templates: Templates) -> None:
    code = issued(office, templates).record.code
    with pytest.raises(UnknownNameError, match="nothing") as refused:
        reopen(office.deployment, "nothing", language="zh", wanted=Format.DOCX)
    assert code in refused.value.suggestions
    with pytest.raises(UnknownNameError, match="pptx"):
        reopen(office.deployment, code, language="zh", wanted=Format.PPTX)


# --- what changed since ------------------------------------------------------------------------------------


def test_nothing_changed_when_nothing_was_sent(office: Office, templates: Templates) -> None:
    found = differences(office.deployment, issued(office, templates).record.code)
    assert not found.anything
    assert found.code == found.issued_code


def changed(office: Office, templates: Templates) -> Differences:
    """甲县 falls behind 乙县 because the figure of one of its towns is corrected."""
    code = issued(office, templates).record.code
    office.book.submit(
        (Q2, "jia1", {MONEY: 30 * WAN}), submission=new_submission(author="审核员", reason="重复统计,核减")
    )
    return differences(office.deployment, code)


def test_old_new_reason_and_effect_are_told(office: Office, templates: Templates) -> None:
    found = changed(office, templates)
    by_region = {change.region.key.partition(":")[2]: change for change in found.figures}
    assert set(by_region) == {"city", "jia", "jia1"}
    county = by_region["jia"]
    assert (county.old.value, county.new.value) == (110 * WAN, 80 * WAN)
    assert (county.old.completion, county.new.completion) == (Fraction(11, 20), Fraction(2, 5))
    assert (county.old.status, county.new.status) == (Status.ON_SCHEDULE, Status.BEHIND)
    assert (county.old.rank, county.new.rank) == (1, 2)
    assert [(cause.author, cause.reason) for cause in county.causes] == [("审核员", "重复统计,核减")]
    assert by_region["city"].own
    assert [(move.region.name, move.old, move.new) for move in found.moves if move.region.name == "乙县"] == [
        ("乙县", 2, 1)
    ]


def test_the_city_past_half_stays_past_half_or_not_as_its_own_figure_says(office: Office, templates: Templates) -> None:
    verdicts = {item.region.name: (item.old, item.new) for item in changed(office, templates).verdicts}
    # 162 of 300 was past half; 132 of 300 is not.
    assert verdicts == {
        "清江市": (Verdict.ALL_MET, Verdict.NONE_MET),
        "甲县": (Verdict.ALL_MET, Verdict.NONE_MET),
    }


def test_a_withdrawal_is_a_cause_as_well(office: Office, templates: Templates) -> None:
    number = office.book.submit((Q2, "jiaz", {MONEY: 5 * WAN}))
    code = issued(office, templates).record.code
    office.book.withdraw(number)
    found = differences(office.deployment, code)
    assert {cause.submission for change in found.figures for cause in change.causes} == {number}
    assert all(cause.withdrawal for change in found.figures for cause in change.causes)


def test_a_changed_target_is_told_with_its_own_cause(office: Office, templates: Templates) -> None:
    code = issued(office, templates).record.code
    office.book.submit((2006, "yi1", {MONEY: 200 * WAN}), ledger=TARGETS, submission=new_submission(reason="目标调整"))
    found = differences(office.deployment, code)
    county = next(change for change in found.figures if change.region.name == "乙县")
    assert county.target_changed
    assert not county.value_changed
    assert [cause.reason for cause in county.causes] == ["目标调整"]


def test_other_quarters_and_other_regions_are_no_cause(office: Office, templates: Templates) -> None:
    code = issued(office, templates, "yi").record.code
    office.book.submit((Q2, "jia1", {MONEY: 1 * WAN}), (Q2 + 1, "yi1", {MONEY: 99 * WAN}))
    found = differences(office.deployment, code)
    assert found.figures == ()


def test_when_everything_is_withdrawn_the_issue_still_answers(office: Office, templates: Templates) -> None:
    code = issued(office, templates, "yi").record.code
    office.book.withdraw(_REPORT)
    found = differences(office.deployment, code)
    assert found.code == ""
    assert all(change.new.value is None for change in found.figures)
    assert found.figures


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            ["由162.0万元更正为132.0万元", "完成率由54.0%变为44.0%", "状态由“达序时”变为“欠序时”", "重复统计,核减"],
        ),
        (
            "en",
            ["1.6 million yuan is corrected to 1.3 million yuan", "completion goes from 54.0% to 44.0%", "重复统计"],
        ),
    ],
)
def test_the_note_of_correction_says_it(office: Office, templates: Templates, language: str, words: list[str]) -> None:
    found = changed(office, templates)
    imprint = templates.form.imprint(office.region("city"), language=language, issued=DAY)
    note = correction(found, templates=templates, language=language, imprint=imprint, wanted=Format.DOCX)
    text = "\n".join(of_docx(note.content).paragraphs)
    assert [word for word in words if word not in text] == []
    rows = of_docx(note.content).tables[0]
    assert next(row for row in rows if row[0] == "甲县")[3:5] == ["110.0", "80.0"]
    text_note = correction(found, templates=templates, language=language, imprint=imprint, wanted=Format.TEXT)
    assert found.issued_code in text_note.content.decode()
    with pytest.raises(UnknownNameError):
        correction(found, templates=templates, language=language, imprint=imprint, wanted=Format.PACK)


def test_differences_as_json_are_in_declared_units(office: Office, templates: Templates) -> None:
    document = differences_json(changed(office, templates))
    county = next(item for item in document["figures"] if item["region"] == "local:jia")
    assert (county["unit"], county["old"]["value"], county["new"]["value"]) == ("万元", 110, 80)
    assert county["causes"][0]["reason"] == "重复统计,核减"
