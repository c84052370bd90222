"""The words and shapes of lights, goal states, verdicts, origins and levels: one for every screen, chart and document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from zones.domain.past_half import GoalState, Verdict
from zones.domain.region import Level
from zones.domain.rollup import Origin
from zones.domain.status import Status

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state is shown without colour: a shape and a word in each language."""

    symbol: str
    zh: str
    en: str

    def word(self, language: str) -> str:
        """The word in the reader's language."""
        return self.zh if language == "zh" else self.en

    def text(self, language: str) -> str:
        """Shape and word: ▲ 欠序时."""
        return f"{self.symbol} {self.word(language)}"


STATUS_SIGNS: Mapping[Status, Sign] = {
    Status.DONE: Sign("✔", "已完成", "Done"),
    Status.ON_SCHEDULE: Sign("●", "达序时", "On schedule"),
    Status.BEHIND: Sign("▲", "欠序时", "Behind"),
    Status.FAR_BEHIND: Sign("▼", "严重欠序时", "Far behind"),
    Status.NO_REPORT: Sign("○", "未报", "No report"),
    Status.NO_TARGET: Sign("–", "无目标", "No target"),
}
VERDICT_SIGNS: Mapping[Verdict, Sign] = {
    Verdict.ALL_MET: Sign("✔", "全部过半", "All met"),
    Verdict.SOME_MET: Sign("◐", "部分过半", "Some met"),
    Verdict.NONE_MET: Sign("✘", "未过半", "None met"),
    Verdict.NO_REPORT: Sign("○", "未报", "No report"),
    Verdict.TOO_EARLY: Sign("…", "为时尚早", "Too early"),
    Verdict.NO_GOAL: Sign("–", "无目标", "No target"),
}
GOAL_STATE_SIGNS: Mapping[GoalState, Sign] = {
    GoalState.MET: Sign("✔", "达到", "Met"),
    GoalState.MISSED: Sign("✘", "未达到", "Missed"),
    GoalState.NO_REPORT: Sign("○", "未报", "No report"),
    GoalState.TOO_EARLY: Sign("…", "为时尚早", "Too early"),
    GoalState.NO_TARGET: Sign("–", "无目标", "No target"),
    GoalState.NO_YARDSTICK: Sign("?", "无可比数据", "No yardstick"),
}
_ORIGINS = {Origin.REPORTED: ("本级上报", "Reported"), Origin.ROLLED_UP: ("下级汇总", "Rolled up")}
_LEVELS = {
    Level.PROVINCE: ("省", "Province"),
    Level.CITY: ("市", "City"),
    Level.COUNTY: ("县区", "County"),
    Level.TOWNSHIP: ("乡镇", "Township"),
    Level.ZONE: ("集中区", "Zone"),
}
_SYNTHETIC = ("演示数据,虚构,不是真实统计", "Demonstration data: fictional, no real statistics")


def status_word(status: Status, language: str) -> str:
    """The word of a light."""
    return STATUS_SIGNS[status].word(language)


def verdict_word(verdict: Verdict, language: str) -> str:
    """The word of a mid-year verdict."""
    return VERDICT_SIGNS[verdict].word(language)


def goal_state_word(state: GoalState, language: str) -> str:
    """The word of a goal's state."""
    return GOAL_STATE_SIGNS[state].word(language)


def origin_word(origin: Origin | None, language: str) -> str:
    """Whether a figure was reported or rolled up; empty where there is none."""
    return "" if origin is None else _chosen(_ORIGINS, origin, language)


def level_word(level: Level, language: str) -> str:
    """The kind of a region, such as county or township."""
    return _chosen(_LEVELS, level, language)


def synthetic_mark(language: str) -> str:
    """What stands on everything that shows invented figures."""
    return _SYNTHETIC[language != "zh"]


def _chosen(words: Mapping[E, tuple[str, str]], key: E, language: str) -> str:
    return words[key][language != "zh"]
