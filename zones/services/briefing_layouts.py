"""Layouts: the choices of a briefing kept under a name."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

import orjson

from zones.domain.briefing import Choice, Length
from zones.domain.document import Imprint
from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.store import briefings

_LONGEST_NAME = 120


class InvalidLayoutNameError(ZonesError):
    """A layout needs a name of a sensible length."""

    def __init__(self) -> None:
        super().__init__(
            zh=f"版式名称应为1到{_LONGEST_NAME}个字",
            en=f"the name of a layout has 1 to {_LONGEST_NAME} characters",
        )


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a layout says in place of the declared masthead; what is empty stays as declared."""

    name: str = ""
    unit: str = ""
    recipients: str = ""
    copied_to: str = ""
    copies: int = 0

    def on(self, imprint: Imprint) -> Imprint:
        """The imprint with this masthead."""
        said = {key: value for key, value in asdict(self).items() if value}
        return replace(imprint, **said)


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything a briefing is asked for but the quarter; `region` is empty where any will do."""

    region: str = ""
    indicators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    ranks: bool = True
    length: Length = Length.FULL
    language: str = "zh"
    masthead: Masthead = field(default_factory=Masthead)

    def choice(self, quarter: Quarter, *, region: str = "") -> Choice:
        """What to compute for a quarter; a region named here goes before the layout's own."""
        return Choice(
            region=region or self.region,
            quarter=quarter,
            indicators=self.indicators,
            groups=self.groups,
            ranks=self.ranks,
            length=self.length,
        )


def save_layout(deployment: Deployment, *, name: str, layout: Layout, author: str) -> None:
    """Keep a layout under a name, in place of what stood there."""
    if not 1 <= len(name.strip()) <= _LONGEST_NAME:
        raise InvalidLayoutNameError
    with deployment.writing() as connection:
        briefings.save_layout(
            connection, name=name.strip(), content=orjson.dumps(asdict(layout)).decode(), author=author[:_LONGEST_NAME]
        )


def delete_layout(deployment: Deployment, name: str) -> None:
    """Forget a layout."""
    with deployment.writing() as connection:
        known = briefings.delete_layout(connection, name)
    if not known:
        raise _unknown(deployment, name)


def layouts(deployment: Deployment) -> dict[str, Layout]:
    """Every layout, by name."""
    with deployment.reading() as connection:
        return {record.name: _layout(record.content) for record in briefings.layouts(connection)}


def find_layout(deployment: Deployment, name: str) -> Layout:
    """The layout of a name; raises UnknownNameError."""
    known = layouts(deployment)
    if name not in known:
        raise _unknown(deployment, name)
    return known[name]


def _unknown(deployment: Deployment, name: str) -> UnknownNameError:
    return UnknownNameError(kind_zh="版式", kind_en="layout", name=name, suggestions=tuple(layouts(deployment)))


def _layout(content: str) -> Layout:
    document = orjson.loads(content)
    return Layout(
        region=document["region"],
        indicators=tuple(document["indicators"]),
        groups=tuple(document["groups"]),
        ranks=document["ranks"],
        length=Length(document["length"]),
        language=document["language"],
        masthead=Masthead(**document["masthead"]),
    )
