"""The dashboard as an ASGI application: app.py under uvicorn, compressed, with the read-only routes beside it."""

from __future__ import annotations

import importlib
import pkgutil
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import orjson
import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import starlette_app

from zones.compressed import CompressedAssets
from zones.domain.errors import EnvironmentFailedError, UnknownNameError, ZonesError
from zones.domain.past_half import Yardstick
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE
from zones.garbage import Frost
from zones.lingering import LingeringFiles
from zones.services import json_forms
from zones.services.deployment import Deployment, open_deployment
from zones.services.past_half import past_half
from zones.services.places import find_region
from zones.services.progress import progress
from zones.services.ranking import ranking

_APP = Path(__file__).resolve().parents[1] / "app.py"
# With all that they import: pandas, plotly, python-docx, python-pptx.
_HEAVY = ("zones.charts", "zones.exports", "zones.intake", "zones.services")
_MEBIBYTE = 1024 * 1024
# The largest, a ranking of all counties, takes about 1 MB.
_MOST_ANSWERS = 100

T = TypeVar("T")
Answer = Callable[[Deployment, QueryParams], Any]


class PortTakenError(EnvironmentFailedError):
    """Nothing can listen at that address and port."""

    def __init__(self, *, address: str, port: int, reason: str) -> None:
        super().__init__(
            zh=f"无法在 {address}:{port} 上监听({reason}),可用 --port 换一个端口",
            en=f"cannot listen on {address}:{port} ({reason}); choose another with --port",
        )


class MissingParameterError(ZonesError):
    """A route was asked without something it needs."""

    def __init__(self, name: str) -> None:
        super().__init__(zh=f"缺少参数 {name}", en=f"the parameter {name} is missing")


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
    starlette_app.MemoryMediaFileStorage = LingeringFiles  # type: ignore[attr-defined]
    return st.App(
        _APP,
        routes=[
            Route("/api/v1/progress", _route(_progress)),
            Route("/api/v1/past-half", _route(_past_half)),
            Route("/api/v1/ranking", _route(_ranking)),
            Route("/api/{rest:path}", _unknown_route),
        ],
        middleware=[
            Middleware(CompressedAssets),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        lifespan=_imports_frozen,
    )


@cache
def _deployment() -> Deployment:
    return open_deployment()


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


def _route(answer: Answer) -> Callable[[Request], Any]:
    async def respond(request: Request) -> Response:
        try:
            # Services wait for the database, so they never run on the event loop.
            body, mark = await run_in_threadpool(_as_it_stands, answer, request.url.query)
            # Every answer may be kept, and none used again without asking.
            headers = {"ETag": mark, "Cache-Control": "no-cache"}
            if request.headers.get("If-None-Match") == mark:
                return Response(status_code=304, headers=headers)
            return Response(body, media_type="application/json", headers=headers)
        except ZonesError as error:
            failed = isinstance(error, EnvironmentFailedError)
            return _json({"error": {"zh": error.zh, "en": error.en}}, status=503 if failed else 400)

    return respond


def _as_it_stands(answer: Answer, query: str) -> tuple[bytes, str]:
    """The JSON of an answer and the mark of this state of it; asked again before the next commit of anyone, it is kept."""
    return _remembered(answer, query, _deployment().version())


@lru_cache(maxsize=_MOST_ANSWERS)
def _remembered(answer: Answer, query: str, _version: int) -> tuple[bytes, str]:
    body = orjson.dumps(answer(_deployment(), QueryParams(query)))
    return body, f'W/"{sha256(body).hexdigest()[:32]}"'


async def _unknown_route(_request: Request) -> Response:
    return _json({"error": {"zh": "没有这个接口", "en": "there is no such route"}}, status=404)


def _json(content: object, *, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status_code=status, media_type="application/json")


def _parameter(asked: QueryParams, name: str) -> str:
    value = asked.get(name)
    if not value:
        raise MissingParameterError(name)
    return value


def _choice(asked: QueryParams, name: str, choices: Mapping[str, T], default: str = "") -> T:
    text = asked.get(name, default)
    if not text:
        raise MissingParameterError(name)
    if text not in choices:
        raise UnknownNameError(kind_zh=f"{name} 取值", kind_en=f"{name} value", name=text)
    return choices[text]


def _progress(deployment: Deployment, asked: QueryParams) -> Any:
    view = progress(
        deployment,
        region=find_region(deployment, _parameter(asked, "region")),
        quarter=Quarter.parse(_parameter(asked, "quarter")),
        indicators=[deployment.catalogue.indicator(code) for code in asked.getlist("indicator")],
        children=asked.get("children", "") in {"1", "true"},
    )
    return json_forms.progress_json(view)


def _past_half(deployment: Deployment, asked: QueryParams) -> Any:
    year = _choice(asked, "year", {str(year): year for year in range(1949, 10_000)})
    yardstick = _choice(asked, "yardstick", {item.value: item for item in Yardstick}, "milestone")
    region = find_region(deployment, _parameter(asked, "region"))
    return json_forms.past_half_json(past_half(deployment, region=region, year=year, yardstick=yardstick), deployment)


def _ranking(deployment: Deployment, asked: QueryParams) -> Any:
    code = asked.get("region")
    region = find_region(deployment, code) if code else None
    indicator = deployment.catalogue.indicator(_parameter(asked, "indicator"))
    quarter = Quarter.parse(_parameter(asked, "quarter"))
    level = _choice(asked, "level", LEVEL_BY_CODE)
    rows = ranking(deployment, region=region, level=level, indicator=indicator, quarter=quarter)
    return json_forms.ranking_json(rows, region=region, indicator=indicator, quarter=quarter)
