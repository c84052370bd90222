"""A briefing as files: the deployment's templates loaded and checked, then every format rendered from one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from zones.domain.briefing import Briefing
from zones.domain.correction import Differences
from zones.domain.document import Document, Imprint
from zones.domain.errors import UnknownNameError
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.exports.briefing.cards import cards
from zones.exports.briefing.composing import compose
from zones.exports.briefing.correction import correction_document
from zones.exports.briefing.docx import docx_bytes
from zones.exports.briefing.form import Form, load_form
from zones.exports.briefing.html import html_bytes
from zones.exports.briefing.markdown import markdown_bytes, text_bytes
from zones.exports.briefing.pack import pack_bytes, safe
from zones.exports.briefing.pdf import page_pictures, pdf_bytes
from zones.exports.briefing.pptx import pptx_bytes
from zones.exports.briefing.sentences import Sentences, load_sentences
from zones.exports.briefing.xlsx import xlsx_bytes
from zones.services.briefing_charts import drawn
from zones.settings import Settings

LANGUAGES = ("zh", "en")
_FOLDER = "briefing"
_KINDS = ("通报", "bulletin")
_CORRECTIONS = ("更正说明", "-correction")


class Format(StrEnum):
    """What a briefing can be had as; the value is the file's ending."""

    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "md"
    TEXT = "txt"
    PACK = "zip"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.HTML: "text/html",
    Format.PDF: "application/pdf",
    Format.MARKDOWN: "text/markdown",
    Format.TEXT: "text/plain",
    Format.PACK: "application/zip",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """One finished file."""

    format: Format
    language: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Templates:
    """What a deployment declares of its bulletins: form, and sentences by language."""

    form: Form
    sentences: Mapping[str, Sentences]


def load_templates(folder: Path | None = None) -> Templates:
    """Load and check everything under data/templates/briefing; raises the first mistake with file, line and name."""
    here = (folder or Settings().templates) / _FOLDER
    return Templates(load_form(here), {language: load_sentences(here, language) for language in LANGUAGES})


@dataclass(frozen=True)
class Press:
    """One briefing in one language, ready to be printed in any format."""

    briefing: Briefing
    templates: Templates
    language: str
    imprint: Imprint

    @cached_property
    def document(self) -> Document:
        """The words, tables and charts that every format renders."""
        return compose(self.briefing, sentences=self._sentences, form=self.templates.form, imprint=self.imprint)

    @property
    def _sentences(self) -> Sentences:
        return self.templates.sentences[self.language]

    def rendered(self, wanted: Format) -> Rendered:
        """The briefing in one format."""
        name = file_name(self.briefing.region, self.briefing.quarter, wanted, self.language)
        return Rendered(wanted, self.language, name, self._printers[wanted]())

    def pages(self) -> list[str]:
        """The laid-out pages as SVG pictures, to be looked at before anything is taken away."""
        return page_pictures(self.document, self.templates.form)

    @cached_property
    def _printers(self) -> Mapping[Format, Callable[[], bytes]]:
        form = self.templates.form
        return {
            Format.DOCX: lambda: self._bulletin,
            Format.PPTX: lambda: self._slides,
            Format.XLSX: lambda: self._annex,
            Format.HTML: lambda: html_bytes(self.document, drawn(self.briefing, self.document)),
            Format.PDF: lambda: pdf_bytes(self.document, form),
            Format.MARKDOWN: lambda: markdown_bytes(self.document),
            Format.TEXT: lambda: text_bytes(self.document),
            Format.PACK: self._pack,
        }

    @cached_property
    def _bulletin(self) -> bytes:
        return docx_bytes(self.document, self.templates.form.faces)

    @cached_property
    def _slides(self) -> bytes:
        return pptx_bytes(self.document, self.templates.form.faces)

    @cached_property
    def _annex(self) -> bytes:
        return xlsx_bytes(self.briefing, self.document, self.templates.form.faces)

    def _pack(self) -> bytes:
        form = self.templates.form
        return pack_bytes(
            bulletin=self._bulletin,
            slides=self._slides,
            annex=self._annex,
            cards=cards(self.briefing, sentences=self._sentences, form=form, imprint=self.imprint),
            language=self.language,
        )


def correction(
    differences: Differences, *, templates: Templates, language: str, imprint: Imprint, wanted: Format
) -> Rendered:
    """The 更正说明 of an issue as a file: a document, a page, or text."""
    note = correction_document(
        differences, sentences=templates.sentences[language], imprint=imprint, today=imprint.issued
    )
    printers: Mapping[Format, Callable[[], bytes]] = {
        Format.DOCX: lambda: docx_bytes(note, templates.form.faces),
        Format.PPTX: lambda: pptx_bytes(note, templates.form.faces),
        Format.HTML: lambda: html_bytes(note, {}),
        Format.PDF: lambda: pdf_bytes(note, templates.form),
        Format.MARKDOWN: lambda: markdown_bytes(note),
        Format.TEXT: lambda: text_bytes(note),
    }
    if wanted not in printers:
        known = tuple(str(item) for item in printers)
        raise UnknownNameError(
            kind_zh="更正说明的格式", kind_en="format of a correction", name=wanted, suggestions=known
        )
    name = f"{safe(differences.issued_code)}{_CORRECTIONS[language != 'zh']}.{wanted}"
    return Rendered(wanted, language, name, printers[wanted]())


def file_name(region: Region, quarter: Quarter, wanted: Format, language: str) -> str:
    """Such as 淮安市2006Q1通报.docx."""
    kind = _KINDS[language != "zh"]
    glue = "" if language == "zh" else "-"
    return glue.join([safe(region.label(language)), str(quarter), kind]) + f".{wanted}"


def render(press: Press, formats: Sequence[Format] = tuple(Format)) -> Iterator[Rendered]:
    """The formats one after the other, so that a page can show how far it is."""
    for wanted in formats:
        yield press.rendered(wanted)
