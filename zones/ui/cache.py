"""What one process keeps for all visitors. Nothing here depends on who asks.

All of it can be lost at any moment: what must last is in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

import streamlit as st

from zones.services.deployment import Deployment, open_deployment

T = TypeVar("T")

# What a reader goes back and forth between is kept; a national matrix is the largest at about 1 MB.
_MOST_BLOCKS = 1000
_MOST_ANSWERS = 1000


@st.cache_resource(show_spinner=False)
def deployment() -> Deployment:
    """The opened deployment: one pool of connections and one catalogue."""
    return open_deployment()


@dataclass(frozen=True, slots=True)
class Memory:
    """Blocks drawn and answers given before, told apart by everything that determines them.

    `key` begins with the state of the database, its `version`, which every commit of every process changes: what was
    remembered of an earlier state is not asked for again.
    """

    key: str
    version: int

    def of(self, *determined_by: object) -> Memory:
        """The memory of what is determined by these as well: plain values, told apart by their repr."""
        # One text, which is many times cheaper for Streamlit to hash than a tuple of texts; a repr has no line break.
        return Memory("\n".join((self.key, *map(repr, determined_by))), self.version)

    def draw(self, name: str, block: Callable[[], None]) -> None:
        """Draw a block without widgets, or send again what it drew the last time."""
        _drawn(key=self.of(name).key, _block=block)

    def answer(self, name: str, ask: Callable[[], T]) -> T:
        """What was answered the last time, or the answer: the same for all visitors, so that nobody may alter it."""
        return cast("T", _answered(key=self.of(name).key, _ask=ask))

    def later(self, name: str, ask: Callable[[], T]) -> Callable[[], T]:
        """The same, asked for when it is needed."""
        return partial(self.answer, name, ask)


def memory() -> Memory:
    """The memory of the database as it is now; one small read."""
    opened = deployment()
    version = opened.version()
    return Memory(f"{opened.engine.url!r}\n{version}", version)


def once(ask: Callable[[], T]) -> Callable[[], T]:
    """Ask when the answer is first needed, and not again within this run; several blocks may rest on it."""
    answers: list[T] = []

    def answer() -> T:
        if not answers:
            answers.append(ask())
        return answers[0]

    return answer


# Streamlit leaves arguments that begin with an underscore out of the key. What is drawn or answered is kept as a resource:
# as data it would be copied at every run of every visitor. Both are called by keyword, as positions are looked up each time.
@st.cache_resource(show_spinner=False, max_entries=_MOST_BLOCKS)
def _drawn(key: str, _block: Callable[[], None]) -> None:  # noqa: ARG001  the key is read by the decorator
    _block()


@st.cache_resource(show_spinner=False, max_entries=_MOST_ANSWERS)
def _answered(key: str, _ask: Callable[[], object]) -> object:  # noqa: ARG001
    return _ask()
