"""The shipped catalogue, and every kind of mistake in a declaration: each names file, table and key."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from zones.catalogue import load_catalogue
from zones.catalogue.load import DEFAULT_FOLDER
from zones.domain.errors import DeclarationError, UnknownNameError
from zones.domain.indicator import Direction
from zones.domain.quarter import Quarter
from zones.domain.status import Status

SHIPPED = load_catalogue()
FLOWS = {
    "infrastructure_investment", "fixed_asset_investment", "factory_area_started", "factory_area_completed",
    "projects_planned", "projects_landed", "projects_started", "projects_completed", "completed_project_investment",
    "land_transferred", "roads_built", "industrial_output", "profit_tax",
}  # fmt: skip
STOCKS = {"enterprises", "planned_area"}
GOALS = {
    ("infrastructure_investment", "infrastructure_investment", Fraction(1, 2)),
    ("fixed_asset_investment", "fixed_asset_investment", Fraction(1, 2)),
    ("factory_area_completed", "factory_area_completed", Fraction(1, 2)),
    ("factory_area_started", "factory_area_started", Fraction(1, 2)),
    ("projects_landed", "projects_planned", Fraction(1)),
    ("projects_started", "projects_planned", Fraction(2, 3)),
    ("projects_completed", "projects_planned", Fraction(1, 3)),
    ("land_transferred", "land_transferred", Fraction(1, 2)),
}
DECLARED_UNITS = {"money": ("万元", 10_000), "area": ("平方米", 100), "land": ("亩", 100), "length": ("公里", 1000)}

NEW_INDICATOR = """
[green_area]
name = "绿化面积"
name_en = "Green area"
kind = "flow"
quantity = "area"
unit = "平方米"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "catalogue"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the first occurrence; an empty `old` appends."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def mistake(folder: Path) -> DeclarationError:
    with pytest.raises(DeclarationError) as caught:
        load_catalogue(folder)
    return caught.value


def test_the_shipped_indicators() -> None:
    kinds = {code: indicator.is_flow for code, indicator in SHIPPED.indicators.items()}
    assert {code for code in FLOWS if kinds[code]} == FLOWS
    assert {code for code in STOCKS if not kinds[code]} == STOCKS
    for code, indicator in SHIPPED.indicators.items():
        assert code == indicator.code
        assert indicator.direction is Direction.UP
        quantity = indicator.unit.quantity
        if quantity == "count":
            assert (indicator.scale, indicator.decimals) == (1, 0)
        else:
            assert (indicator.unit.name, indicator.scale) == DECLARED_UNITS[quantity]


def test_the_shipped_goals() -> None:
    assert {(goal.numerator, goal.denominator, goal.due) for goal in SHIPPED.goals.values()} == GOALS


def test_the_shipped_units_are_right_to_each_other() -> None:
    size = {(quantity, unit.name): unit.smallest for quantity, units in SHIPPED.units.items() for unit in units}
    assert size["money", "亿元"] == 10_000 * size["money", "万元"] == 100_000_000 * size["money", "元"]
    assert size["land", "公顷"] == 15 * size["land", "亩"]
    assert size["land", "平方公里"] == 100 * size["land", "公顷"] == 1_000_000 * size["land", "平方米"]
    assert size["area", "万平方米"] == 10_000 * size["area", "平方米"]
    assert size["length", "公里"] == 1000 * size["length", "米"]


def test_the_shipped_rules() -> None:
    assert SHIPPED.default_rule is SHIPPED.rules["standard"]
    assert [(bound.status, bound.at_least) for bound in SHIPPED.default_rule.bounds] == [
        (Status.DONE, 1),
        (Status.ON_SCHEDULE, 1),
        (Status.BEHIND, Fraction(4, 5)),
    ]
    assert len(SHIPPED.rules) >= 2
    for rule in SHIPPED.rules.values():
        assert rule.text
        assert rule.text_en


def test_the_schedule_is_linear_unless_declared(folder: Path) -> None:
    money = SHIPPED.indicators["infrastructure_investment"]
    assert [SHIPPED.schedule(money, Quarter(2006, number)) for number in (1, 2, 3, 4)] == [
        Fraction(1, 4),
        Fraction(1, 2),
        Fraction(3, 4),
        1,
    ]
    edit(folder, "indicators.toml", "", NEW_INDICATOR + 'schedule = ["1/3", "2/3", "2/3", "1"]\n')
    catalogue = load_catalogue(folder)
    green = catalogue.indicators["green_area"]
    assert [catalogue.schedule(green, Quarter(2006, number)) for number in (1, 2, 3, 4)] == [
        Fraction(1, 3),
        Fraction(2, 3),
        Fraction(2, 3),
        1,
    ]


@pytest.mark.parametrize(
    "text", ["infrastructure_investment", "基础设施投入", "基础设施投资", "Infrastructure investment"]
)
def test_an_indicator_is_found_by_code_name_and_alias(text: str) -> None:
    assert SHIPPED.indicator(text).code == "infrastructure_investment"


def test_an_unknown_indicator_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        SHIPPED.indicator("infrastructure")
    assert "infrastructure_investment" in caught.value.suggestions


def test_an_indicator_is_added_by_an_edit_of_one_file(folder: Path) -> None:
    edit(folder, "indicators.toml", "", NEW_INDICATOR)
    catalogue = load_catalogue(folder)
    assert list(catalogue.indicators) == [*SHIPPED.indicators, "green_area"]
    green = catalogue.indicator("绿化面积")
    assert (green.scale, green.decimals, green.aliases) == (100, 1, ())


@pytest.mark.parametrize(
    ("name", "old", "new", "table", "key"),
    [
        # a key is missing
        ("indicators.toml", 'name_en = "Roads built"\n', "", "roads_built", "name_en"),
        ("goals.toml", 'due = "1/3"\n', "", "projects_completed", "due"),
        ("rules.toml", 'default = "standard"\n', "", "-", "default"),
        ("rules.toml", 'otherwise = "far_behind"\n', "", "rules.standard", "otherwise"),
        ("units.toml", 'smallest = "10000"', 'size = "10000"', "money.units[0]", "smallest"),
        ("code_systems.toml", 'name_en = "The deployment\'s own codes"\n', "", "local", "name_en"),
        ("findings.toml", 'severity = "error"\n', "", "unreadable_file", "severity"),
        # a value is of the wrong type
        ("indicators.toml", 'name = "利税"', "name = 7", "profit_tax", "name"),
        ("indicators.toml", "decimals = 0", 'decimals = "0"', "projects_planned", "decimals"),
        ("indicators.toml", "decimals = 0", "decimals = true", "projects_planned", "decimals"),
        ("indicators.toml", 'aliases = ["利税总额"', 'aliases = [3, "利税总额"', "profit_tax", "aliases"),
        ("goals.toml", 'due = "1/3"', "due = 0.33", "projects_completed", "due"),
        ("findings.toml", 'severity = "error"', 'severity = "error"\nreason = "yes"', "unreadable_file", "reason"),
        ("units.toml", "units = [", "units = []\nmore = [", "money", "units"),
        # a key nobody knows
        ("indicators.toml", 'name = "利税"', 'name = "利税"\ndecimal = 1', "profit_tax", "decimal"),
        ("goals.toml", 'due = "1/3"', 'due = "1/3"\nby = "Q2"', "projects_completed", "by"),
        ("units.toml", '{ name = "万元",', '{ abbreviation = "w", name = "万元",', "money.units[0]", "abbreviation"),
        ("units.toml", 'name_en = "money"', 'name_en = "money"\nplural = "monies"', "money", "plural"),
        ("rules.toml", 'name = "标准规则"', 'name = "标准规则"\ncolour = "red"', "rules.standard", "colour"),
        ("rules.toml", 'at_least = "4/5" }', 'at_least = "4/5", above = "1" }', "rules.standard.bounds[2]", "above"),
        ("rules.toml", 'default = "standard"', 'default = "standard"\nsecond = "points_30"', "-", "second"),
        ("findings.toml", 'severity = "error"', 'severity = "error"\nhint = "x"', "unreadable_file", "hint"),
        ("code_systems.toml", 'name = "自编代码"', 'name = "自编代码"\nurl = "x"', "local", "url"),
        # something beside the tables
        ("indicators.toml", "[infrastructure_investment]", "version = 2\n[infrastructure_investment]", "-", "version"),
        ("goals.toml", "", "\n[[goal]]\nname = 'x'\n", "-", "goal"),
        ("rules.toml", "", "\n[rule.mine]\nname = 'x'\n", "rule", "rule"),
        # a value out of its choices
        ("indicators.toml", 'kind = "stock"', 'kind = "level"', "enterprises", "kind"),
        ("indicators.toml", 'quantity = "length"', 'quantity = "distance"', "roads_built", "quantity"),
        ("indicators.toml", 'unit = "公里"', 'unit = "英里"', "roads_built", "unit"),
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\ndirection = "left"', "roads_built", "direction"),
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\ndecimals = -1', "roads_built", "decimals"),
        ("indicators.toml", 'unit = "亩"', 'unit = "公顷"', "land_transferred", "unit"),
        ("goals.toml", 'numerator = "projects_landed"', 'numerator = "projects"', "projects_landed", "numerator"),
        ("goals.toml", 'denominator = "projects_planned"', 'denominator = "x"', "projects_landed", "denominator"),
        ("rules.toml", '"behind", measure = "lead"', '"late", measure = "lead"', "rules.points_30.bounds[2]", "status"),
        ("rules.toml", 'measure = "lead"', 'measure = "gap"', "rules.points_30.bounds[1]", "measure"),
        ("rules.toml", 'otherwise = "far_behind"', 'otherwise = "late"', "rules.standard", "otherwise"),
        ("rules.toml", 'default = "standard"', 'default = "strict"', "-", "default"),
        ("findings.toml", 'severity = "error"', 'severity = "fatal"', "unreadable_file", "severity"),
        # a fraction that is none
        ("goals.toml", 'due = "1/3"', 'due = "a third"', "projects_completed", "due"),
        ("goals.toml", 'due = "1/3"', 'due = "1/0"', "projects_completed", "due"),
        ("goals.toml", 'due = "1/3"', 'due = "0"', "projects_completed", "due"),
        ("rules.toml", 'at_least = "4/5"', 'at_least = "80%"', "rules.standard.bounds[2]", "at_least"),
        ("units.toml", 'smallest = "3/20"', 'smallest = "-3/20"', "land.units[3]", "smallest"),
        # schedules
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\nschedule = ["1/2", "1"]', "roads_built", "schedule"),
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\nschedule = ["1/2", "1/4", "1", "1"]', "roads_built", "schedule"),
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\nschedule = ["0", "1/4", "3/4", "1"]', "roads_built", "schedule"),
        ("indicators.toml", 'unit = "公里"', 'unit = "公里"\nschedule = [1, 2, 3, 4]', "roads_built", "schedule"),
        # a name used twice
        ("indicators.toml", '"利税总额"', '"产值"', "profit_tax", "aliases"),
        ("indicators.toml", 'name = "利税"', 'name = "工业总产值"', "profit_tax", "name"),
        ("indicators.toml", 'name_en = "Profit and tax"', 'name_en = "Industrial output"', "profit_tax", "name_en"),
        ("indicators.toml", '"利税总额"', '"roads_built"', "profit_tax", "aliases"),
        ("units.toml", 'name = "亿元"', 'name = "万元"', "money.units[4]", "aliases"),
        ("units.toml", 'aliases = ["亿"]', 'aliases = ["万"]', "money.units[4]", "aliases"),
        # quantities that do not go together
        ("goals.toml", 'denominator = "projects_planned"', 'denominator = "roads_built"', "projects_landed", "denominator"),
        # codes that cannot be columns
        ("indicators.toml", "[roads_built]", "[RoadsBuilt]", "RoadsBuilt", "RoadsBuilt"),
        ("indicators.toml", "[roads_built]", '["roads built"]', "roads built", "roads built"),
        ("indicators.toml", "[roads_built]", "[level]", "level", "level"),
        ("indicators.toml", "[roads_built]", "[approximate]", "approximate", "approximate"),
        # templates
        ("findings.toml", "文件无法读取:{problem}", "文件无法读取:{problem", "unreadable_file", "text"),
        ("findings.toml", "cannot be read: {problem_en}", "cannot be read: {}", "unreadable_file", "text_en"),
        ("findings.toml", "cannot be read: {problem_en}", "cannot be read: {0}", "unreadable_file", "text_en"),
        ("findings.toml", "cannot be read: {problem_en}", "cannot be read: {row.x}", "unreadable_file", "text_en"),
        ("findings.toml", "cannot be read: {problem_en}", "cannot be read: {row:x}", "unreadable_file", "text_en"),
        ("findings.toml", "cannot be read: {problem_en}", "cannot be read: {row!x}", "unreadable_file", "text_en"),
        ("findings.toml", 'advice = "请用Excel', 'advice = "}请用Excel', "unreadable_file", "advice"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_table_and_key(folder: Path, name: str, old: str, new: str, table: str, key: str) -> None:
    edit(folder, name, old, new)
    error = mistake(folder)
    assert (error.file, error.table, error.key) == (name, table, key)
    for message in (error.message("zh"), error.message("en")):
        assert all(part in message for part in (name, table, key))


@pytest.mark.parametrize(
    "name", ["indicators.toml", "units.toml", "goals.toml", "rules.toml", "findings.toml", "code_systems.toml"]
)
def test_a_file_that_cannot_be_read_is_named(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("[broken\n", encoding="utf-8")
    assert mistake(folder).file == name
    assert "TOML" in mistake(folder).en
    path.write_bytes("[名]".encode("gb18030"))
    assert mistake(folder).file == name
    path.unlink()
    assert mistake(folder).file == name
    assert "no such file" in mistake(folder).en
    path.mkdir()
    assert mistake(folder).file == name


def test_rules_must_be_there(folder: Path) -> None:
    (folder / "rules.toml").write_text('default = "standard"\n', encoding="utf-8")
    assert (mistake(folder).table, mistake(folder).key) == ("-", "rules")
    (folder / "rules.toml").write_text('default = "standard"\n[rules]\nstandard = 3\n', encoding="utf-8")
    assert (mistake(folder).table, mistake(folder).key) == ("rules", "standard")
