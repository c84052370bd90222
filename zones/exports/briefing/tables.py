"""The tables of a bulletin: narrow enough for an A4 page, in declared units (万元), every number rounded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from zones.domain.briefing import Briefing, GroupStanding, HalfYear
from zones.domain.document import Grid
from zones.domain.figures import Cell, Column, ProgressRow, Table
from zones.domain.indicator import Indicator
from zones.domain.past_half import GoalStanding, GoalState
from zones.domain.region import Region
from zones.domain.wording import percent as percent_text
from zones.domain.wording import rounded
from zones.domain.words import goal_state_word, level_word, origin_word, status_word, verdict_word
from zones.exports.briefing.facts import gap_of, pace_of, weakest
from zones.exports.briefing.labels import Labels
from zones.exports.briefing.telling_below import group_rows
from zones.exports.words import amount, columns, percent

T = TypeVar("T")

# So many columns of figures stand beside the names on an A4 page.
_ACROSS = 5
_OVERALL = ("indicator", "unit", "value", "target", "completion", "lead", "status", "yoy")
_MORE = ("indicator", "unit", "single", "qoq", "schedule", "remaining", "monthly", "origin", "expected", "reported")
_GROUP = ("indicator", "unit", "value", "target", "completion", "lead", "status", "expected", "reported")
_MISSING = ("region", "goal", "unit", "value", "target", "share", "milestone", "missing")
_CARD = ("indicator", "unit", "value", "target", "completion", "lead", "status", "gap", "remaining", "monthly", "pace")
_WORDS_ONLY = frozenset({"gap", "pace"})
_WORDS = {
    "gap": ("距序时差额", "Short of schedule"),
    "pace": ("前期月均", "A month so far"),
    "completion": ("{name}完成率(%)", "{name}, completion (%)"),
    "amount": ("{name}({unit})", "{name} ({unit})"),
    "rank": ("{name}位次", "{name}, rank"),
    "level": ("层级", "Level"),
    "silent": ("未报送单位", "Units without a report"),
    "about": ("{name}为约数。", "{name}: approximate."),
}


def overall(briefing: Briefing, caption: str, language: str, *, every: bool = True) -> Grid:
    """A row an indicator of the region itself; those without any figure stand there as absent (unless not `every`)."""
    ranks = any(row.peers > 1 for row in briefing.rows)
    rows = briefing.rows if every else [row for row in briefing.rows if row.value is not None]
    return Grid(
        "overall",
        caption,
        Table(
            title=caption,
            columns=columns([*_OVERALL, *(("rank",) if ranks else ())], language),
            rows=[(*_overall_cells(row, language), *((row.rank,) if ranks else ())) for row in rows],
            notes=_approximate(rows, language),
        ),
    )


def _overall_cells(row: ProgressRow, language: str) -> tuple[Cell, ...]:
    item = row.indicator
    return (
        item.label(language),
        item.unit.label(language),
        amount(row.value, item),
        amount(row.target, item),
        percent(row.completion),
        percent(row.lead),
        status_word(row.status, language),
        percent(row.yoy),
    )


def _approximate(rows: Sequence[ProgressRow], language: str) -> list[str]:
    names = [row.indicator.label(language) for row in rows if row.approximate]
    glue = "、" if language == "zh" else ", "
    return [_said("about", language).format(name=glue.join(names))] if names else []


def more(briefing: Briefing, caption: str, language: str) -> Grid:
    """The quarter's own part, what remains, and who is in, an indicator a row."""
    return Grid(
        "more",
        caption,
        Table(
            title=caption,
            columns=columns(_MORE, language),
            rows=[_more_cells(row, language) for row in briefing.reported_rows],
        ),
    )


def _more_cells(row: ProgressRow, language: str) -> tuple[Cell, ...]:
    item = row.indicator
    return (
        item.label(language),
        item.unit.label(language),
        amount(row.single_quarter, item),
        percent(row.qoq),
        percent(row.schedule),
        amount(row.remaining, item),
        pace_amount(row.needed_per_month, item) if row.remaining else None,
        origin_word(row.figure.origin, language),
        row.coverage.expected,
        row.coverage.reported,
    )


def spread(
    code: str,
    captions: Iterator[str],
    regions: Sequence[Sequence[ProgressRow]],
    kind: str,
    language: str,
    *,
    labels: Labels,
    beneath: bool = False,
) -> list[Grid]:
    """Regions by indicators, a few indicators a table: `kind` is amount, completion or rank. Empty columns are left out.

    With `beneath` the region above stands beside each.
    """
    shown = [item for item in _indicators(regions) if any(_cell(row, kind) is not None for row in _of(regions, item))]
    grids = []
    for part in chunked(shown, _ACROSS):
        caption = next(captions)
        names = columns(("parent", "region") if beneath else ("region",), language)
        heads = [*names, *(_column(item, kind, language) for item in part)]
        lines = [(*_names_of(rows, labels, beneath=beneath), *_spread_cells(rows, part, kind)) for rows in regions]
        grids.append(Grid(f"{code}:{kind}", caption, Table(title=caption, columns=heads, rows=lines)))
    return grids


def _names_of(rows: Sequence[ProgressRow], labels: Labels, *, beneath: bool) -> tuple[Cell, ...]:
    region = rows[0].region
    return (labels.parent(region), labels(region)) if beneath else (labels(region),)


def _spread_cells(rows: Sequence[ProgressRow], part: Sequence[Indicator], kind: str) -> tuple[Cell, ...]:
    by_code = {row.indicator.code: row for row in rows}
    return tuple(_cell(by_code[item.code], kind) for item in part)


def _cell(row: ProgressRow, kind: str) -> Cell:
    match kind:
        case "amount":
            return amount(row.value, row.indicator)
        case "completion":
            return percent(row.completion)
        case _:
            return row.rank if row.peers > 1 else None


def _column(item: Indicator, kind: str, language: str) -> Column:
    header = _said(kind, language).format(name=item.label(language), unit=item.unit.label(language))
    decimals = {"amount": item.decimals, "completion": 1}.get(kind, 0)
    return Column(header, numeric=True, decimals=decimals)


def _indicators(regions: Sequence[Sequence[ProgressRow]]) -> list[Indicator]:
    return [row.indicator for row in regions[0]] if regions else []


def _of(regions: Sequence[Sequence[ProgressRow]], item: Indicator) -> Iterator[ProgressRow]:
    return (row for rows in regions for row in rows if row.indicator == item)


def half_year(half: HalfYear, captions: Iterator[str], labels: Labels, language: str) -> list[Grid]:
    """Regions by goals, a few goals a table, each cell the state and the share of the annual target.

    The verdict stands in the first table once the half is over; goals that nobody has a target for are left out.
    """
    grids = []
    everyone = (half.own, *half.children)
    aimed = {item.goal.code for row in everyone for item in row.standings if item.state is not GoalState.NO_TARGET}
    shown = [goal for goal in half.goals if goal.code in aimed]
    for at, part in enumerate(chunked(shown, _ACROSS - 1)):
        caption = next(captions)
        judged = at == 0 and half.final
        head = columns(("region", "verdict") if judged else ("region",), language)
        heads = [*head, *(Column(goal.label(language)) for goal in part)]
        rows = []
        for row in everyone:
            chosen = [item for item in row.standings if item.goal in part]
            first = [verdict_word(row.verdict, language)] if judged else []
            rows.append((labels(row.region), *first, *(_state(item, language) for item in chosen)))
        grids.append(Grid("half_year", caption, Table(title=caption, columns=heads, rows=rows)))
    return grids


def _state(item: GoalStanding, language: str) -> str:
    word = goal_state_word(item.state, language)
    return word if item.share is None else f"{word} {percent_text(item.share)}"


def missing_lines(half: HalfYear, labels: Labels, language: str) -> list[tuple[Cell, ...]]:
    """Every goal that the region or a child has not met: what is there, what is due, what is missing."""
    return [
        (labels(row.region), *_missing_cells(item, half, language))
        for row in (half.own, *half.children)
        for item in row.standings
        if item.state is GoalState.MISSED
    ]


def missing(lines: Sequence[Sequence[Cell]], caption: str, language: str) -> Grid:
    """The lines of what is missing, as a table."""
    return Grid("missing", caption, Table(title=caption, columns=columns(_MISSING, language), rows=lines))


def _missing_cells(item: GoalStanding, half: HalfYear, language: str) -> tuple[Cell, ...]:
    indicator = half.indicator_of(item.goal)
    return (
        item.goal.label(language),
        indicator.unit.label(language),
        amount(item.figure, indicator),
        amount(item.target, indicator),
        percent(item.share),
        amount(item.milestone, indicator),
        amount(item.missing, indicator),
    )


def silent(regions: Sequence[Region], caption: str, labels: Labels, language: str) -> Grid:
    """Who reported nothing."""
    heads = [*columns(("parent", "region", "code"), language), Column(_said("level", language))]
    rows = [
        (labels.parent(region), labels(region), region.code, level_word(region.level, language)) for region in regions
    ]
    return Grid("silent", caption, Table(title=caption, columns=heads, rows=rows))


def group(briefing: Briefing, standing: GroupStanding, caption: str, language: str) -> Grid:
    """A group's totals, an indicator a row."""
    rows = [
        (
            row.indicator.label(language),
            row.indicator.unit.label(language),
            amount(row.value, row.indicator),
            amount(row.target, row.indicator),
            percent(row.completion),
            percent(row.lead),
            status_word(row.status, language),
            row.coverage.expected,
            row.coverage.reported,
        )
        for row in group_rows(briefing, standing)
    ]
    return Grid("group", caption, Table(title=caption, columns=columns(_GROUP, language), rows=rows))


def card(rows: Sequence[ProgressRow], caption: str, language: str) -> Grid:
    """What one lagging region must make good, an indicator behind schedule a row."""
    known = columns([key for key in _CARD if key not in _WORDS_ONLY], language)
    heads = [Column(_said(key, language), numeric=True) if key in _WORDS_ONLY else known.pop(0) for key in _CARD]
    return Grid(
        "card",
        caption,
        Table(title=caption, columns=heads, rows=[_card_cells(row, language) for row in weakest(rows)]),
    )


def _card_cells(row: ProgressRow, language: str) -> tuple[Cell, ...]:
    item = row.indicator
    return (
        item.label(language),
        item.unit.label(language),
        amount(row.value, item),
        amount(row.target, item),
        percent(row.completion),
        percent(row.lead),
        status_word(row.status, language),
        amount(gap_of(row), item),
        amount(row.remaining, item),
        pace_amount(row.needed_per_month, item),
        pace_amount(pace_of(row), item),
    )


def pace_amount(value: Fraction | None, indicator: Indicator) -> Decimal | None:
    """An amount a month in the declared unit; counts to one decimal, as in prose."""
    if value is None:
        return None
    decimals = 1 if indicator.unit.quantity == "count" else indicator.decimals
    return rounded(value / indicator.scale, decimals)


def _said(key: str, language: str) -> str:
    return _WORDS[key][language != "zh"]


def chunked(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in parts of about equal size, none longer than `size`."""
    parts = -(-len(items) // size)
    for at in range(parts):
        yield items[at * len(items) // parts : (at + 1) * len(items) // parts]
