# ruff: noqa: E501 - cases of one kind share a line, however long
"""What headers mean, in all the ways they are written."""

from __future__ import annotations

import pytest

from tests.intake.towns import catalogue
from zones.intake.header_words import Role, bare, role_of, without_target
from zones.intake.headers import Headers
from zones.intake.periods import Period

HEADERS = Headers(catalogue())


def parts(text: str) -> list[str]:
    return text.split("|")


@pytest.mark.parametrize(
    ("header", "code", "unit"),
    [
        ("基础设施投入(万元)", "infrastructure_investment", "万元"), ("基础设施投入|累计", "infrastructure_investment", ""),
        ("累计完成基础设施投入额", "infrastructure_investment", ""), ("其中:基础设施投入", "infrastructure_investment", ""),
        ("1、基础设施建设投资完成额(万元)", "infrastructure_investment", "万元"), ("投资(万元)|基础设施", "infrastructure_investment", "万元"),
        ("基础设施投入|1-3月累计", "infrastructure_investment", ""), ("基础设施投入万元", "infrastructure_investment", "万元"),
        ("基础设施投入|万元", "infrastructure_investment", "万元"), ("Infrastructure investment (10,000 yuan)", "infrastructure_investment", "万元"),
        ("标准化厂房|开工", "factory_area_started", ""), ("标准化厂房(平方米)|竣工", "factory_area_completed", "平方米"),
        ("标准化厂房|竣工|面积", "factory_area_completed", ""), ("项目|计划", "projects_planned", ""), ("项目|落地", "projects_landed", ""),
        ("项目(个)|开工", "projects_started", "个"), ("项目|竣工|个数", "projects_completed", ""), ("竣工项目|完成投资(万元)", "completed_project_investment", "万元"),
        ("计划实施项目|完成", "projects_planned", ""), ("道路|修建里程", "roads_built", ""), ("roads_built", "roads_built", ""), ("利税总额", "profit_tax", ""),
    ],
)  # fmt: skip
def test_an_indicator(header: str, code: str, unit: str) -> None:
    meaning = HEADERS.meaning(parts(header))
    assert meaning.role is Role.FIGURE
    assert meaning.indicator is not None
    assert (meaning.indicator.code, meaning.unit.name if meaning.unit else "", meaning.target) == (code, unit, False)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("地区", Role.REGION), ("乡镇(街道)", Role.REGION), ("园区(集中区)名称", Role.REGION), ("填报单位", Role.REGION), ("名称", Role.REGION), ("区划代码", Role.CODE),
        ("所属县区", Role.COUNTY), ("县(市、区)", Role.COUNTY), ("县区", Role.COUNTY), ("序号", Role.SERIAL), ("季度", Role.QUARTER), ("月份", Role.QUARTER),
        ("年度", Role.YEAR), ("备注", Role.NOTE), ("指标", Role.NAME_OF_INDICATOR), ("数值", Role.VALUE), ("本年累计", Role.VALUE), ("计量单位", Role.UNIT),
        ("基础设施投入|完成率", Role.DERIVED), ("固定资产投资增长(%)", Role.DERIVED), ("基础设施投入|上年同期", Role.DERIVED), ("基础设施投入(当季)", Role.DERIVED),
        ("位次", Role.DERIVED), ("绿化面积", Role.UNKNOWN), ("入园企业(规上)", Role.UNKNOWN), ("", Role.BLANK),
    ],
)  # fmt: skip
def test_anything_else(header: str, role: Role) -> None:
    assert HEADERS.meaning([header] if "|" not in header else parts(header)).role is role


def test_a_target_and_a_period_are_noted() -> None:
    assert HEADERS.meaning(["基础设施投入", "年度目标"]).target
    assert HEADERS.meaning(["2006年目标", "基础设施投入(万元)"]).target
    assert HEADERS.meaning(["落地项目", "计划"]).target
    assert HEADERS.meaning(["基础设施投入(2006年1-3月)"]).period == Period(2006, 1)


def test_a_unit_that_does_not_fit_is_kept_as_written() -> None:
    meaning = HEADERS.meaning(["基础设施投入(万美元)"])
    assert (meaning.role, meaning.unit_text, meaning.unit) == (Role.FIGURE, "万美元", None)


def test_a_wrong_character_is_told_what_it_is_like() -> None:
    assert HEADERS.alike("基础设施投人(万元)") == "基础设施投入"
    assert HEADERS.alike("绿化") == ""


def test_words_around_a_name() -> None:
    assert bare("1-3月累计完成基础设施投入额") == "基础设施投入"
    assert bare("累计完成数") == ""
    assert without_target("基础设施投入年度目标") == "基础设施投入"
    assert without_target("基础设施投入") is None
    assert role_of("工业集中区名称") is Role.REGION
    assert role_of("河东镇") is None
