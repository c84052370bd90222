"""What would lift a region over its mid-year lines, a sentence a goal."""

from __future__ import annotations

from collections.abc import Mapping

from zones.domain.indicator import Indicator
from zones.domain.lift import Lift, LiftOutcome
from zones.domain.wording import prose_value
from zones.services.lift import LiftView
from zones.services.table_parts import Words, joined, said

_MOST_NAMED = 12
_SAID: Mapping[LiftOutcome, Words] = {
    LiftOutcome.ENOUGH: (
        "{goal}:还差{missing}。最少{count}个达标即可过线:{names}",
        "{goal}: {missing} short. {count} are enough to pass: {names}",
    ),
    LiftOutcome.NOT_ENOUGH: (
        "{goal}:还差{missing}。下级{count}个全部达标,仍差{still}",
        "{goal}: {missing} short. With all {count} below at their lines {still} would still be missing",
    ),
    LiftOutcome.NO_REPORT: ("{goal}:未报", "{goal}: no report"),
}
_MORE: Words = ("{names}等", "{names} and others")


def lift_sentences(view: LiftView, indicators: Mapping[str, Indicator], language: str) -> list[str]:
    """A sentence for every unmet goal: what is missing, and who by reaching its own line would bring it."""
    return [_sentence(lift, indicators[lift.standing.goal.numerator], language) for lift in view.lifts]


def _sentence(lift: Lift, indicator: Indicator, language: str) -> str:
    steps = lift.steps[:_MOST_NAMED]
    named = [f"{step.region.label(language)} +{prose_value(step.lift, indicator, language)}" for step in steps]
    names = joined(named, language)
    return said(_SAID[lift.outcome], language).format(
        goal=lift.standing.goal.label(language),
        missing=prose_value(lift.standing.missing, indicator, language),
        still=prose_value(lift.still_missing, indicator, language),
        count=len(lift.steps),
        names=said(_MORE, language).format(names=names) if len(lift.steps) > _MOST_NAMED else names,
    )
