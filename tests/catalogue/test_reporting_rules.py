"""Red and black lists and the rules of data quality, as shipped, and every kind of mistake in them."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from zones.catalogue import load_catalogue
from zones.catalogue.load import DEFAULT_FOLDER
from zones.domain.errors import DeclarationError
from zones.domain.status import Measure

SHIPPED = load_catalogue()
RULES, REPORTING = "rules.toml", "reporting.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "catalogue"))


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_shipped_list_states_the_numbers_it_goes_by() -> None:
    rule = SHIPPED.lists["standard"]
    assert rule.measure is Measure.SHARE_OF_SCHEDULE
    for side in (rule.red, rule.black):
        assert side.bound == 1
        assert all(str(side.places) in side.wording(language) for language in ("zh", "en"))
    assert (rule.label("zh"), rule.label("en")) == (rule.name, rule.name_en)


def test_a_deployment_may_do_without_lists(folder: Path) -> None:
    path = folder / RULES
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[lists.standard]")], encoding="utf-8")
    assert load_catalogue(folder).lists == {}


def test_the_shipped_reporting_rules() -> None:
    rules = SHIPPED.reporting
    assert rules.deadline.days_after_quarter_end == 15
    assert (rules.outliers.times, rules.outliers.least_spread) == (6, Fraction(1, 5))
    assert rules.round_figures.share == Fraction(3, 4)
    assert (rules.constant_figures.quarters, rules.constant_figures.least) == (3, 100)


@pytest.mark.parametrize(
    ("name", "old", "new", "table", "key"),
    [
        (RULES, 'name = "红黑榜"\n', "", "lists.standard", "name"),
        (RULES, "places = 3\nat_least", "at_least", "lists.standard.red", "places"),
        (RULES, "places = 3\nat_least", "places = 0\nat_least", "lists.standard.red", "places"),
        (RULES, "places = 3\nat_least", 'places = "3"\nat_least', "lists.standard.red", "places"),
        (RULES, 'below = "1"', 'below = "all"', "lists.standard.black", "below"),
        (RULES, 'below = "1"', 'below = "11/10"', "lists.standard.black", "below"),
        (RULES, 'below = "1"', 'below = "1"\nat_least = "1"', "lists.standard.black", "at_least"),
        (RULES, 'measure = "share_of_schedule"\n\n', 'measure = "rank"\n\n', "lists.standard", "measure"),
        (RULES, "[lists.standard.black]", "[lists.standard.blacklist]", "lists.standard", "black"),
        (RULES, "[lists.standard]\n", "[lists]\nused = 1\n[lists.standard]\n", "lists", "used"),
        (RULES, "[lists.standard]\n", "[list.mine]\nname = 1\n[lists.standard]\n", "list", "list"),
        (REPORTING, "[deadline]", "[deadlines]", "deadlines", "deadlines"),
        (REPORTING, "days_after_quarter_end = 15", "", "deadline", "days_after_quarter_end"),
        (REPORTING, "days_after_quarter_end = 15", "days_after_quarter_end = -1", "deadline", "days_after_quarter_end"),
        (REPORTING, "days_after_quarter_end = 15", "days_after_quarter_end = 15\nhour = 12", "deadline", "hour"),
        (REPORTING, "least_quarters = 6", "least_quarters = 2", "outliers", "least_quarters"),
        (REPORTING, "least_quarters = 6", "least_quarters = 13", "outliers", "least_quarters"),
        (REPORTING, "least_siblings = 5", "least_siblings = true", "outliers", "least_siblings"),
        (REPORTING, 'times = "6"', 'times = "0"', "outliers", "times"),
        (REPORTING, 'least_spread = "1/5"', 'least_spread = "-1/5"', "outliers", "least_spread"),
        (REPORTING, 'share = "3/4"', 'share = "75%"', "round_figures", "share"),
        (REPORTING, 'share = "3/4"', 'share = "5/4"', "round_figures", "share"),
        (REPORTING, "zeros = 2", "zeros = 0", "round_figures", "zeros"),
        (REPORTING, "[constant_figures]\nquarters = 3\nleast = 100", "", "constant_figures", "quarters"),
        (REPORTING, "least = 100", "least = 0", "constant_figures", "least"),
        (REPORTING, "[constant_figures]\nquarters = 3", "[constant_figures]\nquarters = 1", "constant_figures", "quarters"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_table_and_key(folder: Path, name: str, old: str, new: str, table: str, key: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_catalogue(edited(folder, name, old, new))
    assert (caught.value.file, caught.value.table, caught.value.key) == (name, table, key)
    for message in (caught.value.message("zh"), caught.value.message("en")):
        assert all(part in message for part in (name, table, key))


def test_the_file_must_be_there(folder: Path) -> None:
    (folder / REPORTING).unlink()
    with pytest.raises(DeclarationError) as caught:
        load_catalogue(folder)
    assert caught.value.file == REPORTING
