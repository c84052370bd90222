"""A small city in a deployment, on both kinds of database, for the tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.store.book import CATALOGUE, Book, build_empty, declared
from zones.domain.region import Level, Region
from zones.services.deployment import Deployment

if TYPE_CHECKING:
    from tests.conftest import Databases


@dataclass
class Office:
    """A deployment, and the book that fills it without files."""

    deployment: Deployment
    book: Book

    def region(self, code: str) -> Region:
        return self.book.regions()[code]


def build_office(url: str) -> None:
    """A city with two counties: 甲 has two townships (one with a zone) and a zone of its own; 乙 has one township."""
    build_empty(url)
    book = Book(url)
    book.declare(
        declared("city", Level.CITY, reports=False, name="清江市"),
        declared("jia", Level.COUNTY, "city", reports=False, name="甲县"),
        declared("yi", Level.COUNTY, "city", reports=False, name="乙县"),
        declared("jia1", Level.TOWNSHIP, "jia", name="城关镇"),
        declared("jia2", Level.TOWNSHIP, "jia", name="河西镇"),
        declared("jiaz", Level.ZONE, "jia", name="甲县工业园"),
        declared("jia1z", Level.ZONE, "jia1", name="城关工业园", reports=False),
        declared("yi1", Level.TOWNSHIP, "yi", name="城关镇"),
    )
    book.close()


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """The city, without reports."""
    book = Book(databases.copy_of("office", build_office))
    yield Office(Deployment(book.engine, CATALOGUE), book)
    book.close()
