"""Several dashboards behind nginx over one database: `python -m deploy.start --processes 4 --port 8500`.

Runs in the foreground until it is told to stop. A dashboard that ends or no longer answers is started again.
ZONES_DATABASE_URL names the database that all of them share; nginx must be installed.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from deploy.proxy import Proxy

PROJECT = Path(__file__).resolve().parents[1]
ENVIRONMENT_FAILED = 3
START_SECONDS, STOP_SECONDS = 60.0, 10.0
# A process that is asked once a second and says nothing this often in a row is started again.
PATIENCE = 15
SECRET_NAME = "STREAMLIT_SERVER_COOKIE_SECRET"  # noqa: S105  the name of a variable

Process = subprocess.Popen[bytes]


class FailedError(Exception):
    """It cannot run here; the message says why."""


@dataclass
class Dashboard:
    """One process of `zones serve`."""

    port: int
    folder: Path
    environment: dict[str, str]
    silences: int = 0
    process: Process | None = None

    def start(self) -> None:
        """Start it, for the first time or again."""
        command = [sys.executable, "-m", "zones", "serve", "--port", str(self.port)]
        with (self.folder / f"dashboard-{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  a command of our own
                command, cwd=PROJECT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        self.silences = 0
        say(f"dashboard on port {self.port}: process {self.process.pid}")

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        """Whether it says that it is well."""
        return healthy("127.0.0.1", self.port)

    def keep_alive(self) -> None:
        """Start it again where it has ended or has been silent for too long."""
        self.silences = 0 if self.answers() else self.silences + 1
        if self.ended or self.silences >= PATIENCE:
            end(self.process)
            self.start()


@dataclass
class Fleet:
    """The dashboards, and the nginx in front of them."""

    proxy: Proxy
    dashboards: list[Dashboard]
    processes: list[Process] = field(default_factory=list)

    def run(self) -> None:
        """Start all of it, then watch over it; raises FailedError."""
        command = self.proxy.command
        if command is None:
            raise FailedError("nginx was not found; on Debian or Ubuntu: apt-get install nginx-light")
        self.proxy.prepare()
        try:
            for dashboard in self.dashboards:
                dashboard.start()
            self._wait()
            front = subprocess.Popen(command)  # noqa: S603  a command of our own
            self.processes.append(front)
            while front.poll() is None and not healthy(self.proxy.address, self.proxy.port):
                time.sleep(0.1)
            say(f"http://{self.proxy.address}:{self.proxy.port}")
            while front.poll() is None:
                for dashboard in self.dashboards:
                    dashboard.keep_alive()
                time.sleep(1)
            raise FailedError(f"nginx ended; see {self.proxy.folder}/nginx.log")
        finally:
            for process in [*self.processes, *(dashboard.process for dashboard in self.dashboards)]:
                end(process)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not all(dashboard.answers() for dashboard in self.dashboards):
            if time.monotonic() > deadline or any(dashboard.ended for dashboard in self.dashboards):
                raise FailedError(f"a dashboard did not start; see {self.proxy.folder}/dashboard-*.log")
            time.sleep(0.2)


def healthy(address: str, port: int) -> bool:
    """Whether something answers there that it is well."""
    try:
        with urlopen(f"http://{address}:{port}/_stcore/health", timeout=2):
            return True
    except (URLError, OSError):
        return False


def say(what: str) -> None:
    """Tell whoever started this."""
    print(what, flush=True)  # noqa: T201  a program in the foreground


def end(process: Process | None) -> None:
    """Ask a process to end, and end it where it does not."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cookie_secret(folder: Path) -> str:
    """One secret of all processes, which outlives them: a visitor may go from one to another."""
    file = folder / "cookie-secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return file.read_text(encoding="ascii")


@contextmanager
def stopped_by_signal() -> Iterator[None]:
    """A request to end is a way out like any other, so that the processes started are ended too."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    yield


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m deploy.start", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="dashboards (default: one a core)")
    parser.add_argument("--address", default="127.0.0.1", help="where nginx listens; 0.0.0.0 for everybody")
    parser.add_argument(
        "--port", type=int, default=8500, help="where nginx listens; dashboards take the ports after it"
    )
    parser.add_argument("--folder", type=Path, default=PROJECT / "deploy" / "run", help="logs, secret, nginx's files")
    return parser.parse_args()


def main() -> int:
    """Run until told to stop; the exit status is that of the command line's contract."""
    asked = arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    folder = asked.folder.resolve()
    environment = os.environ | {SECRET_NAME: os.environ.get(SECRET_NAME) or cookie_secret(folder)}
    ports = [asked.port + seat for seat in range(1, asked.processes + 1)]
    initialised = subprocess.run([sys.executable, "-m", "zones", "init"], cwd=PROJECT, check=False)
    if initialised.returncode:
        return initialised.returncode
    dashboards = [Dashboard(port, folder, environment) for port in ports]
    with stopped_by_signal():
        try:
            Fleet(Proxy(folder, asked.address, asked.port, ports), dashboards).run()
        except FailedError as error:
            say(str(error))
            return ENVIRONMENT_FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
