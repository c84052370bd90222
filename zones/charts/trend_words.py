"""What the charts of one region and indicator over the quarters say: titles, hover texts and the names of their lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zones.charts import frame, text
from zones.charts.axis import Axis
from zones.charts.frame import Key
from zones.domain.figures import TrendPoint
from zones.domain.indicator import Indicator
from zones.domain.progress import completion
from zones.domain.region import Region
from zones.domain.wording import MILLION, grouped, percent, prose_value, table_value

NO_REPORT = ("未报", "no report")
_WORDS = {
    "cumulative": ("累计", "Cumulative"),
    "state": ("期末数", "State"),
    "single": ("当季", "Single quarter"),
    "target": ("年度目标", "Annual target"),
    "milestone": ("阶段目标", "Milestone"),
    "due": ("按序时应完成", "Due by schedule"),
    "completion": ("完成率", "Completion"),
    "schedule": ("序时进度", "Schedule"),
}


def trend_frame(
    region: Region, what: str, amounts: Axis, keys: Sequence[Key], *, note: str, language: str
) -> frame.Frame:
    """The frame of a region's trend; its unit is that of the axis."""
    zh = language == "zh"
    unit = Key(f"单位:{amounts.unit}" if zh else f"unit: {amounts.unit}")
    return frame.frame(
        title=f"{region.label(language)} · {what}",
        keys=[unit, *keys],
        note=note,
        regions=[region],
        language=language,
    )


def point_hover(point: TrendPoint, indicator: Indicator, language: str, *, title: str = "") -> str:
    """Everything known of one quarter, below the quarter's name or a title given."""
    share = completion(actual=point.value, target=point.target)
    about = ("约" if language == "zh" else "about ") if point.approximate else ""
    value = amount_words(point.value, indicator, language)
    facts = [
        (word("cumulative" if indicator.is_flow else "state", language), f"{about}{value}" if value else "—"),
        (word("single", language), amount_words(point.single_quarter, indicator, language)),
        (word("target", language), amount_words(point.target, indicator, language)),
        (word("completion", language), "" if share is None else percent(share)),
        (word("schedule", language), percent(point.schedule)),
    ]
    return text.hover(title or point.quarter.label(language), facts)


def word(name: str, language: str) -> str:
    """The name of a line or a fact."""
    return _WORDS[name][language != "zh"]


def amount_words(amount: int | Fraction | None, indicator: Indicator, language: str) -> str:
    """An amount with its unit; empty where there is none."""
    return "" if amount is None else prose_value(amount, indicator, language)


def short_words(amount: int | None, indicator: Indicator, language: str) -> str:
    """A label in a plot: with its unit in Chinese; in English the unit stands below the title (52.3 million)."""
    if language == "zh" or amount is None:
        return prose_value(amount, indicator, language)
    if indicator.unit.quantity != "money":
        return table_value(amount, indicator)
    return f"{grouped(Fraction(amount, MILLION))} million" if abs(amount) >= MILLION else grouped(amount, 0)
