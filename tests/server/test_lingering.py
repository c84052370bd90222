"""A file made for a download outlives Streamlit's own clearing by a minute, and no more."""

from __future__ import annotations

import asyncio

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from tests.visitor import visiting
from zones import lingering
from zones.lingering import LingeringFiles


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(lingering.time, "monotonic", lambda: now[0])
    return now


def add(files: LingeringFiles, content: bytes) -> str:
    return files.load_and_get_id(content, "text/csv", MediaFileKind.DOWNLOADABLE, "table.csv")


def test_a_file_stays_for_a_minute_after_it_was_dropped(clock: list[float]) -> None:
    files = LingeringFiles("/media")
    first, second = add(files, b"1"), add(files, b"2")
    files.delete_file(first)
    assert files.get_file(first).content == b"1"
    clock[0] += 59
    files.delete_file(second)
    assert files.get_file(first).content == b"1"
    clock[0] += 1
    files.delete_file("unknown")
    with pytest.raises(MediaFileStorageError):
        files.get_file(first)
    assert files.get_file(second).content == b"2"


def test_a_file_asked_for_again_is_not_dropped(clock: list[float]) -> None:
    files = LingeringFiles("/media")
    first = add(files, b"1")
    files.delete_file(first)
    assert add(files, b"1") == first
    clock[0] += 1000
    files.delete_file(add(files, b"2"))
    assert files.get_file(first).content == b"1"


def test_a_file_that_was_made_is_there_after_others_have_been_on_pages(untouched_dashboard: str) -> None:
    async def visit() -> None:
        here = {"region": "990101", "quarter": "2026Q2", "language": "zh"}
        async with visiting(untouched_dashboard) as visitor, visiting(untouched_dashboard) as other:
            run = await visitor.open("overview", **here)
            button = [button for button in run.of("download_button") if "CSV" in button.label][-1]
            made_at = await visitor.made(button.deferred_file_id)
            for page in ("ranking", "trends", "overview"):
                await other.open(page, **here)
            assert "," in visitor.fetch(made_at).decode("utf-8-sig")

    asyncio.run(visit())
