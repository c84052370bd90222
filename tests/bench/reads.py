"""What pages ask, at each size and on each database, beside the floor, the naive way and the small size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench.databases import Databases, Kind
from tests.bench.floors import bare_connection, fetching
from tests.bench.measuring import Timing, statements, time_in_store, timed
from tests.bench.naive import WholeTable, naive_ways
from tests.bench.places import places
from tests.bench.questions import MONEY, Growth, questions
from zones.services.generation import Preset

MOST_FLOORS = 4.0


@dataclass(frozen=True)
class Read:
    """One read, measured. `growth` is its time a shown row in multiples of that at the smallest size."""

    preset: Preset
    name: str
    what: str
    shown: int
    statements: int
    page: Timing
    store: Timing
    floor: Timing
    naive: Timing | None
    smallest: Read | None
    allowed: Growth

    @property
    def floors(self) -> float:
        """The store's part in multiples of the floor."""
        return self.store.undisturbed / self.floor.undisturbed

    @property
    def raw_growth(self) -> float | None:
        """The whole read in multiples of the smallest size's, however many rows either shows."""
        return None if self.smallest is None else self.page.undisturbed / self.smallest.page.undisturbed

    @property
    def growth(self) -> float | None:
        """The same for the same number of rows shown: where more are shown, a row against a row."""
        if self.raw_growth is None or self.smallest is None:
            return None
        return self.raw_growth / max(1.0, self.shown / self.smallest.shown)

    @property
    def misses(self) -> list[str]:
        """Which demands do not hold."""
        found = []
        if self.floors > MOST_FLOORS:
            found.append(f"> {MOST_FLOORS:g} floors")
        if self.growth is not None and self.growth > self.allowed:
            found.append(f"> {self.allowed.value:g} x small")
        return found


def measured_reads(kept: Databases, kind: Kind, presets: Sequence[Preset], *, seconds: float) -> Iterator[Read]:
    """Every question at every size; the naive way is the same for every database, so it is taken on SQLite."""
    smallest: dict[str, Read] = {}
    for preset in presets:
        with kept.deployment(kind, preset) as deployment:
            at = places(deployment)
            naive = naive_ways(WholeTable(preset), at, MONEY.code) if kind is Kind.SQLITE else {}
            here = kind is Kind.SQLITE
            bare = bare_connection(kept.url(kind, preset))
            for question in questions(deployment, at):
                read = Read(
                    preset=preset,
                    name=question.name,
                    what=question.what,
                    shown=question.shown,
                    statements=statements(deployment.engine, question.ask),
                    page=timed(question.ask, seconds=seconds, in_process=here),
                    store=time_in_store(question.ask, seconds=seconds / 2, in_process=here),
                    floor=timed(fetching(bare, question.floor), seconds=seconds / 2, in_process=here),
                    naive=_naive(naive.get(question.name), seconds / 4),
                    smallest=smallest.get(question.name),
                    allowed=question.growth,
                )
                smallest.setdefault(question.name, read)
                yield read
            bare.close()


def _naive(way: Callable[[], object] | None, seconds: float) -> Timing | None:
    return None if way is None else timed(way, seconds=seconds, in_process=True)
