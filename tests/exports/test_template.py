"""The template that staff fill: opened as Excel opens it, and read back by the import without a finding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.place import EAST, HISTORY, MONEY, PING, WEST, build_place
from tests.store.book import CATALOGUE, Book
from zones.domain.quarter import Quarter
from zones.exports import report_template
from zones.services.deployment import Deployment
from zones.services.importing import Upload, check_report
from zones.services.places import find_region
from zones.services.templates import template_for

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases

QUARTER = Quarter(2025, 2)


@pytest.fixture
def place(sqlite_databases: SqliteDatabases) -> Iterator[Deployment]:
    book = Book(sqlite_databases.copy_of("place", build_place))
    yield Deployment(book.engine, CATALOGUE)
    book.close()


def template(place: Deployment, language: str = "zh") -> openpyxl.Workbook:
    content = template_for(place, region=find_region(place, PING), quarter=QUARTER, language=language)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_row_for_every_unit_and_a_column_with_its_unit_for_every_indicator(place: Deployment) -> None:
    sheet = template(place).worksheets[0]
    assert sheet["A1"].value == "平川县2025年二季度工业集中区建设情况季报表"
    headers = [cell.value for cell in sheet[3]]
    assert headers[:4] == ["所属县区", "代码", "地区", "基础设施投入(万元)"]
    assert len(headers) == 3 + len(CATALOGUE.indicators)
    assert [sheet.cell(row, 3).value for row in range(4, 7)] == ["城关镇", "河东镇", "河西镇"]
    assert sheet.freeze_panes == "D4"


def test_last_quarter_is_a_comment_never_a_value(place: Deployment) -> None:
    sheet = template(place).worksheets[0]
    cell = sheet.cell(5, 4)
    assert cell.value is None
    assert cell.comment is not None
    assert f"2025年一季度:{HISTORY[EAST][MONEY]:,}.0 万元" in cell.comment.text


def test_cells_take_numbers_of_zero_or_more_only(place: Deployment) -> None:
    rules = template(place).worksheets[0].data_validations.dataValidation
    kinds = {str(rule.sqref).split(":")[0][:-1]: (rule.type, rule.operator, rule.formula1) for rule in rules}
    assert kinds["D"] == ("decimal", "greaterThanOrEqual", "0")
    assert {kind for kind, _, _ in kinds.values()} == {"decimal", "whole", "list"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_and_codes_can_be_chosen_from_a_list(place: Deployment, language: str) -> None:
    book = template(place, language)
    form, guide = book.worksheets
    lists = {str(rule.sqref): rule.formula1 for rule in form.data_validations.dataValidation if rule.type == "list"}
    assert set(lists) == {"B4:B6", "C4:C6"}
    for cells, source in lists.items():
        name, _, offered = source.partition("!")
        assert name.strip("'") == guide.title
        assert [cell.value for (cell,) in guide[offered.replace("$", "")]] == [cell.value for (cell,) in form[cells]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_template_is_said_to_hold_no_figure(place: Deployment, language: str) -> None:
    content = template_for(place, region=find_region(place, PING), quarter=QUARTER, language=language)
    checked = check_report(place, Upload("t.xlsx", content, scope=find_region(place, PING)))
    assert {finding.code for finding in checked.findings} == {"empty_file"}
    assert checked.draft is None or all(values.count() == 0 for values in checked.draft.values.values())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    amounts=st.dictionaries(
        st.tuples(st.sampled_from([EAST, WEST]), st.sampled_from(list(CATALOGUE.indicators))),
        st.integers(0, 10**11),
        min_size=1,
    ),
    language=st.sampled_from(["zh", "en"]),
)
def test_what_is_filled_in_is_read_back(place: Deployment, amounts: dict[tuple[str, str], int], language: str) -> None:
    regions = {code: find_region(place, code) for code in (EAST, WEST)}
    content = report_template(
        regions=list(regions.values()),
        parents={item.id: "平川县" for item in regions.values()},
        quarter=QUARTER,
        indicators=list(CATALOGUE.indicators.values()),
        previous={},
        language=language,
        title_region="平川县",
        values={(regions[code].id, indicator): value for (code, indicator), value in amounts.items()},
    )
    draft = check_report(place, Upload("t.xlsx", content)).draft
    assert draft is not None
    read = {
        (draft.regions[at].code, code): value
        for code, values in draft.values.items()
        for at, value in enumerate(values.tolist())
        if value is not None
    }
    assert read == amounts
    assert {int(period) for period in draft.quarters} == {QUARTER.ordinal}
