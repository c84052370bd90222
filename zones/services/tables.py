"""Tables of what services answer with: histories, findings, changes, submissions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from zones.domain.figures import Column, Table
from zones.domain.finding import Finding, Severity
from zones.domain.indicator import Indicator
from zones.domain.wording import rounded
from zones.domain.words import STATUS_SIGNS, synthetic_mark
from zones.services.changes import Change
from zones.services.history import HistoricalValue
from zones.store.submission_reads import SubmissionRecord

_SEVERITIES = {
    Severity.ERROR: ("✘ 错误", "✘ Error"),
    Severity.WARNING: ("▲ 警告", "▲ Warning"),
    Severity.NOTE: ("· 提示", "· Note"),
}
_TEXTS = {
    "history": ("修改历史", "Past values"),
    "findings": ("检查结果", "Findings"),
    "changes": ("将要发生的变化", "What will change"),
    "submissions": ("填报记录", "Submissions"),
    "yes": ("约", "yes"),
    "in_force": ("现行", "in force"),
    "withdrawn": ("已撤回", "withdrawn"),
    "replaced": ("已更正", "replaced"),
    "counts": ("有效", "counts"),
    "figure": ("季报", "Report"),
    "target": ("目标", "Targets"),
}

_NUMBER = True
_HISTORY = (
    ("数值", "Value", _NUMBER),
    ("单位", "Unit"),
    ("约数", "Approximate"),
    ("状态", "State"),
    ("填报编号", "Submission", _NUMBER),
    ("文件", "File"),
    ("行", "Row", _NUMBER),
    ("填报人", "By"),
    ("时间", "At"),
    ("原因", "Reason"),
    ("说明", "Note"),
)
_FINDINGS = (
    ("级别", "Severity"),
    ("行", "Row", _NUMBER),
    ("列", "Column"),
    ("内容", "Value"),
    ("问题", "Finding"),
    ("建议", "Suggestion"),
    ("代码", "Code"),
)
_CHANGES = (
    ("地区", "Region"),
    ("季度", "Quarter"),
    ("指标", "Indicator"),
    ("单位", "Unit"),
    ("原值", "Old", _NUMBER),
    ("新值", "New", _NUMBER),
    ("变化", "Change", _NUMBER),
    ("完成率(%)", "Completion (%)", _NUMBER),
    ("变为(%)", "Becomes (%)", _NUMBER),
    ("状态", "Status"),
)
_SUBMISSIONS = (
    ("编号", "No.", _NUMBER),
    ("内容", "Content"),
    ("文件", "File"),
    ("填报人", "By"),
    ("时间", "At"),
    ("行数", "Rows", _NUMBER),
    ("数据", "Figures", _NUMBER),
    ("状态", "State"),
    ("原因", "Reason"),
)


def _columns(declared: Sequence[tuple[str, str] | tuple[str, str, bool]], language: str) -> list[Column]:
    return [Column(names[0] if language == "zh" else names[1], numeric=_NUMBER in names) for names in declared]


def _text(key: str, language: str) -> str:
    return _TEXTS[key][language != "zh"]


def _amount(value: int | None, indicator: Indicator) -> Decimal | None:
    """A value exactly as stored, in the declared unit: what was said is never rounded."""
    return None if value is None else indicator.declared(value)


def history_table(
    values: Sequence[HistoricalValue], indicator: Indicator, language: str, *, synthetic: bool = False
) -> Table:
    """Every value a figure had, oldest first."""
    return Table(
        title=f"{indicator.label(language)} · {_text('history', language)}",
        columns=_columns(_HISTORY, language),
        rows=[
            (
                _amount(item.value, indicator),
                indicator.unit.label(language),
                _text("yes", language) if item.approximate else "",
                _history_state(item, language),
                item.submission.id,
                item.submission.file_name,
                item.line,
                item.submission.author,
                _moment(item.submission),
                item.submission.reason,
                item.submission.note if language == "zh" else item.submission.note_en or item.submission.note,
            )
            for item in values
        ],
        notes=_marks(synthetic=synthetic, language=language),
    )


def _history_state(item: HistoricalValue, language: str) -> str:
    if item.in_force:
        return _text("in_force", language)
    if item.submission.withdrawn_at is not None:
        return _text("withdrawn", language)
    return _text("replaced", language)


def _moment(record: SubmissionRecord) -> str:
    """When it came, by this machine's clock."""
    return f"{record.created_at.astimezone():%Y-%m-%d %H:%M}"


def findings_table(findings: Sequence[Finding], language: str) -> Table:
    """Every finding, errors first, then by row."""
    order = list(Severity)
    listed = sorted(findings, key=lambda finding: (order.index(finding.severity), finding.row or 0))
    return Table(
        title=_text("findings", language),
        columns=_columns(_FINDINGS, language),
        rows=[
            (
                _SEVERITIES[finding.severity][language != "zh"],
                finding.row,
                finding.column or "",
                finding.value or "",
                finding.wording(language),
                finding.advice(language),
                finding.code,
            )
            for finding in listed
        ],
    )


def changes_table(changes: Sequence[Change], language: str) -> Table:
    """Old and new figures side by side, in declared units."""
    return Table(
        title=_text("changes", language),
        columns=_columns(_CHANGES, language),
        rows=[
            (
                change.region.label(language),
                str(change.quarter),
                change.indicator.label(language),
                change.indicator.unit.label(language),
                _amount(change.old, change.indicator),
                _amount(change.new, change.indicator),
                None if change.old is None else _amount(change.new - change.old, change.indicator),
                _percent(change.old_completion),
                _percent(change.new_completion),
                _turn(change, language),
            )
            for change in changes
        ],
        notes=_marks(synthetic=any(change.region.synthetic for change in changes), language=language),
    )


def _marks(*, synthetic: bool, language: str) -> list[str]:
    return [synthetic_mark(language)] if synthetic else []


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else rounded(share * 100)


def _turn(change: Change, language: str) -> str:
    """The light, or how it turns."""
    old, new = (STATUS_SIGNS[status].text(language) for status in (change.old_status, change.new_status))
    return new if old == new else f"{old} → {new}"


def submissions_table(records: Sequence[SubmissionRecord], language: str) -> Table:
    """The submissions, newest first."""
    return Table(
        title=_text("submissions", language),
        columns=_columns(_SUBMISSIONS, language),
        rows=[
            (
                record.id,
                _text(record.ledger, language),
                record.file_name,
                record.author,
                _moment(record),
                record.rows,
                record.figures,
                _text("withdrawn", language) if record.withdrawn_at else _text("counts", language),
                record.reason,
            )
            for record in records
        ],
        notes=_marks(synthetic=any(record.synthetic for record in records), language=language),
    )
