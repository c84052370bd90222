"""The Excel template that reporting staff fill: their regions, the unit in every header, last quarter's figures as a hint."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range_abs

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.wording import grouped
from zones.domain.words import synthetic_mark
from zones.exports.inert import inert
from zones.exports.workbook import BASE, EDGE, FONT, header_width, new_workbook, print_landscape, text_width

_HEADER_ROW, _FIRST_ROW = 2, 3
# A workbook with more comments than this takes long to make and to open.
_MOST_HINTS = 20_000
_TEXTS = {
    "sheet": ("填报表", "Report"),
    "guide": ("填表说明", "How to fill"),
    "title": ("{region}{quarter}工业集中区建设情况季报表", "{region}, quarterly report of industrial zones, {quarter}"),
    "county": ("所属县区", "County"),
    "code": ("代码", "Code"),
    "region": ("地区", "Region"),
    "before": ("{quarter}:{value} {unit}", "{quarter}: {value} {unit}"),
    "signed": (
        "填报人:            审核人:            填报日期:",
        "Prepared:            Checked:            Date:",
    ),
    "marked": ("注:{mark}", "Note: {mark}"),
    "not_a_number": (
        "请填写不小于零的数字;没有数据请留空",
        "Enter a number of zero or more; leave it empty when there is none",
    ),
    "not_whole": (
        "请填写不小于零的整数;没有数据请留空",
        "Enter a whole number of zero or more; leave it empty when there is none",
    ),
    "rejected": ("填写有误", "Not accepted"),
    "listed": ("可以选填的地区和代码:", "Names and codes to choose from:"),
    "not_listed": ("请从下拉列表中选择", "Choose from the list"),
}
_NAMING = ("county", "code", "region")
_GUIDE = (
    (
        "每行一个填报单位,只填白色单元格;代码和地区请勿改动。",
        "One row a reporting unit; fill the white cells only, and leave codes and names as they are.",
    ),
    (
        "投入、面积、项目等为自1月1日起的累计数;企业数、规划面积等为季末数。",
        "Amounts, areas and projects are cumulative from 1 January; enterprises and planned area are states at quarter end.",
    ),
    ("单位写在表头,请按表头单位填写。", "Units stand in the headers."),
    (
        "没有数据请留空,不要填0;确实为零才填0。",
        "Leave a cell empty when there is no figure; enter 0 only where it is zero.",
    ),
    ("有批注的单元格,批注是上季度的数值,供核对。", "A comment on a cell is last quarter's figure, to check against."),
    ("填好后保存,在“数据上报”页上传。", "Save the file and upload it."),
)

# Below the guide, a line a region: its number, name and code.
_LIST_ROW = len(_GUIDE) + 2
_NAME_COLUMN, _CODE_COLUMN = 1, 2


@dataclass(frozen=True)
class _Form:
    """The sheet to be filled, with what every part of it needs."""

    sheet: Any
    looks: Mapping[str, Any]
    regions: Sequence[Region]
    indicators: Sequence[Indicator]
    language: str

    @property
    def end(self) -> int:
        """The first line below the regions."""
        return _FIRST_ROW + len(self.regions)

    def text(self, key: str, **values: str) -> str:
        """A text of the form in its language."""
        return _TEXTS[key][self.language != "zh"].format(**values)


def report_template(
    *,
    regions: Sequence[Region],
    parents: Mapping[int, str],
    quarter: Quarter,
    indicators: Sequence[Indicator],
    previous: Mapping[tuple[int, str], int],
    language: str,
    title_region: str = "",
    values: Mapping[tuple[int, str], int] | None = None,
) -> bytes:
    """A workbook with a row a region (`parents`: the name of the county above, by region id) and a column an indicator.

    `previous` and `values` hold smallest units by (region id, indicator code): last quarter's figures become comments,
    `values` (what was understood of a file) are filled in. What is filled imports as it stands.
    """
    content = io.BytesIO()
    book = new_workbook(content)
    form = _Form(book.add_worksheet(_TEXTS["sheet"][language != "zh"]), _looks(book), regions, indicators, language)
    title = form.text("title", region=title_region, quarter=quarter.label(language))
    form.sheet.write_string(0, 0, inert(title), form.looks["title"])
    form.sheet.set_row(0, 26)
    _write_headers(form)
    _write_regions(form, parents)
    _write_values(form, values or {})
    if len(previous) <= _MOST_HINTS:
        _write_hints(form, previous, quarter - 1)
    _validate(form)
    _offer_regions(form)
    _write_foot(form)
    _set_up_print(form)
    _write_guide(book, form)
    book.close()
    return content.getvalue()


def header(indicator: Indicator, language: str) -> str:
    """An indicator's header with its unit, as the import reads it: 基础设施投入(万元)."""
    unit = indicator.unit.label(language)
    return f"{indicator.label(language)}({unit})" if language == "zh" else f"{indicator.label(language)} ({unit})"


def _looks(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({**BASE, "bold": True, "font_size": 15}),
        "header": book.add_format(
            {**BASE, **EDGE, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#dfe8f3"}
        ),
        "fixed": book.add_format({**BASE, **EDGE, "bg_color": "#f1f3f5", "num_format": "@"}),
        "number": book.add_format({**BASE, **EDGE, "num_format": "#,##0.0#####"}),
        "count": book.add_format({**BASE, **EDGE, "num_format": "#,##0"}),
        "small": book.add_format({**BASE, "font_color": "#5a6572"}),
        "guide": book.add_format({**BASE, "font_size": 11, "text_wrap": True}),
    }


def _whole(indicator: Indicator) -> bool:
    """Whether only whole numbers can be filled in."""
    return indicator.scale == 1


def _write_headers(form: _Form) -> None:
    texts = [form.text(key) for key in _NAMING]
    texts += [header(indicator, form.language) for indicator in form.indicators]
    for at, text in enumerate(texts):
        form.sheet.write_string(_HEADER_ROW, at, inert(text), form.looks["header"])
        form.sheet.set_column(at, at, max(12, header_width(text)))
    form.sheet.set_row(_HEADER_ROW, 48)
    form.sheet.freeze_panes(_FIRST_ROW, len(_NAMING))


def _write_regions(form: _Form, parents: Mapping[int, str]) -> None:
    """Who reports; the columns are as wide as their names."""
    listed = [(parents.get(region.id, ""), region.code, region.label(form.language)) for region in form.regions]
    for line, texts in enumerate(listed, start=_FIRST_ROW):
        for at, text in enumerate(texts):
            form.sheet.write_string(line, at, inert(text), form.looks["fixed"])
    for at, texts in enumerate(zip(*listed, strict=True)):
        form.sheet.set_column(at, at, max(10, *(text_width(text) + 2 for text in texts)))


def _write_values(form: _Form, values: Mapping[tuple[int, str], int]) -> None:
    """The cells to fill, empty but for the values given."""
    for line, region in enumerate(form.regions, start=_FIRST_ROW):
        for at, indicator in enumerate(form.indicators, start=len(_NAMING)):
            value = values.get((region.id, indicator.code))
            look = form.looks["count" if _whole(indicator) else "number"]
            if value is None:
                form.sheet.write_blank(line, at, None, look)
            else:
                form.sheet.write_number(line, at, float(indicator.declared(value)), look)


def _write_hints(form: _Form, previous: Mapping[tuple[int, str], int], quarter: Quarter) -> None:
    """Last quarter's figures as comments, which nobody takes for values."""
    size = {"x_scale": 1.3, "y_scale": 0.35, "font_name": FONT, "font_size": 9}
    for line, region in enumerate(form.regions, start=_FIRST_ROW):
        for at, indicator in enumerate(form.indicators, start=len(_NAMING)):
            value = previous.get((region.id, indicator.code))
            if value is not None:
                shown = grouped(indicator.declared(value), indicator.decimals)
                unit = indicator.unit.label(form.language)
                words = form.text("before", quarter=quarter.label(form.language), value=shown, unit=unit)
                form.sheet.write_comment(line, at, words, size)


def _validate(form: _Form) -> None:
    """Excel refuses what the import would refuse."""
    last = max(form.end - 1, _FIRST_ROW)
    for at, indicator in enumerate(form.indicators, start=len(_NAMING)):
        whole = _whole(indicator)
        rule = {
            "validate": "integer" if whole else "decimal",
            "criteria": ">=",
            "value": 0,
            "ignore_blank": True,
            "error_title": form.text("rejected"),
            "error_message": form.text("not_whole" if whole else "not_a_number"),
        }
        form.sheet.data_validation(_FIRST_ROW, at, last, at, rule)


def _offer_regions(form: _Form) -> None:
    """Names and codes are chosen from the list below the guide."""
    last = max(form.end - 1, _FIRST_ROW)
    for key, column in (("region", _NAME_COLUMN), ("code", _CODE_COLUMN)):
        offered = xl_range_abs(_LIST_ROW, column, _LIST_ROW + last - _FIRST_ROW, column)
        rule = {
            "validate": "list",
            "source": f"='{form.text('guide')}'!{offered}",
            "error_title": form.text("rejected"),
            "error_message": form.text("not_listed"),
        }
        form.sheet.data_validation(_FIRST_ROW, _NAMING.index(key), last, _NAMING.index(key), rule)


def _write_foot(form: _Form) -> None:
    """Who signs, and the mark of invented regions."""
    form.sheet.write_string(form.end + 1, 0, form.text("signed"), form.looks["small"])
    if any(region.synthetic for region in form.regions):
        marked = form.text("marked", mark=synthetic_mark(form.language))
        form.sheet.write_string(form.end + 2, 0, marked, form.looks["small"])


def _set_up_print(form: _Form) -> None:
    print_landscape(form.sheet, header_row=_HEADER_ROW)
    form.sheet.print_area(0, 0, form.end + 2, len(_NAMING) + len(form.indicators) - 1)


def _write_guide(book: Any, form: _Form) -> None:
    sheet = book.add_worksheet(form.text("guide"))
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 14)
    sheet.fit_to_pages(1, 0)
    for line, words in enumerate(_GUIDE):
        sheet.write_number(line, 0, line + 1, form.looks["guide"])
        sheet.write_string(line, 1, words[form.language != "zh"], form.looks["guide"])
    sheet.write_string(_LIST_ROW - 1, 1, form.text("listed"), form.looks["guide"])
    for at, region in enumerate(form.regions):
        sheet.write_number(_LIST_ROW + at, 0, at + 1, form.looks["small"])
        sheet.write_string(_LIST_ROW + at, _NAME_COLUMN, inert(region.label(form.language)), form.looks["small"])
        sheet.write_string(_LIST_ROW + at, _CODE_COLUMN, inert(region.code), form.looks["small"])
