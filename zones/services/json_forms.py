"""The JSON of the commands and of the read-only routes: keys and meanings are a stable contract.

Numbers are in the indicator's declared unit, shares are fractions (0.345), what is absent is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from zones.domain.figures import ProgressRow, RankedRow, RegionPastHalf
from zones.domain.finding import Finding
from zones.domain.indicator import Indicator, quotient
from zones.domain.past_half import GoalStanding
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services.deployment import Deployment
from zones.services.history import HistoricalValue
from zones.services.past_half import PastHalfView
from zones.services.progress import ProgressView

Json = dict[str, Any]


def region_json(region: Region) -> Json:
    """Code, name and level of a region."""
    return {"code": region.code, "name": region.name, "level": region.level.code}


def progress_json(view: ProgressView) -> Json:
    """What `zones progress --json` prints."""
    return {
        "region": region_json(view.region),
        "quarter": str(view.quarter),
        "synthetic": view.region.synthetic,
        "rule": {"code": view.rule.code, "text": view.rule.text, "text_en": view.rule.text_en},
        "notes": [{"zh": note, "en": note_en} for note, note_en in view.notes],
        "rows": [row for rows in (view.rows, *view.children) for row in _rows_json(rows)],
    }


def _rows_json(rows: Sequence[ProgressRow]) -> list[Json]:
    """The figures of one region, each with all that section 3 says of it."""
    region = region_json(rows[0].region) if rows else {}
    return [_row_json(row, region) for row in rows]


def _row_json(row: ProgressRow, region: Json) -> Json:
    number = row.indicator.number
    return {
        "region": region,
        "indicator": row.indicator.code,
        "unit": row.indicator.unit.name,
        "value": number(row.value),
        "approximate": row.approximate,
        "origin": row.figure.origin,
        "coverage": {"expected": row.coverage.expected, "reported": row.coverage.reported},
        "discrepancy": number(row.figure.discrepancy),
        "target": number(row.target),
        "target_origin": row.target_origin,
        "completion": share(row.completion),
        "schedule": share(row.schedule),
        "lead_points": points(row.lead),
        "status": row.status,
        "single_quarter": number(row.single_quarter),
        "yoy": share(row.yoy),
        "qoq": share(row.qoq),
        "rank": row.rank,
        "peers": row.peers,
        "remaining": number(row.remaining),
        "needed_per_month": amount(row.needed_per_month, row.indicator),
    }


def share(value: Fraction | None) -> float | None:
    """A share as a JSON number."""
    return None if value is None else value.numerator / value.denominator


def points(value: Fraction | None) -> float | None:
    """A difference of shares in percentage points."""
    return None if value is None else value.numerator * 100 / value.denominator


def amount(value: Fraction | None, indicator: Indicator) -> int | float | None:
    """An exact amount of smallest units as a JSON number in the declared unit."""
    return None if value is None else quotient(value.numerator, value.denominator * indicator.scale)


def numbers(values: npt.NDArray[np.int64], indicator: Indicator) -> list[int | float]:
    """Values as JSON numbers in the declared unit, each as `Indicator.number` says it; for values below 2^53."""
    whole, rest = np.divmod(values, indicator.scale)
    declared = whole.astype(object)
    # Dividing two whole numbers that a float holds exactly gives the float nearest to their quotient.
    declared[rest != 0] = (values / indicator.scale)[rest != 0]
    listed: list[int | float] = declared.tolist()
    return listed


def past_half_json(view: PastHalfView, deployment: Deployment) -> Json:
    """What `zones past-half --json` prints."""
    return {
        "region": region_json(view.region),
        "year": view.year,
        "as_of": None if view.as_of is None else str(view.as_of),
        "final": view.final,
        "yardstick": view.yardstick,
        "synthetic": view.region.synthetic,
        "regions": [_verdict_json(row, view, deployment) for row in view.rows],
    }


def _verdict_json(row: RegionPastHalf, view: PastHalfView, deployment: Deployment) -> Json:
    return {
        "region": region_json(row.region),
        "verdict": row.verdict,
        "goals": [_goal_json(item, view, deployment) for item in row.standings],
    }


def _goal_json(item: GoalStanding, view: PastHalfView, deployment: Deployment) -> Json:
    indicator = deployment.catalogue.indicators[item.goal.numerator]
    return {
        "goal": item.goal.code,
        "indicator": indicator.code,
        "unit": indicator.unit.name,
        "state": item.state,
        "met": item.met,
        "value": indicator.number(item.figure),
        "target": indicator.number(item.target),
        "due": share(item.due),
        "milestone": amount(item.milestone, indicator),
        "share": share(item.share),
        "missing": indicator.number(item.missing),
        "needed_per_month": amount(view.needed_per_month(item), indicator),
        "pace_per_month": amount(view.pace_so_far(item), indicator),
    }


def ranking_json(rows: Sequence[RankedRow], *, region: Region | None, indicator: Indicator, quarter: Quarter) -> Json:
    """What `zones ranking --json` prints; without a region the whole tree was ranked."""
    return {
        "region": None if region is None else region_json(region),
        "indicator": indicator.code,
        "unit": indicator.unit.name,
        "quarter": str(quarter),
        "synthetic": any(row.region.synthetic for row in rows) if region is None else region.synthetic,
        "peers": sum(row.rank is not None for row in rows),
        "rows": [
            {
                "rank": row.rank,
                "region": region_json(row.region),
                "parent": None if row.parent is None else region_json(row.parent),
                "value": indicator.number(row.value),
                "target": indicator.number(row.target),
                "completion": share(row.completion),
                "status": row.status,
            }
            for row in rows
        ],
    }


def history_json(values: Sequence[HistoricalValue], *, region: Region, indicator: Indicator, quarter: Quarter) -> Json:
    """What `zones history --json` prints."""
    return {
        "region": region_json(region),
        "indicator": indicator.code,
        "unit": indicator.unit.name,
        "quarter": str(quarter),
        "values": [historical_json(item, indicator) for item in values],
    }


def historical_json(item: HistoricalValue, indicator: Indicator) -> Json:
    """One value of a figure's past."""
    submission = item.submission
    return {
        "value": indicator.number(item.value),
        "approximate": item.approximate,
        "in_force": item.in_force,
        "row": item.line,
        "submission": submission.id,
        "file": submission.file_name,
        "author": submission.author,
        "submitted_at": submission.created_at.isoformat(),
        "reason": submission.reason,
        "note": submission.note,
        "withdrawn_at": None if submission.withdrawn_at is None else submission.withdrawn_at.isoformat(),
    }


def finding_json(finding: Finding, language: str) -> Json:
    """One finding; message and suggestion in the asked language."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "region": finding.region,
        "indicator": finding.indicator,
        "message": finding.wording(language),
        "suggestion": finding.advice(language),
    }
