"""Answers to the read-only routes: computed once, kept as they are sent until anyone commits."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from typing import NamedTuple

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from zones.domain.errors import EnvironmentFailedError, ZonesError
from zones.routes import Question
from zones.services.deployment import Deployment

_FOLDER = "/api/"
_METHODS = {"GET", "HEAD"}
# The largest, a ranking of all counties, takes about 1 MB, and a tenth of that compressed.
_MOST_KEPT = 100
_WORTH_COMPRESSING, _LEVEL = 1000, 5

Headers = Sequence[tuple[bytes, bytes]]


class Asked(NamedTuple):
    """What determines an answer, but for the state of the database."""

    path: str
    query: bytes
    compressed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is sent; `mark` tells it from what it was before a commit."""

    status: HTTPStatus
    headers: Headers
    body: bytes
    mark: bytes = b""

    async def give(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


@dataclass
class KeptAnswers:
    """Answers what lies under /api/ before anything that pages need is gone through; the rest it passes on."""

    app: ASGIApp
    questions: Mapping[str, Question]
    open_deployment: Callable[[], Deployment]
    kept: dict[tuple[Asked, int], Answer] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_FOLDER):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        answer = await self._answer(scope, compressed=b"gzip" in headers.get(b"accept-encoding", b""))
        if answer.mark and headers.get(b"if-none-match") == answer.mark:
            answer = Answer(HTTPStatus.NOT_MODIFIED, _kept_by_others(answer.mark), b"")
        await answer.give(send)

    @cached_property
    def _deployment(self) -> Deployment:
        return self.open_deployment()

    async def _answer(self, scope: Scope, *, compressed: bool) -> Answer:
        if scope["path"] not in self.questions:
            return _refusal(HTTPStatus.NOT_FOUND, zh="没有这个接口", en="there is no such route")
        if scope["method"] not in _METHODS:
            return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, zh="接口只读", en="the routes are read-only")
        asked = Asked(scope["path"], scope["query_string"], compressed)
        try:
            return await self._current(asked)
        except ZonesError as error:
            failed = isinstance(error, EnvironmentFailedError)
            status = HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.BAD_REQUEST
            return _refusal(status, zh=error.zh, en=error.en)

    async def _current(self, asked: Asked) -> Answer:
        # What opens the deployment and what waits for the database never runs on the event loop.
        seen = self._deployment.version_at_once() if self.kept else None
        if seen is not None and (asked, seen) in self.kept:
            return self.kept[asked, seen]
        version, answer = await run_in_threadpool(self._as_it_stands, asked, seen)
        if (asked, version) not in self.kept:
            if len(self.kept) >= _MOST_KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[asked, version] = answer
        return answer

    def _as_it_stands(self, asked: Asked, seen: int | None) -> tuple[int, Answer]:
        """The state of the database, unless it was seen already, and its answer: the kept one, or one computed anew."""
        version = self._deployment.version() if seen is None else seen
        return version, self.kept.get((asked, version)) or self._computed(asked)

    def _computed(self, asked: Asked) -> Answer:
        document = self.questions[asked.path](self._deployment, QueryParams(asked.query))
        body = orjson.dumps(document)
        mark = f'W/"{sha256(body).hexdigest()[:32]}"'.encode()
        headers = _kept_by_others(mark)
        if asked.compressed and len(body) >= _WORTH_COMPRESSING:
            body = gzip.compress(body, _LEVEL)
            headers = [*headers, (b"content-encoding", b"gzip")]
        return Answer(HTTPStatus.OK, [*headers, *_of_json(body)], body, mark)


def _kept_by_others(mark: bytes) -> Headers:
    """Every answer may be kept by who asked, and none used again without asking."""
    return [(b"etag", mark), (b"cache-control", b"no-cache"), (b"vary", b"accept-encoding")]


def _refusal(status: HTTPStatus, *, zh: str, en: str) -> Answer:
    body = orjson.dumps({"error": {"zh": zh, "en": en}})
    return Answer(status, _of_json(body), body)


def _of_json(body: bytes) -> Headers:
    return [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
