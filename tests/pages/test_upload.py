"""数据上报: a file in, findings out, what will change, confirm, receipt, withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.said import table, words
from zones.ui import state

if TYPE_CHECKING:
    from tests.pages.conftest import Open

TRY = Path(__file__).resolve().parents[2] / "data/samples/try"
COUNTY, QUARTER = "990101", "2026Q3"

pytestmark = pytest.mark.usefixtures("sample_url")


def checked(app: AppTest, name: str, content: bytes | None = None) -> AppTest:
    """The page once it has checked a file; what follows is walked in a browser, since AppTest forgets the file."""
    app.file_uploader[0].upload(name, (TRY / name).read_bytes() if content is None else content)
    app.run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[str]:
    return [button.key for button in app.button]


def test_mistakes_are_listed_and_cannot_be_imported(open_app: Open) -> None:
    page = open_app("pages/upload.py", region=COUNTY, quarter=QUARTER)
    app = checked(page, "report-2026Q3-990101-with-mistakes.csv")
    assert "发现 3 个错误" in words(app)
    errors = [row for row in table(app, "建议") if "错误" in str(row["级别"])]
    assert [(row["行"], row["内容"]) for row in errors] == [(5, "无名镇"), (8, "-1150.7"), (11, "待报")]
    assert state.CONFIRM_WIDGET not in buttons(app)


def test_a_clean_file_shows_what_will_change_and_can_be_confirmed(open_app: Open) -> None:
    app = checked(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "report-2026Q3-990101.csv")
    assert "检查通过" in app.success[0].value
    changes = table(app, "新值")
    assert {row["季度"] for row in changes} == {QUARTER}
    assert state.CONFIRM_WIDGET in buttons(app)
    assert not app.checkbox


def test_warnings_ask_to_be_confirmed(open_app: Open) -> None:
    lower = "代码,基础设施投入(万元)\n990101001,0.5\n".encode()
    app = checked(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "lower.csv", lower)
    assert "警告" in words(app)
    assert app.checkbox(state.CONFIRMED_WIDGET).label.startswith("我已核对")
    assert app.text_input(state.REASON_WIDGET).label == "原因(必填)"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04broken", "你好".encode()])
def test_a_file_that_is_no_report_is_refused_in_words(open_app: Open, content: bytes) -> None:
    app = checked(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "odd.csv", content)
    assert "错误" in words(app)


def test_no_table_of_the_page_holds_a_formula_to_take_away(open_app: Open) -> None:
    content = "地区,基础设施投入(万元),备注\n=cmd|'/C calc'!A0,345,=1+1\n砚亭街道,-5,@SUM(1)\n".encode()
    app = checked(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "odd.csv", content)
    cells = [str(cell) for frame in app.dataframe for cell in frame.value.to_numpy().ravel()]
    assert {"'=cmd|'/C calc'!A0", "'=1+1", "'@SUM(1)", "-5"} <= set(cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
