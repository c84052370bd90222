"""How commands speak: results on standard output, everything else on standard error, and one exit status a fate."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson
import typer
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from zones.domain.figures import Table, cell_text
from zones.domain.finding import Finding, Severity
from zones.settings import Settings

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3
_UNBOUNDED = 10_000
_MARKS = {Severity.ERROR: "✘", Severity.WARNING: "▲", Severity.NOTE: "·"}


@dataclass
class Speech:
    """The language of this run; set once from the environment and --language."""

    language: str = "zh"


SPEECH = Speech()


def say(*, zh: str, en: str) -> None:
    """A message for a person, on standard error."""
    typer.echo(zh if SPEECH.language == "zh" else en, err=True)


def fail(status: int, *, zh: str, en: str) -> NoReturn:
    """Say why and end with that status."""
    say(zh=zh, en=en)
    raise typer.Exit(status)


def print_json(document: Any) -> None:
    """One JSON document on standard output and nothing else."""
    sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def print_bytes(content: bytes) -> None:
    """A file on standard output."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_table(table: Table) -> None:
    """A table for a person to read; where no terminal sets a width, every row stays on its line."""
    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else _UNBOUNDED, markup=False, highlight=False)
    shown = RichTable(title=Text(table.title), title_justify="left")
    for column in table.columns:
        shown.add_column(Text(column.header), justify="right" if column.numeric else "left")
    for row in table.rows:
        shown.add_row(*(Text(cell_text(cell)) for cell in row))
    console.print(shown)
    for note in table.notes:
        console.print(Text(note))


def print_findings(findings: Sequence[Finding]) -> None:
    """Every finding with its suggestion, on standard error."""
    for finding in findings:
        typer.echo(f"{_MARKS[finding.severity]} [{finding.code}] {finding.said(SPEECH.language)}", err=True)


def use_language(language: str | None) -> None:
    """Choose the language of messages: the option, else the deployment's."""
    SPEECH.language = language or Settings().language
