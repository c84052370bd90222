from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.charts import text
from zones.charts.text import BREAK


@pytest.mark.parametrize(
    ("written", "inert"),
    [
        ("<b>镇</b>", "&lt;b&gt;镇&lt;/b&gt;"),
        ("<a href='x'>y</a>", "&lt;a href='x'&gt;y&lt;/a&gt;"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("&lt;", "&amp;lt;"),
        ("一\n二\t三  四", "一 二 三 四"),
        ("\u202e反\u2066字\u0000\u200b", "反字"),
        ('"引"', '"引"'),
    ],
)
def test_a_text_is_made_inert(written: str, inert: str) -> None:
    assert text.inert(written) == inert


@given(st.text())
def test_an_inert_text_reads_back_and_has_nothing_to_act_on(written: str) -> None:
    made = text.inert(written)
    assert html.unescape(made) == text.plain(written)
    assert not re.search(r"[<>$\x00-\x1f\ud800-\udfff]", made)


def test_a_chinese_character_is_as_wide_as_two_letters() -> None:
    assert text.width("河东镇") == 6
    assert text.width("Hedong") == 6
    assert text.width("(万元)") == 6


@given(written=st.text(alphabet="河东镇青石乡,。ab ·x-", max_size=120), room=st.integers(4, 40))
def test_lines_lose_nothing_and_fit(written: str, room: int) -> None:
    broken = text.lines(text.plain(written), room=room)
    assert "".join(broken).replace(" ", "") == text.plain(written).replace(" ", "")
    assert all(text.width(line) <= room for line in broken)


@pytest.mark.parametrize(
    ("written", "room", "broken"),
    [
        ("Yanting Subdistrict", 18, ["Yanting", "Subdistrict"]),
        ("基础设施投入过半", 8, ["基础设施", "投入过半"]),
        ("极长,的名称", 5, ["极长,", "的名", "称"]),
        ("Infrastructure investment · completion", 27, ["Infrastructure investment ·", "completion"]),
        ("x" * 20, 8, ["x" * 8, "x" * 8, "x" * 4]),
    ],
)
def test_lines_break_where_a_reader_would(written: str, room: int, broken: list[str]) -> None:
    assert text.lines(written, room=room) == broken


def test_even_lines_leave_no_word_alone() -> None:
    assert text.balanced("一二三四五六七八九", room=16) == ["一二三四五", "六七八九"]
    assert text.balanced("short", room=16) == ["short"]


def test_even_lines_do_not_break_a_word_that_a_full_line_holds() -> None:
    assert text.balanced("Infrastructure past half", room=18) == ["Infrastructure", "past half"]


@pytest.mark.parametrize(
    ("written", "room", "cut"),
    [("河东镇", 6, "河东镇"), ("河东镇", 5, "河…"), ("Hedong Town", 8, "Hedong…"), ("Hedong Town", 11, "Hedong Town")],
)
def test_a_cut_text_fits_and_says_so(written: str, room: int, cut: str) -> None:
    assert text.cut(written, room=room) == cut


def test_a_label_is_inert_and_has_no_more_lines_than_asked() -> None:
    assert text.label("<b>河东镇</b>", room=18) == "&lt;b&gt;河东镇&lt;/b&gt;"
    assert text.label("Yanting Subdistrict", room=18, most=1) == "Yanting Subdistr…"
    assert text.label("Yanting Subdistrict", room=18) == f"Yanting{BREAK}Subdistrict"
    assert text.label("厂房竣工过半", room=8, even=False) == f"厂房竣工{BREAK}过半"
    assert text.label("厂房竣工过半", room=8) == f"厂房竣{BREAK}工过半"
    assert text.label("名" * 100, room=8) == f"名名名名{BREAK}名名名…"


@given(written=st.text(max_size=200), room=st.integers(6, 30), most=st.integers(1, 3))
def test_a_label_always_fits(written: str, room: int, most: int) -> None:
    lines = text.label(written, room=room, most=most).split(BREAK)
    assert len(lines) <= most
    assert all(text.width(text.shown(line)) <= room for line in lines)


def test_a_paragraph_keeps_every_word() -> None:
    written = "Demonstration data: fictional, no real statistics. Source: quarterly reports, figures as of Q2 2026"
    lines = text.paragraph(written, room=68).split(BREAK)
    assert " ".join(lines) == written
    assert max(map(len, lines)) - min(map(len, lines)) < 20


def test_a_hover_text_has_what_is_there_and_nothing_else() -> None:
    said = text.hover("<镇>", [("数值", "1.2亿元"), ("目标", ""), ("", "<未报>")])
    assert said == f"<b>&lt;镇&gt;</b>{BREAK}数值 1.2亿元{BREAK}&lt;未报&gt;"


def test_what_is_shown_of_a_text_can_be_measured() -> None:
    assert text.shown(text.colored(text.inert("<b> $1"), "#112233", size=11)) == "<b> $1"
