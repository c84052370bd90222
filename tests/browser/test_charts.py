"""Charts as a browser draws them: nothing cut off or written over, and a user's text that acts on nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Witness
from tests.charts.gallery import LANGUAGES, UNFRAMED, gallery, gallery_of

LIBRARY = Path(plotly.__file__).parent / "package_data/plotly.min.js"
BLANK = '<!doctype html><html lang="zh"><body style="margin:0"><div id="chart"></div></body></html>'
DRAW = """async ([document_, width]) => {
  const chart = document.getElementById('chart');
  chart.style.width = width + 'px';
  chart.style.height = document_.layout.height + 'px';
  await Plotly.newPlot(chart, document_.data, {...document_.layout, width}, {displayModeBar: false});
}"""
# Every text with the lines it has, as [what it says, left, top, right, bottom] from the chart's corner.
READ = """() => {
  const corner = document.getElementById('chart').getBoundingClientRect();
  return [...document.querySelectorAll('#chart svg text')]
    .flatMap(text => text.querySelectorAll('.line').length ? [...text.querySelectorAll('.line')] : [text])
    .map(line => [line.textContent, line.getBoundingClientRect()])
    .filter(([words, box]) => words.trim() && box.width > 0)
    .map(([words, box]) => [words, box.left - corner.left, box.top - corner.top,
                            box.right - corner.left, box.bottom - corner.top]);
}"""
# Boxes are those of the face's full height, which neighbouring lines share a little of.
SLACK = 5
# Plotly lays out text in tspans; the ground of a heat table is an image of plotly's own.
ACTING = "#chart text :not(tspan), #chart a, #chart script, #chart foreignObject, #chart iframe, #chart img"


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """An empty page with plotly in it, which may ask nobody for anything."""
    witness = Witness()
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    witness.watch(page)
    page.set_content(BLANK)
    page.add_script_tag(path=LIBRARY)
    yield page
    context.close()
    assert witness.troubles == []


def drawn(page: Page, figure: go.Figure, width: int) -> list[list[Any]]:
    """The texts of a figure and where they lie."""
    page.evaluate(DRAW, [figure.to_plotly_json(), width])
    return page.evaluate(READ)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [400, 1300])
def test_no_text_is_cut_off_or_written_over(blank: Page, width: int, language: str) -> None:
    for name, figure in gallery(language, synthetic=True).items():
        texts = drawn(blank, figure, width)
        assert texts or name in UNFRAMED, name
        height = figure.to_plotly_json()["layout"]["height"]
        for words, left, top, right, bottom in texts:
            assert left >= -1, (name, words)
            assert top >= -1, (name, words)
            assert right <= width + 1, (name, words)
            assert bottom <= height + 1, (name, words)
        for at, (words, left, top, right, bottom) in enumerate(texts):
            for other, left_, top_, right_, bottom_ in texts[at + 1 :]:
                across = min(right, right_) - max(left, left_)
                upright = min(bottom, bottom_) - max(top, top_)
                assert across <= 2 or upright <= SLACK, (name, words, other, across, upright)


@pytest.mark.parametrize(
    "text", ["<b>粗</b>$x^2$&lt;i&gt;", "<a href='https://x'>链</a>", "<img src=x onerror=alert(1)>"]
)
def test_what_a_user_wrote_stands_there_as_written(blank: Page, text: str) -> None:
    for name, figure in gallery_of(text, "zh").items():
        said = "".join(words for words, *_ in drawn(blank, figure, 1300)).replace(" ", "")
        if name not in UNFRAMED:
            assert text.replace(" ", "") in said, name
        assert blank.locator(ACTING).count() == 0, name
