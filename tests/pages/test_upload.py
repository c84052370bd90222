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


def uploaded(app: AppTest, name: str, content: bytes | None = None) -> AppTest:
    app.file_uploader[0].upload(name, (TRY / name).read_bytes() if content is None else content)
    app.run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[str]:
    return [button.key for button in app.button]


def test_mistakes_are_listed_and_cannot_be_imported(open_app: Open) -> None:
    app = uploaded(
        open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "report-2026Q3-990101-with-mistakes.csv"
    )
    assert "发现 3 个错误" in words(app)
    errors = [row for row in table(app, "建议") if "错误" in str(row["级别"])]
    assert [(row["行"], row["内容"]) for row in errors] == [(5, "无名镇"), (8, "-1150.7"), (11, "待报")]
    assert state.CONFIRM_WIDGET not in buttons(app)


def test_from_a_file_to_the_receipt_and_back(open_app: Open) -> None:
    app = uploaded(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "report-2026Q3-990101.csv")
    assert table(app, "新值")
    app.button(state.CONFIRM_WIDGET).click().run()
    assert "请填写填报人" in app.error[0].value
    app.text_input(state.AUTHOR_WIDGET).set_value("王").run()
    app.button(state.CONFIRM_WIDGET).click().run()
    assert not app.exception
    assert "已导入" in app.success[0].value
    newest = table(app, "填报人")[0]
    assert (newest["文件"], newest["填报人"], newest["状态"]) == ("report-2026Q3-990101.csv", "王", "有效")

    again = uploaded(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "report-2026Q3-990101.csv")
    assert f"第 {newest['编号']} 号" in words(again)
    assert state.CONFIRM_WIDGET not in buttons(again)

    app.selectbox(state.WITHDRAW_WIDGET).set_value(newest["编号"]).run()
    app.text_input(state.WITHDRAW_REASON_WIDGET).set_value("试填").run()
    app.button(state.WITHDRAW_BUTTON).click().run()
    assert not app.exception
    assert table(app, "填报人")[0]["状态"] == "已撤回"


def test_warnings_are_confirmed_and_some_need_a_reason(open_app: Open) -> None:
    lower = "代码,基础设施投入(万元)\n990101001,0.5\n".encode()
    app = uploaded(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "lower.csv", lower)
    assert "警告" in words(app)
    app.text_input(state.AUTHOR_WIDGET).set_value("王").run()
    app.button(state.CONFIRM_WIDGET).click().run()
    assert "勾选" in app.error[0].value
    app.checkbox(state.CONFIRMED_WIDGET).check().run()
    app.button(state.CONFIRM_WIDGET).click().run()
    assert "原因" in app.error[0].value
    app.text_input(state.REASON_WIDGET).set_value("核减").run()
    app.button(state.CONFIRM_WIDGET).click().run()
    assert "已导入" in app.success[0].value


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04broken", "你好".encode()])
def test_a_file_that_is_no_report_is_refused_in_words(open_app: Open, content: bytes) -> None:
    app = uploaded(open_app("pages/upload.py", region=COUNTY, quarter=QUARTER), "odd.csv", content)
    assert "错误" in words(app)
