"""Findings as declared: every code with the severity it is promised to have, and texts that say their values."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from zones.catalogue import load_catalogue
from zones.domain.errors import DeclarationError
from zones.domain.finding import Severity

CATALOGUE = load_catalogue()
ERRORS = {
    "unreadable_file", "empty_file", "too_large", "no_report_found", "missing_column", "duplicate_column",
    "unknown_region", "ambiguous_region", "out_of_scope", "inactive_region", "duplicate_row", "not_a_number",
    "share_in_value_column", "formula_without_value", "error_cell", "negative_value", "fraction_of_a_count",
    "unknown_unit", "wrong_quarter", "missing_quarter",
}  # fmt: skip
WARNINGS = {
    "unknown_column", "approximate_value", "unit_suspect", "cumulative_fell", "looks_single_quarter",
    "stages_out_of_order", "total_mismatch", "value_jump",
}  # fmt: skip
NOTES = {"report_differs_from_sum", "region_missing", "region_not_expected", "target_missing"}
EXPECTED = (
    dict.fromkeys(ERRORS, Severity.ERROR)
    | dict.fromkeys(WARNINGS, Severity.WARNING)
    | dict.fromkeys(NOTES, Severity.NOTE)
)


@pytest.mark.parametrize(("code", "severity"), sorted(EXPECTED.items()))
def test_every_code_is_declared_with_its_severity(code: str, severity: Severity) -> None:
    declared = CATALOGUE.findings[code]
    assert declared.severity is severity
    assert declared.text
    assert declared.text_en


def test_a_fall_must_be_explained() -> None:
    assert CATALOGUE.findings["cumulative_fell"].needs_reason
    assert not any(text.needs_reason for text in CATALOGUE.findings.values() if text.severity is not Severity.WARNING)


def test_a_finding_carries_its_place_and_says_its_values() -> None:
    finding = CATALOGUE.findings["unreadable_file"].finding(
        row=7, column="开工", value="x", region="320831", indicator="roads_built", problem="坏", problem_en="bad"
    )
    assert finding.message == finding.wording("zh") == "文件无法读取:坏"
    assert finding.message_en == finding.wording("en") == "The file cannot be read: bad"
    assert finding.advice("zh") == finding.suggestion
    assert finding.advice("en") == finding.suggestion_en
    assert (finding.row, finding.column, finding.value) == (7, "开工", "x")
    assert (finding.region, finding.indicator, finding.severity) == ("320831", "roads_built", Severity.ERROR)


def test_a_rule_can_be_off_where_nothing_rests_on_it(tmp_path: Path) -> None:
    texts = (CATALOGUE.folder / "findings.toml").read_text(encoding="utf-8")
    shutil.copytree(CATALOGUE.folder, tmp_path / "catalogue")
    changed = tmp_path / "catalogue" / "findings.toml"

    def turned_off(code: str) -> str:
        return re.sub(rf'(\[{code}\]\n)severity = "\w+"', r'\1severity = "off"', texts)

    changed.write_text(turned_off("value_jump"), encoding="utf-8")
    assert load_catalogue(tmp_path / "catalogue").findings["value_jump"].off
    changed.write_text(turned_off("unknown_region"), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"findings\.toml.*unknown_region.*severity"):
        load_catalogue(tmp_path / "catalogue")


def test_other_words_for_a_finding_keep_its_code() -> None:
    codes = {name: text.code for name, text in CATALOGUE.findings.items()}
    assert codes["date_in_value_column"] == "not_a_number"
    assert set(codes.values()) <= set(codes)
