"""The command line: the use cases of zones.services without a browser. Commands, JSON and exit statuses are a contract."""

from zones.cli.app import main

__all__ = ["main"]
