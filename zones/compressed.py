"""Streamlit's own files, compressed once a process: they make up nearly all of a first visit, and never change."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDER = "/static/"
_COMPRESSIBLE = (".js", ".css", ".svg")
_LEVEL = 6


@dataclass
class CompressedAssets:
    """Answers for Streamlit's static files from memory, in about a third of their size; the rest it passes on.

    There are some hundred such files; all of them together take 8 MB compressed.
    """

    app: ASGIApp
    bodies: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _asked_compressed(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.bodies:
            answer = _Answer()
            await self.app({**scope, "headers": []}, receive, answer.take)
            if not answer.lasts:
                await answer.give(send)
                return
            # Compressing holds no lock, and other visitors are not to wait for it.
            body = await run_in_threadpool(gzip.compress, answer.body, _LEVEL)
            self.bodies[path] = (_headers(answer.headers, len(body)), body)
        headers, body = self.bodies[path]
        await _Answer(200, headers, body).give(send)


@dataclass
class _Answer:
    """A whole answer."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    @property
    def lasts(self) -> bool:
        """Whether it is a file that will never be another; for a name that is not there Streamlit sends its page."""
        return self.status == 200 and b"immutable" in dict(self.headers).get(b"cache-control", b"")  # noqa: PLR2004

    async def take(self, message: Message) -> None:
        """Collect it, in place of sending it."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def _asked_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_FOLDER):
        return False
    accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
    return b"gzip" in accepted and scope["path"].endswith(_COMPRESSIBLE)


def _headers(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in headers if name not in {b"content-length", b"accept-ranges"}]
    return [
        *kept,
        (b"content-length", str(length).encode()),
        (b"content-encoding", b"gzip"),
        (b"vary", b"accept-encoding"),
    ]
