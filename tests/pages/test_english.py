"""In English no page has a word left in Chinese, but for names of places and what users and files wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from google.protobuf.message import Message

from zones.charts.text import shown
from zones.services.deployment import open_deployment
from zones.store.region_reads import names_below
from zones.ui.texts import LANGUAGES

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Open

SAMPLES = Path(__file__).resolve().parents[2] / "data/samples"
MANIFEST, REGIONS = SAMPLES / "manifest.toml", SAMPLES / "demonstration/regions.csv"
REPORT = SAMPLES / "demonstration/report-2026Q2.csv"
PAGES = (
    "overview", "past_half", "region", "ranking", "trends", "upload", "quality", "targets", "briefing", "meeting", "about",
)  # fmt: skip
CHINESE = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]+")
# Names that headers may have in files, which are Chinese in any language; headers as they came.
WRITTEN = {"Also written as", "Column"}
NOT_SAID = {"id", "key", "query_string"}


def said(part: Any) -> Iterator[str]:
    """Every text in what a page sends to the browser."""
    if isinstance(part, Message):
        for field, value in part.ListFields():
            if field.name not in NOT_SAID and not isinstance(value, bytes):
                yield from said(value)
    elif isinstance(part, str):
        yield from said(json.loads(part)) if part.startswith("{") else (part,)
    elif isinstance(part, dict) and part.keys() >= {"head", "rows"}:
        yield from table_texts(pd.DataFrame(part["rows"] or None, columns=part["head"]))
    elif isinstance(part, dict):
        for name, value in part.items():
            # The rows that a browser copies are those of the table above them.
            yield from said(value) if name != "rows" else ()
    elif not isinstance(part, int | float | bool | None):
        for value in part:
            yield from said(value)


def table_texts(table: pd.DataFrame) -> Iterator[str]:
    """Headers and cells."""
    yield from map(str, table.columns)
    yield from (str(cell) for name in table.columns if name not in WRITTEN for cell in table[name])


def texts(app: AppTest) -> Iterator[str]:
    """What a page shows, tables included. Those for paper say the same again, and the style sheet speaks for itself."""
    for block in (app.main, app.sidebar):
        for element in block:
            frame = getattr(element, "value", None)
            if isinstance(frame, pd.DataFrame):
                yield from table_texts(frame)
            else:
                yield from (text for text in said(element.proto) if not text.startswith(("<style>", "<table")))


@pytest.fixture
def written(sample_url: str) -> list[str]:
    """What users wrote, longest first: names of regions and groups, headers and cells of files, what their senders said."""
    assert sample_url
    with open_deployment().reading() as connection:
        names = {name for name, _ in names_below(connection, None)}
    groups = {group for line in REGIONS.read_text("utf-8-sig").splitlines() for group in line.split(",")[10:11]}
    _, header, *lines = REPORT.read_text("gb18030").splitlines()
    headers, cells = header.split(","), re.findall(r"约[\d.]+", "".join(lines))
    said_by_senders = set(re.findall('(?:author|reason) = "(.*?)"', MANIFEST.read_text("utf-8")))
    return sorted(
        {*names, *groups, *headers, *cells, *said_by_senders, *LANGUAGES.values()} - {""}, key=len, reverse=True
    )


@pytest.mark.parametrize("page", PAGES)
def test_no_chinese_is_left(open_app: Open, written: list[str], page: str) -> None:
    app = open_app(f"pages/{page}.py", region="990100", quarter="2026Q2", language="en")
    left = set()
    for text in texts(app):
        words = shown(text)
        for known in written:
            words = words.replace(known, "")
        left.update(CHINESE.findall(words))
    assert not left
