"""`python -m tests.bench.peak zones …` or `… pandas FILE`: run it, and say last how many kB of memory it had at most.

The operating system's own record of a child begins with what its parent had (Linux alone tells of the process itself).
"""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Sequence
from pathlib import Path


def main(program: str, arguments: Sequence[str]) -> None:
    """Run it in this process."""
    atexit.register(_tell)
    if program == "pandas":
        import pandas as pd  # noqa: PLC0415  only the program that is asked for counts

        pd.read_csv(*arguments, encoding="gb18030")
        return
    from zones.cli import main as zones  # noqa: PLC0415

    sys.argv[1:] = arguments
    zones()


def _tell() -> None:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(found[1] if found else "", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
