"""Cells of many lines, each distinct one held once: what is done with a text is done once, however often it occurs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeGuard, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

T = TypeVar("T", bound=Hashable)
U = TypeVar("U", bound=Hashable)


@dataclass(frozen=True)
class Coded(Generic[T]):
    """`words[at[line]]` is what a line holds; no word occurs twice."""

    at: npt.NDArray[np.int64]
    words: Sequence[T]

    @classmethod
    def of(cls, cells: Sequence[T]) -> Coded[T]:
        """The cells of lines one after another."""
        known: dict[T, int] = {}
        at = [known.setdefault(cell, len(known)) for cell in cells]
        return cls(np.array(at, dtype=np.int64), list(known))

    @classmethod
    def same(cls, word: T, count: int) -> Coded[T]:
        """The same cell in every line."""
        return cls(np.zeros(count, dtype=np.int64), [word])

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, line: int) -> T:
        return self.words[int(self.at[line])]

    def mapped(self, function: Callable[[T], U]) -> Coded[U]:
        """Every word turned into another; lines whose words become equal hold the same one."""
        known: dict[U, int] = {}
        places = [known.setdefault(function(word), len(known)) for word in self.words]
        return Coded(np.array(places, dtype=np.int64)[self.at] if places else self.at, list(known))

    def where(self, holds: Callable[[T], bool]) -> npt.NDArray[np.bool_]:
        """Which lines hold a word of a kind."""
        return np.array([holds(word) for word in self.words], dtype=np.bool_)[self.at]

    def equal(self, word: T) -> npt.NDArray[np.bool_]:
        """Which lines hold a word."""
        place = self.words.index(word) if word in self.words else -1
        held: npt.NDArray[np.bool_] = self.at == place
        return held

    def picked(self, lines: npt.NDArray[np.int64]) -> Coded[T]:
        """Some of the lines."""
        return Coded(self.at[lines], self.words)

    def filled_by(self, other: Coded[T], lines: npt.NDArray[np.bool_]) -> Coded[T]:
        """With the other's cells in some lines."""
        if not lines.any():
            return self
        known = {word: at for at, word in enumerate(self.words)}
        places = np.array([known.setdefault(word, len(known)) for word in other.words], dtype=np.int64)
        return Coded(np.where(lines, places[other.at], self.at), list(known))


class Texts(Sequence[str]):
    """Texts kept in Arrow: as Python objects those of a whole country take ten times the room."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, at: Any) -> Any:
        return Texts(self.array[at]) if isinstance(at, slice) else self.array[at].as_py()

    def __iter__(self) -> Iterator[str]:
        return iter(self.array.to_pylist())

    def __arrow_array__(self, type: object = None) -> Any:  # noqa: A002  Arrow's word
        return self.array

    def __contains__(self, text: object) -> bool:
        return self._place(text) >= 0

    def index(self, text: object, *_bounds: int) -> int:
        """Where a text stands."""
        if (at := self._place(text)) < 0:
            raise ValueError(text)
        return at

    def _place(self, text: object) -> int:
        place: int = pc.index(self.array, text).as_py() if isinstance(text, str) else -1
        return place


def all_texts(words: Sequence[object]) -> TypeGuard[Sequence[str]]:
    """Whether every cell is a text."""
    return isinstance(words, Texts) or set(map(type, words)) <= {str}


def groups(*keys: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Lines with equal keys as groups numbered by their first line: (first line of each group, group of each line)."""
    together = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        one, known = pd.factorize(key)
        together, _ = pd.factorize(together * (len(known) + 1) + one)
    highest = np.maximum.accumulate(together)
    return np.flatnonzero(np.diff(highest, prepend=-1)), together
