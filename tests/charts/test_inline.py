from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.charts.making import MONEY, trend
from zones.charts import at_night, inline_picture, sparkline
from zones.charts.night import ACCENT
from zones.domain.quarter import Quarter

SVG = "{http://www.w3.org/2000/svg}"


def picture(values: Sequence[int | None], *, about: str = "a trend", night: bool = False) -> str:
    figure = sparkline(trend(values, first=Quarter(2024, 3), indicator=MONEY), MONEY, language="zh")
    return inline_picture(at_night(figure) if night else figure, about=about)


def drawing(markup: str) -> Element:
    """The SVG inside."""
    (source,) = re.findall(r'src="data:image/svg\+xml,([^"]*)"', markup)
    return fromstring(unquote(source))  # noqa: S314  our own


def test_values_are_joined_within_a_year_and_each_has_a_dot() -> None:
    drawn = drawing(picture([10, 20, 5, None, 12]))
    # The first two are of one year; a missing quarter parts the others.
    (line,) = drawn.findall(f"{SVG}line")
    dots = drawn.findall(f"{SVG}circle")
    small = [dot for dot in dots if dot.get("r") == "1.25"]
    assert [(line.get("x1"), line.get("y1")), (line.get("x2"), line.get("y2"))] == [
        (dot.get("cx"), dot.get("cy")) for dot in small[:2]
    ]
    assert [dot.get("cx") for dot in small] == ["10.00%", "30.00%", "50.00%", "90.00%"]
    # The highest stands where the plot ends, six of forty-eight pixels from the top.
    assert small[1].get("cy") == "12.50%"
    (newest,) = [dot for dot in dots if dot.get("r") == "3.5"]
    assert (newest.get("cx"), newest.get("cy")) == (small[3].get("cx"), small[3].get("cy"))
    (ring,) = [dot for dot in dots if dot.get("fill") == "none"]
    assert ring.get("cx") == "70.00%"


@pytest.mark.parametrize("values", [[], [None], [None, None], [0], [7]])
def test_few_figures_are_drawn_too(values: list[int | None]) -> None:
    drawn = drawing(picture(values))
    assert drawn.findall(f"{SVG}line") == []
    assert len(drawn.findall(f"{SVG}circle")) == sum(2 if value is not None else 1 for value in values)


def test_a_pointer_is_told_every_quarter_and_a_reader_what_it_is() -> None:
    markup = picture([62_345_000, None], about='"a" <b>')
    (told,) = re.findall(r'title="([^"]*)"', markup)
    first, second = unescape(told).splitlines()
    assert first.startswith("2024年三季度 累计 6,234.5万元")
    assert second.startswith("2024年四季度")
    assert 'alt="&quot;a&quot; &lt;b&gt;"' in markup


def test_it_is_one_tag_in_the_colours_of_the_figure() -> None:
    markup = picture([10, 20], night=True)
    assert len(re.findall("<", markup)) == 1
    assert {line.get("stroke") for line in drawing(markup).findall(f"{SVG}line")} == {ACCENT}
