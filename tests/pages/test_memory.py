"""What is remembered is what would be drawn anew, and no commit of any process leaves a page behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.said import words
from zones.ui import cache

if TYPE_CHECKING:
    from tests.pages.conftest import Open

PROJECT = Path(__file__).resolve().parents[2]
PAGES = ["overview", "past_half", "region", "ranking", "trends", "quality", "targets", "briefing", "about"]
# Readers who differ in one thing at a time.
FIRST = {"region": "990101", "quarter": "2026Q2", "language": "zh", "indicator": "infrastructure_investment"}
VISITS = [
    FIRST,
    FIRST | {"quarter": "2026Q1"},
    FIRST | {"region": "990102"},
    FIRST | {"indicator": "land_transferred"},
]

pytestmark = pytest.mark.usefixtures("sample_url")


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    cache._drawn.clear()
    cache._answered.clear()


def seen(app: AppTest) -> list[str]:
    """Everything a page sends: charts and frames by their content too."""
    charts = [chart.proto.spec for chart in app.get("plotly_chart")]
    tables = [frame.value.to_csv() for frame in app.dataframe]
    links = [str(link.proto) for link in app.get("page_link")]
    return [words(app), *(text.value for text in app.text), *charts, *tables, *links]


def visited(app: AppTest, visit: dict[str, str]) -> list[str]:
    for name, value in visit.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return seen(app)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_remembered_is_what_would_be_drawn_anew(open_app: Open, page: str) -> None:
    app = open_app(f"pages/{page}.py", **FIRST)
    remembered = [visited(app, visit) for visit in VISITS]
    english = seen(open_app(f"pages/{page}.py", **FIRST | {"language": "en"}))
    anew = []
    for visit in VISITS:
        forget()
        anew.append(visited(app, visit))
    assert remembered == anew
    assert len({str(one) for one in [*anew, english]}) >= 3


@pytest.mark.parametrize("page", ["overview", "past_half"])
def test_an_import_of_another_process_is_on_the_page_at_the_next_run(
    open_app: Open, sample_url: str, tmp_path: Path, page: str
) -> None:
    app = open_app(f"pages/{page}.py", **FIRST)
    before = seen(app.run())
    assert before == seen(app.run())
    import_elsewhere(tmp_path / "correction.csv", sample_url)
    after = seen(app.run())
    assert not app.exception
    assert after != before
    forget()
    assert after == seen(app.run())


def import_elsewhere(file: Path, url: str) -> None:
    """Correct a township's figure from the command line, as a scheduled job would."""
    file.write_text("代码,基础设施投入(万元)\n990101001,87654\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "zones", "import", str(file), "--quarter", "2026Q2", "--accept-warnings", "核实"],
        cwd=PROJECT,
        env=os.environ | {"ZONES_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
