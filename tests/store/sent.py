"""The statements that a piece of code sends to the database, whichever way it sends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from zones.store import prepared

Sent = list[tuple[str, Any]]


@contextmanager
def sent(engine: sa.Engine) -> Iterator[Sent]:
    """What is read or written meanwhile: texts with their parameters, in order."""
    found: Sent = []
    run = prepared.run

    def remember(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SET", "COMMIT", "ROLLBACK")):
            found.append((statement, parameters))

    def remember_and_run(connection: sa.Connection, text: str, parameters: Any, options: Any) -> list[tuple[Any, ...]]:
        found.append((text, parameters))
        return run(connection, text, parameters, options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "run", remember_and_run)
        sa.event.listen(engine, "before_cursor_execute", remember)
        try:
            yield found
        finally:
            sa.event.remove(engine, "before_cursor_execute", remember)


def plan_of(connection: sa.Connection, statements: Sent) -> list[str]:
    """How the database goes about the statements, a line a step."""
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    return [
        row[-1]
        for statement, parameters in statements
        for row in connection.exec_driver_sql(
            f"{explain} {statement}", tuple(parameters) if isinstance(parameters, list) else parameters
        )
    ]
