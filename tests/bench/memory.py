"""How much memory a whole quarter's report takes: the most a process of the command line has, beyond one of ten rows."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.databases import CATALOGUE, SEED
from tests.bench.intake import report_file, with_past_quarters
from tests.bench.tables import Line
from zones.synthetic import country

_LINES_OF_FEW = 11
_MEGABYTE, _KILOBYTE = 1e6, 1024


def memory_costs(preset: str) -> Iterator[Line]:
    """Reading with pandas, checking, and checking with committing; in multiples of the file."""
    made = country(preset, seed=SEED, catalogue=CATALOGUE)
    quarter = made.quarters[-1]
    content = report_file(made, quarter, "gb18030")
    few = b"".join(content.splitlines(keepends=True)[:_LINES_OF_FEW])
    with tempfile.TemporaryDirectory() as folder, with_past_quarters(made, quarter) as deployment:
        whole, little = Path(folder) / "whole.csv", Path(folder) / "little.csv"
        whole.write_bytes(content)
        little.write_bytes(few)
        size = len(content) / _MEGABYTE
        yield Line("the file", size, unit="MB")
        said = ["--quarter", str(quarter)]
        for what, before, after in (
            ("pandas.read_csv", ["pandas"], []),
            ("zones check", ["zones", "check"], said),
            ("zones import", ["zones", "import"], [*said, "--accept-warnings", "bench"]),
        ):
            least, most = (_peak([*before, str(file), *after], str(deployment.engine.url)) for file in (little, whole))
            yield Line(f"  {what}", most - least, size, unit="MB")


def _peak(arguments: Sequence[str], url: str) -> float:
    """The most memory a process had, in megabytes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.peak", *arguments],
        env={**os.environ, "ZONES_DATABASE_URL": url},
        capture_output=True,
        check=True,
    )
    return int(done.stderr.split()[-1]) * _KILOBYTE / _MEGABYTE
