"""Cells coded by their distinct words, and lines grouped by several keys."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zones.intake.coded import Coded, groups

WORDS = st.lists(st.sampled_from(["", "甲", "乙", " 甲", "1"]), max_size=30)


@given(WORDS)
def test_coding_keeps_every_cell(cells: list[str]) -> None:
    coded = Coded.of(cells)
    assert [coded[line] for line in range(len(coded))] == cells
    assert len(set(coded.words)) == len(coded.words)
    stripped = coded.mapped(str.strip)
    assert [stripped[line] for line in range(len(stripped))] == [cell.strip() for cell in cells]
    assert len(set(stripped.words)) == len(stripped.words)
    assert (
        coded.equal("甲").tolist()
        == coded.where(lambda cell: cell == "甲").tolist()
        == [cell == "甲" for cell in cells]
    )


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("甲丁戊"), st.booleans()), min_size=1, max_size=20)
)
def test_filling_some_lines_from_another_column(lines: list[tuple[str, str, bool]]) -> None:
    one, other, chosen = zip(*lines, strict=True)
    filled = Coded.of(one).filled_by(Coded.of(other), np.array(chosen))
    assert [filled[line] for line in range(len(lines))] == [b if c else a for a, b, c in lines]


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 10**12), st.integers(0, 1)), min_size=1, max_size=40))
def test_groups_are_numbered_by_their_first_line(keys: list[tuple[int, int, int]]) -> None:
    first, group = groups(*(np.array(column) for column in zip(*keys, strict=True)))
    seen: dict[tuple[int, int, int], int] = {}
    naive = [seen.setdefault(key, len(seen)) for key in keys]
    assert group.tolist() == naive
    assert [keys[line] for line in first.tolist()] == list(seen)
    assert first.tolist() == sorted(first.tolist())
