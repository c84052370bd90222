"""Whatever a hostile file claims, reading it takes no more memory than a large honest one: nothing aborts the process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

_HELD = Path("/proc/self/statm")
_ROOT = Path(__file__).parents[2]
_READER = """
import resource
from tests.intake.corpus.hostile import cases
from zones.intake import read_sheet

files = [(case.file, case.make()) for case in cases()]
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 700 * 2**20, held + 700 * 2**20))
for name, content in files:
    read_sheet(content, name=name)
print(len(files))
"""


def test_hostile_files_take_bounded_memory(unavailable: Callable[[str], NoReturn]) -> None:
    if not _HELD.exists():
        unavailable("no /proc to tell how much memory is held")
    done = subprocess.run([sys.executable, "-c", _READER], capture_output=True, text=True, check=False, cwd=_ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 50
