"""The dashboard as an ASGI application: app.py under uvicorn, compressed, with the read-only routes beside it."""

from __future__ import annotations

import importlib
import pkgutil
import socket
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import file_util
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.pages_manager import PagesManager

from zones.ahead import TellsAhead
from zones.answers import KeptAnswers
from zones.compressed import CompressedAssets
from zones.domain.errors import EnvironmentFailedError
from zones.garbage import Frost
from zones.lingering import LingeringFiles
from zones.routes import QUESTIONS
from zones.services.deployment import open_deployment

_APP = Path(__file__).resolve().parents[1] / "app.py"
# With all that they import: pandas, plotly, python-docx, python-pptx.
_HEAVY = ("zones.charts", "zones.exports", "zones.intake", "zones.services")
_MEBIBYTE = 1024 * 1024


class PortTakenError(EnvironmentFailedError):
    """Nothing can listen at that address and port."""

    def __init__(self, *, address: str, port: int, reason: str) -> None:
        super().__init__(
            zh=f"无法在 {address}:{port} 上监听({reason}),可用 --port 换一个端口",
            en=f"cannot listen on {address}:{port} ({reason}); choose another with --port",
        )


def serve(*, address: str, port: int, open_browser: bool = False) -> None:
    """Run the dashboard until it is stopped; raises PortTakenError."""
    app, listener = application(), _listening_socket(address, port)
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        access_log=False,
        log_level="warning",
        ws_max_size=int(st.get_option("server.maxMessageSize")) * _MEBIBYTE,
        timeout_graceful_shutdown=3,
    )
    print(f"http://{address}:{port}", flush=True)  # noqa: T201  where to look; the only thing the command prints
    if open_browser:
        webbrowser.open(f"http://{address}:{port}")
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        return


def application() -> st.App:
    """The application: pages, routes and compression (Streamlit itself sends its 9 MB of first load uncompressed)."""
    # A folder called pages makes Streamlit show its files by themselves until a router has run.
    PagesManager.uses_pages_directory = False
    # Streamlit looks the class up in its module when it makes the store.
    memory_media_file_storage.MemoryMediaFileStorage = LingeringFiles  # type: ignore[misc]
    return st.App(
        _APP,
        middleware=[
            Middleware(KeptAnswers, questions=QUESTIONS, open_deployment=open_deployment),
            Middleware(CompressedAssets),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
            Middleware(TellsAhead, folder=Path(file_util.get_static_dir())),
        ],
        lifespan=_imports_frozen,
    )


@asynccontextmanager
async def _imports_frozen(_app: st.App) -> AsyncIterator[None]:
    """Import what pages need, then keep the garbage collector off it."""
    for name in _HEAVY:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)
    frost = Frost()
    frost.begin()
    try:
        yield
    finally:
        frost.end()


def _listening_socket(address: str, port: int) -> socket.socket:
    # The protocol is named so that asyncio turns Nagle's algorithm off: replies would wait 40 ms for an acknowledgement.
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(target)
        listener.listen(2048)
    except OSError as error:
        raise PortTakenError(address=address, port=port, reason=error.strerror or str(error)) from error
    return listener
