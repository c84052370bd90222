"""What a column header means: a region, a period, an indicator with its unit, something derived, or nothing known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator, Unit
from zones.intake.text import key
from zones.intake.units import Units

_ENOUGH_ALIKE = 70


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
    Role.REGION: "地区 区域 地区名称 区域名称 名称 填报单位 单位名称 报送单位 乡镇 乡镇名称 镇 乡镇街道 乡镇(街道) "
    "园区 园区名称 集中区 集中区名称 工业集中区 乡镇园区 县区乡镇 行政区划 region name regionname township zone",
    Role.CODE: "代码 编码 地区代码 区划代码 行政区划代码 单位代码 统计代码 地区编码 code regioncode",
    Role.COUNTY: "所属县区 所属县 所属县市区 所属地区 上级 上级地区 县区 县(区) 县市区 区县 县 county parent",
    Role.QUARTER: "季度 时间 期间 报告期 所属期 月份 数据期 quarter period",
    Role.YEAR: "年度 年份 年 year",
    Role.SERIAL: "序号 编号 序 no no. #",
    Role.NOTE: "备注 说明 注 note notes remark remarks 约数 approximate",
    Role.NAME_OF_INDICATOR: "指标 指标名称 项目名称 项目 指标代码 indicator",
    Role.VALUE: "数值 值 数据 数量 本期数 累计数 完成数 value figure amount",
    Role.UNIT: "单位 计量单位 unit",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
_DERIVED = re.compile(
    r"完成率|完成比例|占比|比重|序时|超序|欠序|同比|环比|增长|增幅|增速|位次|名次|排名|得分|状态|%$|percent|completion|rank"
)
_TARGET = re.compile(
    r"(年度|全年|本年|年|当年)?(目标|计划|任务)(数|值|任务)?$|^(年度|全年|本年|年|当年)?(目标|计划|任务)(数|值|任务)?"
)
_SINGLE = re.compile(r"当季|本季度?|单季")
_NOISE = re.compile(
    r"^其中[::]?|(累计|本年)?(实际)?(完成|实绩)(数|值|额|情况)?$|(年初以来|本年|截止?至?目前)?累计(数|值|完成|实绩)?$|^(本年|当年|全年)?累计|"
    r"第?[一二三四1-4]季度(累计)?$|1[-—–~至到](12|[369])月份?(累计)?$|上半年(累计)?$|^20\d\d年(度)?"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column was taken for; `unit_text` is the unit its header names, `unit` what that is for the indicator."""

    role: Role
    header: str
    indicator: Indicator | None = None
    unit_text: str = ""
    unit: Unit | None = None
    target: bool = False


class Headers:
    """Reads headers in the words of a catalogue."""

    def __init__(self, catalogue: Catalogue, *, targets: bool) -> None:
        self.units = Units(catalogue)
        self._targets = targets
        self._indicators: dict[str, Indicator] = {}
        for indicator in catalogue.indicators.values():
            for name in (indicator.code, indicator.name, indicator.name_en, *indicator.aliases):
                self._indicators[_core(name)] = indicator

    def indicator(self, text: str) -> Indicator | None:
        """The indicator of a name, as a cell of a long table holds it."""
        return self._indicators.get(_core(self.units.split(text)[0]))

    def meaning(self, parts: Sequence[str]) -> Meaning:
        """What a column means, from its header cells top to bottom."""
        filled = [part for at, part in enumerate(parts) if key(part) and part not in parts[:at]]
        header = filled[-1] if len(filled) == 1 else " ".join(filled)
        if not filled:
            return Meaning(Role.BLANK, "")
        for text in _readings(filled):
            role = _ROLES.get(key(text)) or _ROLES.get(self.units.split(text)[0])
            if role is not None:
                return Meaning(role, filled[-1] if len(filled) == 1 else header)
            figure = self._figure(text, header)
            if figure is not None:
                return figure
        derived = any(_DERIVED.search(key(part)) or _SINGLE.search(key(part)) for part in filled)
        return Meaning(Role.DERIVED if derived else Role.UNKNOWN, header)

    def _figure(self, text: str, header: str) -> Meaning | None:
        core, unit_text = self.units.split(text)
        indicator = self._indicators.get(_core(core))
        target = False
        if indicator is None:
            bare = _NOISE.sub("", core)
            if _DERIVED.search(core) or _SINGLE.search(core):
                return None
            indicator = self._indicators.get(_core(bare))
        if indicator is None:
            target = bool(_TARGET.search(core))
            indicator = self._indicators.get(_core(_TARGET.sub("", core))) if target else None
        if indicator is None and not unit_text:
            bare, unit_text = self.units.behind(core)
            indicator = self._indicators.get(_core(bare)) if unit_text else None
        if indicator is None:
            return None
        if target and not self._targets:
            return Meaning(Role.DERIVED, header)
        unit = self.units.of(indicator, unit_text) if unit_text else None
        return Meaning(Role.FIGURE, header, indicator, unit_text, unit, target)

    def alike(self, header: str) -> str:
        """The name of the indicator most like a header, or nothing."""
        names = _names(tuple(self._indicators))
        found = process.extractOne(
            _core(self.units.split(header)[0]), names, scorer=fuzz.ratio, score_cutoff=_ENOUGH_ALIKE
        )
        return self._indicators[found[0]].name if found else ""


@lru_cache(maxsize=4)
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name)


def _core(text: str) -> str:
    """A name to compare by: without brackets, punctuation and the decorations that headers carry."""
    return re.sub(r"[()\[\]【】〔〕:,.、/\-_'‘’“”\"]", "", key(text))


def _readings(parts: Sequence[str]) -> list[str]:
    """The whole header first, then its last part alone, then the last two; the first alone where the last says nothing."""
    readings = ["".join(parts), parts[-1]]
    if len(parts) > 1:
        readings += ["".join(parts[-2:]), parts[0] + parts[-1]]
        if not _NOISE.sub("", key(parts[-1])):
            readings.append(parts[0])
    return list(dict.fromkeys(readings))
