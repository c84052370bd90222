"""Tables of what services answer with: histories, findings, changes, submissions."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.figures import Table
from zones.domain.finding import Finding, Severity
from zones.domain.indicator import Indicator
from zones.services.changes import Change
from zones.services.history import HistoricalValue
from zones.store.submission_reads import SubmissionRecord

_SEVERITIES = {
    Severity.ERROR: ("✘ 错误", "✘ Error"),
    Severity.WARNING: ("▲ 警告", "▲ Warning"),
    Severity.NOTE: ("· 提示", "· Note"),
}
_HISTORY = (
    ("数值", "单位", "约数", "状态", "填报编号", "文件", "行", "填报人", "时间", "原因", "说明"),
    ("Value", "Unit", "Approximate", "State", "Submission", "File", "Row", "By", "At", "Reason", "Note"),
)
_FINDINGS = (
    ("级别", "行", "列", "内容", "问题", "建议", "代码"),
    ("Severity", "Row", "Column", "Value", "Finding", "Suggestion", "Code"),
)
_CHANGES = (
    ("地区", "季度", "指标", "单位", "原值", "新值", "变化"),
    ("Region", "Quarter", "Indicator", "Unit", "Old", "New", "Change"),
)
_SUBMISSIONS = (
    ("编号", "内容", "文件", "填报人", "时间", "行数", "数据", "状态", "原因"),
    ("No.", "Content", "File", "By", "At", "Rows", "Figures", "State", "Reason"),
)


def _of(pair: tuple[tuple[str, ...], tuple[str, ...]], language: str) -> tuple[str, ...]:
    return pair[language != "zh"]


def _said(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def history_table(values: Sequence[HistoricalValue], indicator: Indicator, language: str) -> Table:
    """Every value a figure had, oldest first."""
    return Table(
        title=indicator.label(language),
        headers=_of(_HISTORY, language),
        rows=[
            (
                indicator.number(item.value),
                indicator.unit.name,
                _said(language, "约", "yes") if item.approximate else "",
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
    )


def _history_state(item: HistoricalValue, language: str) -> str:
    if item.in_force:
        return _said(language, "现行", "in force")
    if item.submission.withdrawn_at is not None:
        return _said(language, "已撤回", "withdrawn")
    return _said(language, "已更正", "replaced")


def _moment(record: SubmissionRecord) -> str:
    return f"{record.created_at:%Y-%m-%d %H:%M}"


def findings_table(findings: Sequence[Finding], language: str) -> Table:
    """Every finding, errors first, then by row."""
    order = list(Severity)
    listed = sorted(findings, key=lambda finding: (order.index(finding.severity), finding.row or 0))
    return Table(
        title=_said(language, "检查结果", "Findings"),
        headers=_of(_FINDINGS, language),
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
        title=_said(language, "将要发生的变化", "What will change"),
        headers=_of(_CHANGES, language),
        rows=[
            (
                change.region.label(language),
                str(change.quarter),
                change.indicator.label(language),
                change.indicator.unit.name,
                change.indicator.number(change.old),
                change.indicator.number(change.new),
                None if change.old is None else change.indicator.number(change.new - change.old),
            )
            for change in changes
        ],
    )


def submissions_table(records: Sequence[SubmissionRecord], language: str) -> Table:
    """The submissions, newest first."""
    kinds = {"figure": _said(language, "季报", "Report"), "target": _said(language, "目标", "Targets")}
    return Table(
        title=_said(language, "最近的填报", "Recent submissions"),
        headers=_of(_SUBMISSIONS, language),
        rows=[
            (
                record.id,
                kinds[record.ledger],
                record.file_name,
                record.author,
                _moment(record),
                record.rows,
                record.figures,
                _said(language, "已撤回", "withdrawn") if record.withdrawn_at else _said(language, "有效", "counts"),
                record.reason,
            )
            for record in records
        ],
    )
