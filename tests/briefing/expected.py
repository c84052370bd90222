"""What the tables and charts of a bulletin must show, computed from the model alone, with a rounding of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.briefing.claims import rounded
from tests.briefing.extracts import Drawn
from tests.briefing.reading import reader
from zones.domain.briefing import Briefing
from zones.domain.document import Chart, Grid
from zones.domain.figures import ProgressRow, RegionPastHalf, TrendPoint, cell_text
from zones.exports.briefing.labels import Labels
from zones.services.briefing_documents import Press

Cells = dict[int, str]
ABSENT = "—"


def shown(value: int | Fraction | None, size: int, decimals: int) -> str:
    """A number as a table prints it."""
    if value is None:
        return ABSENT
    number = rounded(Fraction(value) / size, decimals)
    return f"{number or abs(number):,.{decimals}f}"


def amount(value: int | Fraction | None, row: ProgressRow) -> str:
    return shown(value, row.indicator.scale, row.indicator.decimals)


def a_month(value: Fraction | None, row: ProgressRow) -> str:
    """Things counted have one decimal where they are an average."""
    counted = row.indicator.unit.quantity == "count"
    return shown(value, row.indicator.scale, 1 if counted else row.indicator.decimals)


def share(value: Fraction | None) -> str:
    return shown(None if value is None else value * 100, 1, 1)


def count(value: int | None) -> str:
    return shown(value, 1, 0)


SPREADS: dict[str, Callable[[ProgressRow], str]] = {
    "amount": lambda row: amount(row.value, row),
    "target": lambda row: amount(row.target, row),
    "completion": lambda row: share(row.completion),
    "rank": lambda row: count(row.rank if row.peers > 1 else None),
}


class Facts:
    """The rows of a model by the names a reader sees."""

    def __init__(self, press: Press) -> None:
        self.model, self.language = press.briefing, press.language
        self.labels: Labels = reader(press.briefing, press.language).labels
        self.rows = {
            (self.labels(row.region), row.indicator.label(self.language)): row
            for rows in (self.model.rows, *self.model.children, *self.model.units)
            for row in rows
        }
        half = self.model.half_year
        self.halves: dict[str, RegionPastHalf] = {self.labels(item.region): item for item in (half.own, *half.children)}
        self.indicators = sorted((row.indicator.label(self.language) for row in self.model.rows), key=len, reverse=True)

    def own(self, indicator: str) -> ProgressRow:
        return self.rows[self.labels(self.model.region), indicator]

    def named(self, header: str) -> str:
        """The indicator that a column's header names."""
        return next(name for name in self.indicators if header.startswith(name))


# --- tables ------------------------------------------------------------------------------------------------


def checked_grid(grid: Grid, facts: Facts) -> int:
    """How many cells with numbers of a table are the model's; a number in any other cell is an error."""
    kind = grid.code.partition(":")[2] or grid.code
    lines = SPREAD_LINES if kind in SPREADS else LINES[kind]
    checked = 0
    for line in grid.table.rows:
        wanted = lines(facts, grid, line, kind)
        for at, cell in enumerate(line):
            text = cell_text(cell)
            if at in wanted:
                assert text == wanted[at], (grid.caption, line, at)
            elif re.search(r"\d", text) and at not in WORDS.get(kind, ()):
                assert text in NAMES(facts), (grid.caption, line, text)
        checked += len(wanted)
    return checked


# Columns that hold names, files and dates rather than figures.
WORDS = {"sources": (2, 3, 5), "overall": (1,), "more": (1,), "missing": (2,), "group": (1,)}


def NAMES(facts: Facts) -> set[str]:  # noqa: N802  it reads as the set it is
    return {name for name, _ in facts.rows} | set(facts.indicators)


def _overall(facts: Facts, grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    row = facts.own(line[0])
    cells = [amount(row.value, row), amount(row.target, row), share(row.completion), share(row.lead)]
    rank = {8: count(row.rank)} if len(grid.table.columns) > 8 else {}
    return {**dict(enumerate(cells, start=2)), 7: share(row.yoy), **rank}


def _more(facts: Facts, _grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    row = facts.own(line[0])
    needed = row.needed_per_month if row.remaining else None
    cells = [amount(row.single_quarter, row), share(row.qoq), share(row.schedule)]
    cells += [amount(row.remaining, row), a_month(needed, row)]
    return {**dict(enumerate(cells, start=2)), 8: count(row.coverage.expected), 9: count(row.coverage.reported)}


def SPREAD_LINES(facts: Facts, grid: Grid, line: Sequence[Any], kind: str) -> Cells:  # noqa: N802  beside LINES
    names = sum(not column.numeric for column in grid.table.columns)
    columns = enumerate(grid.table.columns[names:], start=names)
    return {at: SPREADS[kind](facts.rows[line[names - 1], facts.named(column.header)]) for at, column in columns}


def _half_year(facts: Facts, grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    """A state in words and the share of the annual target behind it."""
    standings = {item.goal.label(facts.language): item for item in facts.halves[line[0]].standings}
    cells = {}
    for at, head in enumerate(grid.table.headers):
        if head in standings and (part := standings[head].share) is not None:
            word = str(line[at]).rpartition(" ")[0]
            cells[at] = f"{word} {share(part)}%"
    return cells


def _missing(facts: Facts, _grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    standings = {item.goal.label(facts.language): item for item in facts.halves[line[0]].standings}
    item = standings[line[1]]
    row = next(row for row in facts.model.rows if row.indicator.code == item.goal.numerator)
    cells = [amount(item.figure, row), amount(item.target, row), share(item.share)]
    cells += [amount(item.milestone, row), amount(item.missing, row)]
    return dict(enumerate(cells, start=3))


def _silent(facts: Facts, _grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    codes = {facts.labels(region): region.code for region in facts.model.reporting.silent}
    return {2: codes[line[1]]}


def _sources(facts: Facts, _grid: Grid, line: Sequence[Any], _kind: str) -> Cells:
    source = next(item for item in facts.model.sources if item.number == line[0])
    assert (line[2], line[3]) == (source.file_name, source.author)
    return {0: count(source.number), 4: source.received.isoformat()}


LINES: dict[str, Callable[[Facts, Grid, Sequence[Any], str], Cells]] = {
    "overall": _overall,
    "more": _more,
    "half_year": _half_year,
    "missing": _missing,
    "silent": _silent,
    "sources": _sources,
}


# --- charts ------------------------------------------------------------------------------------------------


def expected_chart(chart: Chart, facts: Facts) -> Drawn:
    """What a chart must show."""
    kind, _, code = chart.code.partition(":")
    names, numbers = list(chart.categories), [series.name for series in chart.series]
    if kind == "overall":
        rows = facts.model.targeted_rows
        values = [[_percent(row.completion) for row in rows], [_percent(row.schedule) for row in rows]]
        return Drawn([row.indicator.label(facts.language) for row in rows], dict(zip(numbers, values, strict=True)))
    if kind == "children":
        known = {facts.labels(row.region): row for row in child_rows(facts.model, code)}
        assert len(names) == sum(row.completion is not None for row in known.values())
        return Drawn(names, {numbers[0]: [_percent(known[name].completion) for name in names]})
    trend = next(item for item in facts.model.trends if item.indicator.code == code)
    points = {str(point.quarter): point.value for point in trend.points}
    scale, decimals = trend.indicator.scale, trend.indicator.decimals
    return Drawn(names, {numbers[0]: [_number(points[name], scale, decimals) for name in names]})


def child_rows(model: Briefing, code: str) -> list[ProgressRow]:
    return [row for rows in model.children for row in rows if row.indicator.code == code]


def _percent(value: Fraction | None) -> Decimal | None:
    return _number(None if value is None else value * 100, 1, 1)


def _number(value: int | Fraction | None, size: int, decimals: int) -> Decimal | None:
    return None if value is None else rounded(Fraction(value) / size, decimals).normalize() + 0


def interactive(chart: Chart, facts: Facts) -> list[float]:
    """The numbers of an interactive chart, exact, in no order."""
    kind, _, code = chart.code.partition(":")
    rows = facts.model.targeted_rows if kind == "overall" else child_rows(facts.model, code)
    return sorted(float(row.completion * 100) for row in rows if row.completion is not None)


def interactive_trend(chart: Chart, facts: Facts) -> Sequence[TrendPoint]:
    """A history."""
    code = chart.code.partition(":")[2]
    return next(item for item in facts.model.trends if item.indicator.code == code).points


# --- the workbook ------------------------------------------------------------------------------------------


def expected_sheets(press: Press, facts: Facts) -> Iterator[tuple[str, list[list[Any]]]]:
    """Every sheet with cells: the beginning of its name, and its rows with exact numbers."""
    zh, model = press.language == "zh", press.briefing
    yield ("主要指标", "Main indicators")[not zh], list(_overall_sheet(facts))
    for regions, summed in ((model.children, True), (model.units, False)):
        if regions:
            yield from _spread_sheets(regions, facts, summed=summed)
    for grid in press.document.grids:
        if grid.code in {"half_year", "missing", "silent"} or grid.code.endswith(":rank"):
            rows = [[_plain(cell) for cell in row] for row in grid.table.rows]
            yield grid.caption[:31].strip(), rows
    sources = next((grid for grid in press.document.grids if grid.code == "sources"), None)
    rows = [[cell_text(cell) for cell in row] for row in sources.table.rows] if sources else []
    yield ("来源和规则", "Sources and rules")[not zh], rows


def _plain(cell: Any) -> Any:
    return ABSENT if cell is None else cell if isinstance(cell, str) else float(cell)


def _overall_sheet(facts: Facts) -> Iterator[list[Any]]:
    rows = sorted(facts.model.rows, key=lambda row: row.completion is None)
    ranked = any(row.peers > 1 for row in rows)
    for row in rows:
        exact = [_declared(row.value, row), _declared(row.target, row), *map(_whole, (row.completion, row.schedule))]
        yield [
            row.indicator.label(facts.language), row.indicator.unit.label(facts.language), *exact, _whole(row.lead),
            ..., _whole(row.yoy), *([ABSENT if row.rank is None else row.rank] if ranked else []),
        ]  # fmt: skip


def _spread_sheets(
    regions: Sequence[Sequence[ProgressRow]], facts: Facts, *, summed: bool
) -> Iterator[tuple[str, list[list[Any]]]]:
    """Figures, targets and completions; the first two with their totals."""
    by_code = [{row.indicator.code: row for row in rows} for rows in regions]
    codes = [
        row.indicator.code for row in regions[0] if any(own[row.indicator.code].value is not None for own in by_code)
    ]
    for pick in (lambda row: row.value, lambda row: row.target):
        rows = [[*_names(own, facts), *(_declared(pick(own[code]), own[code]) for code in codes)] for own in by_code]
        yield "", rows + ([_totals(by_code, codes, pick)] if summed else [])
    judged = [code for code in codes if any(own[code].completion is not None for own in by_code)]
    if judged:
        by_code = sorted(by_code, key=lambda own: own[judged[0]].completion is None)
        yield "", [[*_names(own, facts), *(_whole(own[code].completion) for code in judged)] for own in by_code]


def _totals(
    by_code: Sequence[dict[str, ProgressRow]], codes: Sequence[str], pick: Callable[[ProgressRow], Any]
) -> list[Any]:
    sums = []
    for code in codes:
        known = [value for own in by_code if (value := pick(own[code])) is not None]
        sums.append(_declared(sum(known) if known else None, by_code[0][code]))
    return [..., "", *sums]


def _names(own: dict[str, ProgressRow], facts: Facts) -> list[str]:
    region = next(iter(own.values())).region
    return [facts.labels(region), facts.labels.parent(region)]


def _declared(value: int | None, row: ProgressRow) -> Any:
    return ABSENT if value is None else float(Fraction(value, row.indicator.scale))


def _whole(value: Fraction | None) -> Any:
    return ABSENT if value is None else float(value * 100)
