"""A bulletin's figures as an Excel workbook: a sheet a table, exact numbers, totals and shares as formulas, charts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zones.domain.briefing import Briefing
from zones.domain.document import Document, Grid
from zones.domain.figures import ProgressRow, cell_text
from zones.domain.indicator import Indicator
from zones.domain.rollup import Origin, total
from zones.domain.words import status_word
from zones.exports.briefing.amounts import children_word
from zones.exports.briefing.form import Faces
from zones.exports.briefing.labels import Labels
from zones.exports.briefing.sheets import FIRST_ROW, HEADER_ROW, Book, cell, data_bars, widest
from zones.exports.words import columns
from zones.exports.workbook import new_workbook

_HEADS = ("indicator", "unit", "value", "target", "completion", "schedule", "lead", "status", "yoy", "rank")
_VALUE, _TARGET, _COMPLETION, _SCHEDULE, _LEAD = 2, 3, 4, 5, 6
_WORDS = {
    "overall": ("主要指标", "Main indicators"),
    "amount": ("{level}数值", "Figures of {level}"),
    "target": ("{level}年度目标", "Targets of {level}"),
    "completion": ("{level}完成率", "Completion of {level}"),
    "total": ("合计", "Total"),
    "own": ("{region}本级上报", "{region}, own report"),
    "region": ("地区", "Region"),
    "parent": ("上级", "Under"),
    "amount_head": ("{name}({unit})", "{name} ({unit})"),
    "completion_head": ("{name}(%)", "{name} (%)"),
    "sources": ("来源和规则", "Sources and rules"),
    "chart": ("完成率与序时进度(%)", "Completion and schedule (%)"),
}


def xlsx_bytes(briefing: Briefing, document: Document, faces: Faces) -> bytes:
    """The whole workbook."""
    content = io.BytesIO()
    made = new_workbook(content)
    writer = _Writer(briefing, document, Book(made, faces, document))
    writer.write()
    made.close()
    return content.getvalue()


class _Writer:
    """One workbook being written."""

    def __init__(self, briefing: Briefing, document: Document, book: Book) -> None:
        self.briefing, self.document, self.book = briefing, document, book
        self.language = document.language
        self.labels = Labels(briefing, document.language)

    def write(self) -> None:
        """Every sheet."""
        model = self.briefing
        self._overall()
        self._spread(model.children, children_word(model.child_level, self.language), totals=True)
        self._spread(model.units, children_word(model.unit_level, self.language), totals=False)
        for grid in self.document.grids:
            if grid.code.partition(":")[0] in {"half_year", "missing", "group", "silent"} or grid.code.endswith(
                ":rank"
            ):
                self._grid(grid)
        self._sources()

    def _word(self, key: str, **values: str) -> str:
        return _WORDS[key][self.language != "zh"].format(**values)

    # --- the region itself -------------------------------------------------------------------------------

    def _overall(self) -> None:
        heads = [column.header for column in columns(_HEADS, self.language)]
        ranked = any(row.peers > 1 for row in self.briefing.rows)
        sheet = self.book.sheet(self._word("overall"), heads if ranked else heads[:-1], names=2)
        sheet.set_column(1, 1, 12)
        # What is judged stands together, so that the chart is drawn from one range.
        rows = sorted(self.briefing.rows, key=lambda row: row.completion is None)
        for line, row in enumerate(rows, start=FIRST_ROW):
            self._overall_row(sheet, line, row, ranked=ranked)
        last = FIRST_ROW + len(rows) - 1
        data_bars(sheet, (FIRST_ROW, _COMPLETION), (last, _COMPLETION))
        sheet.autofilter(HEADER_ROW, 0, last, len(heads) - 1 - (not ranked))
        self.book.notes(sheet, last + 2, self.document.remarks)
        if self.briefing.targeted_rows:
            self._chart(sheet, self._word("chart"), (_COMPLETION, _SCHEDULE), len(self.briefing.targeted_rows))

    def _overall_row(self, sheet: Any, line: int, row: ProgressRow, *, ranked: bool) -> None:
        book, item = self.book, row.indicator
        value, target = _declared(row.value, item), _declared(row.target, item)
        book.text(sheet, line, 0, item.label(self.language))
        book.text(sheet, line, 1, item.unit.label(self.language))
        book.number(sheet, line, _VALUE, value, item.decimals)
        book.number(sheet, line, _TARGET, target, item.decimals)
        share = f"{cell(line, _VALUE)}/{cell(line, _TARGET)}*100"
        book.formula(sheet, line, _COMPLETION, share, _percent(row.completion), 1)
        book.number(sheet, line, _SCHEDULE, _percent(row.schedule), 1)
        lead = f"{cell(line, _COMPLETION)}-{cell(line, _SCHEDULE)}"
        book.formula(sheet, line, _LEAD, lead, _percent(row.lead), 1)
        book.text(sheet, line, 7, status_word(row.status, self.language))
        book.number(sheet, line, 8, _percent(row.yoy), 1)
        if ranked:
            book.number(sheet, line, 9, row.rank, 0)

    def _chart(self, sheet: Any, title: str, shown: Sequence[int], rows: int) -> None:
        """Bars of some columns of a sheet's first rows, on a page of their own."""
        chart = self.book.book.add_chart({"type": "bar"})
        for column, colour in zip(shown, ("#1f5fa8", "#b9c3ce"), strict=False):
            chart.add_series(
                {
                    "name": [sheet.name, HEADER_ROW, column],
                    "categories": [sheet.name, FIRST_ROW, 0, FIRST_ROW + rows - 1, 0],
                    "values": [sheet.name, FIRST_ROW, column, FIRST_ROW + rows - 1, column],
                    "fill": {"color": colour},
                    "gap": 55,
                    "data_labels": {"value": column == shown[0], "num_format": "#,##0.0"},
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 14, "name": self.book.faces.screen.name}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#e6e9ed"}}})
        chart.set_legend({"position": "bottom"} if len(shown) > 1 else {"none": True})
        self.book.chart_page(title, chart)

    # --- regions below -----------------------------------------------------------------------------------

    def _spread(self, regions: Sequence[Sequence[ProgressRow]], level: str, *, totals: bool) -> None:
        """Three sheets of regions by indicators: figures, targets, and completion computed from them."""
        if not regions:
            return
        shown = [row.indicator for row in regions[0] if any(r.value is not None for r in _of(regions, row.indicator))]
        sheets = {}
        for kind in ("amount", "target"):
            sheets[kind] = self._amounts(regions, shown, kind, self._word(kind, level=level), totals=totals)
        self._completions(regions, shown, level, sheets, totals=totals)

    def _heads(self, shown: Sequence[Indicator], kind: str) -> list[str]:
        names = [
            self._word(kind, name=item.label(self.language), unit=item.unit.label(self.language)) for item in shown
        ]
        return [self._word("region"), self._word("parent"), *names]

    def _names(self, sheet: Any, line: int, rows: Sequence[ProgressRow]) -> None:
        region = rows[0].region
        self.book.text(sheet, line, 0, self.labels(region))
        self.book.text(sheet, line, 1, self.labels.parent(region))

    def _amounts(
        self,
        regions: Sequence[Sequence[ProgressRow]],
        shown: Sequence[Indicator],
        kind: str,
        title: str,
        *,
        totals: bool,
    ) -> Any:
        sheet = self.book.sheet(title, self._heads(shown, "amount_head"), names=2)
        for line, rows in enumerate(regions, start=FIRST_ROW):
            self._names(sheet, line, rows)
            by_code = {row.indicator.code: row for row in rows}
            for column, item in enumerate(shown, start=2):
                row = by_code[item.code]
                amount = row.value if kind == "amount" else row.target
                self.book.number(sheet, line, column, _declared(amount, item), item.decimals)
        last = FIRST_ROW + len(regions) - 1
        sheet.autofilter(HEADER_ROW, 0, last, len(shown) + 1)
        if totals:
            self._totals(sheet, regions, shown, kind, last + 1)
        return sheet

    def _totals(
        self, sheet: Any, regions: Sequence[Sequence[ProgressRow]], shown: Sequence[Indicator], kind: str, line: int
    ) -> None:
        """The sum of the rows; below it the region's own report, where that is what counts."""
        book = self.book
        book.text(sheet, line, 0, self._word("total"))
        book.text(sheet, line, 1, "")
        own = {row.indicator.code: row for row in self.briefing.rows}
        reported = False
        for column, item in enumerate(shown, start=2):
            rows = list(_of(regions, item))
            summed = total(row.value if kind == "amount" else row.target for row in rows)
            book.formula(
                sheet, line, column, f"SUM({cell(FIRST_ROW, column)}:{cell(line - 1, column)})",
                _declared(summed, item), item.decimals, bold=True,
            )  # fmt: skip
            reported = reported or _origin(own[item.code], kind) is Origin.REPORTED
        if not reported:
            return
        book.text(sheet, line + 1, 0, self._word("own", region=self.briefing.region.label(self.language)))
        book.text(sheet, line + 1, 1, "")
        for column, item in enumerate(shown, start=2):
            row = own[item.code]
            amount = row.value if kind == "amount" else row.target
            said = amount if _origin(row, kind) is Origin.REPORTED else None
            book.number(sheet, line + 1, column, _declared(said, item), item.decimals)

    def _completions(
        self,
        regions: Sequence[Sequence[ProgressRow]],
        shown: Sequence[Indicator],
        level: str,
        sheets: Any,
        *,
        totals: bool,
    ) -> None:
        judged = [item for item in shown if any(row.completion is not None for row in _of(regions, item))]
        if not judged:
            return
        sheet = self.book.sheet(self._word("completion", level=level), self._heads(judged, "completion_head"), names=2)
        # A dash would be drawn as zero: what is judged stands together, so that the chart is drawn from that alone.
        drawn = judged[0].code
        lines = [(line, {row.indicator.code: row for row in rows}) for line, rows in enumerate(regions, FIRST_ROW)]
        lines.sort(key=lambda placed: placed[1][drawn].completion is None)
        for line, (source, by_code) in enumerate(lines, start=FIRST_ROW):
            self._names(sheet, line, list(by_code.values()))
            for column, item in enumerate(judged, start=2):
                at = shown.index(item) + 2
                over = cell(source, at, sheet=sheets["amount"].name)
                under = cell(source, at, sheet=sheets["target"].name)
                share = _percent(by_code[item.code].completion)
                self.book.formula(sheet, line, column, f"{over}/{under}*100", share, 1)
        last = FIRST_ROW + len(regions) - 1
        data_bars(sheet, (FIRST_ROW, 2), (last, len(judged) + 1))
        sheet.autofilter(HEADER_ROW, 0, last, len(judged) + 1)
        if totals:
            title = f"{judged[0].label(self.language)} (%)"
            self._chart(sheet, title, (2,), sum(own[drawn].completion is not None for _, own in lines))

    # --- tables as printed, sources ----------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        """A table of the bulletin as it stands there."""
        table = grid.table
        sheet = self.book.sheet(grid.caption, table.headers)
        for line, row in enumerate(table.rows, start=FIRST_ROW):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    self.book.text(sheet, line, column, value)
                else:
                    decimals = table.columns[column].decimals
                    exact = None if value is None else Fraction(value)
                    places = decimals if decimals is not None else _decimals_of(value)
                    self.book.number(sheet, line, column, exact, places)
        for column, head in enumerate(table.headers):
            texts = [head, *(cell_text(row[column]) for row in table.rows)]
            sheet.set_column(column, column, widest(texts, most=32))
        if table.rows:
            sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(table.rows) - 1, len(table.columns) - 1)

    def _sources(self) -> None:
        grid = next((grid for grid in self.document.grids if grid.code == "sources"), None)
        heads = grid.table.headers if grid else [self._word("sources")]
        sheet = self.book.sheet(self._word("sources"), heads)
        line = FIRST_ROW
        for row in grid.table.rows if grid else ():
            for column, value in enumerate(row):
                self.book.text(sheet, line, column, cell_text(value))
            line += 1
        for column, head in enumerate(heads):
            texts = [head, *(cell_text(row[column]) for row in (grid.table.rows if grid else ()))]
            sheet.set_column(column, column, widest(texts))
        self.book.notes(sheet, line + 1, self.document.remarks)


def _of(regions: Sequence[Sequence[ProgressRow]], item: Indicator) -> list[ProgressRow]:
    return [row for rows in regions for row in rows if row.indicator == item]


def _origin(row: ProgressRow, kind: str) -> Origin | None:
    return row.figure.origin if kind == "amount" else row.target_origin


def _declared(value: int | None, item: Indicator) -> Fraction | None:
    return None if value is None else Fraction(value, item.scale)


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100


def _decimals_of(value: object) -> int:
    exponent = value.as_tuple().exponent if hasattr(value, "as_tuple") else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0
