"""What the figures mean here: the declared indicators, goals and rules as tables, and how recent the data is."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zones.catalogue import Catalogue
from zones.domain.figures import Column, Table
from zones.domain.indicator import Direction, Indicator
from zones.domain.past_half import Goal
from zones.domain.status import StatusRule
from zones.domain.wording import stated_share

_TITLES = {
    "indicators": ("指标定义", "Indicators"),
    "goals": ("双过半目标", "Mid-year goals"),
    "rules": ("状态规则", "Status rules"),
    "lists": ("红黑榜规则", "Rules of the red and black lists"),
    "reporting": ("数据质量规则", "Rules of data quality"),
}
_INDICATORS = (
    ("指标", "Indicator"),
    ("代码", "Code"),
    ("单位", "Unit"),
    ("口径", "Kind"),
    ("序时进度", "Schedule"),
    ("方向", "Better when"),
    ("别名", "Also written as"),
    ("说明", "Note"),
)
_GOALS = (
    ("目标", "Goal"),
    ("分子", "Figure"),
    ("分母(年度目标)", "Of the annual target of"),
    ("二季度末应达到", "Due at Q2"),
)
_RULES = (("规则", "Rule"), ("使用", "In force"), ("内容", "In words"))
_LISTS = (("规则", "Rule"), ("红榜条件", "Red list"), ("黑榜条件", "Black list"))
_REPORTING = (("规则", "Rule"), ("内容", "In words"))
_QUALITY = (
    ("按时上报", "Punctuality"),
    ("偏离常值", "Figures out of line"),
    ("整数过多", "Too round"),
    ("连续不变", "Constant"),
)
_KINDS = {
    True: ("累计(每年1月重新起算)", "cumulative, restarts each January"),
    False: ("期末数", "state at quarter end"),
}
_DIRECTIONS = {Direction.UP: ("越高越好", "higher"), Direction.DOWN: ("越低越好", "lower")}


def indicators_table(catalogue: Catalogue, language: str) -> Table:
    """Every declared indicator with its unit, kind, schedule and aliases."""
    return _table(
        "indicators",
        _INDICATORS,
        (_indicator_row(item, catalogue.schedules[item.code], language) for item in catalogue.indicators.values()),
        language,
    )


def goals_table(catalogue: Catalogue, language: str) -> Table:
    """Every goal of the mid-year verdict; shares as exact fractions."""
    return _table(
        "goals", _GOALS, (_goal_row(goal, catalogue, language) for goal in catalogue.goals.values()), language
    )


def rules_table(catalogue: Catalogue, language: str) -> Table:
    """Every declared status rule; the one in force is marked."""
    rows = (_rule_row(rule, catalogue.default_rule, language) for rule in catalogue.rules.values())
    return _table("rules", _RULES, rows, language)


def lists_table(catalogue: Catalogue, language: str) -> Table:
    """Every declared rule of the red and black lists, each with both its conditions."""
    rows = (
        (rule.label(language), rule.red.wording(language), rule.black.wording(language))
        for rule in catalogue.lists.values()
    )
    return _table("lists", _LISTS, rows, language)


def reporting_table(catalogue: Catalogue, language: str) -> Table:
    """When reports are in time, and which figures are pointed at."""
    rules = catalogue.reporting
    wordings = (
        rules.deadline.wording(language),
        rules.outliers.wording(language),
        rules.round_figures.wording(language),
        rules.constant_figures.wording(language),
    )
    rows = ((_said(name, language), wording) for name, wording in zip(_QUALITY, wordings, strict=True))
    return _table("reporting", _REPORTING, rows, language)


def _indicator_row(indicator: Indicator, schedule: Iterable[Fraction], language: str) -> tuple[str, ...]:
    return (
        indicator.label(language),
        indicator.code,
        indicator.unit.label(language),
        _said(_KINDS[indicator.is_flow], language),
        " / ".join(stated_share(share) for share in schedule),
        _said(_DIRECTIONS[indicator.direction], language),
        "、".join(indicator.aliases),
        indicator.note if language == "zh" else indicator.note_en,
    )


def _goal_row(goal: Goal, catalogue: Catalogue, language: str) -> tuple[str, ...]:
    figure, base = (catalogue.indicators[code].label(language) for code in (goal.numerator, goal.denominator))
    return goal.label(language), figure, base, stated_share(goal.due)


def _rule_row(rule: StatusRule, in_force: StatusRule, language: str) -> tuple[str, ...]:
    return rule.label(language), "✔" if rule == in_force else "", rule.wording(language)


def _said(words: tuple[str, str], language: str) -> str:
    return words[language != "zh"]


def _table(title: str, headers: Iterable[tuple[str, str]], rows: Iterable[tuple[str, ...]], language: str) -> Table:
    columns = [Column(_said(header, language)) for header in headers]
    return Table(_said(_TITLES[title], language), columns, list(rows))
