"""The declared form of the bulletins: masthead, faces, which figures are told together (briefing.toml)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zones.catalogue.declaration import Declared, only_tables_of
from zones.domain.document import Imprint
from zones.domain.region import Region

_FILE = "briefing.toml"
_TABLES = ("masthead", "faces", "pdf", "topics", "parts")


@dataclass(frozen=True, slots=True)
class Face:
    """A face by name and what stands in for it."""

    name: str
    instead: str


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of the editable documents."""

    title: Face
    heading: Face
    subheading: Face
    body: Face
    number: Face
    table: Face
    screen: Face
    latin: Face


@dataclass(frozen=True, slots=True)
class PdfFaces:
    """The faces of the PDF; `folder` is None where the product's own serve."""

    folder: Path | None
    title: str
    heading: str
    subheading: str
    body: str
    table: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every face named, once."""
        return tuple(dict.fromkeys((self.title, self.heading, self.subheading, self.body, self.table)))


@dataclass(frozen=True, slots=True)
class TopicForm:
    """Figures told together; codes of indicators, in order."""

    name: str
    name_en: str
    indicators: tuple[str, ...]

    def label(self, language: str) -> str:
        """The topic's name."""
        return self.name if language == "zh" else self.name_en


@dataclass(frozen=True)
class Form:
    """Everything declared."""

    folder: Path
    masthead: Mapping[str, str]
    copies: int
    faces: Faces
    pdf: PdfFaces
    topics: tuple[TopicForm, ...]
    part_of: Mapping[str, str]

    def imprint(self, region: Region, *, language: str, issued: date, number: int | None = None) -> Imprint:
        """The declared masthead for a region's bulletin."""

        def text(key: str) -> str:
            return self.masthead[key if language == "zh" else f"{key}_en"].replace("{region}", region.label(language))

        return Imprint(
            name=text("name"),
            unit=text("unit"),
            number=number,
            year=issued.year,
            issued=issued,
            recipients=text("recipients"),
            copied_to=text("copied_to"),
            copies=self.copies,
        )

    def topics_of(self, codes: Collection[str]) -> list[TopicForm]:
        """The topics that some of the indicators belong to; what none names goes to the last."""
        named = {code for topic in self.topics for code in topic.indicators}
        rest = tuple(code for code in codes if code not in named)
        *others, last = self.topics
        whole = (*others, replace(last, indicators=(*last.indicators, *rest)))
        return [topic for topic in whole if set(topic.indicators) & set(codes)]


def load_form(folder: Path) -> Form:
    """Read and check the declared form; raises DeclarationError naming file, table and key."""
    tables = only_tables_of(folder, _FILE)
    missing = Declared(_FILE, "-", {})
    for name in _TABLES:
        if name not in tables:
            missing.refuse(name, zh="缺少这张表", en="this table is missing")
    for name, table in tables.items():
        if name not in _TABLES:
            table.refuse(name, zh="不认识的表", en="unknown table")
    masthead, copies = _masthead(tables["masthead"])
    return Form(
        folder=folder,
        masthead=masthead,
        copies=copies,
        faces=_faces(tables["faces"]),
        pdf=_pdf(tables["pdf"], folder),
        topics=_topics(tables["topics"]),
        part_of=_parts(tables["parts"]),
    )


def _masthead(table: Declared) -> tuple[dict[str, str], int]:
    keys = ("name", "unit", "recipients", "copied_to")
    texts = {key: table.text(key) for plain in keys for key in (plain, f"{plain}_en")}
    copies = table.whole("copies", 0)
    table.close()
    return texts, copies


def _faces(table: Declared) -> Faces:
    def face(key: str) -> Face:
        names = table.texts(key)
        if not names:
            table.refuse(key, zh="至少写一个字体名", en="name at least one face")
        return Face(names[0], names[-1])

    faces = Faces(**{key: face(key) for key in Faces.__slots__})
    table.close()
    return faces


def _pdf(table: Declared, folder: Path) -> PdfFaces:
    own = table.text("folder", "")
    faces = PdfFaces(
        folder=folder / own if own else None,
        title=table.text("title"),
        heading=table.text("heading"),
        subheading=table.text("subheading"),
        body=table.text("body"),
        table=table.text("table"),
    )
    table.close()
    return faces


def _topics(table: Declared) -> tuple[TopicForm, ...]:
    topics = []
    for topic in table.subtables().values():
        topics.append(TopicForm(topic.text("name"), topic.text("name_en"), topic.texts("indicators")))
        topic.close()
    if not topics:
        table.refuse("topics", zh="至少声明一个主题", en="declare at least one topic")
    return tuple(topics)


def _parts(table: Declared) -> dict[str, str]:
    """The whole of each part; a part told within itself would never end."""
    wholes = {}
    for part, declared in table.subtables().items():
        wholes[part] = declared.text("within")
        declared.close()
    for part in wholes:
        above = part
        for _ in wholes:
            above = wholes.get(above, "")
        if above in wholes:
            table.refuse(part, zh="互相包含", en="contains itself")
    return wholes
