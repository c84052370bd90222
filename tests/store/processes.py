"""Other processes that write to the same database, and one that is killed at a chosen moment."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable

import sqlalchemy as sa

from tests.store.book import Book, before_statement

# Forked, so that a process takes a hundredth of a second to start; each opens a database of its own.
_CONTEXT = multiprocessing.get_context("fork")
_PATIENCE = 60


def killed_at(url: str, moment: str, act: Callable[[Book], object]) -> None:
    """Let another process act, and kill it before a statement that begins like this ("COMMIT": before the commit)."""
    arrived = _CONTEXT.Event()

    def wait_there(statement: str) -> None:
        if statement.startswith(moment):
            arrived.set()
            time.sleep(_PATIENCE)

    def child() -> None:
        book = Book(url)
        sa.event.listen(book.engine, "commit", lambda _connection: wait_there("COMMIT"))
        with before_statement(book.engine, wait_there):
            act(book)

    process = _CONTEXT.Process(target=child)
    process.start()
    assert process.pid is not None
    came = arrived.wait(_PATIENCE)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert came, f"no statement began with {moment}"


def all_at_once(url: str, acts: list[Callable[[Book], object]]) -> list[int | None]:
    """Let one process an act go, all at the same moment; returns how they ended (0: well)."""
    gate = _CONTEXT.Barrier(len(acts))

    def child(act: Callable[[Book], object]) -> None:
        book = Book(url)
        gate.wait(_PATIENCE)
        act(book)
        book.close()

    processes = [_CONTEXT.Process(target=child, args=(act,)) for act in acts]
    for process in processes:
        process.start()
    for process in processes:
        process.join(_PATIENCE)
    return [process.exitcode for process in processes]
