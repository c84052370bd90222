"""What a column header means: a region, a period, an indicator with its unit, something derived, or nothing known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from zones.catalogue import Catalogue
from zones.domain.indicator import Indicator, Unit
from zones.intake.header_words import (
    Role,
    bare,
    core,
    is_other,
    role_of,
    says_target,
    without_number,
    without_target,
)
from zones.intake.periods import NO_PERIOD_SAID, Period, period_of
from zones.intake.text import key
from zones.intake.units import Split, Units

_ENOUGH_ALIKE = 70
_LONGEST_HEADER = 120


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column was taken for; `unit_text` is the unit its header names, `unit` what that is for the indicator.

    `target` says that the header speaks of an annual target; `period` is what it says of time.
    """

    role: Role
    header: str
    indicator: Indicator | None = None
    unit_text: str = ""
    unit: Unit | None = None
    target: bool = False
    period: Period = NO_PERIOD_SAID


class Headers:
    """Reads headers in the words of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.units = Units(catalogue)
        self._indicators = {
            core(name): indicator
            for indicator in catalogue.indicators.values()
            for name in (indicator.code, indicator.name, indicator.name_en, *indicator.aliases)
        }
        self._names = [name for name in self._indicators if name]
        self._known: dict[tuple[str, ...], Meaning] = {}

    def indicator(self, text: str) -> Indicator | None:
        """The indicator of a name, as a cell of a long table holds it."""
        meaning = self.meaning([text])
        return meaning.indicator if meaning.role is Role.FIGURE and not meaning.target else None

    def meaning(self, parts: Sequence[str]) -> Meaning:
        """What a column means, from its header cells top to bottom."""
        filled = tuple(part for at, part in enumerate(parts) if part and part not in parts[:at])
        found = self._known.get(filled)
        if found is None:
            found = self._known[filled] = self._meaning(filled)
        return found

    def alike(self, header: str) -> str:
        """The name of the indicator most like a header, or nothing."""
        found = process.extractOne(
            core(self.units.split(header).core), self._names, scorer=fuzz.ratio, score_cutoff=_ENOUGH_ALIKE
        )
        return self._indicators[found[0]].name if found else ""

    def _meaning(self, filled: tuple[str, ...]) -> Meaning:
        header = " ".join(filled)
        if not filled:
            return Meaning(Role.BLANK, "")
        if len(header) > _LONGEST_HEADER:
            return Meaning(Role.UNKNOWN, header[:_LONGEST_HEADER])
        splits = [self.units.split(without_number(part)) for part in filled]
        unit_text = next((split.unit_text for split in reversed(splits) if split.unit_text), "")
        readings = list(dict.fromkeys(_readings([split for split in splits if split.core or split.asides])))
        meaning = self._figure(readings, splits, header, unit_text)
        if meaning is not None:
            return meaning
        role = next(
            (role for text in [*readings, *(split.core for split in splits)] if (role := role_of(core(text)))), None
        )
        if role is None and any(is_other(key(part)) for part in filled):
            role = Role.DERIVED
        if role is None and not readings:
            role = role_of(core(unit_text))
        return Meaning(role or Role.UNKNOWN, header, unit_text=unit_text if role is Role.VALUE else "")

    def _figure(self, readings: Sequence[str], splits: Sequence[Split], header: str, unit_text: str) -> Meaning | None:
        exact = next((item for text in readings[:2] if (item := self._indicators.get(core(text)))), None)
        texts = [word for split in splits for word in (split.core, *split.asides)]
        if exact is None and any(is_other(text) and core(text) not in self._indicators for text in texts):
            return Meaning(Role.DERIVED, header)
        found = exact or self._named(readings)
        target = exact is None and any(says_target(text) for text in texts)
        if found is None:
            goals = [less for text in readings if (less := without_target(text)) is not None]
            found = self._named(goals)
            target = target or found is not None
        if found is None and not unit_text:
            behind = [self.units.behind(core(text)) for text in readings]
            found = self._named([text for text, unit in behind if unit])
            unit_text = next((unit for _, unit in behind if unit), "") if found else ""
        if found is None:
            return None
        period = _period(splits)
        unit = self.units.of(found, unit_text) if unit_text else None
        return Meaning(Role.FIGURE, header, found, unit_text, unit, target, period)

    def _named(self, texts: Sequence[str]) -> Indicator | None:
        """The first indicator that a text names, as it stands or without the words around the name."""
        for forms in ([core(text) for text in texts], [core(bare(text)) for text in texts]):
            found = next((item for text in forms if (item := self._indicators.get(text))), None)
            if found is not None:
                return found
        return None


def _period(splits: Sequence[Split]) -> Period:
    said = [period_of(word) for split in splits for word in (split.core, *split.asides)]
    year = next((period.year for period in said if period.year), None)
    return Period(year, next((period.number for period in said if period.number), None))


def _readings(splits: Sequence[Split]) -> Iterator[str]:
    """The whole header, its last part before the first, its last parts; the first alone where the others say nothing.

    What a bracket says belongs to the name, unless it is one of the words that stand around names.
    """
    texts = [split.core + "".join(word for word in split.asides if bare(word)) for split in splits]
    if not texts:
        return
    yield "".join(texts)
    if len(texts) > 1:
        yield texts[-1] + texts[0]
        yield "".join(texts[-2:])
        yield texts[0] + texts[-1]
        yield texts[-1]
        if all(not bare(text) or says_target(text) or role_of(core(text)) is Role.VALUE for text in texts[1:]):
            yield texts[0]
