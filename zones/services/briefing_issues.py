"""Issuing a briefing: its model and every document are stored under a number and never change again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa

from zones.domain.briefing import Briefing, Choice
from zones.domain.document import Imprint
from zones.domain.errors import UnknownNameError
from zones.services.briefing import FiguresMovingError, briefing
from zones.services.briefing_documents import LANGUAGES, Format, Press, Rendered, Templates
from zones.services.briefing_json import canonical
from zones.services.briefing_layouts import Masthead
from zones.services.deployment import Deployment
from zones.services.sample import Step
from zones.store import briefings
from zones.store.briefings import DocumentRecord, IssueRecord

_MOST_TRIES = 5
# As many characters as the store keeps.
_LONGEST_NAME, _LONGEST_TITLE = 120, 200
Tell = Callable[[Step], None]


def _silent(_step: Step) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue; `again` says that these very figures had been issued before and nothing was added."""

    record: IssueRecord
    again: bool


@dataclass(frozen=True)
class Order:
    """How a briefing is to be issued: by whom, when, under which masthead, in which languages and formats."""

    templates: Templates
    author: str
    issued: date
    masthead: Masthead = field(default_factory=Masthead)
    languages: Sequence[str] = LANGUAGES
    formats: Sequence[Format] = tuple(Format)


def issue(deployment: Deployment, choice: Choice, order: Order, *, tell: Tell = _silent) -> Issued:
    """Compute, render and freeze a briefing; the number is the next of its series in the year of the issue."""
    as_of, newest, model = _known(deployment, choice)
    tell(Step(f"计算完成,快照码 {model.code}", f"computed, snapshot {model.code}"))
    with deployment.reading() as connection:
        before = briefings.issue_of(connection, model.code)
    if before is not None:
        return Issued(before, again=True)
    for _ in range(_MOST_TRIES):
        series = _series(model, order)
        with deployment.reading() as connection:
            number = briefings.next_number(connection, series=series, year=order.issued.year)
        documents = list(_documents(model, order, number, tell))
        with deployment.writing() as connection:
            if briefings.next_number(connection, series=series, year=order.issued.year) == number:
                return Issued(_stored(connection, model, order, number, documents, as_of, newest), again=False)
    raise FiguresMovingError


def _known(deployment: Deployment, choice: Choice) -> tuple[datetime, int, Briefing]:
    """The model, the moment it is of, and the last submission it could know."""
    for _ in range(_MOST_TRIES):
        as_of, version = datetime.now(UTC), deployment.version()
        with deployment.reading() as connection:
            newest = briefings.newest_submission(connection)
        model = briefing(deployment, choice)
        if deployment.version() == version:
            return as_of, newest, model
    raise FiguresMovingError


def _imprint(model: Briefing, order: Order, language: str, number: int | None) -> Imprint:
    declared = order.templates.form.imprint(model.region, language=language, issued=order.issued, number=number)
    return order.masthead.on(declared)


def _series(model: Briefing, order: Order) -> str:
    """What issues are numbered within: the bulletin's Chinese name, whatever the language of a document."""
    return _imprint(model, order, "zh", None).name[:_LONGEST_NAME]


def _documents(model: Briefing, order: Order, number: int, tell: Tell) -> Iterator[Rendered]:
    for language in order.languages:
        press = Press(model, order.templates, language, _imprint(model, order, language, number))
        for wanted in order.formats:
            yield press.rendered(wanted)
            tell(Step(f"已生成 {wanted}({language})", f"made {wanted} ({language})"))


def _stored(
    connection: sa.Connection,
    model: Briefing,
    order: Order,
    number: int,
    documents: Sequence[Rendered],
    as_of: datetime,
    newest: int,
) -> IssueRecord:
    titles = {
        language: Press(model, order.templates, language, _imprint(model, order, language, number)).document.title
        for language in LANGUAGES
    }
    briefings.add_issue(
        connection,
        [DocumentRecord(item.language, item.format.value, item.name, item.content) for item in documents],
        code=model.code,
        series=_series(model, order),
        year=order.issued.year,
        number=number,
        region=model.choice.region,
        quarter=model.quarter.ordinal,
        title=titles["zh"][:_LONGEST_TITLE],
        title_en=titles["en"][:_LONGEST_TITLE],
        author=order.author[:_LONGEST_NAME],
        issued_at=as_of,
        newest_submission=newest,
        synthetic=model.synthetic,
        model=canonical(model),
    )
    return found_issue(connection, model.code)


def found_issue(connection: sa.Connection, code: str) -> IssueRecord:
    """The issue of a snapshot code; raises UnknownNameError."""
    record = briefings.issue_of(connection, code.strip())
    if record is None:
        newest = tuple(item.code for item in briefings.issues(connection, limit=3))
        raise UnknownNameError(kind_zh="已印发的快照码", kind_en="issued snapshot", name=code, suggestions=newest)
    return record


def reopen(deployment: Deployment, code: str, *, language: str, wanted: Format) -> Rendered:
    """A document of an issue, byte for byte as it was issued."""
    with deployment.reading() as connection:
        record = found_issue(connection, code)
        document = briefings.document_of(connection, issue=record.id, language=language, format=wanted.value)
    if document is None:
        raise UnknownNameError(kind_zh="已印发的文档", kind_en="issued document", name=f"{code} {language} {wanted}")
    return Rendered(wanted, document.language, document.name, document.content)


def issues(deployment: Deployment, *, limit: int = 100) -> list[IssueRecord]:
    """The newest issues first."""
    with deployment.reading() as connection:
        return briefings.issues(connection, limit=limit)
