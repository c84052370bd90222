"""Small reads that pages make many of: compiled once, run by the driver itself, rows as the driver's tuples.

Of such a read, going through SQLAlchemy's execution costs several times what the database takes. Values come and go as
the driver has them: truth values may be numbers, and moments are for zones.store.moments to make sense of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

# The option of a connection whose statements are no part of a transaction.
BY_ITSELF = "zones_outside_transactions"

# Whoever gives so many values hardly ever gives as many again; a server would keep a plan of them all.
_MANY = 100

Given = Mapping[str, object]


def fetched(connection: sa.Connection, statement: sa.SelectBase, given: Given) -> list[tuple[Any, ...]]:
    """The rows of a statement that is built once; `given` holds all its parameters, a list where one is expanded."""
    if not connection.in_transaction() and not connection.get_execution_options().get(BY_ITSELF, False):
        connection.begin()
    shape = tuple((name, len(value) if isinstance(value, list) else None) for name, value in given.items())
    ready = _ready(statement, connection.dialect, shape)
    return run(connection, ready.text, ready.filled_in(given), ready.options)


def run(connection: sa.Connection, text: str, parameters: Any, options: Mapping[str, bool]) -> list[tuple[Any, ...]]:
    """Have the driver run a text; its errors are those of any other statement."""
    driver: Any = connection.dialect.loaded_dbapi
    pooled: Any = connection.connection
    try:
        return list(pooled.driver_connection.execute(text, parameters, **options).fetchall())
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(text, parameters, error, driver.Error, dialect=connection.dialect) from error


@dataclass(frozen=True, slots=True)
class _Ready:
    """A compiled text. `order` names the parameters of a driver that takes them in order, `lists` those of each list.

    `options` tells the driver to have the server keep the plan, where it does not keep what it prepares by itself.
    """

    text: str
    order: Sequence[str] | None
    lists: Mapping[str, Sequence[str]]
    fixed: Given
    options: Mapping[str, bool]

    def filled_in(self, given: Given) -> Any:
        """The parameters as the driver takes them."""
        flat = {**self.fixed, **given}
        for name, items in self.lists.items():
            flat.update(zip(items, flat.pop(name), strict=True))  # type: ignore[call-overload]
        return flat if self.order is None else [flat[name] for name in self.order]


@lru_cache(maxsize=512)
def _ready(statement: sa.SelectBase, dialect: sa.Dialect, shape: tuple[tuple[str, int | None], ...]) -> _Ready:
    compiled = statement.compile(dialect=dialect)
    some = {name: 0 if length is None else [0] * length for name, length in shape}
    state = compiled.construct_expanded_state(some)
    fixed = {name: value for name, value in state.parameters.items() if name in compiled.params and name not in some}
    options = {"prepare": True} if dialect.name == "postgresql" and len(state.parameters) < _MANY else {}
    return _Ready(state.statement, state.positiontup, state.parameter_expansion, fixed, options)
