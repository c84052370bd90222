"""The shipped samples: the manifest names existing files, and the real figures give the stated shares again."""

from __future__ import annotations

import csv
import io
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from zones.catalogue import load_catalogue
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE
from zones.synthetic.places import COLUMNS

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
KEYS = {"kind", "file", "quarter", "year", "within", "author", "sent", "reason", "note", "note_en", "synthetic"}


def manifest() -> list[dict[str, Any]]:
    return tomllib.loads((SAMPLES / "manifest.toml").read_text(encoding="utf-8"))["step"]


def table(name: str) -> list[dict[str, str]]:
    text = (SAMPLES / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_manifest_names_every_file_but_those_to_try() -> None:
    named = [step["file"] for step in manifest()]
    there = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*") if path.parent.name != "try"}
    assert len(named) == len(set(named))
    assert set(named) == there


@pytest.mark.parametrize("step", manifest(), ids=lambda step: step["file"])
def test_a_step_says_what_it_is(step: dict[str, Any]) -> None:
    assert step.keys() <= KEYS
    assert step["kind"] in {"regions", "targets", "report"}
    assert step["author"]
    assert step["note"]
    assert step["note_en"]
    assert step["synthetic"] == step["file"].startswith("demonstration/")
    assert ("sent" in step) == (step["synthetic"] and step["kind"] != "regions")
    assert ("year" in step) == (step["kind"] == "targets")
    if "quarter" in step:
        assert str(Quarter.parse(step["quarter"])) in step["file"]


def test_regions_come_before_what_speaks_of_them() -> None:
    kinds = {True: list[str](), False: list[str]()}
    for step in manifest():
        kinds[step["synthetic"]].append(step["kind"])
    assert all(of_one[0] == "regions" and "regions" not in of_one[1:] for of_one in kinds.values())


def test_real_regions_form_a_tree_of_declared_code_systems() -> None:
    rows = table("sources/regions.csv")
    systems = load_catalogue().code_systems
    assert list(rows[0]) == list(COLUMNS)
    level = {row["code"]: LEVEL_BY_CODE[row["level"]] for row in rows}
    assert len(level) == len(rows)
    for row in rows:
        assert row["code_system"] in systems
        assert row["synthetic"] == "0"
        assert row["name_en"]
        if row["parent"]:
            assert level[row["parent"]] < level[row["code"]]


def test_the_stated_shares_come_out_again() -> None:
    figures = {row["地区"]: row for row in table("sources/huaian-2006Q1.csv") + table("sources/huzhu-2010Q3.csv")}
    targets = {
        row["地区"]: row for row in table("sources/huaian-targets-2006.csv") + table("sources/huzhu-targets-2010.csv")
    }
    stated = {
        ("淮安市", "基础设施投入(万元)"): "34.5",
        ("淮安市", "标准化厂房开工面积(平方米)"): "48.6",
        ("淮安市", "固定资产投资(万元)"): "39.4",
        ("金湖县", "标准化厂房开工面积(平方米)"): "66.4",
        ("涟水县", "基础设施投入(万元)"): "64.6",
        ("塘川工业集中区", "新增投资(万元)"): "87.0",
    }
    for (region, column), share in stated.items():
        completion = Decimal(figures[region][column]) / Decimal(targets[region][column]) * 100
        assert str(completion.quantize(Decimal("0.1"), ROUND_HALF_UP)) == share


def test_cumulative_figures_of_several_years_are_left_out() -> None:
    rows = {row["地区"]: row for row in table("sources/huoshan-2010Q3.csv")}
    spent = {name: row["基础设施投入(万元)"] for name, row in rows.items() if row["基础设施投入(万元)"]}
    assert spent == {"落儿岭镇": "300"}
    assert "诸佛庵镇" not in rows
    assert sum(int(row["入园企业(家)"]) for row in rows.values()) - 103 == 93
