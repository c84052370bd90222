"""Findings as they are collected: bounded in number, never in truth."""

from __future__ import annotations

from dataclasses import replace

from tests.intake.towns import EAST, catalogue
from zones.domain.finding import Severity
from zones.intake.collecting import Findings


def test_the_rest_of_a_kind_is_counted_in_one() -> None:
    findings = Findings(catalogue())
    for row in range(1000):
        findings.add("not_a_number", cell=(row, 2), column="投入", value="x")
    listed = findings.all()
    assert {item.code for item in listed} == {"not_a_number"}
    assert all(item.severity is Severity.ERROR for item in listed)
    *each, last = listed
    assert [item.row for item in each] == list(range(1, len(each) + 1))
    assert each[0].cell == (0, 2)
    assert (last.row, last.cell) == (None, None)
    assert str(1000 - len(each)) in last.message
    assert str(1000 - len(each)) in last.message_en


def test_counting_is_as_good_as_adding() -> None:
    findings = Findings(catalogue())
    while not findings.full("repeated_row"):
        findings.add("repeated_row", cell=(1, 0), region=EAST, value="x", other=1)
    findings.add_each("repeated_row", 7)
    assert "7" in findings.all()[-1].message
    assert "repeated_row" in findings
    assert "not_a_number" not in findings
    assert not findings.stops


def test_a_rule_that_is_off_finds_nothing() -> None:
    texts = dict(catalogue().findings)
    texts["value_jump"] = replace(texts["value_jump"], off=True)
    findings = Findings(replace(catalogue(), findings=texts))
    findings.add("value_jump", cell=(1, 1), value="1", usual="2")
    findings.add_each("value_jump", 5)
    assert findings.full("value_jump")
    assert findings.all() == ()
