"""A milestone is a share or an amount, never both and never nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zones.domain.milestone import InvalidMilestoneError, Milestone


def test_a_share_is_of_the_target_and_exact() -> None:
    assert Milestone(share=Fraction(2, 3)).due(100) == Fraction(200, 3)
    assert [Milestone(share=Fraction(2, 3)).due(target) for target in (None, 0, -1)] == [None, None, None]


def test_an_amount_needs_no_target() -> None:
    assert Milestone(amount=7).due(None) == 7


@pytest.mark.parametrize(
    ("share", "amount"), [(None, None), (Fraction(1, 2), 5), (Fraction(0), None), (None, 0), (None, -3)]
)
def test_anything_else_is_refused_in_both_languages(share: Fraction | None, amount: int | None) -> None:
    with pytest.raises(InvalidMilestoneError) as caught:
        Milestone(share=share, amount=amount)
    assert "阶段目标" in caught.value.message("zh")
    assert "milestone" in caught.value.message("en")
