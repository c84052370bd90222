"""nginx in front of the dashboards: its configuration, and Streamlit's own files compressed once."""

from __future__ import annotations

import getpass
import grp
import gzip
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit

_TEMPLATE = Path(__file__).resolve().parent / "nginx.conf.template"
_ASSETS = Path(streamlit.__file__).parent / "static" / "static"
_COMPRESSIBLE = {".js", ".css", ".html", ".json", ".svg"}
PROGRAMS = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx")
_MIME_TYPES = ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types")
_INDENT = "\n        "


@dataclass(frozen=True)
class Proxy:
    """Where nginx listens, its folder, and the ports behind it; the first port is seat 1."""

    folder: Path
    address: str
    port: int
    ports: Sequence[int]

    @property
    def command(self) -> list[str] | None:
        """How it is started, in the foreground; None where there is no nginx."""
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if program is None or self._mime_types is None:
            return None
        return [program, "-p", f"{self.folder}", "-c", f"{self.folder}/nginx.conf", "-e", f"{self.folder}/nginx.log"]

    def prepare(self) -> None:
        """Write the configuration, and the files that nginx hands out by itself."""
        (self.folder / "nginx.conf").write_text(self._configuration(), encoding="utf-8")
        compress_assets(self.folder / "assets" / "static")

    @property
    def _mime_types(self) -> str | None:
        return next((path for path in _MIME_TYPES if Path(path).exists()), None)

    def _configuration(self) -> str:
        servers = [f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s" for port in self.ports]
        seats = list(enumerate(self.ports, start=1))
        said = {
            "FOLDER": str(self.folder),
            "USER": user_line(),
            "MIME_TYPES": self._mime_types or "",
            "ADDRESS": self.address,
            "PORT": str(self.port),
            "ANYWHERE": _INDENT.join(f"{server};" for server in servers),
            "POOLS": "\n    ".join(_pool(seat, servers) for seat, _ in seats),
            "SEATS": _INDENT.join(f"{seat} zones_{seat};" for seat, _ in seats),
            "ANSWERED": _INDENT.join(f'"~:{port}$" {seat};' for seat, port in seats),
        }
        text = _TEMPLATE.read_text(encoding="utf-8")
        for name, value in said.items():
            text = text.replace(f"@{name}@", value)
        return text


def _pool(seat: int, servers: Sequence[str]) -> str:
    """One process, and all others in its stead."""
    others = [f"{server} backup;" for at, server in enumerate(servers, start=1) if at != seat]
    inside = _INDENT.join([f"{servers[seat - 1]};", *others])
    return f"upstream zones_{seat} {{{_INDENT}{inside}\n    }}"


def user_line() -> str:
    """Root must say whom nginx's workers run as; nobody else may."""
    return f"user {getpass.getuser()} {grp.getgrgid(os.getegid()).gr_name};" if os.geteuid() == 0 else ""


def compress_assets(folder: Path, assets: Path = _ASSETS) -> None:
    """Streamlit's own files, and each that can be compressed once more in compressed form; what is there stays."""
    for source in filter(Path.is_file, assets.rglob("*")):
        target = folder / source.relative_to(assets)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix in _COMPRESSIBLE:
                # Before the file itself, so that a start that was cut short is made up for by the next.
                target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(source.read_bytes(), 6))
            shutil.copyfile(source, target)
