"""The pages as a visitor walks them: choose, go down, switch language, reload, upload, take a table away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import wait_until_idle
from tests.intake.writers import Page as Sheet
from tests.intake.writers import by_openpyxl

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TRY = Path(__file__).resolve().parents[2] / "data/samples/try"
OpenPage = Callable[..., "Page"]


def address(page: Page) -> str:
    return page.url.partition("?")[2]


def test_a_choice_follows_over_pages_and_reload(open_page: OpenPage) -> None:
    page = open_page("/?region=320800&quarter=2006Q1")
    assert page.get_by_text("34.5%").first.is_visible()
    page.get_by_role("link", name="地区", exact=True).first.click()
    page.wait_for_url(re.compile(r"/region"))
    wait_until_idle(page)
    assert "region=320800" in address(page)
    assert "quarter=2006Q1" in address(page)
    page.reload()
    wait_until_idle(page)
    assert page.get_by_role("heading", name="淮安市").first.is_visible()
    page.get_by_role("link", name="金湖县").first.click()
    page.wait_for_url(re.compile("region=320831"))
    wait_until_idle(page)
    assert page.get_by_role("heading", name="金湖县").first.is_visible()


def test_back_goes_where_one_came_from(open_page: OpenPage) -> None:
    page = open_page("/region?region=990100&quarter=2026Q2")
    page.get_by_role("link", name="槿渡区").first.click()
    page.wait_for_url(re.compile("region=990101"))
    wait_until_idle(page)
    page.go_back()
    page.wait_for_url(re.compile("region=990100"))
    page.get_by_role("heading", name="珩渚市").first.wait_for()


def test_the_language_switch(open_page: OpenPage) -> None:
    page = open_page("/?region=320800&quarter=2006Q1")
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).first.click()
    page.get_by_text("9.5 points ahead of schedule").first.wait_for()
    assert "language=en" in address(page)
    wait_until_idle(page)
    chosen = page.locator('[data-testid="stSelectbox"] input').evaluate_all(
        "inputs => inputs.map(input => input.value)"
    )
    assert [text.strip() for text in chosen] == ["Huai'an City", "Q1 2006", "Infrastructure investment"]


def test_a_table_is_taken_away_and_opens_rightly(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/?region=320800&quarter=2006Q1")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载表格(CSV)").last.click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["指标"]: row["完成率(%)"] for row in rows}["基础设施投入"] == "34.5"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载表格(Excel)").last.click()
    file = tmp_path / "table.xlsx"
    waiting.value.save_as(file)
    cells = [cell for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "基础设施投入" in cells
    assert 34.5 in cells


def test_a_chart_and_its_table_are_taken_away_in_the_browser(open_page: OpenPage) -> None:
    page = open_page("/?region=320800&quarter=2006Q1", permissions=["clipboard-read", "clipboard-write"])
    for form, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"图片({form})").first.click()
        content = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename == f"320800-2006Q1-bullets.{form.lower()}"
        assert content.startswith(begins)
    assert "基础设施投入" in content.decode()
    page.get_by_role("button", name="复制表格").first.click()
    kept = page.evaluate("navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(b => b.text())")
    assert "<td" in kept
    assert "34.5" in kept
    page.get_by_role("button", name="复制链接").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_down_by_a_name_and_up_by_the_path_without_leaving_the_page(open_page: OpenPage) -> None:
    page = open_page("/?region=990100&quarter=2026Q2")
    click_in_table(page.locator('[data-testid="stDataFrame"]').first, x=70, row=3)
    page.get_by_role("heading", name="霁川县").first.wait_for()
    page.get_by_role("link", name="珩渚市").first.click()
    page.get_by_role("heading", name="珩渚市").first.wait_for()
    assert urlsplit(page.url).path == "/"


def test_a_link_leads_to_the_yardstick_too(open_page: OpenPage) -> None:
    page = open_page("/past-half?region=990100&quarter=2026Q2&yardstick=last_year")
    page.get_by_text("谁达标可带动珩渚市过线").wait_for()
    assert page.get_by_role("radio", name="上年同期进度").is_checked()
    assert "yardstick=last_year" in address(page)


def choose_file(page: Page, name: str, content: bytes | None = None) -> None:
    content = (TRY / name).read_bytes() if content is None else content
    wait_until_idle(page)
    chooser = page.locator('input[type="file"]')
    # After an import a fresh field takes the place of the one that held the file; for a moment both are there.
    expect(chooser).to_have_count(1)
    chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_mistakes_cannot_be_imported(open_page: OpenPage) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3")
    choose_file(page, "report-2026Q3-990101-with-mistakes.csv")
    page.get_by_text("发现 3 个错误").wait_for()
    assert page.get_by_role("button", name="确认导入").count() == 0


def test_from_a_file_to_the_receipt_and_back(open_page: OpenPage) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3")
    choose_file(page, "report-2026Q3-990101.csv")
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("请填写填报人").wait_for()
    fill(page, "填报人", "王")
    page.get_by_role("button", name="确认导入").click()
    receipt = page.get_by_text(re.compile("已导入:填报编号"))
    receipt.wait_for()
    number = re.search(r"填报编号 (\d+)", receipt.inner_text())
    assert number is not None

    choose_file(page, "report-2026Q3-990101.csv")
    page.get_by_text(f"已作为第 {number[1]} 号填报导入过").wait_for()

    click_in_table(page.locator('[data-testid="stDataFrame"]').last, x=15, row=1)
    page.get_by_text(f"第 {number[1]} 号填报", exact=True).wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载原文件").click()
    assert Path(waiting.value.path()).read_bytes() == (TRY / "report-2026Q3-990101.csv").read_bytes()
    fill(page, "撤回原因", "试填")
    page.get_by_role("button", name="撤回填报").click()
    page.get_by_text(f"第 {number[1]} 号填报已撤回").first.wait_for()


def test_mistakes_are_mended_on_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3", height=1800)
    choose_file(page, "report-2026Q3-990101-with-mistakes.csv")
    page.get_by_role("button", name="下载带批注的文件").wait_for()
    for cell, x, row, text in (("C5", 235, 5, "芷坪镇"), ("D8", 300, 8, "1150.7"), ("E11", 370, 11, "2770")):
        click_in_table(page.locator('[data-testid="stDataFrame"]').nth(1), x=x, row=row)
        page.get_by_text(f"单元格 {cell}").wait_for()
        page.get_by_role("textbox", name="改为").fill(text)
        page.get_by_role("button", name="修改并重新检查").click()
        page.get_by_text(f"单元格 {cell}").wait_for(state="detached")
        wait_until_idle(page)
    page.get_by_text("没有错误").or_(page.get_by_text("可以导入")).first.wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载带批注的文件").click()
    file = tmp_path / "annotated.xlsx"
    waiting.value.save_as(file)
    assert openpyxl.load_workbook(file).worksheets[0]["C5"].value == "芷坪镇"
    assert page.get_by_role("button", name="确认导入").is_visible()


def click_in_table(table: Locator, *, x: int, row: int) -> None:
    """Click a cell of a table by its row (0 is the header) and the pixels from the table's left edge."""
    table.scroll_into_view_if_needed()
    table.page.wait_for_timeout(800)
    box = table.bounding_box()
    assert box is not None
    table.page.mouse.click(box["x"] + x, box["y"] + 35 * row + 17)


def test_warnings_are_confirmed_and_some_need_a_reason(open_page: OpenPage) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3")
    choose_file(page, "lower.csv", "代码,基础设施投入(万元)\n990101001,0.5\n".encode())
    fill(page, "填报人", "王")
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("请先核对并勾选").wait_for()
    page.get_by_text(re.compile("我已核对这")).click()
    wait_until_idle(page)
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("有警告时请写明原因").wait_for()
    fill(page, "原因(必填)", "核减")
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text(re.compile("已导入:填报编号")).wait_for()


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=label).first
    field.fill(text)
    field.press("Enter")
    wait_until_idle(page)


def test_who_confirms_after_somebody_else_is_told(open_page: OpenPage) -> None:
    first, second = (open_page("/upload?region=990101&quarter=2026Q3") for _ in range(2))
    for page, value in ((first, 480), (second, 490)):
        choose_file(page, f"{value}.csv", f"代码,基础设施投入(万元)\n990101002,{value}\n".encode())
        fill(page, "填报人", "王")
    first.get_by_role("button", name="确认导入").click()
    first.get_by_text(re.compile("已导入:填报编号")).wait_for()
    second.get_by_role("button", name="确认导入").click()
    second.get_by_text("检查之后有人更新了数据").wait_for()
    second.get_by_text("修改 1 个").wait_for()
    second.get_by_role("button", name="确认导入").click()
    second.get_by_text(re.compile("已导入:填报编号")).wait_for()


def test_the_encoding_can_be_chosen_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3", height=1800)
    choose_file(page, "report-2026Q3-990101.csv")
    page.get_by_text("GB18030 / GBK、逗号分隔读取").wait_for()
    page.get_by_text("换一种方式读取").click()
    choose_option(page, "文字编码", "UTF-8")
    page.get_by_text("发现 1 个错误").wait_for()
    choose_option(page, "文字编码", "自动")
    page.get_by_text("GB18030 / GBK、逗号分隔读取").wait_for()


def test_another_sheet_can_be_chosen_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3", height=1800)
    header, code = ["代码", "基础设施投入(万元)"], "990101003"
    choose_file(
        page, "two.xlsx", by_openpyxl(Sheet([header, [code, 500]], name="一"), Sheet([header, [code, 510]], name="二"))
    )
    page.get_by_text("工作表“一” ·").wait_for()
    for sheet in ("二", "一"):
        choose_option(page, "工作表", sheet)
        page.get_by_text(f"工作表“{sheet}” ·").wait_for()


def choose_option(page: Page, label: str, option: str) -> None:
    wait_until_idle(page)
    # The list of a field that is still being unfolded closes again.
    page.wait_for_timeout(800)
    field = page.get_by_role("combobox", name=label)
    field.click()
    if field.get_attribute("aria-expanded") != "true":
        field.click()
    page.get_by_role("option", name=option, exact=True).click()
    wait_until_idle(page)


def test_a_template_can_be_downloaded(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/upload?region=990101&quarter=2026Q3")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载填报模板").click()
    file = tmp_path / "template.xlsx"
    waiting.value.save_as(file)
    texts = {cell for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True) for cell in row}
    assert "砚亭街道" in texts
    assert "基础设施投入(万元)" in texts
