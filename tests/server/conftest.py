"""The dashboard of the browser tests, asked without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import dashboard, served

__all__ = ["dashboard"]


@pytest.fixture(scope="module")
def untouched_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of its own, to which no other test uploads."""
    with served(tmp_path_factory.mktemp("untouched")) as address:
        yield address


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests beside this file on the worker of the browser tests, so that they share one dashboard."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("browser"))
