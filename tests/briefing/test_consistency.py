"""No two numbers of a bulletin contradict each other: text, tables and charts of every format against the one model.

Every region, quarter and language of the sample is read as text, with its tables and charts. The other formats are opened
for all cities, counties and real regions; the invented townships take turns, so that each is opened in every format.
`ZONES_EVERY_DOCUMENT=1 pytest tests/briefing/test_consistency.py` opens everything.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.briefing.audit import Audit
from tests.briefing.claims import UnexplainedError
from tests.briefing.conftest import imprinted
from tests.briefing.extracts import of_xlsx
from tests.briefing.framing import prose
from tests.briefing.reading import reader
from zones.domain.briefing import Briefing, Choice
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.services.briefing import NothingReportedError, briefing
from zones.services.briefing_documents import Format, Templates
from zones.services.places import quarters_reported
from zones.store import region_reads

if TYPE_CHECKING:
    from tests.briefing.conftest import Compute, Print
    from zones.services.deployment import Deployment

LANGUAGES = ("zh", "en")
OPENED = (Format.DOCX, Format.PPTX, Format.XLSX, Format.HTML)
EVERY = bool(os.environ.get("ZONES_EVERY_DOCUMENT"))
# So many tests, which workers share among themselves.
PARTS = 12


@pytest.mark.parametrize("part", range(PARTS))
def test_every_number_of_every_document_is_the_models(sample: Deployment, templates: Templates, part: int) -> None:
    with sample.reading() as connection:
        regions = region_reads.all_regions(connection)
    documents = numbers = 0
    for at, region in list(enumerate(regions))[part::PARTS]:
        models = list(reported(sample, region, quarters_reported(sample)))
        for model, language, formats in opened(models, at, turns=region.level >= Level.TOWNSHIP and region.synthetic):
            audit = Audit(imprinted(model, templates, language))
            numbers += audit.words()
            for wanted in (*formats, Format.MARKDOWN):
                numbers += audit.document(wanted, audit.press.rendered(wanted).content)
                documents += 1
    print(f"{documents} documents, {numbers} numbers")  # noqa: T201  for who runs it by hand
    assert documents > 200
    assert numbers > 100 * documents


def reported(sample: Deployment, region: Region, quarters: Sequence[Quarter]) -> Iterator[Briefing]:
    """The region's bulletins of the quarters in which anything is reported."""
    for quarter in quarters:
        try:
            yield briefing(sample, Choice(region.code, quarter))
        except NothingReportedError:
            continue


def opened(models: Sequence[Briefing], at: int, *, turns: bool) -> Iterator[tuple[Briefing, str, Sequence[Format]]]:
    """Every bulletin in both languages, with the formats it is opened in beside the text."""
    for place, model in enumerate(models):
        for which, language in enumerate(LANGUAGES):
            if EVERY or not turns:
                yield model, language, OPENED
            else:
                yield model, language, [item for item in OPENED if (place, which) == turn(item, at, len(models))]


def turn(wanted: Format, at: int, bulletins: int) -> tuple[int, int]:
    """When a township's bulletin is opened in a format: which of its bulletins, in which language."""
    number = OPENED.index(wanted)
    return (at + number * bulletins // len(OPENED)) % bulletins, (at // bulletins + number) % len(LANGUAGES)


def test_townships_taking_turns_leave_nothing_out() -> None:
    """Among a hundred townships of twelve quarters each format meets every quarter in every language."""
    turns = {(item, *turn(item, at, 12)) for at in range(100) for item in OPENED}
    assert turns == {(item, quarter, language) for item in OPENED for quarter in range(12) for language in range(2)}


def test_ranks_asked_away_are_nowhere(pressed: Print) -> None:
    press = pressed("990100", "2026Q2", "zh", ranks=False)
    claims = reader(press.briefing, "zh")
    for text in prose(press.document):
        claims.read(text)
    words = press.rendered(Format.TEXT).content.decode()
    assert not re.search(r"位次|第\d+位|居前|居后|较高|较低", words)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("34.5%", "34.6%"),
        ("1.2亿元", "1.3亿元"),
        ("超序时进度9.5个百分点", "超序时进度9.4个百分点"),
        ("超序时进度9.5个百分点", "欠序时进度9.5个百分点"),
        ("387个", "378个"),
        ("涟水县完成年度目标的64.6%", "金湖县完成年度目标的64.6%"),
        ("3项达到或超过", "2项达到或超过"),
        ("尚缺5,391.3万元", "尚缺5,391.2万元"),
        ("有10项", "有9项"),
    ],
)
def test_the_reader_notices_a_wrong_number(pressed: Print, right: str, wrong: str) -> None:
    press = pressed("320800", "2006Q1", "zh")
    claims = reader(press.briefing, "zh")
    texts = [text for text in prose(press.document) if right in text]
    assert texts
    for text in texts:
        with pytest.raises(UnexplainedError):
            claims.read(text.replace(right, wrong))


@pytest.mark.parametrize(("region", "quarter"), [("990100", "2026Q2"), ("320800", "2006Q1")])
def test_formulas_come_to_what_is_printed(
    pressed: Print, region: str, quarter: str, tmp_path: Path, unavailable: Callable[[str], NoReturn]
) -> None:
    """LibreOffice computes every formula anew; what it shows is what was written."""
    office = shutil.which("soffice") or unavailable("no LibreOffice")
    content = pressed(region, quarter, "zh").rendered(Format.XLSX).content
    (tmp_path / "in.xlsx").write_bytes(content)
    arguments = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    arguments += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*arguments, str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=120)
    written, _ = of_xlsx(content)
    computed, _ = of_xlsx((tmp_path / "out" / "in.xlsx").read_bytes(), charts=False)
    compared = 0
    for title, rows in written.items():
        for row, again in zip(rows, computed[title], strict=False):
            for cell, other in zip(row, again, strict=False):
                if isinstance(cell, int | float):
                    assert other == pytest.approx(cell), (title, row)
                    compared += 1
    assert compared > 30


def test_a_model_is_one_text_whatever_the_language(computed: Compute, pressed: Print) -> None:
    model = computed("990100", "2026Q2")
    assert {pressed("990100", "2026Q2", language).document.code for language in LANGUAGES} == {model.code}
