"""What a click costs: every page over its websocket, under `zones serve`, plain `streamlit run`, and beside an empty page.

`python -m tests.bench.serving [--sessions 20] [--seconds 6]`. Every figure is of this machine at this moment; only figures
of one run can be compared. A click is a rerun with nothing changed, from the message sent to the last word of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.conftest import free_port
from tests.sample import build_sample
from tests.visitor import visiting

PROJECT = Path(__file__).resolve().parents[2]
PAGES = (
    "overview", "past-half", "region", "ranking", "trends", "upload", "quality", "targets", "briefing", "about",
)  # fmt: skip
HERE = {"region": "990100", "quarter": "2026Q2", "language": "zh"}
CLICKS = 15
# The yardstick of the ratios: a page of the same two charts as the overview's, built as a first draft would.
EXPRESS = """
import pandas as pd
import plotly.express as px
import streamlit as st
from zones.charts import bullets
from zones.services.deployment import open_deployment
from zones.services.places import find_region
from zones.services.progress import progress
from zones.domain.quarter import Quarter

@st.cache_resource
def deployment():
    return open_deployment()

region = find_region(deployment(), "990100")
view = progress(deployment(), region=region, quarter=Quarter(2026, 2), children=True)
st.title(region.name)
rows = [row for row in view.rows if row.value is not None]
for at, row in enumerate(rows[:16]):
    st.metric(row.indicator.name, str(row.value))
frame = pd.DataFrame({"name": [row.indicator.name for row in rows],
                      "done": [float(row.completion or 0) for row in rows]})
st.plotly_chart(px.bar(frame, x="done", y="name", orientation="h"))
below = pd.DataFrame({"name": [row.region.name for row in view.child_rows(rows[0].indicator)],
                      "done": [float(row.completion or 0) for row in view.child_rows(rows[0].indicator)]})
st.plotly_chart(px.bar(below, x="done", y="name", orientation="h"))
st.dataframe(frame)
st.dataframe(below)
"""
EMPTY = 'import streamlit as st\nst.title("empty")\n'
# `zones serve` with another script in place of app.py.
TUNED = """
import sys
from pathlib import Path
from zones import server
server._APP = Path(sys.argv[1])
server.serve(address="127.0.0.1", port=int(sys.argv[2]))
"""


# Plain `streamlit run` with nothing remembered between runs. Its figures are graph_objects, which are cheaper than those
# of plotly.express, so that ratios to it are on the low side.
FORGETFUL = """
import sys
import zones.ui.cache as cache
cache._drawn = lambda key, _block: _block()
cache._answered = lambda key, _ask: _ask()
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", sys.argv[1], "--server.port", sys.argv[2]]
main()
"""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one session's click, median and 95th percentile; clicks a second of many sessions; work a click.

    `work` is the server's processor time in milliseconds: what remains comparable where the machine does other things.
    """

    click: float
    slow: float
    rate: float
    work: float


@contextmanager
def running(command: list[str], port: int, url: str) -> Iterator[tuple[str, int]]:
    """A server of our own, from its first healthy word to its end: its address and process id."""
    environment = os.environ | {"ZONES_DATABASE_URL": url, "PYTHONPATH": str(PROJECT)}
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        try:
            wait_until_healthy(address, server)
            yield address, server.pid
        finally:
            server.terminate()
            server.wait(30)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait for its first word."""
    for _ in range(600):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310 - an address of our own
                return
        except (URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit(f"a server did not start: {server.args}")


def processor_seconds(process: int) -> float:
    """What a process has used so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def cost_of(address: str, process: int, page: str, *, sessions: int, seconds: float) -> Cost:
    """Measure one page."""
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(visiting(address)) for _ in range(sessions)]
        first = visitors[0]
        await first.open(page, **HERE)
        times = []
        for _ in range(CLICKS):
            begun = time.perf_counter()
            await first.rerun()
            times.append((time.perf_counter() - begun) * 1000)
        await asyncio.gather(*(visitor.open(page, **HERE) for visitor in visitors))
        begun, used = time.perf_counter(), processor_seconds(process)

        async def keep_clicking(visitor: object) -> int:
            done = 0
            while time.perf_counter() - begun < seconds:
                await visitor.rerun()
                done += 1
            return done

        clicks = sum(await asyncio.gather(*map(keep_clicking, visitors)))
        rate = clicks / (time.perf_counter() - begun)
        work = (processor_seconds(process) - used) / clicks * 1000
    return Cost(statistics.median(times), sorted(times)[int(0.95 * (CLICKS - 1))], rate, work)


def streamlit_run(script: Path, port: int) -> list[str]:
    """Plain `streamlit run`."""
    return [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]


def forgetful(script: Path, port: int) -> list[str]:
    """Plain `streamlit run`, every run drawn anew."""
    return [sys.executable, "-c", FORGETFUL, str(script), str(port)]


def tuned(script: Path, port: int) -> list[str]:
    """The same script served as the product is."""
    return [sys.executable, "-c", TUNED, str(script), str(port)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving", description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--pages", nargs="*", default=PAGES)
    parser.add_argument("--url", default="", help="a database other than the shipped sample")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = asked.url or f"sqlite:///{folder / 'sample.db'}"
        if not asked.url:
            build_sample(url)
        empty, express = folder / "empty.py", folder / "express.py"
        empty.write_text(EMPTY, encoding="utf-8")
        express.write_text(EXPRESS, encoding="utf-8")
        app = PROJECT / "app.py"
        print(
            f"{'':<34}{'a click, ms':>12}{'95%':>8}{f'{asked.sessions} sessions: clicks/s':>26}{'work, ms':>10}",
            flush=True,
        )
        runs = [
            ("empty page, streamlit run", streamlit_run, empty, ("",)),
            ("empty page, served tuned", tuned, empty, ("",)),
            ("plotly.express, streamlit run", streamlit_run, express, ("",)),
            ("plain, nothing kept", forgetful, app, asked.pages),
            ("zones serve", tuned, app, asked.pages),
        ]
        for what, how, script, pages in runs:
            port = free_port()
            with running(how(script, port), port, url) as (address, process):
                for page in pages:
                    cost = asyncio.run(cost_of(address, process, page, sessions=asked.sessions, seconds=asked.seconds))
                    shown = f"{cost.click:12.1f}{cost.slow:8.1f}{cost.rate:26.1f}{cost.work:10.1f}"
                    print(f"{f'{what} {page}':<34}{shown}", flush=True)


if __name__ == "__main__":
    main()
