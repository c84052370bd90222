"""The number of changes for who may not wait for a database: an event loop."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from zones.store.commits import CHANGES

_SO_FAR = "SELECT value FROM setting WHERE key = ?"


@dataclass
class Glimpse:
    """Reads it through a connection of its own: ten microseconds, where the pages' way takes a turn in another thread."""

    engine: sa.Engine
    _connection: sqlite3.Connection | None = None

    def changes_so_far(self) -> int | None:
        """A number that grows with every change of what is in force.

        None where it cannot be told without waiting: the database is a server's, busy, or not to be read.
        """
        if self.engine.name != "sqlite":
            return None
        try:
            found = self._opened().execute(_SO_FAR, (CHANGES,)).fetchall()
        except sqlite3.Error:
            self._forget()
            return None
        return int(found[0][0]) if found else 0

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            where, how = self.engine.dialect.create_connect_args(self.engine.url)
            opened: Any = self.engine.dialect.connect(*where, **{**how, "timeout": 0, "isolation_level": None})
            self._connection = opened
        return self._connection

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
