"""The small city that the files of the corpus speak of, with what it reported before and its targets."""

from __future__ import annotations

from collections.abc import Mapping

from tests.store.book import TARGETS, Book, build_empty, declared
from zones.domain.quarter import Quarter
from zones.domain.region import Alias, Level

CITY, PING, SHI = "880100", "880121", "880122"
GATE, EAST, WEST = "880121100", "880121101", "880121102"
TEMPLE, OLD, NEW, PARK = "880121103", "880121104", "880121105", "880121901"
SHI_GATE = "880122100"
SHI_TOWNS = {
    SHI_GATE: "城关镇",
    "880122101": "南关镇",
    "880122102": "北关镇",
    "880122103": "东关镇",
    "880122104": "西关镇",
    "880122105": "石门镇",
}

MONEY, ASSETS = "infrastructure_investment", "fixed_asset_investment"
STARTED_AREA, COMPLETED_AREA = "factory_area_started", "factory_area_completed"
LANDED, STARTED, COMPLETED = "projects_landed", "projects_started", "projects_completed"
LAND, ROADS, FIRMS, PLANNED_AREA = "land_transferred", "roads_built", "enterprises", "planned_area"

QUARTER, BEFORE, YEAR_AGO = "2025Q2", "2025Q1", "2024Q2"
_WAN, _HUNDREDTHS, _METRES = 10_000, 100, 1_000

HISTORY = {
    GATE: {MONEY: 500, LANDED: 4, STARTED: 2, STARTED_AREA: 9_000, LAND: 60, ROADS: 1, FIRMS: 30},
    EAST: {MONEY: 400, LANDED: 3, STARTED: 2, STARTED_AREA: 6_000, LAND: 40, ROADS: 1, FIRMS: 22},
    WEST: {MONEY: 200, LANDED: 2, STARTED: 1, STARTED_AREA: 3_000, LAND: 20, ROADS: 1, FIRMS: 11},
}
"""What was reported for the quarter before, in declared units; the second quarter of the year before was twice as much."""

_SMALLEST = {MONEY: _WAN, STARTED_AREA: _HUNDREDTHS, LAND: _HUNDREDTHS, ROADS: _METRES}


def build_place(url: str) -> None:
    """Two counties with townships of one name, one renamed, one merged away, one still to come, and a zone."""
    build_empty(url)
    book = Book(url)
    ended, begins = Quarter(2024, 4).ordinal, Quarter(2026, 1).ordinal
    renamed = Alias("河东乡", None, Quarter(2019, 4).ordinal)
    book.declare(
        declared(CITY, Level.CITY, reports=False, name="云岭市"),
        declared(PING, Level.COUNTY, CITY, reports=False, name="平川县", aliases=(Alias("平川"),)),
        declared(SHI, Level.COUNTY, CITY, reports=False, name="石桥县"),
        declared(GATE, Level.TOWNSHIP, PING, name="城关镇"),
        declared(EAST, Level.TOWNSHIP, PING, name="河东镇", aliases=(Alias("东镇"), renamed)),
        declared(WEST, Level.TOWNSHIP, PING, name="河西镇"),
        declared(TEMPLE, Level.TOWNSHIP, PING, name="龙王庙镇", reports=False),
        declared(OLD, Level.TOWNSHIP, PING, name="老集乡", valid_to=ended),
        declared(NEW, Level.TOWNSHIP, PING, name="新城镇", valid_from=begins),
        declared(PARK, Level.ZONE, PING, name="平川工业园", reports=False),
        *(declared(code, Level.TOWNSHIP, SHI, name=name) for code, name in SHI_TOWNS.items()),
    )
    book.submit(*((Quarter.parse(BEFORE).ordinal, code, _smallest(amounts)) for code, amounts in HISTORY.items()))
    twice = {code: {name: amount * 2 for name, amount in amounts.items()} for code, amounts in HISTORY.items()}
    book.submit(*((Quarter.parse(YEAR_AGO).ordinal, code, _smallest(amounts)) for code, amounts in twice.items()))
    with_target = [GATE, EAST, WEST, TEMPLE, PARK, *SHI_TOWNS]
    book.submit(*((2025, code, {MONEY: 2_000 * _WAN}) for code in with_target), ledger=TARGETS)
    book.close()


def _smallest(amounts: Mapping[str, int]) -> dict[str, int]:
    return {code: amount * _SMALLEST.get(code, 1) for code, amount in amounts.items()}
