"""Timing: medians and 95th percentiles, and how much of a call is spent in the store."""

from __future__ import annotations

import functools
import gc
import importlib
import inspect
import pkgutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import sqlalchemy as sa

import zones.services
import zones.store
from tests.store.sent import sent

_FEWEST, _MOST = 5, 400
_MILLISECONDS = 1000


@dataclass(frozen=True)
class Timing:
    """Milliseconds: median and 95th percentile by the clock on the wall, and what it takes where nothing else runs.

    Ratios are of the last. Where all work is done in this thread, as with SQLite, it is the median of the thread's
    processor time; where a server works too, the quickest tenth of the runs.
    """

    median: float
    p95: float
    undisturbed: float


@dataclass(frozen=True)
class Run:
    """One run in milliseconds, by the clock on the wall and by the processor time of this thread."""

    wall: float
    processor: float


def timing(runs: Sequence[Run], *, in_process: bool) -> Timing:
    """What several runs say together."""
    wall = sorted(run.wall for run in runs)
    processor = statistics.median(run.processor for run in runs)
    return Timing(statistics.median(wall), _quantile(wall, 0.95), processor if in_process else _quantile(wall, 0.1))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The nearest measured one."""
    return ordered[round(share * (len(ordered) - 1))]


def median(act: Callable[[], object], runs: int = 7) -> float:
    """The median of some runs in milliseconds."""
    return statistics.median(once(act).wall for _ in range(runs))


def timed(act: Callable[[], object], *, seconds: float, in_process: bool) -> Timing:
    """As many runs as fit into the time, after two to warm up."""
    return timing(_repeated(lambda: once(act), seconds), in_process=in_process)


def once(act: Callable[[], object]) -> Run:
    """One run; garbage is collected before it, not within."""
    gc.collect(0)
    gc.disable()
    wall, processor = time.perf_counter(), time.thread_time()
    act()
    processor, wall = time.thread_time() - processor, time.perf_counter() - wall
    gc.enable()
    return Run(wall * _MILLISECONDS, processor * _MILLISECONDS)


def _repeated(run: Callable[[], Run], seconds: float) -> list[Run]:
    for _ in range(2):
        run()
    found: list[Run] = []
    give_up = time.perf_counter() + seconds
    while len(found) < _FEWEST or (time.perf_counter() < give_up and len(found) < _MOST):
        found.append(run())
    return found


@dataclass
class StoreClock:
    """The time spent in the store, in seconds; calls of the store within the store count once."""

    wall: float = 0.0
    processor: float = 0.0
    inside: bool = False

    def wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        @functools.wraps(function)
        def act(*args: Any, **kwargs: Any) -> Any:
            if self.inside:
                return function(*args, **kwargs)
            self.inside = True
            wall, processor = time.perf_counter(), time.thread_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.processor += time.thread_time() - processor
                self.wall += time.perf_counter() - wall
                self.inside = False

        return act


@contextmanager
def store_clock() -> Iterator[StoreClock]:
    """Time what the services call of the store: every function that takes a connection first."""
    clock = StoreClock()
    changed: list[tuple[ModuleType, str, FunctionType]] = []
    wrapped: dict[FunctionType, Callable[..., Any]] = {}
    for module in _modules(zones.store, zones.services):
        for name, value in vars(module).copy().items():
            if isinstance(value, FunctionType) and _takes_a_connection(value):
                changed.append((module, name, value))
                setattr(module, name, wrapped.setdefault(value, clock.wrapped(value)))
    try:
        yield clock
    finally:
        for module, name, value in changed:
            setattr(module, name, value)


def time_in_store(act: Callable[[], object], *, seconds: float, in_process: bool) -> Timing:
    """What part of a call its store reads take."""
    with store_clock() as clock:

        def run() -> Run:
            clock.wall = clock.processor = 0.0
            once(act)
            return Run(clock.wall * _MILLISECONDS, clock.processor * _MILLISECONDS)

        return timing(_repeated(run, seconds), in_process=in_process)


def statements(engine: sa.Engine, act: Callable[[], object]) -> int:
    """How many statements a call sends to the database."""
    with sent(engine) as found:
        act()
    return len(found)


def _modules(*packages: ModuleType) -> list[ModuleType]:
    for package in packages:
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not found.ispkg:
                importlib.import_module(found.name)
    return [module for name, module in sys.modules.items() if name.startswith(("zones.store.", "zones.services."))]


def _takes_a_connection(function: FunctionType) -> bool:
    parameters = list(inspect.signature(function).parameters)
    return function.__module__.startswith("zones.store.") and parameters[:1] == ["connection"]
