"""The sentences a deployment writes: loaded whole, held in a sandbox, every mistake named by file, line and name."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zones.domain.errors import DeclarationError
from zones.exports.briefing.composing import chinese
from zones.exports.briefing.sentences import TemplateFailedError
from zones.services.briefing_documents import Format, Press, load_templates
from zones.settings import Settings

if TYPE_CHECKING:
    from tests.briefing.conftest import Compute, Print


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped templates, to be rewritten."""
    shutil.copytree(Settings().templates, tmp_path / "templates")
    return tmp_path / "templates"


def rewrite(folder: Path, name: str, text: str) -> Path:
    path = folder / "briefing" / "zh" / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("一\n{{ fact.completon }}", 2, "completon"),
        ("一\n\n{{ fakt.name }}", 3, "fakt"),
        ("{% if fact %}\n一", 2, "indicator"),
        ("{{ fact.name | shouted }}", 1, "indicator"),
        ('{% from "say.j2" import nonsense %}\n{{ nonsense(fact) }}{{ fact.nonsense }}', 2, "nonsense"),
        ("一\n二{{ fact | map(attribute='gone') | list }}", 2, "gone"),
        ("{{ fact.name }", 1, "indicator"),
    ],
)
def test_a_mistake_is_named_when_the_templates_are_loaded(folder: Path, text: str, line: int, name: str) -> None:
    path = rewrite(folder, "indicator.j2", text)
    with pytest.raises(TemplateFailedError) as refused:
        load_templates(folder)
    assert (refused.value.file, refused.value.line, refused.value.name) == (path, line, name)
    for words in (refused.value.zh, refused.value.en):
        assert str(path) in words
        assert str(line) in words


@pytest.mark.parametrize("attack", ["{{ ''.__class__.__mro__ }}", "{{ fact.__class__ }}", "{{ lipsum.__globals__ }}"])
def test_nothing_can_be_reached_through_a_template(folder: Path, attack: str) -> None:
    rewrite(folder, "title.j2", attack)
    with pytest.raises(TemplateFailedError):
        load_templates(folder)


def test_a_template_that_fails_on_some_figures_is_named_with_its_line(
    folder: Path, computed: Compute, pressed: Print
) -> None:
    path = rewrite(folder, "opening.j2", "一\n\n{{ 1 // (targeted - targeted) }}")
    press = pressed("320800", "2006Q1", "zh")
    with pytest.raises(TemplateFailedError) as refused:
        Press(computed("320800", "2006Q1"), load_templates(folder), "zh", press.imprint).rendered(Format.TEXT)
    assert (refused.value.file, refused.value.line) == (path, 3)


def test_a_missing_template_is_named(folder: Path) -> None:
    (folder / "briefing" / "en" / "topic.j2").unlink()
    with pytest.raises(TemplateFailedError, match=r"topic\.j2"):
        load_templates(folder)


def test_a_template_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "briefing" / "zh" / "title.j2").write_bytes("通报".encode("gb18030"))
    with pytest.raises(TemplateFailedError, match=r"title\.j2"):
        load_templates(folder)


def test_a_deployment_writes_its_own_sentences(folder: Path, computed: Compute, pressed: Print) -> None:
    rewrite(folder, "title.j2", "关于{{ region }}的通报")
    press = Press(computed("320800", "2006Q1"), load_templates(folder), "zh", pressed("320800", "2006Q1", "zh").imprint)
    assert press.document.title == "关于淮安市的通报"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "工业集中区建设简报"', "name = 3", "masthead"),
        ("copies = 50", "copeis = 50", "copeis"),
        ('within = "projects_implemented"', 'within = "completed_project_investment"', "parts"),
        ("[pdf]", "[pfd]", "pdf"),
        ('title = ["方正小标宋简体", "宋体"]', "title = []", "title"),
    ],
)
def test_a_mistake_in_the_form_is_named(folder: Path, old: str, new: str, words: str) -> None:
    path = folder / "briefing" / "briefing.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclarationError, match=words) as refused:
        load_templates(folder)
    assert refused.value.file == "briefing.toml"


def test_a_face_that_is_nowhere_is_named_before_anything_is_printed(
    folder: Path, computed: Compute, pressed: Print
) -> None:
    path = folder / "briefing" / "briefing.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Noto Serif SC"', '"没有的字体"'), encoding="utf-8")
    press = Press(computed("320800", "2006Q1"), load_templates(folder), "zh", pressed("320800", "2006Q1", "zh").imprint)
    with pytest.raises(Exception, match="没有的字体") as refused:
        press.rendered(Format.PDF)
    assert getattr(refused.value, "exit_status", None) == 3
    # A document that only names its faces is made all the same.
    assert press.rendered(Format.DOCX).content


def test_a_mistake_in_the_page_of_the_pdf_is_named_with_its_line(
    folder: Path, computed: Compute, pressed: Print
) -> None:
    path = folder / "briefing" / "bulletin.typ"
    path.write_text("#let doc = 1\n#doc.title\n", encoding="utf-8")
    press = Press(computed("320800", "2006Q1"), load_templates(folder), "zh", pressed("320800", "2006Q1", "zh").imprint)
    with pytest.raises(TemplateFailedError) as refused:
        press.rendered(Format.PDF)
    assert (refused.value.file, refused.value.line) == (path, 2)


def test_numbers_of_headings() -> None:
    assert [chinese(number) for number in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]
