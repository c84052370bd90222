"""The form of the files: GB/T 9704 in Word, faces named on every run, wide slides with notes, sheets ready to print."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn

from tests.briefing.extracts import of_docx, of_html, xml_of
from zones.domain.briefing import Length
from zones.services.briefing_documents import Format

if TYPE_CHECKING:
    from tests.briefing.conftest import Print

MARK = {"zh": "演示数据,虚构,不是真实统计", "en": "Demonstration data: fictional, no real statistics"}


@pytest.fixture(scope="module")
def word(pressed: Print) -> bytes:
    return pressed("990100", "2026Q2", "zh").rendered(Format.DOCX).content


def test_the_page_is_that_of_an_official_paper(word: bytes) -> None:
    section = docx.Document(io.BytesIO(word)).sections[0]
    size = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in size] == [210, 297]
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]


def test_type_sizes_and_lines_are_those_of_an_official_paper(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    title = by_text["珩渚市2026年二季度\n工业集中区建设进展情况通报"]
    heading = by_text["一、总体情况"]
    body = next(item for item in document.paragraphs if item.text.startswith("（一）投入"))

    def face(paragraph: object, at: int) -> tuple[str | None, float]:
        run = paragraph.runs[at]  # type: ignore[attr-defined]
        return run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt

    assert face(title, 0) == ("方正小标宋简体", 22)
    assert face(heading, 0) == ("黑体", 16)
    assert face(body, 0) == ("楷体_GB2312", 16)
    assert face(body, 1) == ("仿宋_GB2312", 16)
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.paragraph_format.first_line_indent.pt == 32


def test_every_run_names_the_face_of_its_chinese(word: bytes) -> None:
    for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml"):
        runs = [run for run in xml_of(word, part).iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        faces = [run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in runs]
        assert all(face is not None and face.get(qn("w:eastAsia")) for face in faces), part


def test_each_face_names_what_stands_in_for_it(word: bytes) -> None:
    fonts = {font.get(qn("w:name")): font for font in xml_of(word, "word/fontTable.xml").iter(qn("w:font"))}
    instead = {name: fonts[name].find(qn("w:altName")).get(qn("w:val")) for name in ("方正小标宋简体", "仿宋_GB2312")}
    assert instead == {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋"}


def test_head_and_foot_say_who_when_and_to_whom(word: bytes) -> None:
    texts = of_docx(word).paragraphs
    assert texts[:3] == ["工业集中区建设简报", "第3期", "珩渚市工业集中区建设领导小组办公室\t2026年7月15日"]
    assert texts[-4:] == [
        "主送：珩渚市党委、政府领导",
        "抄送：有关部门和单位",
        "珩渚市工业集中区建设领导小组办公室\t2026年7月15日印发",
        "（共印50份）",
    ]


def test_pages_are_numbered_outside_with_dashes(word: bytes) -> None:
    for part, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        footer = xml_of(word, part)
        first = next(footer.iter(qn("w:p")))
        assert first.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == side
        assert "".join(node.text or "" for node in first.iter(qn("w:t"), qn("w:instrText"))) == "— PAGE1 —"


def test_sections_come_in_the_order_of_a_bulletin(pressed: Print) -> None:
    document = pressed("990100", "2026Q2", "zh", groups=("市级重点集中区",)).document
    assert [section.code for section in document.sections] == [
        "overall", "indicators", "children", "groups", "ranks", "half_year", "silence", "problems", "steps",
    ]  # fmt: skip
    assert [annex.code for annex in document.annexes][:3] == ["annex_region", "annex_children", "annex_units"]


def test_headers_of_tables_repeat_and_rows_stay_whole(word: bytes) -> None:
    for table in xml_of(word, "word/document.xml").iter(qn("w:tbl")):
        rows = list(table.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(156 * 1440 / 25.4, abs=len(widths))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_invented_figures_are_marked_in_head_and_foot_of_every_file(pressed: Print, language: str) -> None:
    press = pressed("990101", "2026Q1", language)
    mark = MARK[language]
    word = press.rendered(Format.DOCX).content
    for part in ("header1", "header2", "footer1", "footer2"):
        assert mark in "".join(xml_of(word, f"word/{part}.xml").itertext())
    for slide in pptx.Presentation(io.BytesIO(press.rendered(Format.PPTX).content)).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert sum(mark in text for text in texts) == 2
    book = openpyxl.load_workbook(io.BytesIO(press.rendered(Format.XLSX).content), read_only=True)
    assert all(mark in {row[0].value for row in sheet["A2:A2"]} for sheet in book.worksheets if sheet.max_row)
    for text in (press.rendered(Format.TEXT), press.rendered(Format.MARKDOWN)):
        lines = text.content.decode().strip().split("\n")
        assert mark in lines[0]
        assert mark in lines[-1]
    page = press.rendered(Format.HTML).content.decode()
    assert page.count(f'<p class="mark">{mark}</p>') == 2


def test_slides_are_wide_with_notes_and_a_face_on_every_run(pressed: Print) -> None:
    content = pressed("990100", "2026Q2", "zh").rendered(Format.PPTX).content
    deck = pptx.Presentation(io.BytesIO(content))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
        runs = list(slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"))
        assert runs
        assert all(run.find("{http://schemas.openxmlformats.org/drawingml/2006/main}ea") is not None for run in runs)


def test_charts_name_the_face_of_their_chinese(pressed: Print, word: bytes) -> None:
    slides = pressed("990100", "2026Q2", "zh").rendered(Format.PPTX).content
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for content, folder in ((word, "word/charts/"), (slides, "ppt/charts/")):
        names = [
            name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if re.match(rf"{folder}chart\d+", name)
        ]
        assert len(names) > 10
        for name in names:
            properties = list(xml_of(content, name).iter(f"{drawing}defRPr", f"{drawing}rPr"))
            assert properties
            assert all(item.find(f"{drawing}ea") is not None for item in properties)


def test_sheets_are_frozen_printable_and_drawn(pressed: Print) -> None:
    content = pressed("990100", "2026Q2", "zh").rendered(Format.XLSX).content
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) >= 2
    sheets = [xml_of(content, name) for name in names if re.match(r"xl/worksheets/sheet\d+\.xml", name)]
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for sheet in sheets:
        assert sheet.find(f".//{main}pane").get("state") == "frozen"
        assert sheet.find(f"{main}pageSetup").get("orientation") == "landscape"
        assert sheet.find(f"{main}sheetPr/{main}pageSetUpPr").get("fitToPage") == "1"
    assert any(sheet.find(f".//{main}dataBar") is not None for sheet in sheets)
    assert any(formula.text for sheet in sheets for formula in sheet.iter(f"{main}f"))
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert workbook.sheetnames[-1] == "来源和规则"


def test_the_page_needs_no_network(pressed: Print) -> None:
    content = pressed("990101", "2026Q1", "zh").rendered(Format.HTML).content
    page = content.decode()
    outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", outside)
    assert "default-src 'none'" in outside
    assert of_html(content)[1]


@pytest.mark.parametrize("wanted", [Format.DOCX, Format.PPTX, Format.XLSX, Format.HTML, Format.PDF, Format.PACK])
def test_the_same_bulletin_gives_the_same_bytes(pressed: Print, templates: object, wanted: Format) -> None:
    press = pressed("341525", "2010Q3", "zh")
    again = type(press)(press.briefing, press.templates, "zh", press.imprint)
    assert again.rendered(wanted).content == press.rendered(wanted).content


def test_one_page_says_its_figures_without_sections(pressed: Print) -> None:
    document = pressed("320800", "2006Q1", "zh", length=Length.PAGE).document
    assert document.one_page
    assert document.sections == document.annexes == ()
    assert [grid.code for grid in document.grids] == ["overall"]
    assert all(row[2] is not None for row in document.grids[0].table.rows)


def test_the_pack_holds_a_card_for_each_lagging_township(pressed: Print) -> None:
    press = pressed("990100", "2026Q2", "zh")
    with zipfile.ZipFile(io.BytesIO(press.rendered(Format.PACK).content)) as pack:
        names = pack.namelist()
        assert names[:3] == ["1通报.docx", "2汇报.pptx", "3附表.xlsx"]
        cards = [name for name in names if name.startswith("4进度提示卡/")]
        assert len(cards) == len(press.briefing.lagging) > 10
        card = of_docx(pack.read(cards[0]))
    rows = press.briefing.lagging[0]
    late = [row for row in rows if row.completion is not None and row.lead is not None and row.lead < 0]
    heads, *lines = card.tables[0]
    assert heads[7:] == ["距序时差额", "距年度目标", "月均需完成", "前期月均"]
    assert sorted(line[0] for line in lines) == sorted(row.indicator.name for row in late)
    assert all(line[7] != "—" and line[8] != "—" for line in lines)


def test_texts_of_others_are_never_markup(pressed: Print) -> None:
    """A name or a note is shown as it is, whatever it looks like."""
    press = pressed("320800", "2006Q1", "zh")
    nasty = "<b>&amp;</b> | * _x_ #1 {{ 7*7 }} $x$ \\"
    hostile = type(press)(
        press.briefing, press.templates, "zh", type(press.imprint)(nasty, nasty, 1, 2026, press.imprint.issued)
    )
    assert nasty in of_docx(hostile.rendered(Format.DOCX).content).paragraphs
    found, _ = of_html(hostile.rendered(Format.HTML).content)
    assert any(nasty in text for text in found.paragraphs)
    assert hostile.rendered(Format.PDF).content.startswith(b"%PDF")
    assert hostile.rendered(Format.XLSX).content


def test_control_characters_of_others_are_left_out(pressed: Print) -> None:
    """A note or a name may hold what no document can."""
    press = pressed("320800", "2006Q1", "zh")
    source = replace(press.briefing.sources[0], note="报告\x00未写\x0b年份\ud800")
    model = replace(press.briefing, sources=(source, *press.briefing.sources[1:]))
    odd = type(press)(model, press.templates, "zh", replace(press.imprint, unit="办\x1f公室"))
    for wanted in (Format.DOCX, Format.PPTX, Format.XLSX, Format.HTML, Format.PDF):
        assert odd.rendered(wanted).content
    assert "报告未写年份。" in odd.rendered(Format.TEXT).content.decode()
