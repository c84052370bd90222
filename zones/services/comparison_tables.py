"""Tables of comparisons and of the notes pinned to them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zones.domain.analysis_words import EXTENT_WORDS, FORM_WORDS
from zones.domain.figures import Cell, Column, Table
from zones.domain.series import Form, Series
from zones.domain.wording import rounded
from zones.exports.words import amount, marks, percent
from zones.services.annotations import Annotation
from zones.services.table_parts import Head, Holds, Words, columns, in_unit, moment, said

_ANNOTATIONS = (
    Head("编号", "No.", Holds.COUNT),
    Head("地区", "Region"),
    Head("季度", "Quarter"),
    Head("指标", "Indicator"),
    Head("批注", "Note"),
    Head("作者", "By"),
    Head("时间", "At"),
    Head("状态", "State"),
)
_ALL: Words = ("全部指标", "All indicators")
_STANDS: Words = ("有效", "stands")
_STRUCK: Words = ("已划去({by},{at})", "struck out ({by}, {at})")
_DUE: Words = ("按序时应完成", "due by schedule")


def comparison_table(series: Sequence[Series], language: str) -> Table:
    """A row a quarter, a column a line; behind a line what was due, where anything was."""
    quarters = [point.quarter for point in series[0].points] if series else []
    heads, filled = [Column("季度" if language == "zh" else "Quarter")], []
    for line in series:
        heads.append(_column(line, _name(line, language), language))
        filled.append([_cell(line, point.value) for point in line.points])
        if any(point.due is not None for point in line.points):
            heads.append(_column(line, f"{_name(line, language)} · {said(_DUE, language)}", language))
            filled.append([_cell(line, point.due) for point in line.points])
    return Table(
        title=_title(series, language),
        columns=heads,
        rows=[(str(quarter), *(column[at] for column in filled)) for at, quarter in enumerate(quarters)],
        notes=marks((line.region for line in series), language),
    )


def _title(series: Sequence[Series], language: str) -> str:
    title = "多地区多指标比较" if language == "zh" else "Comparison"
    if not series:
        return title
    return f"{title} · {said(EXTENT_WORDS[series[0].extent], language)} · {said(FORM_WORDS[series[0].form], language)}"


def _name(line: Series, language: str) -> str:
    return f"{line.region.label(language)} {line.indicator.label(language)}"


def _column(line: Series, name: str, language: str) -> Column:
    match line.form:
        case Form.AMOUNT:
            return Column(in_unit(name, line.indicator, language), numeric=True, decimals=line.indicator.decimals)
        case Form.YOY | Form.QOQ:
            return Column(f"{name}(%)" if language == "zh" else f"{name} (%)", numeric=True, decimals=1)
        case Form.INDEX:
            return Column(name, numeric=True, decimals=1)


def _cell(line: Series, value: int | Fraction | None) -> Cell:
    if value is None:
        return None
    match line.form:
        case Form.AMOUNT:
            return amount(value, line.indicator)
        case Form.YOY | Form.QOQ:
            return percent(Fraction(value))
        case Form.INDEX:
            return rounded(value)


def annotations_table(annotations: Sequence[Annotation], language: str) -> Table:
    """A row a note, struck ones said to be struck."""
    return Table(
        title="批注" if language == "zh" else "Notes",
        columns=columns(_ANNOTATIONS, language),
        rows=[
            (
                item.record.id,
                item.region.label(language),
                str(item.quarter),
                said(_ALL, language) if item.indicator is None else item.indicator.label(language),
                item.record.text,
                item.record.author,
                moment(item.record.created_at),
                _state(item, language),
            )
            for item in annotations
        ],
        notes=marks((item.region for item in annotations), language),
    )


def _state(item: Annotation, language: str) -> str:
    if item.record.struck_at is None:
        return said(_STANDS, language)
    return said(_STRUCK, language).format(by=item.record.struck_by, at=moment(item.record.struck_at))
