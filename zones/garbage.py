"""Collecting garbage at the price of what is new: Streamlit has all of it collected after every run of a page."""

from __future__ import annotations

import gc
from collections.abc import Mapping

_OLDEST = 2


class Frost:
    """Puts aside what outlived a full collection, so that the next one does not look at it again.

    What was put aside and became garbage in circles stays until the thaw: one full collection in `thawed_every` looks at
    all of it.
    """

    def __init__(self, *, thawed_every: int = 1000) -> None:
        self._thawed_every, self._collections = thawed_every, 0

    def begin(self) -> None:
        """Collect, put aside what is left, and go on doing so; to be called once all is imported."""
        gc.callbacks.append(self._heard)
        gc.collect()

    def end(self) -> None:
        """Leave the collector as it was found."""
        gc.callbacks.remove(self._heard)
        gc.unfreeze()

    def _heard(self, phase: str, about: Mapping[str, int]) -> None:
        if about["generation"] != _OLDEST:
            return
        if phase == "stop":
            gc.freeze()
            return
        self._collections += 1
        if self._collections % self._thawed_every == 0:
            gc.unfreeze()
