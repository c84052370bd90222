"""Opening a deployment and setting it up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.book import MONEY, Q1, Book, declared
from zones.domain.errors import DeclarationError
from zones.domain.region import Level
from zones.services.deployment import initialise, open_deployment
from zones.settings import Settings
from zones.store.engine import InvalidDatabaseUrlError, NotInitialisedError


def test_a_deployment_is_set_up_once_and_tells_its_changes(database_url: str) -> None:
    deployment = open_deployment(Settings(database_url=database_url))
    with pytest.raises(NotInitialisedError):
        deployment.version()
    assert initialise(deployment)
    assert initialise(deployment) == []
    assert deployment.version() == 0
    book = Book(database_url)
    book.declare(declared("county", Level.COUNTY))
    book.submit((Q1, "county", {MONEY: 5}))
    assert deployment.version() == 2
    book.close()
    deployment.engine.dispose()


def test_an_address_of_no_database_is_refused_before_anything_else() -> None:
    with pytest.raises(InvalidDatabaseUrlError):
        open_deployment(Settings(database_url="oracle://host/zones"))


def test_a_faulty_catalogue_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError):
        open_deployment(Settings(database_url=f"sqlite:///{tmp_path}/zones.db", catalogue=tmp_path))
