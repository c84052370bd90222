"""What a page's script takes above an empty page's: drawn again with nothing changed, and with nothing remembered.

`python -m tests.bench.scripts [--url sqlite:////path --region 901]`. Scripts are run by AppTest, in this process:
no websocket, no browser. Milliseconds, medians.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.bench.serving import EMPTY, HERE, PAGES, PROJECT
from tests.sample import build_sample
from zones.ui import cache

RUNS, RUNS_ANEW = 15, 3


def forget() -> None:
    """As after a commit: nothing is remembered of the database as it is now."""
    cache._drawn.clear()
    cache._answered.clear()


def milliseconds(app: AppTest, runs: int, before: Callable[[], None] = gc.collect) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(runs):
        before()
        begun = time.perf_counter()
        app.run()
        taken.append((time.perf_counter() - begun) * 1000)
        assert not app.exception, app.exception
    return statistics.median(taken)


def opened(page: str, region: str) -> AppTest:
    """A page of the dashboard, run once."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    app.switch_page(f"pages/{page.replace('-', '_')}.py")
    for name, value in {**HERE, "region": region}.items():
        app.query_params[name] = value
    return app.run()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scripts", description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="", help="a database other than the shipped sample")
    parser.add_argument("--region", default=HERE["region"])
    asked = parser.parse_args()
    # AppTest forgets before every run that app.py navigates by itself, because a folder is called pages.
    begin = PagesManager.__init__

    def begin_routed(self: PagesManager, *arguments: object, **options: object) -> None:
        begin(self, *arguments, **options)  # type: ignore[arg-type]
        PagesManager.uses_pages_directory = False

    PagesManager.__init__ = begin_routed  # type: ignore[assignment,method-assign]
    with tempfile.TemporaryDirectory() as name:
        url = asked.url or f"sqlite:///{Path(name) / 'sample.db'}"
        if not asked.url:
            build_sample(url)
        os.environ["ZONES_DATABASE_URL"] = url
        script = Path(name) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        empty = milliseconds(AppTest.from_file(str(script)), RUNS)
        print(f"{'':<12}{'again':>8}{'anew':>8}   above an empty page's {empty:.1f} ms", flush=True)
        for page in PAGES:
            app = opened(page, asked.region)
            again = milliseconds(app, RUNS) - empty
            anew = milliseconds(app, RUNS_ANEW, forget) - empty
            print(f"{page:<12}{again:8.1f}{anew:8.1f}", flush=True)


if __name__ == "__main__":
    main()
