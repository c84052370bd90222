"""The column headers of tables, in both languages, and the cells that several tables share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from zones.domain.figures import Column
from zones.domain.indicator import Indicator
from zones.domain.region import Region
from zones.domain.wording import rounded
from zones.domain.words import synthetic_mark

_HEADERS = {
    "region": ("地区", "Region"),
    "code": ("代码", "Code"),
    "parent": ("上级", "Under"),
    "indicator": ("指标", "Indicator"),
    "unit": ("单位", "Unit"),
    "value": ("数值", "Figure"),
    "target": ("年度目标", "Annual target"),
    "completion": ("完成率(%)", "Completion (%)"),
    "schedule": ("序时进度(%)", "Schedule (%)"),
    "lead": ("超(+)欠(-)序时(百分点)", "Ahead (+) or behind (-), points"),
    "status": ("状态", "Status"),
    "single": ("当季", "Single quarter"),
    "yoy": ("同比(%)", "Year on year (%)"),
    "qoq": ("环比(%)", "Quarter on quarter (%)"),
    "rank": ("位次", "Rank"),
    "peers": ("参与排名", "Peers"),
    "remaining": ("距年度目标", "Still to do"),
    "monthly": ("月均需完成", "Needed a month"),
    "origin": ("来源", "Origin"),
    "expected": ("应报", "Expected"),
    "reported": ("已报", "Reported"),
    "discrepancy": ("与下级合计差额", "Own report less sum"),
    "about": ("约数", "Approximate"),
    "quarter": ("季度", "Quarter"),
    "cumulative": ("累计", "Cumulative"),
    "state": ("期末数", "State"),
    "due": ("按序时应完成", "Due by schedule"),
    "verdict": ("判定", "Verdict"),
    "goal": ("目标", "Goal"),
    "milestone": ("应完成", "Due"),
    "pace": ("月均已完成", "A month so far"),
    "needed": ("月均需完成", "Needed a month"),
    "missing": ("尚缺", "Missing"),
    "share": ("占年度目标(%)", "Of the annual target (%)"),
}
_TEXT = frozenset({
    "region", "code", "parent", "indicator", "unit", "status", "origin", "about", "quarter", "verdict", "goal",
})  # fmt: skip
_ONE_DECIMAL = frozenset({"completion", "schedule", "lead", "yoy", "qoq", "share"})
_WHOLE = frozenset({"rank", "peers", "expected", "reported"})


def columns(keys: Iterable[str], language: str, *, indicator: Indicator | None = None) -> list[Column]:
    """The columns of those keys; amounts are of one indicator (with its unit and decimals) or of many."""
    return [_column(key, language, indicator) for key in keys]


def _column(key: str, language: str, indicator: Indicator | None) -> Column:
    header = _HEADERS[key][language != "zh"]
    if key in _TEXT:
        return Column(header)
    if key in _ONE_DECIMAL:
        return Column(header, numeric=True, decimals=1, bar=key == "completion")
    if key in _WHOLE:
        return Column(header, numeric=True, decimals=0)
    if indicator is None:
        return Column(header, numeric=True)
    unit = indicator.unit.label(language)
    return Column(f"{header}({unit})" if language == "zh" else f"{header} ({unit})", True, indicator.decimals)  # noqa: FBT003


def amount(value: int | Fraction | None, indicator: Indicator) -> Decimal | None:
    """A value in the declared unit, rounded to the indicator's decimals."""
    return None if value is None else rounded(Fraction(value) / indicator.scale, indicator.decimals)


def distance(value: int | None, indicator: Indicator) -> Decimal | None:
    """What is missing or lies between two figures, as `amount`; with every digit where that would read 0."""
    shown = amount(value, indicator)
    return indicator.declared(value) if value and not shown else shown


def percent(share: Fraction | None) -> Decimal | None:
    """A share (or a difference of shares) in percent (or points), to one decimal."""
    return None if share is None else rounded(share * 100)


def about(*, approximate: bool, language: str) -> str:
    """The mark of an approximate figure."""
    return ("约" if language == "zh" else "about") if approximate else ""


def marks(regions: Iterable[Region], language: str) -> Sequence[str]:
    """The mark of invented figures, where one of the regions is invented."""
    return [synthetic_mark(language)] if any(region.synthetic for region in regions) else []
