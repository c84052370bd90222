"""Tables of data quality: who reported, what differs, what was accepted, what looks odd; each with its rule below."""

from __future__ import annotations

from collections.abc import Sequence

from zones.catalogue.reporting import ReportingRules
from zones.domain.analysis_words import BASIS_SIGNS, ODDITY_SIGNS
from zones.domain.figures import Cell, Table
from zones.domain.punctuality import Tally
from zones.domain.quality import Basis
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.wording import ABSENT, rounded
from zones.exports.words import amount, marks, percent
from zones.services.accepted import AcceptedWarning
from zones.services.discrepancies import Discrepancy
from zones.services.odd_figures import OddFigures
from zones.services.outliers import Outlier
from zones.services.reporting import Absent, Late, QuarterState, ReportingView
from zones.services.table_parts import Head, Holds, Words, columns, exact, moment, name_of, region_cells, said

_REGION = (Head("地区", "Region"), Head("代码", "Code"))
_UNDER = Head("上级", "Under")
_RATES = (
    *_REGION,
    Head("应报", "Expected", Holds.COUNT),
    Head("已报", "Reported", Holds.COUNT),
    Head("未报", "Absent", Holds.COUNT),
    Head("上报率(%)", "Reported (%)", Holds.SHARE),
    Head("按时", "In time", Holds.COUNT),
    Head("按时率(%)", "In time (%)", Holds.SHARE),
)
_QUARTERS = (
    Head("季度", "Quarter"),
    Head("应报", "Expected", Holds.COUNT),
    Head("已报", "Reported", Holds.COUNT),
    Head("上报率(%)", "Reported (%)", Holds.SHARE),
    Head("应报日期", "Due on"),
    Head("最近填报", "Last report"),
)
_ABSENT = (_UNDER, *_REGION, Head("季度", "Quarter"), Head("应报日期", "Due on"))
_LATE = (_UNDER, *_REGION, Head("首次报送", "First sent"), Head("逾期天数", "Days late", Holds.COUNT))
_DISCREPANCIES = (
    *_REGION,
    Head("指标", "Indicator"),
    Head("单位", "Unit"),
    Head("本级上报", "Own report", Holds.AMOUNT),
    Head("下级合计", "Sum of the children", Holds.AMOUNT),
    Head("差额", "Difference", Holds.AMOUNT),
    Head("占本级(%)", "Of the own report (%)", Holds.PERCENT),
)
_WARNINGS = (
    Head("地区", "Region"),
    Head("警告", "Warning"),
    Head("文件", "File"),
    Head("行", "Row", Holds.COUNT),
    Head("列", "Column"),
    Head("填报人", "By"),
    Head("时间", "At"),
    Head("确认原因", "Accepted because"),
    Head("填报编号", "Submission", Holds.COUNT),
)
_OUTLIERS = (
    *_REGION,
    Head("指标", "Indicator"),
    Head("比较对象", "Against"),
    Head("数值", "Figure", Holds.AMOUNT),
    Head("中位数", "Median", Holds.AMOUNT),
    Head("单位", "Unit"),
    Head("偏离(倍离差)", "Off by (spreads)", Holds.PERCENT),
    Head("比较个数", "Compared with", Holds.COUNT),
)
_ODD = (
    *_REGION,
    Head("问题", "What is odd"),
    Head("指标", "Indicator"),
    Head("数值", "Figure", Holds.AMOUNT),
    Head("单位", "Unit"),
    Head("个数", "How many", Holds.COUNT),
    Head("共看", "Of", Holds.COUNT),
    Head("占比(%)", "Share (%)", Holds.PERCENT),
)
_TOTAL: Words = ("合计", "Total")
_FILE: Words = ("(整个文件)", "(the file)")
_OF_TARGET: Words = ("占年度目标%", "% of the annual target")
_ALL: Words = ("全部指标", "All indicators")


def reporting_table(view: ReportingView, rules: ReportingRules, language: str) -> Table:
    """A row a region and a total: who is expected, who reported, who in time."""
    title = "上报率与按时率" if language == "zh" else "Reporting and punctuality"
    rows = [(*region_cells(row.region, language), *_tally_cells(row.tally)) for row in view.rows]
    deadline = f"{'应报日期' if language == 'zh' else 'Due on'} {view.deadline}"
    return Table(
        title=f"{view.region.label(language)} {view.quarter.label(language)} {title}",
        columns=columns(_RATES, language),
        rows=[*rows, (said(_TOTAL, language), view.region.code, *_tally_cells(view.total))],
        notes=[deadline, rules.deadline.wording(language), *marks([view.region], language)],
    )


def _tally_cells(tally: Tally) -> tuple[Cell, ...]:
    absent = tally.expected - tally.reported
    rates = percent(tally.rate), percent(tally.punctual_rate)
    return tally.expected, tally.reported, absent, rates[0], tally.punctual, rates[1]


def quarters_table(states: Sequence[QuarterState], region: Region, rules: ReportingRules, language: str) -> Table:
    """A row a quarter: how many have reported, when the last report came, and when reports were due."""
    return Table(
        title=f"{region.label(language)} {'各季数据' if language == 'zh' else 'quarters'}",
        columns=columns(_QUARTERS, language),
        rows=[
            (
                item.quarter.label(language),
                item.tally.expected,
                item.tally.reported,
                percent(item.tally.rate),
                str(rules.deadline.date_of(item.quarter)),
                ABSENT if item.latest is None else moment(item.latest),
            )
            for item in states
        ],
        notes=marks([region], language),
    )


def absent_table(absent: Sequence[Absent], quarter: Quarter, rules: ReportingRules, language: str) -> Table:
    """Who has not reported, as a list to send around."""
    deadline = str(rules.deadline.date_of(quarter))
    return Table(
        title=f"{quarter.label(language)} {'未报名单' if language == 'zh' else 'Not yet reported'}",
        columns=columns(_ABSENT, language),
        rows=[
            (name_of(item.parent, language), *region_cells(item.region, language), str(quarter), deadline)
            for item in absent
        ],
        notes=marks((item.region for item in absent), language),
    )


def late_table(late: Sequence[Late], rules: ReportingRules, language: str) -> Table:
    """Who reported after the deadline, and how late."""
    return Table(
        title="逾期上报" if language == "zh" else "Reported late",
        columns=columns(_LATE, language),
        rows=[
            (
                name_of(item.parent, language),
                *region_cells(item.region, language),
                moment(item.reported_at),
                item.days,
            )
            for item in late
        ],
        notes=[rules.deadline.wording(language), *marks((item.region for item in late), language)],
    )


def discrepancies_table(found: Sequence[Discrepancy], language: str) -> Table:
    """A row for every own report that is not the sum, exact."""
    return Table(
        title="本级上报与下级合计的差额" if language == "zh" else "Own reports against sums",
        columns=columns(_DISCREPANCIES, language),
        rows=[
            (
                *region_cells(item.region, language),
                item.indicator.label(language),
                item.indicator.unit.label(language),
                *(exact(value, item.indicator) for value in (item.own, item.children, item.difference)),
                percent(item.share),
            )
            for item in found
        ],
        notes=marks((item.region for item in found), language),
    )


def warnings_table(warnings: Sequence[AcceptedWarning], language: str) -> Table:
    """A row for every accepted warning, with who accepted it and why."""
    return Table(
        title="已确认的警告" if language == "zh" else "Accepted warnings",
        columns=columns(_WARNINGS, language),
        rows=[
            (
                said(_FILE, language) if item.region is None else item.region.label(language),
                item.finding.wording(language),
                item.submission.file_name,
                item.finding.row,
                item.finding.column or "",
                item.submission.author,
                moment(item.submission.created_at),
                item.submission.reason,
                item.submission.id,
            )
            for item in warnings
        ],
        notes=marks((item.region for item in warnings if item.region is not None), language),
    )


def outliers_table(found: Sequence[Outlier], rules: ReportingRules, language: str) -> Table:
    """A row for every figure out of line, the furthest off first."""
    return Table(
        title="偏离常值的数据" if language == "zh" else "Figures out of line",
        columns=columns(_OUTLIERS, language),
        rows=[_outlier_cells(item, language) for item in found],
        notes=[rules.outliers.wording(language), *marks((item.region for item in found), language)],
    )


def _outlier_cells(item: Outlier, language: str) -> tuple[Cell, ...]:
    deviation, indicator = item.deviation, item.indicator
    if item.basis is Basis.SIBLINGS:
        value, usual, unit = percent(deviation.value), percent(deviation.usual), said(_OF_TARGET, language)
    else:
        value, usual = amount(deviation.value, indicator), amount(deviation.usual, indicator)
        unit = indicator.unit.label(language)
    return (
        *region_cells(item.region, language),
        indicator.label(language),
        BASIS_SIGNS[item.basis].text(language),
        value,
        usual,
        unit,
        rounded(deviation.times),
        deviation.compared,
    )


def odd_figures_table(found: Sequence[OddFigures], rules: ReportingRules, language: str) -> Table:
    """A row for every region whose figures are too round, and for every flow that does not change."""
    return Table(
        title="整数过多或连续不变" if language == "zh" else "Too round or constant",
        columns=columns(_ODD, language),
        rows=[_odd_cells(item, language) for item in found],
        notes=[
            rules.round_figures.wording(language),
            rules.constant_figures.wording(language),
            *marks((item.region for item in found), language),
        ],
    )


def _odd_cells(item: OddFigures, language: str) -> tuple[Cell, ...]:
    indicator = item.indicator
    return (
        *region_cells(item.region, language),
        ODDITY_SIGNS[item.oddity].text(language),
        said(_ALL, language) if indicator is None else indicator.label(language),
        None if indicator is None else exact(item.value, indicator),
        "" if indicator is None else indicator.unit.label(language),
        item.count,
        item.of,
        percent(item.share),
    )
