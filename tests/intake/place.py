"""The small city that the files of the corpus speak of, with a quarter of history and targets."""

from __future__ import annotations

from tests.store.book import Book, build_empty, declared
from zones.domain.region import Alias, Level

CITY, JIA, YI = "900100", "900101", "900102"
EAST, WEST, GATE, OTHER_GATE, OLD, PARK = "900101001", "900101002", "900101003", "900102001", "900102002", "900101901"
MONEY, LANDED, LAND, AREA, ROADS, FIRMS = (
    "infrastructure_investment",
    "projects_landed",
    "land_transferred",
    "factory_area_started",
    "roads_built",
    "enterprises",
)
BEFORE, ENDED = 2026 * 4, 2020 * 4 + 3
_WAN, _HUNDREDTH, _KILOMETRE = 10_000, 100, 1_000

HISTORY = {
    EAST: {
        MONEY: 200 * _WAN,
        LANDED: 5,
        LAND: 30 * _HUNDREDTH,
        AREA: 4000 * _HUNDREDTH,
        ROADS: 2 * _KILOMETRE,
        FIRMS: 20,
    },
    WEST: {
        MONEY: 300 * _WAN,
        LANDED: 4,
        LAND: 40 * _HUNDREDTH,
        AREA: 3000 * _HUNDREDTH,
        ROADS: 3 * _KILOMETRE,
        FIRMS: 30,
    },
    GATE: {
        MONEY: 250 * _WAN,
        LANDED: 6,
        LAND: 20 * _HUNDREDTH,
        AREA: 5000 * _HUNDREDTH,
        ROADS: 1 * _KILOMETRE,
        FIRMS: 25,
    },
}
"""What was reported for the quarter before, in smallest units."""


def build_place(url: str) -> None:
    """A city with two counties, townships of one name in both, a renamed one, a merged one and a zone."""
    build_empty(url)
    book = Book(url)
    book.declare(
        declared(CITY, Level.CITY, reports=False, name="清江市"),
        declared(JIA, Level.COUNTY, CITY, reports=False, name="甲县"),
        declared(YI, Level.COUNTY, CITY, reports=False, name="乙县"),
        declared(
            EAST, Level.TOWNSHIP, JIA, name="河东镇", aliases=(Alias("大河东"), Alias("河东乡", None, 2019 * 4 + 3))
        ),
        declared(WEST, Level.TOWNSHIP, JIA, name="河西镇"),
        declared(GATE, Level.TOWNSHIP, JIA, name="城关镇"),
        declared(PARK, Level.ZONE, JIA, name="甲县工业园"),
        declared(OTHER_GATE, Level.TOWNSHIP, YI, name="城关镇"),
        declared(OLD, Level.TOWNSHIP, YI, name="南集乡", valid_to=ENDED),
    )
    book.submit(*((BEFORE, code, amounts) for code, amounts in HISTORY.items()))
    book.close()
