"""What the hover text of a figure says, worded by the domain."""

from __future__ import annotations

from zones.domain.figures import ProgressRow
from zones.domain.wording import growth_in_prose, percent, points, prose_value
from zones.domain.words import STATUS_SIGNS, origin_word


def status_text(row: ProgressRow, language: str) -> str:
    """The light as shape and word."""
    return STATUS_SIGNS[row.status].text(language)


def progress_facts(row: ProgressRow, language: str) -> list[tuple[str, str]]:
    """Names and values of everything known about one figure; an unknown one is left out."""
    facts = [
        (_VALUE[language], _value(row, language)),
        (_TARGET[language], _amount(row, row.target, language)),
        (_COMPLETION[language], "" if row.completion is None else percent(row.completion)),
        (_SCHEDULE[language], percent(row.schedule)),
        (_LEAD[language], _lead(row, language)),
        (_REMAINING[language], _amount(row, row.remaining, language)),
        (_STATUS[language], status_text(row, language)),
        (_YOY[language], "" if row.yoy is None else growth_in_prose(row.yoy, language)),
        (_RANK[language], "" if row.rank is None else f"{row.rank} / {row.peers}"),
        (_COVERAGE[language], f"{row.coverage.reported} / {row.coverage.expected}"),
    ]
    return [(name, value) for name, value in facts if value]


_VALUE = {"zh": "数值", "en": "Figure"}
_TARGET = {"zh": "年度目标", "en": "Annual target"}
_COMPLETION = {"zh": "完成率", "en": "Completion"}
_SCHEDULE = {"zh": "序时进度", "en": "Schedule"}
_LEAD = {"zh": "超(+)/欠(-)序时", "en": "Lead"}
_REMAINING = {"zh": "距年度目标", "en": "Still to do"}
_STATUS = {"zh": "状态", "en": "Status"}
_YOY = {"zh": "同比", "en": "Year on year"}
_RANK = {"zh": "位次", "en": "Rank"}
_COVERAGE = {"zh": "已报单位", "en": "Units reported"}


def _amount(row: ProgressRow, amount: int | None, language: str) -> str:
    return "" if amount is None else prose_value(amount, row.indicator, language)


def _value(row: ProgressRow, language: str) -> str:
    if row.value is None:
        return ""
    origin = origin_word(row.figure.origin, language)
    about = ("约" if language == "zh" else "about ") if row.approximate else ""
    words = f"{about}{prose_value(row.value, row.indicator, language)}"
    return f"{words}({origin})" if language == "zh" else f"{words} ({origin.lower()})"


def _lead(row: ProgressRow, language: str) -> str:
    if row.lead is None:
        return ""
    return f"{points(row.lead)}{'个百分点' if language == 'zh' else ' points'}"
