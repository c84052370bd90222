"""Apache Superset over the same SQLite database, asked the same questions through its chart-data API."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import orjson

from tests.bench.databases import CATALOGUE, Databases, Kind
from tests.bench.measuring import Run, Timing, once, timing
from tests.bench.places import QUARTER, Places, places
from tests.bench.questions import MONEY
from tests.bench.superset_server import Client, Json, running, signed_in, superset
from tests.browser.conftest import free_port
from zones.domain.region import Level
from zones.services.generation import Preset

_RUNS = 40


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
    with ours(url) as our_port, _theirs(kept.folder / "superset", url) as peer:
        routes, charts = _routes(at), peer.charts(at)
        own = Client(our_port)
        for what, wanted in (("region with children", 80.0), ("ranking", 25.0), ("provinces", 40.0)):
            route = routes[what]
            # What a route does not know tells two questions apart that have one answer.
            unasked = (f"{route}&unasked={number}" for number in count())
            rows = len(orjson.loads(own.ask(route))["rows"]), len(_chart_rows(peer.client.chart(charts[what])))
            runs = _in_turns(
                partial(own.ask, route),
                lambda unasked=unasked: own.ask(next(unasked)),
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


@contextmanager
def ours(url: str) -> Iterator[int]:
    """The port of our own dashboard."""
    port = free_port()
    command = [sys.executable, "-m", "zones", "serve", "--port", str(port)]
    with running(command, {**os.environ, "ZONES_DATABASE_URL": url}, port):
        yield port


@dataclass(frozen=True)
class _Peer:
    client: Client
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
    with superset(folder) as (port, password):
        client = signed_in(port, password)
        yield _Peer(client, client.dataset(url, joined()))


def joined() -> str:
    """Regions with their figures and targets, for every quarter."""
    figures = ", ".join(f"figure.{code}" for code in CATALOGUE.indicators)
    targets = ", ".join(f"target.{code} AS target_{code}" for code in CATALOGUE.indicators)
    return (
        f"SELECT region.code, region.name, region.level, figure.period, {figures}, {targets} FROM region"
        " JOIN figure ON figure.level = region.level AND figure.node = region.node"
        " LEFT JOIN target ON target.period = figure.period / 4 AND target.level = region.level"
        " AND target.node = region.node"
    )
