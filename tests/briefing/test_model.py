"""The briefing model: computed once, of one state of the database, and only of what was known in its quarter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from tests.services.conftest import Office, build_office
from tests.store.book import CATALOGUE, FIRMS, MONEY, PROJECTS, Q1, Q2, TARGETS, Book, new_submission
from zones.domain.briefing import Briefing, Choice, GrowthBase, Length
from zones.domain.errors import UnknownNameError
from zones.domain.past_half import GoalState, Verdict
from zones.domain.quarter import Quarter
from zones.domain.rollup import Coverage
from zones.services import briefing as briefing_module
from zones.services.briefing import FiguresMovingError, NothingReportedError, briefing
from zones.services.briefing_json import canonical, choice_from, choice_json
from zones.services.deployment import Deployment

if TYPE_CHECKING:
    from tests.briefing.conftest import Compute
    from tests.conftest import Databases

FIRST, SECOND = Quarter(2006, 1), Quarter(2006, 2)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """A small city, without reports, on both kinds of database."""
    book = Book(databases.copy_of("office", build_office))
    yield Office(Deployment(book.engine, CATALOGUE), book)
    book.close()


def computed_for(office: Office, code: str = "city", quarter: Quarter = FIRST, **choices: Any) -> Briefing:
    return briefing(office.deployment, Choice(code, quarter, **choices))


def test_a_region_without_any_report_has_no_briefing(office: Office) -> None:
    office.book.submit((Q1, "yi1", {MONEY: 5}))
    with pytest.raises(NothingReportedError) as refused:
        computed_for(office, "jia")
    assert "甲县" in refused.value.zh
    assert "2006Q1" in refused.value.en


def test_the_same_figures_have_the_same_code_and_others_another(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    first = computed_for(office)
    assert computed_for(office).code == first.code
    assert computed_for(office, ranks=False).code != first.code
    office.book.submit((Q1, "jia1", {MONEY: 6}))
    assert computed_for(office).code != first.code


def test_later_quarters_change_nothing_in_an_earlier_briefing(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    office.book.submit((2006, "jia1", {MONEY: 10}), ledger=TARGETS)
    before = computed_for(office)
    office.book.submit((Q2, "jia1", {MONEY: 9}))
    assert canonical(computed_for(office)) == canonical(before)
    assert before.half_year.as_of == FIRST
    assert not before.half_year.final
    after = computed_for(office, quarter=SECOND)
    assert after.half_year.own.verdict is Verdict.ALL_MET
    assert after.half_year.final


def test_a_report_that_comes_in_meanwhile_is_in_all_of_it_or_in_none(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    once = iter([True])
    computed = briefing_module._reporting

    def disturbed(*arguments: Any) -> Any:
        if next(once, False):
            office.book.submit((Q1, "jia2", {MONEY: 7}))
        return computed(*arguments)

    monkeypatch.setattr(briefing_module, "_reporting", disturbed)
    model = computed_for(office)
    row = next(row for row in model.rows if row.indicator.code == MONEY)
    assert row.value == 12
    assert [region.name for region in model.reporting.silent] == ["甲县工业园", "城关镇"]


def test_when_reports_never_stop_it_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    computed = briefing_module._reporting

    def disturbed(*arguments: Any) -> Any:
        office.book.submit((Q1, "jia2", {MONEY: 7}))
        return computed(*arguments)

    monkeypatch.setattr(briefing_module, "_reporting", disturbed)
    with pytest.raises(FiguresMovingError):
        computed_for(office)


def test_who_is_silent_and_who_has_not_begun(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5, PROJECTS: 0}), (Q1, "yi1", {MONEY: 0}))
    office.book.submit((2006, "jia1", {PROJECTS: 3}), (2006, "yi1", {FIRMS: 3}), ledger=TARGETS)
    reporting = computed_for(office).reporting
    assert (reporting.expected, reporting.reported) == (4, 2)
    assert [region.code for region in reporting.silent] == ["jiaz", "jia2"]
    # 乙县's zero has no target of its own to be held against.
    assert [(idle.indicator.code, [region.code for region in idle.regions]) for idle in reporting.idle] == [
        (PROJECTS, ["jia1"])
    ]


def test_why_there_is_no_growth(office: Office) -> None:
    def base() -> GrowthBase:
        model = computed_for(office)
        return model.trend(CATALOGUE.indicators[MONEY]).growth_base()

    office.book.submit((Q1, "jia1", {PROJECTS: 1}))
    assert base() is GrowthBase.NO_FIGURE
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    assert base() is GrowthBase.FIRST_TIME
    office.book.submit((Q1 - 2, "jia1", {MONEY: 4}))
    assert base() is GrowthBase.MISSING
    office.book.submit((Q1 - 4, "jia1", {MONEY: 0}))
    assert base() is GrowthBase.ZERO
    office.book.submit((Q1 - 4, "jia1", {MONEY: 4}))
    assert base() is GrowthBase.KNOWN


def test_only_the_chosen_indicators_are_told(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5, PROJECTS: 1, FIRMS: 2}))
    model = computed_for(office, indicators=("落地项目", MONEY))
    assert [row.indicator.code for row in model.rows] == [MONEY, PROJECTS]
    assert model.choice.indicators == (MONEY, PROJECTS)
    with pytest.raises(UnknownNameError):
        computed_for(office, indicators=("nothing",))


def test_without_ranks_no_rank_is_in_the_model(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "yi1", {MONEY: 5}))
    office.book.submit((2006, "jia1", {MONEY: 10}), (2006, "yi1", {MONEY: 20}), ledger=TARGETS)
    ranked, plain = computed_for(office), computed_for(office, ranks=False)
    assert [row.rank for row in ranked.child_rows(CATALOGUE.indicators[MONEY])] == [1, 2]
    assert all(row.rank is None for rows in (plain.rows, *plain.children, *plain.units) for row in rows)
    assert plain.rankings == ()
    assert ranked.rankings


def test_a_group_is_summed_over_its_members(computed: Compute) -> None:
    model = computed("990100", "2026Q2", groups=("市级重点集中区",))
    group = model.groups[0]
    assert len(group.members) == 33
    for total in group.totals:
        rows = [row for rows in group.members for row in rows if row.indicator == total.indicator]
        values = [row.value for row in rows if row.value is not None]
        assert total.value == (sum(values) if values else None)
        assert total.coverage == Coverage(expected=33, reported=len(values))


def test_an_unknown_group_is_named(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    with pytest.raises(UnknownNameError, match="nobody"):
        computed_for(office, groups=("nobody",))


def test_what_the_half_year_asks_of_every_month_left(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 20}))
    office.book.submit((2006, "jia1", {MONEY: 100}), ledger=TARGETS)
    half = computed_for(office).half_year
    goal = next(item for item in half.own.standings if item.goal.numerator == MONEY)
    assert (goal.state, half.months_left, half.needed_per_month(goal)) == (GoalState.MISSED, 3, Fraction(30, 3))


def test_notes_and_reasons_are_those_of_the_quarters_own_reports(office: Office) -> None:
    office.book.submit((Q1 - 4, "jia1", {MONEY: 4}), submission=new_submission(note="旧"))
    office.book.submit((Q1, "jia1", {MONEY: 5}), submission=new_submission(note="新", note_en="new", reason="因"))
    sources = computed_for(office).sources
    assert [(source.remark("zh"), source.remark("en"), source.reason) for source in sources] == [
        ("", "", ""),
        ("新", "new", "因"),
    ]


def test_accepted_warnings_are_told_in_both_languages_where_their_region_is(office: Office) -> None:
    """What was recorded before there were two languages is told in the one it has."""
    less = warning("比上季度少", "Below the quarter before", region="jia1")
    old = warning("旧", None, region=None)
    submission = new_submission(reason="因", findings=orjson.dumps([less, old]).decode())
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "yi1", {MONEY: 5}), submission=submission)
    source = computed_for(office).sources[-1]
    assert source.accepted("zh") == ("比上季度少", "旧")
    assert source.accepted("en") == ("Below the quarter before", "旧")
    assert computed_for(office, "yi").sources[-1].accepted("zh") == ("旧",)


def test_a_reason_is_told_only_with_what_it_is_for(office: Office) -> None:
    elsewhere = orjson.dumps([warning("比上季度少", "Below", region="jia1")]).decode()
    submission = new_submission(reason="因", findings=elsewhere)
    office.book.submit((Q1, "jia1", {MONEY: 5}), (Q1, "yi1", {MONEY: 5}), submission=submission)
    assert [computed_for(office, code).sources[-1].reason for code in ("city", "jia", "yi")] == ["因", "因", ""]


def warning(zh: str, en: str | None, *, region: str | None) -> dict[str, object]:
    """A finding as a submission keeps it."""
    absent = dict.fromkeys(("row", "column", "value", "indicator"))
    english = {} if en is None else {"message_en": en}
    return {
        "code": "cumulative_fell", "severity": "warning", "message": zh, "suggestion": "", "region": region,
        **english, **absent,
    }  # fmt: skip


def test_a_withdrawn_report_is_no_source(office: Office) -> None:
    office.book.submit((Q1, "jia1", {MONEY: 5}))
    number = office.book.submit((Q1, "jia1", {MONEY: 6}))
    office.book.withdraw(number)
    assert number not in [source.number for source in computed_for(office).sources]


def test_a_choice_comes_back_from_its_json() -> None:
    choice = Choice("local:city", FIRST, (MONEY,), ("重点",), ranks=False, length=Length.PAGE)
    assert choice_from(choice_json(choice)) == choice
