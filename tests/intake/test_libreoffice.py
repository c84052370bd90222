"""Files that LibreOffice has opened and saved again say the same."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from tests.intake.corpus import amounts, containers, layouts, periods, shapes, worst
from tests.intake.corpus.case import Case
from tests.intake.corpus.checking import checked, deployed, place_of, understood
from tests.intake.place import build_place
from tests.intake.writers import by_libreoffice
from zones.services.deployment import Deployment

FORMATS = {
    "xlsx": "xlsx",
    "xls": "xls",
    "csv in UTF-8": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "txt with tabs": "txt:Text - txt - csv (StarCalc):9,34,76,1",
}
CHOSEN = (
    "merged, openpyxl", "merged, xlwt", "across two counties, openpyxl", "subtotals by county, XlsxWriter",
    "three lines merged", "a title merged in an old workbook", "long, a region merged over its lines",
    "formulas with their results", "column of dates, openpyxl", "shown as percent, XlsxWriter", "XlsxWriter, #DIV/0!",
    "XlsxWriter, a hidden sheet before it", "a number shown as a date, openpyxl",
)  # fmt: skip
# A text holds the first sheet, hidden or not, and no merged cells.
NOT_IN_A_TEXT = {
    "merged, openpyxl", "merged, xlwt", "long, a region merged over its lines", "XlsxWriter, a hidden sheet before it",
}  # fmt: skip
PAIRS = [(name, form) for form in FORMATS for name in CHOSEN if FORMATS[form] == form or name not in NOT_IN_A_TEXT]


def _chosen() -> dict[str, Case]:
    chapters = (amounts, containers, layouts, periods, shapes, worst)
    named = {case.name: case for chapter in chapters for case in chapter.cases()}
    return {name: named[name] for name in CHOSEN}


CASES = _chosen()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    url = f"sqlite:///{tmp_path_factory.mktemp('saved again') / 'zones.db'}"
    build_place(url)
    with deployed(url) as deployment:
        yield deployment


@pytest.fixture(scope="module")
def saved(
    tmp_path_factory: pytest.TempPathFactory, unavailable: Callable[[str], NoReturn]
) -> Callable[[str], dict[str, bytes]]:
    """Saves every file again in a format, the first time it is asked for."""
    program = shutil.which("soffice")
    if program is None:
        unavailable("no LibreOffice")

    @cache
    def saved_as(form: str) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("libreoffice") / "files"
        names = {f"{at}{Path(case.file).suffix}": name for at, (name, case) in enumerate(CASES.items())}
        files = {file: CASES[name].make() for file, name in names.items()}
        saved = by_libreoffice(program, files, to=FORMATS[form], folder=folder)
        return {name: saved[file] for file, name in names.items()}

    return saved_as


@pytest.mark.parametrize(("name", "form"), PAIRS)
def test_what_is_saved_again_says_the_same(
    place: Deployment, saved: Callable[[str], dict[str, bytes]], name: str, form: str
) -> None:
    case, content = CASES[name], saved(form)[name]
    result = checked(place, replace(case, file=f"report.{form[:4].strip()}", make=lambda: content))
    found = Counter((item.code, str(item.severity), item.row) for item in case.found)
    assert Counter(map(place_of, result.findings)) == found
    if case.figures is not None:
        assert understood(result) == (case.figures, case.approximate)
