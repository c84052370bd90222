"""The pictures of the documentation, taken from the running pages.

`ZONES_PICTURES=docs/pictures pytest tests/browser/test_pictures.py` takes them anew; otherwise they are only taken, and
the ones in the documentation must be there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.conftest import wait_until_idle
from tests.browser.test_walk import choose_file, click_in_table

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"
WIDTH = 1366


def nothing(_page: Page) -> None:
    """The page as it opens."""


def mistakes(page: Page) -> None:
    """A file with mistakes, and one of its cells chosen."""
    page.set_viewport_size({"width": WIDTH, "height": 1900})
    choose_file(page, "report-2026Q3-990101-with-mistakes.csv")
    table = page.locator('[data-testid="stDataFrame"]').nth(1)
    table.wait_for()
    wait_until_idle(page)
    click_in_table(table, x=235, row=5)
    page.locator('[data-testid="stForm"]').wait_for()


def clean(page: Page) -> None:
    """A file that can be imported."""
    page.set_viewport_size({"width": WIDTH, "height": 1900})
    choose_file(page, "report-2026Q3-990101.csv")
    page.locator('[data-testid="stBaseButton-primary"]').wait_for()


SCENES = {
    "overview": ("/?region=990100&quarter=2026Q2", nothing),
    "past-half": ("/past-half?region=990100&quarter=2026Q2", nothing),
    "region": ("/region?region=990103&quarter=2026Q2", nothing),
    "ranking": ("/ranking?region=990100&quarter=2026Q2", nothing),
    "trends": ("/trends?region=990100&quarter=2026Q2&regions=990101,990102,990104", nothing),
    "quality": ("/quality?region=990100&quarter=2026Q2", nothing),
    "targets": ("/targets?region=990100&quarter=2026Q2", nothing),
    "briefing": ("/briefing?region=990101&quarter=2026Q2", nothing),
    "about": ("/about?region=990100&quarter=2026Q2", nothing),
    "upload": ("/upload?region=990101&quarter=2026Q3", nothing),
    "upload-mistakes": ("/upload?region=990101&quarter=2026Q3", mistakes),
    "upload-confirm": ("/upload?region=990101&quarter=2026Q3", clean),
}


def few_colors(path: Path) -> None:
    """A page has few colours: with a palette its picture takes a third of the room."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(128)
    small.save(path, optimize=True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SCENES)
def test_a_picture(open_page: Callable[..., Page], tmp_path: Path, name: str, language: str) -> None:
    path, act = SCENES[name]
    page = open_page(f"{path}&language={language}", width=WIDTH, height=900)
    act(page)
    wait_until_idle(page)
    picture = f"{name}-{language}.png"
    folder = Path(os.environ.get("ZONES_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    whole = page.locator('[data-testid="stMainBlockContainer"]').bounding_box()
    assert whole is not None
    page.set_viewport_size({"width": WIDTH, "height": min(int(whole["height"]) + 80, 2300)})
    page.wait_for_timeout(1200)
    page.screenshot(path=folder / picture)
    few_colors(folder / picture)
    assert (folder / picture).stat().st_size > 20_000
    assert (PICTURES / picture).exists()
