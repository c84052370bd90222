"""What holds of every chart: plotly takes it, nothing is cut off, its words say what it shows, a user's text stays text."""

from __future__ import annotations

import re

import plotly.graph_objects as go
import pytest

from tests.charts.drawn import OWN_TAGS, Drawn, shown
from tests.charts.gallery import LANGUAGES, NAMES, SOURCE, UNFRAMED, gallery, gallery_of
from zones.domain.words import synthetic_mark

FIGURES = {f"{name}-{language}": figure for language in LANGUAGES for name, figure in gallery(language).items()}
FRAMED = [name for name in FIGURES if name.rpartition("-")[0] not in UNFRAMED]
HOSTILE = (
    "<b>粗体</b>镇",
    "<a href='https://example.org'>链接</a>",
    "$\\alpha_1$ 与 $x$",
    "第一行\n第二行\t末",
    "%{x} %{text} <extra></extra>",
    "&lt;i&gt; &amp; &#36;",
    "<script>alert(1)</script>",
    "\u202e反\u0000字\u200b",
    "名" * 500,
    "x" * 500,
    "",
)


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_itself_finds_nothing_wrong(name: str) -> None:
    figure = FIGURES[name]
    checked = go.Figure(data=figure.to_plotly_json()["data"], layout=figure.to_plotly_json()["layout"], _validate=True)
    assert Drawn(checked).document == Drawn(figure).document


@pytest.mark.parametrize("name", FIGURES)
def test_no_data_are_cut_off(name: str) -> None:
    assert Drawn(FIGURES[name]).outside() == []


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_words_no_number_of_its_own(name: str) -> None:
    """Every axis that shows has ticks with texts; 15k and 1.5M come from plotly's own formats."""
    drawn = Drawn(FIGURES[name])
    for axis in drawn.axes().values():
        if axis.get("visible", True):
            assert len(axis["tickvals"]) == len(axis["ticktext"])
    assert all(trace.get("hoverinfo") in {"text", "skip"} for trace in drawn.data)
    assert not any("template" in key for trace in drawn.data for key in trace if key != "texttemplate")
    assert [said for said in drawn.markup() if re.search(r"\d(k|K|M|B|G|µ|m)\b", shown(said))] == []


@pytest.mark.parametrize("name", [name for name in FIGURES if name.endswith("-zh")])
def test_chinese_axes_count_in_wan_and_yi(name: str) -> None:
    axes = Drawn(FIGURES[name]).axes().values()
    ticks = [shown(text) for axis in axes if axis.get("visible", True) for text in axis.get("ticktext", [])]
    # Five digits and more are written with 万 or 亿.
    assert [text for text in ticks if re.search(r"\d{5}|\d,\d{3},", text)] == []


@pytest.mark.parametrize("name", FRAMED)
def test_a_chart_says_what_it_shows_with_unit_and_source(name: str) -> None:
    drawn, language = Drawn(FIGURES[name]), name[-2:]
    assert not drawn.title.startswith(" ·")
    assert len(drawn.title) > 4
    unit = {"zh": r"单位:|%|=100", "en": r"unit: |%|=100|= 100"}[language]
    assert re.search(unit, " ".join(drawn.words[:-1]))
    assert drawn.note.endswith(SOURCE[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_figures_are_marked_on_the_chart(language: str) -> None:
    mark = synthetic_mark(language)
    for name, figure in gallery(language, synthetic=True).items():
        if name not in UNFRAMED:
            assert mark in Drawn(figure).note, name
    for name, figure in gallery(language).items():
        assert not any(mark in shown(said) for said in Drawn(figure).markup()), name


@pytest.mark.parametrize("name", FIGURES)
def test_a_text_is_in_one_language(name: str) -> None:
    said = " ".join(shown(text) for text in Drawn(FIGURES[name]).markup())
    if name.endswith("-en"):
        # The notes that users pinned stay in their own language.
        said = re.sub("|".join(f"{zh}(停工|口径调整)" for zh, _ in NAMES), "", said)
        assert re.findall(r"[\u4e00-\u9fff]+", said) == []
    else:
        assert re.findall(r"\b(target|schedule|unit|quarter|report)\b", said) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_wrote_is_shown_and_never_read(text: str, language: str) -> None:
    for name, figure in gallery_of(text, language).items():
        drawn = Drawn(figure)
        for markup in [*drawn.markup(), *drawn.names()]:
            bare = OWN_TAGS.sub("", markup)
            assert "<" not in bare, (name, markup)
            assert ">" not in bare, (name, markup)
            assert "$" not in bare, (name, markup)
            assert not re.search(r"[\x00-\x1f\u200b\u202e]", bare), (name, markup)
            assert not re.search(r"&(?!amp;|lt;|gt;|#36;)", bare), (name, markup)
        templates = [trace["texttemplate"] for trace in drawn.data if "texttemplate" in trace]
        assert set(templates) <= {"%{text}"}, name
        assert drawn.outside() == []


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if 0 < len(text) < 50 and "\n" not in text and text.isprintable()]
)
def test_a_name_is_readable_in_full_as_it_was_written(text: str) -> None:
    for name, figure in gallery_of(text, "zh").items():
        if name in {"children", "goal-matrix", "small-multiples", "lines"}:
            hovers = [shown(said) for said in Drawn(figure).markup()]
            assert any(text in said for said in hovers), name
