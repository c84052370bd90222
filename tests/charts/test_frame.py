from __future__ import annotations

import pytest

from tests.charts.drawn import Drawn
from tests.charts.making import region
from zones.charts import frame, theme
from zones.charts.frame import Frame, Key
from zones.charts.text import BREAK

KEYS = [Key("单位:元"), Key("未报", "○", theme.NEUTRAL)]


def outline(**changes: object) -> Frame:
    values = {"title": "河东镇 · 累计", "keys": KEYS, "note": "来源:季报", "regions": [], "language": "zh"}
    return frame.frame(**(values | changes))


def test_title_keys_and_note_stand_around_the_plot() -> None:
    drawn = Drawn(frame.framed(outline(), data=[], plot_height=100, above=5, below=7, sides=(30, 10)))
    assert drawn.title == "河东镇 · 累计"
    assert drawn.keys == "单位:元\u2003○ 未报"
    assert drawn.note == "来源:季报"
    margin = drawn.layout["margin"]
    assert (margin["l"], margin["r"]) == (30, 10)
    assert drawn.layout["height"] == 100 + margin["t"] + margin["b"]


def test_keys_and_note_are_flush_with_the_title() -> None:
    drawn = Drawn(frame.framed(outline(), data=[], plot_height=100, sides=(80, 10)))
    assert {80 + item["xshift"] for item in drawn.layout["annotations"]} == {drawn.layout["title"]["pad"]["l"]}


def test_keys_stand_side_by_side_while_they_fit() -> None:
    long = [Key("一" * 20), Key("二" * 20), Key("三")]
    assert [[key.words[0] for key in line] for line in outline(keys=long).keys] == [["一"], ["二", "三"]]
    fresh = [Key("一"), Key("二", fresh=True), Key("三")]
    assert [[key.words for key in line] for line in outline(keys=fresh).keys] == [["一"], ["二", "三"]]
    assert outline(keys=[]).keys == ()


def test_the_more_lines_the_more_room() -> None:
    short, long = outline(), outline(title="名" * 60, keys=[Key("一" * 25)] * 3, note="注" * 100)
    assert long.top > short.top
    assert long.bottom > short.bottom
    assert outline(note="").bottom < short.bottom


@pytest.mark.parametrize("language", ["zh", "en"])
def test_invented_figures_are_marked_once(language: str) -> None:
    invented = [region(1), region(2, synthetic=True)]
    marked = outline(regions=invented, language=language).note
    assert marked.replace(BREAK, " ").endswith("来源:季报")
    assert len(marked) > len("来源:季报") + 10
    again = outline(regions=invented, language=language, note=marked.replace(BREAK, " ")).note
    assert again.replace(BREAK, "").replace(" ", "") == marked.replace(BREAK, "").replace(" ", "")
    assert outline(regions=[region(1)], language=language).note == "来源:季报"


def test_remarks_stand_above_the_note_in_paragraphs_of_two_lines_at_most() -> None:
    lines = outline(remarks=["一" * 200, "<二>"]).note.split(BREAK)
    assert lines[1].endswith("…")
    assert lines[2:] == ["&lt;二&gt;", "来源:季报"]
    assert outline(remarks=["一"], note="").note == "一"


def test_a_title_leaves_out_what_is_empty() -> None:
    assert frame.headline("河东镇", "", "完成率") == "河东镇 · 完成率"


def test_a_title_of_several_lines_begins_where_one_of_one_line_does() -> None:
    """Plotly sets titles of two and of ten lines alike, half a line higher than one of a single line."""
    tops = [
        Drawn(frame.framed(outline(title="名" * count), data=[], plot_height=10)).layout["title"]["pad"]["t"]
        for count in (5, 40, 80)
    ]
    assert tops[0] < tops[1] == tops[2]
