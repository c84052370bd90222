"""An answer of a read-only route is computed once, and anew as soon as anyone has committed anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.sample import build_sample
from zones import server
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment, open_deployment
from zones.services.importing import Upload, import_report
from zones.settings import Settings

QUERY = "region=990102&quarter=2026Q2&indicator=land_transferred"


def value(body: bytes) -> int:
    (row,) = orjson.loads(body)["rows"]
    return int(row["value"])


def test_an_answer_is_kept_until_anyone_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'zones.db'}"
    build_sample(url)
    mine, theirs = (open_deployment(Settings(database_url=url)) for _ in range(2))
    monkeypatch.setattr(server, "_deployment", lambda: mine)
    computed: list[str] = []

    def progress(deployment: Deployment, asked: Any) -> Any:
        computed.append(str(asked))
        return server._progress(deployment, asked)

    first, again = (server._as_it_stands(progress, QUERY) for _ in range(2))
    assert again == first
    assert len(computed) == 1
    column = mine.catalogue.indicators["land_transferred"]
    report = f"代码,{column.name}({column.unit.name})\n990102,{value(first[0]) + 1}\n".encode()
    upload = Upload("report.csv", report, quarter=Quarter.parse("2026Q2"))
    assert import_report(theirs, upload, author="Fang", reason="a late deed", confirmed=True).submission
    body, mark = server._as_it_stands(progress, QUERY)
    assert value(body) == value(first[0]) + 1
    assert mark != first[1]
    assert len(computed) == 2
    for deployment in (mine, theirs):
        deployment.engine.dispose()
