"""An answer of a read-only route is computed once, and anew as soon as anyone has committed anything."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from starlette.datastructures import QueryParams

from tests.store.book import MONEY, Q1, Book, build_empty, declared
from zones import answers
from zones.answers import KeptAnswers
from zones.domain.region import Level
from zones.routes import QUESTIONS
from zones.services.deployment import Deployment, open_deployment
from zones.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Databases

PROGRESS = "/api/v1/progress"
QUERY = b"region=county&quarter=2006Q1"


@dataclass
class Office:
    """The routes of one process over a book that another process writes."""

    book: Book
    deployment: Deployment
    computed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        def watched(deployment: Deployment, asked: QueryParams) -> Any:
            self.computed.append(str(asked))
            return QUESTIONS[PROGRESS](deployment, asked)

        self.routes = KeptAnswers(_pages, {PROGRESS: watched}, lambda: self.deployment)

    def ask(self, path: str = PROGRESS, query: bytes = QUERY, method: str = "GET", **headers: str) -> Reply:
        """What comes back."""
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": named}
        asyncio.run(self.routes(scope, _nothing, send))
        start, body = sent
        return Reply(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body["body"])


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def value(self) -> float:
        """The money of the first row."""
        rows = orjson.loads(self.body)["rows"]
        return float(next(row["value"] for row in rows if row["indicator"] == MONEY))


async def _pages(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a page"})


async def _nothing() -> Any:
    return {"type": "http.request"}


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    book = Book(databases.copy_of("empty", build_empty))
    book.declare(declared("county", Level.COUNTY))
    book.submit((Q1, "county", {MONEY: 50_000}))
    deployment = open_deployment(Settings(database_url=book.url))
    yield Office(book, deployment)
    deployment.engine.dispose()
    book.close()


def test_an_answer_is_kept_until_anyone_commits(office: Office) -> None:
    first = office.ask()
    assert (first.status, first.value) == (200, 5)
    assert office.ask() == first
    assert len(office.computed) == 1
    for money in (60_000, 70_000):
        office.book.submit((Q1, "county", {MONEY: money}))
        newer = office.ask()
        assert newer.value == money / 10_000
        assert newer.headers["etag"] != first.headers["etag"]
        assert office.ask() == newer
    assert len(office.computed) == 3


def test_it_is_kept_as_whoever_asks_can_read_it(office: Office) -> None:
    plain, compressed = (office.ask(accept_encoding=accepted) for accepted in ("identity", "gzip, deflate"))
    assert gzip.decompress(compressed.body) == plain.body
    assert (compressed.headers["content-encoding"], plain.headers.get("content-encoding")) == ("gzip", None)
    for reply in (plain, compressed):
        assert (reply.headers["content-length"], reply.headers["vary"]) == (str(len(reply.body)), "accept-encoding")
    assert plain.headers["etag"] == compressed.headers["etag"]
    assert office.ask(accept_encoding="gzip, deflate") == compressed
    assert len(office.computed) == 2


def test_of_many_answers_the_newest_are_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST_KEPT", 2)
    first, second, third = (QUERY + f"&indicator={code}".encode() for code in (MONEY, "enterprises", "profit_tax"))
    for query in (first, second, third, third, second, first):
        office.ask(query=query)
    assert len(office.computed) == 4
    assert len(office.routes.kept) == 2


def test_a_mistake_is_said_anew(office: Office) -> None:
    refused = office.ask(query=b"region=nowhere&quarter=2006Q1")
    assert (refused.status, "nowhere" in orjson.loads(refused.body)["error"]["en"]) == (400, True)
    office.book.declare(declared("nowhere", Level.COUNTY))
    assert office.ask(query=b"region=nowhere&quarter=2006Q1").status == 200


def test_the_routes_only_read_and_leave_pages_alone(office: Office) -> None:
    assert office.ask(method="HEAD").status == 200
    assert office.ask(method="POST").status == 405
    assert office.ask("/api/v1/nothing").status == 404
    assert office.ask("/ranking").body == b"a page"
