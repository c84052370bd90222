"""The yardsticks of the palette, held to values that are known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.charts.vision import SIGHTS, contrast, difference


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1
    # The grey that is always named as the lightest that passes AA on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")


def test_difference_is_that_of_cie_lab() -> None:
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.01)
    # Lab of sRGB red is 53.2, 80.1, 67.2; of green 87.7, -86.2, 83.2.
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.2)


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_sight_colours_a_grey(sight: str) -> None:
    assert np.allclose(SIGHTS[sight].sum(axis=1), 1, atol=1e-3)


@pytest.mark.parametrize(
    ("sight", "one", "other"),
    [
        ("protanopia", "#8f1238", "#404040"),
        ("deuteranopia", "#c85a00", "#7a7a00"),
        ("tritanopia", "#00a0c0", "#00a884"),
    ],
)
def test_a_missing_cone_brings_colours_together(sight: str, one: str, other: str) -> None:
    assert difference(one, other, sight) < difference(one, other) / 2
