"""The Excel template that reporting staff fill: their regions, the unit in every header, last quarter's figures as a hint."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.wording import grouped
from zones.exports.inert import inert
from zones.exports.workbook import FONT, LANDSCAPE_A4, new_workbook, text_width

_HEADER_ROW, _FIRST_ROW = 2, 3
_REGION_COLUMNS = 3
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
        "Filled in by:            Checked by:            Date:",
    ),
    "not_a_number": (
        "请填写不小于零的数字;没有数据请留空",
        "Enter a number of zero or more; leave it empty when there is none",
    ),
    "not_whole": (
        "请填写不小于零的整数;没有数据请留空",
        "Enter a whole number of zero or more; leave it empty when there is none",
    ),
    "rejected": ("填写有误", "Not accepted"),
}
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
    ("批注中是上季度的数值,供核对。", "The comment of a cell holds last quarter's figure, to check against."),
    ("填好后保存,在“数据上报”页上传。", "Save the file and upload it."),
)


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
    """A workbook with a row a region (`parents`: the parent's name by region id) and a column an indicator.

    `previous` and `values` hold smallest units by (region id, indicator code): last quarter's figures become comments,
    `values` (what was understood of a file) are filled in.
    """
    content = io.BytesIO()
    book = new_workbook(content)
    sheet = book.add_worksheet(_text("sheet", language))
    looks = _looks(book)
    title = _text("title", language).format(region=title_region, quarter=quarter.label(language))
    sheet.write_string(0, 0, inert(title), looks["title"])
    sheet.set_row(0, 26)
    _write_headers(sheet, indicators, looks, language)
    for line, region in enumerate(regions, start=_FIRST_ROW):
        cells = (parents.get(region.id, ""), region.code, region.label(language))
        for at, text in enumerate(cells):
            sheet.write_string(line, at, inert(text), looks["fixed"])
        for at, indicator in enumerate(indicators, start=_REGION_COLUMNS):
            key = region.id, indicator.code
            _write_value(sheet, line, at, indicator, (values or {}).get(key), looks)
            if key in previous:
                _hint(sheet, line, at, indicator, previous[key], quarter - 1, language)
    last = _FIRST_ROW + len(regions) - 1
    _validate(sheet, indicators, last, language)
    sheet.write_string(last + 2, 0, _text("signed", language), looks["small"])
    _set_up(sheet, regions, parents, indicators, last, language)
    _write_guide(book, looks, language)
    book.close()
    return content.getvalue()


def header(indicator: Indicator, language: str) -> str:
    """An indicator's header with its unit, as the import reads it: 基础设施投入(万元)."""
    unit = indicator.unit.label(language)
    return f"{indicator.label(language)}({unit})" if language == "zh" else f"{indicator.label(language)} ({unit})"


def _text(key: str, language: str) -> str:
    return _TEXTS[key][language != "zh"]


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    edge = {"border": 1, "border_color": "#c5ccd4"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 15}),
        "header": book.add_format(
            {**base, **edge, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#dfe8f3"}
        ),
        "fixed": book.add_format({**base, **edge, "bg_color": "#f1f3f5", "num_format": "@"}),
        "number": book.add_format({**base, **edge, "num_format": "#,##0.0#####"}),
        "count": book.add_format({**base, **edge, "num_format": "#,##0"}),
        "small": book.add_format({**base, "font_color": "#5a6572"}),
        "guide": book.add_format({**base, "font_size": 11, "text_wrap": True}),
    }


def _write_headers(sheet: Any, indicators: Sequence[Indicator], looks: Mapping[str, Any], language: str) -> None:
    texts = [_text(key, language) for key in ("county", "code", "region")]
    texts += [header(indicator, language) for indicator in indicators]
    for at, text in enumerate(texts):
        sheet.write_string(_HEADER_ROW, at, inert(text), looks["header"])
    sheet.set_row(_HEADER_ROW, 48)


def _write_value(
    sheet: Any, line: int, at: int, indicator: Indicator, value: int | None, looks: Mapping[str, Any]
) -> None:
    look = looks["count" if _whole(indicator) else "number"]
    if value is None:
        sheet.write_blank(line, at, None, look)
    else:
        sheet.write_number(line, at, float(indicator.declared(value)), look)


def _whole(indicator: Indicator) -> bool:
    return indicator.scale == 1


def _hint(sheet: Any, line: int, at: int, indicator: Indicator, value: int, quarter: Quarter, language: str) -> None:
    words = _text("before", language).format(
        quarter=quarter.label(language),
        value=grouped(indicator.declared(value), indicator.decimals),
        unit=indicator.unit.label(language),
    )
    sheet.write_comment(line, at, words, {"x_scale": 1.3, "y_scale": 0.35, "font_name": FONT, "font_size": 9})


def _validate(sheet: Any, indicators: Sequence[Indicator], last: int, language: str) -> None:
    for at, indicator in enumerate(indicators, start=_REGION_COLUMNS):
        whole = _whole(indicator)
        rule = {
            "validate": "integer" if whole else "decimal",
            "criteria": ">=",
            "value": 0,
            "ignore_blank": True,
            "error_title": _text("rejected", language),
            "error_message": _text("not_whole" if whole else "not_a_number", language),
        }
        sheet.data_validation(_FIRST_ROW, at, max(last, _FIRST_ROW), at, rule)


def _set_up(
    sheet: Any,
    regions: Sequence[Region],
    parents: Mapping[int, str],
    indicators: Sequence[Indicator],
    last: int,
    language: str,
) -> None:
    counties = [parents.get(region.id, "") for region in regions]
    names = [region.label(language) for region in regions]
    for at, cells in enumerate((counties, [region.code for region in regions], names)):
        sheet.set_column(at, at, max([10, *(text_width(cell) + 2 for cell in cells)]))
    for at, indicator in enumerate(indicators, start=_REGION_COLUMNS):
        sheet.set_column(at, at, max(12, text_width(header(indicator, language)) // 2 + 2))
    sheet.freeze_panes(_FIRST_ROW, _REGION_COLUMNS)
    sheet.set_landscape()
    sheet.set_paper(LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, last + 2, _REGION_COLUMNS + len(indicators) - 1)


def _write_guide(book: Any, looks: Mapping[str, Any], language: str) -> None:
    sheet = book.add_worksheet(_text("guide", language))
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 90)
    for line, words in enumerate(_GUIDE):
        sheet.write_number(line, 0, line + 1, looks["guide"])
        sheet.write_string(line, 1, words[language != "zh"], looks["guide"])
