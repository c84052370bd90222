"""The sentence templates of a deployment: loaded once, checked whole, rendered in a sandbox.

A template gets plain texts and numbers, in frozen values; it cannot reach anything else. Every mistake is an error that
names the file, the line and the name in question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zones.domain.document import Paragraph
from zones.domain.errors import ZonesError
from zones.exports.briefing import said
from zones.exports.briefing.amounts import listed

MACROS = "say.j2"
_ATTRIBUTE_FILTERS = frozenset({"map", "selectattr", "rejectattr", "sort", "groupby", "sum", "unique", "min", "max"})
_BREAK = re.compile(r"\n[ \t]*\n|\n[ \t]*(?=# )")
_LEAD = "# "


class TemplateFailedError(ZonesError):
    """A sentence template with a mistake: which file, which line, which name, and what is wrong."""

    def __init__(self, *, file: Path, line: int, name: str, zh: str, en: str) -> None:
        super().__init__(
            zh=f"模板 {file} 第{line}行“{name}”:{zh}",
            en=f"template {file}, line {line}, {name}: {en}",
        )
        self.file, self.line, self.name = file, line, name


@dataclass(frozen=True)
class Sentences:
    """The templates of one language."""

    folder: Path
    language: str
    environment: jinja2.Environment

    def say(self, name: str, value: object, setting: said.Setting | None = None) -> list[Paragraph]:
        """The paragraphs a template makes of a value; blocks without text make none."""
        blocks = (self._paragraph(block) for block in _BREAK.split(self._rendered(name, value, setting)))
        return [paragraph for paragraph in blocks if paragraph.whole]

    def phrase(self, value: said.Phrase) -> str:
        """How an indicator is said with its amount, as a part of a sentence."""
        text = " ".join(self._rendered("phrase", value, None).split())
        return text[:1].lower() + text[1:]

    def title(self, setting: said.Setting) -> tuple[str, ...]:
        """The bulletin's title, broken into lines where it takes more than one."""
        return tuple(line.strip() for line in self._rendered("title", said.Title(), setting).strip().splitlines())

    def _rendered(self, name: str, value: object, setting: said.Setting | None) -> str:
        given = {**(_fields_of(setting) if setting else {}), **_fields_of(value)}
        try:
            return self.environment.get_template(f"{name}.j2").render(given)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise self._failed(name, error) from error

    def _paragraph(self, block: str) -> Paragraph:
        lines = [line.strip() for line in block.strip().split("\n")]
        if lines[0].startswith(_LEAD):
            return Paragraph(self._join(lines[1:]), lead=lines[0].removeprefix(_LEAD))
        return Paragraph(self._join(lines))

    def _join(self, lines: Iterable[str]) -> str:
        """Lines as one: Chinese needs no blank between them; English does, and begins with a capital."""
        if self.language == "zh":
            return "".join(lines)
        text = re.sub(r" +([.,;:)])", r"\1", re.sub(r" {2,}", " ", " ".join(line for line in lines if line)))
        return text[:1].upper() + text[1:]

    def _failed(self, name: str, error: Exception) -> TemplateFailedError:
        file, line = _place_of(error, self.folder, name)
        return TemplateFailedError(
            file=file, line=line, name=name, zh=f"无法生成:{error}", en=f"cannot be said: {error}"
        )


def load_sentences(folder: Path, language: str) -> Sentences:
    """The templates of a language, every one of them checked; raises TemplateFailedError for the first mistake."""
    here = folder / language
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(here),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["listed"] = lambda names: listed((str(name) for name in names), language)
    environment.globals.clear()
    environment.globals["namespace"] = jinja2.utils.Namespace
    environment.auto_reload = False  # what was checked is what is rendered
    sentences = Sentences(here, language, environment)
    macros = frozenset(_macros_of(sentences))
    for name, given in said.SENTENCES.items():
        _check(sentences, f"{name}.j2", {field.name for field in (*fields(said.Setting), *fields(given))}, macros)
    _check(sentences, MACROS, set(), macros)
    return sentences


def _fields_of(value: object) -> Mapping[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]


def _place_of(error: Exception, folder: Path, name: str) -> tuple[Path, int]:
    """The template line that an error comes from: where the error says it, else the innermost template in its trace."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return folder / (error.name or f"{name}.j2"), error.lineno
    found = folder / f"{name}.j2", 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(str(folder)):
            found = Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
        trace = trace.tb_next
    return found


def _source_of(sentences: Sentences, file: str) -> str:
    path = sentences.folder / file
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateFailedError(
            file=path, line=1, name=file, zh="文件无法读取", en=f"cannot be read: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        raise TemplateFailedError(file=path, line=1, name=file, zh="不是 UTF-8 文本", en="is no UTF-8 text") from error


def _parsed(sentences: Sentences, file: str) -> nodes.Template:
    source = _source_of(sentences, file)
    try:
        sentences.environment.compile(source, name=file)  # finds unknown filters and tests, which parsing does not
        return sentences.environment.parse(source, name=file)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFailedError(
            file=sentences.folder / file,
            line=error.lineno,
            name=file.removesuffix(".j2"),
            zh=f"语法有误:{error.message}",
            en=f"does not parse: {error.message}",
        ) from error


def _macros_of(sentences: Sentences) -> Iterator[str]:
    for node in _parsed(sentences, MACROS).find_all(nodes.Macro):
        yield node.name


def _check(sentences: Sentences, file: str, names: set[str], macros: frozenset[str]) -> None:
    tree = _parsed(sentences, file)
    known = names | set(sentences.environment.globals)
    unknown = meta.find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            _refuse(sentences, file, node.lineno, node.name, zh="没有这个名称", en="no such name here")
    attributes = {field.name for kind in said.VALUES for field in fields(kind)} | _namespaced(tree)
    for line, attribute in _attributes_of(tree):
        if attribute not in attributes | macros:
            _refuse(sentences, file, line, attribute, zh="没有这个数据项", en="no such value")


def _attributes_of(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Every attribute a template reads, with its line: fact.lead, map(attribute="lead")."""
    for node in tree.find_all(nodes.Getattr):
        if not (isinstance(node.node, nodes.Name) and node.node.name == "loop"):
            yield node.lineno, node.attr
    for call in tree.find_all(nodes.Filter):
        if call.name in _ATTRIBUTE_FILTERS:
            named = [pair.value for pair in call.kwargs if pair.key == "attribute"]
            first = call.args[:1] if call.name in {"selectattr", "rejectattr"} else []
            for value in (*named, *first):
                if isinstance(value, nodes.Const) and isinstance(value.value, str):
                    yield call.lineno, value.value


def _namespaced(tree: nodes.Template) -> set[str]:
    """What a template keeps in a namespace of its own."""
    made = {pair.key for call in tree.find_all(nodes.Call) for pair in call.kwargs}
    return made | {node.attr for node in tree.find_all(nodes.NSRef)}


def _refuse(sentences: Sentences, file: str, line: int, name: str, *, zh: str, en: str) -> None:
    raise TemplateFailedError(file=sentences.folder / file, line=line, name=name, zh=zh, en=en)
