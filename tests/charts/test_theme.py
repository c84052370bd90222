from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import plotly.graph_objects as go
import pytest

from tests.charts.vision import SIGHTS, contrast, difference
from zones.charts import chart_config, night, theme
from zones.domain.past_half import GoalState, Verdict
from zones.domain.status import Status

TEXT_CONTRAST, SIGN_CONTRAST = 4.5, 3.0
"""WCAG 2 AA: of text (1.4.3), and of graphical objects (1.4.11)."""

# ΔE of CIE Lab. About 2.3 is just noticeable side by side; lights and lines are compared across a page, through a
# projector, so they keep several times that. Grounds touch each other and have a sign in them.
LIGHTS_APART, LINES_APART, YEARS_APART, GROUNDS_APART = 15, 20, 8, 8

PROJECT = Path(__file__).resolve().parents[2]
LIGHTS = sorted({*theme.STATUS_COLORS.values(), *theme.VERDICT_COLORS.values()})
CLEAR = (GoalState.MET, GoalState.MISSED, GoalState.NO_REPORT)


@pytest.mark.parametrize("color", [*LIGHTS, theme.INK, theme.MUTED, theme.ACCENT])
def test_colours_of_words_can_be_read_on_paper(color: str) -> None:
    assert contrast(color, theme.PAPER) >= TEXT_CONTRAST


@pytest.mark.parametrize("state", GoalState)
def test_ink_and_signs_can_be_read_on_every_ground(state: GoalState) -> None:
    ground = theme.GOAL_STATE_TINTS[state]
    assert contrast(theme.INK, ground) >= TEXT_CONTRAST
    assert contrast(theme.GOAL_STATE_COLORS[state], ground) >= TEXT_CONTRAST
    assert contrast(theme.GOAL_STATE_COLORS[state], theme.PAPER) >= TEXT_CONTRAST


@pytest.mark.parametrize("color", [*theme.LINE_COLORS, *theme.YEAR_COLORS, theme.FAINT, theme.DUE])
def test_lines_and_bars_can_be_seen_on_paper(color: str) -> None:
    assert contrast(color, theme.PAPER) >= SIGN_CONTRAST


@pytest.mark.parametrize("sight", SIGHTS)
def test_lights_keep_apart_for_every_eye(sight: str) -> None:
    assert min(difference(one, other, sight) for one, other in combinations(LIGHTS, 2)) >= LIGHTS_APART


@pytest.mark.parametrize("sight", SIGHTS)
def test_lines_keep_apart_for_every_eye(sight: str) -> None:
    assert min(difference(one, other, sight) for one, other in combinations(theme.LINE_COLORS, 2)) >= LINES_APART


@pytest.mark.parametrize("sight", SIGHTS)
def test_years_keep_apart_for_every_eye(sight: str) -> None:
    """The oldest has the colour of the one before it and is hatched."""
    *years, oldest = theme.YEAR_COLORS
    assert oldest == years[-1]
    assert min(difference(one, other, sight) for one, other in combinations(years, 2)) >= YEARS_APART


@pytest.mark.parametrize("sight", SIGHTS)
def test_met_missed_and_missing_have_grounds_apart_for_every_eye(sight: str) -> None:
    tints = [theme.GOAL_STATE_TINTS[state] for state in CLEAR]
    assert min(difference(one, other, sight) for one, other in combinations(tints, 2)) >= GROUNDS_APART
    quiet = [theme.GOAL_STATE_TINTS[state] for state in GoalState if state not in CLEAR]
    assert min(difference(one, other, sight) for one in tints[:2] for other in quiet) >= GROUNDS_APART


def test_every_state_has_a_colour() -> None:
    assert set(theme.STATUS_COLORS) == set(Status)
    assert set(theme.VERDICT_COLORS) == set(Verdict)
    assert set(theme.GOAL_STATE_COLORS) == set(theme.GOAL_STATE_TINTS) == set(GoalState)
    assert theme.status_color(Status.DONE) == theme.BEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_the_colours_of_the_charts(scheme: str) -> None:
    turned = night.COLORS if scheme == "dark" else {}
    config = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    declared = config[scheme]
    for name, color in {
        "primary": theme.ACCENT,
        "background": theme.PAPER,
        "text": theme.INK,
        "blue": theme.BEST,
        "green": theme.GOOD,
        "orange": theme.POOR,
        "red": theme.BAD,
        "gray": theme.NEUTRAL,
    }.items():
        wanted = turned.get(color, color)
        assert declared[f"{name}Color"] == declared.get(f"{name}TextColor", wanted) == wanted
    assert config["font"] == config["headingFont"] == theme.FONT_FAMILY


@pytest.mark.parametrize("template", [theme.TEMPLATE, theme.TURNING_TEMPLATE])
def test_plotly_takes_the_template(template: dict[str, object]) -> None:
    assert go.layout.Template(template).to_plotly_json() == template


def test_faces_are_named_so_that_no_japanese_shapes_appear() -> None:
    assert "Noto Sans CJK SC" in theme.FONT_FAMILY
    assert theme.TEMPLATE["layout"]["font"]["family"] == theme.FONT_FAMILY
    assert theme.TEMPLATE["layout"]["hoverlabel"]["font"]["family"] == theme.FONT_FAMILY


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_configuration_sends_nothing_away(language: str) -> None:
    config = chart_config(name="bullets", language=language, picture="svg")
    assert config["plotlyServerURL"] == ""
    assert config["showSendToCloud"] is config["showEditInChartStudio"] is config["displaylogo"] is False
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["toImageButtonOptions"]["filename"] == "bullets"
    assert config["toImageButtonOptions"]["format"] == "svg"
    assert ("locales" in config) == (language == "zh")
