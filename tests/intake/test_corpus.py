"""Every file of the corpus says what it was made to say, and nothing else is found in it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.intake.corpus import FIGURES, TABLE, Case, cases
from tests.intake.making import by_libreoffice, by_openpyxl, delimited
from tests.intake.place import build_place
from tests.store.book import CATALOGUE, Book
from zones.domain.finding import Severity
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Upload, check_report, import_checked
from zones.services.places import find_region

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases

CASES = list(cases())
ABOUT_OTHERS = {"region_missing", "target_missing", "region_not_expected", "report_differs_from_sum"}


@pytest.fixture
def place(sqlite_databases: SqliteDatabases) -> Iterator[Deployment]:
    book = Book(sqlite_databases.copy_of("place", build_place))
    yield Deployment(book.engine, CATALOGUE)
    book.close()


def checked(place: Deployment, case: Case) -> Checked:
    quarter = Quarter.parse(case.quarter) if case.quarter else None
    scope = find_region(place, case.within) if case.within else None
    return check_report(place, Upload(case.file, case.content, quarter=quarter, scope=scope))


def figures_of(result: Checked) -> dict[tuple[str, str], float]:
    draft = result.draft
    if draft is None:
        return {}
    return {
        (draft.regions[at].code, code): float(CATALOGUE.indicators[code].declared(value))
        for code, amounts in draft.values.items()
        for at, value in enumerate(amounts.tolist())
        if value is not None
    }


def test_there_are_enough_files() -> None:
    assert len(CASES) >= 100
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_says_what_it_was_made_to_say(place: Deployment, case: Case) -> None:
    result = checked(place, case)
    found = Counter((item.code, item.row) for item in result.findings if item.code not in ABOUT_OTHERS)
    assert found == Counter(case.found)
    if not any(item.severity is Severity.ERROR for item in result.findings):
        assert figures_of(result) == case.figures
        draft = result.draft
        assert draft is not None
        assert {(draft.regions[at].code, code) for at, code in draft.approximate} == case.approximate


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.figures and not case.found], ids=lambda case: case.name
)
def test_what_is_imported_is_read_back(place: Deployment, case: Case) -> None:
    result = checked(place, case)
    assert import_checked(place, result, author="王").accepted
    again = checked(place, case)
    assert again.repeats is not None
    assert {code: amounts.tolist() for code, amounts in again.in_force.items()} == {
        code: amounts.tolist() for code, amounts in (result.draft.values if result.draft else {}).items()
    }


@pytest.mark.parametrize(
    ("ending", "to"), [(".csv", "xlsx"), (".csv", "xls"), (".xlsx", "xls"), (".xlsx", "xlsx"), (".xlsx", "csv")]
)
def test_files_saved_by_libreoffice(
    place: Deployment, tmp_path: Path, unavailable: Callable[[str], NoReturn], ending: str, to: str
) -> None:

    if shutil.which("soffice") is None:
        unavailable("no LibreOffice")
    content = delimited(TABLE, encoding="utf-8-sig") if ending == ".csv" else by_openpyxl(TABLE)
    saved = by_libreoffice(content, ending=ending, to=to, folder=tmp_path)
    result = checked(place, Case("saved", saved, file=f"report.{to}"))
    assert figures_of(result) == FIGURES
    assert result.errors == []
