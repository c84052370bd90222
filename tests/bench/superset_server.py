"""Apache Superset: installed and set up below a folder, started, and asked over its API."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from tests.browser.conftest import free_port

# Newer versions of the last three, or none at all, and it does not start.
PACKAGES = ("apache-superset==6.1.0", "rich==15.0.0", "cachetools==8.0.2", "flask-caching==2.3.1")
USER = "bench"
_PATIENCE = 180
_CONFIGURATION = """
SECRET_KEY = {secret!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
"""
# What its documentation tells whoever serves dashboards: answers of charts are kept, here for all processes.
_KEEPING = """
from superset_config import *
DATA_CACHE_CONFIG = {{"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": "{home}/kept", "CACHE_DEFAULT_TIMEOUT": 86400}}
"""

Json = Any


class NotServedError(Exception):
    """A server did not start, or refused what was asked."""


class Client:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self.headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}

    def answer(self, method: str, path: str, content: Json = None) -> Json:
        """What an answer says."""
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

    def dataset(self, url: str, query: str) -> int:
        """The number of a new dataset: a query over a database."""
        name = secrets.token_hex(4)
        database = self.answer("POST", "/api/v1/database/", {"database_name": name, "sqlalchemy_uri": url})["id"]
        asked = {"database": database, "schema": "main", "table_name": name, "sql": query}
        return int(self.answer("POST", "/api/v1/dataset/", asked)["id"])


@contextmanager
def superset(folder: Path, *, processes: int = 1, keeping: bool = False) -> Iterator[tuple[int, str]]:
    """Its port and the password of its account; it is set up below the folder where it is not there yet.

    `keeping` has it remember the answers of its charts.
    """
    binaries = _environment(folder)
    home = folder / "home"
    surroundings = {**os.environ, "SUPERSET_HOME": str(home), "FLASK_APP": "superset", "PYTHONPATH": str(home)}
    surroundings["SUPERSET_CONFIG_PATH"] = str(home / "superset_config.py")
    password = _set_up(binaries / "superset", home, surroundings)
    if keeping:
        config = home / "keeping.py"
        config.write_text(_KEEPING.format(home=home))
        surroundings["SUPERSET_CONFIG_PATH"] = str(config)
    port = free_port()
    served = ["-b", f"127.0.0.1:{port}", "-w", str(processes), "-k", "gthread", "--threads", "8"]
    # One connection for all questions, and a busy machine takes its time to start it.
    served += ["--keep-alive", str(_PATIENCE), "--timeout", str(_PATIENCE), "superset.app:create_app()"]
    with running([str(binaries / "gunicorn"), *served], surroundings, port):
        yield port, password


def signed_in(port: int, password: str) -> Client:
    """A connection of its account."""
    client = Client(port)
    login = {"username": USER, "password": password, "provider": "db", "refresh": False}
    token = client.answer("POST", "/api/v1/security/login", login)["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@contextmanager
def running(command: Sequence[str], surroundings: Mapping[str, str], port: int) -> Iterator[None]:
    """A server, from when it listens until it is no longer wanted."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=surroundings, stdout=quiet, stderr=quiet) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()


def _set_up(command: Path, home: Path, surroundings: Mapping[str, str]) -> str:
    """Its own database and one account, whose password is returned; once it is made it is used again."""
    kept = home / "password"
    if kept.exists():
        return kept.read_text()
    home.mkdir(parents=True, exist_ok=True)
    (home / "superset_config.py").write_text(_CONFIGURATION.format(secret=secrets.token_hex(), home=home))
    password = secrets.token_hex()
    account = ["--username", USER, "--firstname", "b", "--lastname", "b", "--email", "b@localhost"]
    steps = (["db", "upgrade"], ["fab", "create-admin", *account, "--password", password], ["init"])
    for step in steps:
        subprocess.run([str(command), *step], env=surroundings, check=True, capture_output=True)
    kept.write_text(password)
    return password


def _environment(folder: Path) -> Path:
    binaries = folder / "environment" / "bin"
    if not (binaries / "gunicorn").exists():
        sys.stderr.write("installing Apache Superset, some minutes\n")
        venv.create(folder / "environment", with_pip=True)
        install = [str(binaries / "python"), "-m", "pip", "install", "--quiet", *PACKAGES, "gunicorn"]
        subprocess.run(install, check=True)
    return binaries


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
