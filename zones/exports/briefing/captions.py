"""The fixed words of a bulletin beside its sentences: headings, captions, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from zones.domain.briefing import Briefing
from zones.exports.briefing.amounts import day

TITLES = {
    "overall": ("总体情况", "Overall"),
    "indicators": ("主要指标完成情况", "By indicator"),
    "children": ("各{children}完成情况", "By {children}"),
    "groups": ("分组情况", "Groups"),
    "ranks": ("位次情况", "Ranks"),
    "half_year": ("双过半情况", "Past half"),
    "silence": ("未报送和未启动情况", "Not reported and not begun"),
    "problems": ("存在问题", "Problems"),
    "steps": ("下一步工作", "Next steps"),
    "annex_region": ("{region}指标明细", "Figures of {region}"),
    "annex_children": ("各{children}数据", "Figures of {children}"),
    "annex_units": ("各{units}完成率", "Completion of {units}"),
    "annex_half": ("双过半明细", "Past half in detail"),
    "annex_silent": ("未报送单位名单", "Units without a report"),
    "annex_sources": ("数据来源", "Sources"),
}
_CAPTIONS = {
    "overall": ("{region}主要指标完成情况({span})", "{region}: main indicators, {span}"),
    "overall_chart": (
        "{region}主要指标完成率与序时进度({span},橙色为欠序时)",
        "{region}: completion and schedule, {span} (orange: behind)",
    ),
    "child_chart": (
        "各{children}{indicator}完成率(序时进度{schedule},橙色为欠序时)",
        "{indicator} by {children}, completion (schedule {schedule}, orange: behind)",
    ),
    "trend_chart": ("{region}{indicator}逐季变化({unit})", "{region}: {indicator} by quarter ({unit})"),
    "completion": ("各{children}完成率({span})", "Completion of {children}, {span}"),
    "amount": ("各{children}数值({span})", "Figures of {children}, {span}"),
    "rank": ("各{children}完成率位次({span})", "Ranks of {children} by completion, {span}"),
    "unit_completion": ("各{units}完成率({span})", "Completion of {units}, {span}"),
    "unit_rank": ("各{units}在同级中的位次({span})", "Ranks of {units} among their siblings, {span}"),
    "half_year": ("双过半判定({span})", "Past half, {span}"),
    "half_so_far": ("双过半目标进度({span},尚未到期)", "Mid-year goals so far, {span} (not due yet)"),
    "missing": ("双过半尚缺({span})", "Missing for past half, {span}"),
    "more": ("当季、环比和报送情况({span})", "Single quarter, change and coverage, {span}"),
    "group": ("{group}合计({span})", "{group}, together, {span}"),
    "silent": ("未报送单位({span})", "Units without a report, {span}"),
    "card": ("{region}欠序时指标({span})", "{region}: indicators behind schedule, {span}"),
    "sources": ("数据来源", "Sources"),
}
SOURCE_HEADS = (
    ("编号", "No."), ("内容", "Content"), ("文件", "File"), ("填报人", "By"), ("日期", "Date"), ("说明", "Note"),
)  # fmt: skip
LEDGERS = {"figure": ("季报", "Report"), "target": ("目标", "Targets")}
_REMARKS = {
    "rule": ("状态规则:{name}。{text}", "Status rule: {name}. {text}"),
    "missing": (
        "“—”表示没有数据或不能计算;没有报送的不按零计算。",
        "“—” means no figure or none that can be computed; what is not reported is not zero.",
    ),
    "date": ("数据截至{date},快照码{code}。", "Figures as of {date}, snapshot {code}."),
}


@dataclass
class Captions:
    """Numbered captions: 表1, 图1; one count of tables and one of figures a document."""

    language: str
    values: dict[str, str]
    _tables: Iterator[int] = field(default_factory=lambda: count(1))
    _figures: Iterator[int] = field(default_factory=lambda: count(1))

    def table(self, key: str, **more: str) -> str:
        """The caption of the next table."""
        return self._caption(("表", "Table"), next(self._tables), key, more)

    def tables(self, key: str, **more: str) -> Iterator[str]:
        """Captions for tables that go on over several."""
        while True:
            yield self.table(key, **more)

    def figure(self, key: str, **more: str) -> str:
        """The caption of the next figure."""
        return self._caption(("图", "Figure"), next(self._figures), key, more)

    def _caption(self, kind: tuple[str, str], number: int, key: str, more: dict[str, str]) -> str:
        zh = self.language == "zh"
        words = _CAPTIONS[key][not zh].format(**self.values, **more)
        return f"{kind[0]}{number} {words}" if zh else f"{kind[1]} {number}. {words}"


def remarks(briefing: Briefing, language: str) -> Iterator[str]:
    """What stands below the figures: the rule behind the lights, what a dash means, as of when."""
    rule, which = briefing.rule, language != "zh"
    yield _REMARKS["rule"][which].format(name=rule.label(language), text=rule.wording(language))
    yield _REMARKS["missing"][which]
    if briefing.data_date is not None:
        yield _REMARKS["date"][which].format(date=day(briefing.data_date, language), code=briefing.code)
