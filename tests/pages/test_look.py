"""The style sheet speaks the palette's colours, follows the theme, and lets nothing of a table act on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.charts.vision import contrast
from zones.charts import night, theme

if TYPE_CHECKING:
    from tests.pages.conftest import Open

STYLE = (Path(__file__).resolve().parents[2] / "zones/ui/page.css").read_text("utf-8")
BACKGROUNDS = {"light": theme.PAPER, "dark": night.PAPER}


def test_the_style_sheet_has_the_colours_of_the_palettes() -> None:
    day, dark = (dict(re.findall(r"--zones-([\w-]+): (#\w+);", line)) for line in STYLE.splitlines()[1:3])
    assert day == {"ink": theme.INK, "muted": theme.MUTED, "on-accent": theme.PAPER}
    assert dark == {"ink": night.INK, "muted": night.MUTED, "on-accent": night.PAPER}
    for words, accent, paper in ((day, theme.ACCENT, theme.PAPER), (dark, night.ACCENT, night.PAPER)):
        assert contrast(words["muted"], paper) >= 4.5
        assert contrast(words["on-accent"], accent) >= 4.5


@pytest.mark.usefixtures("sample_url")
@pytest.mark.parametrize("scheme", BACKGROUNDS)
def test_charts_are_drawn_for_the_theme_that_is_on(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setattr("zones.ui.look.scheme", lambda: scheme)
    charts = open_app(region="990100", quarter="2026Q2").get("plotly_chart")
    assert charts
    assert all(f'"paper_bgcolor":"{BACKGROUNDS[scheme]}"' in chart.proto.spec for chart in charts)


def printing() -> None:
    """A page with one table, of a header, a text and a number that try to act."""
    from decimal import Decimal  # noqa: PLC0415

    from zones.domain.figures import Column, Table  # noqa: PLC0415
    from zones.ui import paper  # noqa: PLC0415

    columns = [Column("<img src=x onerror=alert(1)>"), Column("n", numeric=True)]
    paper.table(Table("<script>alert(1)</script>", columns, [("</td><b>x", Decimal("1234.5"))] * 151))


def test_a_printed_table_is_inert_right_aligned_and_says_when_it_is_cut() -> None:
    markup = AppTest.from_function(printing).run().get("html")[0].proto.body
    assert set(re.findall(r"<(\w+)", markup)) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "<td class=number>1,234.5</td>" in markup
    assert markup.count("<tr>") == 1 + 150
    assert "共 151 行" in markup
