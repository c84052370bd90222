"""Tables of what would lift a region, of placings and lists, and of two rules side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zones.domain.analysis_words import LIFT_SIGNS, move_text
from zones.domain.figures import Cell, Column, RankedRow, Table
from zones.domain.indicator import Indicator
from zones.domain.lift import Lift, Lifter
from zones.domain.listing import Listed, ListSide
from zones.domain.placing import Placing
from zones.domain.words import STATUS_SIGNS
from zones.exports.words import amount, distance, marks, percent
from zones.services.lift import LiftView
from zones.services.placings import PlacingView
from zones.services.simulation import Simulated, Simulation
from zones.services.table_parts import Head, Holds, Words, columns, joined, name_of, region_cells, said

_REGION = (Head("地区", "Region"), Head("代码", "Code"))
_LIFTS = (
    Head("目标", "Goal"),
    Head("单位", "Unit"),
    Head("数值", "Figure", Holds.AMOUNT),
    Head("应完成", "Due", Holds.AMOUNT),
    Head("尚缺", "Missing", Holds.AMOUNT),
    Head("结论", "Outcome"),
    Head("最少几个", "How few", Holds.COUNT),
    Head("哪些地区达标即可", "Who must reach its own line"),
    Head("可增加", "Would bring", Holds.AMOUNT),
    Head("仍缺", "Still missing", Holds.AMOUNT),
    Head("说明", "Note"),
)
_PLACINGS = (
    Head("位次", "Rank", Holds.COUNT),
    Head("位次变化", "Move"),
    Head("地区", "Region"),
    Head("完成率(%)", "Completion (%)", Holds.SHARE),
    Head("状态", "Status"),
    Head("距上一位(百分点)", "To the one above (points)", Holds.PERCENT),
    Head("距上一位", "To the one above", Holds.EXACT),
    Head("数值", "Figure", Holds.AMOUNT),
    Head("年度目标", "Annual target", Holds.AMOUNT),
    Head("上季位次", "Rank before", Holds.COUNT),
    Head("上级", "Under"),
    Head("代码", "Code"),
)
_LISTS = (
    Head("位次", "Rank", Holds.COUNT),
    *_REGION,
    Head("上级", "Under"),
    Head("数值", "Figure", Holds.AMOUNT),
    Head("年度目标", "Annual target", Holds.AMOUNT),
    Head("完成率(%)", "Completion (%)", Holds.SHARE),
    Head("状态", "Status"),
)
_SIMULATED = (
    *_REGION,
    Head("指标", "Indicator"),
    Head("完成率(%)", "Completion (%)", Holds.SHARE),
    Head("序时进度(%)", "Schedule (%)", Holds.PERCENT),
)
_RED: Words = ("红榜", "Red list")
_BLACK: Words = ("黑榜", "Black list")
_SILENT: Words = ("未报,按其阶段目标计", "not reported, counted at its milestone")
_UNCOUNTED: Words = (
    "未报,可能已含在上级数中,不计:{names}",
    "not reported, perhaps in a report above, not counted: {names}",
)
_FOLLOW: Words = ("自行上报,须同步更新:{names}", "reports itself and has to follow: {names}")


def lifts_table(view: LiftView, indicators: Mapping[str, Indicator], language: str) -> Table:
    """A row for every unmet goal: what is missing, and the fewest units that would bring it."""
    title = f"{view.region.label(language)} {'谁达标即可过线' if language == 'zh' else '· what would lift it'}"
    return Table(
        title=title,
        columns=columns(_LIFTS, language),
        rows=[_lift_cells(lift, indicators[lift.standing.goal.numerator], language) for lift in view.lifts],
        notes=marks([view.region], language),
    )


def _lift_cells(lift: Lift, indicator: Indicator, language: str) -> tuple[Cell, ...]:
    standing = lift.standing
    return (
        standing.goal.label(language),
        indicator.unit.label(language),
        amount(standing.figure, indicator),
        amount(standing.milestone, indicator),
        distance(standing.missing, indicator),
        LIFT_SIGNS[lift.outcome].text(language),
        len(lift.steps),
        joined([_step(step, indicator, language) for step in lift.steps], language),
        distance(lift.brought, indicator),
        distance(lift.still_missing, indicator),
        "; ".join(_lift_notes(lift, language)),
    )


def _step(step: Lifter, indicator: Indicator, language: str) -> str:
    brought = f"{step.region.label(language)} +{distance(step.lift, indicator)}"
    return f"{brought}({said(_SILENT, language)})" if step.silent else brought


def _lift_notes(lift: Lift, language: str) -> list[str]:
    return [
        said(words, language).format(names=joined([region.label(language) for region in regions], language))
        for words, regions in ((_UNCOUNTED, lift.uncounted), (_FOLLOW, lift.follow))
        if regions
    ]


def placings_table(view: PlacingView, language: str) -> Table:
    """A row a peer, best first, with the move since the quarter before and the distance to the next better one."""
    indicator = view.indicator
    return Table(
        title=f"{indicator.label(language)} · {'位次变化' if language == 'zh' else 'Ranking and moves'}",
        columns=columns(_PLACINGS, language, indicator=indicator),
        rows=[_placing_cells(item, indicator, language) for item in view.rows],
        notes=marks([view.region], language),
    )


def _placing_cells(item: Placing, indicator: Indicator, language: str) -> tuple[Cell, ...]:
    row, gap = item.row, item.gap
    return (
        row.rank,
        move_text(item, language),
        row.region.label(language),
        percent(row.completion),
        STATUS_SIGNS[row.status].text(language),
        None if gap is None else percent(gap.points),
        None if gap is None else distance(gap.amount, indicator),
        amount(row.value, indicator),
        amount(row.target, indicator),
        item.before,
        name_of(row.parent, language),
        row.region.code,
    )


def _ranked_cells(row: RankedRow, indicator: Indicator, language: str) -> tuple[Cell, ...]:
    return (
        row.rank,
        *region_cells(row.region, language),
        name_of(row.parent, language),
        amount(row.value, indicator),
        amount(row.target, indicator),
        percent(row.completion),
        STATUS_SIGNS[row.status].text(language),
    )


def list_tables(listed: Listed, indicator: Indicator, language: str) -> tuple[Table, Table]:
    """The red and the black list, each with both its conditions below."""
    rule = listed.rule
    return (
        _list_table(_RED, rule.red, listed.red, indicator, language),
        _list_table(_BLACK, rule.black, listed.black, indicator, language),
    )


def _list_table(title: Words, side: ListSide, rows: Sequence[RankedRow], indicator: Indicator, language: str) -> Table:
    return Table(
        title=f"{indicator.label(language)} · {said(title, language)}",
        columns=columns(_LISTS, language, indicator=indicator),
        rows=[_ranked_cells(row, indicator, language) for row in rows],
        notes=[side.wording(language), *marks((row.region for row in rows), language)],
    )


def simulation_counts_table(simulation: Simulation, language: str) -> Table:
    """A row a light: how many figures have it under each of the two rules."""
    status = Column("状态" if language == "zh" else "Status")
    counts = [Column(name, numeric=True, decimals=0) for name in _rule_names(simulation, language)]
    return Table(
        title="两种规则的状态数" if language == "zh" else "Lights under two rules",
        columns=[status, *counts],
        rows=[(STATUS_SIGNS[light].text(language), *both) for light, both in simulation.counts.items()],
        notes=_both_rules(simulation, language),
    )


def flips_table(simulation: Simulation, language: str) -> Table:
    """A row for every figure whose light changes."""
    title = "状态改变的地区和指标" if language == "zh" else "Lights that change"
    return _simulated_table(simulation, simulation.flips, title, language)


def edges_table(simulation: Simulation, language: str) -> Table:
    """A row for every figure that sits exactly on a bound of either rule."""
    title = "恰在界线上的地区和指标" if language == "zh" else "Exactly on a bound"
    return _simulated_table(simulation, simulation.on_edge, title, language)


def _simulated_table(simulation: Simulation, rows: Sequence[Simulated], title: str, language: str) -> Table:
    return Table(
        title=title,
        columns=[*columns(_SIMULATED, language), *(Column(name) for name in _rule_names(simulation, language))],
        rows=[
            (
                *region_cells(row.region, language),
                row.indicator.label(language),
                percent(row.completion),
                percent(row.schedule),
                STATUS_SIGNS[row.first].text(language),
                STATUS_SIGNS[row.second].text(language),
            )
            for row in rows
        ],
        notes=_both_rules(simulation, language),
    )


def _rule_names(simulation: Simulation, language: str) -> list[str]:
    """The names of both rules, told apart where it is the same one twice."""
    both = (simulation.first, simulation.second)
    return [f"{number} {rule.label(language)}" for number, rule in zip("①②", both, strict=True)]


def _both_rules(simulation: Simulation, language: str) -> list[str]:
    colon = ":" if language == "zh" else ": "
    both = (simulation.first, simulation.second)
    names = _rule_names(simulation, language)
    rules = [f"{name}{colon}{rule.wording(language)}" for name, rule in zip(names, both, strict=True)]
    return [*rules, *marks([simulation.region], language)]
