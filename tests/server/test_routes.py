"""The read-only routes answer with the JSON of the commands of that name, and say in words what is wrong."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import orjson
import pytest

PROJECT = Path(__file__).resolve().parents[2]


def asked(dashboard: str, route: str, **parameters: str) -> tuple[int, Any]:
    try:
        with urlopen(f"{dashboard}/api/v1/{route}?{urlencode(parameters)}", timeout=30) as answer:  # noqa: S310
            return answer.status, orjson.loads(answer.read())
    except HTTPError as error:
        return error.code, orjson.loads(error.read())


def test_progress(dashboard: str) -> None:
    status, document = asked(dashboard, "progress", region="320800", quarter="2006Q1", indicator="profit_tax")
    assert (status, [row["indicator"] for row in document["rows"]]) == (200, ["profit_tax"])
    status, document = asked(dashboard, "progress", region="990100", quarter="2026Q2", children="1")
    assert {row["region"]["level"] for row in document["rows"]} == {"city", "county"}


def test_past_half(dashboard: str) -> None:
    status, document = asked(dashboard, "past-half", region="990101", year="2026", yardstick="linear")
    assert (status, document["yardstick"], document["regions"][0]["region"]["code"]) == (200, "linear", "990101")


def test_ranking(dashboard: str) -> None:
    status, document = asked(
        dashboard, "ranking", region="990100", level="county", indicator="land_transferred", quarter="2026Q2"
    )
    assert (status, len(document["rows"])) == (200, 7)
    status, document = asked(dashboard, "ranking", level="city", indicator="land_transferred", quarter="2026Q2")
    assert (
        status,
        document["region"],
        {row["region"]["code"] for row in document["rows"]} >= {"990100", "320800"},
    ) == (
        200,
        None,
        True,
    )


@pytest.mark.parametrize(
    ("route", "parameters", "status", "word"),
    [
        ("progress", {"region": "999999", "quarter": "2006Q1"}, 400, "999999"),
        ("progress", {"region": "320800"}, 400, "quarter"),
        ("progress", {"region": "320800", "quarter": "2006"}, 400, "2006"),
        ("past-half", {"region": "320800", "year": "x"}, 400, "x"),
        ("ranking", {"region": "320800", "quarter": "2006Q1", "indicator": "gdp", "level": "county"}, 400, "gdp"),
        ("nothing", {}, 404, "接口"),
    ],
)
def test_what_is_wrong_is_said(dashboard: str, route: str, parameters: dict[str, str], status: int, word: str) -> None:
    answered, document = asked(dashboard, route, **parameters)
    assert (answered, word in document["error"]["zh"], bool(document["error"]["en"])) == (status, True, True)


def test_answers_are_compressed_for_who_can_read_it(dashboard: str) -> None:
    request = Request(  # noqa: S310 - an address of our own
        f"{dashboard}/api/v1/progress?region=990100&quarter=2026Q2", headers={"Accept-Encoding": "gzip"}
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] == "gzip"
        assert orjson.loads(gzip.decompress(answer.read()))["region"]["code"] == "990100"


def test_a_port_in_use_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "zones", "serve", "--port", str(port)],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 3
    assert str(port) in ended.stderr
    assert "Traceback" not in ended.stderr


def test_streamlits_own_files_are_sent_compressed_and_kept_by_browsers(dashboard: str) -> None:
    with urlopen(f"{dashboard}/", timeout=30) as page:  # noqa: S310 - an address of our own
        script = re.search(r'src="\./(static/js/[^"]+)"', page.read().decode())
    assert script is not None
    bodies = []
    for accepted in ("gzip", "identity"):
        request = Request(f"{dashboard}/{script[1]}", headers={"Accept-Encoding": accepted})  # noqa: S310
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            assert answer.headers.get("Content-Encoding", "identity") == accepted
            assert "immutable" in answer.headers["Cache-Control"]
            body = answer.read()
            assert len(body) == int(answer.headers["Content-Length"])
            bodies.append(gzip.decompress(body) if accepted == "gzip" else body)
    assert bodies[0] == bodies[1]


def test_a_file_that_is_not_there_is_not_made_up(dashboard: str) -> None:
    request = Request(f"{dashboard}/static/js/none.js", headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urlopen(request, timeout=30) as answer:  # noqa: S310 - Streamlit answers with its page
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "immutable" not in answer.headers["Cache-Control"]


def test_who_has_the_answer_is_told_that_it_stands(dashboard: str) -> None:
    address = f"{dashboard}/api/v1/progress?region=990100&quarter=2026Q2"
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - an address of our own
        mark = answer.headers["ETag"]
        assert answer.headers["Cache-Control"] == "no-cache"
    with pytest.raises(HTTPError) as known:
        urlopen(Request(address, headers={"If-None-Match": mark}), timeout=30)  # noqa: S310
    assert (known.value.code, known.value.read()) == (304, b"")
