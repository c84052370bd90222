"""What a comparison of lines says: its title, the names and looks of the lines, hover texts, the notes read out below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.charts import text, theme
from zones.charts.frame import Key
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.series import INDEX_BASE, Extent, Form, Series, SeriesPoint
from zones.domain.wording import ABSENT, grouped, percent, prose_value

# Plotly's symbol and the character that shows it in the key. Triangles are the signs of lights.
_SHAPES = (("circle", "●"), ("square", "■"), ("diamond", "◆"), ("star", "★"), ("cross", "✚"), ("x", "✖"))
_DASHES = ("solid", "7px,3px", "2px,2px")
_NAME_ROOM = 52


@dataclass(frozen=True, slots=True)
class Look:
    """The name of a line, and its colour, shape and dash; `glyph` is the shape in the key."""

    name: str
    color: str
    symbol: str
    glyph: str
    dash: str


def looks(series: Sequence[Series], language: str) -> list[Look]:
    """A look a line; colours that come again come with another shape and dash."""
    return [_look(at, name) for at, name in enumerate(_names(series, language))]


def _look(at: int, name: str) -> Look:
    colors = theme.LINE_COLORS
    turn = at // len(colors)
    symbol, glyph = _SHAPES[(at + turn) % len(_SHAPES)]
    return Look(name, colors[at % len(colors)], symbol, glyph, _DASHES[turn % len(_DASHES)])


def _names(series: Sequence[Series], language: str) -> list[str]:
    """What tells the lines apart: the region, the indicator, or both; the code where two regions bear one name."""
    regions = {item.region.id: item.region for item in series}
    many = len({item.indicator.code for item in series}) > 1
    labels = [region.label(language) for region in regions.values()]
    names = []
    for item in series:
        label = item.region.label(language)
        place = f"{label} {item.region.code}" if labels.count(label) > 1 else label
        parts = [place] * (len(regions) > 1 or not many) + [item.indicator.label(language)] * many
        names.append(text.cut(text.plain(" · ".join(parts)), room=_NAME_ROOM))
    return names


def title(series: Sequence[Series], language: str) -> str:
    """What is shown, of whom: 河东镇 · 基础设施投入累计, or 基础设施投入累计 · 3个地区."""
    zh = language == "zh"
    if not series:
        return "对比" if zh else "Comparison"
    regions = list({item.region.id: item.region for item in series}.values())
    indicators = list({item.indicator.code: item.indicator for item in series}.values())
    what = f"{len(indicators)}项指标" if zh else f"{len(indicators)} indicators"
    if len(indicators) == 1:
        what = indicators[0].label(language)
    who = f"{len(regions)}个地区" if zh else f"{len(regions)} regions"
    if len(regions) == 1:
        who = regions[0].label(language)
    return f"{who} · {what}{_form(series, language)}" if zh else f"{who} · {what}, {_form(series, language)}"


def _form(series: Sequence[Series], language: str) -> str:
    zh, form = language == "zh", series[0].form
    extent = _extent(series, zh=zh)
    match form:
        case Form.YOY:
            return f"{extent}同比" if zh else f"{extent}, year on year"
        case Form.QOQ:
            return "环比" if zh else "quarter on quarter"
        case Form.INDEX:
            return f"{extent}指数" if zh else f"{extent}, indexed"
        case Form.AMOUNT:
            return extent


def _extent(series: Sequence[Series], *, zh: bool) -> str:
    if not any(item.indicator.is_flow for item in series):
        return "期末数" if zh else "at quarter end"
    if series[0].extent is Extent.SINGLE:
        return "当季" if zh else "single quarters"
    return "累计" if zh else "cumulative"


def unit_keys(series: Sequence[Series], units: Sequence[str], language: str) -> list[Key]:
    """The unit of the one axis (of several each has its own), and what an index starts from."""
    zh = language == "zh"
    if not series:
        return []
    if series[0].form is Form.INDEX:
        bases = {item.base for item in series}
        first = next(iter(bases))
        if len(bases) == 1 and first is not None:
            return [Key(f"{first.label(language)}={INDEX_BASE}")]
        return [Key(f"各线起始季度={INDEX_BASE}" if zh else f"first quarter of each line = {INDEX_BASE}")]
    if len(units) > 1:
        return []
    return [Key(f"{'单位:' if zh else 'unit: '}{units[0]}")]


def absent(series: Sequence[Series], language: str) -> str:
    """Why a value is not there: of cumulative figures no report; else it may also want another quarter."""
    zh = language == "zh"
    if all(
        item.form is Form.AMOUNT and (item.extent is Extent.CUMULATIVE or not item.indicator.is_flow) for item in series
    ):
        return "未报" if zh else "no report"
    return "未报或不可推算" if zh else "missing or not derivable"


def restarts(series: Series) -> bool:
    """Whether the line begins anew each January."""
    return series.indicator.is_flow and series.extent is Extent.CUMULATIVE and series.form in {Form.AMOUNT, Form.INDEX}


def value_words(value: int | Fraction | None, series: Series, language: str) -> str:
    """A value in the form of its line."""
    if value is None:
        return ABSENT
    match series.form:
        case Form.AMOUNT:
            return prose_value(value, series.indicator, language)
        case Form.INDEX:
            return grouped(value)
        case Form.YOY | Form.QOQ:
            return percent(Fraction(value))


def point_hover(series: Series, point: SeriesPoint, look: Look, language: str) -> str:
    """A value of a line with what was due."""
    zh = language == "zh"
    about = ("约" if zh else "about ") if point.approximate else ""
    facts = [
        ("", f"{about}{value_words(point.value, series, language)}"),
        (
            "按序时应完成" if zh else "Due by schedule",
            "" if point.due is None else value_words(point.due, series, language),
        ),
    ]
    return text.hover(f"{look.name} · {point.quarter.label(language)}", facts)


def due_hover(series: Series, point: SeriesPoint, look: Look, language: str) -> str:
    """What was due of a line."""
    word = "按序时应完成" if language == "zh" else "Due by schedule"
    return text.hover(
        f"{look.name} · {point.quarter.label(language)}", [(word, value_words(point.due, series, language))]
    )


def remark(number: int, quarter: Quarter, region: Region | None, words: str, language: str) -> str:
    """A note as it is read out below the plots, behind its number, quarter and region."""
    place = "" if region is None else f" {region.label(language)}"
    return f"{number}  {quarter.label(language)}{place}{':' if language == 'zh' else ': '}{words}"


def mark_hover(quarter: Quarter, region: Region | None, words: str, language: str) -> str:
    """A note in full, over its number."""
    place = quarter.label(language) if region is None else f"{region.label(language)} · {quarter.label(language)}"
    return text.BREAK.join([f"<b>{text.inert(place)}</b>", text.paragraph(words, room=56)])
