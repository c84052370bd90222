"""Upgraded databases for the tests of the store, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.store.book import FIGURES, Book, build_empty, declared
from zones.domain.region import Level

if TYPE_CHECKING:
    from tests.conftest import Databases


@pytest.fixture
def book(databases: Databases) -> Iterator[Book]:
    """An upgraded database without regions."""
    opened = Book(databases.copy_of("upgraded", build_empty))
    yield opened
    opened.close()


def build_small(url: str) -> None:
    """One city with two counties: 甲 has two townships (one with a zone) and a zone of its own, 乙 reports itself."""
    build_empty(url)
    small = Book(url)
    small.declare(
        declared("city", Level.CITY, reports=False),
        declared("jia", Level.COUNTY, "city", reports=False, name="甲县"),
        declared("yi", Level.COUNTY, "city", name="乙县"),
        declared("jia1", Level.TOWNSHIP, "jia", name="城关镇"),
        declared("jia2", Level.TOWNSHIP, "jia"),
        declared("jiaz", Level.ZONE, "jia"),
        declared("jia1z", Level.ZONE, "jia1"),
    )
    small.close()


@pytest.fixture
def small(databases: Databases) -> Iterator[Book]:
    """The small city, without reports."""
    opened = Book(databases.copy_of("small", build_small))
    yield opened
    opened.close()


def build_townships(url: str) -> None:
    """Ten counties with five hundred townships each, one quarter reported."""
    build_empty(url)
    book = Book(url)
    book.declare(
        declared("city", Level.CITY, reports=False),
        *(declared(f"c{county}", Level.COUNTY, "city", reports=False) for county in range(10)),
        *(declared(f"t{at}", Level.TOWNSHIP, f"c{at % 10}") for at in range(5000)),
    )
    book.submit(*((8000, f"t{at}", dict.fromkeys(FIGURES.codes, at)) for at in range(5000)))
    book.close()


@pytest.fixture
def townships(databases: Databases) -> Iterator[Book]:
    """A city of 5,000 townships that have reported one quarter."""
    opened = Book(databases.copy_of("townships", build_townships))
    yield opened
    opened.close()
