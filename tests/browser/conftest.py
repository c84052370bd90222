"""A real browser in front of a real server: one dashboard with the shipped sample, and pages that may
speak to nobody but it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Root needs --no-sandbox; the rest keeps the browser itself from asking its maker anything.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a page asks of another host fails at once, and the test with it, network or not.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
OWN_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob"}
# Opened at /ranking, Streamlit first asks whether its server lives under /ranking/; the 404 is the answer.
SEARCH_FOR_THE_SERVER = re.compile(r"//[^/]+/[^/]+/_stcore/(health|host-config)$")
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass
class Witness:
    """What happened in a page that should not have."""

    troubles: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("request", lambda request: self._address(request.url))
        page.on("websocket", lambda socket_: self._address(socket_.url))

    def _console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not SEARCH_FOR_THE_SERVER.search(url):
            self.troubles.append(f"console: {message.text} ({url})")

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname not in OWN_HOSTS:
            self.troubles.append(f"asked another host: {url}")


def wait_until_idle(page: Page) -> None:
    """Wait until the page has been drawn and its script has come to rest."""
    page.locator(IDLE).wait_for()
    # A page counts as at rest for a moment before its first run; then it shows placeholders only.
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the server's own word that it is ready; fail with its log when it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310 - an address of our own
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the dashboard did not start:\n{log.read_text(errors='replace')}", pytrace=False)


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over the shipped sample."""
    with served(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A dashboard over the shipped sample in a folder of its own; it must end without a traceback in its log."""
    log = folder / "log.txt"
    environment = os.environ | {
        "ZONES_DATABASE_URL": f"sqlite:///{folder / 'zones.db'}",
        "PYTHONUNBUFFERED": "1",
    }
    zones = [sys.executable, "-m", "zones"]
    filled = subprocess.run(
        [*zones, "init", "--sample"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert filled.returncode == 0, f"the sample was not loaded:\n{filled.stderr}"

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*zones, "serve", "--port", str(port)],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            pytest.fail("the dashboard did not end when asked to")
    said = log.read_text(errors="replace")
    assert "Traceback" not in said, f"the dashboard's log has a traceback:\n{said}"


# Not of the session: Playwright keeps an event loop running in this thread, which tests elsewhere must not
# find there.
@pytest.fixture(scope="module")
def chromium(unavailable: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """The installed browser, headless."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        unavailable(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, dashboard: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of the dashboard: `open_page("/ranking", width=768)`.

    Further arguments go to Playwright's `new_context` (`color_scheme="dark"`). A test with such pages fails
    if one of them logged an error or asked any other host for anything.
    """
    witness = Witness()
    contexts = []

    def open_one(path: str = "/", *, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = chromium.new_context(**{"locale": "zh-CN", "viewport": {"width": width, "height": height}} | options)
        contexts.append(context)
        page = context.new_page()
        witness.watch(page)
        page.goto(f"{dashboard}{path}")
        wait_until_idle(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert witness.troubles == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The dashboard's first page in a desktop window."""
    return open_page()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests beside this file and keep them on one worker: they share one dashboard."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
