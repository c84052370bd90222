"""The bulletin of the real city states what its real report states, and names what it does not state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zones.services.briefing_documents import Format

if TYPE_CHECKING:
    from tests.briefing.conftest import Print

STATED = (
    "1—3月，全市完成基础设施投入1.2亿元，占年度目标的34.5%，超序时进度9.5个百分点",
    "完成固定资产投资12.7亿元，占年度目标的39.4%",
    "标准化厂房开工面积56.4万平方米，占年度目标的48.6%",
    "实施工业项目387个（未设年度目标），其中，竣工项目98个（未设年度目标），竣工项目完成投资3.3亿元",
    "修建道路约150.0公里",
    "标准化厂房竣工面积约20.0万平方米",
    "涟水县。 完成基础设施投入3,685.0万元，占年度目标的64.6%",
    "金湖县。 标准化厂房开工面积7.3万平方米，占年度目标的66.4%",
)
STATED_EN = (
    "infrastructure investment came to 120.0 million yuan, 34.5% of the annual target, 9.5 points ahead of schedule",
    "fixed-asset investment came to 1,270.0 million yuan, 39.4% of the annual target",
    "factory floor area started came to 564,000.0 m², 48.6% of the annual target",
    "projects under way came to 387 (without an annual target), of which projects completed came to 98",
)
MISSING = ("新增投资", "计划实施项目", "落地项目", "开工项目", "土地流转", "工业总产值", "利税", "入园企业", "规划面积")


@pytest.mark.parametrize(("language", "sentences"), [("zh", STATED), ("en", STATED_EN)])
def test_it_states_what_the_report_states(pressed: Print, language: str, sentences: tuple[str, ...]) -> None:
    text = pressed("320800", "2006Q1", language).rendered(Format.TEXT).content.decode()
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_it_names_what_is_not_reported(pressed: Print) -> None:
    press = pressed("320800", "2006Q1", "zh")
    paragraph = next(
        item.text for item in press.document.sections[0].paragraphs if "本期未报送的指标有10项" in item.text
    )
    assert [name for name in MISSING if name not in paragraph] == []
    table = next(grid.table for grid in press.document.grids if grid.code == "overall")
    states = {row[0]: (row[2], row[6]) for row in table.rows}
    assert [states[name] for name in MISSING] == [(None, "未报")] * len(MISSING)


def test_no_growth_is_stated_where_nothing_was_reported_before(pressed: Print) -> None:
    text = pressed("320800", "2006Q1", "zh").rendered(Format.TEXT).content.decode()
    assert "各项数据均为首次报送，不作同比。" in text
    assert "同比增长" not in text
    assert "同比下降" not in text


def test_it_says_how_many_units_are_in_and_what_the_report_remarks(pressed: Print) -> None:
    text = pressed("320800", "2006Q1", "zh").rendered(Format.TEXT).content.decode()
    assert "应报送的6个单位中有2个报送了数据，4个未报送" in text
    assert "未报送数据" not in text.split("三、")[0].replace("本期未报送数据", "")
    assert "报告未写年份和市名" in text
    assert "确认理由：原报告即为约数" in text


def test_real_figures_carry_no_mark_of_invention(pressed: Print) -> None:
    assert pressed("320800", "2006Q1", "zh").document.mark == ""
