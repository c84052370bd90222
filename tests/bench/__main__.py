"""`python -m tests.bench`: builds the databases, measures, prints."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import tests.bench
from tests.bench.bulletins import briefing_costs
from tests.bench.databases import Databases, Kind, databases, size_on_disk, values_held
from tests.bench.intake import intake_costs
from tests.bench.memory import memory_costs
from tests.bench.reads import measured_reads
from tests.bench.superset import compared
from tests.bench.tables import show, show_compared, show_reads, show_writes
from tests.bench.writes import measured_writes
from zones.services.generation import Preset

_PARTS = ("disk", "reads", "writes", "intake", "memory", "bulletins")
_LONG, _SHORT = 2.0, 0.15


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    with databases(asked.keep) as kept:
        print(_machine(), flush=True)
        if asked.peer:
            size = asked.sizes[-1]
            show_compared(f"Over HTTP, {size} on SQLite (ms), beside Apache Superset", compared(kept, size))
            return
        _measure(kept, asked)


def _measure(kept: Databases, asked: argparse.Namespace) -> None:
    for kind in asked.databases:
        if "disk" in asked.parts:
            _show_disk(kept, kind, asked.sizes)
        if "reads" in asked.parts:
            seconds = _SHORT if asked.quick else _LONG
            show_reads(f"Reads on {kind} (ms; multiples)", measured_reads(kept, kind, asked.sizes, seconds=seconds))
        if "writes" in asked.parts:
            show_writes(f"Writes on {kind} (ms; multiples)", measured_writes(kept, kind, asked.sizes))
    largest = asked.sizes[-1].value
    if "intake" in asked.parts:
        show(f"A quarter's report, {largest} (multiples of pandas.read_csv)", intake_costs(largest))
    if "memory" in asked.parts:
        show(
            f"The same in memory: the most beyond a file of ten rows, {largest} (multiples of the file)",
            memory_costs(largest),
        )
    if "bulletins" in asked.parts:
        show("A county's bulletin (multiples of computing its model)", briefing_costs(kept))


def _show_disk(kept: Databases, kind: Kind, presets: Sequence[Preset]) -> None:
    print(f"\nOn disk, {kind}", flush=True)
    for preset in presets:
        with kept.deployment(kind, preset) as deployment:
            size, values = size_on_disk(deployment), values_held(deployment)
        print(
            f"{preset.value:>9}{size / 1e6:10.1f} MB, {values.reported:,} reported figures and targets:"
            f" {size / values.reported:.1f} bytes each; with those of the regions above {values.in_force:,}:"
            f" {size / values.in_force:.1f} bytes each",
            flush=True,
        )


def _machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {platform.machine()}, {os.cpu_count()} cores;"
        f" Python {platform.python_version()}; load {load}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=(tests.bench.__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--quick", action="store_true", help="small sizes and few runs, within a minute")
    parser.add_argument("--sizes", nargs="+", type=Preset, choices=list(Preset), help="smallest first")
    parser.add_argument("--databases", nargs="+", type=Kind, choices=list(Kind), help="which kinds")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS, help="what to measure")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the databases and has them ready the next time")
    parser.add_argument("--peer", choices=["superset"], help="ask this one the same questions, and nothing else")
    asked = parser.parse_args()
    asked.sizes = asked.sizes or ([Preset.SMALL, Preset.PROVINCE] if asked.quick else list(Preset))
    asked.databases = asked.databases or ([Kind.SQLITE] if asked.quick else list(Kind))
    return asked


if __name__ == "__main__":
    sys.exit(main())
