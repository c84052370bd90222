"""Rewrites the demonstration files: `python -m zones.synthetic data/samples`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zones.catalogue import load_catalogue
from zones.synthetic.demonstration import SEED
from zones.synthetic.files import files


def main() -> None:
    """Write every file below the folder given."""
    parser = argparse.ArgumentParser(prog="python -m zones.synthetic", description="Rewrite the demonstration files.")
    parser.add_argument("folder", type=Path, help="the folder of samples, such as data/samples")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed gives another city")
    asked = parser.parse_args()
    for name, content in files(seed=asked.seed, catalogue=load_catalogue()).items():
        path = asked.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sys.stderr.write(f"{path}\n")


if __name__ == "__main__":
    main()
