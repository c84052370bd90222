"""What changed since a briefing was issued: its frozen model held against the same briefing of today's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import orjson

from zones.domain.briefing import Briefing
from zones.domain.correction import Cause, Differences, FigureChange, Named, RankMove, Standing, VerdictChange
from zones.domain.past_half import Verdict
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.status import Status
from zones.domain.tree import subtree
from zones.services.briefing import NothingReportedError, briefing
from zones.services.briefing_issues import found_issue
from zones.services.briefing_json import Json, briefing_json, choice_from, region_key
from zones.services.deployment import Deployment
from zones.services.places import find_region
from zones.store import briefings
from zones.store.briefings import IssueRecord, LaterWord

_NOWHERE = Standing(None, None, None, None, None)
Key = tuple[str, str]


def differences(deployment: Deployment, code: str) -> Differences:
    """Everything that is no longer as issued under a snapshot code."""
    with deployment.reading() as connection:
        record = found_issue(connection, code)
        old = orjson.loads(briefings.model_of(connection, record.id))
    now = _today(deployment, old)
    new: Json = {} if now is None else briefing_json(now)
    return _Comparison(deployment, record, old, new, now).differences()


def _today(deployment: Deployment, old: Json) -> Briefing | None:
    """The same briefing of today's figures; None where nothing is reported any more."""
    try:
        return briefing(deployment, choice_from(old["choice"]))
    except NothingReportedError:
        return None


@dataclass(frozen=True)
class _Comparison:
    """The frozen model beside today's."""

    deployment: Deployment
    record: IssueRecord
    old: Json
    new: Json
    now: Briefing | None

    def differences(self) -> Differences:
        before, after = _standings(self.old), _standings(self.new)
        names, words = self._names(), self._words()
        keys = [key for key in {**before, **after} if key[1] in self.deployment.catalogue.indicators]
        figures = [
            self._change(key, names, before.get(key, _NOWHERE), after.get(key, _NOWHERE), words)
            for key in keys
            if _amounts(before.get(key, _NOWHERE)) != _amounts(after.get(key, _NOWHERE))
        ]
        moves = [
            RankMove(names[key[0]], self.deployment.catalogue.indicators[key[1]], before[key].rank, after[key].rank)
            for key in keys
            if key in before
            and key in after
            and _amounts(before[key]) == _amounts(after[key])
            and before[key].rank != after[key].rank
        ]
        return Differences(
            issued_code=self.record.code,
            code="" if self.now is None else self.now.code,
            series=self.record.series,
            year=self.record.year,
            number=self.record.number,
            region=self.record.region,
            quarter=Quarter.from_ordinal(self.record.quarter),
            issued=self.record.issued_at.astimezone().date(),
            title=self.record.title,
            title_en=self.record.title_en,
            synthetic=self.record.synthetic,
            figures=tuple(figures),
            moves=tuple(moves),
            verdicts=tuple(self._verdicts(names)),
        )

    def _change(
        self,
        key: Key,
        names: Mapping[str, Named],
        old: Standing,
        new: Standing,
        words: Sequence[tuple[LaterWord, bool]],
    ) -> FigureChange:
        region, code = key
        place = self._places().get(region)
        causes = [] if place is None else list(_causes(place, code, old, new, words))
        return FigureChange(
            region=names[region],
            indicator=self.deployment.catalogue.indicators[code],
            own=region == self.record.region,
            old=old,
            new=new,
            causes=tuple(dict.fromkeys(causes)),
        )

    def _names(self) -> dict[str, Named]:
        """Regions by key: today's names where they still stand there, else those that were printed."""
        printed = {row["region"]: Named(row["region"], row["name"], "") for row in _rows(self.old)}
        places = {key: Named(key, region.name, region.name_en) for key, region in self._places().items()}
        verdicts = self.old["half_year"]
        below = {
            row["region"]: Named(row["region"], row["name"], "") for row in (verdicts["own"], *verdicts["children"])
        }
        return {**printed, **below, **places}

    def _places(self) -> dict[str, Region]:
        if self.now is None:
            region = find_region(self.deployment, self.record.region)
            return {region_key(region): region}
        rows = (self.now.rows, *self.now.children, *self.now.units)
        return {region_key(item[0].region): item[0].region for item in rows if item}

    def _words(self) -> list[tuple[LaterWord, bool]]:
        """What was said since, of figures and (True) of targets."""
        scope = find_region(self.deployment, self.record.region)
        codes = list(self.deployment.catalogue.indicators)
        year = Quarter.from_ordinal(self.record.quarter).year
        ledgers = ((self.deployment.figures, self.record.quarter, False), (self.deployment.targets, year, True))
        with self.deployment.reading() as connection:
            return [
                (word, targets)
                for ledger, period, targets in ledgers
                for word in briefings.later_words(
                    connection, ledger, period=period, scope=scope, codes=codes, issue=self.record
                )
            ]

    def _verdicts(self, names: Mapping[str, Named]) -> Iterator[VerdictChange]:
        before, after = _verdicts(self.old), _verdicts(self.new)
        for key in {**before, **after}:
            if before.get(key) != after.get(key) and key in names:
                yield VerdictChange(names[key], before.get(key), after.get(key))


def _causes(
    place: Region, code: str, old: Standing, new: Standing, words: Sequence[tuple[LaterWord, bool]]
) -> Iterator[Cause]:
    nodes = subtree(node=place.node, level=place.level)
    for word, targets in words:
        changed = old.target != new.target if targets else old.value != new.value
        if changed and word.indicator == code and word.node in nodes:
            yield Cause(word.submission, word.author, word.at, word.reason, word.withdrawal)


def _rows(model: Json) -> Iterator[Json]:
    if model:
        yield from model["rows"]
        for rows in (*model["children"], *model["units"]):
            yield from rows


def _standings(model: Json) -> dict[Key, Standing]:
    return {(row["region"], row["indicator"]): _standing(row) for row in _rows(model)}


def _standing(row: Json) -> Standing:
    share: Any = row["completion"]
    return Standing(
        value=row["value"],
        target=row["target"],
        completion=None if share is None else Fraction(share),
        status=Status(row["status"]),
        rank=row["rank"],
    )


def _amounts(standing: Standing) -> tuple[int | None, int | None]:
    return standing.value, standing.target


def _verdicts(model: Json) -> dict[str, Verdict]:
    if not model:
        return {}
    half = model["half_year"]
    return {row["region"]: Verdict(row["verdict"]) for row in (half["own"], *half["children"])}
