"""A first visit and a reload in Chromium over 20 Mbit/s and 40 ms: until cards, charts and everything are there.

`python -m tests.bench.visit ADDRESS` asks a running dashboard; `--peer superset --keep FOLDER` starts ours and Apache
Superset over the province of `tests.bench` and visits them in turns. A visit starts with an empty cache.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Playwright, StorageState, sync_playwright

from tests.bench.databases import Kind, databases
from tests.bench.places import QUARTER, places
from tests.bench.superset import ours
from tests.bench.superset_dashboard import dashboard
from tests.bench.superset_front import front
from tests.bench.superset_server import USER, signed_in, superset
from tests.browser.conftest import BROWSERS, FLAGS
from zones.services.generation import Preset

WINDOW = {"width": 1440, "height": 900}
BITS, LATENCY_MS = 20_000_000, 40
SECONDS = 120
# The browser's own pages are busy for a while after it has started.
SETTLING_SECONDS = 5
# What is there at each mark, as selectors and how many of them; everything is six trends, two charts of bars, two tables.
Marks = Mapping[str, Mapping[str, int]]
TRENDS, BARS, TABLES = 6, 2, 2
OURS: Marks = {
    "first card": {'[data-testid="stMarkdown"] h3:not(:empty)': 1},
    "first trend": {".zones-inline": 1},
    "first bars": {".js-plotly-plot:has(.trace path)": 1},
    "everything": {
        ".zones-inline": TRENDS,
        ".js-plotly-plot:has(.trace path)": BARS,
        '[data-testid="stDataFrame"]:has(canvas)': TABLES,
    },
}
THEIRS: Marks = {
    "first card": {".header-line:not(:empty)": 1},
    "first trend": {".chart-container canvas": 1},
    "first bars": {".chart-container canvas": TRENDS + 1},
    "everything": {".chart-container canvas": TRENDS + BARS, ".chart-container table:has(tbody td)": TABLES},
}
# Looks at every frame which marks are reached, and notes the milliseconds since the visit began.
WATCH = """
const wanted = %s, reached = window.reached = {};
const there = (parts) =>
  Object.entries(parts).every(([selector, count]) => document.querySelectorAll(selector).length >= count);
const look = () => {
  for (const [mark, parts] of Object.entries(wanted))
    if (!(mark in reached) && there(parts)) reached[mark] = performance.now();
  if (Object.keys(reached).length < Object.keys(wanted).length) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

Times = Mapping[str, float]


@dataclass
class Side:
    """A dashboard that is visited, and the seconds that its visits took; `cookies` are those of whoever is signed in."""

    name: str
    address: str
    marks: Marks
    cookies: StorageState | None = None
    first: list[Times] = field(default_factory=list)
    again: list[Times] = field(default_factory=list)

    def visit(self, browser: Browser, picture: Path | None) -> None:
        """A visit with an empty cache, and a reload."""
        with browser.new_context(viewport=WINDOW, storage_state=self.cookies) as context:
            context.add_init_script(WATCH % json.dumps(self.marks))
            page = context.new_page()
            slow_line(page)
            page.goto(self.address, wait_until="commit")
            self.first.append(self._reached(page))
            page.reload(wait_until="commit")
            self.again.append(self._reached(page))
            if picture:
                page.screenshot(path=picture / f"{self.name}.png")

    def _reached(self, page: Page) -> Times:
        reached = f"Object.keys(window.reached ?? {{}}).length === {len(self.marks)}"
        page.wait_for_function(reached, timeout=SECONDS * 1000, polling=100)
        return {mark: moment / 1000 for mark, moment in page.evaluate("window.reached").items()}

    def show(self) -> None:
        """Medians, and the shortest and the longest."""
        for what, visits in (("first visit", self.first), ("reload", self.again)):
            columns = {mark: [times[mark] for times in visits] for mark in self.marks}
            shown = (
                f"{mark} {statistics.median(times):6.2f} s ({min(times):.2f} to {max(times):.2f})"
                for mark, times in columns.items()
            )
            print(f"{self.name:<10}{what:<13}" + "   ".join(shown), flush=True)


def slow_line(page: Page) -> None:
    """Let the page's requests pass through such a line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"latency": LATENCY_MS, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
    session.send("Network.emulateNetworkConditions", {"offline": False, **speed})


@contextmanager
def side_by_side(playwright: Playwright, folder: Path | None) -> Iterator[list[Side]]:
    """Ours and Apache Superset, each over the same county of the province."""
    with databases(folder) as kept:
        url = kept.url(Kind.SQLITE, Preset.PROVINCE)
        with kept.deployment(Kind.SQLITE, Preset.PROVINCE) as deployment:
            at = places(deployment)
        home = kept.folder / "superset"
        with ours(url) as port, superset(home, processes=2, keeping=True) as (behind, password):
            path = dashboard(signed_in(behind, password), url, at)
            with front(home, behind) as before:
                yield [
                    Side("ours", overview(f"http://127.0.0.1:{port}", at.county.code), OURS),
                    Side(
                        "superset", f"{before}{path}", THEIRS, cookies=signed_in_browser(playwright, before, password)
                    ),
                ]


def overview(address: str, region: str) -> str:
    """The overview of a region."""
    return f"{address}/?{urlencode({'region': region, 'quarter': str(QUARTER), 'language': 'zh'})}"


def signed_in_browser(playwright: Playwright, address: str, password: str) -> StorageState:
    """The cookies of Superset's account."""
    asking = playwright.request.new_context()
    asking.post(f"{address}/login/", form={"username": USER, "password": password})
    return asking.storage_state()


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.visit", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", nargs="?", help="a running dashboard with the shipped sample")
    parser.add_argument("--peer", choices=["superset"], help="start ours and this one, and visit them in turns")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the database and the peer for the next time")
    parser.add_argument("--visits", type=int, default=5, help="of each")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of what was drawn")
    asked = parser.parse_args()
    if bool(asked.address) == bool(asked.peer):
        parser.error("an address or a peer")
    return asked


def main() -> None:
    """Measure and print."""
    asked = arguments()
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        if asked.peer:
            sides = stack.enter_context(side_by_side(playwright, asked.keep))
        else:
            sides = [Side("ours", overview(asked.address.rstrip("/"), "990100"), OURS)]
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, BROWSERS))), args=FLAGS
        )
        time.sleep(SETTLING_SECONDS)
        for _ in range(asked.visits):
            for side in sides:
                side.visit(browser, asked.pictures)
        for side in sides:
            side.show()
        browser.close()


if __name__ == "__main__":
    main()
