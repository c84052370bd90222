"""The parts of a template that its place in the tree and its size decide."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.exports.rows import QUARTER, region
from tests.store.book import CATALOGUE, FIRMS, MONEY
from zones.domain.region import Region
from zones.exports import report_template, template

INDICATORS = [CATALOGUE.indicators[MONEY], CATALOGUE.indicators[FIRMS]]


def sheets(regions: list[Region], language: str = "zh", **changes: Any) -> list[Worksheet]:
    values: dict[str, Any] = {"parents": {}, "previous": {}, "indicators": INDICATORS, **changes}
    content = report_template(regions=regions, quarter=QUARTER, language=language, **values)
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def texts(sheet: Worksheet) -> list[str]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def test_a_template_of_invented_regions_is_marked_and_a_real_one_is_not() -> None:
    assert "注:演示数据,虚构,不是真实统计" in texts(sheets([region(synthetic=True)])[0])
    assert any("fictional" in text for text in texts(sheets([region(synthetic=True)], "en")[0]))
    assert not any("虚构" in text for text in texts(sheets([region()])[0]))


def test_a_name_like_a_formula_is_inert() -> None:
    place = region(name="=HYPERLINK(1)")
    sheet = sheets([place], parents={place.id: "@county"}, title_region="+title")[0]
    assert [sheet.cell(4, at).value for at in (1, 3)] == ["'@county", "'=HYPERLINK(1)"]
    assert str(sheet["A1"].value).startswith("'+title")
    assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row)


def test_values_are_filled_in_the_declared_unit_and_zero_is_a_value() -> None:
    place = region()
    sheet = sheets([place], values={(place.id, MONEY): 3_456_789, (place.id, FIRMS): 0})[0]
    assert [sheet.cell(4, at).value for at in (4, 5)] == [345.6789, 0]
    assert [sheet.cell(4, at).number_format for at in (4, 5)] == ["#,##0.0#####", "#,##0"]


def test_wrong_entries_are_refused_in_the_language_of_the_form() -> None:
    for language, said in (("zh", "整数"), ("en", "whole number")):
        rules = sheets([region()], language)[0].data_validations.dataValidation
        whole = next(rule for rule in rules if rule.type == "whole")
        assert said in whole.error
        assert str(whole.sqref) == "E4"


def test_a_very_large_template_comes_without_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [region(f"r{number}") for number in (1, 2)]
    previous = {(place.id, MONEY): 10_000 for place in places}
    few = sheets(places, previous=previous)[0]
    assert few["D4"].comment is not None
    monkeypatch.setattr(template, "_MOST_HINTS", 1)
    assert sheets(places, previous=previous)[0]["D4"].comment is None


def test_a_template_says_how_to_fill_it_and_prints_on_one_page_across() -> None:
    form, guide = sheets([region()])
    assert (form.title, guide.title) == ("填报表", "填表说明")
    assert any("不要填0" in text for text in texts(guide))
    assert (form.page_setup.orientation, form.page_setup.fitToHeight) == ("landscape", 0)
    assert form.print_title_rows == "$3:$3"


def test_the_same_template_gives_the_same_bytes() -> None:
    one, other = (
        report_template(
            regions=[region()],
            parents={},
            quarter=QUARTER,
            indicators=INDICATORS,
            previous={(1, MONEY): 1},
            language="zh",
        )
        for _ in range(2)
    )
    assert one == other
