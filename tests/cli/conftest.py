"""Runs commands as a script would and tells what they printed and how they ended."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from tests.sample import build_sample
from zones.cli import main

if TYPE_CHECKING:
    from tests.conftest import Databases


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command in this process: `run("progress", "--region", "320800", …)`."""

    def run_command(*arguments: object) -> Ended:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["zones", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return Ended(ended.value.code or 0, said.out, said.err)

    return run_command


@pytest.fixture
def empty(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The commands speak to an empty database; the test runs on both kinds."""
    monkeypatch.setenv("ZONES_DATABASE_URL", database_url)
    return database_url


@pytest.fixture
def sample(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """The commands speak to a database with the shipped sample; the test runs on both kinds."""
    url = databases.copy_of("sample", build_sample)
    monkeypatch.setenv("ZONES_DATABASE_URL", url)
    return url
