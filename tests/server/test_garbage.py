"""What outlives a collection is put aside, and is let go of at the thaw once it is garbage."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from zones.garbage import Frost

THAWED_EVERY = 4


class Circle:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def frost() -> Iterator[None]:
    frost = Frost(thawed_every=THAWED_EVERY)
    gc.disable()
    frost.begin()
    yield
    frost.end()
    gc.enable()
    assert not gc.get_freeze_count()


def test_what_is_new_is_collected_at_once() -> None:
    new = weakref.ref(Circle())
    gc.collect()
    assert new() is None


def test_what_outlived_a_collection_is_collected_at_the_thaw() -> None:
    circle = Circle()
    old = weakref.ref(circle)
    gc.collect()
    assert gc.get_freeze_count()
    del circle
    alive = []
    for _ in range(THAWED_EVERY):
        gc.collect()
        alive.append(old() is not None)
    assert alive[0]
    assert not alive[-1]
