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

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"
WIDTH = 1366
PATHS = {
    "overview": "/?region=990100&quarter=2026Q2",
    "past-half": "/past-half?region=990100&quarter=2026Q2",
    "region": "/region?region=990103&quarter=2026Q2",
    "upload": "/upload?region=990101&quarter=2026Q3",
}
FILE = Path(__file__).resolve().parents[2] / "data/samples/try/report-2026Q3-990101-with-mistakes.csv"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PATHS)
def test_a_picture(open_page: Callable[..., Page], tmp_path: Path, name: str, language: str) -> None:
    page = open_page(f"{PATHS[name]}&language={language}", width=WIDTH, height=900)
    if name == "upload":
        page.locator('input[type="file"]').set_input_files(FILE)
        page.get_by_text("无名镇").first.wait_for(state="attached")
    picture = f"{name}-{language}-{WIDTH}.png"
    folder = Path(os.environ.get("ZONES_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    whole = page.locator('[data-testid="stMain"] [data-testid="stMainBlockContainer"]').bounding_box()
    assert whole is not None
    page.set_viewport_size({"width": WIDTH, "height": min(int(whole["height"]) + 80, 2600)})
    page.wait_for_timeout(600)
    page.screenshot(path=folder / picture)
    assert (folder / picture).stat().st_size > 20_000
    assert (PICTURES / picture).exists()
