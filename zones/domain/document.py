"""A bulletin put into words, tables and charts, before it becomes a file: every format renders the same parts in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zones.domain.figures import Table


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands around a bulletin's text: its name and issue, who sends it to whom; `number` is None for a draft."""

    name: str
    unit: str
    number: int | None
    year: int
    issued: date
    recipients: str = ""
    copied_to: str = ""
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; `lead` is set off at its beginning, as the heading of the lowest order."""

    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        """Lead and text."""
        return self.lead + self.text


class Look(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, rounded as shown; None is a gap. `weak` says which points are behind schedule."""

    name: str
    values: tuple[Decimal | None, ...]
    weak: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as every format draws it; `code` names what is drawn, such as overall or children:land_transferred."""

    code: str
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    look: Look = Look.BARS
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption; `code` names what it holds, as with charts."""

    code: str
    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second order, below a section's own."""

    text: str


Block = Heading | Paragraph | Grid | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a bulletin, or one of its annexes."""

    code: str
    heading: str
    blocks: tuple[Block, ...]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its running text."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        """Its tables."""
        return [block for block in self.blocks if isinstance(block, Grid)]

    @property
    def charts(self) -> list[Chart]:
        """Its charts."""
        return [block for block in self.blocks if isinstance(block, Chart)]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole bulletin in one language. `mark` says that the figures are invented, where they are; else it is empty.

    `one_page` asks for what must fit one page: its text stands in `opening`, and there are no sections or annexes.
    """

    language: str
    title_lines: tuple[str, ...]
    subject: str
    imprint: Imprint
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    remarks: tuple[str, ...]
    mark: str
    code: str
    one_page: bool = False

    @property
    def title(self) -> str:
        """The title in one line."""
        return ("" if self.language == "zh" else " ").join(self.title_lines)

    @property
    def parts(self) -> tuple[Section, ...]:
        """Sections, then annexes."""
        return (*self.sections, *self.annexes)

    @property
    def charts(self) -> list[Chart]:
        """Every chart, in order."""
        return [block for block in self.blocks() if isinstance(block, Chart)]

    @property
    def grids(self) -> list[Grid]:
        """Every table, in order."""
        return [block for block in self.blocks() if isinstance(block, Grid)]

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        yield from self.opening
        for part in self.parts:
            yield from part.blocks
