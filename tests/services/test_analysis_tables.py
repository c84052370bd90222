"""Every table of the analyses: rectangular, complete in both languages, and the figures are those of the services."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.store.book import FIRMS, MONEY, Q2, TARGETS, declared, new_submission
from zones.domain import analysis_words
from zones.domain.figures import Table
from zones.domain.finding import Finding, Severity
from zones.domain.handing_down import HandingDown
from zones.domain.lift import LiftOutcome
from zones.domain.milestone import Milestone
from zones.domain.placing import Move
from zones.domain.quality import Basis, Deviation, Oddity
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.domain.series import Extent, Form
from zones.exports import csv_bytes, xlsx_bytes
from zones.services import (
    analysis_tables,
    comparison_tables,
    definitions,
    provenance_tables,
    quality_tables,
    target_tables,
)
from zones.services.accepted import accepted_warnings, kept_findings
from zones.services.annotations import annotate, annotations_of, strike_annotation
from zones.services.comparison import comparison
from zones.services.decomposition import decomposition
from zones.services.discrepancies import discrepancies
from zones.services.lift import lifts
from zones.services.milestones import DeclaredMilestone, declare_milestones, milestone_history
from zones.services.odd_figures import odd_figures
from zones.services.outliers import Outlier, outliers
from zones.services.placings import PlacingView, ranking_with_moves
from zones.services.provenance import provenance, target_provenance
from zones.services.reporting import absent_units, late_units, reporting_rates
from zones.services.simulation import simulate
from zones.services.target_entry import carried_targets

if TYPE_CHECKING:
    from tests.services.conftest import Office

WAN = 10_000
FIXED = "fixed_asset_investment"
HALF = Quarter(2006, 2)
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture
def full(office: Office) -> Office:
    """A city with English names, whose reports give every table something to say."""
    names = {"city": "Qingjiang", "jia": "Jia", "yi": "Yi", "jia1": "Chengguan", "jia2": "Hexi", "jiaz": "Park",
             "jia1z": "Inner Park", "yi1": "Chengguan of Yi"}  # fmt: skip
    office.book.declare(
        *(
            declared(
                region.code, region.level, parent, name=region.name, name_en=names[region.code], reports=region.reports
            )
            for region, parent in (
                (office.region(code), parent)
                for code, parent in (
                    ("city", ""), ("jia", "city"), ("yi", "city"), ("jia1", "jia"), ("jia2", "jia"), ("jiaz", "jia"),
                    ("jia1z", "jia1"), ("yi1", "yi"),
                )
            )
        )
    )  # fmt: skip
    codes = ("jia1", "jia2", "yi1")
    office.book.submit(
        (2006, "jia", {MONEY: 300 * WAN}), *((2006, code, {MONEY: 100 * WAN}) for code in codes), ledger=TARGETS
    )
    for back in range(8, 0, -1):
        at = Q2 - back
        office.book.submit(*((at, code, {MONEY: 10 * WAN * (at % 4 + 1), FIRMS: 3}) for code in codes))
        office.book.submit((at, "jia2", {FIXED: 117 * WAN * (at % 4 + 1)}))
    warning = Finding("value_jump", Severity.WARNING, "差距过大", "out of line", region="jia1", indicator=MONEY, row=2)
    sent = new_submission(findings=kept_findings([warning]), author="Li", reason="checked", note="注", note_en="noted")
    office.book.submit((Q2, "jia1", {MONEY: 1000 * WAN}), submission=sent)
    office.book.submit((Q2, "jia2", {MONEY: 20 * WAN}), (Q2, "jia", {MONEY: 140 * WAN}))
    money = office.deployment.catalogue.indicators[MONEY]
    jia1 = office.region("jia1")
    asked = (Milestone(share=Fraction(2, 3)), Milestone(amount=60 * WAN), None, Milestone(amount=70 * WAN))
    for milestone in asked:
        item = DeclaredMilestone(office.region("jia2"), money, HALF, milestone)
        declare_milestones(office.deployment, [item], author="Li", reason="meeting")
    annotate(office.deployment, region=jia1, quarter=HALF, text="new plant", author="Li", indicator=money)
    struck = annotate(office.deployment, region=jia1, quarter=HALF, text="wrong", author="Li")
    strike_annotation(office.deployment, annotation=struck.record.id, author="Wu")
    return office


def placed(office: Office) -> PlacingView:
    money = office.deployment.catalogue.indicators[MONEY]
    return ranking_with_moves(
        office.deployment, region=office.region("city"), peers=Level.TOWNSHIP, indicator=money, quarter=HALF
    )


def tables(office: Office, language: str) -> dict[str, Table]:
    """Every table once."""
    deployment, catalogue = office.deployment, office.deployment.catalogue
    city, jia, jia1 = (office.region(code) for code in ("city", "jia", "jia1"))
    money, rules = catalogue.indicators[MONEY], catalogue.reporting
    here = {"region": jia, "quarter": HALF}
    simulation = simulate(deployment, **here, first=catalogue.rules["standard"], second=catalogue.rules["points_30"])
    lines = {"regions": [jia1, jia], "indicators": [money], "first": Quarter(2005, 1), "last": HALF}
    red, black = analysis_tables.list_tables(placed(office).listed(catalogue.lists["standard"]), money, language)
    notes = annotations_of(deployment, regions=[jia1], first=HALF, last=HALF, struck=True)
    figure = provenance(deployment, region=jia, quarter=HALF, indicator=money)
    own_target = target_provenance(deployment, region=jia1, year=2006, indicator=money)
    history = milestone_history(deployment, region=office.region("jia2"), year=2006)
    carried = carried_targets(deployment, region=jia, from_year=2006, to_year=2007, factor=Fraction(11, 10))
    return {
        "lifts": analysis_tables.lifts_table(lifts(deployment, region=jia, year=2006), catalogue.indicators, language),
        "placings": analysis_tables.placings_table(placed(office), language),
        "red": red,
        "black": black,
        "counts": analysis_tables.simulation_counts_table(simulation, language),
        "flips": analysis_tables.flips_table(simulation, language),
        "edges": analysis_tables.edges_table(simulation, language),
        **{
            f"comparison {form} {extent}": comparison_tables.comparison_table(
                comparison(deployment, **lines, form=form, extent=extent), language
            )
            for form in Form
            for extent in Extent
        },
        "annotations": comparison_tables.annotations_table(notes, language),
        "provenance": provenance_tables.provenance_table(figure, language),
        "target": provenance_tables.provenance_table(own_target, language),
        "parts": provenance_tables.parts_table(figure, language),
        "reporting": quality_tables.reporting_table(reporting_rates(deployment, **here), rules, language),
        "absent": quality_tables.absent_table(absent_units(deployment, **here), HALF, rules, language),
        "late": quality_tables.late_table(late_units(deployment, **here), rules, language),
        "discrepancies": quality_tables.discrepancies_table(discrepancies(deployment, **here), language),
        "warnings": quality_tables.warnings_table(accepted_warnings(deployment, **here), language),
        "outliers": quality_tables.outliers_table(outliers(deployment, **here), rules, language),
        "odd": quality_tables.odd_figures_table(
            odd_figures(deployment, region=city, quarter=Quarter(2006, 1), level=Level.TOWNSHIP), rules, language
        ),
        "decomposition": target_tables.decomposition_table(decomposition(deployment, region=city, year=2006), language),
        "entries": target_tables.entries_table(carried, language),
        "milestones": target_tables.milestones_table(history, office.region("jia2"), catalogue.indicators, language),
        "list rules": definitions.lists_table(catalogue, language),
        "quality rules": definitions.reporting_table(catalogue, language),
    }


def texts(table: Table) -> list[str]:
    cells = [cell for row in table.rows for cell in row if isinstance(cell, str)]
    return [table.title, *table.headers, *cells, *table.notes]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_has_rows_that_fit_its_columns_and_can_be_taken_away(full: Office, language: str) -> None:
    for name, table in tables(full, language).items():
        assert table.rows, name
        assert len(set(table.headers)) == len(table.headers), name
        for row in table.rows:
            assert len(row) == len(table.columns), name
            for cell, column in zip(row, table.columns, strict=True):
                assert cell is None or isinstance(cell, int | Decimal) is column.numeric, (name, column.header, cell)
        assert csv_bytes(table)
        assert xlsx_bytes([table])


def test_nothing_is_left_untranslated(full: Office) -> None:
    found = {
        (name, text) for name, table in tables(full, "en").items() for text in texts(table) if CHINESE.search(text)
    }
    assert found == set()


def test_both_languages_say_the_same_numbers(full: Office) -> None:
    for zh, en in zip(tables(full, "zh").values(), tables(full, "en").values(), strict=True):
        assert [[cell for cell in row if not isinstance(cell, str)] for row in zh.rows] == [
            [cell for cell in row if not isinstance(cell, str)] for row in en.rows
        ]


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (analysis_words.MOVE_SIGNS, Move),
        (analysis_words.LIFT_SIGNS, LiftOutcome),
        (analysis_words.HANDING_DOWN_SIGNS, HandingDown),
        (analysis_words.ODDITY_SIGNS, Oddity),
        (analysis_words.BASIS_SIGNS, Basis),
        (analysis_words.EXTENT_WORDS, Extent),
        (analysis_words.FORM_WORDS, Form),
    ],
)
def test_every_state_has_a_word(words: dict[object, object], members: Callable[[], list[object]]) -> None:
    assert set(words) == set(members)  # type: ignore[call-overload]


def test_what_the_lift_says(full: Office) -> None:
    row = tables(full, "zh")["lifts"].rows[0]
    assert row[:5] == ("基础设施投入过半", "万元", Decimal(140), Decimal("150.0"), Decimal(10))
    assert row[5:8] == ("✔ 可以过线", 1, "河西镇 +50.0")
    assert "甲县" in str(row[-1])


def test_what_the_ranking_says(full: Office) -> None:
    table = tables(full, "zh")["placings"]
    row = dict(zip((header.partition("(")[0] for header in table.headers), table.rows[1], strict=True))
    assert (row["地区"], row["位次变化"]) == ("河西镇", "↓ 下降1位")
    assert table.rows[1][5:7] == (Decimal("980.0"), Decimal(980))


def test_siblings_are_compared_in_percent_of_their_targets(full: Office) -> None:
    deviation = Deviation(Fraction(5, 2), Fraction(1, 4), Fraction(45), 7)
    item = Outlier(full.region("jia1"), full.deployment.catalogue.indicators[MONEY], Basis.SIBLINGS, deviation)
    table = quality_tables.outliers_table([item], full.deployment.catalogue.reporting, "zh")
    assert table.rows[0][-5:] == (Decimal("250.0"), Decimal("25.0"), "占年度目标%", Decimal("45.0"), 7)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_was_chosen_to_compare_the_table_is_empty(language: str) -> None:
    table = comparison_tables.comparison_table([], language)
    assert (len(table.rows), len(table.columns), bool(table.title)) == (0, 1, True)


def test_the_lists_state_both_conditions(full: Office) -> None:
    for language in ("zh", "en"):
        rule = full.deployment.catalogue.lists["standard"]
        both = tables(full, language)
        assert both["red"].notes[0] == rule.red.wording(language)
        assert both["black"].notes[0] == rule.black.wording(language)
