"""The page tells the browser ahead which of Streamlit's files the product's pages need, and nothing else is altered."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message
from streamlit import file_util

from zones.ahead import FIRST, LATER, TellsAhead

FOLDER = Path(file_util.get_static_dir())
OTHER = "<html><head></head><body>a bulletin</body></html>"


async def page(_request: Request) -> Response:
    return FileResponse(FOLDER / "index.html")


async def other(_request: Request) -> Response:
    return HTMLResponse(OTHER, headers={"ETag": '"of its own"'})


APP = TellsAhead(Starlette(routes=[Route("/ranking", page), Route("/media/bulletin.html", other)]), FOLDER)


@dataclass
class Answer:
    """What was answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        """The body in words."""
        return self.body.decode()

    async def take(self, message: Message) -> None:
        """Collect a part of it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")


async def _nothing_more() -> Message:
    """A browser that says nothing more and stays."""
    await asyncio.sleep(60)
    return {"type": "http.disconnect"}


def asked(path: str, **headers: str) -> Answer:
    """An answer as a browser gets it that wants to show a page."""
    said = {"accept": "text/html,*/*;q=0.8", "accept-encoding": "gzip"} | headers
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in said.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": raw, "query_string": b"", "root_path": ""}
    answer = Answer()
    asyncio.run(APP(scope, _nothing_more, answer.take))
    return answer


def told(text: str) -> dict[str, bool]:
    """The files that a page links to, and whether each may wait."""
    links = re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)"([^>]*)>', text)
    return {name: "low" in manner for name, manner in links}


def test_every_kind_of_element_is_told_of_and_the_heavy_ones_wait() -> None:
    links = told(asked("/ranking").text)
    kinds = {name.partition(".")[0]: waits for name, waits in links.items()}
    assert {kind: kinds.get(kind) for kind in FIRST} == dict.fromkeys(FIRST, False)
    assert {kind: kinds.get(kind) for kind in LATER} == dict.fromkeys(LATER, True)


def test_what_is_told_of_is_there_with_all_that_it_imports() -> None:
    text = asked("/ranking").text
    links = told(text)
    for name in links:
        script = (FOLDER / "static" / "js" / name).read_text(encoding="utf-8")
        imported = re.findall(r'import(?:[^"()]*from)?"\./([^"]+)"', script)
        assert [other for other in imported if f"/{other}" not in text] == []
    assert len(links) == text.count('rel="modulepreload"')


def test_the_page_is_otherwise_streamlits() -> None:
    answer = asked("/ranking", if_none_match='"anything"')
    plain = (FOLDER / "index.html").read_text(encoding="utf-8")
    before, end, after = plain.partition("</head>")
    assert answer.text.startswith(before)
    assert answer.text.endswith(end + after)
    added = answer.text.removeprefix(before).removesuffix(end + after).splitlines()
    assert all(line.startswith('<link rel="modulepreload"') for line in added)
    # Streamlit's mark would let a browser keep a page that told nothing.
    assert "etag" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_other_answers_pass_unaltered() -> None:
    answer = asked("/media/bulletin.html")
    assert (answer.text, answer.headers["etag"]) == (OTHER, '"of its own"')
    assert asked("/ranking", accept="*/*").text == (FOLDER / "index.html").read_text(encoding="utf-8")
    assert asked("/nowhere").status == HTTPStatus.NOT_FOUND
