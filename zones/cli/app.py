"""The commands put together, and what becomes of a failure."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from zones.cli import briefing, data, figures, running
from zones.cli.opening import close_deployments
from zones.cli.output import ENVIRONMENT, SPEECH, use_language
from zones.domain.errors import ZonesError

app = typer.Typer(
    name="zones",
    help="Monitoring of industrial-cluster zones. 工业集中区建设监测。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def language(
    language: Annotated[
        str | None, typer.Option(help="Language of messages: zh or en (default: ZONES_LANGUAGE, else zh).")
    ] = None,
) -> None:
    """Monitoring of industrial-cluster zones. 工业集中区建设监测。"""
    if language not in {None, "zh", "en"}:
        raise typer.BadParameter("zh or en", param_hint="--language")
    use_language(language)


running.add_to(app)
data.add_to(app)
figures.add_to(app)
briefing.add_to(app)


def main() -> None:
    """Run a command; a failure of ours ends with its message and its exit status, never with a traceback."""
    try:
        app()
    except ZonesError as error:
        typer.echo(error.message(SPEECH.language), err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # Whoever read our output has left; keep the interpreter from complaining while it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ENVIRONMENT)
    except OSError as error:
        typer.echo(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(ENVIRONMENT)
    finally:
        close_deployments()
