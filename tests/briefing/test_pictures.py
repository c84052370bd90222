"""The documents as a reader sees them: set by LibreOffice (the PDF by itself), nothing cut, broken, boxed or overlapping.

`ZONES_PICTURES=docs/pictures pytest tests/briefing/test_pictures.py` takes the pictures of the documentation anew.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from zones.domain.briefing import Length
from zones.domain.figures import cell_text
from zones.services.briefing_documents import Format, Press

if TYPE_CHECKING:
    from tests.briefing.conftest import Print

# One worker, so that a document is set once for all tests that look at it.
pytestmark = pytest.mark.xdist_group("briefing-pictures")

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"
CITY, REAL = ("990100", "2026Q2"), ("320800", "2006Q1")
# Name, bulletin, format, pages shown (from 1).
SCENES = {
    "bulletin-real-zh": (REAL, "zh", Format.DOCX, (1, 2, 3, 6)),
    "bulletin-zh": (CITY, "zh", Format.DOCX, (1, 3, 4, 17)),
    "bulletin-en": (CITY, "en", Format.DOCX, (1, 2, 3, 4)),
    "slides-zh": (CITY, "zh", Format.PPTX, (1, 5, 7, 8)),
    "annex-zh": (CITY, "zh", Format.XLSX, (1, 2, 3, 7)),
    "pdf-zh": (CITY, "zh", Format.PDF, (1, 2, 3, 4)),
}
_DPI = 60
_POINTS = 72
_OVERLAP = 0.35


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Word) -> float:
        """How much of the smaller of two words the other one covers."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self.area, other.area)
        return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True)
class Sheet:
    """One page: its size and its words."""

    width: float
    height: float
    words: tuple[Word, ...]


Convert = Callable[[bytes, str], Path]


@pytest.fixture(scope="module")
def as_pdf(tmp_path_factory: pytest.TempPathFactory, unavailable: Callable[[str], NoReturn]) -> Convert:
    """A document as PDF, set by LibreOffice; a PDF is one already."""
    office = shutil.which("soffice")
    if office is None:
        unavailable("no LibreOffice")
    if shutil.which("pdftotext") is None:
        unavailable("no pdftotext")
    folder = tmp_path_factory.mktemp("pictures")

    @cache
    def convert(content: bytes, ending: str) -> Path:
        here = Path(folder) / str(abs(hash(content)))
        here.mkdir(exist_ok=True)
        source = here / f"document.{ending}"
        source.write_bytes(content)
        if ending != "pdf":
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(here), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
        return here / "document.pdf"

    return convert


def tool(name: str) -> str:
    """Where a program of poppler is; `as_pdf` has seen to it that it is there."""
    return shutil.which(name) or name


def pages_of(pdf: Path) -> list[Sheet]:
    """Every page with the place of every word."""
    found = subprocess.run([tool("pdftotext"), "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=120)
    # What a font maps to a control character is no XML; it would be a box on paper.
    tree = etree.fromstring(found.stdout, etree.XMLParser(recover=True))
    return [_page(page) for page in tree.iter("{*}page")]


def _page(page: etree._Element) -> Sheet:
    words = [
        Word(word.text or "", *(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")))
        for word in page.iter("{*}word")
    ]
    return Sheet(float(page.get("width")), float(page.get("height")), tuple(words))


def crowded(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Words that lie upon each other."""
    # Chinese punctuation marks are set into each other; letters and digits never are.
    words = [word for word in sheet.words if re.search(r"\w", word.text)]
    for one, other in combinations(words, 2):
        if one.shared(other) > _OVERLAP:
            yield one.text, other.text


PRINTED = (
    (REAL, "zh", Format.DOCX), (REAL, "zh", Format.PPTX), (REAL, "zh", Format.XLSX), (REAL, "zh", Format.PDF),
    (CITY, "zh", Format.DOCX), (CITY, "zh", Format.PPTX), (CITY, "zh", Format.XLSX), (CITY, "zh", Format.PDF),
    (("990101", "2026Q1"), "en", Format.DOCX), (("990101", "2026Q1"), "en", Format.PPTX),
    (("990101", "2026Q1"), "en", Format.PDF),
)  # fmt: skip


@pytest.mark.parametrize(("bulletin", "language", "wanted"), PRINTED)
def test_nothing_is_cut_or_overlaps_or_is_a_box(
    pressed: Print, as_pdf: Convert, bulletin: tuple[str, str], language: str, wanted: Format
) -> None:
    press = pressed(*bulletin, language)
    sheets = pages_of(as_pdf(press.rendered(wanted).content, wanted.value))
    assert sheets
    for number, sheet in enumerate(sheets, start=1):
        for word in sheet.words:
            assert word.left >= 0 <= word.top, (number, word)
            assert word.right <= sheet.width, (number, word)
            assert word.bottom <= sheet.height, (number, word)
            assert "\ufffd" not in word.text, (number, word)
        assert list(crowded(sheet)) == [], number


@pytest.mark.parametrize(("bulletin", "language", "wanted"), [item for item in PRINTED if item[2] is not Format.XLSX])
def test_no_number_of_a_table_is_broken_in_two(
    pressed: Print, as_pdf: Convert, bulletin: tuple[str, str], language: str, wanted: Format
) -> None:
    press = pressed(*bulletin, language)
    printed = {
        word.text for sheet in pages_of(as_pdf(press.rendered(wanted).content, wanted.value)) for word in sheet.words
    }
    assert [text for text in numbers_in_tables(press, annexes=wanted is not Format.PPTX) if text not in printed] == []


def numbers_in_tables(press: Press, *, annexes: bool) -> list[str]:
    """Every number of the tables; the slides leave the annexes out."""
    parts = press.document.parts if annexes else press.document.sections
    return [
        cell_text(cell)
        for part in parts
        for grid in part.grids
        for row in grid.table.rows
        for cell, column in zip(row, grid.table.columns, strict=True)
        if column.numeric and cell is not None
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wanted", [Format.DOCX, Format.PDF])
@pytest.mark.parametrize("bulletin", [CITY, REAL])
def test_one_page_is_one_page(
    pressed: Print, as_pdf: Convert, bulletin: tuple[str, str], language: str, wanted: Format
) -> None:
    press = pressed(*bulletin, language, length=Length.PAGE)
    assert len(pages_of(as_pdf(press.rendered(wanted).content, wanted.value))) == 1


def test_the_longest_card_is_one_page(pressed: Print, as_pdf: Convert) -> None:
    press = pressed("990101", "2026Q1", "zh")
    with zipfile.ZipFile(io.BytesIO(press.rendered(Format.PACK).content)) as pack:
        cards = [pack.read(name) for name in pack.namelist() if name.startswith("4")]
    longest = max(cards, key=lambda card: len(_rows(card)))
    assert len(_rows(longest)) > 8
    assert len(pages_of(as_pdf(longest, "docx"))) == 1


def _rows(card: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(card)) as document:
        return re.findall(r"<w:tr>", document.read("word/document.xml").decode())


@pytest.mark.parametrize("face", [sans_path(), serif_path()])
def test_the_faces_of_the_pdf_have_every_character_said(pressed: Print, face: Path) -> None:
    said = set()
    for bulletin in (CITY, REAL):
        for language in ("zh", "en"):
            said |= set(pressed(*bulletin, language).rendered(Format.TEXT).content.decode())
    font = ImageFont.truetype(str(face), 40)

    def drawn(letter: str) -> bytes:
        picture = Image.new("L", (80, 80))
        ImageDraw.Draw(picture).text((10, 10), letter, font=font, fill=255)
        return picture.tobytes()

    box = drawn("\U0010fffd")
    assert sorted(letter for letter in said if letter.strip() and drawn(letter) == box) == []


@pytest.mark.parametrize("name", SCENES)
def test_a_picture(pressed: Print, as_pdf: Convert, tmp_path: Path, name: str) -> None:
    bulletin, language, wanted, shown = SCENES[name]
    pdf = as_pdf(pressed(*bulletin, language).rendered(wanted).content, wanted.value)
    folder = Path(os.environ["ZONES_PICTURES"]) if "ZONES_PICTURES" in os.environ else tmp_path
    pictures = [_picture(pdf, page, tmp_path) for page in shown]
    width, height = max(item.width for item in pictures), max(item.height for item in pictures)
    across = len(pictures) if height > width else 2
    montage = Image.new("RGB", (width * across, height * -(-len(pictures) // across)), "white")
    for at, picture in enumerate(pictures):
        montage.paste(picture, (at % across * width, at // across * height))
    montage.save(folder / f"{name}.png", optimize=True)
    assert any(pixel != montage.getpixel((0, 0)) for pixel in set(montage.resize((64, 64)).get_flattened_data()))
    assert (PICTURES / f"{name}.png").exists()


def _picture(pdf: Path, page: int, folder: Path) -> Image.Image:
    target = folder / f"page-{page}"
    command = [
        tool("pdftoppm"),
        "-r",
        str(_DPI),
        "-png",
        "-singlefile",
        "-f",
        str(page),
        "-l",
        str(page),
        str(pdf),
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(f"{target}.png") as picture:
        return picture.convert("RGB")
