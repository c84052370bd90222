"""How the figures are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.reads import Read
    from tests.bench.superset import Compared
    from tests.bench.writes import Write

ABSENT = "-"


@dataclass(frozen=True)
class Line:
    """A measured figure; `per` is what it is a multiple of."""

    what: str
    amount: float
    per: float | None = None
    unit: str = "ms"


def show(title: str, lines: Iterable[Line]) -> None:
    """Print each figure as soon as it is there."""
    print(f"\n{title}", flush=True)
    for line in lines:
        ratio = "" if line.per is None else f"{line.amount / line.per:10.2f} x"
        print(f"{line.what:<75}{line.amount:12.2f} {line.unit}{ratio}", flush=True)


_READ_COLUMNS = (
    ("size", 9),
    ("read", 17),
    ("rows", 6),
    ("SQL", 4),
    ("page", 9),
    ("p95", 9),
    ("store", 9),
    ("p95", 9),
    ("floor", 9),
    ("store/", 7),
    ("page/", 7),
    ("naive/", 8),
    ("small", 7),
    ("a row", 7),
)


def show_reads(title: str, reads: Iterable[Read]) -> None:
    """A line a read: milliseconds, then multiples (of the floor, by the naive way, of the smallest size)."""
    print(f"\n{title}")
    print("".join(f"{name:>{width}}" for name, width in _READ_COLUMNS))
    for read in reads:
        naive = None if read.naive is None else read.naive.undisturbed / read.page.undisturbed
        cells = (
            read.preset.value,
            read.name,
            str(read.shown),
            str(read.statements),
            _milliseconds(read.page.median),
            _milliseconds(read.page.p95),
            _milliseconds(read.store.median),
            _milliseconds(read.store.p95),
            _milliseconds(read.floor.median),
            _multiple(read.floors),
            _multiple(read.page.undisturbed / read.floor.undisturbed),
            _multiple(naive),
            _multiple(read.raw_growth),
            _multiple(read.growth),
        )
        line = "".join(f"{cell:>{width}}" for cell, (_, width) in zip(cells, _READ_COLUMNS, strict=True))
        print(f"{line}  {', '.join(read.misses)}", flush=True)


def show_writes(title: str, writes: Iterable[Write]) -> None:
    """A line a write: milliseconds, then multiples of the floor and of the naive way."""
    print(f"\n{title}")
    print(f"{'size':>9}{'write':>30}{'rows':>8}{'median':>10}{'p95':>10}{'floor':>10}{'/floor':>9}{'small':>8}")
    for write in writes:
        print(
            f"{write.preset.value:>9}{write.name:>30}{write.rows:>8}"
            f"{_milliseconds(write.taken.median):>10}{_milliseconds(write.taken.p95):>10}"
            f"{_milliseconds(write.floor.median):>10}{_multiple(write.taken.undisturbed / write.floor.undisturbed):>9}"
            f"{_multiple(write.growth):>8}",
            flush=True,
        )


def show_compared(title: str, found: Iterable[Compared]) -> None:
    """A line a question: either side's rows and milliseconds, and how many times longer the peer takes."""
    print(f"\n{title}")
    print(
        f"{'question':>22}{'rows':>6}{'ours':>9}{'p95':>9}{'anew':>9}{'p95':>9}"
        f"{'rows':>7}{'theirs':>9}{'p95':>9}{'times':>8}{'anew':>8}{'wanted':>8}"
    )
    for one in found:
        ours, theirs = one.rows
        print(
            f"{one.what:>22}{ours:>6}{_milliseconds(one.ours.median):>9}{_milliseconds(one.ours.p95):>9}"
            f"{_milliseconds(one.anew.median):>9}{_milliseconds(one.anew.p95):>9}"
            f"{theirs:>7}{_milliseconds(one.theirs.median):>9}{_milliseconds(one.theirs.p95):>9}"
            f"{_multiple(one.times):>8}{_multiple(one.times_anew):>8}{_multiple(one.wanted):>8}",
            flush=True,
        )


def _milliseconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _multiple(value: float | None) -> str:
    return ABSENT if value is None else f"{value:.1f}x" if value < 100 else f"{value:.0f}x"
