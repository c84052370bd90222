"""What is told of the state of things: the half-year, silence, problems, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from zones.domain.figures import RegionPastHalf
from zones.domain.past_half import GoalStanding, GoalState, Verdict
from zones.domain.wording import percent
from zones.domain.words import verdict_word
from zones.exports.briefing import said
from zones.exports.briefing.amounts import amount, pace, share
from zones.exports.briefing.facts import weakest
from zones.exports.briefing.telling import Telling

_OUTSIDE = frozenset({GoalState.NO_TARGET, GoalState.NO_YARDSTICK})


def half_year(telling: Telling) -> said.HalfYearSaid:
    """The verdict of the region, goal by goal, and of its children, verdict by verdict."""
    half = telling.briefing.half_year
    by_state = {
        state: [item for item in half.own.standings if item.state is state]
        for state in (GoalState.MET, GoalState.MISSED)
    }
    silent = [item for item in half.own.standings if item.state in {GoalState.NO_REPORT, GoalState.TOO_EARLY}]
    aimless = [item for item in half.own.standings if item.state in _OUTSIDE]
    return said.HalfYearSaid(
        known=half.as_of is not None,
        final=half.final,
        half_year=half.year,
        as_of="" if half.as_of is None else half.as_of.label(telling.language),
        months_left=half.months_left,
        verdict=verdict_word(half.own.verdict, telling.language),
        judged=len(half.own.standings) - len(aimless),
        met=tuple(goal(telling, item) for item in by_state[GoalState.MET]),
        missed=tuple(goal(telling, item) for item in by_state[GoalState.MISSED]),
        silent=tuple(goal(telling, item) for item in silent),
        aimless=tuple(item.goal.label(telling.language) for item in aimless),
        groups=_verdicts(telling, half.children) if half.final else (),
    )


def goal(telling: Telling, item: GoalStanding) -> said.GoalSaid:
    """One mid-year goal of the region."""
    half = telling.briefing.half_year
    indicator = half.indicator_of(item.goal)
    needed = half.needed_per_month(item) if item.missing else None
    return said.GoalSaid(
        name=item.goal.label(telling.language),
        share="" if item.share is None else percent(item.share),
        due=share(item.due),
        figure="" if item.figure is None else amount(item.figure, indicator, telling.language),
        missing=amount(item.missing, indicator, telling.language) if item.missing else "",
        needed=pace(needed, indicator, telling.language),
    )


def _verdicts(telling: Telling, rows: Sequence[RegionPastHalf]) -> tuple[said.VerdictGroup, ...]:
    groups = []
    for verdict in Verdict:
        names = tuple(telling.labels(row.region) for row in rows if row.verdict is verdict)
        if names:
            groups.append(said.VerdictGroup(verdict_word(verdict, telling.language), names))
    return tuple(groups)


def silence(telling: Telling) -> said.Silence:
    """Who reported nothing, and who reported zero."""
    reporting = telling.briefing.reporting
    return said.Silence(
        expected=reporting.expected,
        names=telling.names(reporting.silent),
        count=len(reporting.silent),
        idle=_idle(telling),
    )


def _idle(telling: Telling) -> tuple[said.IdleSaid, ...]:
    return tuple(
        said.IdleSaid(
            name=telling.name(item.indicator),
            names=telling.names(item.regions),
            count=len(item.regions),
        )
        for item in telling.briefing.reporting.idle
    )


def problems(telling: Telling) -> said.Problems:
    """What lags, who lags, who is silent, and what the reports say themselves."""
    model = telling.briefing
    lagging = [rows[0].region for rows in model.lagging]
    differing = [row for row in model.rows if row.figure.discrepancy and row.coverage.complete]
    return said.Problems(
        late=tuple(telling.fact(row) for row in weakest(model.rows)),
        lagging=telling.names(lagging),
        lagging_count=len(lagging),
        silent_count=len(model.reporting.silent),
        unreported=telling.unreported(),
        differing=tuple(telling.fact(row) for row in differing),
        notes=_notes(telling),
    )


def _notes(telling: Telling) -> tuple[said.Note, ...]:
    """Notes and accepted warnings in the reader's language; a reason stands as its author wrote it."""
    notes = [
        said.Note(
            file=source.file_name,
            author=source.author,
            text=source.remark(telling.language).rstrip("。."),
            reason=source.reason.rstrip("。."),
            warnings=tuple(text.rstrip("。.") for text in source.accepted(telling.language)),
        )
        for source in telling.briefing.sources
    ]
    return tuple(dict.fromkeys(note for note in notes if note.text or note.reason or note.warnings))


def steps(telling: Telling) -> said.Steps:
    """What the rest of the year and of the half must bring."""
    half = telling.briefing.half_year
    pending = [item for item in half.own.standings if item.state is GoalState.MISSED and not half.final]
    needs = [telling.fact(row) for row in weakest(telling.briefing.rows)]
    return said.Steps(
        needs=tuple(item for item in needs if item.needed),
        goals=tuple(goal(telling, item) for item in pending),
        half_months_left=half.months_left,
        silent_count=len(telling.briefing.reporting.silent),
        idle=_idle(telling),
    )
