"""Tables of targets: what is handed down, what is about to be entered, milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zones.domain.analysis_words import HANDING_DOWN_SIGNS
from zones.domain.figures import Cell, Table
from zones.domain.handing_down import Decomposition
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.wording import ABSENT, stated_share
from zones.exports.words import marks, percent
from zones.services.decomposition import DecompositionView
from zones.services.table_parts import Head, Holds, Words, columns, exact, joined, moment, region_cells, said
from zones.services.target_entry import TargetEntry
from zones.store.milestones import MilestoneRecord

_DECOMPOSITION = (
    Head("地区", "Region"),
    Head("代码", "Code"),
    Head("指标", "Indicator"),
    Head("单位", "Unit"),
    Head("本级目标", "Own target", Holds.AMOUNT),
    Head("下级合计", "Sum of the children", Holds.AMOUNT),
    Head("差额", "Difference", Holds.AMOUNT),
    Head("已分解(%)", "Handed down (%)", Holds.PERCENT),
    Head("尚未分解", "Not yet handed down", Holds.AMOUNT),
    Head("状态", "State"),
    Head("没有目标的下级", "Children without a target"),
)
_ENTRIES = (
    Head("地区", "Region"),
    Head("代码", "Code"),
    Head("指标", "Indicator"),
    Head("单位", "Unit"),
    Head("目标", "Target", Holds.AMOUNT),
)
_MILESTONES = (
    Head("季度", "Quarter"),
    Head("指标", "Indicator"),
    Head("占年度目标", "Of the annual target"),
    Head("数额", "Amount", Holds.AMOUNT),
    Head("单位", "Unit"),
    Head("状态", "State"),
    Head("录入人", "By"),
    Head("时间", "At"),
    Head("原因", "Reason"),
)
_COUNTS: Words = ("现行", "in force")
_REPLACED: Words = ("已更改", "replaced")
_LIFTED: Words = ("取消,改用统一规定", "lifted: as declared for all")


def decomposition_table(view: DecompositionView, language: str) -> Table:
    """A row for every target of the region, then for those of its children, each against the sum of what is below."""
    title = "目标分解" if language == "zh" else "targets handed down"
    year = f"{view.year}年" if language == "zh" else str(view.year)
    return Table(
        title=f"{view.region.label(language)} {year} {title}",
        columns=columns(_DECOMPOSITION, language),
        rows=[_decomposition_cells(row, language) for row in (*view.rows, *view.below)],
        notes=marks([view.region], language),
    )


def _decomposition_cells(row: Decomposition, language: str) -> tuple[Cell, ...]:
    indicator = row.indicator
    return (
        *region_cells(row.region, language),
        indicator.label(language),
        indicator.unit.label(language),
        *(exact(value, indicator) for value in (row.own, row.handed, row.difference)),
        percent(row.share),
        exact(row.left, indicator),
        HANDING_DOWN_SIGNS[row.state].text(language),
        joined([child.label(language) for child in row.without], language),
    )


def entries_table(entries: Sequence[TargetEntry], language: str) -> Table:
    """A row for every target that is about to be entered, as typed."""
    return Table(
        title="待录入的目标" if language == "zh" else "Targets to be entered",
        columns=columns(_ENTRIES, language),
        rows=[
            (
                *region_cells(entry.region, language),
                entry.indicator.label(language),
                entry.indicator.unit.label(language),
                entry.amount,
            )
            for entry in entries
        ],
        notes=marks((entry.region for entry in entries), language),
    )


def milestones_table(
    records: Sequence[MilestoneRecord], region: Region, indicators: Mapping[str, Indicator], language: str
) -> Table:
    """A row for every milestone a region was ever given, newest first."""
    return Table(
        title=f"{region.label(language)} {'阶段目标' if language == 'zh' else 'milestones'}",
        columns=columns(_MILESTONES, language),
        rows=[_milestone_cells(record, indicators.get(record.indicator), language) for record in records],
        notes=marks([region], language),
    )


def _milestone_cells(record: MilestoneRecord, indicator: Indicator | None, language: str) -> tuple[Cell, ...]:
    share = None if record.milestone is None else record.milestone.share
    asked = None if record.milestone is None else record.milestone.amount
    return (
        str(Quarter.from_ordinal(record.period)),
        record.indicator if indicator is None else indicator.label(language),
        ABSENT if share is None else stated_share(share),
        None if indicator is None else exact(asked, indicator),
        "" if indicator is None else indicator.unit.label(language),
        _state(record, language),
        record.author,
        moment(record.created_at),
        record.reason,
    )


def _state(record: MilestoneRecord, language: str) -> str:
    if record.milestone is None:
        return said(_LIFTED, language)
    return said(_COUNTS if record.counts else _REPLACED, language)
