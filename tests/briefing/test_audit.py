"""The audit of documents reads what it claims: one altered figure in any text, table or chart of any format is noticed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.briefing.audit import Audit
from zones.exports.briefing.packing import packed
from zones.services.briefing_documents import Format

if TYPE_CHECKING:
    from tests.briefing.conftest import Print

COUNTY, TOWNSHIP = ("990101", "2026Q2"), ("990101001", "2025Q3")
SHARE = ("占年度目标的52.8%", "占年度目标的58.2%")
CELL = (">6,524.7<", ">6,542.7<")
POINT = ("<c:v>52.8</c:v>", "<c:v>58.2</c:v>")
VALUE = ("<v>52.8</v>", "<v>58.2</v>")


def altered(content: bytes, old: str, new: str, part: str) -> bytes:
    """A document with a text of one of its parts replaced once; a part inside a part is named after a colon."""
    if not part:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)
    name, _, inner = part.partition(":")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    inside = next(key for key in parts if re.fullmatch(name, key) and (inner or old.encode() in parts[key]))
    return packed({**parts, inside: altered(parts[inside], old, new, inner)}.items())


@pytest.mark.parametrize("wanted", [Format.DOCX, Format.PPTX, Format.XLSX, Format.HTML, Format.MARKDOWN])
@pytest.mark.parametrize(("region", "quarter"), [COUNTY, TOWNSHIP])
def test_a_document_as_produced_passes(pressed: Print, region: str, quarter: str, wanted: Format) -> None:
    press = pressed(region, quarter, "zh")
    assert Audit(press).document(wanted, press.rendered(wanted).content) > 50


@pytest.mark.parametrize(
    ("wanted", "part", "change"),
    [
        (Format.DOCX, "word/document.xml", SHARE),
        (Format.DOCX, "word/document.xml", CELL),
        (Format.DOCX, "word/document.xml", ("序时进度50.0%", "序时进度55.0%")),
        (Format.DOCX, r"word/charts/chart1\.xml", POINT),
        (Format.DOCX, r"word/embeddings/chart1\.xlsx:xl/worksheets/sheet1.xml", VALUE),
        (Format.PPTX, r"ppt/slides/slide\d+\.xml", SHARE),
        (Format.PPTX, r"ppt/slides/slide\d+\.xml", CELL),
        (Format.PPTX, r"ppt/charts/chart1\.xml", POINT),
        (Format.PPTX, r"ppt/embeddings/Microsoft_Excel_Sheet1\.xlsx:xl/worksheets/sheet1.xml", VALUE),
        (Format.PPTX, r"ppt/notesSlides/notesSlide\d+\.xml", SHARE),
        (Format.XLSX, r"xl/worksheets/sheet1\.xml", ("<v>6524.7</v>", "<v>6542.7</v>")),
        (Format.XLSX, r"xl/worksheets/sheet1\.xml", ("<v>52.83157894736842</v>", "<v>58.23157894736842</v>")),
        (Format.XLSX, r"xl/worksheets/sheet2\.xml", ("<v>470</v>", "<v>407</v>")),
        (Format.XLSX, "xl/sharedStrings.xml", ("达到 52.8%", "达到 58.2%")),
        (Format.XLSX, r"xl/charts/chart1\.xml", ("<c:v>52.83157894736842</c:v>", "<c:v>58.23157894736842</c:v>")),
        (Format.HTML, "", SHARE),
        (Format.HTML, "", CELL),
        (Format.HTML, "", ("52.83157894736842", "58.23157894736842")),
        (Format.MARKDOWN, "", SHARE),
        (Format.MARKDOWN, "", ("| 6,524.7 |", "| 6,542.7 |")),
        (Format.MARKDOWN, "", ("| 52.8 | 50.0 |", "| 58.2 | 50.0 |")),
    ],
)
def test_one_altered_figure_is_noticed(pressed: Print, wanted: Format, part: str, change: tuple[str, str]) -> None:
    press = pressed(*COUNTY, "zh")
    content = altered(press.rendered(wanted).content, *change, part)
    with pytest.raises(AssertionError):
        Audit(press).document(wanted, content)


def test_an_altered_point_of_a_history_is_noticed(pressed: Print) -> None:
    press = pressed(*TOWNSHIP, "zh")
    content = press.rendered(Format.HTML).content
    with pytest.raises(AssertionError):
        Audit(press).document(Format.HTML, altered(content, "972000", "927000", ""))


def test_a_word_more_with_a_number_is_noticed(pressed: Print) -> None:
    """What no sentence, caption or remark of the bulletin says is refused, wherever it stands."""
    press = pressed(*COUNTY, "zh")
    content = press.rendered(Format.DOCX).content
    more = "<w:p><w:r><w:t>另有3项未列入</w:t></w:r></w:p><w:sectPr "
    with pytest.raises(AssertionError):
        Audit(press).document(Format.DOCX, altered(content, "<w:sectPr ", more, "word/document.xml"))
