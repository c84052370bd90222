"""The canonical JSON of a briefing: what is hashed into its snapshot code, stored when it is issued, and compared later.

Amounts are whole numbers of the smallest unit, shares exact fractions as text ("69/200"), what is absent is null. Regions
are named by code system and code, so that the same figures give the same text in every database.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from typing import Any

import orjson

from zones.domain.briefing import Briefing, Choice, GroupStanding, HalfYear, Length, Ranking, Reporting, Source, Trend
from zones.domain.correction import Differences, FigureChange, Standing
from zones.domain.figures import ProgressRow, RegionPastHalf
from zones.domain.indicator import Indicator
from zones.domain.past_half import GoalStanding
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.json_forms import share
from zones.store.briefings import IssueRecord

Json = dict[str, Any]
_CODE_LENGTH = 10


def code_of(briefing: Briefing) -> str:
    """The snapshot code: the beginning of the hash of everything the briefing says."""
    return sha256(canonical(briefing)).hexdigest()[:_CODE_LENGTH]


def canonical(briefing: Briefing) -> bytes:
    """The one text of a briefing, without its code."""
    return orjson.dumps(briefing_json(briefing), option=orjson.OPT_SORT_KEYS)


def briefing_json(briefing: Briefing) -> Json:
    """Everything a briefing says, but its code."""
    return {
        "choice": choice_json(briefing.choice),
        "region": region_json(briefing.region),
        "data_date": None if briefing.data_date is None else briefing.data_date.isoformat(),
        "rule": {"code": briefing.rule.code, "text": briefing.rule.text, "text_en": briefing.rule.text_en},
        "rows": rows_json(briefing.rows),
        "children": [rows_json(rows) for rows in briefing.children],
        "units": [rows_json(rows) for rows in briefing.units],
        "trends": [_trend_json(item) for item in briefing.trends],
        "rankings": [_ranking_json(item) for item in briefing.rankings],
        "half_year": _half_year_json(briefing.half_year),
        "reporting": _reporting_json(briefing.reporting),
        "groups": [_group_json(item) for item in briefing.groups],
        "sources": [_source_json(item) for item in briefing.sources],
    }


def choice_json(choice: Choice) -> Json:
    """What a briefing was asked for."""
    return {
        "region": choice.region,
        "quarter": str(choice.quarter),
        "indicators": list(choice.indicators),
        "groups": list(choice.groups),
        "ranks": choice.ranks,
        "length": choice.length.value,
    }


def choice_from(document: Json) -> Choice:
    """The inverse of `choice_json`."""
    return Choice(
        region=document["region"],
        quarter=Quarter.parse(document["quarter"]),
        indicators=tuple(document["indicators"]),
        groups=tuple(document["groups"]),
        ranks=document["ranks"],
        length=Length(document["length"]),
    )


def region_json(region: Region) -> Json:
    """A region by name; what the store numbers it by stays out."""
    return {
        "key": region_key(region),
        "name": region.name,
        "name_en": region.name_en,
        "level": region.level.code,
        "synthetic": region.synthetic,
    }


def region_key(region: Region) -> str:
    """Code system and code."""
    return f"{region.code_system}:{region.code}"


def rows_json(rows: Iterable[ProgressRow]) -> list[Json]:
    """Rows of figures."""
    return [_row_json(row) for row in rows]


def _row_json(row: ProgressRow) -> Json:
    return {
        "region": region_key(row.region),
        "name": row.region.name,
        "indicator": row.indicator.code,
        "value": row.value,
        "origin": row.figure.origin,
        "discrepancy": row.figure.discrepancy,
        "approximate": row.approximate,
        "coverage": [row.coverage.reported, row.coverage.expected],
        "target": row.target,
        "target_origin": row.target_origin,
        "completion": _share(row.completion),
        "schedule": _share(row.schedule),
        "status": row.status,
        "single_quarter": row.single_quarter,
        "yoy": _share(row.yoy),
        "qoq": _share(row.qoq),
        "rank": row.rank,
        "peers": row.peers,
    }


def _share(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _trend_json(item: Trend) -> Json:
    return {
        "indicator": item.indicator.code,
        "points": [[str(point.quarter), point.value, point.single_quarter, point.target] for point in item.points],
    }


def _ranking_json(item: Ranking) -> Json:
    return {
        "indicator": item.indicator.code,
        "level": item.level.code,
        "rows": [
            [row.rank, region_key(row.region), row.value, row.target, _share(row.completion)] for row in item.rows
        ],
    }


def _half_year_json(half: HalfYear) -> Json:
    return {
        "year": half.year,
        "as_of": None if half.as_of is None else str(half.as_of),
        "own": _verdict_json(half.own),
        "children": [_verdict_json(row) for row in half.children],
    }


def _verdict_json(row: RegionPastHalf) -> Json:
    return {
        "region": region_key(row.region),
        "name": row.region.name,
        "verdict": row.verdict,
        "goals": [_goal_json(item) for item in row.standings],
    }


def _goal_json(item: GoalStanding) -> Json:
    return {
        "goal": item.goal.code,
        "state": item.state,
        "value": item.figure,
        "target": item.target,
        "due": _share(item.due),
        "missing": item.missing,
    }


def _reporting_json(item: Reporting) -> Json:
    return {
        "expected": item.expected,
        "silent": [region_key(region) for region in item.silent],
        "idle": [[idle.indicator.code, [region_key(region) for region in idle.regions]] for idle in item.idle],
    }


def _group_json(item: GroupStanding) -> Json:
    return {
        "name": item.name,
        "members": [rows_json(rows) for rows in item.members],
        "totals": [
            [
                line.indicator.code,
                line.value,
                line.target,
                _share(line.completion),
                line.coverage.reported,
                line.coverage.expected,
            ]
            for line in item.totals
        ],
    }


def _source_json(item: Source) -> Json:
    return {
        "number": item.number,
        "ledger": item.ledger,
        "file": item.file_name,
        "author": item.author,
        "received": item.received.isoformat(),
        "reason": item.reason,
        "note": item.note,
        "note_en": item.note_en,
        "warnings": list(item.warnings),
        # Without warnings a snapshot keeps the code it had before there were two languages of them.
        **({"warnings_en": list(item.warnings_en)} if item.warnings_en else {}),
    }


def issue_json(record: IssueRecord, *, again: bool) -> Json:
    """What `zones brief --issue --json` prints; `again` where these very figures had been issued before."""
    return {
        "code": record.code,
        "series": record.series,
        "year": record.year,
        "number": record.number,
        "region": record.region,
        "quarter": str(Quarter.from_ordinal(record.quarter)),
        "title": record.title,
        "title_en": record.title_en,
        "author": record.author,
        "issued_at": record.issued_at.isoformat(),
        "synthetic": record.synthetic,
        "again": again,
    }


def differences_json(found: Differences) -> Json:
    """What `zones brief --diff --json` prints: values in declared units, shares as fractions."""
    return {
        "code": found.issued_code,
        "code_now": found.code or None,
        "quarter": str(found.quarter),
        "figures": [_change_json(change) for change in found.figures],
        "ranks": [
            {"region": move.region.key, "indicator": move.indicator.code, "old": move.old, "new": move.new}
            for move in found.moves
        ],
        "verdicts": [{"region": item.region.key, "old": item.old, "new": item.new} for item in found.verdicts],
    }


def _change_json(change: FigureChange) -> Json:
    return {
        "region": change.region.key,
        "name": change.region.name,
        "indicator": change.indicator.code,
        "unit": change.indicator.unit.name,
        "old": _standing_json(change.old, change.indicator),
        "new": _standing_json(change.new, change.indicator),
        "causes": [
            {
                "submission": cause.submission,
                "author": cause.author,
                "at": cause.at.isoformat(),
                "reason": cause.reason,
                "withdrawal": cause.withdrawal,
            }
            for cause in change.causes
        ],
    }


def _standing_json(standing: Standing, indicator: Indicator) -> Json:
    return {
        "value": indicator.number(standing.value),
        "target": indicator.number(standing.target),
        "completion": share(standing.completion),
        "status": standing.status,
        "rank": standing.rank,
    }
