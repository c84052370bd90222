"""Arguments that several commands share, turned from text into values."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Literal

import typer

from zones.domain.errors import UnknownNameError
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE, Level, Region
from zones.services.deployment import Deployment
from zones.services.places import find_region

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, TSV, XLSX or XLS.")]
RegionCode = Annotated[str, typer.Option("--region", help="Code or unambiguous name, such as 320800.")]
QuarterCode = Annotated[str, typer.Option("--quarter", help="Such as 2006Q1.")]
OptionalQuarter = Annotated[
    str | None, typer.Option("--quarter", help="Such as 2006Q1; when the file does not say it.")
]
Within = Annotated[
    str | None, typer.Option("--within", help="Only this region and what is below it may be in the file.")
]
SheetName = Annotated[
    str | None, typer.Option("--sheet", help="The sheet to read, where a workbook has several reports.")
]
Encoding = Annotated[
    Literal["utf-8", "gb18030", "utf-16"] | None, typer.Option("--encoding", help="Of a text; found unless said.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Author = Annotated[str | None, typer.Option("--by", help="Who submits (default: the user of this computer).")]
Reason = Annotated[
    str | None, typer.Option("--accept-warnings", metavar="REASON", help="Confirm the warnings, with the reason.")
]


def quarter_of(text: str | None) -> Quarter | None:
    """The quarter of an optional argument."""
    return None if text is None else Quarter.parse(text)


def scope_of(deployment: Deployment, text: str | None) -> Region | None:
    """The region of an optional argument."""
    return None if text is None else find_region(deployment, text)


def indicators_of(deployment: Deployment, codes: list[str] | None) -> list[Indicator]:
    """The indicators named, by code or name."""
    return [deployment.catalogue.indicator(code) for code in codes or []]


def level_of(text: str) -> Level:
    """The level of a code such as township."""
    if text not in LEVEL_BY_CODE:
        raise UnknownNameError(kind_zh="层级", kind_en="level", name=text, suggestions=tuple(LEVEL_BY_CODE))
    return LEVEL_BY_CODE[text]


def author_or_user(author: str | None) -> str:
    """Who submits: the name given, else the account running the command."""
    if author:
        return author
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "-"
