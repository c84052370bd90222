"""The words and lines of a Word document, each paragraph written in one piece, as the measures of GB/T 9704 want them.

Sizes are points. A line break in a text is a break, a tab goes to the next tab stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

from zones.exports.briefing.form import Face, Faces

TEXT_WIDTH_MM = 156
TITLE, BODY, SMALL, CAPTION = 22.0, 16.0, 14.0, 12.0
LINE = 28.0
RED = "E00000"
POINTS_A_MM = 72 / 25.4
_TWIPS = 20
_TABS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


class Align(StrEnum):
    """Where a line stands."""

    CENTER = "center"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above or below a paragraph, as wide as the text."""

    side: str
    colour: str = "000000"
    eighths: int = 8

    def xml(self) -> str:
        """As a border."""
        return f'<w:{self.side} w:val="single" w:sz="{self.eighths}" w:space="4" w:color="{self.colour}"/>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: lines of exactly so many points (None: as high as its content), indents and air.

    `outline` is the level at which the reader's table of contents knows a heading that keeps its own look.
    """

    align: Align | None = None
    line: float | None = LINE
    indent: float = 0
    before: float = 0
    after: float = 0
    sides: float = 0
    right: float = 0
    tab: float = 0
    keep: bool = False
    new_page: bool = False
    outline: int | None = None
    rules: Sequence[Rule] = ()
    style: str = ""

    def xml(self) -> str:
        """The properties, in the order of the schema."""
        rules = "".join(rule.xml() for rule in self.rules)
        return "".join(
            (
                "<w:pPr>",
                f'<w:pStyle w:val="{self.style}"/>' if self.style else "",
                "<w:keepNext/>" if self.keep else "",
                "<w:pageBreakBefore/>" if self.new_page else "",
                f"<w:pBdr>{rules}</w:pBdr>" if rules else "",
                f'<w:tabs><w:tab w:val="right" w:pos="{_twips(self.tab)}"/></w:tabs>' if self.tab else "",
                # Small type and pictures take the height they need, not that of the page's lines.
                '<w:snapToGrid w:val="0"/>' if self.line is None else "",
                f'<w:spacing w:before="{_twips(self.before)}" w:after="{_twips(self.after)}" {self._lines()}/>',
                self._indents(),
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
                "</w:pPr>",
            )
        )

    def _lines(self) -> str:
        if self.line is None:
            return 'w:line="240" w:lineRule="auto"'
        return f'w:line="{_twips(self.line)}" w:lineRule="exact"'

    def _indents(self) -> str:
        sizes = {"left": self.sides, "right": self.sides or self.right, "firstLine": self.indent}
        given = "".join(f' w:{side}="{_twips(size)}"' for side, size in sizes.items() if size)
        return f"<w:ind{given}/>" if given else ""


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def paragraph(place: Place, *runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{place.xml()}{''.join(runs)}</w:p>"


def run(text: str, face: Face, faces: Faces, *, size: float, colour: str = "", inside: str | None = None) -> str:
    """A run of text with its faces named for Chinese and for Latin letters; `inside` is ready content instead of text."""
    east, latin = quoteattr(face.name), quoteattr(faces.latin.name)
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = round(size * 2)
    return (
        f"<w:r><w:rPr><w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}/>{tint}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f"{_content(text) if inside is None else inside}</w:r>"
    )


def _content(text: str) -> str:
    return "".join(_TABS.get(part) or _said(part) for part in re.split(r"([\n\t])", text))


def _said(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
