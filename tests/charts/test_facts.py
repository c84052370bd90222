from __future__ import annotations

from fractions import Fraction

from tests.charts.making import progress_row, region
from zones.charts.facts import progress_facts, status_text
from zones.domain.rollup import Coverage, Figure, Origin


def test_everything_known_is_said_in_the_words_of_the_domain() -> None:
    row = progress_row(
        region(),
        value=52_345_678,
        target=120_000_000,
        figure=Figure(52_345_678, Origin.ROLLED_UP, None),
        coverage=Coverage(12, 11),
        approximate=True,
        yoy=Fraction(-59, 1000),
        rank=2,
        peers=15,
    )
    assert progress_facts(row, "zh") == [
        ("数值", "约5,234.6万元(下级汇总)"),
        ("年度目标", "1.2亿元"),
        ("完成率", "43.6%"),
        ("序时进度", "50.0%"),
        ("超(+)/欠(-)序时", "-6.4个百分点"),
        ("距年度目标", "6,765.4万元"),
        ("状态", "▲ 欠序时"),
        ("同比", "下降5.9%"),
        ("位次", "2 / 15"),
        ("已报单位", "11 / 12"),
    ]
    assert dict(progress_facts(row, "en"))["Figure"] == "about 52.3 million yuan (rolled up)"
    assert dict(progress_facts(row, "en"))["Lead"] == "-6.4 points"


def test_what_is_unknown_is_left_out_and_never_nought() -> None:
    row = progress_row(region(), value=None, target=None, coverage=Coverage(1, 0))
    assert progress_facts(row, "zh") == [("序时进度", "50.0%"), ("状态", "○ 未报"), ("已报单位", "0 / 1")]


def test_a_figure_of_nought_is_said() -> None:
    row = progress_row(region(), value=0, target=10_000)
    facts = dict(progress_facts(row, "zh"))
    assert facts["数值"] == "0.0万元(本级上报)"
    assert facts["完成率"] == "0.0%"


def test_a_light_is_shape_and_word() -> None:
    assert status_text(progress_row(region(), value=1, target=None), "en") == "– No target"
