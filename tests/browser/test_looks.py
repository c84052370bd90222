"""How every page looks and can be reached: in both languages, light and dark, narrow and wide, on paper, in a meeting."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageStat
from playwright.sync_api import expect

from tests.browser.conftest import wait_until_idle
from zones.charts import theme

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Printed = Callable[["Page"], list[str]]
PAGES = [
    "", "past-half", "region", "ranking", "trends", "upload", "quality", "targets", "briefing", "meeting", "about",
]  # fmt: skip
# A tablet, two projectors, a desk; a telephone comes last, in the dark.
SIZES = [(820, 1180), (1024, 768), (1920, 1080), (1366, 768)]
SERIOUS = {"serious", "critical"}
GROUNDS = """() => [getComputedStyle(document.querySelector('[data-testid="stApp"]')),
  ...[...document.querySelectorAll('.js-plotly-plot .svg-container > .main-svg:first-child')].map(drawing => drawing.style)]
  .map(style => style.backgroundColor)"""


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """What keeps someone out: the rule, where, and the element; nothing of it is excused."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        (violation["id"], str(node["target"]), node["html"][:200])
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def grounds(page: Page) -> set[str]:
    """The colours behind the page and behind each of its charts."""
    return {f"#{int(red):02x}{int(green):02x}{int(blue):02x}" for red, green, blue in (
        re.findall(r"\d+", color)[:3] for color in page.evaluate(GROUNDS)
    )}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_by_day_and_by_night_and_on_every_screen(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(f"/{path}?region=990101&quarter=2026Q2&language={language}", color_scheme="light")
    assert page.get_by_text("虚构" if language == "zh" else "fictional").first.is_visible()
    assert page.locator('[data-testid="stException"]').count() == 0
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh" else "en")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) <= 0, width
    assert grounds(page) == {theme.PAPER}
    # Barriers hardly depend on words, and looking for them takes longer than all the rest.
    if language == "zh":
        assert barriers(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"({GROUNDS})().every(color => color === 'rgb(20, 24, 29)')")
    wait_until_idle(page)
    assert overflow(page) <= 0
    if language == "en":
        assert barriers(page) == []


def test_light_or_dark_is_chosen_in_the_menu_whatever_the_system_says(open_page: OpenPage) -> None:
    page = open_page("/region?region=990101&quarter=2026Q2", color_scheme="light")
    page.get_by_test_id("stMainMenu").first.click()
    dark = page.get_by_test_id("stMainMenuItem-theme-Dark")
    assert dark.evaluate("item => getComputedStyle(item, '::after').content") == '"深色"'
    dark.click()
    page.wait_for_function(f"({GROUNDS})().every(color => color === 'rgb(20, 24, 29)')")


@pytest.fixture
def printed(unavailable: Callable[[str], NoReturn], tmp_path: Path) -> Printed:
    """Prints a page and reads the sheets back; each is A4."""
    if shutil.which("pdftotext") is None:
        unavailable("no pdftotext")

    def sheets(page: Page) -> list[str]:
        file = tmp_path / "page.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        sizes = re.findall(r"size: +([\d.]+) x ([\d.]+)", _said("pdfinfo", "-l", "99", file))
        assert {tuple(sorted(round(float(side)) for side in size)) for size in sizes} == {(595, 842)}
        return _said("pdftotext", "-layout", file, "-").split("\f")[:-1]

    return sheets


def _said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_a_printed_page_has_whole_charts_and_whole_tables(open_page: OpenPage, printed: Printed) -> None:
    page = open_page("/?region=990100&quarter=2026Q2")
    page.locator(".js-plotly-plot .main-svg").nth(1).wait_for()
    sheets = printed(page)
    bullets = next(sheet for sheet in sheets if "年度目标完成率" in sheet)
    assert "基础设施投入" in bullets
    assert "利税" in bullets
    assert "75%" in bullets
    whole = "\n".join(sheets)
    assert all(f"99010{child}" in whole for child in range(1, 8))
    for control in ("下载表格", "English", "查找地区"):
        assert control not in whole


def test_goals_taller_than_a_page_are_printed_as_a_table_on_white(
    open_page: OpenPage, printed: Printed, tmp_path: Path
) -> None:
    page = open_page("/past-half?region=990100&quarter=2026Q2", color_scheme="dark")
    page.locator(".js-plotly-plot .main-svg").nth(1).wait_for()
    page.wait_for_function(f"({GROUNDS})().every(color => color === 'rgb(20, 24, 29)')")
    towns = [sheet for sheet in printed(page) if re.search(r"99010[17]0\d\d", sheet)]
    assert len(towns) >= 2
    assert all("厂房竣工" in sheet for sheet in towns)
    _said("pdftoppm", "-r", "20", "-gray", "-png", tmp_path / "page.pdf", tmp_path / "sheet")
    for file in tmp_path.glob("sheet-*.png"):
        assert ImageStat.Stat(Image.open(file)).mean[0] > 170, file.name


def test_a_meeting_goes_on_by_itself_and_obeys_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(
        "/meeting?region=990101&quarter=2026Q2&views=trend,targets&seconds=5&show=1", width=1920, height=1080
    )
    assert not page.get_by_test_id("stSidebar").is_visible()
    title = page.locator("h1")
    first = title.inner_text()
    expect(title).not_to_have_text(first, timeout=15_000)
    page.keyboard.press("p")
    page.get_by_text("已暂停").wait_for()
    drawing = page.locator(".js-plotly-plot .svg-container")
    box = drawing.bounding_box()
    assert box is not None
    # As large as the screen: to its right or to its lower edge, and not beyond.
    assert max(box["width"] / 1920, (box["y"] + box["height"]) / 1080) > 0.9
    assert box["y"] + box["height"] <= 1080
    paused = title.inner_text()
    page.wait_for_timeout(6500)
    assert title.inner_text() == paused
    page.keyboard.press("ArrowRight")
    expect(title).not_to_have_text(paused)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="开始播放").wait_for()
    assert "views=trend%2Ctargets" in page.url
    assert "show=" not in page.url
