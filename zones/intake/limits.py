"""How much a file may hold before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file.

    `unpacked` is the sum of the sizes that a workbook's archive declares, `characters` what all text cells of a sheet hold
    together.
    """

    size: int = 30 * _MEGABYTE
    rows: int = 200_000
    columns: int = 500
    cells: int = 8_000_000
    unpacked: int = 300 * _MEGABYTE
    characters: int = 50_000_000
    parts: int = 2_000
    sheets: int = 100


DEFAULT_LIMITS = Limits()
