"""How a palette looks: contrast after WCAG 2, sight without one kind of cone, differences in CIE Lab.

The sights are those of Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision
deficiency (2009).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Triple = NDArray[np.float64]

# Their matrices at severity 1.0, for linear light: what a dichromat's eye makes of a colour.
SIGHTS: Mapping[str, Triple] = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# IEC 61966-2-1: linear sRGB to CIE XYZ under D65, and the white of that light.
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _TO_XYZ @ np.ones(3)


def linear(color: str) -> Triple:
    """Linear light, 0 to 1, of a colour written #rrggbb."""
    coded = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    darker, lighter = sorted(float(linear(color) @ _TO_XYZ[1]) for color in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: str, other: str, sight: str = "full") -> float:
    """The distance of two colours in CIE Lab (ΔE of 1976) as that sight sees them; about 2.3 is just noticeable."""
    return float(np.linalg.norm(_lab(one, sight) - _lab(other, sight)))


def _lab(color: str, sight: str) -> Triple:
    seen = np.clip(SIGHTS[sight] @ linear(color), 0.0, 1.0)
    ratio = (_TO_XYZ @ seen) / _WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
