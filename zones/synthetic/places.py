"""The regions of the large presets: systematic names and codes, spread evenly, in the columns of a regions file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from zones.synthetic.measures import Whole

COLUMNS = (
    "code",
    "name",
    "level",
    "parent",
    "aliases",
    "reports",
    "valid_from",
    "valid_to",
    "name_en",
    "code_system",
    "groups",
    "synthetic",
    "note",
)
CODE_SYSTEM = "synthetic"
NOTE = "合成演示数据,不是真实地区"

# The codes of provinces begin here; official codes begin with 1 to 8.
_FIRST_CODE = 900


@dataclass(frozen=True, slots=True)
class Size:
    """How many regions there are of each level."""

    provinces: int
    cities: int
    counties: int
    townships: int


PROVINCE = Size(provinces=1, cities=14, counties=100, townships=1_500)
NATION = Size(provinces=31, cities=340, counties=2_850, townships=41_000)


def systematic_regions(size: Size) -> pd.DataFrame:
    """All regions, parents before children; only townships report."""
    provinces = _FIRST_CODE + np.arange(1, size.provinces + 1)
    cities = _below(provinces, size.cities, factor=100)
    counties = _below(cities, size.counties, factor=100)
    townships = _below(counties, size.townships, factor=1_000)
    return pd.concat(
        [
            _frame(provinces, "province", "演示省", "Demo Province", parent_factor=0),
            _frame(cities, "city", "演示市", "Demo City", parent_factor=100),
            _frame(counties, "county", "演示县", "Demo County", parent_factor=100),
            _frame(townships, "township", "演示镇", "Demo Town", parent_factor=1_000),
        ],
        ignore_index=True,
    )


def _below(parents: Whole, count: int, *, factor: int) -> Whole:
    """The codes of `count` children spread evenly over their parents: the parent's code and a number below it."""
    parent = np.arange(count) * len(parents) // count
    ordinal = np.arange(count) - np.searchsorted(parent, parent) + 1
    return np.asarray(parents[parent] * factor + ordinal, dtype=np.int64)


def _frame(codes: Whole, level: str, name: str, name_en: str, *, parent_factor: int) -> pd.DataFrame:
    code = pd.Series(codes.astype(str), dtype="str")
    number = code.str.slice(1)
    return pd.DataFrame(
        {
            "code": code,
            "name": name + number,
            "level": level,
            "parent": pd.Series((codes // parent_factor).astype(str), dtype="str") if parent_factor else "",
            "aliases": "",
            "reports": int(level == "township"),
            "valid_from": "",
            "valid_to": "",
            "name_en": name_en + " " + number,
            "code_system": CODE_SYSTEM,
            "groups": "",
            "synthetic": 1,
            "note": NOTE,
        }
    )
