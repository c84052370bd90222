"""The phrases of the shipped English templates that carry a number, and what the number must be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.briefing.claims import (
    BEHIND,
    JUDGED,
    ON_PACE,
    UNIT_EN,
    UNMET,
    Check,
    N,
    calendar,
    children_standing,
    counted,
    coverage,
    difference,
    expected,
    gap,
    goal_due,
    goal_share,
    goals_in,
    idle,
    judged,
    late,
    months,
    needed_of_goal,
    of_goal,
    of_rows,
    on_pace,
    own_rank,
    pace,
    peers,
    place,
    reported,
    several,
    share,
    signed,
    silent,
    statuses,
    value,
    verdict_group,
)  # fmt: skip
from zones.domain.past_half import GoalState
from zones.domain.status import Status

NAMES = r"(?:(?<=highest, )|(?<=lowest, )|(?<=[.;] ))(?![Aa]mong)(?P<names>[^.;]+?)"
ANY_AMOUNT = r"[\d,.]+(?: million yuan| yuan| m²| mu| km)?"

EN: Sequence[tuple[str, Check]] = (
    (r"Figures as of (?P<n>\d+ \w+ \d{4})", calendar),
    (r"(?P<n>January–\w+ \d{4})", calendar),
    (r"(?:first half of|figures of) (?P<n>(?:Q\d )?\d{4})", calendar),
    (rf"over {N} months(?= \(so far|[;.)])(?<!so far)", lambda reader, text, match: months(
        "so_far" if "so far" in text[max(0, match.start() - 45) : match.start()] else "left")(reader, text, match)),
    (rf"(?:In the|half has) {N} months", months("half_left")),
    (r"by less than (?P<n>0\.1) points", lambda reader, _text, match: reader.one_of(
        match["n"], [Fraction(1, 10)], 1, 1)),
    # the half-year, goal by goal
    (rf"\({N}{UNIT_EN}, [\d.]+% of the annual target, ", of_goal(lambda _reader, item: item.figure)),
    (rf"(?<=, ){N}% of the annual target, (?=[\d/]+%? due)", goal_share),
    (r"target, (?P<due>[\d/]+%?) due", goal_due),
    (rf"due, {N}{UNIT_EN} missing", of_goal(lambda _reader, item: item.missing)),
    (rf"missing, {N}{UNIT_EN} needed a month", of_goal(needed_of_goal, count=1)),
    (rf"is {N}{UNIT_EN} short, {ANY_AMOUNT} a month", of_goal(lambda _reader, item: item.missing)),
    (rf"short, {N}{UNIT_EN} a month", of_goal(needed_of_goal, count=1)),
    (rf"of the {N} mid-year goals", goals_in(*JUDGED)),
    (rf"{N} (?:is|are) met", goals_in(GoalState.MET)),
    (rf"and {N} (?:is|are) not", goals_in(*UNMET)),
    (rf"(?:met|report|target|too early), {N}: ", verdict_group),
    # one figure
    (rf"\(schedule {N}%", share(lambda row: row.schedule)),
    (rf"\({N} yuan\)", lambda reader, _text, match: reader.whole(match["n"], 10_000)),
    (rf"{NAMES} stood at (?P<shares>[\d.%, and]+%) of the annual target respectively", several),
    (rf"the annual target of {N}{UNIT_EN}", of_rows(lambda row: row.target)),
    (rf"{N}% of the annual target", share(lambda row: row.completion)),
    (rf"(?:is at|, at) {N}%", share(lambda row: row.completion)),
    (rf"{N} points ahead of schedule", signed(lambda row: row.lead, 1)),
    (rf"{N} points behind schedule", signed(lambda row: row.lead, -1)),
    (rf"up {N}% on a year before", signed(lambda row: row.yoy, 1)),
    (rf"down {N}% on a year before", signed(lambda row: row.yoy, -1)),
    (rf"up {N}% on the quarter before", signed(lambda row: row.qoq, 1)),
    (rf"down {N}% on the quarter before", signed(lambda row: row.qoq, -1)),
    (rf"alone brought {N}{UNIT_EN}", of_rows(lambda row: row.single_quarter)),
    (rf"it is {N}{UNIT_EN} below the quarter before", of_rows(lambda row: -(row.single_quarter or 0))),
    (rf"needs another {N}{UNIT_EN}", of_rows(lambda row: row.remaining)),
    (rf"and {N}{UNIT_EN} short of the annual target", of_rows(lambda row: row.remaining)),
    (rf"{N}{UNIT_EN} short of the schedule", of_rows(gap)),
    (rf"so far {N}{UNIT_EN} a month", of_rows(pace, count=1)),
    (rf"{N}{UNIT_EN} a month over", of_rows(lambda row: row.needed_per_month, count=1)),
    (rf"report is {N}{UNIT_EN} (?:above|below)", difference),
    # ranks
    (rf"(?P<name>[^,;]+) \((?:joint )?no\. (?P<rank>\d+), {N}%\)", place),
    (rf"no\. {N} of (?P<peers>\d+) in (?P<item>[^;.]+)", own_rank),
    (rf"(?:Of|The) {N} \w+ ranked", peers),
    # counts
    (rf"[Oo]f (?:the )?{N} indicators", counted(judged)),
    (rf"All {N} indicators", counted(judged)),
    (rf"{N} indicators are reported", counted(lambda reader, text, match: sum(
        row.value is not None for row in reader.region_at(text, match.start())[0]))),
    (rf"{N} had met it", statuses(Status.DONE)),
    (rf"{N} stood at or ahead of schedule", on_pace),
    (rf"(?:schedule|it|target), {N} behind it(?=[.,])(?!, \d+ (?:without|silent))", lambda reader, text, match: (
        late if "indicators of" in text[: match.start()] else children_standing(*BEHIND))(reader, text, match)),
    (rf"{N} far behind it", statuses(Status.FAR_BEHIND)),
    (rf"\({N} of them far behind\)", statuses(Status.FAR_BEHIND)),
    (rf"indicators? with an annual target, {N} (?:is|are) at or ahead", on_pace),
    (rf"schedule and {N} behind", late),
    (rf"[AO](?:ll|f) {N} (?!units)[a-z]+(?:,| are)", counted(lambda reader, text, match: len(
        reader.children(reader.indicator_at(text, match.start()))))),
    (rf", {N} (?:is|are) at or ahead of schedule", children_standing(*ON_PACE)),
    (rf"{N} behind it", children_standing(*BEHIND)),
    (rf"{N} without a target", children_standing(Status.NO_TARGET)),
    (rf"{N} silent", children_standing(Status.NO_REPORT)),
    (rf"Of {N} units expected, (?P<in>\d+) reported it; the (?P<missing>\d+) that", coverage),
    (rf"^(?:\(\d+\) )?(?P<who>[^.]+)\. .*Of {N} units expected to report, (?P<out>\d+) did not\.$", coverage),
    (rf"(?:Of|of the|All|all) {N} units? expected", counted(expected)),
    (rf"report, {N} (?:\([\d.]+%\) )?did", counted(reported)),
    (rf"report, \d+ \({N}%\) did", lambda reader, _text, match: reader.percent(
        match["n"], [Fraction(reader.model.reporting.reported, reader.model.reporting.expected)])),
    (rf"and {N} did not", counted(silent)),
    (rf"{N} (?:units? )?reported nothing", counted(silent)),
    (rf"The {N} units? that", counted(silent)),
    (rf"\({N} indicators\)", counted(lambda reader, _text, _match: len(reader.model.unreported_rows))),
    (rf"{N} indicators have no figure", counted(lambda reader, _text, _match: len(reader.model.unreported_rows))),
    (rf"at least one indicator, {N} ", counted(lambda reader, _text, _match: len(reader.model.lagging))),
    (rf"still zero in {N} units?", idle),
    # what is left is the figure itself
    (rf"came to (?:about )?{N}{UNIT_EN}", value),
)  # fmt: skip
