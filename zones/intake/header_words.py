"""The words of headers that name no indicator: who, when, how much, and what stands around an indicator's name."""

from __future__ import annotations

import re
from enum import StrEnum

from zones.intake.text import key


class Role(StrEnum):
    """What a column holds."""

    REGION = "region"
    CODE = "code"
    COUNTY = "county"
    QUARTER = "quarter"
    YEAR = "year"
    SERIAL = "serial"
    NOTE = "note"
    NAME_OF_INDICATOR = "indicator"
    VALUE = "value"
    UNIT = "unit"
    FIGURE = "figure"
    DERIVED = "derived"
    UNKNOWN = "unknown"
    BLANK = "blank"


_WORDS = {
    Role.REGION: "名称 填报单位 报送单位 上报单位 单位名称 行政区划 region name regionname township zone",
    Role.CODE: "代码 编码 地区代码 地区编码 区划代码 行政区划代码 单位代码 统计代码 区域代码 code regioncode",
    Role.COUNTY: "上级 上级地区 所属地区 所属区域 所属 归属地 county parent district city",
    Role.QUARTER: "季度 时间 期间 报告期 所属期 月份 月 数据期 数据时间 统计时间 quarter period month",
    Role.YEAR: "年度 年份 年 year",
    Role.SERIAL: "序号 编号 序 行次 no #",
    Role.NOTE: "备注 说明 注 note notes remark remarks 约数 approximate 填报人 联系人 联系电话",
    Role.NAME_OF_INDICATOR: "指标 指标名称 项目名称 项目 指标代码 统计指标 内容 indicator",
    Role.VALUE: "数值 值 数据 数量 本期 本期数 累计 累计数 本年累计 本期累计 累计完成 累计完成数 完成 完成数 完成情况 完成额 "
    "实际 实际完成 实际完成数 实绩 金额 年初至今 合计数 value figure amount",
    Role.UNIT: "单位 计量单位 unit",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
_PLACE = r"(?:所在|所属|各|乡镇级|县级|市级)*"
_LOW = r"(?:地区|区域|乡镇|乡|镇|街道|办事处|园区|集中区|工业集中区|工业园区|工业园|开发区|填报单位|单位)"
_HIGH = r"(?:县市区|县区市|市县区|县区|区县|市县|县市|县级|县|区|市州|地市|市)"
_REGION = re.compile(rf"{_PLACE}{_HIGH}?{_LOW}+(?:名称|名)?")
_COUNTY = re.compile(rf"{_PLACE}{_HIGH}(?:名称|名)?")

_PERIOD = (
    r"(?:(?:(?:19|20)?\d\d年度?)?(?:第?[一二三四1-4]个?季度?末?|0?1月?[-—–−~至到一]{1,2}\d{1,2}月份?|上半年|前三个?季度)"
    r"|(?:19|20)\d\d(?:年度?|[-.]?q[1-4]))"
)
_AROUND = (
    rf"其中|本年度?|当年|今年|全年|年初至今|年初以来|自年初|截[至止](?:目前|本?季末|本期末)?|累计|累积|实际|已|完成|实现|实绩|"
    rf"本?季末|期末|年末|至今|{_PERIOD}"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:[、)]|\.(?!\d)))"
)
_BEFORE = re.compile(rf"^(?:{_AROUND})")
_BEHIND = re.compile(rf"(?:{_AROUND}|个数|总?数量?|总量|总额|数值|值|额|情况)$")
_OTHER = re.compile(
    r"完成率|完成比例|完成进度|占比|比重|序时|超序|欠序|同比|环比|同期|上年|去年|上季|上月|基期|增长|增幅|增速|增减|位次|名次|排名|"
    r"排位|得分|状态|平均|人均|%|percent|completion|share|growth|rank"
)
_SINGLE = re.compile(r"当季|单季|本季(?!度?末)|当月|本月")
_TARGET = re.compile(
    r"^(?:年度|全年|本年|当年|今年|年)?(?:目标|计划|任务)(?:任务|目标|数|值|量)?|"
    r"(?:年度|全年|本年|当年|今年|年)?(?:目标|计划|任务)(?:任务|目标|数|值|量)?$"
)
_EDGES = ":,、-—_/*#. "
_SIGNS = re.compile(r"[()\[\]【】〔〕{}:,.、;/\\|\-_—*'‘’“”\"#?!]")


def core(text: str) -> str:
    """A name to compare by: without brackets and punctuation."""
    return _SIGNS.sub("", key(text))


def without_number(text: str) -> str:
    """A header without its own number: 1、基础设施投入, (一)基础设施投入."""
    return _NUMBERED.sub("", key(text))


def bare(text: str) -> str:
    """A name without the words around it: 1-3月累计完成基础设施投入额 is 基础设施投入."""
    while True:
        less = _BEHIND.sub("", _BEFORE.sub("", text)).strip(_EDGES)
        if less == text:
            return text
        text = less


def without_target(text: str) -> str | None:
    """What an annual target is set for, None where the text speaks of none: 基础设施投入年度目标 is 基础设施投入."""
    less = _TARGET.sub("", text)
    return None if less == text else less


def says_target(text: str) -> bool:
    """Whether a part of a header says of what it stands over that it is the target: 年度计划, 2006年目标."""
    less = without_target(bare(text))
    return less is not None and not bare(less)


def is_other(text: str) -> bool:
    """Whether a header speaks of something derived, of a single quarter or of another year than the report's."""
    return bool(_OTHER.search(text)) or (bool(_SINGLE.search(text)) and "累计" not in text)


def role_of(text: str) -> Role | None:
    """What a column holds by its header alone, where the header names no indicator."""
    role = _ROLES.get(text)
    if role is not None:
        return role
    if _REGION.fullmatch(text):
        return Role.REGION
    return Role.COUNTY if _COUNTY.fullmatch(text) else None
