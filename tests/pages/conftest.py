"""The pages run through app.py, over a database with the shipped sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.sample import build_sample
from zones.ui import cache

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases

APP = Path(__file__).resolve().parents[2] / "app.py"
SECONDS = 60

Open = Callable[..., AppTest]


@pytest.fixture
def sample_url(sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the shipped sample; a page's database is SQLite, the store's tests run on both."""
    url = sqlite_databases.copy_of("sample", build_sample)
    monkeypatch.setenv("ZONES_DATABASE_URL", url)
    return url


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the dashboard as a visitor does: `open_app("pages/region.py", region="320800")`."""
    # AppTest forgets before every run that app.py navigates by itself, because a folder is called pages.
    begin = PagesManager.__init__

    def begin_routed(self: PagesManager, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", begin_routed)
    cache.deployment.clear()

    def open_one(page: str | None = None, **address: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=SECONDS)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        if page:
            app.switch_page(page)
            for name, value in address.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception, app.exception
        return app

    yield open_one
    cache.deployment.clear()
