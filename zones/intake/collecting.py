"""Findings as they come up: of one kind so many are listed, the rest is counted and said in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zones.catalogue import Catalogue
from zones.domain.finding import Finding, Severity
from zones.domain.indicator import Indicator
from zones.domain.region import Region
from zones.intake.sheet import Place

_MOST_LISTED = {Severity.ERROR: 200, Severity.WARNING: 200, Severity.NOTE: 20}


class Findings:
    """Collects findings in the words of a catalogue; a rule that is off finds nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts = catalogue.findings
        self._listed: list[Finding] = []
        self._shown: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def add(
        self,
        code: str,
        *,
        column: str | None = None,
        cell: Place | None = None,
        header_cell: Place | None = None,
        region: Region | None = None,
        indicator: Indicator | None = None,
        **values: object,
    ) -> None:
        """Add one; `values` are what its texts name. Its line is that of `cell`; a `header_cell` stands for a column."""
        text = self._texts[code]
        if text.off:
            return
        self._counts[code] += 1
        if self._counts[code] > _MOST_LISTED[text.severity]:
            return
        self._shown[code] += 1
        row = None if cell is None else cell[0] + 1
        place = header_cell if cell is None else cell
        self._listed.append(
            text.about(row=row, column=column, cell=place, region=region, indicator=indicator, values=values)
        )

    def add_each(self, code: str, count: int) -> None:
        """Count more of a kind without a word on each."""
        if not self._texts[code].off:
            self._counts[code] += count

    def full(self, code: str) -> bool:
        """Whether another one of this kind would only be counted."""
        text = self._texts[code]
        return text.off or self._counts[code] >= _MOST_LISTED[text.severity]

    def __contains__(self, code: str) -> bool:
        return self._counts[code] > 0

    @property
    def stops(self) -> bool:
        """Whether any of them stops the file."""
        return any(self._texts[code].severity is Severity.ERROR for code, count in self._counts.items() if count)

    def all(self) -> tuple[Finding, ...]:
        """Everything found, in its order; behind it, for each kind with more than are listed, how many more there are."""
        return (*self._listed, *self._more())

    def _more(self) -> Iterable[Finding]:
        for name, count in self._counts.items():
            text, listed = self._texts[name], self._shown[name]
            if count > listed:
                said = self._texts["and_more"].about(values={"more": count - listed, "listed": listed})
                yield replace(said, code=text.code, severity=text.severity, needs_reason=text.needs_reason)
