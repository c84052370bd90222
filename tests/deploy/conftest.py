"""Two dashboards behind nginx over one PostgreSQL with the shipped sample, as `python -m deploy.start` starts them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.browser.conftest import free_port
from tests.sample import build_sample

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

PROJECT = Path(__file__).resolve().parents[2]
NGINX = ("nginx", "/usr/sbin/nginx")
START_SECONDS = 90


@dataclass
class Fleet:
    """The address to visit, and what `deploy.start` has said."""

    address: str
    log: Path

    def processes(self) -> dict[int, list[int]]:
        """The process ids of every seat, oldest first."""
        said = re.findall(r"dashboard on port (\d+): process (\d+)", self.log.read_text())
        first = min(int(port) for port, _ in said)
        seats: dict[int, list[int]] = {}
        for port, process in said:
            seats.setdefault(int(port) - first + 1, []).append(int(process))
        return seats


@pytest.fixture(scope="module")
def fleet(postgres_server: PostgresServer, unavailable: Callable[[str], NoReturn]) -> Iterator[Fleet]:
    """Two dashboards; they and nginx end with the tests."""
    if not any(map(shutil.which, NGINX)):
        unavailable("nginx is not installed")
    database = postgres_server.create(template=postgres_server.master("sample", build_sample))
    folder = Path(tempfile.mkdtemp(prefix="zones-fleet-"))
    port, log = free_port(), folder / "said.txt"
    with log.open("wb") as said:
        started = subprocess.Popen(
            [sys.executable, "-m", "deploy.start", "--processes=2", f"--port={port}", f"--folder={folder}"],
            cwd=PROJECT,
            env=os.environ | {"ZONES_DATABASE_URL": postgres_server.url_of(database)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while address not in log.read_text():
            assert started.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield Fleet(address, log)
    finally:
        started.terminate()
        status = started.wait(60)
    assert status == 0, log.read_text()
    troubles = [file.read_text(errors="replace") for file in folder.glob("dashboard-*.log")]
    postgres_server.drop(database)
    shutil.rmtree(folder)
    assert not [text for text in troubles if "Traceback" in text]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests beside this file on one worker: they share one fleet."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("deploy"))
