"""Apache Superset over the same SQLite database, asked the same questions through its chart-data API."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson

from tests.bench.databases import CATALOGUE, Databases, Kind
from tests.bench.measuring import Run, Timing, once, timing
from tests.bench.places import QUARTER, Places, places
from tests.bench.questions import MONEY
from zones.domain.region import Level
from zones.services.generation import Preset

# Newer versions of the last three, or none at all, and it does not start.
PACKAGES = ("apache-superset==6.1.0", "rich==15.0.0", "cachetools==8.0.2", "flask-caching==2.3.1")
_PATIENCE, _RUNS = 180, 40
_CONFIGURATION = """
SECRET_KEY = {secret!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
"""
_USER = "bench"

Json = Any


class NotServedError(Exception):
    """A server did not start, or refused what was asked."""


@dataclass(frozen=True)
class Compared:
    """A question over HTTP, to the last byte: how long either takes, and how many times longer the peer takes by the demand.

    `anew` is ours where nothing was remembered, as after a commit; the peer computes every answer anew.
    """

    what: str
    ours: Timing
    anew: Timing
    theirs: Timing
    rows: tuple[int, int]
    wanted: float

    @property
    def times(self) -> float:
        """How many times longer the peer takes."""
        return self.theirs.undisturbed / self.ours.undisturbed

    @property
    def times_anew(self) -> float:
        """The same of an answer of ours that is computed anew."""
        return self.theirs.undisturbed / self.anew.undisturbed


def compared(kept: Databases, preset: Preset) -> Iterator[Compared]:
    """Start both, ask each question in turns, stop both."""
    url = kept.url(Kind.SQLITE, preset)
    with kept.deployment(Kind.SQLITE, preset) as deployment:
        at = places(deployment)
    with _ours(url) as our_port, _theirs(kept.folder / "superset", url) as peer:
        routes, charts = _routes(at), peer.charts(at)
        ours = _Client(our_port)
        for what, wanted in (("region with children", 80.0), ("ranking", 25.0), ("provinces", 40.0)):
            route = routes[what]
            # What a route does not know tells two questions apart that have one answer.
            unasked = (f"{route}&unasked={number}" for number in count())
            rows = len(orjson.loads(ours.ask(route))["rows"]), len(_chart_rows(peer.client.chart(charts[what])))
            runs = _in_turns(
                partial(ours.ask, route),
                lambda unasked=unasked: ours.ask(next(unasked)),
                partial(peer.client.chart, charts[what]),
            )
            yield Compared(what, *(timing(each, in_process=False) for each in runs), rows=rows, wanted=wanted)


def _in_turns(*acts: Callable[[], object]) -> Sequence[Sequence[Run]]:
    return list(zip(*([once(act) for act in acts] for _ in range(_RUNS)), strict=True))


def _chart_rows(answer: bytes) -> Sequence[Json]:
    return list(orjson.loads(answer)["result"][0]["data"])


def _routes(at: Places) -> dict[str, str]:
    quarter, root = str(QUARTER), at.roots[0].code
    return {
        "region with children": _route("progress", region=at.county.code, quarter=quarter, children="1"),
        "ranking": _route("ranking", level="county", indicator=MONEY.code, quarter=quarter),
        "provinces": _route("progress", region=root, quarter=quarter),
    }


def _route(name: str, **given: str) -> str:
    return f"/api/v1/{name}?{urlencode(given)}"


class _Client:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self.headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}

    def answer(self, method: str, path: str, content: Json = None) -> Json:
        return orjson.loads(self.ask(path, content, method=method))

    def ask(self, path: str, content: Json = None, *, method: str = "GET") -> bytes:
        """The bytes of an answer."""
        body = None if content is None else orjson.dumps(content)
        self._connection.request(method, path, body, self.headers)
        response = self._connection.getresponse()
        read = response.read()
        if response.status >= http.HTTPStatus.BAD_REQUEST:
            raise NotServedError(path, f"{response.status} {read[:500]!r}")
        return read

    def chart(self, asked: Json) -> bytes:
        """A chart, computed anew."""
        return self.ask("/api/v1/chart/data?force=true", asked, method="POST")


@contextmanager
def _ours(url: str) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "zones", "serve", "--port", str(port)]
    with _running(command, {**os.environ, "ZONES_DATABASE_URL": url}, port):
        yield port


@dataclass(frozen=True)
class _Peer:
    client: _Client
    dataset: int

    def charts(self, at: Places) -> dict[str, Json]:
        codes = list(CATALOGUE.indicators)
        everything = ["code", "name", *codes, *(f"target_{code}" for code in codes)]
        shown = [at.county.code, *(region.code for region in at.townships)]
        now = {"col": "period", "op": "==", "val": QUARTER.ordinal}
        share = {
            "expressionType": "SQL",
            "sqlExpression": f"SUM({MONEY.code}) * 1.0 / SUM(target_{MONEY.code})",
            "label": "completion",
        }
        ranked = {
            "columns": ["code", "name"],
            "metrics": [share],
            "filters": [now, {"col": "level", "op": "==", "val": int(Level.COUNTY)}],
            "orderby": [[share, False]],
        }
        roots = [now, {"col": "level", "op": "==", "val": int(at.roots[0].level)}]
        return {
            "region with children": self._chart(
                columns=everything, metrics=[], filters=[now, {"col": "code", "op": "IN", "val": shown}]
            ),
            "ranking": self._chart(**ranked),
            "provinces": self._chart(columns=everything, metrics=[], filters=roots),
        }

    def _chart(self, **query: Json) -> Json:
        return {
            "datasource": {"id": self.dataset, "type": "table"},
            "force": True,
            "queries": [{"row_limit": 50_000, "extras": {}, **query}],
            "result_format": "json",
            "result_type": "full",
        }


@contextmanager
def _theirs(folder: Path, url: str) -> Iterator[_Peer]:
    """Set it up below a folder where it is not there yet, and start it."""
    binaries = _environment(folder)
    home = folder / "home"
    surroundings = {
        **os.environ,
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "SUPERSET_HOME": str(home),
        "FLASK_APP": "superset",
    }
    password = _set_up(binaries / "superset", home, surroundings)
    port = _free_port()
    served = ["-b", f"127.0.0.1:{port}", "-w", "1", "-k", "gthread", "--threads", "8"]
    # One connection for all questions, and a busy machine takes its time to start it.
    served += ["--keep-alive", str(_PATIENCE), "--timeout", str(_PATIENCE), "superset.app:create_app()"]
    with _running([str(binaries / "gunicorn"), *served], surroundings, port):
        yield _peer(_Client(port), url, password)


def _set_up(superset: Path, home: Path, surroundings: Mapping[str, str]) -> str:
    """Its own database and one account, whose password is returned; once it is made it is used again."""
    kept = home / "password"
    if kept.exists():
        return kept.read_text()
    home.mkdir(parents=True, exist_ok=True)
    (home / "superset_config.py").write_text(_CONFIGURATION.format(secret=secrets.token_hex(), home=home))
    password = secrets.token_hex()
    account = ["--username", _USER, "--firstname", "b", "--lastname", "b", "--email", "b@localhost"]
    steps = (["db", "upgrade"], ["fab", "create-admin", *account, "--password", password], ["init"])
    for step in steps:
        subprocess.run([str(superset), *step], env=surroundings, check=True, capture_output=True)
    kept.write_text(password)
    return password


def _peer(client: _Client, url: str, password: str) -> _Peer:
    login = {"username": _USER, "password": password, "provider": "db", "refresh": False}
    token = client.answer("POST", "/api/v1/security/login", login)["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    name = secrets.token_hex(4)
    database = client.answer("POST", "/api/v1/database/", {"database_name": name, "sqlalchemy_uri": url})["id"]
    asked = {"database": database, "schema": "main", "table_name": name, "sql": _joined()}
    return _Peer(client, client.answer("POST", "/api/v1/dataset/", asked)["id"])


def _joined() -> str:
    """Regions with their figures and targets, for every quarter."""
    figures = ", ".join(f"figure.{code}" for code in CATALOGUE.indicators)
    targets = ", ".join(f"target.{code} AS target_{code}" for code in CATALOGUE.indicators)
    return (
        f"SELECT region.code, region.name, region.level, figure.period, {figures}, {targets} FROM region"
        " JOIN figure ON figure.level = region.level AND figure.node = region.node"
        " LEFT JOIN target ON target.period = figure.period / 4 AND target.level = region.level"
        " AND target.node = region.node"
    )


def _environment(folder: Path) -> Path:
    binaries = folder / "environment" / "bin"
    if not (binaries / "gunicorn").exists():
        sys.stderr.write("installing Apache Superset, some minutes\n")
        venv.create(folder / "environment", with_pip=True)
        install = [str(binaries / "python"), "-m", "pip", "install", "--quiet", *PACKAGES, "gunicorn"]
        subprocess.run(install, check=True)
    return binaries


@contextmanager
def _running(command: Sequence[str], surroundings: Mapping[str, str], port: int) -> Iterator[None]:
    """A server, from when it listens until it is no longer wanted."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=surroundings, stdout=quiet, stderr=quiet) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise NotServedError(str(process.args), f"nothing listens on port {port}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
