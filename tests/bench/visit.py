"""A first visit and a reload in Chromium over a line of 20 Mbit/s and 40 ms: until the cards, and until the charts.

`python -m tests.bench.visit ADDRESS` (of a running dashboard; DIRECT=1 leaves the line as it is).
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import BROWSERS, FLAGS

VIEW = "/?region=990100&quarter=2026Q2&language=zh"
BITS, LATENCY_MS, VISITS = 20_000_000, 40, 3
SECONDS = 120


def slow_line(page: Page) -> None:
    """Let the page's requests pass through such a line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BITS / 8,
            "uploadThroughput": BITS / 8,
        },
    )


def shown(page: Page, begun: float) -> tuple[float, float]:
    """Seconds until the first card's figure, and until the first large chart."""
    page.locator('[data-testid="stMain"] h3').nth(1).wait_for(timeout=SECONDS * 1000)
    cards = time.perf_counter() - begun
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=SECONDS * 1000)
    return cards, time.perf_counter() - begun


def visits(browser: Browser, address: str) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """First visits, each with an empty cache, and a reload after each."""
    first, again = [], []
    for _ in range(VISITS):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            page = context.new_page()
            if not os.environ.get("DIRECT"):
                slow_line(page)
            begun = time.perf_counter()
            page.goto(f"{address}{VIEW}")
            first.append(shown(page, begun))
            begun = time.perf_counter()
            page.reload()
            again.append(shown(page, begun))
    return first, again


def main() -> None:
    """Measure and print."""
    address = sys.argv[1].rstrip("/")
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for what, times in zip(("first visit", "reload"), visits(browser, address), strict=True):
            cards, charts = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{what:<14}cards {cards:6.2f} s   charts {charts:6.2f} s", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
