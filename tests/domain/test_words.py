"""Lights and verdicts are never colour alone: each has a shape and a word of its own in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import pytest

from zones.domain import words
from zones.domain.past_half import GoalState, Verdict
from zones.domain.region import Level
from zones.domain.rollup import Origin
from zones.domain.status import Status


@pytest.mark.parametrize(
    ("kind", "signs"),
    [
        (Status, words.STATUS_SIGNS),
        (Verdict, words.VERDICT_SIGNS),
        (GoalState, words.GOAL_STATE_SIGNS),
    ],
)
def test_every_state_has_its_own_shape_and_word(kind: type[Enum], signs: Mapping[Enum, words.Sign]) -> None:
    assert set(signs) == set(kind)
    for aspect in ("symbol", "zh", "en"):
        assert len({getattr(sign, aspect) for sign in signs.values()}) == len(signs)


def test_words() -> None:
    assert words.STATUS_SIGNS[Status.BEHIND].text("zh") == "▲ 欠序时"
    assert words.status_word(Status.DONE, "en") == "Done"
    assert words.verdict_word(Verdict.ALL_MET, "zh") == "全部过半"
    assert words.goal_state_word(GoalState.MET, "en") == "Met"
    assert words.origin_word(None, "zh") == ""
    assert [words.origin_word(origin, "zh") for origin in Origin] == ["本级上报", "下级汇总"]
    assert [words.level_word(level, "en") for level in Level] == ["Province", "City", "County", "Township", "Zone"]
    assert "虚构" in words.synthetic_mark("zh")
    assert "fictional" in words.synthetic_mark("en")
