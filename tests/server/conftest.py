"""The dashboard of the browser tests, asked without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import dashboard

__all__ = ["dashboard"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests beside this file on the worker of the browser tests, so that they share one dashboard."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("browser"))
