"""Any bytes, and any mutation of a good file, end in findings or in a commit: never in an exception, never half stored.

`ZONES_FUZZ_EXAMPLES=20000 pytest tests/intake/test_fuzz.py` tries more.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.corpus import HEADER, TABLE
from tests.intake.making import by_openpyxl, by_xlwt, delimited
from tests.intake.place import JIA, build_place
from tests.store.book import CATALOGUE
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Upload, check_report, check_targets, import_checked
from zones.services.places import find_region
from zones.services.region_import import import_regions
from zones.store.engine import open_engine

EXAMPLES = int(os.environ.get("ZONES_FUZZ_EXAMPLES", "700"))
FUZZ = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
REGIONS = b"""code,name,level,parent,aliases,reports,valid_from,valid_to
900101005,new town,township,900101,old town@..2019Q4,1,2020Q1,
"""
_TYPED = (
    "河东镇|城关镇|900101001|合计|小计|单位:万元|2026年二季度|1.2亿元|20多万|—|-5|34.5%|#REF!|注:|序号|=1+1|'345|１２３|1e400|"
    "999999999999999999999999|三百|万|()|2026|基础设施投入(万元)|指标|数值"
)

WORDS = st.one_of(
    st.sampled_from([*_TYPED.split("|"), "9" * 400]),
    st.text(max_size=12),
    st.floats().map(str),
)
TABLES = st.lists(st.lists(WORDS, max_size=6), max_size=8)
GOOD = [
    delimited(TABLE, encoding="gb18030"),
    delimited([["甲县2026年二季度"], *TABLE], encoding="utf-16"),
    by_openpyxl(TABLE),
    by_xlwt(TABLE),
]
CUTS = st.tuples(st.integers(0, 6000), st.integers(0, 60), st.binary(max_size=24))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Deployment, Path]]:
    path = tmp_path_factory.mktemp("fuzz") / "zones.db"
    build_place(f"sqlite:///{path}")
    deployment = Deployment(open_engine(f"sqlite:///{path}"), CATALOGUE)
    yield deployment, path
    deployment.engine.dispose()


def stored(path: Path) -> str:
    """Everything in the database."""
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def try_out(place: tuple[Deployment, Path], content: bytes, name: str = "report.csv") -> None:
    """Check and import; a refused file leaves every row as it was."""
    deployment, path = place
    upload = Upload(name, content, quarter=Quarter(2026, 2), scope=find_region(deployment, JIA))
    checked = check_report(deployment, upload)
    assert all(isinstance(finding, Finding) for finding in checked.findings)
    assert all(finding.message and finding.message_en for finding in checked.findings)
    assert checked.importable or checked.errors or not checked.draft
    if not checked.importable:
        assert checked.findings
        before = stored(path)
        assert not import_checked(deployment, checked, author="x", reason="y").accepted
        assert stored(path) == before
        return
    outcome = import_checked(deployment, checked, author="x", reason="y")
    assert outcome.accepted
    if checked.repeats is None:
        assert_kept(deployment, checked)


def assert_kept(deployment: Deployment, checked: Checked) -> None:
    again = check_report(deployment, checked.upload)
    assert again.repeats is not None
    draft = checked.draft
    assert draft is not None
    for code, amounts in draft.values.items():
        kept = again.in_force[code].tolist()
        assert all(value is None or value == found for value, found in zip(amounts.tolist(), kept, strict=True))


@FUZZ
@given(content=st.binary(max_size=300))
def test_any_bytes(place: tuple[Deployment, Path], content: bytes) -> None:
    try_out(place, content)


@FUZZ
@given(table=TABLES, headed=st.booleans(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_table(place: tuple[Deployment, Path], table: list[list[str]], headed: bool, encoding: str) -> None:  # noqa: FBT001
    rows = [HEADER, *table] if headed else table
    try_out(place, delimited(rows, encoding=encoding))


@FUZZ
@given(good=st.sampled_from(GOOD), cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_any_mutation(place: tuple[Deployment, Path], good: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    content = good
    for at, length, new in cuts:
        start = at % (len(content) + 1)
        content = content[:start] + new + content[start + length :]
    try_out(place, content)


@settings(FUZZ, max_examples=EXAMPLES // 4)
@given(table=TABLES)
def test_any_workbook(place: tuple[Deployment, Path], table: list[list[str]]) -> None:
    clean = [["".join(letter for letter in cell if letter.isprintable()) for cell in row] for row in table]
    try_out(place, by_openpyxl([HEADER, *clean]), "report.xlsx")


@settings(FUZZ, max_examples=EXAMPLES // 4)
@given(table=TABLES, cuts=st.lists(CUTS, max_size=2))
def test_targets_and_regions(
    place: tuple[Deployment, Path], table: list[list[str]], cuts: list[tuple[int, int, bytes]]
) -> None:
    deployment, path = place
    checked = check_targets(deployment, Upload("targets.csv", delimited([HEADER, *table]), year=2026))
    assert checked.importable or checked.findings
    content = REGIONS
    for at, length, new in cuts:
        start = at % (len(content) + 1)
        content = content[:start] + new + content[start + length :]
    before = stored(path)
    if import_regions(deployment, name="regions.csv", content=content).changes is None:
        assert stored(path) == before
