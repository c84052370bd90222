"""The palette of dark pages is held to what holds on paper, and no colour of a chart is without its counterpart."""

from __future__ import annotations

import re
from itertools import combinations

import plotly.graph_objects as go
import pytest

from tests.charts.gallery import gallery
from tests.charts.test_theme import (
    CLEAR,
    GROUNDS_APART,
    LIGHTS,
    LIGHTS_APART,
    LINES_APART,
    SIGN_CONTRAST,
    TEXT_CONTRAST,
    YEARS_APART,
)
from tests.charts.vision import SIGHTS, contrast, difference
from zones.charts import at_night, night, theme
from zones.domain.past_half import GoalState

COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([^)]*\)")


def turned(*colors: str) -> list[str]:
    return [night.COLORS[color] for color in colors]


def nearest(colors: list[str], sight: str) -> float:
    return min(difference(one, other, sight) for one, other in combinations(colors, 2))


@pytest.mark.parametrize("color", turned(*LIGHTS, theme.INK, theme.MUTED, theme.ACCENT))
def test_colours_of_words_can_be_read_in_the_dark(color: str) -> None:
    assert contrast(color, night.PAPER) >= TEXT_CONTRAST


@pytest.mark.parametrize("state", GoalState)
def test_ink_and_signs_can_be_read_on_every_dark_ground(state: GoalState) -> None:
    ground, sign = turned(theme.GOAL_STATE_TINTS[state], theme.GOAL_STATE_COLORS[state])
    assert contrast(night.INK, ground) >= TEXT_CONTRAST
    assert contrast(sign, ground) >= TEXT_CONTRAST
    assert contrast(sign, night.PAPER) >= TEXT_CONTRAST


@pytest.mark.parametrize("color", turned(*theme.LINE_COLORS, *theme.YEAR_COLORS, theme.FAINT, theme.DUE))
def test_lines_and_bars_can_be_seen_in_the_dark(color: str) -> None:
    assert contrast(color, night.PAPER) >= SIGN_CONTRAST


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_keep_apart_in_the_dark_for_every_eye(sight: str) -> None:
    assert nearest(turned(*LIGHTS), sight) >= LIGHTS_APART
    assert nearest(turned(*theme.LINE_COLORS), sight) >= LINES_APART
    assert nearest(turned(*theme.YEAR_COLORS[:-1]), sight) >= YEARS_APART
    assert nearest(turned(*(theme.GOAL_STATE_TINTS[state] for state in CLEAR)), sight) >= GROUNDS_APART


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_colour_of_paper_is_left_in_a_figure_at_night(language: str) -> None:
    for name, figure in gallery(language, synthetic=True).items():
        used = set(COLOR.findall(figure.to_json()))
        assert used <= set(night.COLORS), name
        assert set(COLOR.findall(at_night(figure).to_json())) == {night.COLORS[color] for color in used}, name


def test_a_figure_keeps_its_own_colours_when_another_is_made_of_it() -> None:
    figure = next(iter(gallery("zh", synthetic=True).values()))
    before = figure.to_json()
    assert at_night(figure).to_json() != before
    assert figure.to_json() == before


def test_a_text_that_names_a_colour_stays_as_it_was_written() -> None:
    figure = go.Figure({"data": [{"type": "bar", "x": [theme.INK], "y": [1], "marker": {"color": theme.INK}}]})
    bar = at_night(figure).data[0]
    assert bar.x == (theme.INK,)
    assert bar.marker.color == night.INK
