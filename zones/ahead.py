"""Streamlit's page, telling the browser at once which files this product's pages will need.

By itself Streamlit's script asks for them one after the other, each kind when the first element of that kind has come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Kinds of elements, by the names of their files: those that stand above the first card's figure, and those below it.
FIRST = ("Html", "BidiComponent", "Selectbox", "TextInput", "ButtonGroup", "PageLink")
LATER = ("PlotlyChart", "DownloadButton", "DataFrame")
_IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
# Compressed or unaltered, an answer could not be told to be the page.
_LEFT_OUT = {b"accept-encoding", b"if-none-match", b"if-modified-since"}


@dataclass
class TellsAhead:
    """Gives out the telling page wherever Streamlit would give out its own; the rest it passes on.

    `folder` is where Streamlit's page lies, with its scripts below.
    """

    app: ASGIApp
    folder: Path
    plain: bytes = field(init=False)
    telling: bytes = field(init=False)

    def __post_init__(self) -> None:
        page = (self.folder / "index.html").read_text(encoding="utf-8")
        self.plain, self.telling = page.encode(), _telling(page, self.folder / "static" / "js").encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _asks_for_a_page(scope):
            await self.app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _LEFT_OUT]
        answer = _Answer(send, self.plain, self.telling)
        await self.app({**scope, "headers": headers}, receive, answer.take)


@dataclass
class _Answer:
    """An answer on its way; its beginning is held back until its body shows whether it is the page."""

    send: Send
    plain: bytes
    telling: bytes
    begun: Message | None = None

    async def take(self, message: Message) -> None:
        """Send a part of it."""
        if message["type"] == "http.response.start":
            self.begun = message
            return
        if self.begun is not None:
            if message.get("body") == self.plain:
                message = {**message, "body": self.telling}
                self.begun["headers"] = _headers(self.begun["headers"], len(self.telling))
            await self.send(self.begun)
            self.begun = None
        await self.send(message)


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _headers(headers: Sequence[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    """Without the marks of Streamlit's file, whose content this is not."""
    kept = [each for each in headers if each[0] not in {b"content-length", b"etag", b"last-modified"}]
    return [*kept, (b"content-length", str(length).encode())]


def _telling(page: str, scripts: Path) -> str:
    """The page with a link for each file, those that come first before the others, which give way to them."""
    first, later = list(_needed(FIRST, scripts)), list(_needed(LATER, scripts))
    manners = dict.fromkeys(later, ' fetchpriority="low"') | dict.fromkeys(first, "")
    told = [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}"{manners[name]}>\n'
        for name in dict.fromkeys([*first, *later])
        if f"/{name}" not in page
    ]
    return page.replace("</head>", f"{''.join(told)}</head>")


def _needed(kinds: Sequence[str], scripts: Path) -> Iterator[str]:
    """The names of the files of some kinds of elements, and of all that they import; a kind without a file has none."""
    waiting = [file.name for kind in kinds for file in scripts.glob(f"{kind}.*.js")]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting += _IMPORTED.findall((scripts / name).read_text(encoding="utf-8"))
