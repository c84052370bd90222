"""Every file of the corpus says what it was made to say, nothing else is found in it, and a check stores nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.intake.corpus.case import Case, Expected
from tests.intake.corpus.chapters import corpus
from tests.intake.corpus.checking import bits, checked, deployed, in_force, place_of, understood
from tests.intake.place import build_place
from zones.domain.finding import Finding
from zones.services.deployment import Deployment
from zones.services.importing import import_checked
from zones.store import commits

CASES = list(corpus())
GOOD = [case for case in CASES if case.figures and not case.refused]


@pytest.fixture(scope="module")
def shared_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('corpus') / 'zones.db'}"
    build_place(url)
    return url


@pytest.fixture(scope="module")
def shared(shared_url: str) -> Iterator[Deployment]:
    with deployed(shared_url) as deployment:
        yield deployment


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A deployment that every import leaves as it was, by withdrawing what it brought."""
    url = f"sqlite:///{tmp_path_factory.mktemp('imports') / 'zones.db'}"
    build_place(url)
    with deployed(url) as deployment:
        yield deployment


def fits(expected: Expected, finding: Finding) -> bool:
    return (
        place_of(finding) == (expected.code, str(expected.severity), expected.row)
        and expected.column in {None, finding.column}
        and expected.hint in finding.message + finding.suggestion
    )


def test_the_files_are_many_and_named() -> None:
    assert len(CASES) >= 80
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_says_what_it_was_made_to_say(shared: Deployment, shared_url: str, case: Case) -> None:
    before = bits(shared_url)
    result = checked(shared, case)
    expected = Counter((item.code, str(item.severity), item.row) for item in case.found)
    assert Counter(map(place_of, result.findings)) == expected
    assert [item for item in case.found if not any(fits(item, finding) for finding in result.findings)] == []
    if case.figures is not None:
        assert understood(result) == (case.figures, case.approximate)
    assert result.importable is not case.refused
    assert bits(shared_url) == before


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_what_is_imported_is_read_back_equal_until_it_is_withdrawn(importing: Deployment, case: Case) -> None:
    figures = case.figures or {}
    before = in_force(importing, figures)
    outcome = import_checked(importing, checked(importing, case), author="王", reason="已核")
    assert outcome.accepted
    assert in_force(importing, figures) == before | figures
    with importing.writing() as connection:
        commits.withdraw(connection, importing.ledgers, submission=outcome.submission, author="王", reason="试报")
    assert in_force(importing, figures) == before
