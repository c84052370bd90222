"""Fixed inputs drawn as they were drawn before, key by key.

A change that is meant is looked at in a browser first. Then the files are written anew, and the difference is read before it
is committed: `ZONES_CHART_SNAPSHOTS=renew pytest tests/charts/test_snapshots.py`.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests.charts.gallery import LANGUAGES, gallery
from tests.charts.snapshots import FOLDER, RENEW, differences, document, text
from zones.charts import chart_config, theme

DOCUMENTS: dict[str, Any] = {
    f"{name}-{language}": document(figure) for language in LANGUAGES for name, figure in gallery(language).items()
} | {
    "theme": theme.TEMPLATE,
    "configuration": {language: chart_config(name="figure", language=language) for language in LANGUAGES},
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_chart_is_drawn_as_before(name: str) -> None:
    path = FOLDER / f"{name}.json"
    if os.environ.get(RENEW) == "renew":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text(DOCUMENTS[name]) + "\n", encoding="utf-8")
    assert list(differences(DOCUMENTS[name], json.loads(path.read_text(encoding="utf-8")))) == []


def test_every_snapshot_is_of_a_chart() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(DOCUMENTS)


def test_a_difference_is_named_by_its_place() -> None:
    then = {"data": [{"x": [1, 2.0], "name": "a"}], "layout": {}}
    assert list(differences(then, then)) == []
    assert list(differences({"data": [{"x": [1, 3.0], "name": "a"}], "layout": {}}, then)) == [
        "figure.data[0].x[1] is 3.0, was 2.0"
    ]
    assert list(differences({"data": [], "layout": {"width": 1}}, then)) == [
        "figure.data is [], was [{'x': [1, 2.0], 'name': 'a'}]",
        "figure.layout.width is new",
    ]


def test_a_snapshot_reads_back_as_it_was_written() -> None:
    for name, written in DOCUMENTS.items():
        assert json.loads(text(written)) == written, name
