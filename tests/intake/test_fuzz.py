"""Any bytes, and any mutation of a good file, end in findings or in a commit; what is refused leaves every bit as it was.

`ZONES_FUZZ_EXAMPLES=20000 pytest tests/intake/test_fuzz.py` tries more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.corpus import mutations
from tests.intake.corpus.case import TABLE
from tests.intake.corpus.checking import bits, deployed, in_force, understood
from tests.intake.place import PING, build_place
from tests.intake.writers import Page, by_openpyxl, by_xlsxwriter, by_xlwt
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Upload, check_report, check_targets, import_checked, outcome_json
from zones.services.places import find_region
from zones.services.region_import import import_regions

EXAMPLES = int(os.environ.get("ZONES_FUZZ_EXAMPLES", "700"))
BOOKS = [by_openpyxl(Page(TABLE)), by_xlsxwriter(Page(TABLE))]
OLD_BOOK = by_xlwt(Page(TABLE))
BEGINNINGS = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"sep=;\n",
    "地区,落地项目\n".encode(),
)
REGIONS = b"""code,name,level,parent,aliases,reports,valid_from,valid_to
880121199,new town,township,880121,old town@..2019Q4,1,2020Q1,
"""


def fuzz(share: float = 1) -> settings:
    """So many examples of the run's number, however slow the machine."""
    return settings(max_examples=max(1, int(EXAMPLES * share)), suppress_health_check=list(HealthCheck), deadline=None)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('fuzz') / 'zones.db'}"
    build_place(url)
    return url


@pytest.fixture(scope="module")
def place(url: str) -> Iterator[Deployment]:
    with deployed(url) as deployment:
        yield deployment


def try_out(place: Deployment, url: str, content: bytes) -> None:
    """Check a report and import it; what is refused leaves every bit as it was, and what is accepted is in force."""
    scope = find_region(place, PING)
    before = bits(url)
    result = check_report(place, Upload("report", content, quarter=Quarter(2025, 2), scope=scope))
    assert bits(url) == before
    if settle(place, url, result):
        figures, _ = understood(result)
        stored = in_force(place, figures)
        assert {key: stored[key] for key in figures} == figures


def settle(place: Deployment, url: str, result: Checked) -> bool:
    """Import what was checked; whether it is stored now and was not before."""
    before = bits(url)
    assert all(isinstance(finding, Finding) and finding.message and finding.message_en for finding in result.findings)
    outcome = import_checked(place, result, author="王", reason="已核")
    assert outcome.accepted is result.importable
    for language in ("zh", "en"):
        orjson.dumps(outcome_json(outcome, place, language))
    if outcome.accepted and result.repeats is None:
        return True
    assert result.errors or result.repeats is not None
    assert bits(url) == before
    return False


@fuzz(0.5)
@given(content=st.tuples(st.sampled_from(BEGINNINGS), st.binary(max_size=300)).map(b"".join))
def test_any_bytes(place: Deployment, url: str, content: bytes) -> None:
    try_out(place, url, content)


@fuzz()
@given(content=mutations.delimited_files())
def test_any_mutation_of_a_text(place: Deployment, url: str, content: bytes) -> None:
    try_out(place, url, content)


@fuzz(0.7)
@given(content=mutations.workbooks())
def test_any_mutation_of_a_workbook(place: Deployment, url: str, content: bytes) -> None:
    try_out(place, url, content)


@fuzz(0.7)
@given(content=st.sampled_from(BOOKS).flatmap(mutations.packages))
def test_any_mutation_inside_an_archive(place: Deployment, url: str, content: bytes) -> None:
    try_out(place, url, content)


@fuzz(0.5)
@given(content=st.sampled_from([*BOOKS, OLD_BOOK, OLD_BOOK]).flatmap(mutations.bitten))
def test_any_wrong_bytes_in_a_workbook(place: Deployment, url: str, content: bytes) -> None:
    try_out(place, url, content)


@fuzz(0.3)
@given(content=mutations.delimited_files())
def test_any_mutation_of_targets(place: Deployment, url: str, content: bytes) -> None:
    settle(place, url, check_targets(place, Upload("targets", content, year=2025)))


@fuzz(0.3)
@given(content=mutations.bitten(REGIONS))
def test_any_mutation_of_a_list_of_regions(place: Deployment, url: str, content: bytes) -> None:
    before = bits(url)
    if import_regions(place, name="regions.csv", content=content).changes is None:
        assert bits(url) == before
