"""更正说明: what an issued bulletin said and what holds now, as a document of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zones.domain.correction import Cause, Differences, FigureChange, Standing, VerdictChange
from zones.domain.document import Block, Document, Grid, Imprint
from zones.domain.figures import Cell, Column, Table
from zones.domain.wording import ABSENT, percent
from zones.domain.words import status_word, synthetic_mark, verdict_word
from zones.exports.briefing import said
from zones.exports.briefing.amounts import amount, day
from zones.exports.briefing.printable import printable
from zones.exports.briefing.sentences import Sentences
from zones.exports.words import amount as table_amount
from zones.exports.words import percent as table_percent

_TITLES = (("关于《{title}》的", "更正说明"), ("Correction of", "“{title}”"))
_ISSUES = ("《{series}》{year}年第{number}期", "{series} {year}, no. {number}")
_CAPTIONS = (
    ("表1 数据变化", "Table 1. Figures that changed"),
    ("表2 位次变化", "Table 2. Ranks that moved"),
)
_CHANGES = (
    ("地区", "Region"),
    ("指标", "Indicator"),
    ("单位", "Unit"),
    ("原数值", "Old figure"),
    ("现数值", "New figure"),
    ("原目标", "Old target"),
    ("现目标", "New target"),
    ("原完成率(%)", "Old completion (%)"),
    ("现完成率(%)", "New completion (%)"),
    ("原位次", "Old rank"),
    ("现位次", "New rank"),
    ("原因", "Reason"),
)
_MOVES = (("地区", "Region"), ("指标", "Indicator"), ("原位次", "Old rank"), ("现位次", "New rank"))
_TEXT = frozenset({"地区", "指标", "单位", "原因"})
_REASONS = {
    "given": ("{reason}(第{number}号填报,{author})", "{reason} (submission {number}, {author})"),
    "none": ("未说明(第{number}号填报,{author})", "none given (submission {number}, {author})"),
    "withdrawn": ("撤回第{number}号填报:{reason}({author})", "submission {number} withdrawn: {reason} ({author})"),
}


def correction_document(differences: Differences, *, sentences: Sentences, imprint: Imprint, today: date) -> Document:
    """The note as a document: prose on the region itself, tables of everything."""
    language = sentences.language
    which = language != "zh"
    title = differences.title if language == "zh" else differences.title_en or differences.title
    opening: list[Block] = list(sentences.say("correction", _said(differences, title, today, language)))
    if differences.figures:
        opening.append(_changes(differences.figures, language))
    if differences.moves:
        opening.append(_moves(differences, language))
    document = Document(
        language=language,
        title_lines=tuple(line.format(title=title) for line in _TITLES[which]),
        subject=differences.quarter.span(language),
        imprint=imprint,
        opening=tuple(opening),
        sections=(),
        annexes=(),
        remarks=(),
        mark=synthetic_mark(language) if differences.synthetic else "",
        code=differences.code,
    )
    return printable(document)


def _said(differences: Differences, title: str, today: date, language: str) -> said.Correction:
    issue = _ISSUES[language != "zh"].format(
        series=differences.series, year=differences.year, number=differences.number
    )
    causes = dict.fromkeys(cause for change in differences.figures for cause in change.causes)
    return said.Correction(
        issue=issue,
        issued=day(differences.issued, language),
        title=title,
        code=differences.issued_code,
        today=day(today, language),
        count=len(differences.figures),
        own=tuple(item for change in differences.figures if change.own for item in _change_said(change, language)),
        verdicts=tuple(_verdict_said(item, language) for item in differences.verdicts),
        reasons=tuple(reason(cause, language) for cause in causes),
    )


def _change_said(change: FigureChange, language: str) -> list[said.ChangeSaid]:
    """A figure, its target, or both."""
    kinds = [kind for kind, changed in ((False, change.value_changed), (True, change.target_changed)) if changed]
    return [_one_said(change, language, target=kind) for kind in kinds]


def _one_said(change: FigureChange, language: str, *, target: bool) -> said.ChangeSaid:
    def words(standing: Standing) -> tuple[str, str, str, str]:
        value = standing.target if target else standing.value
        return (
            amount(value, change.indicator, language),
            percent(standing.completion),
            ABSENT if standing.status is None else status_word(standing.status, language),
            ABSENT if standing.rank is None else _rank(standing.rank, language),
        )

    old, new = words(change.old), words(change.new)
    name = change.indicator.label(language)
    return said.ChangeSaid(
        region=change.region.label(language),
        name=name if language == "zh" else name[:1].lower() + name[1:],
        target=target,
        old=old[0],
        new=new[0],
        old_completion=old[1],
        new_completion=new[1],
        old_status=old[2],
        new_status=new[2],
        old_rank=old[3],
        new_rank=new[3],
        reasons=tuple(reason(cause, language) for cause in change.causes),
    )


def _rank(rank: int, language: str) -> str:
    return f"第{rank}位" if language == "zh" else f"no. {rank}"


def _verdict_said(item: VerdictChange, language: str) -> said.VerdictSaid:
    old, new = (ABSENT if verdict is None else verdict_word(verdict, language) for verdict in (item.old, item.new))
    return said.VerdictSaid(region=item.region.label(language), old=old, new=new)


def reason(cause: Cause, language: str) -> str:
    """Why a figure changed, and who said so."""
    key = "withdrawn" if cause.withdrawal else "given" if cause.reason else "none"
    return _REASONS[key][language != "zh"].format(
        reason=cause.reason.rstrip("。."), number=cause.submission, author=cause.author
    )


def changes_table(figures: Sequence[FigureChange], language: str) -> Table:
    """Every figure that changed: old and new, why, and what it did to completion and rank."""
    which = language != "zh"
    heads = [Column(head[which], numeric=head[0] not in _TEXT) for head in _CHANGES]
    return Table(_CAPTIONS[0][which], heads, [_line(change, language) for change in figures])


def _line(change: FigureChange, language: str) -> tuple[Cell, ...]:
    item, old, new = change.indicator, change.old, change.new
    return (
        change.region.label(language),
        item.label(language),
        item.unit.label(language),
        table_amount(old.value, item),
        table_amount(new.value, item),
        table_amount(old.target, item),
        table_amount(new.target, item),
        table_percent(old.completion),
        table_percent(new.completion),
        old.rank,
        new.rank,
        "；".join(reason(cause, language) for cause in change.causes),
    )


def _changes(figures: Sequence[FigureChange], language: str) -> Grid:
    table = changes_table(figures, language)
    return Grid("changes", table.title, table)


def _moves(differences: Differences, language: str) -> Grid:
    which = language != "zh"
    caption = _CAPTIONS[1][which]
    heads = [Column(head[which], numeric=at > 1, decimals=0) for at, head in enumerate(_MOVES)]
    rows = [
        (move.region.label(language), move.indicator.label(language), move.old, move.new) for move in differences.moves
    ]
    return Grid("moves", caption, Table(caption, heads, rows))
