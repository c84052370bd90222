"""The rules of the house that import contracts cannot state: what a page holds, what lives in one place."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APP = PROJECT / "app.py"
PAGES = sorted((PROJECT / "pages").glob("*.py"))
PACKAGE = sorted((PROJECT / "zones").rglob("*.py"))
SOURCES = [APP, *PAGES, *PACKAGE]
STATE = PROJECT / "zones/ui/state.py"
CACHE = PROJECT / "zones/ui/cache.py"

APP_LINES = 60
PAGE_LINES = 80
# A page chooses, asks and draws: it computes nothing, builds no figure and knows no database.
NOT_IN_PAGES = {"numpy", "plotly", "sqlalchemy"}

URL = re.compile(r"https?://([^\s/:'\"<>)\]}]*)")
OWN_HOSTS = {"127.0.0.1", "localhost", "[", ""}
# Names of XML vocabularies, spelled as addresses by their standards; nobody ever calls them.
VOCABULARIES = {"schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org", "www.w3.org"}
TEXT_SUFFIXES = {".css", ".html", ".js", ".json", ".md", ".py", ".toml", ".txt"}

# Imports every module as a notebook without Streamlit would; only what serves the pages may need it.
WITHOUT_STREAMLIT = """
import importlib, pkgutil, sys
sys.modules["streamlit"] = None
import zones
for module in pkgutil.walk_packages(zones.__path__, "zones."):
    serving = ("zones.ui", "zones.server", "zones.lingering", "zones.__main__")
    if not module.name.startswith((*serving, "zones.store.migrations.env")):
        importlib.import_module(module.name)
"""


def shown(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


def imported(path: Path) -> set[str]:
    """The top-level packages a file imports."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def names_used(path: Path) -> Iterator[tuple[int, str]]:
    """Every plain, dotted or imported name of a file, by its last part, with its line."""
    for node in nodes(path):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name):
                yield node.lineno, name
            case ast.ImportFrom(names=aliases):
                yield from ((node.lineno, alias.name) for alias in aliases)


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_app_is_a_router() -> None:
    assert line_count(APP) <= APP_LINES
    # Without st.navigation Streamlit would find pages/ by itself and show every file in it.
    assert "navigation" in {name for _, name in names_used(APP)}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_a_page_is_short(page: Path) -> None:
    assert line_count(page) <= PAGE_LINES


@pytest.mark.parametrize("page", [APP, *PAGES], ids=shown)
def test_a_page_only_chooses_asks_and_draws(page: Path) -> None:
    assert not imported(page) & NOT_IN_PAGES


def test_every_page_is_in_the_navigation() -> None:
    routes = APP.read_text(encoding="utf-8") + "".join(
        path.read_text(encoding="utf-8") for path in PACKAGE if path.is_relative_to(PROJECT / "zones/ui")
    )
    assert [shown(page) for page in PAGES if page.name not in routes] == []


def test_the_package_works_without_streamlit() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_STREAMLIT], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_session_state_is_touched_in_one_module() -> None:
    found = [
        f"{shown(path)}:{line}"
        for path in SOURCES
        if path != STATE
        for line, name in names_used(path)
        if name == "session_state"
    ]
    assert found == []


def test_session_state_keys_are_named_in_one_module() -> None:
    # The key of a widget is a session-state key too.
    found = [
        f"{shown(path)}:{node.value.lineno}"
        for path in SOURCES
        if path != STATE and "streamlit" in imported(path)
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg == "key"
        if isinstance(node.value, ast.JoinedStr | ast.Constant)
    ]
    assert found == []


def test_caches_are_declared_in_one_module() -> None:
    found = [
        f"{shown(path)}:{line}"
        for path in SOURCES
        if path != CACHE
        for line, name in names_used(path)
        if name in {"cache_data", "cache_resource"}
    ]
    assert found == []


def test_no_raw_html_reaches_a_page() -> None:
    found = [
        f"{shown(path)}:{node.value.lineno}"
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ]
    assert found == []


def test_nothing_is_unpickled() -> None:
    assert [shown(path) for path in SOURCES if imported(path) & {"dill", "joblib", "pickle", "shelve"}] == []


def test_no_outside_host_is_named() -> None:
    folders = [PROJECT / "zones", PROJECT / "pages", PROJECT / ".streamlit"]
    texts = [path for folder in folders for path in folder.rglob("*") if path.suffix in TEXT_SUFFIXES]
    found = [
        f"{shown(path)}: {host}"
        for path in [APP, *texts]
        for host in URL.findall(path.read_text(encoding="utf-8"))
        # A host filled in later, "http://{address}", is the server's own.
        if host not in OWN_HOSTS | VOCABULARIES and not host.startswith("{")
    ]
    assert found == []
